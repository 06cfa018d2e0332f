//! Judging a value before it is taken: what looks like one may only mark its place, be cut, hidden or another thing.

mod looks;
mod others;

use looks::flaw_by_looks;
pub(super) use others::is_jwt;
use others::other_thing;
pub(super) use others::thing_among_words;

use crate::credentials::{
    ClientId, ClientIdError, ClientSecretError, check_client_secret, decode_base64,
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
/// The longest text, in bytes, that can be more than too long.
const LONGEST: usize = 8_192;

impl Role {
    pub(super) fn name(self) -> &'static str {
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
    /// A secret that is a client ID.
    pub(super) const AN_ID: Self =
        Self::Other("32 characters of 0–9 and a–f, which is a client ID");

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
            Self::Reference => {
                "the text only refers to it, as a variable, a file or an entry of a vault"
            }
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
    if value.len() <= LONGEST {
        if let Some(flaw) = flaw_by_looks(value) {
            return Some(flaw);
        }
        if let Some(thing) = other_thing(role, value) {
            return Some(Flaw::Other(thing));
        }
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
