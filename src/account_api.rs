//! The first API call's answer, without any input or output: `GET /account`, as Talkdesk's API description has it.

use serde_json::Value;

use crate::{
    foreign_text::Redaction,
    secret::Secret,
    token::{Answer, read_object},
    verification::{ApiOutcome, HeaderScheme},
};

/// How much of a name is shown, in characters.
const LONGEST_NAME: usize = 100;

/// The `Authorization` header's value for an API call.
#[must_use]
pub fn authorization(scheme: HeaderScheme, access_token: &Secret) -> Secret {
    let word = match scheme {
        HeaderScheme::Bearer => "Bearer ",
        HeaderScheme::Basic => "Basic ",
    };
    Secret::from(format!("{word}{}", access_token.expose()))
}

/// Reads the answer to a call with `scheme`. `sent` is what must not come back in any text of the result.
#[must_use]
pub fn read_account_answer(answer: &Answer, scheme: HeaderScheme, sent: &Redaction) -> ApiOutcome {
    match answer.status {
        200..=299 => read_account(answer, scheme, sent).unwrap_or(ApiOutcome::NotAnAccount),
        // A firewall says nothing of permissions.
        status if answer.is_filters() => ApiOutcome::Status(status),
        401 => ApiOutcome::BothSchemesRefused,
        403 => ApiOutcome::Forbidden,
        status => ApiOutcome::Status(status),
    }
}

fn read_account(answer: &Answer, scheme: HeaderScheme, sent: &Redaction) -> Option<ApiOutcome> {
    let fields = read_object(&answer.readable_body()?, &["name", "company_name"]).ok()?;
    let text = |name| sent.show(fields.get(name).and_then(Value::as_str)?, LONGEST_NAME);
    Some(ApiOutcome::Account {
        name: text("name")?,
        company: text("company_name"),
        scheme,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(status: u16, body: &str, outcome: &ApiOutcome) {
        let answer = Answer {
            status,
            body: body.as_bytes().to_vec().into(),
            ..Answer::default()
        };
        let sent = Redaction::new([Secret::from("the-access-token")]);
        assert_eq!(
            &read_account_answer(&answer, HeaderScheme::Basic, &sent),
            outcome,
            "{status} {body}"
        );
    }

    #[test]
    fn an_account_has_a_name() {
        let account = |name: &str, company: Option<&str>| ApiOutcome::Account {
            name: name.to_owned(),
            company: company.map(str::to_owned),
            scheme: HeaderScheme::Basic,
        };
        check(
            200,
            r#"{"id":"1","name":"acme","company_name":"Acme Inc.","timezone":"UTC"}"#,
            &account("acme", Some("Acme Inc.")),
        );
        check(
            200,
            r#"{"name":"acme","company_name":null}"#,
            &account("acme", None),
        );
        check(
            200,
            r#"{"name":"ac\u202eme the-access-token"}"#,
            &account("acme [removed]", None),
        );
        for body in [
            "{}",
            "[]",
            "",
            r#"{"name":7}"#,
            r#"{"name":""}"#,
            r#"{"name":"a","name":"b"}"#,
            "<html>",
        ] {
            check(200, body, &ApiOutcome::NotAnAccount);
        }
    }

    #[test]
    fn other_answers_are_told_apart_by_their_status() {
        check(401, "", &ApiOutcome::BothSchemesRefused);
        check(
            403,
            r#"{"code":"0060002","message":"Forbidden access."}"#,
            &ApiOutcome::Forbidden,
        );
        check(500, "", &ApiOutcome::Status(500));
        check(302, "", &ApiOutcome::Status(302));
    }

    #[test]
    fn the_header_names_its_scheme() {
        let token = Secret::from("t0k3n");
        assert_eq!(
            authorization(HeaderScheme::Bearer, &token).expose(),
            "Bearer t0k3n"
        );
        assert_eq!(
            authorization(HeaderScheme::Basic, &token).expose(),
            "Basic t0k3n"
        );
    }
}
