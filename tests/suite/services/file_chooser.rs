use std::{collections::HashMap, path::PathBuf, process::Command, sync::mpsc, time::Duration};

use talkdesk_setup::effects::file_chooser::{ChosenFile, choose_file};
use tempfile::TempDir;
use zbus::{
    blocking::connection,
    fdo, interface,
    message::Header,
    zvariant::{OwnedObjectPath, OwnedValue, Value},
};

use super::browser::only_program;
use crate::{own_process::in_own_process, session_bus::SessionBus};

/// The portal's `FileChooser` interface, with a person behind it who always answers the same.
struct Person {
    response: u32,
    uris: Vec<&'static str>,
}

#[expect(
    clippy::unused_self,
    reason = "the interface is given, and not all of it matters here"
)]
#[interface(name = "org.freedesktop.portal.FileChooser")]
impl Person {
    #[zbus(property, name = "version")]
    fn version(&self) -> u32 {
        3
    }

    async fn open_file(
        &self,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] bus: &zbus::Connection,
        parent: &str,
        title: &str,
        options: HashMap<String, OwnedValue>,
    ) -> fdo::Result<OwnedObjectPath> {
        assert_eq!(parent, "", "no window of ours is named");
        assert_eq!(title, "Choose the file that you downloaded from Talkdesk");
        let sender = header
            .sender()
            .unwrap()
            .trim_start_matches(':')
            .replace('.', "_");
        let token = <&str>::try_from(&options["handle_token"]).unwrap();
        let request = format!("/org/freedesktop/portal/desktop/request/{sender}/{token}");
        let results = HashMap::from([("uris", Value::from(self.uris.clone()))]);
        let answer = (self.response, results);
        bus.emit_signal(
            None::<&str>,
            request.as_str(),
            "org.freedesktop.portal.Request",
            "Response",
            &answer,
        )
        .await
        .unwrap();
        Ok(OwnedObjectPath::try_from(request).unwrap())
    }
}

fn chosen() -> ChosenFile {
    let (sender, receiver) = mpsc::channel();
    choose_file(move |answer| sender.send(answer).unwrap());
    receiver
        .recv_timeout(Duration::from_secs(20))
        .expect("the file dialog never answered")
}

/// What the program takes from a person who answers the portal's dialog so.
fn answered(person: Person) -> ChosenFile {
    let _portal = connection::Builder::session()
        .unwrap()
        .serve_at("/org/freedesktop/portal/desktop", person)
        .unwrap()
        .name("org.freedesktop.portal.Desktop")
        .unwrap()
        .build()
        .unwrap();
    chosen()
}

fn with_bus(test: &str, prepare: impl FnOnce(&mut Command) -> TempDir, body: impl FnOnce()) {
    in_own_process(
        &format!("services::file_chooser::{test}"),
        |command| {
            let bus = SessionBus::start();
            command.env("DBUS_SESSION_BUS_ADDRESS", bus.address());
            (bus, prepare(command))
        },
        body,
    );
}

/// No program in `PATH` at all.
fn no_program(command: &mut Command) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    command.env("PATH", folder.path());
    folder
}

#[test]
fn the_portals_dialog_gives_a_file_or_is_cancelled() {
    with_bus(
        "the_portals_dialog_gives_a_file_or_is_cancelled",
        no_program,
        || {
            let file = Person {
                response: 0,
                uris: vec!["file:///home/ada/Sch%C3%B6n%20%231.json"],
            };
            assert_eq!(
                answered(file),
                ChosenFile::File(PathBuf::from("/home/ada/Schön #1.json"))
            );
            assert_eq!(
                answered(Person {
                    response: 1,
                    uris: vec![]
                }),
                ChosenFile::Cancelled
            );
            assert_eq!(
                answered(Person {
                    response: 2,
                    uris: vec![]
                }),
                ChosenFile::Cancelled
            );
        },
    );
}

#[test]
fn without_a_portal_zenity_asks() {
    with_bus(
        "without_a_portal_zenity_asks",
        |command| only_program(command, "zenity", "echo /home/ada/client.json"),
        || {
            assert_eq!(
                chosen(),
                ChosenFile::File(PathBuf::from("/home/ada/client.json"))
            );
        },
    );
}

#[test]
fn without_any_dialog_that_is_said() {
    with_bus("without_any_dialog_that_is_said", no_program, || {
        assert_eq!(chosen(), ChosenFile::Unavailable);
    });
}

#[test]
fn without_a_bus_that_is_said_too() {
    in_own_process(
        "services::file_chooser::without_a_bus_that_is_said_too",
        |command| {
            command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
            no_program(command)
        },
        || assert_eq!(chosen(), ChosenFile::Unavailable),
    );
}
