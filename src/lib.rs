//! talkdesk-setup: a desktop wizard that takes a Talkdesk administrator to working, verified, safely kept credentials.

pub mod credentials;
pub mod diagnosis;
pub mod effects;
pub mod keychain;
pub mod practice;
pub mod saved;
pub mod secret;
pub mod talkdesk;
pub mod token;
pub mod ui;
pub mod verification;
