//! An account in Other, saved: Talkdesk stood in for on this computer's own names, over real TLS, and a foreign host beside
//! it that records who comes.

use std::{fs, process::Stdio};

use super::{
    talkdesk::{ID, SECRET},
    window::Desktop,
};
use crate::{
    server::{HttpServer, PrivateCa, json},
    session::run,
};

pub(super) const TOKEN: &str = "eyJhbGciOiJFUzI1NiJ9.ZWxzZXdoZXJl.c2ln";

/// The hosts of the account, and one that is none of them.
pub(super) struct Elsewhere {
    pub(super) tokens: HttpServer,
    pub(super) api: HttpServer,
    pub(super) foreign: HttpServer,
    folder: tempfile::TempDir,
}

impl Elsewhere {
    pub(super) fn start() -> Self {
        let ca = PrivateCa::new("Test authority");
        let folder = tempfile::tempdir().unwrap();
        ca.write_pem(&folder.path().join("ca.pem"));
        let answer = format!(
            r#"{{"access_token":"{TOKEN}","token_type":"Bearer","expires_in":599,"scope":"account:read"}}"#
        );
        let account = |_: &str| json("200 OK", r#"{"id":"5f0c","name":"acme"}"#);
        Self {
            tokens: HttpServer::tls(ca.server(&["localhost"]), move |_| json("200 OK", &answer)),
            api: HttpServer::tls(ca.server(&["localhost"]), account),
            foreign: HttpServer::tls(ca.server(&["localhost"]), account),
            folder,
        }
    }

    /// The account's hosts as the program keeps them.
    fn hosts(&self, api: &HttpServer) -> String {
        format!(
            r#""account":"acme","region":"other","token_host":"https://localhost:{}","api_host":"https://localhost:{}","client_id":"{ID}""#,
            self.tokens.port(),
            api.port()
        )
    }

    /// Saves the account: what the keychain holds, and the list.
    pub(super) fn save(&self, desktop: &Desktop) {
        let envelope = format!(
            r#"{{"version":1,{},"client_secret":"{SECRET}","created_at":"2026-11-03T09:30:00Z"}}"#,
            self.hosts(&self.api)
        );
        let user = format!("acme@localhost:{}", self.tokens.port());
        store(desktop, &envelope, &user);
        self.list(desktop, &self.api);
    }

    /// Saves an account at Talkdesk's own hosts in the United States.
    pub(super) fn save_for_talkdesk(desktop: &Desktop) {
        let members = format!(
            r#""account":"acme","region":"us","token_host":null,"api_host":null,"client_id":"{ID}","created_at":"2026-11-03T09:30:00Z""#
        );
        let envelope = format!(r#"{{"version":1,{members},"client_secret":"{SECRET}"}}"#);
        store(desktop, &envelope, "acme@us");
        let entry = format!(r#"{{{members},"keychain":"GNOME Keyring","last_verified":null}}"#);
        write(
            desktop,
            "accounts.json",
            &format!(r#"{{"version":1,"accounts":[{entry}]}}"#),
        );
    }

    /// Writes the list of accounts with this API host.
    pub(super) fn list(&self, desktop: &Desktop, api: &HttpServer) {
        let entry = format!(
            r#"{{{},"created_at":"2026-11-03T09:30:00Z","keychain":"GNOME Keyring","last_verified":null}}"#,
            self.hosts(api)
        );
        write(
            desktop,
            "accounts.json",
            &format!(r#"{{"version":1,"accounts":[{entry}]}}"#),
        );
    }

    /// What makes the program trust these hosts' certificates.
    pub(super) fn ca(&self) -> String {
        self.folder.path().join("ca.pem").display().to_string()
    }

    /// Runs the program without a window: exit code, and what it printed to both.
    pub(super) fn command(&self, desktop: &Desktop, arguments: &[&str]) -> (Option<i32>, String) {
        self.command_with(desktop, arguments, &[])
    }

    /// The same with these variables.
    pub(super) fn command_with(
        &self,
        desktop: &Desktop,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> (Option<i32>, String) {
        let output = desktop
            .command(env!("CARGO_BIN_EXE_talkdesk-setup"))
            .args(arguments)
            .env("SSL_CERT_FILE", self.ca())
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(text).unwrap())
    }
}

/// Puts an item into the keyring, as the program keeps it.
pub(super) fn store(desktop: &Desktop, value: &str, user: &str) {
    let script =
        "printf %s \"$0\" | secret-tool store --label=saved service talkdesk-setup username \"$1\"";
    run(desktop.command("sh").args(["-c", script, value, user]));
}

/// Writes a file of the program's own, as any program of the person can.
pub(super) fn write(desktop: &Desktop, name: &str, text: &str) {
    let folder = desktop.home().join(".config/talkdesk-setup");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), text).unwrap();
}
