//! kill -9 at every step of save, replace, retire, go back and remove: a second process runs the program's own effects
//! against the real gnome-keyring and is killed at a step; then the next start must show the truth, and what is left to do
//! must be possible.
//!
//! Each step once is what the tests do. `TALKDESK_SETUP_KILLS=N` kills at every single call on the bus instead of the
//! changes alone, and all of it N times over:
//!
//! ```sh
//! TALKDESK_SETUP_KILLS=3 cargo test --test suite -- lasting::kills --nocapture --test-threads=1
//! ```

use std::{
    env, fs,
    io::{self, Write as _},
    path::PathBuf,
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use talkdesk_setup::{
    effects::{Effects as _, Runner, clipboard::Clipboard, index_file, vault::Vault},
    keychain::{Keychain as _, KeychainError},
    practice::Practice,
    program::{
        AccountsMsg, Effect, KeychainMsg, Msg, Program, RotationEffect, RotationMsg, SaveMsg,
        Store, VerifyMsg,
    },
    saved::{Envelope, Index, OddItem},
    talkdesk::{Host, Region},
    verification::VerifyRequest,
};
use zbus::{blocking::Connection, zvariant::OwnedObjectPath};

use super::{
    account, acme,
    bus_proxy::{self, Calls, Moment},
    entry, envelope,
};
use crate::child::helper;
use crate::practice::wire::{Credentials, create_client};
use crate::session::{
    Keyring, SECRET_SERVICE, SECRETS, SECRETS_PATH, in_private_session_for, need, wait_until,
};

/// Set for the process that is killed: what it does.
const VICTIM: &str = "TALKDESK_SETUP_TEST_VICTIM";
/// How often everything is done, and that every single call counts.
const ROUNDS: &str = "TALKDESK_SETUP_KILLS";
/// What stands before a figure.
const FIGURE: &str = "killed: ";
const PATIENCE: Duration = Duration::from_mins(1);

/// What is in the keychain: the number of the client in use, and those of the previous ones, the newest first.
type Stand = (Option<usize>, Vec<usize>);

/// Something that the program does to credentials.
struct Act {
    name: &'static str,
    before: Stand,
    /// What may be found when it was killed; the last is what there is in the end.
    after: &'static [(Option<usize>, &'static [usize])],
    effect: fn() -> Effect,
    is_answer: fn(&Msg) -> bool,
}

fn client(number: usize) -> Envelope {
    Envelope {
        created_at: format!("2026-11-03T09:{number:02}:00Z").parse().unwrap(),
        ..envelope(
            acme(),
            &format!("{number:032x}"),
            &format!("secret number {number}"),
        )
    }
}

fn number_of(envelope: &Envelope) -> usize {
    let number = (1..9).find(|number| client(*number) == *envelope);
    number.unwrap_or_else(|| panic!("a damaged envelope: {envelope:?}"))
}

fn folder() -> PathBuf {
    PathBuf::from(env::var_os("XDG_CONFIG_HOME").unwrap()).join("talkdesk-setup")
}

/// An attempt, as the program numbers them.
fn attempt() -> talkdesk_setup::program::AttemptId {
    let index = Index {
        entries: vec![entry(&client(1))],
    };
    let effects = Program::new(index, None).update(
        Msg::Accounts(AccountsMsg::Verify(acme())),
        client(1).created_at,
    );
    match &effects[..] {
        [Effect::VerifySaved { attempt, .. }] => *attempt,
        other => panic!("{other:?}"),
    }
}

fn save(number: usize, replaces: bool) -> Effect {
    Effect::Save {
        attempt: attempt(),
        store: Store::System,
        envelope: client(number),
        entry: entry(&client(number)),
        replaces,
    }
}

fn is_saved(msg: &Msg) -> bool {
    matches!(msg, Msg::Save(SaveMsg::Saved { result: Ok(_), .. }))
}

fn acts() -> [Act; 5] {
    [
        Act {
            name: "save",
            before: (None, vec![]),
            after: &[(None, &[]), (Some(1), &[])],
            effect: || save(1, false),
            is_answer: is_saved,
        },
        Act {
            name: "replace",
            before: (Some(1), vec![]),
            after: &[(Some(1), &[]), (Some(2), &[1])],
            effect: || save(2, true),
            is_answer: is_saved,
        },
        Act {
            name: "retire",
            before: (Some(2), vec![1]),
            after: &[(Some(2), &[1]), (Some(2), &[])],
            effect: || {
                Effect::Rotation(RotationEffect::Forget {
                    store: Store::System,
                    account: acme(),
                    client_id: client(1).client_id,
                })
            },
            is_answer: |msg| {
                matches!(
                    msg,
                    Msg::Rotation(RotationMsg::Forgotten { result: Ok(()), .. })
                )
            },
        },
        Act {
            name: "go back",
            before: (Some(2), vec![1]),
            after: &[(Some(2), &[1]), (Some(1), &[2])],
            effect: || save(1, true),
            is_answer: is_saved,
        },
        Act {
            name: "remove",
            before: (Some(2), vec![1]),
            after: &[(Some(2), &[1]), (Some(2), &[]), (None, &[])],
            effect: || Effect::Remove {
                store: Store::System,
                account: acme(),
                undo: jiff::SignedDuration::from_secs(10),
            },
            // Removed again after it was removed, it is not there: the card goes as well.
            is_answer: |msg| matches!(msg, Msg::Accounts(AccountsMsg::Removed { .. })),
        },
    ]
}

/// Runs an effect and waits for its answer.
fn run(effect: Effect, is_answer: fn(&Msg) -> bool) -> Msg {
    let (wake, awake) = mpsc::channel();
    let mut runner = Runner::new(folder(), Clipboard::start(), helper(), move || {
        wake.send(()).unwrap_or_default();
    })
    .unwrap();
    runner.run(effect);
    let end = Instant::now() + PATIENCE;
    loop {
        for msg in runner.answers() {
            assert!(
                !matches!(msg, Msg::Notice(_)),
                "the index was not written: {msg:?}"
            );
            if is_answer(&msg) {
                return msg;
            }
        }
        awake
            .recv_timeout(end.saturating_duration_since(Instant::now()))
            .unwrap();
    }
}

/// Makes the keychain and the index what they were, whatever was there.
fn begin(stand: &Stand) {
    Vault::System.remove(&acme()).unwrap();
    fs::remove_dir_all(folder()).ok();
    for number in stand.1.iter().rev().chain(&stand.0) {
        Vault::System.replace(&client(*number)).unwrap();
    }
    if stand.0.is_some() {
        next_start();
    }
    assert_eq!(in_the_keychain(), *stand);
}

fn in_the_keychain() -> Stand {
    let held = Vault::System.list().unwrap();
    let [held] = &held[..] else {
        assert!(held.is_empty(), "{held:?}");
        return (None, vec![]);
    };
    (
        Some(number_of(held.current.as_ref().unwrap())),
        held.previous
            .iter()
            .map(|previous| number_of(previous.as_ref().unwrap()))
            .collect(),
    )
}

/// Opens the program again, as far as the keychain and the index are concerned, and returns what it shows.
fn next_start() -> (Index, Vec<OddItem>) {
    let answer = run(Effect::FindAccounts, |msg| {
        matches!(msg, Msg::Keychain(KeychainMsg::Read { .. }))
    });
    let Msg::Keychain(KeychainMsg::Read { entries, odd }) = answer else {
        unreachable!("it was waited for")
    };
    let index = index_file::read(&folder()).unwrap();
    assert_eq!(index.entries, entries, "what is shown is what is kept");
    (index, odd)
}

/// What the next start shows is what the keychain holds, or that it holds nothing.
fn check_next_start(of: &str) {
    let (current, previous) = in_the_keychain();
    let (index, odd) = next_start();
    match (current, &index.entries[..]) {
        (None, []) => assert_eq!(odd, [], "{of}"),
        (None, [_]) => assert!(
            matches!(
                &odd[..],
                [OddItem {
                    in_use: true,
                    error: KeychainError::NotThere { .. },
                    ..
                }]
            ),
            "{of}: {odd:?}"
        ),
        (Some(number), [entry]) => {
            assert_eq!(odd, [], "{of}");
            assert_eq!(entry.client_id, client(number).client_id, "{of}");
            let old: Vec<_> = entry.previous.iter().map(|old| &old.client_id).collect();
            let expected: Vec<_> = previous.iter().map(|old| client(*old).client_id).collect();
            assert_eq!(old, expected.iter().collect::<Vec<_>>(), "{of}");
        }
        (_, entries) => panic!("{of}: {entries:?}"),
    }
}

/// How many items there are, the copies included that no reader shows.
fn items() -> usize {
    let bus = Connection::session().unwrap();
    let wanted = std::collections::HashMap::from([("service", "talkdesk-setup")]);
    let answer = bus
        .call_method(
            Some(SECRETS),
            SECRETS_PATH,
            Some(SECRET_SERVICE),
            "SearchItems",
            &(wanted,),
        )
        .unwrap();
    let (unlocked, _locked): (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) =
        answer.body().deserialize().unwrap();
    unlocked.len()
}

/// The process that is to be killed.
fn victim(of_test: &str, act: &Act) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command
        .args(["--exact", of_test, "--nocapture", "--test-threads=1"])
        .env(VICTIM, act.name)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// Waits until a process has ended or `reached` is told, then kills it. Returns how it ended where it did by itself.
fn wait(mut child: Child, reached: &mpsc::Receiver<()>) -> Option<ExitStatus> {
    let end = Instant::now() + PATIENCE;
    loop {
        if reached.recv_timeout(Duration::from_millis(2)).is_ok() {
            child.kill().unwrap();
            child.wait().unwrap();
            return None;
        }
        if let Some(status) = child.try_wait().unwrap() {
            return Some(status);
        }
        assert!(Instant::now() < end, "the victim hangs");
    }
}

/// Checks what a killed act has left, then finishes it.
fn check_after(act: &Act, of: &str) {
    let found = in_the_keychain();
    let is_expected =
        |(current, previous): &(Option<usize>, &[usize])| (*current, previous.to_vec()) == found;
    assert!(act.after.iter().any(is_expected), "{of}: {found:?}");
    check_next_start(of);
    run((act.effect)(), act.is_answer);
    let found = in_the_keychain();
    assert!(
        act.after.last().is_some_and(is_expected_of(&found)),
        "{of}, finished: {found:?}"
    );
    assert_eq!(
        items(),
        found.1.len() + usize::from(found.0.is_some()),
        "{of}: a copy is left"
    );
    check_next_start(of);
}

fn is_expected_of(found: &Stand) -> impl Fn(&(Option<usize>, &'static [usize])) -> bool {
    |(current, previous)| (*current, previous.to_vec()) == *found
}

/// Kills an act at every call of a kind in turn; returns how often.
fn kill_at_every_call(of_test: &str, act: &Act, calls: Calls) -> usize {
    let bus = env::var("DBUS_SESSION_BUS_ADDRESS").unwrap();
    let bus = PathBuf::from(bus.strip_prefix("unix:path=").unwrap());
    let mut kills = 0;
    for number in 1.. {
        for is_done in [false, true] {
            begin(&act.before);
            let moment = Moment {
                calls,
                number,
                is_done,
            };
            let proxy = tempfile::tempdir().unwrap();
            let path = proxy.path().join("bus");
            let (reached, told) = mpsc::channel();
            bus_proxy::listen(&path, &bus, moment, reached);
            let mut command = victim(of_test, act);
            command.env(
                "DBUS_SESSION_BUS_ADDRESS",
                format!("unix:path={}", path.display()),
            );
            let of = format!("{}, {moment:?}", act.name);
            match wait(command.spawn().unwrap(), &told) {
                None => {
                    kills += 1;
                    check_after(act, &of);
                }
                Some(status) => {
                    assert!(status.success(), "{of}: {status}");
                    assert!(number > 1, "{}: nothing was counted", act.name);
                    return kills;
                }
            }
        }
    }
    unreachable!("an act ends")
}

/// Kills an act at every system call by which it changes files; returns how often.
fn kill_at_every_file_change(of_test: &str, act: &Act) -> usize {
    need("strace", "strace");
    let mut kills = 0;
    for call in [
        "mkdir",
        "flock",
        "fsync",
        "rename",
        "renameat",
        "renameat2",
        "unlink",
    ] {
        for number in 1.. {
            begin(&act.before);
            let program = victim(of_test, act);
            let mut command = Command::new("strace");
            command
                .args([
                    "-f",
                    "-qq",
                    "-o",
                    "/dev/null",
                    "-e",
                    &format!("trace={call}"),
                ])
                .args(["-e", &format!("inject={call}:signal=KILL:when={number}")])
                .arg(program.get_program())
                .args(program.get_args())
                .env(VICTIM, act.name)
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            let (_keep, told) = mpsc::channel();
            let status = wait(command.spawn().unwrap(), &told).unwrap();
            let of = format!("{}, {call} {number}", act.name);
            if status.success() {
                break;
            }
            kills += 1;
            check_after(act, &of);
        }
    }
    assert!(kills > 0, "{}: no file was changed", act.name);
    kills
}

/// Kills each of these acts at every step; in the process that is killed, does the act alone.
fn kill_at_every_step(of_test: &str, names: &[&str]) {
    if let Ok(victim) = env::var(VICTIM) {
        let act = acts().into_iter().find(|act| act.name == victim).unwrap();
        run((act.effect)(), act.is_answer);
        return;
    }
    let rounds: Option<u32> = env::var(ROUNDS).ok().map(|rounds| rounds.parse().unwrap());
    let calls = rounds.map_or(Calls::Changes, |_| Calls::All);
    let limit = rounds.map_or(Duration::from_mins(10), |rounds| {
        rounds * Duration::from_mins(30)
    });
    let test = format!("lasting::kills::{of_test}");
    let printed = in_private_session_for(limit, &[ROUNDS], &test, Keyring::Unlocked, || {
        for _ in 0..rounds.unwrap_or(1) {
            for act in acts().iter().filter(|act| names.contains(&act.name)) {
                let begun = Instant::now();
                let on_the_bus = kill_at_every_call(&test, act, calls);
                let in_files = kill_at_every_file_change(&test, act);
                print(&format!(
                    "{FIGURE}{}: {on_the_bus} at calls, {in_files} at files, nothing lost, {:?}",
                    act.name,
                    begun.elapsed()
                ));
            }
        }
    });
    for (_, figure) in printed.lines().filter_map(|line| line.split_once(FIGURE)) {
        print(figure);
    }
}

/// Prints a line, in a test that passes too.
fn print(line: &str) {
    io::stdout()
        .write_all(format!("{line}\n").as_bytes())
        .unwrap();
}

#[test]
fn row_57_killed_between_verify_and_save() {
    let name = "lasting::kills::row_57_killed_between_verify_and_save";
    if let Ok(verified) = env::var(VICTIM) {
        verify_at_the_stand_in();
        fs::write(verified, "").unwrap();
        // Until it is killed.
        loop {
            thread::park();
        }
    }
    in_private_session_for(Duration::from_mins(3), &[], name, Keyring::Unlocked, || {
        let mark = folder().with_extension("verified");
        let mut command = victim(name, &acts()[0]);
        let mut child = command.env(VICTIM, &mark).spawn().unwrap();
        wait_until("the credentials are verified", || mark.exists());
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(in_the_keychain(), (None, vec![]));
        let (index, odd) = next_start();
        assert_eq!((index, odd), (Index::default(), Vec::new()));
    });
}

fn verify_at_the_stand_in() {
    let practice = Practice::start().unwrap();
    let Credentials { id, secret } = create_client(&practice, "acme", &["account:read"]);
    let account = account(Region::Other {
        token_host: Host::parse(&practice.token_host("acme")).unwrap(),
        api_host: Host::parse(&practice.api_host()).unwrap(),
    });
    let Envelope {
        account,
        client_id,
        client_secret,
        ..
    } = envelope(account, &id, &secret);
    let request = VerifyRequest {
        endpoints: account.endpoints(),
        account,
        client_id,
        client_secret,
        scope: None,
    };
    let effect = Effect::Verify {
        attempt: attempt(),
        request,
    };
    run(effect, |msg| {
        matches!(msg, Msg::Verify(VerifyMsg::Verified { result: Ok(_), .. }))
    });
}

#[test]
fn row_58_killed_at_every_step_of_a_save() {
    kill_at_every_step("row_58_killed_at_every_step_of_a_save", &["save"]);
}

#[test]
fn row_59_killed_at_every_step_of_a_replacement() {
    kill_at_every_step("row_59_killed_at_every_step_of_a_replacement", &["replace"]);
}

#[test]
fn row_59_killed_at_every_step_of_going_back() {
    kill_at_every_step("row_59_killed_at_every_step_of_going_back", &["go back"]);
}

#[test]
fn row_59_killed_at_every_step_of_retiring() {
    kill_at_every_step("row_59_killed_at_every_step_of_retiring", &["retire"]);
}

#[test]
fn row_59_killed_at_every_step_of_removing() {
    kill_at_every_step("row_59_killed_at_every_step_of_removing", &["remove"]);
}
