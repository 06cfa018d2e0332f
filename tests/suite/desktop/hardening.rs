//! The running program is closed to others, and yet the desktop's portals, the browser and its children notice nothing.

use std::{
    collections::HashMap,
    fs,
    os::unix::{fs::PermissionsExt as _, process::ExitStatusExt as _},
    process::{Command, Stdio},
    sync::mpsc::{self, Sender},
};

use zbus::{
    blocking::connection,
    fdo, interface,
    message::Header,
    zvariant::{OwnedObjectPath, OwnedValue, Value},
};

use super::{
    talkdesk::{ID, SECRET},
    window::Desktop,
};
use crate::session::{need, wait_until};

const PORTAL_PATH: &str = "/org/freedesktop/portal/desktop";

/// What a session's programs do without: the one who looks may have no more rights than they, and no fewer.
const WITHOUT: &str = "-dac_override,-dac_read_search,-sys_ptrace";

/// Whether another program of the same user may look into a process, as the desktop's portals do. Root may look into
/// every process, so it is asked without that right.
fn is_open_to_others(pid: u32) -> bool {
    need("setpriv", "util-linux");
    Command::new("setpriv")
        .args(["--bounding-set", WITHOUT, "--", "readlink"])
        .arg(format!("/proc/{pid}/root"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap()
        .success()
}

/// The soft limit on the size of core dumps.
fn core_limit(pid: u32) -> String {
    let limits = fs::read_to_string(format!("/proc/{pid}/limits")).unwrap();
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max core file size"))
        .unwrap();
    line.split_whitespace().next().unwrap().to_owned()
}

#[test]
fn the_program_is_closed_and_its_children_are_not() {
    let desktop = Desktop::start();
    let folder = desktop.home().join("bin");
    fs::create_dir_all(&folder).unwrap();
    let browser = folder.join("xdg-open");
    let script = "#!/bin/sh\nulimit -Sc > limit.part && mv limit.part limit\n";
    fs::write(&browser, script).unwrap();
    fs::set_permissions(browser, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());

    let mut window = desktop.open_talking(&["--practice"], &[("PATH", &path)]);
    window.wait_for("heading", "Which Talkdesk account?");
    let processes = desktop.processes_of_the_program();
    let [program, helper] = processes[..] else {
        panic!("{processes:?}")
    };
    assert!(!is_open_to_others(program));
    assert_eq!(core_limit(program), "0");
    assert!(is_open_to_others(helper), "portals can look into it");
    assert_eq!(core_limit(helper), "unlimited");

    window.type_into("text field", "Account name or Talkdesk address", "acme");
    window
        .press("Continue")
        .wait_for("heading", "Create an OAuth client in Talkdesk");
    window.press("Open Talkdesk");
    let limit = desktop.home().join("limit");
    wait_until("the browser is started", || limit.exists());
    assert_eq!(fs::read_to_string(limit).unwrap().trim(), "unlimited");

    let crashed = desktop
        .command_that_may_dump("sh")
        .args(["-c", "kill -ABRT $$"])
        .status()
        .unwrap();
    assert!(crashed.core_dumped(), "this system dumps what crashes");
    let crashed = window.crash();
    assert_eq!(crashed.signal(), Some(6));
    assert!(!crashed.core_dumped());
    wait_until("the helper has ended too", || {
        fs::read(format!("/proc/{helper}/cmdline"))
            .unwrap_or_default()
            .is_empty()
    });
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
        let request = format!("{PORTAL_PATH}/request/{sender}/{token}");
        self.0.send(request.clone()).unwrap();
        Ok(OwnedObjectPath::try_from(request).unwrap())
    }
}

#[test]
fn portals_that_refuse_a_closed_process_serve_the_program() {
    let desktop = Desktop::start();
    let file = desktop.home().join("client.json");
    let content = format!(r#"{{"client_id": "{ID}", "client_secret": "{SECRET}"}}"#);
    fs::write(&file, content).unwrap();
    let (sender, requests) = mpsc::channel();
    let portal = connection::Builder::address(desktop.session_bus())
        .unwrap()
        .serve_at(PORTAL_PATH, Settings)
        .unwrap()
        .serve_at(PORTAL_PATH, FileChooser(sender))
        .unwrap()
        .name("org.freedesktop.portal.Desktop")
        .unwrap()
        .build()
        .unwrap();

    let window = desktop.open(&[], &[]);
    window.press("Set up an account");
    window.type_into("text field", "Account name or Talkdesk address", "acme");
    window
        .press("Continue")
        .wait_for("heading", "Create an OAuth client in Talkdesk");
    window
        .press("Continue")
        .wait_for("heading", "Enter the client's credentials");
    wait_until("the window is dark, as the portal wants it", || {
        desktop.is_dark()
    });
    window.press("Choose file…");
    let request = requests
        .recv_timeout(std::time::Duration::from_secs(20))
        .expect("no dialog was asked for");
    let uris = [format!("file://{}", file.display())];
    let answer = (0_u32, HashMap::from([("uris", Value::from(&uris[..]))]));
    // An answer that overtakes the reply to `OpenFile` is missed: it is said again.
    wait_until("the file has filled the fields", || {
        let interface = "org.freedesktop.portal.Request";
        portal
            .emit_signal(
                None::<&str>,
                request.as_str(),
                interface,
                "Response",
                &answer,
            )
            .unwrap();
        window.shows("Client ID and secret taken")
    });
}
