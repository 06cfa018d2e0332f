use std::{
    collections::HashMap,
    path::PathBuf,
    process::Command,
    sync::mpsc,
    time::{Duration, Instant},
};

use talkdesk_setup::effects::file_chooser::{ChosenFile, FileKind, choose_file};
use tempfile::TempDir;
use zbus::{
    blocking::connection,
    interface,
    message::Header,
    zvariant::{OwnedObjectPath, OwnedValue, Value},
};

use super::browser::only_program;
use crate::{own_process::in_own_process, session_bus::SessionBus};

/// How long an answer may take that will come for sure.
const PATIENCE: Duration = Duration::from_secs(20);

/// The portal's `FileChooser` interface; knows the title that its dialog is to have, and tells where each answer is waited
/// for.
struct FileChooser(&'static str, mpsc::Sender<String>);

#[expect(
    clippy::unused_self,
    clippy::needless_pass_by_value,
    reason = "the macro wants methods of this shape"
)]
#[interface(name = "org.freedesktop.portal.FileChooser")]
impl FileChooser {
    #[zbus(property, name = "version")]
    fn version(&self) -> u32 {
        3
    }

    fn open_file(
        &self,
        #[zbus(header)] header: Header<'_>,
        parent: &str,
        title: &str,
        options: HashMap<String, OwnedValue>,
    ) -> OwnedObjectPath {
        assert_eq!(parent, "", "no window of ours is named");
        assert_eq!(title, self.0);
        let sender = header
            .sender()
            .unwrap()
            .trim_start_matches(':')
            .replace('.', "_");
        let token = <&str>::try_from(&options["handle_token"]).unwrap();
        let request = format!("/org/freedesktop/portal/desktop/request/{sender}/{token}");
        self.1.send(request.clone()).unwrap();
        OwnedObjectPath::try_from(request).unwrap()
    }
}

/// Opens the dialog; the answer comes through the channel.
fn choose(kind: FileKind) -> mpsc::Receiver<ChosenFile> {
    let (sender, receiver) = mpsc::channel();
    choose_file(kind, move |answer| {
        sender.send(answer).unwrap();
    });
    receiver
}

fn chosen() -> ChosenFile {
    choose(FileKind::Credentials)
        .recv_timeout(PATIENCE)
        .expect("the file dialog never answered")
}

/// What the program takes from a person who answers the portal's dialog so.
fn answered(kind: FileKind, response: u32, uris: &[&str]) -> ChosenFile {
    let title = match kind {
        FileKind::Credentials => "Choose the file that you downloaded from Talkdesk",
        FileKind::CaFile => "Choose the CA file of your network",
    };
    let (sender, requests) = mpsc::channel();
    let portal = connection::Builder::session()
        .unwrap()
        .serve_at(
            "/org/freedesktop/portal/desktop",
            FileChooser(title, sender),
        )
        .unwrap()
        .name("org.freedesktop.portal.Desktop")
        .unwrap()
        .build()
        .unwrap();
    let chosen = choose(kind);
    let request = requests
        .recv_timeout(PATIENCE)
        .expect("no dialog was asked for");
    let answer = (response, HashMap::from([("uris", Value::from(uris))]));
    // A response that overtakes the reply to `OpenFile` is missed by rfd, as no person can be that quick: say it again.
    let asked = Instant::now();
    while asked.elapsed() < PATIENCE {
        portal
            .emit_signal(
                None::<&str>,
                request.as_str(),
                "org.freedesktop.portal.Request",
                "Response",
                &answer,
            )
            .unwrap();
        if let Ok(chosen) = chosen.recv_timeout(Duration::from_millis(100)) {
            return chosen;
        }
    }
    panic!("the file dialog never answered");
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
            let credentials = FileKind::Credentials;
            let file = answered(credentials, 0, &["file:///home/ada/Sch%C3%B6n%20%231.json"]);
            assert_eq!(
                file,
                ChosenFile::File(PathBuf::from("/home/ada/Schön #1.json"))
            );
            assert_eq!(answered(credentials, 1, &[]), ChosenFile::Cancelled);
            assert_eq!(answered(credentials, 2, &[]), ChosenFile::Cancelled);
            let file = answered(FileKind::CaFile, 0, &["file:///etc/company.pem"]);
            assert_eq!(file, ChosenFile::File(PathBuf::from("/etc/company.pem")));
        },
    );
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

#[test]
fn without_a_portal_zenity_asks() {
    with_bus(
        "without_a_portal_zenity_asks",
        |command| only_program(command, "zenity", "echo /home/ada/client.json"),
        || {
            let file = ChosenFile::File(PathBuf::from("/home/ada/client.json"));
            assert_eq!(chosen(), file);
        },
    );
}

#[test]
fn without_any_dialog_that_is_said() {
    with_bus("without_any_dialog_that_is_said", no_program, || {
        assert_eq!(chosen(), ChosenFile::Unavailable);
    });
}
