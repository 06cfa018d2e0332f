//! One integration binary.

#[cfg(target_os = "linux")]
mod index_file;
mod reading;
#[cfg(target_os = "linux")]
mod session;
#[cfg(target_os = "linux")]
mod vault;
