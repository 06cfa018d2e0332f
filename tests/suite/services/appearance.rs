use std::{
    collections::HashMap,
    sync::mpsc::{self, Receiver},
    time::Duration,
};

use talkdesk_setup::effects::appearance::{Appearance, Watch, watch};
use zbus::{
    blocking::{Connection, connection},
    fdo, interface,
    zvariant::{OwnedValue, Value},
};

use crate::{own_process::in_own_process, session_bus::SessionBus};

const PATH: &str = "/org/freedesktop/portal/desktop";
const COLOR_SCHEME: (&str, &str) = ("org.freedesktop.appearance", "color-scheme");
const REDUCED_MOTION: (&str, &str) = ("org.freedesktop.appearance", "reduced-motion");
const GNOME_ANIMATIONS: (&str, &str) = ("org.gnome.desktop.interface", "enable-animations");

/// The portal's Settings interface, as its documentation describes it.
struct Settings(HashMap<(&'static str, &'static str), Value<'static>>);

#[interface(name = "org.freedesktop.portal.Settings")]
impl Settings {
    /// `Read` answers with a variant inside a variant.
    fn read(&self, namespace: &str, key: &str) -> fdo::Result<OwnedValue> {
        let (_, value) = self
            .0
            .iter()
            .find(|(name, _)| **name == (namespace, key))
            .ok_or_else(|| fdo::Error::Failed("Requested setting not found".to_owned()))?;
        Ok(OwnedValue::try_from(Value::new(value.try_clone().unwrap())).unwrap())
    }
}

/// A desktop whose settings are these.
fn desktop<const N: usize>(
    settings: [((&'static str, &'static str), Value<'static>); N],
) -> Connection {
    connection::Builder::session()
        .unwrap()
        .serve_at(PATH, Settings(settings.into()))
        .unwrap()
        .name("org.freedesktop.portal.Desktop")
        .unwrap()
        .build()
        .unwrap()
}

/// The person changes a setting.
fn change(desktop: &Connection, (namespace, key): (&str, &str), value: Value<'_>) {
    let portal = "org.freedesktop.portal.Settings";
    desktop
        .emit_signal(
            None::<&str>,
            PATH,
            portal,
            "SettingChanged",
            &(namespace, key, value),
        )
        .unwrap();
}

fn watched() -> (Watch, Receiver<Appearance>) {
    let (sender, receiver) = mpsc::channel();
    // The receiver may be gone when the test is over.
    (
        watch(move |appearance| sender.send(appearance).unwrap_or_default()),
        receiver,
    )
}

fn expect(changes: &Receiver<Appearance>, dark: Option<bool>, reduced_motion: bool) {
    let appearance = changes
        .recv_timeout(Duration::from_secs(10))
        .expect("nothing was heard of the desktop");
    assert_eq!(
        appearance,
        Appearance {
            dark,
            reduced_motion
        }
    );
}

fn with_bus(test: &str, body: impl FnOnce()) {
    in_own_process(
        &format!("services::appearance::{test}"),
        |command| {
            let bus = SessionBus::start();
            command.env("DBUS_SESSION_BUS_ADDRESS", bus.address());
            bus
        },
        body,
    );
}

#[test]
fn the_desktop_is_followed_while_it_changes() {
    with_bus("the_desktop_is_followed_while_it_changes", || {
        let desktop = desktop([
            (COLOR_SCHEME, Value::U32(1)),
            (REDUCED_MOTION, Value::U32(0)),
        ]);
        let (_watch, changes) = watched();
        expect(&changes, Some(true), false);
        change(&desktop, COLOR_SCHEME, Value::U32(2));
        expect(&changes, Some(false), false);
        change(&desktop, REDUCED_MOTION, Value::U32(1));
        expect(&changes, Some(false), true);
        change(&desktop, COLOR_SCHEME, Value::U32(0));
        expect(&changes, None, true);
    });
}

#[test]
fn older_gnome_says_it_by_its_animations() {
    with_bus("older_gnome_says_it_by_its_animations", || {
        let desktop = desktop([(GNOME_ANIMATIONS, Value::Bool(false))]);
        let (_watch, changes) = watched();
        expect(&changes, None, true);
        change(&desktop, GNOME_ANIMATIONS, Value::Bool(true));
        expect(&changes, None, false);
    });
}

#[test]
fn a_desktop_without_a_portal_says_nothing() {
    with_bus("a_desktop_without_a_portal_says_nothing", || {
        let (_watch, changes) = watched();
        expect(&changes, None, false);
    });
}

#[test]
fn without_a_bus_nothing_is_said() {
    in_own_process(
        "services::appearance::without_a_bus_nothing_is_said",
        |command| {
            command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
        },
        || {
            let (_watch, changes) = watched();
            expect(&changes, None, false);
        },
    );
}
