//! Unlocking, where the service asks the person and answers by a signal.

use std::collections::HashMap;

use zbus::{
    MatchRule,
    blocking::{MessageIterator, Proxy},
    message,
    names::MemberName,
    zvariant::{OwnedObjectPath, OwnedValue, Value},
};

use super::bus::{Bus, NAME};
use crate::keychain::Trouble;

const PROMPT_INTERFACE: &str = "org.freedesktop.Secret.Prompt";
const NO_WINDOW: &str = "";

/// Unlocks collections and items. Returns once the person has answered.
pub(super) fn unlock(bus: &Bus, objects: &[OwnedObjectPath]) -> Result<(), Trouble> {
    let (_unlocked, prompt): (Vec<OwnedObjectPath>, OwnedObjectPath) =
        bus.service()?.call("Unlock", &(objects,))?;
    answer(bus, &prompt)
}

/// Creates the default collection of a service that was never used, for which the person chooses a password.
pub(super) fn create_collection(bus: &Bus) -> Result<(), Trouble> {
    let properties = HashMap::from([(
        "org.freedesktop.Secret.Collection.Label",
        Value::from("Default keyring"),
    )]);
    let (_collection, prompt): (OwnedObjectPath, OwnedObjectPath) = bus
        .service()?
        .call("CreateCollection", &(properties, "default"))?;
    answer(bus, &prompt)
}

/// Shows a prompt and waits for its answer, or for the end of the service.
fn answer(bus: &Bus, prompt: &OwnedObjectPath) -> Result<(), Trouble> {
    if prompt.as_str() == "/" {
        return Ok(());
    }
    let completed = MatchRule::builder()
        .msg_type(message::Type::Signal)
        .sender(NAME)?
        .interface(PROMPT_INTERFACE)?
        .member("Completed")?
        .path(prompt.as_ref())?
        .build();
    let owner_changed = MatchRule::builder()
        .msg_type(message::Type::Signal)
        .sender("org.freedesktop.DBus")?
        .member("NameOwnerChanged")?
        .add_arg(NAME)?
        .build();
    let dbus = bus.dbus()?;
    let messages = MessageIterator::from(bus.connection());
    dbus.add_match_rule(completed).map_err(zbus::Error::from)?;
    dbus.add_match_rule(owner_changed)
        .map_err(zbus::Error::from)?;
    Proxy::new(bus.connection(), NAME, prompt, PROMPT_INTERFACE)?
        .call::<_, _, ()>("Prompt", &(NO_WINDOW,))?;

    for message in messages {
        let message = message?;
        let header = message.header();
        match header.member().map(MemberName::as_str) {
            Some("Completed") => {
                let (dismissed, _result): (bool, OwnedValue) = message.body().deserialize()?;
                return if dismissed {
                    Err(Trouble::Refused)
                } else {
                    Ok(())
                };
            }
            Some("NameOwnerChanged") => {
                let body = message.body();
                let (name, _old, new): (&str, &str, &str) = body.deserialize()?;
                if name == NAME && new.is_empty() {
                    return Err(Trouble::Stopped);
                }
            }
            _ => {}
        }
    }
    Err(Trouble::Stopped)
}
