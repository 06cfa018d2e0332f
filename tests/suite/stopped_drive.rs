//! A drive that has stopped answering, as one over a network does that is out of reach: opening and reading a file on it
//! never ends.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::session::{Running, need, run, wait_until};

/// A folder served by a process that is stopped.
pub(crate) struct StoppedDrive {
    server: Running,
    folder: tempfile::TempDir,
}

impl StoppedDrive {
    /// One with a file on it, which was there before it stopped.
    pub(crate) fn with(name: &str, content: &str) -> Self {
        need("bindfs", "bindfs");
        need("fusermount", "fuse3");
        let folder = tempfile::tempdir().unwrap();
        let [source, drive] = ["source", "drive"].map(|name| folder.path().join(name));
        for folder in [&source, &drive] {
            fs::create_dir(folder).unwrap();
        }
        fs::write(source.join(name), content).unwrap();
        // Asked again each time: what the kernel remembers would be answered without the server.
        let mut command = Command::new("bindfs");
        command
            .args(["-f", "-o", "auto_unmount,attr_timeout=0,entry_timeout=0"])
            .args([&source, &drive])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let server = Running::spawn(&mut command);
        wait_until(
            "a drive is mounted, which takes /dev/fuse and the right to mount",
            || drive.join(name).exists(),
        );
        let drive = Self { server, folder };
        drive.signal("STOP");
        drive
    }

    /// A path on the drive.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.drive().join(name)
    }

    fn drive(&self) -> PathBuf {
        self.folder.path().join("drive")
    }

    fn signal(&self, signal: &str) {
        let id = self.server.id().to_string();
        run(Command::new("sh").args(["-c", "kill -s \"$0\" \"$1\"", signal, &id]));
    }
}

impl Drop for StoppedDrive {
    fn drop(&mut self) {
        // Whoever waits for it gets an answer, and the folder can be removed.
        self.signal("CONT");
        Command::new("fusermount")
            .args(["-u", "-z"])
            .arg(self.drive())
            .stderr(Stdio::null())
            .status()
            .ok();
    }
}

/// A pipe that nobody writes to.
pub(crate) fn pipe(path: &Path) {
    run(Command::new("mkfifo").arg(path));
}

#[test]
fn a_stopped_drive_does_not_answer() {
    let drive = StoppedDrive::with("file", "text");
    let mut reader = Command::new("cat");
    reader
        .arg(drive.path("file"))
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let reader = Running::spawn(&mut reader);
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert!(reader.runs(), "it was answered");
    drop(drive);
    wait_until("it was answered", || !reader.runs());
}
