//! A real KDE Wallet as the Secret Service.

use std::{
    env, fs,
    path::PathBuf,
    process::{Command, Stdio},
    thread,
};

use talkdesk_setup::{
    effects::vault::Vault,
    keychain::{Keychain as _, KeychainError, KeychainInfo, Lock, Port as _},
    talkdesk::Region,
};
use zbus::blocking::{Connection, fdo::DBusProxy};

use super::{CLIENT_SECRET, account, acme, envelope, held};
use crate::{
    display::Xvfb,
    session::{Keyring, Running, SECRETS, in_private_session, lock_keyring, need, wait_until},
};

const NAME: &str = "KDE Wallet";
const PROGRAM: &str = "kwalletd5";
const SERVICE: &str = "org.kde.kwalletd5";
const WALLET: &str = "kdewallet";
/// Strong enough that KDE Wallet takes it without a question.
const PASSWORD: &str = "The password of the test wallet, number 4711!";

/// The running service, with a display for its dialogs.
struct KdeWallet {
    _service: Running,
    display: Xvfb,
}

impl KdeWallet {
    /// One without any wallet yet.
    fn start() -> Self {
        need(PROGRAM, "libkf5wallet-bin");
        need("xdotool", "xdotool");
        let settings = PathBuf::from(env::var_os("XDG_CONFIG_HOME").unwrap()).join("kwalletrc");
        let text = format!(
            "[Wallet]\nFirst Use=false\nEnabled=true\nPrompt on Open=false\nUse One Wallet=true\nDefault Wallet={WALLET}\n\
             Close When Idle=false\nLeave Open=true\n[org.freedesktop.secrets]\napiEnabled=true\n"
        );
        fs::write(settings, text).unwrap();
        let display = Xvfb::start(1000, 800);
        let service = Running::spawn(
            Command::new(PROGRAM)
                .env("DISPLAY", display.display())
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null()),
        );
        let bus = DBusProxy::new(&Connection::session().unwrap()).unwrap();
        for name in [SERVICE, SECRETS] {
            wait_until(&format!("{name} is on the bus"), || {
                bus.name_has_owner(name.try_into().unwrap()).unwrap()
            });
        }
        Self {
            _service: service,
            display,
        }
    }

    /// One with an open wallet, made at this program's wish.
    fn with_a_wallet() -> Self {
        let wallet = Self::start();
        assert_eq!(Vault::System.describe(), Ok(state(Lock::NoKeyring)));
        let unlocking = thread::spawn(|| Vault::System.unlock());
        wallet.make_the_first();
        assert_eq!(unlocking.join().unwrap(), Ok(()));
        wallet
    }

    /// Answers the two questions for a first wallet: encrypted with a password of its own, and this one.
    fn make_the_first(&self) {
        let kind = self.dialog(None);
        self.answer(
            &kind,
            &["key", "shift+Tab", "shift+Tab", "Up", "space", "alt+f"],
        );
        let password = self.dialog(Some(&kind));
        self.answer(&password, &["type", PASSWORD]);
        self.answer(&password, &["key", "Tab"]);
        self.answer(&password, &["type", PASSWORD]);
        self.answer(&password, &["key", "Return"]);
        self.wait_until_gone(&password);
    }

    /// Waits for a dialog that is not this one.
    fn dialog(&self, before: Option<&str>) -> String {
        let mut found = String::new();
        wait_until("KDE Wallet asks", || {
            found = self.windows().pop().unwrap_or_default();
            !found.is_empty() && before != Some(found.as_str())
        });
        found
    }

    fn answer(&self, dialog: &str, keys: &[&str]) {
        self.xdotool(&["windowfocus", "--sync", dialog]);
        self.xdotool(keys);
    }

    fn wait_until_gone(&self, dialog: &str) {
        wait_until("KDE Wallet's dialog is gone", || {
            !self.windows().iter().any(|window| window == dialog)
        });
    }

    /// The numbers of its windows that are shown.
    fn windows(&self) -> Vec<String> {
        let found = self.xdotool(&["search", "--onlyvisible", "--class", PROGRAM]);
        found.lines().map(str::to_owned).collect()
    }

    fn xdotool(&self, arguments: &[&str]) -> String {
        let output = Command::new("xdotool")
            .args(arguments)
            .env("DISPLAY", self.display.display())
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    }
}

fn state(lock: Lock) -> KeychainInfo {
    KeychainInfo {
        name: NAME.into(),
        lock,
    }
}

#[test]
fn an_open_wallet_keeps_lists_replaces_and_deletes() {
    let name = "vault::kwallet::an_open_wallet_keeps_lists_replaces_and_deletes";
    in_private_session(name, Keyring::Absent, || {
        let _wallet = KdeWallet::with_a_wallet();
        let vault = Vault::System;
        assert_eq!(vault.describe(), Ok(state(Lock::Open)));
        vault.self_test().unwrap();
        assert_eq!(vault.list(), Ok(Vec::new()));

        let first = envelope(acme(), CLIENT_SECRET);
        let europe = envelope(account("acme", Region::Europe), "secret of acme in Europe");
        vault.save(&first).unwrap();
        vault.save(&europe).unwrap();
        assert_eq!(vault.load(&acme()).as_ref(), Ok(&first));
        assert_eq!(
            vault.list(),
            Ok(vec![held(europe.clone()), held(first.clone())])
        );

        let second = envelope(acme(), "second");
        let kept = vault.replace(&second).unwrap();
        assert_eq!((kept.current, kept.previous), (Some(second), vec![first]));

        vault.remove(&acme()).unwrap();
        assert_eq!(
            vault.load(&acme()),
            Err(KeychainError::NotThere {
                name: NAME.into(),
                account: "acme (United States)".into()
            })
        );
        assert_eq!(vault.list(), Ok(vec![held(europe)]));
    });
}

#[test]
fn a_closed_wallet_is_opened_in_its_own_window() {
    let name = "vault::kwallet::a_closed_wallet_is_opened_in_its_own_window";
    in_private_session(name, Keyring::Absent, || {
        let wallet = KdeWallet::with_a_wallet();
        let saved = envelope(acme(), CLIENT_SECRET);
        Vault::System.save(&saved).unwrap();
        lock_keyring();
        assert_eq!(Vault::System.describe(), Ok(state(Lock::Locked)));

        let unlocking = thread::spawn(|| Vault::System.unlock());
        let password = wallet.dialog(None);
        wallet.answer(&password, &["type", PASSWORD]);
        wallet.answer(&password, &["key", "Return"]);
        assert_eq!(unlocking.join().unwrap(), Ok(()));
        assert_eq!(Vault::System.describe(), Ok(state(Lock::Open)));
        assert_eq!(Vault::System.load(&acme()), Ok(saved));
    });
}
