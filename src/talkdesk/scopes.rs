//! Scopes, which this program calls permissions: suggestions, and what was granted of what is wanted. The published list
//! has about 220 names and changes, so scopes stay free text.

use std::collections::BTreeSet;

/// Scopes that other programs ask for, for a list of one's own.
pub const SUGGESTED_SCOPES: [&str; 14] = [
    "account:read",
    "users:read",
    "data-reports:read",
    "data-reports:write",
    "recordings:read",
    "contacts:read",
    "ring-groups:read",
    "attributes:read",
    "prompts:read",
    "live-queries:read",
    "cases-public:read",
    "record-lists:manage",
    "webhooks-trigger:write",
    "events:read",
];

/// What was granted, beside what is wanted. Each list is in alphabetical order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScopeAudit {
    /// Wanted, and not granted.
    pub missing: Vec<String>,
    /// Wanted and granted.
    pub present: Vec<String>,
    /// Granted without being wanted. `openid` is not named: Talkdesk grants it to every client.
    pub extra: Vec<String>,
}

impl ScopeAudit {
    /// Compares the two.
    #[must_use]
    pub fn of(wanted: &[String], granted: &[String]) -> Self {
        let wanted: BTreeSet<&String> = wanted.iter().collect();
        let granted: BTreeSet<&String> = granted.iter().collect();
        let listed = |scopes: &mut dyn Iterator<Item = &&String>| {
            scopes.map(|scope| (*scope).clone()).collect()
        };
        Self {
            missing: listed(&mut wanted.difference(&granted)),
            present: listed(&mut wanted.intersection(&granted)),
            extra: listed(
                &mut granted
                    .difference(&wanted)
                    .filter(|scope| scope.as_str() != "openid"),
            ),
        }
    }
}

/// Whether a text has the form of Talkdesk's scopes: `account:read`, `data-reports:write`, or `openid` alone.
#[must_use]
pub fn looks_like_scope(text: &str) -> bool {
    let word = |text: &str| {
        !text.is_empty()
            && text.len() <= 40
            && text
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    };
    text == "openid"
        || text
            .split_once(':')
            .is_some_and(|(what, act)| word(what) && word(act))
}

/// Whether who has this scope can read something of the account's data with it. The account's own name and time zone, which
/// `account:read` gives, are none.
pub(crate) fn reads_data(scope: &str) -> bool {
    scope
        .split_once(':')
        .is_some_and(|(what, act)| what != "account" && matches!(act, "read" | "manage"))
}

/// Whether `what:act` is a scope rather than a label with its value, as `account:acme` is.
pub(crate) fn is_scope(what: &str, act: &str) -> bool {
    const ACTS: [&str; 8] = [
        "read", "write", "manage", "create", "update", "delete", "execute", "trigger",
    ];
    let is_word = |c: char| c.is_ascii_lowercase() || c == '-';
    let what = what.rsplit(|c| !is_word(c)).next().unwrap_or_default();
    let act = act.split(|c| !is_word(c)).next().unwrap_or_default();
    !what.is_empty() && ACTS.contains(&act)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_names_a_thing_and_an_act() {
        for scope in SUGGESTED_SCOPES {
            assert!(looks_like_scope(scope), "{scope}");
        }
        for other in [
            "",
            "openid2",
            "account",
            ":read",
            "account:",
            "gA7-x9:read",
            "a:b:c",
        ] {
            assert!(!looks_like_scope(other), "{other}");
        }
    }

    #[test]
    fn row_38_what_is_missing_is_named_and_more_is_shown() {
        let list = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let audit = ScopeAudit::of(
            &list("account:read contacts:read users:read users:read"),
            &list("openid users:read account:read events:read"),
        );
        assert_eq!(audit.missing, ["contacts:read"]);
        assert_eq!(audit.present, ["account:read", "users:read"]);
        assert_eq!(audit.extra, ["events:read"]);
    }
}
