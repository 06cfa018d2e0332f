//! Proxies in the settings of desktops, which no request uses: read by the desktops' own programs and from their files.

use std::{path::Path, process::Command};

use talkdesk_setup::{
    connection::{DesktopProxy, UnusedProxy},
    diagnosis::explain,
    effects::{desktop_proxy::unused_proxy, http::Network},
    talkdesk::Host,
};

use super::{QUICK, exchange, proxies::real_request};
use crate::{
    child::{self, Variables},
    server::closed_port,
};

/// A home with GNOME's settings in a file, as `gsettings` itself writes them.
fn gnome(variables: &mut Variables, settings: &[[&str; 3]]) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    for [schema, key, value] in settings {
        let status = Command::new("gsettings")
            .args(["set", schema, key, value])
            .env("GSETTINGS_BACKEND", "keyfile")
            .env("XDG_CONFIG_HOME", home.path())
            .status()
            .unwrap();
        assert!(status.success(), "gsettings takes {schema} {key}");
    }
    variables.set("GSETTINGS_BACKEND", "keyfile");
    variables.set("XDG_CONFIG_HOME", home.path());
    variables.set("XDG_CURRENT_DESKTOP", "ubuntu:GNOME");
    home
}

fn kde(variables: &mut Variables, settings: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    write_kioslaverc(home.path(), settings);
    variables.set("XDG_CONFIG_HOME", home.path());
    variables.set("XDG_CURRENT_DESKTOP", "KDE");
    home
}

fn write_kioslaverc(folder: &Path, settings: &str) {
    let text = format!(
        "PersistentProxyConnection=false\n[Proxy Settings][$i]\nx=1\n[Proxy Settings]\n{settings}\n[Other]\nProxyType=0\n"
    );
    std::fs::write(folder.join("kioslaverc"), text).unwrap();
}

fn check(desktop: &'static str, setting: DesktopProxy) {
    assert_eq!(unused_proxy(), Some(UnusedProxy { desktop, setting }));
}

const MANUAL: [[&str; 3]; 3] = [
    ["org.gnome.system.proxy", "mode", "manual"],
    ["org.gnome.system.proxy.https", "host", "proxy.example"],
    ["org.gnome.system.proxy.https", "port", "3128"],
];

fn manual() -> DesktopProxy {
    DesktopProxy::Manual {
        address: "http://proxy.example:3128".to_owned(),
    }
}

#[test]
fn row_12_a_proxy_of_gnome_that_is_not_used_is_named() {
    child::run(
        "http::desktop_proxies::row_12_a_proxy_of_gnome_that_is_not_used_is_named",
        |variables| gnome(variables, &MANUAL),
        || check("GNOME", manual()),
        drop,
    );
}

#[test]
fn row_12_a_script_of_gnome_that_is_not_used_is_named_without_a_login() {
    child::run(
        "http::desktop_proxies::row_12_a_script_of_gnome_that_is_not_used_is_named_without_a_login",
        |variables| {
            gnome(
                variables,
                &[
                    ["org.gnome.system.proxy", "mode", "auto"],
                    [
                        "org.gnome.system.proxy",
                        "autoconfig-url",
                        "http://mary:pr0xy-p4ss@wpad.example/proxy.pac?key=pr0xy-p4ss",
                    ],
                ],
            )
        },
        || {
            let address = Some("http://wpad.example".to_owned());
            check("GNOME", DesktopProxy::Script { address });
        },
        drop,
    );
}

#[test]
fn row_12_no_proxy_of_gnome_is_none() {
    child::run(
        "http::desktop_proxies::row_12_no_proxy_of_gnome_is_none",
        |variables| gnome(variables, &[["org.gnome.system.proxy", "mode", "none"]]),
        || assert_eq!(unused_proxy(), None),
        drop,
    );
}

#[test]
fn row_12_a_proxy_of_kde_that_is_not_used_is_named() {
    child::run(
        "http::desktop_proxies::row_12_a_proxy_of_kde_that_is_not_used_is_named",
        |variables| {
            kde(
                variables,
                "ProxyType=1\nhttpsProxy=http://mary:pr0xy-p4ss@proxy.example 3128",
            )
        },
        || {
            check("KDE", manual());
            let folder = std::env::var("XDG_CONFIG_HOME").unwrap();
            write_kioslaverc(
                Path::new(&folder),
                "ProxyType=2\nProxy Config Script=file:///etc/proxy.pac",
            );
            let address = Some("file:///etc/proxy.pac".to_owned());
            check("KDE", DesktopProxy::Script { address });
            write_kioslaverc(Path::new(&folder), "ProxyType=3");
            check("KDE", DesktopProxy::Script { address: None });
            write_kioslaverc(
                Path::new(&folder),
                "ProxyType=0\nhttpsProxy=http://proxy.example 3128",
            );
            assert_eq!(unused_proxy(), None);
        },
        drop,
    );
}

/// The variable's proxy is down, and the desktop names another one: both are named, each with where it comes from.
#[test]
fn row_12_a_problem_on_the_way_names_the_proxy_that_is_not_used() {
    child::run(
        "http::desktop_proxies::row_12_a_problem_on_the_way_names_the_proxy_that_is_not_used",
        |variables| {
            let (port, taken) = closed_port();
            variables.set("HTTPS_PROXY", format!("http://127.0.0.1:{port}"));
            (gnome(variables, &MANUAL), taken)
        },
        || {
            let request = real_request();
            let failure = exchange(&request, QUICK).0.unwrap_err();
            let unused = UnusedProxy {
                desktop: "GNOME",
                setting: manual(),
            };
            assert_eq!(failure.unused_proxy.as_deref(), Some(&unused));
            let problem = explain(&failure, &request.target());
            let down = std::env::var("HTTPS_PROXY").unwrap();
            assert!(problem.what_happened.contains(&down), "{problem:?}");
            for named in ["HTTPS_PROXY", "GNOME", "http://proxy.example:3128"] {
                assert!(problem.what_to_do.contains(named), "{named}: {problem:?}");
            }
            let host = &request.endpoints.token_host;
            let surroundings = Network::default().surroundings(host);
            assert_eq!(surroundings.unused_proxy, Some(unused));
            assert_eq!(surroundings.proxy.unwrap().source, "HTTPS_PROXY");
            let here = Host::parse("http://localhost:1").unwrap();
            let surroundings = Network::default().surroundings(&here);
            assert_eq!(
                (surroundings.proxy, surroundings.unused_proxy),
                (None, None)
            );
        },
        drop,
    );
}
