//! The token request and its answer, without any input or output. RFC 6749 sections 2.3.1, 4.4 and 5.

mod answer;
mod body;
mod filter;
mod json;
mod refusal;
mod request;
mod retry_after;
mod words;

pub use answer::{Answer, Token, is_whole_without_its_end, read_token_answer};
pub(crate) use json::{JsonError, read_object};
pub use refusal::Refusal;
pub use request::{TokenRequest, redaction, token_request};
pub use retry_after::RetryAfter;
