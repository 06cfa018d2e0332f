//! A private D-Bus session with a real gnome-keyring in it, away from the session of whoever runs the tests.
//!
//! Nothing is left behind: a cleaner waits outside for the end of the session, even where the test run is killed, and
//! ends every process that has the session's home, whoever started it.

use std::{
    env,
    ffi::OsStr,
    fmt::Write as _,
    fs,
    io::{BufRead as _, BufReader, Write as _},
    os::unix::{
        fs::{MetadataExt as _, PermissionsExt as _},
        process::CommandExt as _,
    },
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use zbus::{
    blocking::{Connection, Proxy, connection},
    zvariant::{ObjectPath, OwnedObjectPath},
};

/// Set for a test that was run again inside a private session.
const MARKER: &str = "TALKDESK_SETUP_TEST_SESSION";
const PASSWORD: &[u8] = b"password of the test keyring";
const LONGEST_START: Duration = Duration::from_secs(20);
const LONGEST_TEST: Duration = Duration::from_mins(3);

pub(crate) const SECRETS: &str = "org.freedesktop.secrets";
pub(crate) const SECRETS_PATH: &str = "/org/freedesktop/secrets";
pub(crate) const SECRET_SERVICE: &str = "org.freedesktop.Secret.Service";

/// The keychain that a private session begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keyring {
    /// gnome-keyring with an unlocked login collection.
    Unlocked,
    /// gnome-keyring with a locked login collection, and nobody who could ask for its password.
    Locked,
    /// gnome-keyring that was never used: no collection yet, and nobody who could ask for a password.
    Fresh,
    /// gnome-keyring as the bus starts it when it is first asked for: never used.
    OnDemand,
    /// No Secret Service, and none that the bus could start.
    Absent,
    /// Not even a session bus.
    NoBus,
}

/// Runs `body` inside a private session: runs the test called `name` again there, and asserts that it ran and passed.
pub(crate) fn in_private_session(name: &str, keyring: Keyring, body: impl FnOnce()) {
    in_private_session_for(LONGEST_TEST, &[], name, keyring, body);
}

/// The same for at most `limit` and with variables of this process passed on. Gives back what was printed inside;
/// nothing inside.
pub(crate) fn in_private_session_for(
    limit: Duration,
    variables: &[&str],
    name: &str,
    keyring: Keyring,
    body: impl FnOnce(),
) -> String {
    if env::var_os(MARKER).is_some() {
        body();
        return String::new();
    }
    let session = PrivateSession::start(keyring);
    let mut command = session.command(env::current_exe().unwrap());
    command
        .args(["--exact", name, "--nocapture", "--test-threads=1"])
        .env(MARKER, "1");
    for variable in variables {
        command.envs(env::var_os(variable).map(|value| (variable, value)));
    }
    let output = output_within(limit, &mut command);
    let text = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        output.status.success(),
        "{name} failed in its private session:\n{text}"
    );
    assert!(
        text.contains("test result: ok. 1 passed;"),
        "no test is called {name}:\n{text}"
    );
    text
}

/// A session bus of its own, with home and runtime folders of its own. Dropping it ends everything in it.
pub(crate) struct PrivateSession {
    // Fields are dropped in this order: the keyring before its bus, then what they have started, then the folder.
    _keyring: Option<Running>,
    _bus: Option<Running>,
    environment: Environment,
    _cleaner: Cleaner,
    _folder: tempfile::TempDir,
}

impl PrivateSession {
    /// Starts the bus and the keyring, and returns once both answer.
    pub(crate) fn start(keyring: Keyring) -> Self {
        let folder = tempfile::Builder::new()
            .prefix("session")
            .tempdir()
            .unwrap();
        let environment = Environment::in_folder(folder.path());
        let cleaner = Cleaner::of(folder.path());
        if keyring == Keyring::OnDemand {
            environment.offer(SECRETS, "gnome-keyring");
        }
        let bus = (keyring != Keyring::NoBus).then(|| start_bus(folder.path(), &environment));
        let keyring = start_keyring(
            |program| environment.command(program),
            &environment.bus,
            keyring,
        );
        Self {
            _keyring: keyring,
            _bus: bus,
            environment,
            _cleaner: cleaner,
            _folder: folder,
        }
    }

    /// A command inside the session, with a clean environment.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        self.environment.command(program)
    }

    /// The home folder inside the session.
    pub(crate) fn home(&self) -> &Path {
        &self.environment.home
    }

    /// The address of the session bus.
    pub(crate) fn bus(&self) -> &str {
        &self.environment.bus
    }

    /// Waits until somebody answers on the session bus as `service`.
    pub(crate) fn wait_for_service(&self, service: &str) {
        let bus = connect(&self.environment.bus);
        let bus = zbus::blocking::fdo::DBusProxy::new(&bus).unwrap();
        wait_until(&format!("{service} is on the bus"), || {
            bus.name_has_owner(service.try_into().unwrap()).unwrap()
        });
    }
}

/// A process that is killed when this is dropped.
pub(crate) struct Running(Child);

impl Running {
    pub(crate) fn id(&self) -> u32 {
        self.0.id()
    }

    pub(crate) fn spawn(command: &mut Command) -> Self {
        Self(
            command.spawn().unwrap_or_else(|error| {
                panic!("{} does not start: {error}", program_name(command))
            }),
        )
    }
}

impl Running {
    /// Aborts the process, as a fault of its own would, and returns how it ended.
    pub(crate) fn crash(&mut self) -> ExitStatus {
        run(Command::new("sh").args(["-c", "kill -ABRT \"$0\"", &self.0.id().to_string()]));
        self.0.wait().unwrap()
    }

    /// Waits for its end.
    pub(crate) fn wait(&mut self) -> ExitStatus {
        self.0.wait().unwrap()
    }

    /// Whether it has not ended on its own.
    pub(crate) fn runs(&self) -> bool {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.0.id())).unwrap();
        !stat.contains(") Z ")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail only where the process has ended already, which is what is wanted.
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// Starts gnome-keyring inside the private session that the calling test runs in.
pub(crate) fn start_keyring_here(keyring: Keyring) -> Running {
    assert!(
        env::var_os(MARKER).is_some(),
        "only inside a private session"
    );
    start_keyring(
        tamed,
        &env::var("DBUS_SESSION_BUS_ADDRESS").unwrap(),
        keyring,
    )
    .unwrap()
}

/// The process that answers as the Secret Service on the session bus of this process.
pub(crate) fn keyring_pid() -> u32 {
    let bus = zbus::blocking::fdo::DBusProxy::new(&Connection::session().unwrap()).unwrap();
    bus.get_connection_unix_process_id(SECRETS.try_into().unwrap())
        .unwrap()
}

/// Sends the Secret Service a signal: `KILL`, `STOP`, `CONT`. After `KILL`, waits until the bus knows.
pub(crate) fn signal_keyring(signal: &str) {
    let pid = keyring_pid().to_string();
    run(Command::new("sh").args(["-c", "kill -s \"$0\" \"$1\"", signal, &pid]));
    if signal == "KILL" {
        let bus = zbus::blocking::fdo::DBusProxy::new(&Connection::session().unwrap()).unwrap();
        wait_until("the keyring's name is free", || {
            !bus.name_has_owner(SECRETS.try_into().unwrap()).unwrap()
        });
    }
}

/// Lets a process write no more into files, as if the disk were full; `u64::MAX` for as much as it likes.
pub(crate) fn limit_file_size(pid: u32, bytes: u64) {
    need("prlimit", "util-linux");
    let bytes = if bytes == u64::MAX {
        "unlimited".into()
    } else {
        bytes.to_string()
    };
    run(Command::new("prlimit").args(["--pid", &pid.to_string(), &format!("--fsize={bytes}:")]));
}

/// Locks the login collection of the session of this process.
pub(crate) fn lock_keyring() {
    lock(&Connection::session().unwrap());
}

/// Runs a program that must succeed, and returns what it printed.
pub(crate) fn run(command: &mut Command) -> String {
    let output = output_within(LONGEST_START, command);
    assert!(
        output.status.success(),
        "{} failed: {}",
        program_name(command),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// Waits until `done`, or fails by saying what did not come.
pub(crate) fn wait_until(what: &str, mut done: impl FnMut() -> bool) {
    let end = Instant::now() + LONGEST_START;
    while !done() {
        assert!(Instant::now() < end, "waited in vain until {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Ends what is left of a session once this is dropped, or this program has ended in whatever way.
struct Cleaner(Child);

impl Cleaner {
    fn of(folder: &Path) -> Self {
        // Reads until the other end of the pipe is closed. In a group of its own: Ctrl-C must not reach it.
        let script = r#"
            cat >/dev/null
            while found=$(grep -lsaF -- "HOME=$0/home" /proc/[0-9]*/environ); [ -n "$found" ]; do
                for file in $found; do
                    file=${file#/proc/}
                    kill -s KILL "${file%/environ}" 2>/dev/null
                done
            done
            rm -rf -- "$0"
        "#;
        let mut command = Command::new("sh");
        command.args(["-c", script]).arg(folder).process_group(0);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        Self(command.spawn().unwrap())
    }
}

impl Drop for Cleaner {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        // Fails only where the cleaner has been waited for already.
        self.0.wait().ok();
    }
}

struct Environment {
    home: PathBuf,
    bus: String,
}

impl Environment {
    fn in_folder(folder: &Path) -> Self {
        let home = folder.join("home");
        for name in [
            "run",
            "services",
            "tmp",
            ".local/share",
            ".local/state",
            ".config",
            ".cache",
        ] {
            fs::create_dir_all(home.join(name)).unwrap();
        }
        fs::set_permissions(home.join("run"), fs::Permissions::from_mode(0o700)).unwrap();
        let bus = format!("unix:path={}", home.join("run/bus").display());
        Self { home, bus }
    }

    fn offer(&self, service: &str, package: &str) {
        let file = format!("{service}.service");
        let of_the_system = Path::new("/usr/share/dbus-1/services").join(&file);
        assert!(
            of_the_system.is_file(),
            "the service {service} is missing: install the Debian package {package}"
        );
        fs::copy(of_the_system, self.home.join("services").join(file)).unwrap();
    }

    fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = tamed(program);
        command
            .env_clear()
            .env("PATH", env::var_os("PATH").unwrap())
            .env("LANG", "C.UTF-8")
            .env("HOME", &self.home)
            .env("TMPDIR", self.home.join("tmp"))
            .env("XDG_RUNTIME_DIR", self.home.join("run"))
            .env("XDG_DATA_HOME", self.home.join(".local/share"))
            .env("XDG_STATE_HOME", self.home.join(".local/state"))
            .env("XDG_CONFIG_HOME", self.home.join(".config"))
            .env("XDG_CACHE_HOME", self.home.join(".cache"))
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .current_dir(&self.home);
        command
    }
}

/// Starts a bus that offers no service of the system on its own: a test must not reach what happens to be installed.
fn start_bus(folder: &Path, environment: &Environment) -> Running {
    need("dbus-daemon", "dbus-daemon");
    let configuration = folder.join("bus.conf");
    let text = format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>{}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#,
        environment.bus,
        environment.home.join("services").display()
    );
    fs::write(&configuration, text).unwrap();
    let mut command = environment.command("dbus-daemon");
    command
        .arg("--config-file")
        .arg(configuration)
        .args(["--nofork", "--print-address=1"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut bus = Running::spawn(&mut command);
    let mut address = String::new();
    BufReader::new(bus.0.stdout.take().unwrap())
        .read_line(&mut address)
        .unwrap();
    assert!(
        address.starts_with("unix:"),
        "dbus-daemon does not start: {address:?}"
    );
    bus
}

fn start_keyring(
    command: impl Fn(&'static str) -> Command,
    bus: &str,
    keyring: Keyring,
) -> Option<Running> {
    if matches!(
        keyring,
        Keyring::Absent | Keyring::NoBus | Keyring::OnDemand
    ) {
        return None;
    }
    need("gnome-keyring-daemon", "gnome-keyring");
    need("secret-tool", "libsecret-tools");
    // With SIGXFSZ ignored, a limit on the size of files looks to the daemon like a full disk.
    let mut daemon = command("sh");
    daemon
        .args([
            "-c",
            "trap '' XFSZ; exec gnome-keyring-daemon --foreground --components=secrets \"$@\"",
            "sh",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if keyring != Keyring::Fresh {
        daemon.arg("--unlock");
    }
    let mut running = Running::spawn(&mut daemon);
    running.0.stdin.take().unwrap().write_all(PASSWORD).unwrap();

    let connection = connect(bus);
    let dbus = zbus::blocking::fdo::DBusProxy::new(&connection).unwrap();
    wait_until("gnome-keyring is on the bus", || {
        dbus.name_has_owner(SECRETS.try_into().unwrap()).unwrap()
    });
    if keyring != Keyring::Fresh {
        wait_until("gnome-keyring has a login collection", || {
            login_collection(&connection).is_some()
        });
    }
    if keyring == Keyring::Locked {
        lock(&connection);
    }
    Some(running)
}

fn connect(bus: &str) -> Connection {
    connection::Builder::address(bus).unwrap().build().unwrap()
}

fn secret_service(connection: &Connection) -> Proxy<'_> {
    Proxy::new(connection, SECRETS, SECRETS_PATH, SECRET_SERVICE).unwrap()
}

fn login_collection(connection: &Connection) -> Option<OwnedObjectPath> {
    let path: OwnedObjectPath = secret_service(connection)
        .call("ReadAlias", &("default",))
        .unwrap();
    (path.as_str() != "/").then_some(path)
}

fn lock(connection: &Connection) {
    let login = login_collection(connection).unwrap();
    let objects: Vec<&ObjectPath<'_>> = vec![&login];
    let (locked, _prompt): (Vec<OwnedObjectPath>, OwnedObjectPath) = secret_service(connection)
        .call("Lock", &(objects,))
        .unwrap();
    assert_eq!(locked, [login]);
}

/// A command for which mode bits and the walls between processes count even where root runs the tests, and to which a limit on the size of files looks
/// like a full disk.
fn tamed(program: impl AsRef<OsStr>) -> Command {
    let mut command = if fs::metadata("/proc/self").unwrap().uid() == 0 {
        need("setpriv", "util-linux");
        let mut command = Command::new("setpriv");
        command.args([
            "--bounding-set",
            "-dac_override,-dac_read_search,-sys_ptrace",
            "--",
            "sh",
        ]);
        command
    } else {
        Command::new("sh")
    };
    command
        .args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""])
        .arg(program);
    command
}

fn output_within(limit: Duration, command: &mut Command) -> Output {
    let name = program_name(command);
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{name} does not start: {error}"));
    let pid = child.id().to_string();
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(child.wait_with_output()));
    receiver.recv_timeout(limit).map_or_else(
        |_| {
            Command::new("sh")
                .args(["-c", "kill -s KILL \"$0\"", &pid])
                .status()
                .unwrap();
            panic!("{name} did not end within {limit:?}")
        },
        Result::unwrap,
    )
}

fn program_name(command: &Command) -> String {
    command.get_args().fold(
        command.get_program().to_string_lossy().into_owned(),
        |mut text, argument| {
            write!(text, " {}", argument.to_string_lossy()).unwrap();
            text
        },
    )
}

/// Fails by naming the Debian package where a program is not installed.
pub(crate) fn need(program: &str, package: &str) {
    let found = env::split_paths(&env::var_os("PATH").unwrap())
        .any(|folder| folder.join(program).is_file());
    assert!(
        found,
        "the program {program} is missing: install the Debian package {package}"
    );
}

#[test]
fn nothing_is_left_of_a_session() {
    let session = PrivateSession::start(Keyring::Unlocked);
    let folder = session.environment.home.parent().unwrap().to_owned();
    // An orphan of the session: its parent has ended before it, as that of a daemon has.
    run(session
        .command("sh")
        .args(["-c", "sleep 1000 >/dev/null 2>&1 & echo $! > orphan"]));
    let orphan = fs::read_to_string(session.environment.home.join("orphan")).unwrap();
    let command_line = Path::new("/proc").join(orphan.trim()).join("cmdline");
    assert_eq!(fs::read(&command_line).unwrap(), b"sleep\x001000\0");
    drop(session);
    // Empty, where nobody has asked yet how it ended.
    assert!(fs::read(command_line).unwrap_or_default().is_empty());
    assert!(!folder.exists());
}

/// A text with a byte order mark, and in both kinds of UTF-16 with and without one.
pub(crate) fn as_other_editors_write(text: &str) -> [Vec<u8>; 5] {
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    [
        [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        [b"\xFF\xFE", little.as_slice()].concat(),
        [b"\xFE\xFF", big.as_slice()].concat(),
        little,
        big,
    ]
}
