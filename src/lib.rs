//! talkdesk-setup: a desktop wizard that takes a Talkdesk administrator to working, verified, safely kept credentials.

pub mod account_api;
pub mod app;
mod characters;
pub mod command;
pub mod credentials;
pub mod diagnosis;
pub mod effects;
pub mod foreign_text;
pub mod keychain;
pub mod practice;
pub mod program;
pub mod saved;
pub mod secret;
pub mod talkdesk;
pub mod token;
pub mod ui;
pub mod verification;
pub mod window;
