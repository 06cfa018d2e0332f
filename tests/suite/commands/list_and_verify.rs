//! The real program's commands `list` and `verify`, against a real gnome-keyring and the stand-in for Talkdesk.

use std::fs;

use talkdesk_setup::{
    effects::{index_file, vault::Vault},
    keychain::Keychain as _,
    practice::Practice,
    saved::{Envelope, VerificationResult},
    talkdesk::Region,
};

use super::{account, at, entry, envelope, failed, folder, ok, run, save};
use crate::{
    practice::wire::{Credentials, create_client},
    session::{Keyring, in_private_session, lock_keyring},
};

#[test]
fn saved_accounts_are_listed_a_line_each() {
    let name = "commands::list_and_verify::saved_accounts_are_listed_a_line_each";
    in_private_session(name, Keyring::Absent, || {
        assert_eq!(run(&["list"]), ok(""));
        let us = envelope(
            account(Region::UnitedStates),
            "23de1fee0123456789abcdef01232546",
            "never shown",
        );
        let europe = Envelope {
            account: account(Region::Europe),
            ..us.clone()
        };
        index_file::change(&folder(), |index| {
            index.put(entry(&us));
            index.put(entry(&europe));
        })
        .unwrap();
        assert_eq!(
            run(&["list"]),
            ok(
                "acme@us: client 23de1fee…2546, saved 2026-11-03, next replacement 2027-02-01, never verified, kept in GNOME Keyring\n\
                acme@eu: client 23de1fee…2546, saved 2026-11-03, next replacement 2027-02-01, never verified, kept in GNOME Keyring\n"
            )
        );
        assert_eq!(
            run(&["verify", "acme"]),
            failed(
                1,
                "acme is saved for several regions. Name one: acme@us, acme@eu\n"
            )
        );
        assert_eq!(
            run(&["verify", "zeta\u{1b}"]),
            failed(
                1,
                "No account named \"zeta\u{FFFD}\" is saved. The saved ones: talkdesk-setup list\n"
            )
        );
        assert_eq!(
            run(&["verify", "acme@us"]),
            failed(
                5,
                "acme@us: KeePassXC is installed, but does not run. Start KeePassXC and open your database, then try again.\n"
            )
        );

        fs::write(folder().join("accounts.json"), "{").unwrap();
        let (code, out, err) = run(&["list"]);
        assert_eq!((code, out.as_str()), (Some(1), ""));
        assert!(
            err.starts_with("The list of accounts was damaged. It is kept as ")
                && err.ends_with("Your credentials are still in the keychain.\n"),
            "{err}"
        );
    });
}

#[test]
fn saved_credentials_are_verified_without_a_window() {
    let name = "commands::list_and_verify::saved_credentials_are_verified_without_a_window";
    in_private_session(name, Keyring::Unlocked, || {
        let practice = Practice::start().unwrap();
        let Credentials { id, secret } = create_client(&practice, "acme", &["account:read"]);
        let saved = envelope(at(&practice), &id, &secret);
        save(&saved);
        let key = saved.account.key();
        let result = || {
            let index = index_file::read(&folder()).unwrap();
            let entry = index.find(&saved.account).unwrap();
            entry.last_verified.clone().unwrap().result
        };

        assert_eq!(run(&["verify", &key]), ok(&format!("{key}: accepted\n")));
        assert_eq!(result(), VerificationResult::Accepted);
        let (_, listed, _) = run(&["list"]);
        assert!(listed.contains(", accepted 20"), "{listed}");

        Vault::System
            .replace(&envelope(at(&practice), &id, "not the secret"))
            .unwrap();
        let (code, out, err) = run(&["verify", "acme"]);
        assert_eq!((code, out.as_str()), (Some(3), ""));
        assert!(err.starts_with(&format!("{key}: refused. ")), "{err}");
        assert_eq!(err.lines().count(), 1, "{err}");
        assert!(matches!(result(), VerificationResult::Refused(_)));

        drop(practice);
        let (code, out, err) = run(&["verify", "acme"]);
        assert_eq!((code, out.as_str()), (Some(4), ""));
        assert!(err.starts_with(&format!("{key}: not reached. ")), "{err}");
        assert!(matches!(result(), VerificationResult::NotReached(_)));

        lock_keyring();
        assert_eq!(
            run(&["verify", "acme"]),
            failed(
                5,
                &format!(
                    "{key}: GNOME Keyring is locked. Nothing asks for its password here. Unlock it first, as by signing in \
                     to the desktop; from cron or over SSH, DBUS_SESSION_BUS_ADDRESS must name the bus of a session in \
                     which it is unlocked.\n"
                )
            )
        );
    });
}
