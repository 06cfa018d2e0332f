//! The proxy in the desktop's settings. On Linux the HTTP library reads variables only, so that it has to be named; on the
//! other systems the library reads the system's settings itself.

#[cfg(target_os = "linux")]
use crate::connection::ProxySetting;
use crate::connection::UnusedProxy;

/// The longest path that is shown, in characters.
#[cfg(target_os = "linux")]
const LONGEST_PATH: usize = 200;

/// The desktop's proxy, which this program does not use. May take a moment: it starts a program.
#[cfg(not(target_os = "linux"))]
#[must_use]
pub fn unused_proxy() -> Option<UnusedProxy> {
    None
}

/// The desktop's proxy, which this program does not use. May take a moment: it starts a program.
#[cfg(target_os = "linux")]
#[must_use]
pub fn unused_proxy() -> Option<UnusedProxy> {
    let desktop = std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
    let mut names = desktop.split(':');
    if names.clone().any(|name| name == "KDE") {
        return kde::unused_proxy();
    }
    // Other desktops than GNOME keep their proxy in GNOME's settings too.
    let whose = if names.any(|name| name == "GNOME") {
        "GNOME"
    } else {
        "The desktop"
    };
    gnome::unused_proxy(whose)
}

/// A proxy by kind, host and port alone.
#[cfg(target_os = "linux")]
fn proxy(address: &str) -> Option<String> {
    Some(ProxySetting::read(address)?.address.to_string())
}

/// Where a script is: its host, or its path on this computer. The rest of an address may hold anything.
#[cfg(target_os = "linux")]
fn script(address: &str) -> Option<String> {
    match address.strip_prefix("file://") {
        Some(path) => {
            crate::foreign_text::Redaction::default().show(&format!("file://{path}"), LONGEST_PATH)
        }
        None => proxy(address),
    }
}

#[cfg(target_os = "linux")]
mod gnome {
    //! Asks `gsettings`, which is there wherever GNOME's settings are.

    use std::{
        io::Read as _,
        process::{Command, Stdio},
        time::{Duration, Instant},
    };

    use super::{proxy, script};
    use crate::connection::{DesktopProxy, UnusedProxy};

    const SCHEMA: &str = "org.gnome.system.proxy";
    const PATIENCE: Duration = Duration::from_secs(2);

    pub(super) fn unused_proxy(desktop: &'static str) -> Option<UnusedProxy> {
        let settings = Settings(settings()?);
        let setting = match settings.text("", "mode").as_str() {
            "manual" => settings.manual()?,
            "auto" => DesktopProxy::Script {
                address: script(&settings.text("", "autoconfig-url")),
            },
            _ => return None,
        };
        Some(UnusedProxy { desktop, setting })
    }

    /// Lines such as `org.gnome.system.proxy.https host 'proxy.example'`.
    struct Settings(String);

    impl Settings {
        /// The proxy for HTTPS, else the one for everything.
        fn manual(&self) -> Option<DesktopProxy> {
            [(".https", "http"), (".socks", "socks5")]
                .into_iter()
                .find_map(|(of, scheme)| {
                    let host = self.text(of, "host");
                    let port = self.text(of, "port");
                    let address = proxy(&format!("{scheme}://{host}:{port}"))?;
                    (!host.is_empty()).then_some(DesktopProxy::Manual { address })
                })
        }

        fn text(&self, of: &str, key: &str) -> String {
            let begin = format!("{SCHEMA}{of} {key} ");
            self.0
                .lines()
                .find_map(|line| line.strip_prefix(&begin))
                .map(|value| value.trim().trim_matches('\'').to_owned())
                .unwrap_or_default()
        }
    }

    fn settings() -> Option<String> {
        let mut child = Command::new("gsettings")
            .args(["list-recursively", SCHEMA])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let began = Instant::now();
        while child.try_wait().ok()?.is_none() {
            if began.elapsed() > PATIENCE {
                log::warn!("gsettings does not answer");
                child.kill().ok()?;
                child.wait().ok()?;
                return None;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        let mut told = String::new();
        child.stdout.take()?.read_to_string(&mut told).ok()?;
        Some(told)
    }
}

#[cfg(target_os = "linux")]
mod kde {
    //! Reads KDE's file. Its keys are those of KDE's own reader, `KProtocolManager`.

    use directories::BaseDirs;

    use super::{proxy, script};
    use crate::{
        connection::{DesktopProxy, UnusedProxy},
        effects::bounded_file,
    };

    /// The longest file that is read, in bytes.
    const LONGEST: usize = 1 << 20;

    const MANUAL: &str = "1";
    const SCRIPT: &str = "2";
    const SCRIPT_FOUND_BY_NAME: &str = "3";

    pub(super) fn unused_proxy() -> Option<UnusedProxy> {
        let file = BaseDirs::new()?.config_dir().join("kioslaverc");
        let bytes = bounded_file::read(&file, LONGEST).ok()?;
        let text = str::from_utf8(&bytes).ok()?;
        let setting = match value(text, "ProxyType")? {
            // The port stands behind a space.
            MANUAL => DesktopProxy::Manual {
                address: ["httpsProxy", "socksProxy"]
                    .into_iter()
                    .find_map(|key| proxy(&value(text, key)?.trim().replace(' ', ":")))?,
            },
            SCRIPT => DesktopProxy::Script {
                address: value(text, "Proxy Config Script").and_then(script),
            },
            SCRIPT_FOUND_BY_NAME => DesktopProxy::Script { address: None },
            _ => return None,
        };
        Some(UnusedProxy {
            desktop: "KDE",
            setting,
        })
    }

    fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
        text.lines()
            .skip_while(|line| line.trim() != "[Proxy Settings]")
            .skip(1)
            .take_while(|line| !line.starts_with('['))
            .filter_map(|line| line.split_once('='))
            .find(|(name, _)| name.split('[').next().unwrap_or_default().trim() == key)
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }
}
