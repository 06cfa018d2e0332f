//! What every pictured page must hold besides its picture: enough contrast, room for everything at every size, and rest.

mod contrast;
mod idle;
mod layout;
mod painted;

pub(crate) use contrast::{check_contrast, contrast};
pub(crate) use idle::check_idle;
pub(crate) use layout::check_layout;
