use super::*;
use crate::{
    credentials::ClientId,
    secret::Secret,
    talkdesk::{AccountName, Host},
};

fn account(region: Region) -> Account {
    Account {
        name: AccountName::parse("acme").unwrap(),
        region,
    }
}

fn written(value: HandoverValue, region: Region, secret: &str) -> String {
    let all = Credentials {
        account: &account(region),
        client_id: &ClientId::parse("23de1feea24c4c0f8b6fa9d6b7a02546").unwrap(),
        client_secret: &Secret::from(secret),
        created_at: "2026-11-03T09:30:00Z".parse().unwrap(),
    };
    text(value, all).expose().to_owned()
}

fn whole(receiver: Receiver, region: Region, secret: &str) -> String {
    written(HandoverValue::WholeForm(receiver), region, secret)
}

#[test]
fn whole_forms_are_as_each_receiver_takes_them() {
    let form = whole(Receiver::Fivetran, Region::Canada, "s3cr3t");
    let json: serde_json::Value = serde_json::from_str(&form).unwrap();
    assert_eq!(
        json,
        serde_json::json!({"service": "talkdesk", "config": {
            "account_name": "acme",
            "client_id": "23de1feea24c4c0f8b6fa9d6b7a02546",
            "client_secret": "s3cr3t",
            "region": "ca.com",
        }})
    );
    let form = whole(Receiver::Airbyte, Region::UnitedStates, "s3cr3t");
    let json: serde_json::Value = serde_json::from_str(&form).unwrap();
    assert_eq!(
        json,
        serde_json::json!({
            "start_date": "2026-01-01T00:00:00",
            "auth_url": "https://acme.talkdeskid.com/oauth/token?grant_type=client_credentials",
            "api_key": "23de1feea24c4c0f8b6fa9d6b7a02546:s3cr3t",
        })
    );
    assert_eq!(
        whole(Receiver::Cdata, Region::Europe, "s3;cr3t"),
        "AccountName=acme;Region=EU;OAuthClientId=23de1feea24c4c0f8b6fa9d6b7a02546;OAuthClientSecret=\"s3;cr3t\";"
    );
    assert_eq!(
        whole(Receiver::Own, Region::Europe, "s3$cr3t"),
        "TALKDESK_CLIENT_ID=23de1feea24c4c0f8b6fa9d6b7a02546\n\
         TALKDESK_CLIENT_SECRET='s3$cr3t'\n\
         TALKDESK_AUTH_URL=https://acme.talkdeskid.eu/oauth/token\n\
         TALKDESK_BASE_URL=https://api.talkdeskapp.eu\n\
         TALKDESK_ACCOUNT=acme\n"
    );
}

#[test]
fn what_this_program_writes_it_reads_again() {
    let secret = "hT9_kQ2mZ7xW4vB1nR8sL5cY3dF6gJ0pA-eUiOqKjHzXyVtNbMrSlCwDfGaEoPuI9T8Y7R6E5W4Q3"
        .to_owned()
        + "abcdefg";
    for receiver in [Receiver::Fivetran, Receiver::Cdata, Receiver::Own] {
        let form = whole(receiver, Region::Europe, &secret);
        let read = crate::credentials::read_pasted(&form);
        assert_eq!(
            read.client_id.as_deref(),
            Some("23de1feea24c4c0f8b6fa9d6b7a02546"),
            "{receiver}"
        );
        assert_eq!(
            read.client_secret,
            Some(secret.as_str().into()),
            "{receiver}"
        );
    }
}

#[test]
fn a_region_that_is_not_served_is_said() {
    let australia = Region::Other {
        token_host: Host::parse("acme.talkdeskid.au").unwrap(),
        api_host: Host::parse("api.talkdeskapp.au").unwrap(),
    };
    let refuses = |receiver: Receiver| {
        [
            Region::UnitedStates,
            Region::Europe,
            Region::Canada,
            australia.clone(),
        ]
        .map(|region| receiver.does_not_serve(&account(region)).is_some())
    };
    assert_eq!(refuses(Receiver::Nexla), [false; 4]);
    assert_eq!(refuses(Receiver::Own), [false; 4]);
    assert_eq!(refuses(Receiver::PowerAutomate), [false; 4]);
    assert_eq!(refuses(Receiver::Fivetran), [false, false, false, true]);
    assert_eq!(refuses(Receiver::Airbyte), [false, true, true, true]);
    assert_eq!(refuses(Receiver::Cdata), [false; 4]);
    assert_eq!(
        Receiver::Airbyte
            .does_not_serve(&account(Region::Europe))
            .unwrap(),
        "Airbyte reads from the United States only, and would refuse acme (Europe)."
    );
}

#[test]
fn each_form_has_every_value_that_it_takes() {
    for receiver in Receiver::ALL {
        let mut has_secret = false;
        for field in receiver.fields() {
            let value = written(field.value, Region::UnitedStates, "s3cr3t");
            assert!(!value.is_empty(), "{receiver}: {}", field.label);
            assert_eq!(
                field.value.is_secret(),
                value.contains("s3cr3t"),
                "{receiver}: {}",
                field.label
            );
            has_secret |= field.value.is_secret();
        }
        assert!(has_secret, "{receiver}");
    }
}

#[test]
fn a_sentence_may_begin_with_it() {
    let text = "{receiver} stops. {receiver} runs with what {receiver} has.";
    assert_eq!(
        Receiver::Nexla.put_into(text),
        "Nexla stops. Nexla runs with what Nexla has."
    );
    assert_eq!(
        Receiver::Own.put_into(text),
        "Your program stops. Your program runs with what your program has."
    );
}
