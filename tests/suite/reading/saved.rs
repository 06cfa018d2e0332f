//! What is saved reads back as it was.

use std::time::Duration;

use jiff::Timestamp;
use proptest::{collection::vec, option, prelude::*, sample};
use talkdesk_setup::{
    credentials::ClientId,
    foreign_text,
    saved::{
        Entry, Envelope, EnvelopeError, Index, LastVerification, Leak, MAX_ENVELOPE_BYTES,
        Replaced, VerificationResult,
    },
    secret::Secret,
    talkdesk::{Account, AccountName, Host, Region},
};

fn host() -> impl Strategy<Value = Host> {
    let texts = prop_oneof![
        "[a-z][a-z0-9]{0,20}(\\.[a-z]{2,10}){1,3}(:[1-9][0-9]{0,3})?",
        "http://localhost(:[1-9][0-9]{0,3})?",
        "(http://)?(127\\.0\\.0\\.1|\\[::1\\])(:[1-9][0-9]{0,3})?",
    ];
    texts.prop_map(|text| Host::parse(&text).unwrap())
}

fn account() -> impl Strategy<Value = Account> {
    let region = prop_oneof![
        Just(Region::UnitedStates),
        Just(Region::Europe),
        Just(Region::Canada),
        (host(), host()).prop_map(|(token_host, api_host)| Region::Other {
            token_host,
            api_host
        }),
    ];
    ("[a-z0-9]{1,20}", region).prop_map(|(name, region)| Account {
        name: AccountName::parse(&name).unwrap(),
        region,
    })
}

fn client_id() -> impl Strategy<Value = ClientId> {
    "[!-~]{1,64}".prop_map(|text| ClientId::parse(&text).unwrap())
}

/// A text as it is shown: with anything else in it, it would be cleaned when it is read.
fn line() -> impl Strategy<Value = String> {
    any::<String>().prop_map(|text| foreign_text::name(&text.replace('<', "")))
}

fn time() -> impl Strategy<Value = Timestamp> {
    (
        0..4_000_000_000_i64,
        prop_oneof![Just(0), 0..1_000_000_000_i32],
    )
        .prop_map(|(seconds, nanoseconds)| Timestamp::new(seconds, nanoseconds).unwrap())
}

fn entry() -> impl Strategy<Value = Entry> {
    let result = prop_oneof![
        Just(VerificationResult::Accepted),
        line().prop_map(VerificationResult::Refused),
        line().prop_map(VerificationResult::NotReached),
    ];
    let longest_token_life = option::of((1..31_536_000_u64).prop_map(Duration::from_secs));
    let replaced = (
        client_id(),
        option::of(line()),
        time(),
        longest_token_life.clone(),
        option::of(time()),
        option::of((time(), option::of(time()), option::of(time()))),
    )
        .prop_map(
            |(client_id, client_name, replaced_at, longest_token_life, first_refused_at, leak)| {
                Replaced {
                    client_id,
                    client_name,
                    replaced_at,
                    longest_token_life,
                    first_refused_at,
                    leak: leak.map(|(noticed_at, revoked_at, refused_at)| Leak {
                        noticed_at,
                        revoked_at,
                        refused_at,
                    }),
                }
            },
        );
    let last_verified =
        option::of((time(), result).prop_map(|(at, result)| LastVerification { at, result }));
    (
        account(),
        client_id(),
        time(),
        line(),
        last_verified,
        option::of(line()),
        longest_token_life,
        option::of(vec("[a-z]{1,9}:(read|write|manage)", 0..4)),
        vec(replaced, 0..3),
    )
        .prop_map(
            |(
                account,
                client_id,
                created_at,
                keychain,
                last_verified,
                client_name,
                longest_token_life,
                granted,
                previous,
            )| {
                Entry {
                    account,
                    client_id,
                    created_at,
                    keychain,
                    last_verified,
                    client_name,
                    longest_token_life,
                    granted,
                    receiver: talkdesk_setup::receiver::Receiver::default(),
                    previous,
                }
            },
        )
}

proptest! {
    #[test]
    fn an_envelope_reads_back(account in account(), client_id in client_id(), secret in "\\PC{1,600}", created_at in time()) {
        let envelope = Envelope { account, client_id, client_secret: Secret::from(secret), created_at };
        match envelope.to_json() {
            Ok(json) => {
                prop_assert!(json.expose().len() <= MAX_ENVELOPE_BYTES);
                prop_assert_eq!(Envelope::from_json(json.expose().as_bytes()), Ok(envelope));
            }
            Err(error) => {
                let too_long = matches!(error, EnvelopeError::TooLong { bytes } if bytes > MAX_ENVELOPE_BYTES);
                prop_assert!(too_long, "{error}");
            }
        }
    }

    #[test]
    fn a_cut_envelope_is_not_ours(account in account(), client_id in client_id(), cut in any::<sample::Index>()) {
        let secret = Secret::from("pretend");
        let envelope = Envelope { account, client_id, client_secret: secret, created_at: Timestamp::UNIX_EPOCH };
        let json = envelope.to_json().unwrap();
        let kept = cut.index(json.expose().len());
        prop_assert_eq!(Envelope::from_json(&json.expose().as_bytes()[..kept]), Err(EnvelopeError::NotOurs));
    }

    #[test]
    fn foreign_bytes_do_no_harm(bytes in vec(any::<u8>(), 0..200), text in any::<String>()) {
        prop_assert!(Envelope::from_json(&bytes).is_err());
        prop_assert!(Index::from_json(&text).is_err());
    }

    #[test]
    fn an_index_reads_back(entries in vec(entry(), 0..6)) {
        let mut index = Index::default();
        for entry in entries {
            index.put(entry);
        }
        for entry in &index.entries {
            prop_assert_eq!(index.find(&entry.account), Some(entry));
        }
        prop_assert_eq!(Index::from_json(&index.to_json()), Ok(index));
    }
}
