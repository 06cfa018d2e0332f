//! What is asked of the bus and the service directly: the store's own calls would unlock, and so prompt.

use std::{
    collections::HashMap,
    fs,
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};
use zbus::{
    blocking::{Connection, Proxy, connection, fdo::DBusProxy},
    names::WellKnownName,
    zvariant::{OwnedObjectPath, Type},
};

use super::OUR_ITEMS;
use crate::{effects::bounded_file, unread::Unread};

/// The longest short name of a program that is read, in bytes. The kernel's have 16.
const LONGEST_NAME: usize = 256;

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
            start(&dbus, &name)?;
        }
        let pid = dbus.get_connection_unix_process_id(name.into())?;
        let process = PathBuf::from(format!("/proc/{pid}"));
        let program = fs::read_link(process.join("exe")).or_else(|_| {
            let comm = bounded_file::read(&process.join("comm"), LONGEST_NAME)?;
            Ok::<_, Unread>(PathBuf::from(String::from_utf8_lossy(&comm).trim_end()))
        });
        Ok(program.ok())
    }

    /// The name of the service's own connection to the bus.
    pub(super) fn connection_of_service(&self) -> zbus::Result<String> {
        let name = WellKnownName::from_static_str(NAME)?;
        Ok(self.dbus()?.get_name_owner(name.into())?.to_string())
    }

    /// Looks at the locks, without opening one. Where the service `confirms_access` to each item, an item that it calls
    /// locked is one that it has not asked the person about yet, so that items are not looked at.
    ///
    /// GNOME Keyring reads a file anew that another program has changed, and for a moment knows of no collection: that
    /// there is none is believed when it stays so.
    pub(super) fn state(&self, confirms_access: bool) -> zbus::Result<State> {
        const STAYS_SO: Duration = Duration::from_millis(300);
        let began = Instant::now();
        loop {
            match self.state_now(confirms_access)? {
                State::NoCollection if began.elapsed() < STAYS_SO => {
                    thread::sleep(Duration::from_millis(30));
                }
                state => return Ok(state),
            }
        }
    }

    fn state_now(&self, confirms_access: bool) -> zbus::Result<State> {
        let collection: OwnedObjectPath = self.service()?.call("ReadAlias", &("default",))?;
        if collection.as_str() == "/" {
            // Ours may stand in a collection that is not the default one.
            return Ok(match self.locked_items(confirms_access)? {
                items if items.is_empty() => State::NoCollection,
                items => State::Locked(items),
            });
        }
        let locked: bool =
            Proxy::new(&self.0, NAME, &collection, COLLECTION_INTERFACE)?.get_property("Locked")?;
        if locked {
            // KeePassXC takes a search in a locked database for a wish to unlock it, so none is made.
            return Ok(State::Locked(vec![collection]));
        }
        Ok(match self.locked_items(confirms_access)? {
            items if items.is_empty() => State::Unlocked,
            items => State::Locked(items),
        })
    }

    fn locked_items(&self, confirms_access: bool) -> zbus::Result<Vec<OwnedObjectPath>> {
        if confirms_access {
            return Ok(Vec::new());
        }
        let items: OurItems = self
            .service()?
            .call("SearchItems", &(HashMap::from(OUR_ITEMS),))?;
        Ok(items.locked)
    }
}

/// Starts the service by its own name, or KDE's by one of its names, which then takes the service's too.
fn start(dbus: &DBusProxy<'_>, name: &WellKnownName<'static>) -> zbus::Result<()> {
    const OF_KDE: [&str; 3] = [
        "org.kde.secretservicecompat",
        "org.kde.kwalletd6",
        "org.kde.kwalletd5",
    ];
    const LONGEST: Duration = Duration::from_secs(3);
    let Err(error) = dbus.start_service_by_name(name.clone(), 0) else {
        return Ok(());
    };
    for of_kde in OF_KDE.map(WellKnownName::from_static_str) {
        if dbus.start_service_by_name(of_kde?, 0).is_err() {
            continue;
        }
        let began = Instant::now();
        while began.elapsed() < LONGEST {
            if dbus.name_has_owner(name.clone().into())? {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
    }
    Err(error.into())
}

/// The answer of `SearchItems`.
#[derive(Debug, Deserialize, Serialize, Type)]
struct OurItems {
    unlocked: Vec<OwnedObjectPath>,
    locked: Vec<OwnedObjectPath>,
}
