//! What is said of hosts in region Other: the question about those outside Talkdesk's domains, a remark where nothing is
//! encrypted, and where "Open Talkdesk" leads.

use egui::Ui;

use crate::{
    program::{AccountMsg, Focus, Msg, Program},
    talkdesk::{Account, Host, Region},
    ui::{
        theme::space,
        widgets::{self, ButtonKind, Tone},
    },
};

/// Asks about hosts outside Talkdesk's domains, once they stand in their fields.
pub(super) fn question(ui: &mut Ui, program: &Program, focus: Option<Focus>, out: &mut Vec<Msg>) {
    let hosts = program.hosts_to_ask_about();
    if hosts.is_empty() || !program.wizard.account.left {
        return;
    }
    ui.add_space(space::GROUP);
    let names: Vec<String> = hosts.iter().map(Host::authority).collect();
    let names = names.join(" and ");
    let (title, use_it, it) = if hosts.len() == 1 {
        (
            format!("{names} is not one of Talkdesk's hosts"),
            "Use this host",
            "it",
        )
    } else {
        (
            format!("{names} are not Talkdesk's hosts"),
            "Use these hosts",
            "them",
        )
    };
    widgets::banner(ui, Tone::Warning, &title, |ui| {
        for host in &hosts {
            if let Some(end) = host.looks_like_talkdesks() {
                let text = format!(
                    "{} looks like one, but belongs to whoever owns {end}.",
                    host.name()
                );
                widgets::paragraph(ui, &text);
            }
        }
        widgets::paragraph(
            ui,
            &format!(
                "Your client ID and secret, and what they open, would be sent there. Nothing was sent yet. Use {it} only if \
                 Talkdesk itself named {it} to you, not a mail or a page that you did not expect."
            ),
        );
        ui.add_space(space::M);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let change = widgets::button(ui, ButtonKind::Secondary, &format!("Change {it}"));
            if change.clicked() {
                out.push(Msg::Account(AccountMsg::ChangeHosts));
            }
            if focus == Some(Focus::Question) {
                // The answer that does no harm, for who presses Enter once more.
                change.request_focus();
                change.scroll_to_me(Some(egui::Align::Center));
            }
            if widgets::button(ui, ButtonKind::Secondary, use_it).clicked() {
                out.push(Msg::Account(AccountMsg::UseHosts));
            }
        });
    });
}

/// Remarks on hosts of this computer, to which nothing is encrypted.
pub(super) fn plain_http(ui: &mut Ui, account: &Account) {
    let endpoints = account.endpoints();
    if endpoints.token_host.is_plain_http() || endpoints.api_host.is_plain_http() {
        widgets::note(
            ui,
            "http:// is not encrypted. Only programs on this computer can read what is sent.",
        );
    }
}

/// The hosts of an account in region Other, for its card.
pub(super) fn hosts_of(account: &Account) -> Option<String> {
    let Region::Other {
        token_host,
        api_host,
    } = &account.region
    else {
        return None;
    };
    let mut hosts = vec![token_host, api_host];
    hosts.dedup();
    let told: Vec<String> = hosts.into_iter().map(told).collect();
    Some(told.join(" and "))
}

fn told(host: &Host) -> String {
    let whose = if host.is_talkdesks() {
        ""
    } else if host.is_plain_http() {
        " (this computer, not encrypted)"
    } else if host.is_loopback() {
        " (this computer)"
    } else {
        " (not one of Talkdesk's)"
    };
    format!("{}{whose}", host.authority())
}

/// Where "Open Talkdesk" leads, for accounts whose hosts a person has named.
pub(super) fn where_it_opens(ui: &mut Ui, account: &Account) {
    if let Region::Other { .. } = account.region {
        widgets::hint_with_code(ui, "Opens", &account.sign_in_address());
    }
}
