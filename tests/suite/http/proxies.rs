//! Proxies named by variables, under the real host names. Each test runs in a child process.

use talkdesk_setup::{
    connection::Lookup,
    talkdesk::{Account, AccountName, Region},
    verification::{Cause, Proxy, Stage, VerifyRequest},
};

use super::{ACCOUNT, QUICK, TOKEN, check_failure, connection, exchange, names, request, verify};
use crate::{
    child,
    server::{ConnectProxy, HttpServer, PrivateCa, SocksProxy, closed_port, json, silent},
};

/// Talkdesk's own hosts for the account `acme` in the United States.
pub(super) fn real_request() -> VerifyRequest {
    let account = Account {
        name: AccountName::parse("acme").unwrap(),
        region: Region::UnitedStates,
    };
    VerifyRequest {
        endpoints: account.endpoints(),
        account,
        ..request("localhost", "localhost")
    }
}

#[test]
fn the_real_hosts_are_reached_through_the_proxy() {
    child::run(
        "http::proxies::the_real_hosts_are_reached_through_the_proxy",
        |variables| {
            let authority = PrivateCa::new("Test authority");
            let folder = tempfile::tempdir().unwrap();
            authority.write_pem(&folder.path().join("authority.pem"));
            let config = authority.server(&["acme.talkdeskid.com", "api.talkdeskapp.com"]);
            let server = HttpServer::tls_script(
                config,
                vec![json("200 OK", TOKEN), json("200 OK", ACCOUNT)],
            );
            let proxy = ConnectProxy::leading([
                ("acme.talkdeskid.com:443", server.port()),
                ("api.talkdeskapp.com:443", server.port()),
            ]);
            variables.set("SSL_CERT_FILE", folder.path().join("authority.pem"));
            variables.set("HTTPS_PROXY", proxy.address());
            (folder, server, proxy)
        },
        || {
            let (result, stages) = verify(&real_request());
            result.unwrap();
            let proxy = std::env::var("HTTPS_PROXY").unwrap();
            assert_eq!(
                names(&stages),
                [Stage::NameLookup, Stage::SecureConnection, Stage::Token]
            );
            let connection = connection(&stages);
            assert_eq!(connection.lookup, Lookup::NotNeeded);
            assert_eq!(
                connection.proxy,
                Some(Proxy {
                    address: proxy.clone(),
                    source: "HTTPS_PROXY".to_owned()
                })
            );
            let reached = connection.address.expect("the proxy's address");
            assert_eq!(format!("http://{reached}"), proxy);
            let issuer = connection.tls.and_then(|tls| Some(tls.certificate?.issuer));
            assert_eq!(issuer.as_deref(), Some("Test authority"));
        },
        |(_folder, server, proxy)| {
            assert_eq!(
                proxy.heads(),
                [
                    "CONNECT acme.talkdeskid.com:443 HTTP/1.1\r\nHost: acme.talkdeskid.com:443\r\nuser-agent: talkdesk-setup/0.1.0\r\n\r\n",
                    "CONNECT api.talkdeskapp.com:443 HTTP/1.1\r\nHost: api.talkdeskapp.com:443\r\nuser-agent: talkdesk-setup/0.1.0\r\n\r\n",
                ]
            );
            let requests = server.requests();
            assert!(
                requests[0].contains("\r\nhost: acme.talkdeskid.com\r\n"),
                "{}",
                requests[0]
            );
            assert!(
                requests[1].contains("\r\nhost: api.talkdeskapp.com\r\n"),
                "{}",
                requests[1]
            );
        },
    );
}

#[test]
fn a_socks_proxy_is_used_and_looks_the_names_up() {
    child::run(
        "http::proxies::a_socks_proxy_is_used_and_looks_the_names_up",
        |variables| {
            let authority = PrivateCa::new("Test authority");
            let folder = tempfile::tempdir().unwrap();
            authority.write_pem(&folder.path().join("authority.pem"));
            let config = authority.server(&["acme.talkdeskid.com", "api.talkdeskapp.com"]);
            let answers = vec![json("200 OK", TOKEN), json("200 OK", ACCOUNT)];
            let server = HttpServer::tls_script(config, answers);
            let proxy = SocksProxy::leading([
                ("acme.talkdeskid.com:443", server.port()),
                ("api.talkdeskapp.com:443", server.port()),
            ]);
            variables.set("SSL_CERT_FILE", folder.path().join("authority.pem"));
            variables.set("all_proxy", format!("socks5h://127.0.0.1:{}", proxy.port()));
            (folder, server, proxy)
        },
        || {
            let (result, stages) = verify(&real_request());
            result.unwrap();
            let proxy = connection(&stages).proxy.unwrap();
            assert_eq!(proxy.address, std::env::var("all_proxy").unwrap());
            assert_eq!(proxy.source, "all_proxy");
        },
        |(_folder, server, proxy)| {
            assert_eq!(
                proxy.targets(),
                ["acme.talkdeskid.com:443", "api.talkdeskapp.com:443"]
            );
            assert_eq!(server.requests().len(), 2);
        },
    );
}

#[test]
fn a_loopback_host_is_reached_without_the_proxy() {
    child::run(
        "http::proxies::a_loopback_host_is_reached_without_the_proxy",
        |variables| {
            let proxy = silent();
            variables.set("HTTP_PROXY", format!("http://{}", proxy.address()));
            variables.set("ALL_PROXY", format!("http://{}", proxy.address()));
            proxy
        },
        || {
            let server = super::talkdesk();
            verify(&super::plain_request(server.port())).0.unwrap();
        },
        |proxy| assert_eq!(proxy.accepted(), 0),
    );
}

#[test]
fn row_11_a_proxy_that_wants_a_login_is_named_without_its_password() {
    child::run(
        "http::proxies::row_11_a_proxy_that_wants_a_login_is_named_without_its_password",
        |variables| {
            let proxy = ConnectProxy::refusing(
                b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n\r\n",
            );
            variables.set(
                "https_proxy",
                format!("http://mary:pr0xy-p4ss@127.0.0.1:{}", proxy.port()),
            );
            variables.set("PROXY_PORT", proxy.port().to_string());
            proxy
        },
        || {
            let proxy = named("https_proxy");
            let failure = check_failure_at_proxy(&Cause::ProxyWantsLogin { proxy });
            assert!(
                !failure.contains("pr0xy-p4ss") && !failure.contains("mary"),
                "{failure}"
            );
        },
        |proxy| assert_eq!(proxy.targets(), ["acme.talkdeskid.com:443"]),
    );
}

#[test]
fn row_12_a_proxy_that_is_down_is_named() {
    child::run(
        "http::proxies::row_12_a_proxy_that_is_down_is_named",
        |variables| {
            let (port, taken) = closed_port();
            variables.set("ALL_PROXY", format!("http://127.0.0.1:{port}"));
            variables.set("PROXY_PORT", port.to_string());
            taken
        },
        || {
            check_failure_at_proxy(&Cause::ProxyUnreachable {
                proxy: named("ALL_PROXY"),
                detail: "connection refused".to_owned(),
            });
        },
        drop,
    );
}

#[test]
fn a_proxy_that_is_silent_is_named() {
    child::run(
        "http::proxies::a_proxy_that_is_silent_is_named",
        |variables| {
            let proxy = silent();
            variables.set("HTTPS_PROXY", format!("127.0.0.1:{}", proxy.port()));
            variables.set("PROXY_PORT", proxy.port().to_string());
            proxy
        },
        || {
            check_failure_at_proxy(&Cause::ProxyUnreachable {
                proxy: named("HTTPS_PROXY"),
                detail: "no answer in time".to_owned(),
            });
        },
        drop,
    );
}

#[test]
fn a_proxy_whose_name_is_not_found_is_named() {
    child::run(
        "http::proxies::a_proxy_whose_name_is_not_found_is_named",
        |variables| {
            variables.set(
                "HTTPS_PROXY",
                "http://proxy.talkdesk-setup-test.invalid:3128",
            );
        },
        || {
            let proxy = Proxy {
                address: "http://proxy.talkdesk-setup-test.invalid:3128".to_owned(),
                source: "HTTPS_PROXY".to_owned(),
            };
            let detail = "its name was not found".to_owned();
            check_failure(
                &real_request(),
                Stage::NameLookup,
                &Cause::ProxyUnreachable { proxy, detail },
            );
        },
        drop,
    );
}

#[test]
fn a_proxy_that_does_not_lead_there_is_named() {
    child::run(
        "http::proxies::a_proxy_that_does_not_lead_there_is_named",
        |variables| {
            let proxy = ConnectProxy::leading([]);
            variables.set("HTTPS_PROXY", proxy.address());
            variables.set("PROXY_PORT", proxy.port().to_string());
            proxy
        },
        || {
            check_failure_at_proxy(&Cause::ProxyRefused {
                proxy: named("HTTPS_PROXY"),
                host: "acme.talkdeskid.com".to_owned(),
            });
        },
        drop,
    );
}

fn named(source: &str) -> Proxy {
    let port = std::env::var("PROXY_PORT").unwrap();
    Proxy {
        address: format!("http://127.0.0.1:{port}"),
        source: source.to_owned(),
    }
}

/// The lookup is not needed and not told of before there is a connection.
fn check_failure_at_proxy(cause: &Cause) -> String {
    let (result, stages) = exchange(&real_request(), QUICK);
    let failure = result.unwrap_err();
    assert_eq!(
        (failure.stage, &failure.cause),
        (Stage::SecureConnection, cause)
    );
    assert_eq!(stages, []);
    format!("{failure:?}")
}
