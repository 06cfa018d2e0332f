//! The token request and its answer, without any input or output. RFC 6749 sections 2.3.1, 4.4 and 5.

mod answer;
mod json;
mod refusal;
mod request;

pub use answer::{Answer, Token, read_token_answer};
pub(crate) use json::{JsonError, read_object};
pub use refusal::{Refusal, RetryAfter};
pub use request::{TokenRequest, redaction, token_request};
