//! Runs effects: requests on a runtime of two threads, everything that blocks on a thread of its own.

mod desktop;
mod keychain;
mod network;
mod requests;
mod rotation;
mod undo;

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError, mpsc},
};

use requests::Requests;
use undo::{Undo, restore};

use jiff::Timestamp;
use tokio::task::AbortHandle;

use super::{
    Effects,
    clipboard::Clipboard,
    desktop::Desktop,
    file_manager::FileManagerError,
    http::Network,
    index_file,
    memory_vault::MemoryVault,
    practice_note::{self, PracticeNote},
    record_file,
    recorder::Recorder,
    reminder_file,
    saved_credentials::Hosts,
    vault::Vault,
    wiped_stack::and_wipe_stack,
};
use crate::{
    connection::AcceptedCaFile,
    keychain::{Keychain as _, Port as _},
    practice::Practice,
    program::{
        AccountsMsg, AttemptId, CaFileMsg, ChecksMsg, Effect, HandoverMsg, KeychainMsg, Msg,
        PracticeHosts, PracticeMsg, SaveMsg, Store,
    },
    saved::Index,
};

/// The real thing.
pub struct Runner {
    post: Post,
    answers: mpsc::Receiver<Msg>,
    requests: Requests,
    running: HashMap<AttemptId, AbortHandle>,
    folder: PathBuf,
    network: Network,
    turn: Arc<Mutex<()>>,
    log_folder: Option<PathBuf>,
    recorder: Recorder,
    /// Held while the keychain is read for a verification, so that one prompt of the system comes after the other.
    reading: Arc<tokio::sync::Mutex<()>>,
    system: Vault,
    memory: MemoryVault,
    practice: Option<Practice>,
    /// Tells commands where the stand-in answers.
    practice_note: Option<PracticeNote>,
    /// What was removed, for as long as it can be brought back.
    undo: Undo,
    practice_undo: Undo,
    clipboard: Clipboard,
    desktop: Desktop,
}

/// Sends answers to the window and wakes it.
#[derive(Clone)]
struct Post {
    answers: mpsc::Sender<Msg>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Post {
    fn send(&self, msg: Msg) {
        if self.answers.send(msg).is_ok() {
            (self.wake)();
        }
    }
}

impl Runner {
    /// A runner that keeps its index in `folder`, copies to `clipboard`, asks `desktop`, and calls `wake` after every
    /// answer.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn new(
        folder: PathBuf,
        clipboard: Clipboard,
        desktop: Desktop,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let (sender, answers) = mpsc::channel();
        let post = Post {
            answers: sender,
            wake: Arc::new(wake),
        };
        let failures = post.clone();
        let recorder = Recorder::start(folder.clone(), move |error| {
            failures.send(Msg::Notice(error));
        })?;
        Ok(Self {
            post,
            answers,
            requests: Requests::start()?,
            running: HashMap::new(),
            folder,
            network: Network::default(),
            turn: Arc::default(),
            log_folder: None,
            recorder,
            reading: Arc::default(),
            system: Vault::System,
            memory: MemoryVault::default(),
            practice: None,
            practice_note: None,
            undo: Undo::default(),
            practice_undo: Undo::default(),
            clipboard,
            desktop,
        })
    }

    /// Trusts the certificate authorities in this file too. Connections that are open for later are closed.
    #[must_use]
    pub fn with_ca_file(mut self, ca_file: Option<AcceptedCaFile>) -> Self {
        self.network.trust_ca_file(ca_file);
        self
    }

    /// The same, which knows where the log is, so that "Remove everything" finds it.
    #[must_use]
    pub fn with_log_folder(self, folder: PathBuf) -> Self {
        Self {
            log_folder: Some(folder),
            ..self
        }
    }

    fn vault(&self, store: Store) -> Vault {
        match store {
            Store::System => self.system.clone(),
            Store::Practice(_) => Vault::Memory(self.memory.clone()),
        }
    }

    /// Where requests for credentials of a store go: to the hosts of their envelope, or to the stand-in.
    fn hosts(&self, store: Store) -> Hosts {
        let practice = self
            .practice
            .as_ref()
            .filter(|_| matches!(store, Store::Practice(_)));
        Hosts(practice.map(|practice| PracticeHosts {
            port: practice.address().port(),
        }))
    }

    fn undo(&self, store: Store) -> Undo {
        match store {
            Store::System => self.undo.clone(),
            Store::Practice(_) => self.practice_undo.clone(),
        }
    }

    /// Runs `work`, which may block, on a thread of its own and posts its answer.
    fn in_background(&self, work: impl FnOnce() -> Option<Msg> + Send + 'static) {
        let post = self.post.clone();
        std::thread::spawn(move || {
            if let Some(msg) = and_wipe_stack(work) {
                post.send(msg);
            }
        });
    }

    /// The same for what changes the keychain and the index or compares them: one after the other, the answer included,
    /// so that none of them sees or reports half of another.
    fn in_turn(&self, work: impl FnOnce() -> Option<Msg> + Send + 'static) {
        let (post, turn) = (self.post.clone(), Arc::clone(&self.turn));
        self.in_background(move || {
            let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(msg) = and_wipe_stack(work) {
                post.send(msg);
            }
            None
        });
    }

    /// The folder of the index, where the store has one.
    fn index_folder(&self, store: Store) -> Option<PathBuf> {
        match store {
            Store::System => Some(self.folder.clone()),
            Store::Practice(_) => None,
        }
    }

    /// Changes the index, and posts a sentence where that fails.
    fn change_index(&self, store: Store) -> impl FnOnce(&dyn Fn(&mut Index)) + Send + use<> {
        let folder = self.index_folder(store);
        let post = self.post.clone();
        move |change| {
            let Some(folder) = folder else { return };
            if let Err(error) = index_file::change(&folder, change) {
                post.send(Msg::Notice(error.to_string()));
            }
        }
    }

    /// One stand-in for as long as the program runs, so that its pages in the browser stay alive.
    fn start_practice(&mut self) {
        let started = match self.practice.take() {
            Some(running) => Ok(running),
            None => Practice::start(),
        };
        let started = match started {
            Ok(practice) => {
                let port = practice.address().port();
                let folder = self.log_folder.as_deref();
                self.practice_note = folder.map(|folder| practice_note::write(folder, port));
                self.practice = Some(practice);
                Ok(PracticeHosts { port })
            }
            Err(_) => Err(
                "The practice account could not start: this computer gave it no local port."
                    .to_owned(),
            ),
        };
        self.post.send(Msg::Practice(PracticeMsg::Started(started)));
    }
}

impl Effects for Runner {
    fn run(&mut self, effect: Effect) {
        match effect {
            Effect::DescribeKeychain { store } => {
                let vault = self.vault(store);
                self.in_background(move || {
                    Some(Msg::Keychain(KeychainMsg::Described {
                        store,
                        result: vault.describe(),
                    }))
                });
            }
            Effect::UnlockKeychain => {
                let vault = self.system.clone();
                self.in_background(move || {
                    Some(Msg::Keychain(KeychainMsg::Unlocked(vault.unlock())))
                });
            }
            Effect::TestKeychain { store } => {
                let vault = self.vault(store);
                self.in_background(move || {
                    Some(Msg::Keychain(KeychainMsg::Tested {
                        store,
                        result: vault.self_test(),
                    }))
                });
            }
            Effect::LookAround { host } => {
                let network = self.network.clone();
                self.in_background(move || {
                    let surroundings = network.surroundings(&host);
                    Some(Msg::Checks(ChecksMsg::LookedAround { host, surroundings }))
                });
            }
            Effect::Reach { host, other } => self.reach(host, other),
            Effect::Verify { attempt, request } => self.verify(attempt, request),
            Effect::OpenConnections(endpoints) => {
                let network = self.network.clone();
                self.requests
                    .spawn(async move { network.open_ahead(&endpoints).await });
            }
            Effect::Cancel { attempt } => {
                if let Some(task) = self.running.remove(&attempt) {
                    task.abort();
                }
            }
            Effect::Save {
                attempt,
                store,
                envelope,
                entry,
                replaces,
            } => self.keep(
                store,
                entry,
                move |vault, undo, entry| {
                    vault.keep(entry, &envelope, replaces)?;
                    undo.forget(&envelope.account.key());
                    Ok(())
                },
                move |result| {
                    Msg::Save(SaveMsg::Saved {
                        attempt,
                        store,
                        result,
                    })
                },
            ),
            Effect::VerifySaved {
                attempt,
                store,
                account,
                client_id,
            } => {
                self.verify_saved(attempt, store, account, client_id);
            }
            Effect::CompareListed {
                store,
                account,
                client_id,
                opens,
            } => {
                let vault = self.vault(store);
                self.in_background(move || {
                    let result = vault.load_listed(&account, &client_id).map(drop);
                    Some(Msg::Accounts(AccountsMsg::Compared {
                        store,
                        account,
                        opens,
                        result,
                    }))
                });
            }
            Effect::RecordVerification {
                store,
                account,
                verified,
                seen,
            } => {
                if store == Store::System {
                    self.recorder.record(account, verified, seen);
                }
            }
            Effect::Remove {
                store,
                account,
                undo,
            } => self.remove(store, account, undo),
            Effect::Restore { store, entry } => {
                let account = entry.account.clone();
                self.keep(store, entry, restore, move |result| {
                    Msg::Accounts(AccountsMsg::Restored {
                        store,
                        account,
                        result,
                    })
                });
            }
            Effect::OpenAddress(address) => {
                let desktop = self.desktop.clone();
                self.in_background(move || {
                    let opened = desktop.open_address(&address);
                    opened.err().map(|_| Msg::AddressNotOpened(address))
                });
            }
            Effect::ReadClipboard { into, asked } => self.read_clipboard(into, asked),
            Effect::FindAccounts => self.find_accounts(),
            Effect::Settle { account, chosen } => self.settle(account, chosen),
            Effect::TakeHeld(entry) => self.keep(
                Store::System,
                entry,
                |vault, _, entry| vault.take_held(entry, Timestamp::now()),
                |result| Msg::Keychain(KeychainMsg::Taken(result)),
            ),
            Effect::ChooseFile { asked } => self.choose_file(asked),
            Effect::ChooseCaFile => self.choose_ca_file(),
            Effect::CheckCaFile(path) => {
                self.in_background(move || Some(desktop::ca_file_checked(&path)));
            }
            Effect::CheckKeptCaFile(path) => {
                self.in_background(move || {
                    let checked = desktop::check_ca_file_at(&path);
                    Some(Msg::CaFile(CaFileMsg::KeptChecked(checked)))
                });
            }
            Effect::ReadFile { path, asked } => {
                self.in_background(move || Some(desktop::file_read(path, asked)));
            }
            Effect::CopyText(text) => self.copy_text(text),
            Effect::ClearCopied => self.clear_copied(),
            Effect::ClearPasted => self.clear_pasted(),
            Effect::ShowInFolder(path) => {
                let desktop = self.desktop.clone();
                self.in_background(move || {
                    let shown = desktop.show_in_folder(&path);
                    shown.err().map(|error| Msg::Notice(error.sentence()))
                });
            }
            Effect::MoveToTrash(path) => {
                let desktop = self.desktop.clone();
                self.in_background(move || {
                    let moved = desktop.move_to_trash(&path);
                    let result = moved.map_err(FileManagerError::sentence);
                    Some(Msg::Handover(HandoverMsg::MovedToTrash { path, result }))
                });
            }
            Effect::SaveReminder { asked, reminder } => self.in_background(move || {
                let saved = reminder_file::save(&reminder);
                let result = saved.map_err(|error| error.sentence().to_owned());
                Some(Msg::Handover(HandoverMsg::ReminderSaved { asked, result }))
            }),
            Effect::CopyValue {
                copy,
                value,
                store,
                account,
                client_id,
            } => self.copy(copy, value, store, account, client_id),
            Effect::Rotation(effect) => self.run_rotation(effect),
            Effect::StartPractice => self.start_practice(),
            Effect::ForgetPractice => {
                self.memory = MemoryVault::default();
                self.practice_undo = Undo::default();
            }
            Effect::KeepDraft(draft) => self.recorder.keep_draft(draft),
            Effect::ListKept { store } => self.list_kept(store),
            Effect::RemoveAll { store } => self.remove_all(store),
            Effect::ForgetCaFile => self.network.trust_ca_file(None),
            Effect::KeepSettings(settings) => {
                self.network.trust_ca_file(settings.ca_file.clone());
                self.recorder.keep_settings(settings);
            }
            Effect::CloseWindow => {}
        }
    }

    fn answers(&mut self) -> Vec<Msg> {
        self.answers.try_iter().collect()
    }
}
