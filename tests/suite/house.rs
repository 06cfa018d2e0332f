//! Which part of the source may name which: read from the sources themselves.

use std::{collections::BTreeSet, fs, path::Path};

const PURE: [&str; 12] = [
    "talkdesk",
    "connection",
    "credentials",
    "token",
    "account_api",
    "verification",
    "diagnosis",
    "saved",
    "keychain",
    "secret",
    "foreign_text",
    "program",
];

const LIBRARIES_OF_THE_WORLD: [&str; 8] = [
    "egui::",
    "eframe::",
    "tokio::",
    "reqwest::",
    "keyring::",
    "arboard::",
    "rfd::",
    "std::fs",
];

/// Every source file with its path below `src`.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    collect(&root, &root, &mut found);
    assert!(found.len() > 80, "only {} files", found.len());
    found
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, found);
        } else {
            let name = path
                .strip_prefix(root)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Whether a file is the module `module` or lies below it.
fn is_of(file: &str, module: &str) -> bool {
    file == format!("{module}.rs") || file.starts_with(&format!("{module}/"))
}

/// The lines of code that hold `text`, comments left out.
fn naming(files: &[(String, String)], text: &str) -> Vec<String> {
    let lines = files
        .iter()
        .flat_map(|(file, code)| code.lines().map(move |line| (file, line.trim())));
    lines
        .filter(|(_, line)| !line.starts_with("//") && line.contains(text))
        .map(|(file, line)| format!("{file}: {line}"))
        .collect()
}

fn files_of(modules: &[&str]) -> Vec<(String, String)> {
    let is_ours = |file: &str| modules.iter().any(|module| is_of(file, module));
    sources()
        .into_iter()
        .filter(|(file, _)| is_ours(file))
        .collect()
}

#[test]
fn the_pure_modules_name_no_library_of_the_world() {
    let pure = files_of(&PURE);
    for library in LIBRARIES_OF_THE_WORLD {
        assert_eq!(naming(&pure, library), Vec::<String>::new());
    }
    assert!(
        !naming(&files_of(&["ui"]), "egui::").is_empty(),
        "the search finds what is there"
    );
}

#[test]
fn the_pure_modules_know_nothing_of_those_above() {
    let pure = files_of(&PURE);
    for above in [
        "crate::ui",
        "crate::effects",
        "crate::app",
        "crate::practice",
    ] {
        assert_eq!(naming(&pure, above), Vec::<String>::new());
    }
}

#[test]
fn views_and_effects_do_not_know_each_other() {
    assert_eq!(
        naming(&files_of(&["ui"]), "effects::"),
        Vec::<String>::new()
    );
    assert_eq!(
        naming(&files_of(&["effects"]), "crate::ui"),
        Vec::<String>::new()
    );
    assert_eq!(
        naming(&files_of(&["effects"]), "egui::"),
        Vec::<String>::new()
    );
}

#[test]
fn the_stand_in_shares_no_code_with_the_client() {
    for module in PURE.into_iter().filter(|module| *module != "secret") {
        let path = format!("crate::{module}");
        assert_eq!(
            naming(&files_of(&["practice"]), &path),
            Vec::<String>::new()
        );
    }
}

#[test]
fn each_library_of_the_world_has_one_home() {
    for (library, home) in [
        ("reqwest::", "effects/http"),
        ("keyring::", "effects/vault"),
        ("open::", "effects/browser"),
        ("arboard::", "effects/clipboard"),
        ("rfd::", "effects/file_chooser"),
    ] {
        let elsewhere: Vec<_> = sources()
            .into_iter()
            .filter(|(file, _)| !is_of(file, home))
            .collect();
        let word = |line: &String| {
            let before = line.split(library).next().unwrap_or_default();
            !before.ends_with(|last: char| last.is_alphanumeric() || last == '_' || last == ':')
        };
        let named: Vec<String> = naming(&elsewhere, library)
            .into_iter()
            .filter(word)
            .collect();
        assert_eq!(named, Vec::<String>::new(), "{library} belongs to {home}");
        let at_home: Vec<_> = sources()
            .into_iter()
            .filter(|(file, _)| is_of(file, home))
            .collect();
        assert!(
            !naming(&at_home, library).is_empty(),
            "{library} is not in {home}"
        );
    }
}

/// One reader for every file, which ends whatever stands under the file's name.
#[test]
fn files_are_read_in_one_place() {
    let (home, elsewhere): (Vec<_>, Vec<_>) = sources()
        .into_iter()
        .partition(|(file, _)| file == "effects/bounded_file.rs");
    for way in ["fs::read(", "fs::read_to_string(", "File::open("] {
        let mut named = naming(&elsewhere, way);
        // A folder is opened to have its names written to the disk.
        named.retain(|line| line != "effects/whole_file.rs: fs::File::open(folder)?.sync_all()");
        assert_eq!(named, Vec::<String>::new());
    }
    assert!(
        !naming(&home, "File::open(").is_empty(),
        "the search finds what is there"
    );
}

/// A derived `Debug` says what its fields say, and `Secret` says nothing: so no other buffer may hold a secret where
/// `Debug` is derived, and `Secret` alone writes its own.
#[test]
fn no_derived_debug_shows_a_wiped_buffer() {
    let shows = |code: &str| {
        code.split("#[derive(")
            .skip(1)
            .filter_map(|item| item.split_once(")]"))
            .filter(|(derived, _)| derived.contains("Debug"))
            .any(|(_, rest)| {
                // A definition ends with its closing brace, or in its first line.
                let definition = rest.split("\n}").next().unwrap_or_default();
                let definition = definition.split(";\n").next().unwrap_or_default();
                definition
                    .lines()
                    .filter(|line| !line.trim_start().starts_with("//"))
                    .any(|line| line.contains("Zeroizing<"))
            })
    };
    assert!(
        shows("#[derive(Debug)]\nstruct Open {\n    bytes: Zeroizing<Vec<u8>>,\n}\n"),
        "the search finds what is there"
    );
    for (file, code) in sources() {
        assert!(!shows(&code), "{file} derives Debug over a wiped buffer");
        let writes_its_own = code.contains("Debug for Secret");
        assert_eq!(writes_its_own, file == "secret.rs", "{file}");
    }
}

/// No switch, hidden or not, goes on with a certificate that is not trusted: nothing but the system's verifier says yes.
#[test]
fn nothing_can_ignore_a_certificate() {
    let files = sources();
    for way in [
        "ServerCertVerified::assertion",
        "HandshakeSignatureValid::assertion",
        "danger_accept_invalid",
        "tls_danger_",
    ] {
        assert_eq!(naming(&files, way), Vec::<String>::new());
    }
    assert!(
        !naming(&files, "ServerCertVerified").is_empty(),
        "the search finds what is there"
    );
}

/// The numbers that the tests of faults carry in their names: `row_14_…` has one, `rows_10_and_27_…` two.
fn tested_rows() -> BTreeSet<u32> {
    let mut files = Vec::new();
    for folder in ["src", "tests/suite"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        collect(&root, &root, &mut files);
    }
    let names = files
        .iter()
        .flat_map(|(_, code)| code.lines())
        .filter_map(|line| line.trim().strip_prefix("fn row"))
        .map(|name| name.trim_start_matches('s'));
    names
        .flat_map(|name| {
            let words = name.split('_').skip(1);
            words
                .take_while(|word| *word == "and" || word.bytes().all(|byte| byte.is_ascii_digit()))
                .filter_map(|word| word.parse().ok())
                .collect::<Vec<u32>>()
        })
        .collect()
}

/// Networks, TLS, HTTP, OAuth and the first API call are 1 to 47; the desktop and what is typed are 64 to 78.
#[test]
fn every_row_of_faults_is_a_test_by_its_number() {
    let tested = tested_rows();
    let missing: Vec<u32> = (1..=47)
        .chain(64..=78)
        .filter(|row| !tested.contains(row))
        .collect();
    assert_eq!(missing, Vec::<u32>::new());
}
