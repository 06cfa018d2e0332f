//! Which proxy a request goes through. The answer comes from the same code that reqwest asks.

use hyper_util::client::proxy::matcher::Matcher;

use crate::{
    connection::{ProxyAddress, ProxySetting},
    talkdesk::Host,
    verification::{Cause, Proxy},
};

/// Where hyper-util looks, in its order.
const VARIABLES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

/// The names of the exceptions, in its order.
const EXCEPTIONS: [&str; 2] = ["NO_PROXY", "no_proxy"];

/// The proxy on the way to a host, without its login; `None` where there is none, as on this computer itself.
///
/// # Errors
/// When the setting has a login that programs read as something else, such as a part of the host: nothing may be sent
/// there, not even a name lookup.
pub(super) fn proxy_for(host: &Host) -> Result<Option<Proxy>, Cause> {
    if host.is_loopback() {
        return Ok(None);
    }
    let Ok(destination) = host.origin().parse() else {
        return Ok(None);
    };
    let named = VARIABLES.into_iter().find_map(|name| {
        let value = std::env::var(name).ok().filter(|value| !value.is_empty())?;
        Some((name, value))
    });
    if let Some((source, value)) = &named
        && let Some(setting) = ProxySetting::read(value)
        && let Some(how) = setting.how_to_write()
        && is_for(host)
    {
        return Err(Cause::ProxyLoginUnreadable {
            proxy: Proxy {
                address: setting.address.to_string(),
                source: (*source).to_owned(),
            },
            how,
        });
    }
    let Some(intercept) = Matcher::from_system().intercept(&destination) else {
        return Ok(None);
    };
    let uri = intercept.uri();
    let address = ProxyAddress::new(
        uri.scheme_str().unwrap_or("http"),
        uri.host().unwrap_or_default(),
        uri.port_u16(),
    );
    let source = named.map_or("the system's settings", |(name, _)| name);
    Ok(Some(Proxy {
        address: address.map_or_else(|| "of an unusual name".to_owned(), |its| its.to_string()),
        source: source.to_owned(),
    }))
}

/// Whether a proxy that is set for everything would be used for this: `NO_PROXY` does not name it.
fn is_for(host: &Host) -> bool {
    let exceptions = EXCEPTIONS
        .into_iter()
        .find_map(|name| std::env::var(name).ok())
        .unwrap_or_default();
    let for_all = Matcher::builder()
        .all("http://proxy.example:1")
        .no(exceptions)
        .build();
    let destination = host.origin().parse();
    destination.is_ok_and(|destination| for_all.intercept(&destination).is_some())
}
