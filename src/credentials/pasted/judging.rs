//! Judging a value before it is taken: what looks like one may only mark its place, be cut, hidden or another thing.

use crate::credentials::{
    ClientId, ClientIdError, ClientSecretError, check_client_secret, client_id::looks_like_id,
    decode_base64,
};

/// What a value is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Id,
    Secret,
}

/// Why a value is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    Missing,
    Empty,
    Placeholder,
    Masked,
    Cut,
    Reference,
    Encrypted,
    Encoded,
    Leftover,
    TooShort,
    /// What it is, with its article.
    Other(&'static str),
    Id(ClientIdError),
    Secret(ClientSecretError),
}

/// The shortest value that is taken by its label alone.
const SHORTEST_ID: usize = 8;
const SHORTEST_SECRET: usize = 16;

impl Role {
    fn name(self) -> &'static str {
        match self {
            Self::Id => "client ID",
            Self::Secret => "client secret",
        }
    }

    fn where_whole(self) -> &'static str {
        match self {
            Self::Id => "Talkdesk shows the whole ID on the client's page.",
            Self::Secret => {
                "The whole secret is in the file that you downloaded from Talkdesk, and in Talkdesk's window while that is \
                 still open."
            }
        }
    }
}

impl Flaw {
    /// What the value is and where the whole one is to be had.
    pub(super) fn sentence(&self, role: Role) -> String {
        let name = role.name();
        let what = match self {
            Self::Id(error) => return format!("The {name} was not taken. {error}"),
            Self::Secret(error) => return format!("The {name} was not taken. {error}"),
            Self::Missing => "its value is not in this text",
            Self::Empty => "it is empty in this text",
            Self::Placeholder => "a placeholder stands in its place",
            Self::Masked => "it is masked in this text",
            Self::Cut => "it is cut off in this text",
            Self::Reference => "the text only refers to it, as a variable or an entry of a vault",
            Self::Encrypted => "it is encrypted in this text",
            Self::Encoded => "it is still encoded in this text",
            Self::Leftover => "a quotation mark or bracket is left on it. Copy all of it",
            Self::TooShort => "it is too short",
            Self::Other(thing) => {
                return format!(
                    "The {name} was not taken: it is {thing}. {}",
                    role.where_whole()
                );
            }
        };
        format!("The {name} was not taken: {what}. {}", role.where_whole())
    }
}

/// What is wrong with a value; `None` where it can be taken.
pub(super) fn flaw(role: Role, value: &str) -> Option<Flaw> {
    if let Some(flaw) = flaw_by_looks(value) {
        return Some(flaw);
    }
    if let Some(thing) = other_thing(role, value) {
        return Some(Flaw::Other(thing));
    }
    let error = match role {
        Role::Id => ClientId::parse(value).err().map(Flaw::Id),
        Role::Secret => check_client_secret(value).err().map(Flaw::Secret),
    };
    if error.is_some() {
        return error;
    }
    let shortest = match role {
        Role::Id => SHORTEST_ID,
        Role::Secret => SHORTEST_SECRET,
    };
    if value.len() < shortest {
        return Some(Flaw::TooShort);
    }
    let is_encoded =
        value.len() >= 24 && decode_base64(value).is_some_and(|inner| inner.expose().is_ascii());
    is_encoded.then_some(Flaw::Encoded)
}

fn flaw_by_looks(value: &str) -> Option<Flaw> {
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
        "vault://",
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

/// What a value is that is no client's.
fn other_thing(role: Role, value: &str) -> Option<&'static str> {
    const BEGINNINGS: [(&str, &str); 25] = [
        ("-----BEGIN", "a key"),
        ("ssh-", "an SSH key"),
        ("sha256-", "a checksum"),
        ("sha384-", "a checksum"),
        ("sha512-", "a checksum"),
        ("Bearer ", "an access token"),
        ("ghp_", "a token of GitHub"),
        ("gho_", "a token of GitHub"),
        ("ghs_", "a token of GitHub"),
        ("github_pat_", "a token of GitHub"),
        ("glpat-", "a token of GitLab"),
        ("xoxb-", "a token of Slack"),
        ("xoxp-", "a token of Slack"),
        ("xapp-", "a token of Slack"),
        ("sk_live_", "a key of Stripe"),
        ("sk_test_", "a key of Stripe"),
        ("pk_live_", "a key of Stripe"),
        ("sk-", "a key of another service"),
        ("AIza", "a key of Google"),
        ("ya29.", "a token of Google"),
        ("AKIA", "a key of AWS"),
        ("ASIA", "a key of AWS"),
        ("npm_", "a token of npm"),
        ("shpat_", "a token of Shopify"),
        ("dapi", "a token of Databricks"),
    ];
    let by_beginning = BEGINNINGS
        .iter()
        .find(|(beginning, _)| value.starts_with(beginning));
    if let Some((_, thing)) = by_beginning {
        Some(thing)
    } else if is_jwt(value) {
        Some("an access token")
    } else if is_uuid(value) {
        Some("a UUID, as other services issue")
    } else if value.contains("://") {
        Some("an address")
    } else if role == Role::Secret && looks_like_id(value) {
        Some("32 characters of 0–9 and a–f, which is a client ID")
    } else if value.len() < 80 && is_mail_address(value) {
        Some("an e-mail address")
    } else {
        None
    }
}

/// Whether a text is a JSON Web Token: three parts of base64url, the first of a JSON document.
pub(super) fn is_jwt(text: &str) -> bool {
    text.starts_with("eyJ")
        && text.split('.').count() >= 3
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '='))
}

fn is_uuid(text: &str) -> bool {
    const PLACES: [usize; 4] = [8, 13, 18, 23];
    let text = text.trim_matches(['{', '}']);
    text.len() == 36
        && text.bytes().enumerate().all(|(place, byte)| {
            if PLACES.contains(&place) {
                byte == b'-'
            } else {
                byte.is_ascii_hexdigit()
            }
        })
}

fn is_mail_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let ending = host.rsplit('.').next().unwrap_or_default();
    !name.is_empty()
        && name.chars().all(is_part)
        && host.contains('.')
        && host.chars().all(is_part)
        && ending.chars().all(|c| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_value_is_named() {
        for (value, expected) in [
            ("", Flaw::Empty),
            ("null", Flaw::Empty),
            ("op://vault/Talkdesk/secret", Flaw::Reference),
            ("${{ secrets.TALKDESK_CLIENT_SECRET }}", Flaw::Reference),
            ("process.env.CLIENT_SECRET", Flaw::Reference),
            ("var.talkdesk_client_secret", Flaw::Reference),
            ("$CLIENT_SECRET", Flaw::Reference),
            ("%CLIENT_SECRET%", Flaw::Reference),
            ("****U2vW", Flaw::Masked),
            ("••••••••", Flaw::Masked),
            ("[REDACTED]", Flaw::Masked),
            ("-Zk3vQ9x…tU2vW", Flaw::Cut),
            ("(hidden)", Flaw::Placeholder),
            ("<client_secret>", Flaw::Placeholder),
            ("YOUR_CLIENT_SECRET", Flaw::Placeholder),
            ("changeme", Flaw::Placeholder),
            ("\"s3cr3t-of-many-letters", Flaw::Leftover),
            ("$ANSIBLE_VAULT;1.1;AES256", Flaw::Encrypted),
            ("s3cr3t", Flaw::TooShort),
            (
                "7f1c2b3a-1111-2222-3333-444455556666",
                Flaw::Other("a UUID, as other services issue"),
            ),
            (
                "eyJhbGciOiJFUzI1NiJ9.eyJhIjoxfQ.c2ln",
                Flaw::Other("an access token"),
            ),
            ("czNjcjN0LW9mLW1hbnktbGV0dGVycw==", Flaw::Encoded),
        ] {
            assert_eq!(flaw(Role::Secret, value), Some(expected), "{value}");
        }
    }

    #[test]
    fn values_of_another_shape_can_be_taken() {
        for value in [
            "s3cr3t-of-many-letters",
            "Tr0ub4dor&3.Tr0ub4dor",
            "abc8Q~defghijklmnop",
        ] {
            assert_eq!(flaw(Role::Secret, value), None, "{value}");
        }
        assert_eq!(flaw(Role::Id, "nexla-7f3a9"), None);
    }
}
