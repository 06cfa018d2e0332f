//! What every pictured page must hold besides its picture: enough contrast, and room for everything at every size.

mod contrast;
mod layout;
mod painted;

pub(crate) use contrast::{check_contrast, contrast};
pub(crate) use layout::check_layout;
