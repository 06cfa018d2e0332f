//! "Remove everything" against a real gnome-keyring and real files: nothing of this program is left, and nothing of
//! anybody else's is touched.

use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use jiff::Timestamp;
use talkdesk_setup::{
    credentials::ClientId,
    effects::{
        Effects as _, Runner,
        clipboard::Clipboard,
        folders::Folders,
        index_file,
        one_window::{Start, claim},
        settings_file,
        vault::Vault,
    },
    keychain::{Keychain as _, KeychainError},
    program::{Effect, MovingOnMsg, Msg, OnThisComputer, RemoveAllProblem, Store},
    saved::{Entry, Envelope, LastVerification, Seen, Settings},
    talkdesk::{Account, AccountName, Region},
};

use crate::{
    child::helper,
    session::{Keyring, in_private_session, start_keyring_here},
    vault::{look_up, store_foreign},
};

const PATIENCE: Duration = Duration::from_secs(40);

fn envelope(name: &str, region: Region, client: u32) -> Envelope {
    Envelope {
        account: Account {
            name: AccountName::parse(name).unwrap(),
            region,
        },
        client_id: ClientId::parse(&format!("{client:032x}")).unwrap(),
        client_secret: "s3cr3t-of-many-letters".into(),
        created_at: "2026-11-03T09:30:00Z".parse().unwrap(),
    }
}

fn config() -> PathBuf {
    PathBuf::from(env::var_os("XDG_CONFIG_HOME").unwrap()).join("talkdesk-setup")
}

fn state() -> PathBuf {
    PathBuf::from(env::var_os("XDG_STATE_HOME").unwrap()).join("talkdesk-setup")
}

/// Every file that the program makes, as it makes them or as a crash leaves them.
fn write_files(accounts: &[&Envelope]) {
    index_file::change(&config(), |index| {
        for envelope in accounts {
            index.put(Entry::new(envelope, "GNOME Keyring"));
        }
    })
    .unwrap();
    settings_file::write(&config(), &Settings::default()).unwrap();
    for name in [
        "accounts.set-aside-1.json",
        "draft.json",
        "window.lock",
        "window.json",
        "window.port",
        ".writingAbC123.json",
    ] {
        fs::write(config().join(name), "{}").unwrap();
    }
    fs::create_dir_all(state()).unwrap();
    for name in ["talkdesk-setup.log", "talkdesk-setup.old.log"] {
        fs::write(state().join(name), "a line\n").unwrap();
    }
}

fn runner() -> Runner {
    Runner::new(config(), Clipboard::start(), helper(), || ())
        .unwrap()
        .with_log_folder(state())
}

fn answer_of<T>(runner: &mut Runner, effect: Effect, pick: impl Fn(Msg) -> Option<T>) -> T {
    runner.run(effect);
    let began = Instant::now();
    loop {
        if let Some(answer) = runner.answers().into_iter().find_map(&pick) {
            return answer;
        }
        assert!(began.elapsed() < PATIENCE, "no answer");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn remove_all(runner: &mut Runner) -> Result<usize, RemoveAllProblem> {
    let store = Store::System;
    answer_of(runner, Effect::RemoveAll { store }, |msg| match msg {
        Msg::MovingOn(MovingOnMsg::AllRemoved { result, .. }) => Some(result),
        _ => None,
    })
}

fn look(runner: &mut Runner) -> OnThisComputer {
    let store = Store::System;
    answer_of(runner, Effect::ListKept { store }, |msg| match msg {
        Msg::MovingOn(MovingOnMsg::KeptListed { kept, .. }) => Some(kept),
        _ => None,
    })
}

fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

#[test]
fn nothing_is_left_in_the_keychain_or_on_the_disk() {
    let name = "remove_all::nothing_is_left_in_the_keychain_or_on_the_disk";
    in_private_session(name, Keyring::Unlocked, || {
        let (old, new) = (
            envelope("acme", Region::UnitedStates, 1),
            envelope("acme", Region::UnitedStates, 2),
        );
        let europe = envelope("acme", Region::Europe, 3);
        for envelope in [&old, &europe] {
            Vault::System.save(envelope).unwrap();
        }
        Vault::System.replace(&new).unwrap();
        // What somebody has edited, what a self-test left behind, and what is not this program's.
        store_foreign(
            "edited",
            &["service", "talkdesk-setup", "username", "zeta@us"],
        );
        store_foreign(
            "left over",
            &["service", "talkdesk-setup", "username", "self-test 1"],
        );
        store_foreign("mine", &["service", "another program", "username", "ada"]);
        write_files(&[&new, &europe]);

        let mut runner = runner();
        assert_eq!(
            look(&mut runner),
            OnThisComputer {
                items: Ok(["acme@eu", "acme@us", "acme@us (previous)", "zeta@us"]
                    .map(str::to_owned)
                    .to_vec()),
                folders: vec![text(&config()), text(&state())],
            }
        );
        // A result that is still being written must not bring a file back.
        runner.run(Effect::RecordVerification {
            store: Store::System,
            account: europe.account.clone(),
            verified: LastVerification::accepted(Timestamp::now()),
            seen: Seen::default(),
        });
        assert_eq!(remove_all(&mut runner), Ok(5));

        let nothing = OnThisComputer {
            items: Ok(Vec::new()),
            folders: Vec::new(),
        };
        assert_eq!(look(&mut runner), nothing);
        assert_eq!(Vault::System.list(), Ok(Vec::new()));
        assert!(!config().exists() && !state().exists());
        assert_eq!(
            look_up(&["service", "another program", "username", "ada"]),
            "mine"
        );
        assert_eq!(remove_all(&mut runner), Ok(0), "again");
    });
}

#[test]
fn more_items_than_fit_into_one_go_are_removed_too() {
    let name = "remove_all::more_items_than_fit_into_one_go_are_removed_too";
    in_private_session(name, Keyring::Unlocked, || {
        for number in 0..45 {
            let name = format!("branch-{number:02}");
            let envelope = envelope(&name, Region::Canada, number);
            Vault::System.save(&envelope).unwrap();
        }
        assert_eq!(remove_all(&mut runner()), Ok(45));
        assert_eq!(Vault::System.items(), Ok(Vec::new()));
    });
}

#[test]
fn files_of_somebody_else_stay_with_their_folder() {
    let name = "remove_all::files_of_somebody_else_stay_with_their_folder";
    in_private_session(name, Keyring::Unlocked, || {
        write_files(&[]);
        let theirs = config().join("company.pem");
        fs::write(&theirs, "theirs").unwrap();
        assert_eq!(remove_all(&mut runner()), Ok(0));
        let left: Vec<PathBuf> = fs::read_dir(config())
            .unwrap()
            .map(|file| file.unwrap().path())
            .collect();
        assert_eq!(left, [theirs]);
        assert!(!state().exists());
    });
}

#[test]
fn a_keychain_that_gives_nothing_leaves_the_files_that_name_what_is_in_it() {
    let name = "remove_all::a_keychain_that_gives_nothing_leaves_the_files_that_name_what_is_in_it";
    in_private_session(name, Keyring::Absent, || {
        let acme = envelope("acme", Region::UnitedStates, 1);
        write_files(&[&acme]);
        let mut runner = runner();
        // It is installed for the tests, and started by nobody.
        let name = "KeePassXC".to_owned();
        let silent = RemoveAllProblem::Keychain(KeychainError::NotRunning { name });
        assert_eq!(remove_all(&mut runner), Err(silent));
        assert_eq!(index_file::read(&config()).unwrap().entries.len(), 1);

        let _keyring = start_keyring_here(Keyring::Locked);
        let name = "GNOME Keyring".to_owned();
        let locked = RemoveAllProblem::Keychain(KeychainError::Locked { name });
        assert_eq!(remove_all(&mut runner), Err(locked));
        assert_eq!(index_file::read(&config()).unwrap().entries.len(), 1);
    });
}

#[test]
fn a_file_that_cannot_be_deleted_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let name = "remove_all::a_file_that_cannot_be_deleted_is_named";
    in_private_session(name, Keyring::Unlocked, || {
        write_files(&[]);
        let set_mode = |mode| {
            fs::set_permissions(config(), fs::Permissions::from_mode(mode)).unwrap();
        };
        set_mode(0o500);
        let result = remove_all(&mut runner());
        set_mode(0o700);
        let Err(RemoveAllProblem::File { path }) = result else {
            panic!("{result:?}")
        };
        assert!(Path::new(&path).starts_with(config()), "{path}");
        assert_eq!(remove_all(&mut runner()), Ok(0));
        assert!(!config().exists());
    });
}

/// Names that begin or end like those of this program's files.
#[test]
fn a_persons_own_files_stay_whatever_their_names() {
    let name = "remove_all::a_persons_own_files_stay_whatever_their_names";
    in_private_session(name, Keyring::Unlocked, || {
        write_files(&[]);
        let own = [
            "accounts-2026.json",
            "accounts.json.bak.json",
            "accounts.set-aside-mine.json",
            "accounts.set-aside-01.json",
            "accountspayable.log",
            "draft.old.json",
            "settings.backup.json",
            "window.of-opportunity.lock",
            "writing.json",
            ".writing a letter.json",
            "talkdesk-setup.notes.log",
        ];
        for name in own {
            fs::write(config().join(name), "mine").unwrap();
        }
        remove_all(&mut runner()).unwrap();
        let mut left: Vec<String> = fs::read_dir(config())
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        let mut own = own.map(str::to_owned);
        own.sort();
        assert_eq!(left, own);
    });
}

#[test]
fn a_second_start_still_finds_the_open_window_after_everything_was_removed() {
    let name =
        "remove_all::a_second_start_still_finds_the_open_window_after_everything_was_removed";
    in_private_session(name, Keyring::Unlocked, || {
        let folders = Folders {
            config: config(),
            state: state(),
        };
        let Start::First(window) = claim(&folders) else {
            panic!("nobody was there")
        };
        let (wake, woken) = mpsc::channel();
        let calls = window.calls(move || wake.send(()).unwrap());
        thread::spawn(move || woken.into_iter().for_each(|()| assert!(calls.answer())));
        index_file::change(&config(), |_| ()).unwrap();
        remove_all(&mut runner()).unwrap();
        let second = claim(&folders);
        assert!(matches!(second, Start::Second(Ok(()))), "{second:?}");
        drop(window);
        assert!(!config().exists(), "they go when the window is closed");
    });
}
