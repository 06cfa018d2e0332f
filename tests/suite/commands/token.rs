//! `token`.

use std::{
    fs,
    process::{Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use jiff::{SignedDuration, Timestamp};
use talkdesk_setup::{
    effects::{index_file, vault::Vault},
    keychain::Keychain as _,
    practice::Practice,
    saved::KeptToken,
    talkdesk::{Host, Region},
};

use super::{account, envelope, folder, json, run, save, saved_at};
use crate::{
    server::{self, HttpServer},
    session::{Keyring, in_private_session, lock_keyring, wait_until},
};

#[test]
fn a_token_stands_alone_on_standard_output_and_is_kept() {
    let name = "commands::token::a_token_stands_alone_on_standard_output_and_is_kept";
    in_private_session(name, Keyring::Unlocked, || {
        let practice = Practice::start().unwrap();
        let saved = saved_at(&practice);
        let key = saved.account.key();

        let (code, first, err) = run(&["token", "acme"]);
        assert_eq!((code, err.as_str()), (Some(0), ""));
        let token = first.strip_suffix('\n').unwrap();
        assert!(token.len() > 20 && !token.contains(char::is_whitespace));
        assert!(!token.contains(saved.client_secret.expose()));
        assert_eq!(run(&["token", &key]).1, first, "the kept one");
        let (_, header, _) = run(&["token", "acme", "--header"]);
        assert_eq!(header, format!("Authorization: Bearer {token}\n"));

        let shown = json(run(&["token", "acme", "--json"]), 0);
        assert_eq!(shown["access_token"], token);
        assert_eq!(shown["token_type"], "Bearer");
        assert_eq!(shown["account"], key.as_str());
        assert_eq!(shown["api_url"], practice.api_host());
        let at: Timestamp = shown["expires_at_utc"].as_str().unwrap().parse().unwrap();
        assert_eq!(shown["expires_at"], at.as_second());
        let left = at.duration_since(Timestamp::now()).as_secs();
        assert!((500..=600).contains(&left), "{left}");

        let fresh = run(&["token", "acme", "--fresh"]).1;
        assert_ne!(fresh, first);
        assert_eq!(run(&["token", "acme"]).1, fresh, "the newer one is kept");

        // With the account go all its items.
        assert_eq!(run(&["remove", "acme"]).0, Some(0));
        assert_eq!(Vault::System.items(), Ok(Vec::new()));
    });
}

#[test]
fn a_kept_token_serves_its_own_client_until_two_minutes_before_its_end() {
    let name =
        "commands::token::a_kept_token_serves_its_own_client_until_two_minutes_before_its_end";
    in_private_session(name, Keyring::Unlocked, || {
        let practice = Practice::start().unwrap();
        let saved = saved_at(&practice);
        let kept = |seconds| KeptToken {
            account: saved.account.clone(),
            client_id: saved.client_id.clone(),
            access_token: "of.the.keychain".into(),
            expires_at: Timestamp::now() + SignedDuration::from_secs(seconds),
        };
        let keep = |token: &KeptToken| assert_eq!(Vault::System.keep_token(token), Ok(true));
        keep(&kept(180));
        assert_eq!(run(&["token", "acme"]).1, "of.the.keychain\n");
        keep(&kept(110));
        assert_ne!(run(&["token", "acme"]).1, "of.the.keychain\n");
        let of_another = KeptToken {
            client_id: envelope(saved.account.clone(), &"0".repeat(32), "x").client_id,
            ..kept(3_000)
        };
        keep(&of_another);
        assert_ne!(run(&["token", "acme"]).1, "of.the.keychain\n");
        // One that is longer than every keychain takes serves whoever asked, and is not kept.
        let long = KeptToken {
            access_token: "x".repeat(2_400).into(),
            ..kept(3_000)
        };
        assert_eq!(Vault::System.keep_token(&long), Ok(false));
    });
}

/// A server that gives a new token to each request, after a while.
struct SlowServer {
    _server: HttpServer,
    posts: Arc<AtomicUsize>,
    holds_back: Arc<AtomicBool>,
    key: String,
}

impl SlowServer {
    /// With a client that is saved.
    fn start() -> Self {
        let holds_back = Arc::new(AtomicBool::new(false));
        let posts = Arc::new(AtomicUsize::new(0));
        let (held, given) = (Arc::clone(&holds_back), Arc::clone(&posts));
        let server = HttpServer::plain(move |request| {
            assert!(request.starts_with("POST "), "{request}");
            let number = given.fetch_add(1, SeqCst);
            thread::sleep(Duration::from_millis(300));
            while held.load(SeqCst) {
                thread::sleep(Duration::from_millis(10));
            }
            let token = format!(
                r#"{{"access_token":"token.number.{number}","token_type":"Bearer","expires_in":599}}"#
            );
            server::json("200 OK", &token)
        });
        let host = Host::parse(&format!("http://127.0.0.1:{}", server.port())).unwrap();
        let at = account(Region::Other {
            token_host: host.clone(),
            api_host: host,
        });
        let saved = envelope(at, "23de1feea24c4c0f8b6fa9d6b7a02546", "a secret");
        save(&saved);
        Self {
            _server: server,
            posts,
            holds_back,
            key: saved.account.key(),
        }
    }

    fn posts(&self) -> usize {
        self.posts.load(SeqCst)
    }

    /// So many programs at once, each of which must get a token.
    fn programs(&self, count: usize) -> Vec<JoinHandle<String>> {
        (0..count)
            .map(|_| {
                let key = self.key.clone();
                thread::spawn(move || {
                    let (code, out, err) = run(&["token", &key]);
                    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
                    out
                })
            })
            .collect()
    }
}

fn each_once(programs: Vec<JoinHandle<String>>) -> Vec<String> {
    let tokens = programs.into_iter().map(|program| program.join().unwrap());
    let mut tokens: Vec<String> = tokens.collect();
    tokens.dedup();
    tokens
}

#[test]
fn fifty_programs_at_once_make_one_request() {
    let name = "commands::token::fifty_programs_at_once_make_one_request";
    in_private_session(name, Keyring::Unlocked, || {
        let server = SlowServer::start();
        let tokens = each_once(server.programs(50));
        assert_eq!(tokens, ["token.number.0\n"]);
        assert_eq!(server.posts(), 1);
    });
}

#[test]
fn when_the_one_that_asks_is_killed_another_asks() {
    let name = "commands::token::when_the_one_that_asks_is_killed_another_asks";
    in_private_session(name, Keyring::Unlocked, || {
        let server = SlowServer::start();
        server.holds_back.store(true, SeqCst);
        let mut first = Command::new(super::PROGRAM)
            .args(["token", &server.key])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        wait_until("the first has asked", || server.posts() == 1);
        let others = server.programs(5);
        first.kill().unwrap();
        assert!(first.wait_with_output().unwrap().stdout.is_empty());
        server.holds_back.store(false, SeqCst);
        assert_eq!(each_once(others).len(), 1);
        assert_eq!(server.posts(), 2, "one that was killed, one for the others");
    });
}

#[test]
fn each_failure_has_its_exit_code_and_leaves_standard_output_empty() {
    let name = "commands::token::each_failure_has_its_exit_code_and_leaves_standard_output_empty";
    in_private_session(name, Keyring::Unlocked, || {
        let practice = Practice::start().unwrap();
        let saved = saved_at(&practice);
        let check = |exit_code: i32, code: &str, words: &str| {
            let (ended, out, err) = run(&["token", "acme"]);
            assert_eq!((ended, out.as_str()), (Some(exit_code), ""), "{err}");
            assert!(err.contains(words) && err.lines().count() == 1, "{err}");
            let told = json(run(&["token", "acme", "--json"]), exit_code);
            assert_eq!(told["error"]["code"], code);
            assert!(told["error"]["message"].as_str().unwrap().contains(words));
        };
        assert_eq!(run(&["token", "zeta"]).0, Some(1));
        assert_eq!(run(&["token"]).0, Some(2));

        let other = envelope(saved.account.clone(), saved.client_id.as_str(), "not it");
        Vault::System.replace(&other).unwrap();
        check(3, "refused", "refused.");
        drop(practice);
        check(4, "not_reached", "not reached.");
        index_file::change(&folder(), |index| {
            index.entries[0].client_id =
                envelope(other.account.clone(), &"0".repeat(32), "x").client_id;
        })
        .unwrap();
        check(5, "keychain", "");
        let began = Instant::now();
        lock_keyring();
        check(5, "keychain", "is locked");
        assert!(
            began.elapsed() < Duration::from_secs(20),
            "two runs, ten seconds each at most"
        );
    });
}

#[test]
fn no_secret_is_in_any_file() {
    let name = "commands::token::no_secret_is_in_any_file";
    in_private_session(name, Keyring::Unlocked, || {
        let practice = Practice::start().unwrap();
        let saved = saved_at(&practice);
        let token = run(&["token", "acme"]).1;
        let home = std::path::PathBuf::from(std::env::var_os("HOME").unwrap());
        let mut files = vec![home];
        let mut looked_at = 0;
        while let Some(path) = files.pop() {
            if path.is_dir() {
                files.extend(fs::read_dir(path).unwrap().map(|file| file.unwrap().path()));
            } else if let Ok(content) = fs::read(&path) {
                looked_at += 1;
                for secret in [saved.client_secret.expose(), token.trim_end()] {
                    let is_there = content
                        .windows(secret.len())
                        .any(|part| part == secret.as_bytes());
                    assert!(!is_there, "{}", path.display());
                }
            }
        }
        assert!(
            looked_at > 1,
            "there is a list of accounts and a lock at least"
        );
    });
}
