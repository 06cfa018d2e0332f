//! What is asked of the bus and the service directly: the store's own calls would unlock, and so prompt.

use std::{collections::HashMap, fs, path::PathBuf, time::Duration};

use serde::{Deserialize, Serialize};
use zbus::{
    blocking::{Connection, Proxy, connection, fdo::DBusProxy},
    names::WellKnownName,
    zvariant::{OwnedObjectPath, Type},
};

use super::OUR_ITEMS;

pub(super) const NAME: &str = "org.freedesktop.secrets";
const PATH: &str = "/org/freedesktop/secrets";
const SERVICE_INTERFACE: &str = "org.freedesktop.Secret.Service";
const COLLECTION_INTERFACE: &str = "org.freedesktop.Secret.Collection";

/// Whether the service would have to ask the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It would not.
    Unlocked,
    /// For these, the default collection or items of this program elsewhere.
    Locked(Vec<OwnedObjectPath>),
    /// For a password of the first collection: the service was never used.
    NoCollection,
}

/// A connection to the session bus.
pub(super) struct Bus(Connection);

impl Bus {
    /// Connects; each call then takes `limit` at most.
    pub(super) fn connect(limit: Duration) -> zbus::Result<Self> {
        Ok(Self(
            connection::Builder::session()?
                .method_timeout(limit)
                .build()?,
        ))
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.0
    }

    pub(super) fn dbus(&self) -> zbus::Result<DBusProxy<'_>> {
        DBusProxy::new(&self.0)
    }

    /// The service itself. Its properties are not cached: they change while nobody listens.
    pub(super) fn service(&self) -> zbus::Result<Proxy<'_>> {
        Proxy::new(&self.0, NAME, PATH, SERVICE_INTERFACE)
    }

    /// Starts the service where the bus knows how, and finds the program that owns its name: its file, or its short
    /// name where the file cannot be seen. `None` where neither can, as inside a sandbox.
    pub(super) fn start_service(&self) -> zbus::Result<Option<PathBuf>> {
        let dbus = self.dbus()?;
        let name = WellKnownName::from_static_str(NAME)?;
        // dbus-daemon refuses to start a running service that it would not know how to start.
        if !dbus.name_has_owner(name.clone().into())? {
            dbus.start_service_by_name(name.clone(), 0)?;
        }
        let pid = dbus.get_connection_unix_process_id(name.into())?;
        let process = PathBuf::from(format!("/proc/{pid}"));
        let program = fs::read_link(process.join("exe")).or_else(|_| {
            fs::read_to_string(process.join("comm")).map(|comm| PathBuf::from(comm.trim_end()))
        });
        Ok(program.ok())
    }

    /// Looks at the locks, without opening one.
    pub(super) fn state(&self) -> zbus::Result<State> {
        let collection: OwnedObjectPath = self.service()?.call("ReadAlias", &("default",))?;
        if collection.as_str() == "/" {
            return Ok(State::NoCollection);
        }
        let locked: bool =
            Proxy::new(&self.0, NAME, &collection, COLLECTION_INTERFACE)?.get_property("Locked")?;
        if locked {
            // KeePassXC takes a search in a locked database for a wish to unlock it, so none is made.
            return Ok(State::Locked(vec![collection]));
        }
        let items: OurItems = self
            .service()?
            .call("SearchItems", &(HashMap::from(OUR_ITEMS),))?;
        Ok(if items.locked.is_empty() {
            State::Unlocked
        } else {
            State::Locked(items.locked)
        })
    }
}

/// The answer of `SearchItems`.
#[derive(Debug, Deserialize, Serialize, Type)]
struct OurItems {
    unlocked: Vec<OwnedObjectPath>,
    locked: Vec<OwnedObjectPath>,
}
