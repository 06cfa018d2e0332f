//! Which program this is.

/// For the command line's `--version`.
pub(super) const SHORT: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    " (",
    env!("TALKDESK_SETUP_COMMIT"),
    ", ",
    env!("TALKDESK_SETUP_TARGET"),
    ")"
);
