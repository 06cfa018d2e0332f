//! Which proxy a request goes through. The answer comes from the same code that reqwest asks.

use hyper_util::client::proxy::matcher::Matcher;

use crate::{talkdesk::Host, verification::Proxy};

/// Where hyper-util looks, in its order.
const VARIABLES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

/// The proxy on the way to a host, without its login; `None` where there is none, as on this computer itself.
pub(super) fn proxy_for(host: &Host) -> Option<Proxy> {
    if host.is_loopback() {
        return None;
    }
    let intercept = Matcher::from_system().intercept(&host.origin().parse().ok()?)?;
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
