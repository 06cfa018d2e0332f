//! `doctor`.

use talkdesk_setup::practice::Practice;

use super::{json, run, saved_at};
use crate::session::{Keyring, in_private_session, lock_keyring};

#[test]
fn it_says_what_works_and_what_does_not_without_any_client() {
    let name = "commands::doctor::it_says_what_works_and_what_does_not_without_any_client";
    in_private_session(name, Keyring::Unlocked, || {
        let practice = Practice::start().unwrap();
        let saved = saved_at(&practice);
        let (code, out, err) = run(&["doctor"]);
        assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
        for words in [
            "ok   The keychain: GNOME Keyring works: written, read back, deleted\n",
            "ok   The list of accounts: 1 saved\n",
            "ok   List and keychain: they agree\n",
            "answers in ",
            "clock",
        ] {
            assert!(out.contains(words), "{words} is not in {out}");
        }
        let id = saved.client_id.as_str();
        assert!(!out.contains(id) && !out.contains(saved.client_secret.expose()));

        drop(practice);
        let found = json(run(&["doctor", "--json"]), 4);
        let findings = found["findings"].as_array().unwrap();
        assert!(
            findings
                .iter()
                .any(|finding| finding["code"] == "not_reached")
        );

        lock_keyring();
        let (code, out, _) = run(&["doctor"]);
        assert_eq!(code, Some(5));
        assert!(
            out.contains("NOT  The keychain: GNOME Keyring is locked."),
            "{out}"
        );
    });
}
