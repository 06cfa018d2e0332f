//! Runs the body of a test in a process of its own, because variables such as `SSL_CERT_FILE` belong to a whole process.

use std::{
    ffi::{OsStr, OsString},
    io::Read as _,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use talkdesk_setup::effects::desktop::Desktop;

/// Names the test that a child process was started for.
const MARK: &str = "TALKDESK_SETUP_TEST_CHILD";

/// Longer than any test body takes.
const PATIENCE: Duration = Duration::from_mins(1);

/// What would lead a child process to other proxies or certificates than the test's.
const AMBIENT: [&str; 11] = [
    "XDG_CURRENT_DESKTOP",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "HTTPS_PROXY",
    "https_proxy",
    "HTTP_PROXY",
    "http_proxy",
    "ALL_PROXY",
    "all_proxy",
    "NO_PROXY",
    "no_proxy",
];

/// The program's helper for the desktop: the tests' own process cannot be one.
pub(crate) fn helper() -> Desktop {
    Desktop::start_with(Path::new(env!("CARGO_BIN_EXE_talkdesk-setup"))).unwrap()
}

/// The variables that the child process gets.
#[derive(Default)]
pub(crate) struct Variables(Vec<(&'static str, OsString)>);

impl Variables {
    pub(crate) fn set(&mut self, name: &'static str, value: impl AsRef<OsStr>) {
        self.0.push((name, value.as_ref().to_owned()));
    }
}

/// Called by the test `name` (its whole path, such as `http::tls::expired`): `prepare` starts servers and names
/// variables in this process, `body` runs in a child process with those variables, and `judge` looks at the servers
/// afterwards. A child that fails or hangs fails the test.
pub(crate) fn run<World>(
    name: &str,
    prepare: impl FnOnce(&mut Variables) -> World,
    body: impl FnOnce(),
    judge: impl FnOnce(World),
) {
    if std::env::var_os(MARK).is_some_and(|mark| mark == name) {
        body();
        return;
    }
    let mut variables = Variables::default();
    let world = prepare(&mut variables);
    let mut command = Command::new(std::env::current_exe().expect("this program's path"));
    command
        .args(["--exact", name, "--nocapture", "--test-threads=1"])
        .env(MARK, name);
    for ambient in AMBIENT {
        command.env_remove(ambient);
    }
    command
        .envs(variables.0)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    wait(name, &mut command);
    judge(world);
}

/// Waits for the child with a limit, and shows what it wrote where it failed.
fn wait(name: &str, command: &mut Command) {
    let mut child = command.spawn().expect("a child process");
    let mut stdout = child.stdout.take().expect("its output");
    let mut stderr = child.stderr.take().expect("its error output");
    let reading = std::thread::spawn(move || {
        let (mut out, mut err) = (String::new(), String::new());
        stdout
            .read_to_string(&mut out)
            .and_then(|_| stderr.read_to_string(&mut err))
            .expect("text");
        out + &err
    });
    let started = Instant::now();
    let status = loop {
        match child.try_wait().expect("its state") {
            Some(status) => break Some(status),
            None if started.elapsed() > PATIENCE => {
                child.kill().expect("the child process ends");
                child.wait().expect("its state");
                break None;
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let output = reading.join().expect("its output is read");
    assert!(
        status.is_some_and(|status| status.success()),
        "{name} in a child process: {status:?}\n{output}"
    );
    assert!(
        output.contains("1 passed"),
        "no test is named {name}\n{output}"
    );
}
