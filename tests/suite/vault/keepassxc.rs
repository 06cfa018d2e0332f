//! A real `KeePassXC` as the Secret Service: it asks the person for each item, for each connection, and keeps what was
//! deleted.

use std::{
    env, fs,
    path::PathBuf,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use talkdesk_setup::{
    effects::vault::Vault,
    keychain::{KEEPASSXC, Keychain as _, KeychainError, KeychainInfo, Lock, Port as _},
};
use zbus::blocking::{Connection, fdo::DBusProxy};

use super::{CLIENT_SECRET, acme, envelope};
use crate::{
    display::Xvfb,
    session::{Keyring, Running, SECRETS, in_private_session, need, run, wait_until},
};

const PASSWORD: &str = "password of the test database";
const GROUP: &str = "01234567-89ab-cdef-0123-456789abcdef";
/// The same as an XML export has it.
const GROUP_IN_BASE64: &str = "ASNFZ4mrze8BI0VniavN7w==";
const QUESTION: &str = "Access Request";
const UNLOCK: &str = "Unlock Database";

/// Whether it asks before it gives an item to a connection. It does unless told otherwise.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Confirms {
    Yes,
    No,
}

/// What a database shows to programs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Exposes {
    AGroup,
    Nothing,
}

/// The running program, in a display of its own.
struct KeePassXc {
    _program: Running,
    display: Xvfb,
}

impl KeePassXc {
    /// With an open database.
    fn start(confirms: Confirms, exposes: Exposes) -> Self {
        make_database(exposes);
        let script = "printf %s \"$0\" | exec keepassxc --pw-stdin \"$1\"";
        let keepassxc = Self::with_arguments(confirms, script);
        wait_until("the database is open", || match Vault::System.describe() {
            Ok(info) => info.lock == Lock::Open,
            Err(_) => true,
        });
        keepassxc
    }

    /// With a locked one.
    fn start_locked() -> Self {
        make_database(Exposes::AGroup);
        Self::with_arguments(Confirms::No, "exec keepassxc \"$1\"")
    }

    fn with_arguments(confirms: Confirms, script: &str) -> Self {
        let settings = home().join(".config/keepassxc");
        fs::create_dir_all(&settings).unwrap();
        let confirm = confirms == Confirms::Yes;
        let text = format!(
            "[General]\nConfigVersion=2\nUpdateCheckMessageShown=true\n[GUI]\nCheckForUpdates=false\n\
             [FdoSecrets]\nEnabled=true\nShowNotification=false\nConfirmAccessItem={confirm}\nConfirmDeleteItem=false\n"
        );
        fs::write(settings.join("keepassxc.ini"), text).unwrap();
        let display = Xvfb::start(1000, 700);
        let program = Running::spawn(
            Command::new("sh")
                .args(["-c", script, PASSWORD])
                .arg(database())
                .env("DISPLAY", display.display())
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null()),
        );
        let bus = DBusProxy::new(&Connection::session().unwrap()).unwrap();
        wait_until("KeePassXC is on the bus", || {
            bus.name_has_owner(SECRETS.try_into().unwrap()).unwrap()
        });
        let keepassxc = Self {
            _program: program,
            display,
        };
        wait_until("KeePassXC shows its database", || {
            keepassxc.has_window("Passwords")
        });
        keepassxc
    }

    /// Waits for a window and presses a key in it.
    fn answer(&self, window: &str, keys: &[&str]) {
        wait_until(&format!("KeePassXC shows \"{window}\""), || {
            self.has_window(window)
        });
        // The window has to be mapped before it takes keys.
        thread::sleep(Duration::from_millis(500));
        self.xdotool(&["search", "--onlyvisible", "--name", window, "windowfocus"]);
        self.xdotool(keys);
    }

    fn has_window(&self, name: &str) -> bool {
        !self
            .xdotool(&["search", "--onlyvisible", "--name", name])
            .is_empty()
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

fn home() -> PathBuf {
    PathBuf::from(env::var_os("HOME").unwrap())
}

fn database() -> PathBuf {
    home().join("Passwords.kdbx")
}

fn make_database(exposes: Exposes) {
    need("keepassxc", "keepassxc");
    let exposed = match exposes {
        Exposes::AGroup => format!(
            "<CustomData><Item><Key>FDO_SECRETS_EXPOSED_GROUP</Key><Value>{{{GROUP}}}</Value></Item></CustomData>"
        ),
        Exposes::Nothing => String::new(),
    };
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><KeePassFile><Meta><DatabaseName>Passwords</DatabaseName>\
         <RecycleBinEnabled>True</RecycleBinEnabled>{exposed}</Meta><Root><Group><UUID>{GROUP_IN_BASE64}</UUID>\
         <Name>Root</Name></Group></Root></KeePassFile>"
    );
    let file = home().join("database.xml");
    fs::write(&file, text).unwrap();
    let script = "printf '%s\\n%s\\n' \"$0\" \"$0\" | keepassxc-cli import -p \"$1\" \"$2\"";
    run(Command::new("sh")
        .args(["-c", script, PASSWORD])
        .arg(file)
        .arg(database()));
}

/// The titles of all entries in the database's file, those in its recycle bin included.
fn entries() -> String {
    let script = "printf '%s\\n' \"$0\" | keepassxc-cli ls -R \"$1\"";
    run(Command::new("sh")
        .args(["-c", script, PASSWORD])
        .arg(database()))
}

/// Runs a test again in a process of its own in the same session, as a new start of the program.
fn new_start(name: &str) -> Running {
    Running::spawn(
        Command::new(env::current_exe().unwrap())
            .args(["--exact", name, "--nocapture"])
            .env(NEW_START, "1")
            .stdin(Stdio::null()),
    )
}

const NEW_START: &str = "TALKDESK_SETUP_TEST_NEW_START";

fn open() -> KeychainInfo {
    KeychainInfo {
        name: KEEPASSXC.into(),
        lock: Lock::Open,
    }
}

#[test]
fn an_open_database_keeps_what_it_is_given() {
    let name = "vault::keepassxc::an_open_database_keeps_what_it_is_given";
    in_private_session(name, Keyring::Absent, || {
        let _keepassxc = KeePassXc::start(Confirms::No, Exposes::AGroup);
        let vault = Vault::System;
        assert_eq!(vault.describe(), Ok(open()));
        vault.self_test().unwrap();
        let (first, second) = (envelope(acme(), CLIENT_SECRET), envelope(acme(), "second"));
        vault.save(&first).unwrap();
        assert_eq!(vault.load(&acme()), Ok(first.clone()));
        let kept = vault.replace(&second).unwrap();
        assert_eq!((kept.current, kept.previous), (Some(second), vec![first]));
        vault.remove(&acme()).unwrap();
        assert_eq!(vault.list(), Ok(Vec::new()));
        wait_until("the removed entries are in the recycle bin", || {
            entries().contains("Recycle Bin/\n  Talkdesk credentials: acme")
        });
        assert!(!entries().contains("test, safe to delete"), "{}", entries());
    });
}

#[test]
fn who_was_allowed_once_is_not_asked_again() {
    let name = "vault::keepassxc::who_was_allowed_once_is_not_asked_again";
    in_private_session(name, Keyring::Absent, || {
        let vault = Vault::System;
        let saved = envelope(acme(), CLIENT_SECRET);
        if env::var_os(NEW_START).is_some() {
            assert_eq!(vault.describe(), Ok(open()));
            assert_eq!(vault.load(&acme()), Ok(saved.clone()));
            // Asked again, nobody would answer.
            assert_eq!(vault.describe(), Ok(open()));
            assert_eq!(vault.load(&acme()), Ok(saved));
            return;
        }
        let keepassxc = KeePassXc::start(Confirms::Yes, Exposes::AGroup);
        vault.save(&saved).unwrap();
        assert_eq!(vault.load(&acme()), Ok(saved));
        let mut program = new_start(name);
        wait_until("KeePassXC asks", || keepassxc.has_window(QUESTION));
        // Longer than a keychain may take that asks nobody.
        thread::sleep(Duration::from_secs(11));
        keepassxc.answer(QUESTION, &["key", "Return"]);
        assert!(program.wait().success());
    });
}

#[test]
fn who_is_not_allowed_is_refused_and_may_ask_again() {
    let name = "vault::keepassxc::who_is_not_allowed_is_refused_and_may_ask_again";
    in_private_session(name, Keyring::Absent, || {
        let vault = Vault::System;
        let saved = envelope(acme(), CLIENT_SECRET);
        if env::var_os(NEW_START).is_some() {
            assert_eq!(
                vault.load(&acme()),
                Err(KeychainError::Refused {
                    name: KEEPASSXC.into()
                })
            );
            assert_eq!(vault.load(&acme()), Ok(saved));
            return;
        }
        let keepassxc = KeePassXc::start(Confirms::Yes, Exposes::AGroup);
        vault.save(&saved).unwrap();
        let mut program = new_start(name);
        keepassxc.answer(QUESTION, &["key", "Escape"]);
        wait_until("the question is gone", || !keepassxc.has_window(QUESTION));
        keepassxc.answer(QUESTION, &["key", "Return"]);
        assert!(program.wait().success());
    });
}

#[test]
fn a_locked_database_is_unlocked_in_its_own_window() {
    let name = "vault::keepassxc::a_locked_database_is_unlocked_in_its_own_window";
    in_private_session(name, Keyring::Absent, || {
        let keepassxc = KeePassXc::start_locked();
        let locked = KeychainInfo {
            name: KEEPASSXC.into(),
            lock: Lock::Locked,
        };
        assert_eq!(Vault::System.describe(), Ok(locked));
        let unlocking = thread::spawn(|| Vault::System.unlock());
        keepassxc.answer(UNLOCK, &["type", PASSWORD]);
        thread::sleep(Duration::from_millis(500));
        keepassxc.xdotool(&["key", "Return"]);
        assert_eq!(unlocking.join().unwrap(), Ok(()));
        let saved = envelope(acme(), CLIENT_SECRET);
        Vault::System.save(&saved).unwrap();
        assert_eq!(Vault::System.load(&acme()), Ok(saved));
    });
}

#[test]
fn a_database_that_shows_programs_nothing_says_so() {
    let name = "vault::keepassxc::a_database_that_shows_programs_nothing_says_so";
    in_private_session(name, Keyring::Absent, || {
        let nothing = || KeychainError::NothingExposed {
            name: KEEPASSXC.into(),
        };
        let _keepassxc = KeePassXc::start(Confirms::Yes, Exposes::Nothing);
        assert_eq!(Vault::System.describe(), Err(nothing()));
        assert_eq!(Vault::System.load(&acme()), Err(nothing()));
        assert_eq!(Vault::System.unlock(), Err(nothing()));
    });
}
