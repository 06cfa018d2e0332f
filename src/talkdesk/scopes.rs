//! Ready-made sets of scopes for what Nexla may read. The published list changes, so scopes stay free text.

/// A set of permissions (Talkdesk says scopes) to ask for when the client is created.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PermissionSet {
    /// What it is for.
    pub label: &'static str,
    /// The scopes, as Talkdesk writes them.
    pub scopes: &'static [&'static str],
}

/// The sets offered on Create client.
pub const PERMISSION_SETS: [PermissionSet; 3] = [
    PermissionSet {
        label: "Only the check",
        scopes: &["account:read"],
    },
    PermissionSet {
        label: "Reports",
        scopes: &["account:read", "data-reports:read", "data-reports:write"],
    },
    PermissionSet {
        label: "Contacts and users",
        scopes: &[
            "account:read",
            "contacts:read",
            "users:read",
            "ring-groups:read",
            "attributes:read",
        ],
    },
];

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_names_a_thing_and_an_act() {
        for scope in PERMISSION_SETS.iter().flat_map(|set| set.scopes) {
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
}
