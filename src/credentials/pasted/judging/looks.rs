//! Values that only mark a place, or are hidden, cut, encrypted or kept elsewhere.

use super::Flaw;

/// What is wrong with a value, whatever it is for.
pub(super) fn flaw_by_looks(value: &str) -> Option<Flaw> {
    let lower = zeroize::Zeroizing::new(value.to_ascii_lowercase());
    if matches!(
        lower.as_str(),
        "" | "null"
            | "none"
            | "nil"
            | "undefined"
            | "~"
            | "\"\""
            | "''"
            | "n/a"
            | "na"
            | "-"
            | "(empty)"
            | "empty"
    ) {
        Some(Flaw::Empty)
    } else if is_count_of_bytes(value) {
        Some(Flaw::Missing)
    } else if is_encrypted(value) {
        Some(Flaw::Encrypted)
    } else if is_reference(value, &lower) {
        Some(Flaw::Reference)
    } else if is_masked(value, &lower) {
        Some(Flaw::Masked)
    } else if is_placeholder(value, &lower) {
        Some(Flaw::Placeholder)
    } else if is_cut(value) {
        Some(Flaw::Cut)
    } else {
        let is_left = value.starts_with(['"', '“', '”', '‘', '’', '`'])
            || value.ends_with(['"', '“', '”', '‘', '’', '`']);
        is_left.then_some(Flaw::Leftover)
    }
}

fn within(value: &str, open: &str, close: &str) -> bool {
    value.len() >= open.len() + close.len() && value.starts_with(open) && value.ends_with(close)
}

/// `32 bytes`, as programs list a value that they do not show.
fn is_count_of_bytes(value: &str) -> bool {
    value
        .split_once(' ')
        .is_some_and(|(count, unit)| count.parse::<u32>().is_ok() && unit.starts_with("byte"))
}

fn is_encrypted(value: &str) -> bool {
    const BEGINNINGS: [&str; 10] = [
        "$ANSIBLE_VAULT",
        "!vault",
        "ENC[",
        "ENC(",
        "{cipher}",
        "vault:v",
        "U2FsdGVkX1",
        "gAAAAA",
        "AQICAH",
        "-----BEGIN PGP",
    ];
    BEGINNINGS
        .iter()
        .any(|beginning| value.starts_with(beginning))
}

fn is_reference(value: &str, lower: &str) -> bool {
    const BEGINNINGS: [&str; 44] = [
        "op://",
        "vault:",
        "${",
        "{{",
        "$(",
        "$env:",
        "process.env",
        "os.environ",
        "os.getenv",
        "getenv(",
        "env(",
        "env[",
        "env.",
        "system.getenv",
        "deno.env",
        "import.meta.env",
        "var.",
        "local.",
        "data.",
        "module.",
        "secrets.",
        "config.",
        "config(",
        "settings.",
        "params.",
        "arn:aws",
        "ssm:",
        "@microsoft.keyvault",
        "keyvault",
        "ref+",
        "!ref",
        "!sub",
        "!getatt",
        "!secret",
        "!env",
        "akv://",
        "sm://",
        "file://",
        "lookup(",
        "secretkeyref",
        "valuefrom",
        "environment.",
        "bws://",
        "/run/secrets/",
    ];
    let is_variable = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    let is_named = |open: &str, close: &str| {
        value
            .strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close))
            .is_some_and(is_variable)
    };
    BEGINNINGS
        .iter()
        .any(|beginning| lower.starts_with(beginning))
        || (lower.starts_with("projects/") && lower.contains("/secrets/"))
        || is_named("$", "")
        || is_named("%", "%")
        || is_named("@", "@")
        || is_named("#{", "}#")
        || is_named("!", "!")
}

fn is_masked(value: &str, lower: &str) -> bool {
    const MARKS: [char; 9] = ['*', '•', '●', '·', '█', '▪', '⬤', '∙', '◦'];
    const WORDS: [&str; 6] = [
        "redacted",
        "masked",
        "hidden",
        "removed",
        "censored",
        "concealed",
    ];
    let marks = value.chars().filter(|c| MARKS.contains(c)).count();
    let letters = lower.chars().filter(char::is_ascii_alphabetic);
    let word: zeroize::Zeroizing<String> = zeroize::Zeroizing::new(letters.take(24).collect());
    let is_mark = |c: char| matches!(c, 'x' | 'X' | '.' | '-' | '_' | '#' | '?');
    let same = value.len() >= 4 && value.chars().all(is_mark);
    let ends = |end: &str| lower.starts_with(end) || lower.ends_with(end);
    marks >= 3
        || same
        || (ends("xxxx") && value.len() < 80)
        || ends("####")
        || (WORDS.contains(&word.as_str())
            && word.len() + 6 >= value.len()
            && !value.starts_with('('))
}

fn is_cut(value: &str) -> bool {
    value.contains('…') || value.contains("...") || value.contains("[truncated]")
}

fn is_placeholder(value: &str, lower: &str) -> bool {
    const WORDS: [&str; 59] = [
        "your",
        "my",
        "client",
        "id",
        "secret",
        "here",
        "the",
        "talkdesk",
        "oauth",
        "app",
        "api",
        "key",
        "enter",
        "insert",
        "paste",
        "replace",
        "me",
        "with",
        "value",
        "placeholder",
        "example",
        "sample",
        "todo",
        "tbd",
        "changeme",
        "change",
        "hidden",
        "redacted",
        "removed",
        "masked",
        "foo",
        "bar",
        "string",
        "dummy",
        "test",
        "fake",
        "from",
        "step",
        "a",
        "this",
        "to",
        "be",
        "set",
        "in",
        "env",
        "see",
        "password",
        "passwort",
        "username",
        "user",
        "real",
        "actual",
        "clientid",
        "clientsecret",
        "fill",
        "xxx",
        "of",
        "new",
        "x",
    ];
    let bare = value.trim_matches(['.', '…', '"', '\'', '“', '”', '`']);
    let is_marked = within(bare, "<", ">")
        || within(bare, "{", "}")
        || within(bare, "[", "]")
        || within(bare, "(", ")");
    // A value of mixed signs may end in brackets by chance.
    if is_marked
        && (bare.starts_with('(') || bare.len() <= 64)
        && !bare[1..bare.len() - 1].is_empty()
    {
        return true;
    }
    let words = || {
        lower
            .split(|c: char| !c.is_ascii_alphabetic())
            .filter(|word| !word.is_empty())
    };
    let digits = value.chars().filter(char::is_ascii_digit).count();
    words().count() > 0 && digits <= 6 && words().all(|word| WORDS.contains(&word))
}
