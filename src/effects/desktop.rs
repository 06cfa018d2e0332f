//! What the program asks of the desktop: files to choose, addresses and folders to open, light or dark.
//!
//! On Linux a second process of this program, the helper, does it. The program itself is closed to all others, and the
//! desktop portals refuse to talk to such a process: they look into it to tell whether it is sandboxed. The helper is
//! started before the program closes itself, and again at the next request if it has ended. It holds no secret, answers
//! each request once, over a socket that no other program can open, and gives what it starts, such as the browser, the
//! limits that the person had set. On other systems the program asks the desktop itself.

mod helper_error;

#[cfg(target_os = "linux")]
mod helper;
#[cfg(target_os = "linux")]
mod link;
#[cfg(target_os = "linux")]
mod protocol;
#[cfg(target_os = "linux")]
mod server;

pub use helper_error::HelperError;

#[cfg(target_os = "linux")]
pub use helper::Desktop;
#[cfg(target_os = "linux")]
pub use server::{ARGUMENT, serve};

#[cfg(not(target_os = "linux"))]
mod direct;
#[cfg(not(target_os = "linux"))]
pub use direct::Desktop;
