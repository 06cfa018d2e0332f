//! The desktop's services, each against the real thing or a stand-in that speaks its protocol.

mod appearance;
mod browser;
mod chosen_file;
mod clipboard;
mod file_chooser;
mod folders;
mod helper;
mod log_file;
mod panic_hook;
mod record_file;
