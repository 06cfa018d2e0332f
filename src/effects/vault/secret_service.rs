//! Linux: the Secret Service of the session bus. <https://specifications.freedesktop.org/secret-service-spec/latest/>

mod bus;
mod prompt;

use std::{
    error::Error,
    path::Path,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use keyring_core::CredentialStore;
use zbus::DBusError as _;

use self::bus::{Bus, State};
use super::{
    SERVICE,
    deadline::{Deadline, Deadlines},
};
use crate::{
    effects::programs::is_in_path,
    keychain::{KEEPASSXC, KeychainError, KeychainInfo, Lock, Trouble},
};

/// Whether the service last found lets programs in one by one: `KeePassXC`, which asks the person for the items that a
/// connection has not been allowed to use yet.
static CONFIRMS_ACCESS: AtomicBool = AtomicBool::new(false);

/// The store in use, and the name of its service's connection to the bus. It serves until the service is another one or a
/// call failed, because `KeePassXC` grants access to one connection, and would ask again for each new one.
static STORE: Mutex<Option<(String, Arc<CredentialStore>)>> = Mutex::new(None);

/// Whether a call asks the person without being told to. A locked keychain is never called.
pub(super) fn asks_unasked() -> bool {
    CONFIRMS_ACCESS.load(Ordering::SeqCst)
}

/// What finds the items of this program, whatever their account.
pub(super) const OUR_ITEMS: [(&str, &str); 1] = [("service", SERVICE)];

/// What stands for a service whose program has no known name.
const NO_NAME: &str = "Secret Service";

/// What a new item is told apart from its service and user.
pub(super) fn modifiers(label: &str) -> [(&str, &str); 1] {
    [("label", label)]
}

/// The store in use, or a new one where its service is another by now.
pub(super) fn open() -> keyring::Result<Arc<CredentialStore>> {
    let service = Bus::connect(Deadlines::default().state)
        .and_then(|bus| bus.connection_of_service())
        .ok();
    if let Some((its, store)) = &*store_in_use()
        && Some(its) == service.as_ref()
    {
        return Ok(Arc::clone(store));
    }
    // Not while the lock is held: a service that hangs must not keep the next call from trying.
    let store: Arc<CredentialStore> = zbus_secret_service_keyring_store::Store::new()?;
    *store_in_use() = service.map(|service| (service, Arc::clone(&store)));
    Ok(store)
}

/// Makes the next call begin anew.
pub(super) fn give_up_store() {
    *store_in_use() = None;
}

fn store_in_use() -> MutexGuard<'static, Option<(String, Arc<CredentialStore>)>> {
    STORE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Which keychain it is and whether it is locked, without a prompt.
pub(super) fn look(deadlines: Deadlines) -> Result<KeychainInfo, KeychainError> {
    let deadline = Deadline::after(deadlines.operation);
    let name = find(deadlines, deadline)?;
    let state = deadline
        .run(move |_| Ok(Bus::connect(deadlines.state)?.state(asks_unasked())?))
        .map_err(|trouble| trouble.of(&name, ""))?;
    let lock = match state {
        State::Unlocked => Lock::Open,
        State::Locked(_) => Lock::Locked,
        State::NoCollection if asks_unasked() => {
            return Err(KeychainError::NothingExposed { name });
        }
        State::NoCollection => Lock::NoKeyring,
    };
    Ok(KeychainInfo { name, lock })
}

/// Asks the service to unlock, or to create, what this program needs; the service asks the person.
pub(super) fn unlock(deadlines: Deadlines) -> Result<(), KeychainError> {
    let name = find(deadlines, Deadline::after(deadlines.operation))?;
    let named = |trouble: Trouble| trouble.of(&name, "");
    let confirms = asks_unasked();
    Deadline::after(deadlines.prompt)
        .run(
            move |_| match Bus::connect(deadlines.state)?.state(confirms)? {
                State::Unlocked => Ok(()),
                State::Locked(objects) => {
                    prompt::unlock(&Bus::connect(deadlines.operation)?, &objects)
                }
                // KeePassXC would begin a new database.
                State::NoCollection if confirms => Ok(()),
                State::NoCollection => {
                    prompt::create_collection(&Bus::connect(deadlines.operation)?)
                }
            },
        )
        .map_err(named)?;
    match look(deadlines)? {
        KeychainInfo {
            lock: Lock::Open, ..
        } => Ok(()),
        KeychainInfo { name, .. } => Err(KeychainError::Refused { name }),
    }
}

/// What a foreign error of the store means, once [`look`] has found the service.
pub(super) fn trouble(error: &(dyn Error + Send + Sync + 'static)) -> Trouble {
    use ::secret_service::Error as ServiceError;
    match error.downcast_ref::<ServiceError>() {
        Some(ServiceError::Locked | ServiceError::NoResult) => Trouble::Locked,
        Some(ServiceError::Prompt | ServiceError::PromptDisconnected) => Trouble::Refused,
        Some(ServiceError::Unavailable) => Trouble::Stopped,
        Some(ServiceError::Zbus(error)) => bus_trouble(error),
        Some(ServiceError::ZbusFdo(error)) => error_trouble(error.name().as_str()),
        _ => Trouble::Failed,
    }
}

/// Starts the service where the bus knows how, and finds its name.
fn find(deadlines: Deadlines, deadline: Deadline) -> Result<String, KeychainError> {
    let program = deadline.run(move |_| {
        let bus = Bus::connect(deadlines.operation).map_err(|_error| Trouble::NoSessionBus)?;
        // Whatever else goes wrong here, no service has come.
        bus.start_service()
            .map_err(|error| match bus_trouble(&error) {
                Trouble::Frozen => Trouble::Frozen,
                _ => Trouble::Missing,
            })
    });
    let name = match program {
        Ok(program) => name_of_program(&program.unwrap_or_default()),
        Err(Trouble::Missing) if is_in_path("keepassxc") => {
            let name = KEEPASSXC.to_owned();
            return Err(KeychainError::NotRunning { name });
        }
        Err(trouble) => return Err(trouble.of(NO_NAME, "")),
    };
    CONFIRMS_ACCESS.store(name == KEEPASSXC, Ordering::SeqCst);
    Ok(name.to_owned())
}

/// The keychain that a program is known as.
fn name_of_program(program: &Path) -> &'static str {
    let file = program
        .file_name()
        .map(|name| name.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    if file.starts_with("gnome-keyring") {
        "GNOME Keyring"
    } else if file.starts_with("ksecretd") || file.starts_with("kwalletd") {
        "KDE Wallet"
    } else if file.starts_with("keepassxc") {
        KEEPASSXC
    } else {
        NO_NAME
    }
}

impl From<zbus::Error> for Trouble {
    fn from(error: zbus::Error) -> Self {
        bus_trouble(&error)
    }
}

fn bus_trouble(error: &zbus::Error) -> Trouble {
    match error {
        zbus::Error::MethodError(name, _, _) => error_trouble(name.as_str()),
        zbus::Error::FDO(error) => error_trouble(error.name().as_str()),
        zbus::Error::InputOutput(error) if error.kind() == std::io::ErrorKind::TimedOut => {
            Trouble::Frozen
        }
        zbus::Error::InputOutput(_) | zbus::Error::Connection(..) | zbus::Error::Address(_) => {
            Trouble::Stopped
        }
        _ => Trouble::Failed,
    }
}

/// What an error of the bus or the service means, by its name on the bus.
fn error_trouble(name: &str) -> Trouble {
    match name {
        "org.freedesktop.Secret.Error.IsLocked" => Trouble::Locked,
        "org.freedesktop.DBus.Error.AccessDenied" => Trouble::Refused,
        "org.freedesktop.DBus.Error.Timeout" | "org.freedesktop.DBus.Error.TimedOut" => {
            Trouble::Frozen
        }
        "org.freedesktop.DBus.Error.ServiceUnknown"
        | "org.freedesktop.DBus.Error.NameHasNoOwner"
        | "org.freedesktop.DBus.Error.NoReply"
        | "org.freedesktop.DBus.Error.Disconnected"
        | "org.freedesktop.Secret.Error.NoSession" => Trouble::Stopped,
        _ => Trouble::Failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_have_the_names_that_people_know() {
        for (program, name) in [
            ("/usr/bin/gnome-keyring-daemon", "GNOME Keyring"),
            ("/usr/bin/gnome-keyring-daemon (deleted)", "GNOME Keyring"),
            ("gnome-keyring-d", "GNOME Keyring"),
            ("/usr/bin/ksecretd", "KDE Wallet"),
            ("/usr/bin/kwalletd6", "KDE Wallet"),
            ("/usr/bin/keepassxc", "KeePassXC"),
            ("/tmp/KeePassXC-2.7.9-x86_64.AppImage", "KeePassXC"),
            ("/usr/libexec/oo7-daemon", "Secret Service"),
            ("", "Secret Service"),
        ] {
            assert_eq!(name_of_program(Path::new(program)), name, "{program}");
        }
    }
}
