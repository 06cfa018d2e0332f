//! Tests that need an environment of their own: the variables of a running process cannot be changed safely, so the
//! test starts itself again in a second process.

use std::process::Command;

const MARK: &str = "TALKDESK_SETUP_TEST_IN_OWN_PROCESS";

/// Runs `body` in a second process that `prepare` has set up. What `prepare` returns, such as a server, lives until that
/// process has ended. `test` is the path of the calling test, as `cargo test` shows it. Gives back all that the process
/// wrote, or nothing in the second process itself.
pub(crate) fn in_own_process<Kept>(
    test: &str,
    prepare: impl FnOnce(&mut Command) -> Kept,
    body: impl FnOnce(),
) -> Option<String> {
    if std::env::var_os(MARK).is_some() {
        body();
        return None;
    }
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", test, "--nocapture"])
        .env(MARK, "1");
    let kept = prepare(&mut command);
    let output = command.output().unwrap();
    drop(kept);
    let written = [output.stdout, output.stderr]
        .map(|bytes| String::from_utf8(bytes).unwrap())
        .concat();
    assert!(output.status.success(), "{written}");
    assert!(written.contains("1 passed"), "no test is named {test}");
    Some(written)
}
