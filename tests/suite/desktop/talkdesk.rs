//! Talkdesk's hosts as these tests stand in for them: real names, real TLS, literal bytes.

use std::sync::{Arc, Mutex};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::server::{ConnectProxy, HttpServer, PrivateCa, json};

/// What HTML forms leave as it is, besides letters and digits.
pub(super) const FORM: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'*')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_');

pub(super) const ID: &str = "23de1fee0a4b4f0f9b0c77a1e0f42546";
pub(super) const SECRET: &str =
    "gA7-x9_Tq2LmV4nR8sWc1YzE6uKd3HfB5jPo0iQaXtZvNwSrMyGkCbDhJlUeFpOiAsZxQw1_Er2-Ty3Ui4Op5As6";

/// The token host, the API host and the way to both.
pub(super) struct Talkdesk {
    pub(super) tokens: HttpServer,
    pub(super) api: HttpServer,
    /// The Basic credentials of deleted clients.
    deleted: Arc<Mutex<Vec<String>>>,
    proxy: ConnectProxy,
    folder: tempfile::TempDir,
}

impl Talkdesk {
    pub(super) fn start() -> Self {
        Self::with_token("eyJhbGciOiJFUzI1NiJ9.eyJhaWQiOiJhY21lIn0.c2ln")
    }

    /// Gives out this access token.
    pub(super) fn with_token(token: &str) -> Self {
        let ca = PrivateCa::new("Test authority");
        let folder = tempfile::tempdir().unwrap();
        ca.write_pem(&folder.path().join("ca.pem"));
        let answer = format!(
            r#"{{"access_token":"{token}","token_type":"Bearer","expires_in":599,"scope":"openid account:read data-reports:read data-reports:write users:read"}}"#
        );
        let deleted = Arc::<Mutex<Vec<String>>>::default();
        let refused = Arc::clone(&deleted);
        let tokens = HttpServer::tls(ca.server(&["acme.talkdeskid.com"]), move |request| {
            if refused
                .lock()
                .unwrap()
                .iter()
                .any(|basic| request.contains(basic))
            {
                let body =
                    r#"{"error":"invalid_client","error_description":"Bad client credentials"}"#;
                return json("401 Unauthorized", body);
            }
            json("200 OK", &answer)
        });
        let api = HttpServer::tls(ca.server(&["api.talkdeskapp.com"]), |_| {
            json(
                "200 OK",
                r#"{"id":"5f0c","name":"acme","company_name":"Acme Corporation","timezone":"Europe/Lisbon"}"#,
            )
        });
        let proxy = ConnectProxy::leading([
            ("acme.talkdeskid.com:443", tokens.port()),
            ("api.talkdeskapp.com:443", api.port()),
        ]);
        Self {
            tokens,
            api,
            deleted,
            proxy,
            folder,
        }
    }

    /// The names that the program has asked for, with their ports.
    pub(super) fn asked_for(&self) -> Vec<String> {
        self.proxy.targets()
    }

    /// Gives no more tokens for a client.
    pub(super) fn delete(&self, id: &str, secret: &str) {
        let secret = utf8_percent_encode(secret, FORM);
        let basic = STANDARD.encode(format!("{id}:{secret}"));
        self.deleted.lock().unwrap().push(basic);
    }

    /// What leads the program here: the system's own variables for certificates and proxies.
    pub(super) fn variables(&self) -> [(&'static str, String); 2] {
        let ca = self.folder.path().join("ca.pem").display().to_string();
        [("SSL_CERT_FILE", ca), ("HTTPS_PROXY", self.proxy.address())]
    }
}
