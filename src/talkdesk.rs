//! What Talkdesk calls an account, where its hosts are, and how an address is read. Pure.

mod account_name;
mod address;
mod authority;
mod domains;
mod host;
mod labeled;
mod near_miss;
mod ownership;
mod placeholder;
mod region;
mod scopes;
mod wrapped;

pub use account_name::{AccountName, AccountNameError};
pub use address::{Address, AddressError, read_address};
pub(crate) use domains::region_named;
pub use host::{Host, HostError};
pub use region::{Account, Endpoints, Region};
pub use scopes::{SUGGESTED_SCOPES, ScopeAudit, looks_like_scope};
pub(crate) use scopes::{is_scope, reads_data};
