//! Leaked credentials: revoke first, then replace, then the proof; and a record of it all.

use std::{
    collections::BTreeSet,
    fmt::{self, Write as _},
    time::Duration,
};

use jiff::Timestamp;

use super::{
    Beginning, Effect, Msg, Opening, Program, RetireState, Retiring, Route, Screen,
    rotation::USUAL_TOKEN_LIFE,
};
use crate::{credentials::ClientId, saved::Leak, talkdesk::Account};

/// What "Leaked?" shows.
#[derive(Clone, Debug)]
pub struct Leaked {
    /// The account.
    pub account: Account,
    /// The client whose credentials have leaked.
    pub client_id: ClientId,
    /// The name that this program gave for it.
    pub client_name: Option<String>,
    /// The longest life of a token that was seen, or the usual one.
    pub token_life: Duration,
    /// When the page was opened, and when the client was revoked.
    pub leak: Leak,
    /// Where the person goes in Talkdesk.
    pub route: Route,
    /// The steps that are ticked off, for the person's own use.
    pub ticks: BTreeSet<usize>,
}

/// What a person does about a leak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeakedMsg {
    /// "Leaked?" on a card.
    Open(Account),
    /// The client is revoked in Talkdesk, or the tick was taken back.
    Revoked(bool),
    /// "Open Talkdesk"
    OpenTalkdesk,
    /// "Replace the credentials"
    Replace,
    /// "Back"
    Close,
}

impl From<LeakedMsg> for Msg {
    fn from(msg: LeakedMsg) -> Self {
        Self::Leaked(msg)
    }
}

impl Program {
    pub(super) fn update_leaked(&mut self, msg: LeakedMsg, now: Timestamp) -> Vec<Effect> {
        match (msg, &mut self.leaked) {
            (LeakedMsg::Open(account), _) => self.open_of_card(account, Opening::Leaked, now),
            (LeakedMsg::Revoked(revoked), Some(leaked)) => {
                leaked.leak.revoked_at = revoked.then_some(now);
                Vec::new()
            }
            (LeakedMsg::OpenTalkdesk, Some(leaked)) => {
                let account = leaked.account.clone();
                let address = self.sign_in_address_of(&account);
                self.open_address(address)
            }
            (LeakedMsg::Replace, Some(leaked)) => {
                let (account, leak) = (leaked.account.clone(), leaked.leak.clone());
                self.begin(Beginning::Replacement {
                    account,
                    leak: Some(leak),
                })
            }
            (LeakedMsg::Close, _) => {
                self.leaked = None;
                self.home();
                Vec::new()
            }
            // The page has been left.
            (LeakedMsg::Revoked(_) | LeakedMsg::OpenTalkdesk | LeakedMsg::Replace, None) => {
                Vec::new()
            }
        }
    }

    /// A page that was left stays as it was.
    pub(super) fn open_leaked(&mut self, account: &Account, now: Timestamp) {
        let Some(entry) = self.accounts.entry(account) else {
            return;
        };
        let is_open = self.leaked.as_ref().is_some_and(|leaked| {
            leaked.account.key() == account.key() && leaked.client_id == entry.client_id
        });
        if !is_open {
            self.leaked = Some(Leaked {
                account: entry.account.clone(),
                client_id: entry.client_id.clone(),
                client_name: entry.client_name.clone(),
                token_life: entry.longest_token_life.unwrap_or(USUAL_TOKEN_LIFE),
                leak: Leak {
                    noticed_at: now,
                    revoked_at: None,
                },
                route: Route::default(),
                ticks: BTreeSet::new(),
            });
        }
        self.unopened_address = None;
        self.screen = Screen::Leaked;
    }
}

/// What was done about a leak and when, in plain text without any secret; `None` where nothing has leaked.
pub(super) fn record(retiring: &Retiring, now: Timestamp) -> Option<String> {
    let old = &retiring.old;
    let leak = old.leak.as_ref()?;
    let mut events = vec![(leak.noticed_at, "Leak noticed; steps begun.".to_owned())];
    if let Some(at) = leak.revoked_at {
        let text = "Client revoked in Talkdesk, as the person ticked off.";
        events.push((at, text.to_owned()));
    }
    events.push((
        retiring.new_saved_at,
        format!(
            "New credentials verified with Talkdesk and saved to {}: client {}.",
            retiring.keychain,
            Client(retiring.new_client_name.as_deref(), &retiring.new_client_id)
        ),
    ));
    if let Some(at) = old.first_refused_at {
        let text =
            "Talkdesk refused the leaked credentials, and accepted the new ones (first seen).";
        events.push((at, text.to_owned()));
    }
    if let RetireState::Forgotten { at } = retiring.state {
        events.push((
            at,
            format!("Leaked credentials removed from {}.", retiring.keychain),
        ));
    }
    if let Some(at) = retiring.last_token_dead_by() {
        let text = "By now at the latest, the last token made from the leaked credentials is dead.";
        events.push((at, text.to_owned()));
    }
    events.sort_by_key(|(at, _)| *at);
    let mut text = format!(
        "Leaked Talkdesk credentials: what was done\n\nAccount: {}\nLeaked client: {}\n\n",
        retiring.account.label(),
        Client(old.client_name.as_deref(), &old.client_id),
    );
    for (at, event) in events {
        // Writing to a String does not fail.
        writeln!(text, "{}  {event}", exact(at)).ok()?;
    }
    if old.first_refused_at.is_none() {
        text.push_str("\nNot proven yet: that Talkdesk refuses the leaked credentials.\n");
    }
    writeln!(
        text,
        "\nWritten {} by talkdesk-setup. All times are UTC. No secret is in this text.",
        exact(now)
    )
    .ok()?;
    Some(text)
}

fn exact(at: Timestamp) -> impl fmt::Display {
    at.strftime("%Y-%m-%d %H:%M:%S")
}

/// A client by name and ID.
struct Client<'a>(Option<&'a str>, &'a ClientId);

impl fmt::Display for Client<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(name) = self.0 {
            write!(f, "\u{201c}{name}\u{201d}, ")?;
        }
        write!(f, "ID {}", self.1.as_str())
    }
}
