//! The commands, where a file is none, does not end, or its drive does not answer.

use std::{
    env,
    fs::{self, File},
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use talkdesk_setup::{
    connection::AcceptedCaFile,
    effects::{index_file, vault::Vault},
    keychain::Keychain as _,
    saved::Settings,
};

use super::{acme, entry, envelope};
use crate::{
    session::{Keyring, in_private_session},
    stopped_drive::{StoppedDrive, pipe},
};

fn folder() -> PathBuf {
    PathBuf::from(env::var_os("XDG_CONFIG_HOME").unwrap()).join("talkdesk-setup")
}

/// Runs the program with half a gigabyte of memory. Gives back exit code, standard error and how long it took.
fn run(arguments: &[&str], variables: &[(&str, &Path)]) -> (Option<i32>, String, Duration) {
    let began = Instant::now();
    let output = Command::new("/usr/bin/timeout")
        .args(["60", "prlimit", "--data=536870912"])
        .arg(env!("CARGO_BIN_EXE_talkdesk-setup"))
        .args(arguments)
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), said, began.elapsed())
}

#[test]
fn a_list_of_accounts_that_is_none_is_set_aside_and_named() {
    let name = "lasting::odd_files::a_list_of_accounts_that_is_none_is_set_aside_and_named";
    in_private_session(name, Keyring::Absent, || {
        fs::create_dir_all(folder()).unwrap();
        let accounts = folder().join("accounts.json");
        let ways: [fn(&Path); 4] = [
            |path| pipe(path),
            |path| symlink("/dev/zero", path).unwrap(),
            |path| fs::create_dir(path).unwrap(),
            |path| File::create(path).unwrap().set_len(1 << 40).unwrap(),
        ];
        for (number, make) in (1..).zip(ways) {
            make(&accounts);
            let (code, said, took) = run(&["list"], &[]);
            assert_eq!(code, Some(1), "{said}");
            let is = if number == 4 {
                "is longer than 8 MiB"
            } else {
                "is no file, but a folder, a pipe or a device"
            };
            let kept = folder().join(format!("accounts.set-aside-{number}.json"));
            let kept = kept.display();
            assert_eq!(
                said,
                format!(
                    "What stands in the place of the list of accounts {is}. It is kept as {kept}. Your credentials are still in the keychain.\n"
                )
            );
            assert!(took < Duration::from_secs(5), "{took:?}");
            assert_eq!(run(&["list"], &[]).0, Some(0), "the next is a new one");
        }

        let drive = StoppedDrive::with("accounts.json", "");
        symlink(drive.path("accounts.json"), &accounts).unwrap();
        let (code, said, took) = run(&["list"], &[]);
        assert_eq!(code, Some(1));
        assert!(
            said.contains("accounts.json does not answer, as on a network drive"),
            "{said}"
        );
        assert!(took < Duration::from_secs(10), "{took:?}");
        assert!(accounts.is_symlink(), "it stays where it is");
    });
}

#[test]
fn a_home_that_does_not_answer_is_named_by_every_start() {
    let name = "lasting::odd_files::a_home_that_does_not_answer_is_named_by_every_start";
    in_private_session(name, Keyring::Absent, || {
        let drive = StoppedDrive::with("settings.json", "{}");
        symlink(drive.path(""), folder()).unwrap();
        for arguments in [&["list"][..], &["verify", "acme"], &[]] {
            let (code, said, took) = run(arguments, &[]);
            let expected = format!(
                "The folder {} does not answer, as on a network drive that is out of reach. See that its drive can be reached, then start again.\n",
                folder().display()
            );
            assert_eq!((code, said), (Some(1), expected));
            assert!(took < Duration::from_secs(10), "{took:?}");
        }
    });
}

#[test]
fn a_list_of_authorities_that_blocks_ends_the_verification() {
    let name = "lasting::odd_files::a_list_of_authorities_that_blocks_ends_the_verification";
    in_private_session(name, Keyring::Unlocked, || {
        let saved = envelope(acme(), "23de1fee0123456789abcdef01232546", "never sent");
        Vault::System.save(&saved).unwrap();
        index_file::change(&folder(), |index| index.put(entry(&saved))).unwrap();
        let home = PathBuf::from(env::var_os("HOME").unwrap());
        let pipe_there = home.join("pipe.pem");
        pipe(&pipe_there);
        let drive = StoppedDrive::with("list.pem", "");
        let frozen = drive.path("list.pem");

        let check = |variable: &str, path: &Path, words: &str| {
            let (code, said, took) = run(&["verify", "acme"], &[(variable, path)]);
            assert_eq!(code, Some(4), "{said}");
            let beginning = format!(
                "acme@us: not reached. The setting {variable} names {}, which {words}",
                path.display()
            );
            assert!(said.starts_with(&beginning), "{said}");
            assert!(took < Duration::from_secs(15), "{took:?}");
        };
        check("SSL_CERT_FILE", &pipe_there, "is no file");
        check("SSL_CERT_FILE", &frozen, "does not answer");
        check("SSL_CERT_DIR", frozen.parent().unwrap(), "does not answer");

        for (ca_file, words) in [(&pipe_there, "is no file"), (&frozen, "does not answer")] {
            let settings = Settings {
                ca_file: Some(AcceptedCaFile {
                    path: ca_file.clone(),
                    digest: String::new(),
                }),
                ..Settings::default()
            };
            fs::write(folder().join("settings.json"), settings.to_json().unwrap()).unwrap();
            let (code, said, took) = run(&["verify", "acme"], &[]);
            assert_eq!(code, Some(4), "{said}");
            let sentence = format!("The CA file {} {words}", ca_file.display());
            assert!(said.contains(&sentence), "{said}");
            assert!(took < Duration::from_secs(15), "{took:?}");
        }
    });
}
