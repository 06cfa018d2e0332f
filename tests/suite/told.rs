//! What a verification tells on its way, for tests without a network.

use std::{net::IpAddr, time::Duration};

use talkdesk_setup::{
    connection::{Certificate, Connection, Lookup, Tls, TrustSource},
    verification::{ApiConnection, StageDone, StageFacts},
};

const ADDRESS: [u8; 4] = [198, 51, 100, 7];

/// The name lookup, the secure connection and the token, in their order.
pub(crate) fn stages() -> [StageDone; 3] {
    let connection = connection("acme.talkdeskid.com", 9, 41);
    let lookup = StageFacts::NameLookup {
        lookup: connection.lookup.clone(),
        of_proxy: false,
    };
    let token = StageFacts::Token {
        status: 200,
        lifetime: Some(Duration::from_secs(599)),
        notes: Vec::new(),
    };
    [
        done(9, lookup),
        done(41, StageFacts::SecureConnection(Box::new(connection))),
        done(63, token),
    ]
}

pub(crate) fn api_connection() -> ApiConnection {
    ApiConnection {
        connection: Box::new(connection("api.talkdeskapp.com", 7, 38)),
        already_open: false,
    }
}

fn done(milliseconds: u64, facts: StageFacts) -> StageDone {
    StageDone {
        took: Duration::from_millis(milliseconds),
        already_open: false,
        facts,
    }
}

fn connection(host: &str, lookup: u64, took: u64) -> Connection {
    Connection {
        host: host.to_owned(),
        lookup: Lookup::Found {
            took: Duration::from_millis(lookup),
            addresses: vec![IpAddr::from(ADDRESS)],
        },
        address: Some((ADDRESS, 443).into()),
        took: Duration::from_millis(took),
        proxy: None,
        tls: Some(Tls {
            version: "TLS 1.3",
            certificate: Some(Certificate {
                issuer: "DigiCert Inc, DigiCert Global G2 TLS RSA SHA256 2020 CA1".to_owned(),
                not_after: "2027-03-14T23:59:59Z".parse().expect("a time"),
            }),
            trust: TrustSource::default(),
        }),
    }
}
