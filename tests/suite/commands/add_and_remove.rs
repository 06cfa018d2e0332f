//! `add` and `remove`.

use talkdesk_setup::{
    effects::{index_file, vault::Vault},
    keychain::Keychain as _,
    practice::Practice,
    saved::VerificationResult,
};

use super::{add, at, folder, json, run};
use crate::{
    practice::wire::{Credentials, create_client},
    session::{Keyring, in_private_session, lock_keyring},
};

#[test]
fn credentials_in_any_form_are_verified_and_saved() {
    let name = "commands::add_and_remove::credentials_in_any_form_are_verified_and_saved";
    in_private_session(name, Keyring::Unlocked, || {
        let practice = Practice::start().unwrap();
        let Credentials { id, secret } = create_client(&practice, "acme", &["account:read"]);
        let key = at(&practice).key();
        let file = format!("{{\"id\":\"{id}\",\"secret\":\"{secret}\"}}");
        let (code, out, err) = add(&practice, &[], &file);
        assert_eq!(code, Some(0), "{err}");
        assert_eq!(out, format!("{key}: accepted, saved to GNOME Keyring\n"));
        assert!(err.contains(&id[..8]) && !err.contains(&secret), "{err}");
        let held = Vault::System.load(&at(&practice)).unwrap();
        assert_eq!(held.client_secret.expose(), secret);
        let index = index_file::read(&folder()).unwrap();
        let entry = index.find(&at(&practice)).unwrap();
        let last = entry.last_verified.clone().unwrap();
        assert_eq!(last.result, VerificationResult::Accepted);
        assert_eq!(
            entry.granted.as_deref(),
            Some(&["openid", "account:read"].map(str::to_owned)[..])
        );

        // The same once more changes nothing; others need a word, and the old ones are kept.
        assert_eq!(add(&practice, &[], &file).0, Some(0));
        let newer = create_client(&practice, "acme", &["account:read"]);
        let env = format!(
            "CLIENT_ID={}\r\nCLIENT_SECRET={}\r\n",
            newer.id, newer.secret
        );
        let (code, out, err) = add(&practice, &[], &env);
        assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
        assert!(err.contains("--replace"), "{err}");
        let added = json(add(&practice, &["--replace", "--json"], &env), 0);
        assert_eq!(added["client_id"], newer.id.as_str());
        assert_eq!(added["previous"], serde_json::json!([id]));
        let kept = Vault::System.load_all(&at(&practice)).unwrap();
        assert_eq!(kept.previous.len(), 1);

        // Several clients in one text: one is named.
        let third = create_client(&practice, "acme", &["account:read"]);
        let both = format!(
            "[{{\"id\":\"{id}\",\"secret\":\"{secret}\"}},{{\"id\":\"{}\",\"secret\":\"{}\"}}]",
            third.id, third.secret
        );
        let (code, _, err) = add(&practice, &["--replace"], &both);
        assert_eq!(code, Some(1), "{err}");
        assert!(err.contains(&third.id) && err.contains("--client"), "{err}");
        let (code, _, err) = add(&practice, &["--replace", "--client", &third.id], &both);
        assert_eq!(code, Some(0), "{err}");
        let (code, _, err) = add(&practice, &["--replace", "--client", &third.id], &file);
        assert_eq!(code, Some(1), "{err}");
        assert!(err.contains("is another"), "{err}");

        let removed = json(run(&["remove", "acme", "--json"]), 0);
        assert_eq!(removed["deleted"], 3);
        assert_eq!(Vault::System.items(), Ok(Vec::new()));
        assert_eq!(run(&["remove", "acme"]).0, Some(1));
    });
}

#[test]
fn nothing_is_saved_that_is_not_accepted() {
    let name = "commands::add_and_remove::nothing_is_saved_that_is_not_accepted";
    in_private_session(name, Keyring::Unlocked, || {
        let practice = Practice::start().unwrap();
        let Credentials { id, secret } = create_client(&practice, "acme", &["account:read"]);
        let check = |text: &str, code: i32, words: &str| {
            let (ended, out, err) = add(&practice, &[], text);
            assert_eq!((ended, out.as_str()), (Some(code), ""), "{text}: {err}");
            assert!(err.contains(words), "{text}: {err}");
            assert_eq!(Vault::System.items(), Ok(Vec::new()), "{text}");
        };
        let wrong: String = secret.chars().rev().collect();
        check(
            &format!("client_id={id}\nclient_secret={wrong}"),
            3,
            "refused.",
        );
        check(&format!("client_id={id}"), 1, "no client secret");
        check("", 1, "");
        check("lorem ipsum", 1, "");
        check(&"x ".repeat(600_000), 1, "1 MiB");
        lock_keyring();
        let (code, out, _) = add(
            &practice,
            &[],
            &format!("client_id={id}\nclient_secret={secret}"),
        );
        assert_eq!((code, out.as_str()), (Some(5), ""));
    });
}
