//! Searches the memory of a running process, and folders.

use std::{
    fs::{self, File},
    io::ErrorKind,
    ops::Range,
    os::unix::fs::{FileExt as _, MetadataExt as _},
    path::Path,
    process::Command,
};

use super::needles::{FRAGMENT, Needles};

/// How much memory is read at a time, in bytes.
const PIECE: usize = 1 << 20;

/// Set for a test that was run again as root of a user namespace.
const MARK: &str = "TALKDESK_SETUP_TEST_IN_NAMESPACE";

/// Runs `body` where the memory of a protected process can be read: as root or, for another user, as root of a user
/// namespace, in which the test called `name` is run again. Fails where neither is allowed.
pub(super) fn where_memory_can_be_read(name: &str, body: impl FnOnce()) {
    if fs::metadata("/proc/self").unwrap().uid() == 0 {
        return body();
    }
    assert!(
        std::env::var_os(MARK).is_none(),
        "the user namespace has no root"
    );
    let output = Command::new("unshare")
        .args(["--user", "--map-root-user", "--"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env(MARK, "1")
        .output()
        .expect("this test needs unshare: install the Debian package util-linux");
    let written = [output.stdout, output.stderr]
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .concat();
    assert!(
        output.status.success() && written.contains("1 passed"),
        "run this test as root, or where user namespaces are allowed:\n{written}"
    );
}

/// Every place of the process's memory that holds a fragment. All of it is read that can be: heap, stacks, libraries,
/// what is shared with the display.
pub(super) fn memory(pid: u32, needles: &Needles) -> Vec<String> {
    let folder = Path::new("/proc").join(pid.to_string());
    let memory = File::open(folder.join("mem")).expect("this process's memory can be read");
    let maps = fs::read_to_string(folder.join("maps")).expect("its map can be read");
    let mut found = Vec::new();
    let mut read = 0;
    let mut piece = vec![0; PIECE + FRAGMENT - 1];
    for map in maps.lines() {
        let (range, rest) = map.split_once(' ').unwrap();
        let (start, end) = range.split_once('-').unwrap();
        let start = u64::from_str_radix(start, 16).unwrap();
        let end = u64::from_str_radix(end, 16).unwrap();
        if !rest.starts_with('r') || rest.ends_with("[vvar]") || rest.ends_with("[vsyscall]") {
            continue;
        }
        let mut place = start;
        while place < end {
            let wanted = usize::try_from(end - place).unwrap().min(piece.len());
            match memory.read_at(&mut piece[..wanted], place) {
                Ok(length) => {
                    read += length;
                    for part in without_empty_pages(&piece[..length]) {
                        for (at, of) in needles.find(&piece[part.clone()]) {
                            let at = part.start + at;
                            let address = place + at as u64;
                            let around = around(&piece[..length], at);
                            found.push(format!("{of} at {address:x} in {map}: {around}"));
                        }
                    }
                }
                // Memory of a device, or a map that is gone by now.
                Err(error) => assert_eq!(error.raw_os_error(), Some(5), "{map}: {error}"),
            }
            place += PIECE as u64;
        }
    }
    assert!(read > PIECE, "only {read} bytes of memory could be read");
    found
}

/// The parts of memory between pages of nothing but zeros, each with as much behind it as a fragment may reach into.
fn without_empty_pages(memory: &[u8]) -> Vec<Range<usize>> {
    const PAGE: usize = 4096;
    let mut parts: Vec<Range<usize>> = Vec::new();
    for (number, page) in memory.chunks(PAGE).enumerate() {
        if page == &[0; PAGE][..page.len()] {
            continue;
        }
        let start = number * PAGE;
        let end = (start + page.len() + FRAGMENT).min(memory.len());
        match parts.last_mut() {
            Some(part) if part.end >= start => part.end = end,
            _ => parts.push(start..end),
        }
    }
    parts
}

/// What stands around a find, to tell whose buffer it is.
fn around(bytes: &[u8], at: usize) -> String {
    let start = at.saturating_sub(48);
    let end = bytes.len().min(at + 112);
    bytes[start..end].escape_ascii().to_string()
}

/// Every file below `folder` that holds a fragment, in its content or its name.
pub(super) fn files(folder: &Path, needles: &Needles) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = entry.path();
        let name = path.to_string_lossy().into_owned();
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            found.extend(files(&path, needles));
            continue;
        }
        found.extend(text(&format!("the name of {name}"), &name, needles));
        if kind.is_file() {
            match fs::read(&path) {
                Ok(bytes) => found.extend(
                    needles
                        .find(&bytes)
                        .into_iter()
                        .map(|(at, of)| format!("{of} in the file {name}: {}", around(&bytes, at))),
                ),
                Err(error) => assert_eq!(error.kind(), ErrorKind::NotFound, "{name}: {error}"),
            }
        }
    }
    found
}

/// What a text with this name holds.
pub(super) fn text(name: &str, text: &str, needles: &Needles) -> Vec<String> {
    let found = needles.find(text.as_bytes());
    found
        .into_iter()
        .map(|(at, of)| format!("{of} in {name}: {}", around(text.as_bytes(), at)))
        .collect()
}

/// A process's arguments and environment.
pub(super) fn arguments_and_environment(pid: u32, needles: &Needles) -> Vec<String> {
    let folder = Path::new("/proc").join(pid.to_string());
    ["cmdline", "environ"]
        .into_iter()
        .flat_map(|name| {
            let bytes = fs::read(folder.join(name)).unwrap();
            assert!(!bytes.is_empty(), "{name} can be read");
            text(name, &String::from_utf8_lossy(&bytes), needles)
        })
        .collect()
}
