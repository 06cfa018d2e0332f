//! Runs effects: requests on a runtime of two threads, everything that blocks on a thread of its own.

mod rotation;

use std::{
    collections::HashMap,
    future::Future,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, mpsc},
};

use jiff::Timestamp;
use tokio::{runtime::Runtime, task::AbortHandle};

use super::{
    Effects,
    chosen_file::read_file,
    clipboard::{Clipboard, ClipboardError},
    desktop::Desktop,
    draft_file,
    file_chooser::{ChosenFile, FileKind, NO_DIALOG_FOR_CA_FILE, UNAVAILABLE},
    http::{Network, check_ca_file},
    index_file,
    memory_vault::MemoryVault,
    record_file,
    recorder::Recorder,
    reminder_file, remove_all, settings_file,
    vault::Vault,
};
use crate::{
    diagnosis::about_ca_file,
    keychain::KeychainError,
    practice::Practice,
    program::{
        AttemptId, ClipboardMsg, Effect, HandoverValue, Msg, PasteInto, PracticeHosts, Store,
    },
    saved::{Double, Entry, Index, Kept},
    secret::Secret,
    talkdesk::{Account, Endpoints, Host},
    verification::VerifyRequest,
};

/// The real thing.
pub struct Runner {
    post: Post,
    answers: mpsc::Receiver<Msg>,
    runtime: Runtime,
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
            failures.send(Msg::Notice(error.to_string()));
        })?;
        Ok(Self {
            post,
            answers,
            runtime: tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .thread_name("requests")
                .enable_all()
                .build()?,
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
            clipboard,
            desktop,
        })
    }

    /// Trusts the certificate authorities in this file too. Connections that are open for later are closed.
    #[must_use]
    pub fn with_ca_file(mut self, ca_file: Option<PathBuf>) -> Self {
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
            Store::Practice => Vault::Memory(self.memory.clone()),
        }
    }

    /// Runs `work`, which may block, on a thread of its own and posts its answer.
    fn in_background(&self, work: impl FnOnce() -> Option<Msg> + Send + 'static) {
        let post = self.post.clone();
        std::thread::spawn(move || {
            if let Some(msg) = work() {
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
            if let Some(msg) = work() {
                post.send(msg);
            }
            None
        });
    }

    /// The folder of the index, where the store has one.
    fn index_folder(&self, store: Store) -> Option<PathBuf> {
        match store {
            Store::System => Some(self.folder.clone()),
            Store::Practice => None,
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

    fn verify(&mut self, attempt: AttemptId, request: VerifyRequest) {
        let post = self.post.clone();
        let network = self.network.clone();
        self.run_attempt(attempt, async move {
            let stages = post.clone();
            let on_stage = move |done| stages.send(Msg::StageDone { attempt, done });
            let result = network.verify(&request, on_stage).await;
            post.send(Msg::Verified { attempt, result });
        });
    }

    fn reach(&self, host: Host, other: Host) {
        let (network, post) = (self.network.clone(), self.post.clone());
        self.runtime.spawn(async move {
            let result = network.reach(&host, &other).await;
            post.send(Msg::Reached { host, result });
        });
    }

    fn verify_saved(
        &mut self,
        attempt: AttemptId,
        store: Store,
        account: Account,
        endpoints: Endpoints,
    ) {
        let network = self.network.clone();
        let (vault, post) = (self.vault(store), self.post.clone());
        let reading = Arc::clone(&self.reading);
        self.run_attempt(attempt, async move {
            let key = account.clone();
            let turn = reading.lock().await;
            let loaded = tokio::task::spawn_blocking(move || vault.load(&key)).await;
            drop(turn);
            // The keychain's thread only fails to answer where the program ends.
            let Ok(loaded) = loaded else { return };
            let result = match loaded {
                Ok(envelope) => {
                    let request = VerifyRequest {
                        account: account.clone(),
                        endpoints,
                        client_id: envelope.client_id,
                        client_secret: envelope.client_secret,
                        scope: None,
                    };
                    Ok(network.verify(&request, |_| {}).await)
                }
                Err(error) => Err(error),
            };
            post.send(Msg::SavedVerified {
                attempt,
                account,
                result,
            });
        });
    }

    /// Runs an attempt that [`Effect::Cancel`] stops.
    fn run_attempt(&mut self, attempt: AttemptId, work: impl Future<Output = ()> + Send + 'static) {
        let task = self.runtime.spawn(work);
        self.running.retain(|_, task| !task.is_finished());
        self.running.insert(attempt, task.abort_handle());
    }

    /// Keeps in the store what `keep` writes to it, and then its entry in the index, with the name of the keychain that
    /// took it.
    fn keep(
        &self,
        store: Store,
        mut entry: Entry,
        keep: impl FnOnce(&Vault) -> Result<(), KeychainError> + Send + 'static,
        answer: impl FnOnce(Result<Box<Entry>, KeychainError>) -> Msg + Send + 'static,
    ) {
        let vault = self.vault(store);
        let change_index = self.change_index(store);
        self.in_turn(move || {
            let result = keep(&vault).map(|()| {
                if let Ok(info) = vault.describe() {
                    entry.keychain = info.name;
                }
                if !entry.previous.is_empty()
                    && let Ok(kept) = vault.load_all(&entry.account)
                    && let Some(current) = kept.current
                {
                    let at = entry.created_at;
                    entry.follow(&current, &kept.previous, at);
                }
                change_index(&|index| index.put(entry.clone()));
                Box::new(entry)
            });
            Some(answer(result))
        });
    }

    fn find_accounts(&self) {
        let (vault, folder) = (self.system.clone(), self.folder.clone());
        let change_index = self.change_index(Store::System);
        self.in_turn(move || {
            let mut index = index_file::read(&folder).unwrap_or_default();
            if vault.asks_unasked() && !index.entries.is_empty() {
                return None;
            }
            let (info, held) = (vault.describe().ok()?, vault.list().ok()?);
            let (before, now) = (index.clone(), Timestamp::now());
            let odd = index.reconcile(&held, &info.name, now);
            if index != before {
                change_index(&|index| drop(index.reconcile(&held, &info.name, now)));
            }
            Some(Msg::KeychainRead {
                entries: index.entries,
                odd,
            })
        });
    }

    fn settle(&self, account: Account, chosen: Option<Double>) {
        let vault = self.system.clone();
        self.in_turn(move || {
            let settled = vault.settle(&account, chosen.as_ref());
            Some(Msg::Settled(settled.map(|()| account)))
        });
    }

    fn remove(&self, store: Store, account: Account) {
        let vault = self.vault(store);
        let change_index = self.change_index(store);
        self.in_turn(move || {
            let result = remove(&vault, &account);
            if result.is_ok() || matches!(result, Err(KeychainError::NotThere { .. })) {
                change_index(&|index| index.remove(&account));
            }
            Some(Msg::Removed {
                store,
                account,
                result,
            })
        });
    }

    /// The folders with files of this program, where the store has any.
    fn folders(&self, store: Store) -> Vec<PathBuf> {
        match store {
            Store::System => std::iter::once(self.folder.clone())
                .chain(self.log_folder.clone())
                .collect(),
            Store::Practice => Vec::new(),
        }
    }

    fn list_kept(&self, store: Store) {
        let (vault, folders) = (self.vault(store), self.folders(store));
        self.in_background(move || {
            let kept = remove_all::look(&vault, &folders);
            Some(Msg::KeptListed { store, kept })
        });
    }

    fn remove_all(&self, store: Store) {
        let (vault, folders) = (self.vault(store), self.folders(store));
        self.in_turn(move || {
            let result = remove_all::remove(&vault, &folders);
            Some(Msg::AllRemoved { store, result })
        });
    }

    fn copy(&self, value: HandoverValue, text: Option<String>, store: Store, account: Account) {
        let vault = self.vault(store);
        let clipboard = self.clipboard.clone();
        let post = self.post.clone();
        self.in_background(move || {
            let text = match text {
                Some(text) => Ok(Secret::from(text)),
                None => vault.load(&account).map(|envelope| envelope.client_secret),
            };
            match text {
                Ok(text) => {
                    clipboard.write(text, move |written| {
                        let result = written.map_err(|error| error.sentence().to_owned());
                        post.send(Msg::Copied { value, result });
                    });
                    None
                }
                Err(error) => {
                    let result = Err(format!("{} {}", error.what_happened(), error.what_to_do()));
                    Some(Msg::Copied { value, result })
                }
            }
        });
    }

    fn clear_copied(&self) {
        let post = self.post.clone();
        self.clipboard.clear_if_ours(move |cleared| {
            let result = cleared.map_err(|error| error.sentence().to_owned());
            post.send(Msg::Clipboard(ClipboardMsg::CopiedCleared(result)));
        });
    }

    fn clear_pasted(&self) {
        let post = self.post.clone();
        self.clipboard.clear_what_was_read(move |cleared| {
            let result = cleared.map_err(|error| error.sentence().to_owned());
            post.send(Msg::Clipboard(ClipboardMsg::PastedCleared(result)));
        });
    }

    fn copy_text(&self, text: String) {
        let post = self.post.clone();
        self.clipboard.write_plain(text, move |written| {
            if let Err(error) = written {
                post.send(Msg::Notice(error.sentence().to_owned()));
            }
        });
    }

    fn read_clipboard(&self, into: PasteInto) {
        let post = self.post.clone();
        let done = move |result: Result<Secret, ClipboardError>| {
            let result = result.map_err(|error| error.sentence().to_owned());
            post.send(Msg::ClipboardRead { into, result });
        };
        match into {
            PasteInto::Credentials | PasteInto::Focus => self.clipboard.read(done),
            PasteInto::Pointer => self.clipboard.read_primary(done),
        }
    }

    fn choose_file(&self) {
        let post = self.post.clone();
        self.desktop
            .choose_file(FileKind::Credentials, move |chosen| match chosen {
                ChosenFile::File(path) => post.send(file_read(path)),
                ChosenFile::Cancelled => {}
                ChosenFile::Unavailable => {
                    let result = Err(UNAVAILABLE.to_owned());
                    post.send(Msg::FileRead { path: None, result });
                }
            });
    }

    fn choose_ca_file(&self) {
        let post = self.post.clone();
        self.desktop
            .choose_file(FileKind::CaFile, move |chosen| match chosen {
                ChosenFile::File(path) => post.send(ca_file_checked(&path)),
                ChosenFile::Cancelled => {}
                ChosenFile::Unavailable => {
                    post.send(Msg::CaFileChecked(Err(NO_DIALOG_FOR_CA_FILE.to_owned())));
                }
            });
    }

    fn start_practice(&mut self) {
        let started = Practice::start();
        self.post.send(Msg::PracticeStarted(match started {
            Ok(practice) => {
                let port = practice.address().port();
                self.practice = Some(practice);
                Ok(PracticeHosts { port })
            }
            Err(_) => Err(
                "The practice account could not start: this computer gave it no local port."
                    .to_owned(),
            ),
        }));
    }
}

impl Effects for Runner {
    fn run(&mut self, effect: Effect) {
        match effect {
            Effect::DescribeKeychain { store } => {
                let vault = self.vault(store);
                self.in_background(move || {
                    Some(Msg::KeychainDescribed {
                        store,
                        result: vault.describe(),
                    })
                });
            }
            Effect::UnlockKeychain => {
                let vault = self.system.clone();
                self.in_background(move || Some(Msg::KeychainUnlocked(vault.unlock())));
            }
            Effect::TestKeychain { store } => {
                let vault = self.vault(store);
                self.in_background(move || {
                    Some(Msg::KeychainTested {
                        store,
                        result: vault.self_test(),
                    })
                });
            }
            Effect::LookAround { host } => {
                let network = self.network.clone();
                self.in_background(move || {
                    let surroundings = network.surroundings(&host);
                    Some(Msg::LookedAround { host, surroundings })
                });
            }
            Effect::Reach { host, other } => self.reach(host, other),
            Effect::Verify { attempt, request } => self.verify(attempt, request),
            Effect::OpenConnections(endpoints) => {
                let network = self.network.clone();
                self.runtime
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
                move |vault| {
                    if replaces {
                        vault.replace(&envelope)
                    } else {
                        vault.save(&envelope)
                    }
                },
                move |result| Msg::Saved { attempt, result },
            ),
            Effect::VerifySaved {
                attempt,
                store,
                account,
                endpoints,
            } => {
                self.verify_saved(attempt, store, account, endpoints);
            }
            Effect::RecordVerification {
                store,
                account,
                verified,
                token_life,
            } => {
                if store == Store::System {
                    self.recorder.record(account, verified, token_life);
                }
            }
            Effect::Remove { store, account } => self.remove(store, account),
            Effect::Restore { store, kept, entry } => {
                let account = entry.account.clone();
                self.keep(
                    store,
                    entry,
                    move |vault| vault.restore(&kept),
                    move |result| Msg::Restored {
                        store,
                        account,
                        result,
                    },
                );
            }
            Effect::OpenAddress(address) => {
                let desktop = self.desktop.clone();
                self.in_background(move || {
                    let opened = desktop.open_address(&address);
                    opened.err().map(|_| Msg::AddressNotOpened(address))
                });
            }
            Effect::ReadClipboard { into } => self.read_clipboard(into),
            Effect::FindAccounts => self.find_accounts(),
            Effect::Settle { account, chosen } => self.settle(account, chosen),
            Effect::ChooseFile => self.choose_file(),
            Effect::ChooseCaFile => self.choose_ca_file(),
            Effect::CheckCaFile(path) => self.in_background(move || Some(ca_file_checked(&path))),
            Effect::ReadFile(path) => self.in_background(move || Some(file_read(path))),
            Effect::CopyText(text) => self.copy_text(text),
            Effect::ClearCopied => self.clear_copied(),
            Effect::ClearPasted => self.clear_pasted(),
            Effect::ShowInFolder(path) => {
                let desktop = self.desktop.clone();
                self.in_background(move || {
                    let shown = desktop.show_in_folder(&path);
                    shown
                        .err()
                        .map(|error| Msg::Notice(error.sentence().to_owned()))
                });
            }
            Effect::MoveToTrash(path) => {
                let desktop = self.desktop.clone();
                self.in_background(move || {
                    let moved = desktop.move_to_trash(&path);
                    Some(Msg::MovedToTrash(
                        moved.map_err(|error| error.sentence().to_owned()),
                    ))
                });
            }
            Effect::SaveReminder(reminder) => self.in_background(move || {
                let saved = reminder_file::save(&reminder);
                Some(Msg::ReminderSaved(
                    saved.map_err(|error| error.sentence().to_owned()),
                ))
            }),
            Effect::CopyValue {
                value,
                text,
                store,
                account,
            } => self.copy(value, text, store, account),
            Effect::Rotation(effect) => self.run_rotation(effect),
            Effect::StartPractice => self.start_practice(),
            Effect::StopPractice => {
                self.practice = None;
                self.memory = MemoryVault::default();
            }
            Effect::KeepDraft(draft) => draft_file::write(&self.folder, &draft),
            Effect::ListKept { store } => self.list_kept(store),
            Effect::RemoveAll { store } => self.remove_all(store),
            Effect::KeepSettings(settings) => {
                self.network.trust_ca_file(settings.ca_file.clone());
                if let Err(error) = settings_file::write(&self.folder, &settings) {
                    self.post.send(Msg::Notice(error.to_string()));
                }
            }
            Effect::CloseWindow => {}
        }
    }

    fn answers(&mut self) -> Vec<Msg> {
        self.answers.try_iter().collect()
    }
}

fn remove(vault: &Vault, account: &Account) -> Result<Box<Kept>, KeychainError> {
    let kept = vault.load_all(account)?;
    vault.remove(account)?;
    Ok(Box::new(kept))
}

fn file_read(path: PathBuf) -> Msg {
    let result = read_file(&path).map_err(|error| error.sentence());
    Msg::FileRead {
        path: Some(path),
        result,
    }
}

fn ca_file_checked(path: &Path) -> Msg {
    Msg::CaFileChecked(check_ca_file(path).map_err(|problem| about_ca_file(path, &problem)))
}
