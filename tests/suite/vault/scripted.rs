//! A Secret Service with room for a few items that misbehaves as told. It keeps what it is given as it comes: its half of the key
//! agreement is 1, so that every session has the same key and nothing has to be decrypted here.

#![expect(
    clippy::needless_pass_by_value,
    clippy::unused_self,
    clippy::used_underscore_binding,
    reason = "the D-Bus interface gives the methods their shape"
)]

use std::{
    collections::{BTreeMap, HashMap},
    future,
    sync::{Arc, Mutex, MutexGuard},
    thread,
    time::Duration,
};

use zbus::{
    blocking, interface,
    object_server::SignalEmitter,
    zvariant::{ObjectPath, OwnedObjectPath, OwnedValue, Value},
};

use crate::session::{SECRETS, SECRETS_PATH};

const SESSION: &str = "/org/freedesktop/secrets/session/1";
const COLLECTION: &str = "/org/freedesktop/secrets/collection/login";
/// Where the first item comes to stand.
pub(super) const ITEM: &str = "/org/freedesktop/secrets/collection/login/1";
const ROOM: usize = 4;
const PROMPT: &str = "/org/freedesktop/secrets/prompt/1";
const NOTHING: &str = "/";

/// A secret on the bus: session, parameters (the initialization vector), value, content type.
type Secret = (OwnedObjectPath, Vec<u8>, Vec<u8>, String);

/// What becomes of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Write {
    Keep,
    /// Keeps it with one bit changed.
    Spoil,
    /// Says that it did, and did not.
    Forget,
    /// Never answers, and keeps the old value.
    Hang,
    /// Leaves the bus without an answer, and keeps the old value.
    Die,
}

/// What becomes of a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Accept,
    Dismiss,
    Never,
    /// Leaves the bus while the prompt is open.
    Die,
}

#[derive(Clone, Debug, Default)]
struct Stored {
    attributes: HashMap<String, String>,
    iv: Vec<u8>,
    value: Vec<u8>,
}

#[derive(Debug)]
struct State {
    items: BTreeMap<usize, Stored>,
    writes: Vec<Write>,
    collection_locked: bool,
    item_locked: bool,
    no_collection: bool,
    answer: Answer,
    unlock_asked_for: Vec<String>,
}

/// The service, on a connection of its own to the session bus.
pub(super) struct Scripted {
    state: Shared,
    _connection: blocking::Connection,
}

impl Scripted {
    pub(super) fn start() -> Self {
        let state = Shared(Arc::new(Mutex::new(State {
            items: BTreeMap::new(),
            writes: Vec::new(),
            collection_locked: false,
            item_locked: false,
            no_collection: false,
            answer: Answer::Never,
            unlock_asked_for: Vec::new(),
        })));
        let items = |builder| {
            (1..=ROOM).try_fold(
                builder,
                |builder: blocking::connection::Builder<'_>, number| {
                    builder.serve_at(item_path(number), Item(state.clone(), number))
                },
            )
        };
        let connection = blocking::connection::Builder::session()
            .and_then(|builder| builder.serve_at(SECRETS_PATH, Service(state.clone())))
            .and_then(|builder| builder.serve_at(COLLECTION, Collection(state.clone())))
            .and_then(items)
            .and_then(|builder| builder.serve_at(PROMPT, Prompt(state.clone())))
            .and_then(|builder| builder.name(SECRETS))
            .and_then(blocking::connection::Builder::build)
            .unwrap();
        Self {
            state,
            _connection: connection,
        }
    }

    /// What becomes of the next writes, in their order; later ones are kept.
    pub(super) fn writes(&self, writes: &[Write]) {
        self.state.get().writes = writes.iter().rev().copied().collect();
    }

    pub(super) fn lock(&self, answer: Answer) {
        self.state.get().collection_locked = true;
        self.state.get().answer = answer;
    }

    pub(super) fn lock_item(&self, answer: Answer) {
        self.state.get().item_locked = true;
        self.state.get().answer = answer;
    }

    pub(super) fn forget_collection(&self, answer: Answer) {
        self.state.get().no_collection = true;
        self.state.get().answer = answer;
    }

    /// What was asked to be unlocked, by path.
    pub(super) fn unlock_asked_for(&self) -> Vec<String> {
        self.state.get().unlock_asked_for.clone()
    }
}

#[derive(Clone)]
struct Shared(Arc<Mutex<State>>);

impl Shared {
    fn get(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    fn keep(&self, number: usize, item: Stored) {
        self.get().items.insert(number, item);
    }

    async fn write(
        &self,
        number: usize,
        attributes: HashMap<String, String>,
        (_session, iv, value, _content_type): Secret,
        connection: &zbus::Connection,
    ) {
        let mut write = self.get().writes.pop().unwrap_or(Write::Keep);
        match write {
            Write::Keep => self.keep(
                number,
                Stored {
                    attributes,
                    iv,
                    value,
                },
            ),
            Write::Spoil => {
                let mut iv = iv;
                iv[0] ^= 1;
                self.keep(
                    number,
                    Stored {
                        attributes,
                        iv,
                        value,
                    },
                );
                write = Write::Keep;
            }
            Write::Forget => {
                self.get().items.remove(&number);
            }
            Write::Die => leave(connection, Duration::ZERO),
            Write::Hang => {}
        }
        if matches!(write, Write::Die | Write::Hang) {
            future::pending::<()>().await;
        }
    }
}

fn item_path(number: usize) -> OwnedObjectPath {
    path(&format!("{COLLECTION}/{number}"))
}

/// Closes the connection after a while, from outside the handler that it waits for.
fn leave(connection: &zbus::Connection, after: Duration) {
    let connection = blocking::Connection::from(connection.clone());
    thread::spawn(move || {
        thread::sleep(after);
        connection.close()
    });
}

fn path(text: &str) -> OwnedObjectPath {
    ObjectPath::try_from(text).unwrap().into()
}

struct Service(Shared);

#[interface(name = "org.freedesktop.Secret.Service")]
impl Service {
    fn open_session(&self, _algorithm: &str, _input: Value<'_>) -> (OwnedValue, OwnedObjectPath) {
        (
            Value::from(vec![1_u8]).try_to_owned().unwrap(),
            path(SESSION),
        )
    }

    fn read_alias(&self, _name: &str) -> OwnedObjectPath {
        path(if self.0.get().no_collection {
            NOTHING
        } else {
            COLLECTION
        })
    }

    fn search_items(
        &self,
        attributes: HashMap<String, String>,
    ) -> (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) {
        let state = self.0.get();
        let matches = |item: &Stored| {
            let mut wanted = attributes.iter();
            wanted.all(|(name, value)| item.attributes.get(name) == Some(value))
        };
        let found = state.items.iter().filter(|(_, item)| matches(item));
        let items: Vec<_> = found.map(|(number, _)| item_path(*number)).collect();
        if state.item_locked {
            (Vec::new(), items)
        } else {
            (items, Vec::new())
        }
    }

    fn unlock(&self, objects: Vec<OwnedObjectPath>) -> (Vec<OwnedObjectPath>, OwnedObjectPath) {
        self.0.get().unlock_asked_for = objects.iter().map(ToString::to_string).collect();
        (Vec::new(), path(PROMPT))
    }

    fn create_collection(
        &self,
        _properties: HashMap<String, OwnedValue>,
        alias: &str,
    ) -> (OwnedObjectPath, OwnedObjectPath) {
        self.0.get().unlock_asked_for = vec![alias.into()];
        (path(NOTHING), path(PROMPT))
    }
}

struct Collection(Shared);

#[interface(name = "org.freedesktop.Secret.Collection")]
impl Collection {
    #[zbus(property)]
    fn locked(&self) -> bool {
        self.0.get().collection_locked
    }

    async fn create_item(
        &self,
        mut properties: HashMap<String, OwnedValue>,
        secret: Secret,
        _replace: bool,
        #[zbus(connection)] connection: &zbus::Connection,
    ) -> (OwnedObjectPath, OwnedObjectPath) {
        let attributes = properties
            .remove("org.freedesktop.Secret.Item.Attributes")
            .unwrap();
        let number = (1..=ROOM)
            .find(|number| !self.0.get().items.contains_key(number))
            .unwrap();
        self.0
            .write(number, attributes.try_into().unwrap(), secret, connection)
            .await;
        (item_path(number), path(NOTHING))
    }
}

struct Item(Shared, usize);

impl Item {
    fn stored(&self) -> Stored {
        self.0.get().items.get(&self.1).cloned().unwrap_or_default()
    }
}

#[interface(name = "org.freedesktop.Secret.Item")]
impl Item {
    #[zbus(property)]
    fn locked(&self) -> bool {
        self.0.get().item_locked
    }

    #[zbus(property)]
    fn attributes(&self) -> HashMap<String, String> {
        self.stored().attributes
    }

    fn get_secret(&self, session: OwnedObjectPath) -> Secret {
        let Stored { iv, value, .. } = self.stored();
        (session, iv, value, "application/octet-stream".into())
    }

    async fn set_secret(&self, secret: Secret, #[zbus(connection)] connection: &zbus::Connection) {
        let attributes = self.stored().attributes;
        self.0.write(self.1, attributes, secret, connection).await;
    }

    fn delete(&self) -> OwnedObjectPath {
        self.0.get().items.remove(&self.1);
        path(NOTHING)
    }
}

struct Prompt(Shared);

#[interface(name = "org.freedesktop.Secret.Prompt")]
impl Prompt {
    async fn prompt(
        &self,
        _window: &str,
        #[zbus(connection)] connection: &zbus::Connection,
        #[zbus(signal_emitter)] emitter: SignalEmitter<'_>,
    ) {
        let answer = self.0.get().answer;
        match answer {
            Answer::Accept => {
                {
                    let mut state = self.0.get();
                    state.collection_locked = false;
                    state.item_locked = false;
                    state.no_collection = false;
                }
                Self::completed(&emitter, false, Value::from(""))
                    .await
                    .unwrap();
            }
            Answer::Dismiss => Self::completed(&emitter, true, Value::from(""))
                .await
                .unwrap(),
            Answer::Never => {}
            // Late enough for the call itself to be answered.
            Answer::Die => leave(connection, Duration::from_millis(100)),
        }
    }

    #[zbus(signal)]
    async fn completed(
        emitter: &SignalEmitter<'_>,
        dismissed: bool,
        result: Value<'_>,
    ) -> zbus::Result<()>;
}
