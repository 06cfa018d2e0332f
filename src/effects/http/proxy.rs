//! Which proxy a request goes through. The answer comes from the same code that reqwest asks.

use hyper_util::client::proxy::matcher::Matcher;

use crate::verification::Proxy;

/// Where hyper-util looks, in its order.
const VARIABLES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

/// The proxy for an `https` address, without its login; `None` where there is none.
pub(super) fn proxy_for(address: &str) -> Option<Proxy> {
    let intercept = Matcher::from_system().intercept(&address.parse().ok()?)?;
    let uri = intercept.uri();
    let scheme = uri.scheme_str().unwrap_or("http");
    let host = uri.authority()?.as_str();
    let named = VARIABLES
        .into_iter()
        .find(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    let source = named.unwrap_or("the system's settings").to_owned();
    Some(Proxy {
        address: format!("{scheme}://{host}"),
        source,
    })
}
