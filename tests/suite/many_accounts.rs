//! "Verify all" over fifty accounts in a real keychain, asked of a real server that counts.

use std::{
    sync::{Arc, Condvar, Mutex},
    time::{Duration, Instant},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use talkdesk_setup::{
    credentials::ClientId,
    effects::{Effects as _, Runner, clipboard::Clipboard, index_file, vault::Vault},
    keychain::Keychain as _,
    program::{AccountsMsg, Msg, Program, RunEnd, VerifyRun},
    saved::{Entry, Envelope, Index, VerificationResult},
    talkdesk::{Account, AccountName, Host, Region},
};

use crate::{
    child::helper,
    server::{HttpServer, json},
    session::{Keyring, in_private_session},
};

const ACCOUNTS: usize = 50;
/// As many as the program verifies at a time.
const AT_A_TIME: usize = 4;
/// The account that the server refuses.
const REFUSED: usize = 7;
const PATIENCE: Duration = Duration::from_mins(2);

const TOKEN: &str =
    r#"{"access_token":"t0k3n","token_type":"Bearer","expires_in":599,"scope":"account:read"}"#;

/// What the server has seen, and whether it answers.
#[derive(Default)]
struct Seen {
    is_open: bool,
    within: usize,
    most_within: usize,
    /// The client of every request for a token, in order.
    clients: Vec<String>,
}

struct Door {
    seen: Mutex<Seen>,
    moved: Condvar,
}

impl Door {
    fn answer(&self, request: &str) -> Vec<u8> {
        let mut seen = self.seen.lock().unwrap();
        seen.within += 1;
        seen.most_within = seen.most_within.max(seen.within);
        let client = request.starts_with("POST").then(|| client_of(request));
        seen.clients.extend(client.clone());
        self.moved.notify_all();
        let (mut seen, timeout) = self
            .moved
            .wait_timeout_while(seen, PATIENCE, |seen| !seen.is_open)
            .unwrap();
        assert!(!timeout.timed_out(), "nobody opened");
        seen.within -= 1;
        match client {
            Some(client) if client == client_id(REFUSED).as_str() => {
                json("401 Unauthorized", r#"{"error":"invalid_client"}"#)
            }
            Some(_) => json("200 OK", TOKEN),
            None => json("200 OK", r#"{"id":"1","name":"acme"}"#),
        }
    }

    fn open(&self) {
        self.seen.lock().unwrap().is_open = true;
        self.moved.notify_all();
    }

    fn asked(&self) -> usize {
        self.seen.lock().unwrap().clients.len()
    }
}

/// The client ID in the Basic header.
fn client_of(request: &str) -> String {
    let header = request
        .lines()
        .find_map(|line| line.strip_prefix("authorization: Basic "))
        .unwrap();
    let pair = String::from_utf8(STANDARD.decode(header.trim()).unwrap()).unwrap();
    pair.split(':').next().unwrap().to_owned()
}

fn client_id(number: usize) -> ClientId {
    ClientId::parse(&format!("{number:032x}")).unwrap()
}

fn account(number: usize, port: u16) -> Account {
    let host = Host::parse(&format!("http://localhost:{port}")).unwrap();
    Account {
        name: AccountName::parse(&format!("branch-{number:02}")).unwrap(),
        region: Region::Other {
            token_host: host.clone(),
            api_host: host,
        },
    }
}

/// The program and its effects without their window, with accounts in keychain and index.
struct Person {
    program: Program,
    runner: Runner,
    folder: tempfile::TempDir,
    port: u16,
    server: HttpServer,
    door: Arc<Door>,
}

impl Person {
    fn with(count: usize) -> Self {
        let door = Arc::new(Door {
            seen: Mutex::default(),
            moved: Condvar::new(),
        });
        let answers = Arc::clone(&door);
        let server = HttpServer::plain(move |request| answers.answer(request));
        let port = server.port();
        let folder = tempfile::tempdir().unwrap();
        let mut index = Index::default();
        for number in 0..count {
            let envelope = Envelope {
                account: account(number, port),
                client_id: client_id(number),
                client_secret: "s3cr3t-of-many-letters".into(),
                created_at: Timestamp::now(),
            };
            Vault::System.save(&envelope).unwrap();
            index.put(Entry::new(&envelope, "GNOME Keyring"));
        }
        let index = index_file::change(folder.path(), |kept| *kept = index).unwrap();
        let clipboard = Clipboard::start();
        let runner = Runner::new(folder.path().to_owned(), clipboard, helper(), || ()).unwrap();
        Self {
            program: Program::new(index, None),
            runner,
            folder,
            port,
            server,
            door,
        }
    }

    fn send(&mut self, msg: Msg) {
        for effect in self.program.update(msg, Timestamp::now()) {
            self.runner.run(effect);
        }
    }

    fn wait_until(&mut self, what: &str, reached: impl Fn(&Self) -> bool) {
        let began = Instant::now();
        while !reached(self) {
            assert!(began.elapsed() < PATIENCE, "never: {what}");
            for msg in self.runner.answers() {
                self.send(msg);
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn run(&self) -> &VerifyRun {
        self.program.accounts.run.as_ref().unwrap()
    }

    /// The results in the index file.
    fn written(&self) -> Vec<Option<VerificationResult>> {
        let index = index_file::read(self.folder.path()).unwrap();
        let last = |entry: Entry| entry.last_verified.map(|last| last.result);
        index.entries.into_iter().map(last).collect()
    }
}

#[test]
fn fifty_accounts_are_verified_four_at_a_time_and_a_refusal_is_not_repeated() {
    let name =
        "many_accounts::fifty_accounts_are_verified_four_at_a_time_and_a_refusal_is_not_repeated";
    in_private_session(name, Keyring::Unlocked, || {
        let mut person = Person::with(ACCOUNTS);
        person.send(Msg::Accounts(AccountsMsg::VerifyAll));
        person.wait_until("as many as may be at a time", |person| {
            person.door.asked() == AT_A_TIME
        });
        person.door.open();
        person.wait_until("results come one by one", |person| person.run().done() >= 5);
        person.wait_until("the end", |person| person.run().end.is_some());

        let run = person.run().clone();
        assert_eq!(run.end, Some(RunEnd::Done));
        assert_eq!((run.accepted, run.refused), (ACCOUNTS - 1, 1));
        let seen = person.door.seen.lock().unwrap();
        assert_eq!(seen.most_within, AT_A_TIME);
        let mut clients = seen.clients.clone();
        clients.sort();
        let each = (0..ACCOUNTS).map(|number| client_id(number).as_str().to_owned());
        assert_eq!(clients, each.collect::<Vec<_>>(), "each once");
        drop(seen);
        person.wait_until("all is written", |person| {
            person.written().iter().all(Option::is_some)
        });
        assert!(matches!(
            person.written()[REFUSED],
            Some(VerificationResult::Refused(_))
        ));

        person.send(Msg::Accounts(AccountsMsg::VerifyAll));
        person.wait_until("the second end", |person| person.run().end.is_some());
        assert_eq!(person.run().skipped, [format!("branch-{REFUSED:02}")]);
        let refused = account(REFUSED, person.port);
        let asked = |person: &Person| {
            let seen = person.door.seen.lock().unwrap();
            let is_refused = |client: &&String| **client == client_id(REFUSED).as_str();
            seen.clients.iter().filter(is_refused).count()
        };
        assert_eq!(asked(&person), 1, "not by itself");
        person.send(Msg::Accounts(AccountsMsg::Verify(refused)));
        person.wait_until("the person's own press", |person| asked(person) == 2);
    });
}

#[test]
fn cancel_hangs_up_and_asks_nobody_else() {
    let name = "many_accounts::cancel_hangs_up_and_asks_nobody_else";
    in_private_session(name, Keyring::Unlocked, || {
        let mut person = Person::with(ACCOUNTS);
        person.send(Msg::Accounts(AccountsMsg::VerifyAll));
        person.wait_until("the first four", |person| person.door.asked() == AT_A_TIME);
        person.send(Msg::Accounts(AccountsMsg::CancelVerifyAll));
        assert_eq!(person.run().end, Some(RunEnd::Canceled));
        person.door.open();

        // One more by hand: whatever would still have been asked had its chance before its answer.
        person.send(Msg::Accounts(AccountsMsg::Verify(account(
            ACCOUNTS - 1,
            person.port,
        ))));
        person.wait_until("the answer to one more", |person| {
            let last = person
                .program
                .accounts
                .entry(&account(ACCOUNTS - 1, person.port));
            last.unwrap().last_verified.is_some()
        });
        assert_eq!(person.door.asked(), AT_A_TIME + 1);
        assert_eq!(person.run().done(), 0, "late answers are dropped");
        let verified = |entry: &&Option<VerificationResult>| entry.is_some();
        person.wait_until("the one is written", |person| {
            person.written().iter().filter(verified).count() == 1
        });
        assert!(person.server.accepted() > AT_A_TIME);
    });
}
