//! Everything that touches the world: each [`Effect`] runs in the background and answers with a [`Msg`].

pub mod account_turn;
pub mod appearance;
mod bounded_file;
pub mod browser;
pub mod chosen_file;
pub mod clipboard;
pub mod desktop;
pub mod desktop_proxy;
pub mod display;
pub mod draft_file;
pub mod file_chooser;
pub mod file_manager;
pub mod folders;
pub mod hardening;
pub mod http;
pub mod index_file;
pub mod log_file;
pub mod memory_vault;
pub mod one_window;
pub mod panic_hook;
pub mod practice_note;
mod private_file;
#[cfg(target_os = "linux")]
mod programs;
pub mod record_file;
pub mod recorder;
pub mod reminder_file;
pub mod remove_all;
mod runner;
pub mod saved_credentials;
pub mod settings_file;
pub mod vault;
mod whole_file;
mod wiped_stack;

pub use runner::Runner;

use crate::program::{Effect, Msg};

/// Carries out effects. The window holds one; tests hold one that only notes what was asked.
pub trait Effects {
    /// Begins an effect and returns at once.
    fn run(&mut self, effect: Effect);

    /// The answers that have come since the last call.
    fn answers(&mut self) -> Vec<Msg>;
}
