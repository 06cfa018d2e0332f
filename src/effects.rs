//! Everything that touches the world.

pub mod appearance;
pub mod browser;
pub mod chosen_file;
pub mod clipboard;
pub mod display;
pub mod file_chooser;
pub mod folders;
pub mod http;
pub mod index_file;
pub mod log_file;
pub mod memory_vault;
pub mod panic_hook;
pub mod vault;
