//! One file per page. Each reads the program, edits its form's texts in place and pushes messages.

pub(super) mod account;
pub(super) mod accounts;
mod before_you_start;
mod clipboard;
pub(super) mod create_client;
pub(super) mod credentials;
mod downloaded_file;
pub(super) mod leaked;
pub(super) mod leaving;
pub(super) mod moving_on;
pub(super) mod network;
pub(super) mod notice;
mod odd_item;
mod reminder;
pub(super) mod retire_old;
mod retire_outcome;
pub(super) mod save;
pub(super) mod settings;
mod unlock;
pub(super) mod use_it;
pub(super) mod verify;
pub(super) mod welcome;
pub(super) mod wizard;
