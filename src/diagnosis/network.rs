//! Before there is a secure connection: names, ports, proxies, handshakes.

use super::{
    Problem, Remedy,
    setting::{NOT_SENT, Setting},
};
use crate::verification::{Cause, Proxy};

const NAME_FOUND: &str = "Ruled out: the name lookup. Your client ID and secret were not sent.";

pub(super) fn problem(cause: &Cause, setting: &Setting) -> Problem {
    match cause {
        Cause::NameNotFound { host } => name_not_found(host, setting),
        Cause::NoNames { host, other } => no_names(host, other, setting),
        Cause::LookupTimedOut { host } => on_the_network(
            format!("Looking up {host} took too long."),
            NOT_SENT,
            "Check that this computer is online: open any website in your browser. Then try again.",
        ),
        Cause::ConnectionRefused { host, port } => on_the_network(
            format!("{host} refused the connection on port {port}."),
            NAME_FOUND,
            format!(
                "The server may be down, or a firewall may refuse the connection. Try again in a few minutes. If it stays \
                 so, ask whoever runs your network to allow {host}, port {port}."
            ),
        ),
        Cause::ConnectTimedOut { host, port } => on_the_network(
            format!("{host} did not answer on port {port}."),
            NAME_FOUND,
            format!(
                "A firewall probably blocks the connection without saying so. Try another network, or ask whoever runs \
                 yours to allow {host}, port {port}."
            ),
        ),
        Cause::Unreachable { host } => on_the_network(
            format!("This computer has no way to {host}."),
            NAME_FOUND,
            "Switch on Wi-Fi, plug in the cable or connect the VPN, whichever your network needs. Then try again.",
        ),
        Cause::HandshakeTimedOut { host } => on_the_network(
            format!("{host} was reached, but the secure connection was never finished."),
            NAME_FOUND,
            "A firewall or a security program that looks into connections is a common cause. Try another network, or ask \
             whoever runs yours.",
        ),
        Cause::HandshakeCut { host } => on_the_network(
            format!("The connection to {host} was cut while it was being made secure."),
            NAME_FOUND,
            format!(
                "Try again. If it stays so, something on your network cuts secure connections to {host}: ask whoever runs \
                 it."
            ),
        ),
        Cause::NotTls { host, port } => not_tls(host, *port, setting),
        Cause::OldTls { host } => on_the_network(
            format!("{host} offers only outdated security."),
            NAME_FOUND,
            "Talkdesk itself does not do that. An old proxy or security device on your network probably answers in its \
             place: tell whoever runs it. This program does not go on with outdated security.",
        ),
        Cause::HandshakeFailed { host, .. } => on_the_network(
            format!("{host} and this program found no way to make the connection secure."),
            NAME_FOUND,
            "A security device on your network is the likeliest cause. Try another network, or show the details to \
             whoever runs yours.",
        ),
        Cause::ProxyUnreachable { proxy, detail } => on_the_network(
            format!("The proxy {} was not reached: {detail}.", proxy.address),
            NOT_SENT,
            format!(
                "Check the address of the proxy in {}. If it works only inside your company's network, connect the VPN. \
                 Then try again.",
                proxy.source
            ),
        ),
        Cause::ProxyWantsLogin { proxy } => proxy_login(proxy),
        Cause::ProxyLoginUnreadable { proxy, how } => proxy_login_unreadable(proxy, how),
        Cause::ProxyRefused { proxy, host } => on_the_network(
            format!(
                "The proxy {} did not make the connection to {host}.",
                proxy.address
            ),
            "Ruled out: the connection to the proxy. Your client ID and secret were not sent.",
            format!(
                "Ask whoever runs the proxy to allow {host}, port 443. The setting comes from {}.",
                proxy.source
            ),
        ),
        _ => super::answer::problem(cause, setting),
    }
}

fn on_the_network(
    what_happened: impl Into<String>,
    ruled_out: &str,
    what_to_do: impl Into<String>,
) -> Problem {
    Problem::new(what_happened, ruled_out, what_to_do)
        .with([Remedy::TryAgain, Remedy::ChangeAccount])
}

fn name_not_found(host: &str, setting: &Setting) -> Problem {
    let what_happened = match setting.region {
        Some(region) => format!(
            "There is no Talkdesk under the name {host}, so {} is not an account in {region}.",
            setting.account
        ),
        None => format!("There is no server under the name {host}."),
    };
    Problem::new(what_happened, NOT_SENT, setting.check_account()).with(setting.elsewhere())
}

fn no_names(host: &str, other: &str, setting: &Setting) -> Problem {
    let (what_happened, what_to_do) = match setting.region {
        Some(_) => (
            "This computer cannot look up names on the internet.".to_owned(),
            "Check that this computer is online: open any website in your browser. On a company's network, connect the \
             VPN. Then try again.",
        ),
        None => (
            format!("Neither {host} nor {other} was found."),
            "Either this computer cannot look up names, or both hosts are mistyped. Open any website in your browser: if \
             that works, check the hosts that you entered.",
        ),
    };
    let ruled_out =
        format!("{other} was not found either, so the account need not be wrong. {NOT_SENT}");
    Problem::new(what_happened, &ruled_out, what_to_do)
        .with([Remedy::TryAgain, Remedy::ChangeAccount])
}

fn not_tls(host: &str, port: u16, setting: &Setting) -> Problem {
    let what_to_do = if setting.region.is_some() {
        "Something on your network probably answers in Talkdesk's place. Open any website in your browser: if a page asks \
         you to sign in to the network, do that, and try again."
    } else {
        "Check the host and the port that you entered."
    };
    let what_happened =
        format!("What answers at {host}, port {port}, offers no secure connection (TLS).");
    let problem = Problem::new(what_happened, NAME_FOUND, what_to_do);
    if setting.region.is_some() {
        problem.with([Remedy::TryAgain, Remedy::ChangeAccount])
    } else {
        problem.with([Remedy::ChangeAccount, Remedy::TryAgain])
    }
}

fn proxy_login_unreadable(proxy: &Proxy, how: &str) -> Problem {
    let Proxy { address, source } = proxy;
    on_the_network(
        format!("The login for the proxy {address} cannot be read as it stands in {source}."),
        NOT_SENT,
        format!(
            "In its user name and password, write {how}. Set {source} anew, and start this program again. Some signs \
             end a login or a host, and other programs would look for a part of the password as a host."
        ),
    )
}

fn proxy_login(proxy: &Proxy) -> Problem {
    let Proxy { address, source } = proxy;
    on_the_network(
        format!("The proxy {address} wants a user name and a password."),
        "Ruled out: the connection to the proxy. Your client ID and secret were not sent.",
        format!(
            "Ask whoever runs the proxy for them, put them into {source} as http://user:password@host:port, and start \
             this program again. If they are there already, they are not the right ones."
        ),
    )
}
