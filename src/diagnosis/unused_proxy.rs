//! A proxy of the desktop's that is not used, which may be why nothing is reached.

use crate::connection::{DesktopProxy, UnusedProxy};

/// What the desktop's settings name, and how to have it used. Whole sentences.
#[must_use]
pub fn about_unused_proxy(unused: &UnusedProxy) -> String {
    let whose = unused.desktop;
    match &unused.setting {
        DesktopProxy::Manual { address } => format!(
            "{whose} is set to use the proxy {address}. This program does not read that setting: if your network needs \
             the proxy, start the program with the variable HTTPS_PROXY={address}."
        ),
        DesktopProxy::Script { address } => {
            let script = match address {
                Some(address) => format!("a script that chooses the proxy (PAC), {address}"),
                None => "a script that chooses the proxy (PAC)".to_owned(),
            };
            format!(
                "{whose} is set to use {script}. This program does not run such scripts: ask whoever runs your network \
                 for the proxy's address, and start the program with it in the variable HTTPS_PROXY."
            )
        }
    }
}
