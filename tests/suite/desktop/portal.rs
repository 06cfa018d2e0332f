//! A desktop portal on the private session's bus, as strict as the real one.

use std::{
    collections::HashMap,
    path::Path,
    sync::mpsc::{self, Receiver, Sender},
    time::Duration,
};

use zbus::{
    blocking::{Connection, connection},
    fdo, interface,
    message::Header,
    zvariant::{OwnedObjectPath, OwnedValue, Value},
};

use super::{hardening::is_open_to_others, window::Desktop};
use crate::session::wait_until;

const PATH: &str = "/org/freedesktop/portal/desktop";

/// It wants dark windows, and shows file dialogs that wait for [`Portal::choose_until`].
pub(super) struct Portal {
    bus: Connection,
    requests: Receiver<String>,
}

impl Portal {
    pub(super) fn start(desktop: &Desktop) -> Self {
        let (sender, requests) = mpsc::channel();
        let bus = connection::Builder::address(desktop.session_bus())
            .unwrap()
            .serve_at(PATH, Settings)
            .unwrap()
            .serve_at(PATH, FileChooser(sender))
            .unwrap()
            .name("org.freedesktop.portal.Desktop")
            .unwrap()
            .build()
            .unwrap();
        Self { bus, requests }
    }

    /// Waits for a dialog that the program asks for.
    pub(super) fn dialog(&self) -> String {
        self.requests
            .recv_timeout(Duration::from_secs(20))
            .expect("no dialog was asked for")
    }

    /// Answers it with a file, until `done`: an answer that overtakes the reply to `OpenFile` is missed.
    pub(super) fn choose_until(&self, dialog: &str, file: &Path, done: impl Fn() -> bool) {
        let uris = [format!("file://{}", file.display())];
        let answer = (0_u32, HashMap::from([("uris", Value::from(&uris[..]))]));
        wait_until("the chosen file is taken", || {
            let interface = "org.freedesktop.portal.Request";
            self.bus
                .emit_signal(None::<&str>, dialog, interface, "Response", &answer)
                .unwrap();
            done()
        });
    }
}

/// A portal that refuses whom it cannot look into, in the words of the real one.
async fn refuse_the_closed(header: &Header<'_>, bus: &zbus::Connection) -> fdo::Result<()> {
    let sender = header.sender().unwrap().to_owned();
    let proxy = fdo::DBusProxy::new(bus).await?;
    let pid = proxy.get_connection_unix_process_id(sender.into()).await?;
    if is_open_to_others(pid) {
        return Ok(());
    }
    let why = format!("Unable to open /proc/{pid}/root");
    Err(fdo::Error::AccessDenied(why))
}

struct Settings;

#[interface(name = "org.freedesktop.portal.Settings")]
impl Settings {
    async fn read(
        &self,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] bus: &zbus::Connection,
        namespace: &str,
        key: &str,
    ) -> fdo::Result<OwnedValue> {
        refuse_the_closed(&header, bus).await?;
        match (namespace, key) {
            ("org.freedesktop.appearance", "color-scheme") => {
                Ok(OwnedValue::try_from(Value::new(Value::U32(1))).unwrap())
            }
            _ => Err(fdo::Error::Failed("Requested setting not found".to_owned())),
        }
    }
}

/// Tells under which name each answer is waited for.
struct FileChooser(Sender<String>);

#[expect(clippy::unused_self, reason = "the macro wants methods of this shape")]
#[interface(name = "org.freedesktop.portal.FileChooser")]
impl FileChooser {
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
        refuse_the_closed(&header, bus).await?;
        assert_eq!(parent, "", "no window of ours is named");
        assert_eq!(title, "Choose the file that you downloaded from Talkdesk");
        let sender = header.sender().unwrap().trim_start_matches(':');
        let sender = sender.replace('.', "_");
        let token = <&str>::try_from(&options["handle_token"]).unwrap();
        let request = format!("{PATH}/request/{sender}/{token}");
        self.0.send(request.clone()).unwrap();
        Ok(OwnedObjectPath::try_from(request).unwrap())
    }
}
