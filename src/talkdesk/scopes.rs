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
