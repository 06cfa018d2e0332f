//! talkdesk-setup: a desktop wizard that takes a Talkdesk administrator to working, verified, safely kept credentials.
//!
//! # The map
//!
//! Pure, and without any window, network, keychain or clock:
//!
//! | Module | What it knows |
//! |---|---|
//! | [`talkdesk`] | account names, regions, hosts, addresses, permissions (scopes) |
//! | [`credentials`] | client ID and secret: their rules, and how pasted text and files are read |
//! | [`token`], [`account_api`] | what is sent to Talkdesk, and what its answers mean |
//! | [`connection`] | what is known of a connection, of the way there, and of whom this computer trusts |
//! | [`verification`] | stages, proofs and causes of failure, as words of one language |
//! | [`diagnosis`] | from a cause to what happened, what is ruled out, what to do |
//! | [`receiver`] | who gets the credentials: a row each, with its form |
//! | [`saved`] | what is kept of an account |
//! | [`keychain`] | all that is done to credentials in a keychain, over a small port, and how it fails |
//! | [`secret`] | the only home of a secret |
//! | [`foreign_text`] | what a server wrote, made safe to show |
//! | [`unread`] | why a file was not read |
//! | `encodings` | text from bytes with a byte order mark or in UTF-16 |
//! | `characters` | characters that show nothing, and how the ends of what was typed or pasted are cleaned |
//! | [`program`] | the state machine: a [`program::Msg`] comes in, [`program::Effect`]s go out |
//!
//! What touches the world: [`effects`] carries out effects, a thing of the world per file, the port over each system's
//! keychain among them; [`practice`] is the stand-in for Talkdesk. What is seen: [`ui`] has the theme, the widgets, the
//! drawings and a file per page; it reads the program and
//! returns messages.
//! [`app`] joins program, ui and effects; [`window`] opens it; [`command`] is the command line.
//!
//! # What always holds
//!
//! - The pure modules name no library of windows, networks or keychains. `ui` and `effects` do not know each other.
//! - A secret that is typed stays in the form as [`secret::Secret`]; effects get clones that wipe themselves.
//! - Nothing is saved that was not verified as it stands. An answer that says that keychain, index or Talkdesk changed is always
//!   taken, whatever page is open and whatever was canceled; only the progress of a page is matched by attempt.
//! - A secret that is not saved ends by the person's word alone, and one place ends the wizard on every way out. What was proven
//!   is remembered by a digest with a key of this process.
//! - What is copied or handed over comes from one envelope, read at that moment; so do the hosts that saved credentials go to.
//!   The index is for display.
//! - A page has its own message; what comes later names the store and the wizard that asked for it.
//! - Every effect that touches credentials names its store, so that practice and real never mix.
//! - The practice account shares no code with the client, so that one mistake cannot hide in both.

pub mod account_api;
pub mod app;
mod characters;
pub mod command;
pub mod connection;
pub mod credentials;
pub mod diagnosis;
pub mod effects;
mod encodings;
pub mod foreign_text;
pub mod keychain;
pub mod practice;
pub mod program;
pub mod receiver;
pub mod saved;
pub mod secret;
pub mod talkdesk;
pub mod token;
pub mod ui;
pub mod unread;
pub mod verification;
pub mod window;
