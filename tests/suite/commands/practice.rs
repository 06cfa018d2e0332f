//! Commands on the practice account.

use std::process::Stdio;

use super::{PROGRAM, ended, json, program, run};
use crate::session::{Keyring, in_private_session};

#[test]
fn a_script_runs_on_the_practice_account_without_keychain_or_account() {
    let name =
        "commands::practice::a_script_runs_on_the_practice_account_without_keychain_or_account";
    in_private_session(name, Keyring::Absent, || {
        let script = format!(
            "set -e
            curl --silent --fail -H \"Authorization: Bearer $TALKDESK_ACCESS_TOKEN\" \"$TALKDESK_API_URL/account\"
            echo
            '{PROGRAM}' token \"$TALKDESK_ACCOUNT\" --practice --header |
                curl --silent --fail -H @- \"$TALKDESK_API_URL/account\"
            echo
            '{PROGRAM}' verify \"$TALKDESK_ACCOUNT\" --practice
            '{PROGRAM}' exec acme --practice -- sh -c 'echo \"$TALKDESK_API_URL\"'
            echo \"$TALKDESK_API_URL\""
        );
        let (code, out, err) = ended(
            program(&["exec", "acme", "--practice", "--", "sh", "-c", &script])
                .stdin(Stdio::null())
                .output()
                .unwrap(),
        );
        assert_eq!(code, Some(0), "{out}{err}");
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(lines.len(), 5, "{out}");
        assert!(lines[0].contains("acme") && lines[0] == lines[1], "{out}");
        assert_eq!(lines[2], "acme@us: accepted");
        assert_eq!(lines[3], lines[4], "nothing is started twice");

        let (code, out, err) = run(&["token", "acme", "--practice"]);
        assert_eq!((code, out.as_str()), (Some(4), ""));
        assert!(err.contains("No practice account is open"), "{err}");
        let told = json(run(&["token", "acme", "--practice", "--json"]), 4);
        assert_eq!(told["error"]["code"], "not_reached");
        let ends_with = ["exec", "acme", "--practice", "--", "sh", "-c", "exit 9"];
        assert_eq!(run(&ends_with).0, Some(9));
    });
}
