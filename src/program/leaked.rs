//! Leaked credentials: revoke first, then replace, then the proof; and a record of it all.

use std::{
    collections::BTreeSet,
    fmt::{self, Write as _},
    time::Duration,
};

use jiff::Timestamp;

use super::{
    AttemptId, Beginning, Effect, Msg, Opening, Program, RetireState, Retiring, Route, Screen,
    is_refusal, rotation::USUAL_TOKEN_LIFE,
};
use crate::{
    credentials::ClientId,
    keychain::KeychainError,
    saved::Leak,
    talkdesk::Account,
    verification::{Failure, Proof},
};

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
    /// Whether Talkdesk still takes the credentials.
    pub check: LeakCheck,
}

/// What trying the leaked credentials has shown, before there are new ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeakCheck {
    /// Not tried since the page was opened.
    Untried,
    /// Being tried.
    Checking(AttemptId),
    /// Talkdesk still gives tokens for them.
    StillWork {
        /// When it did last.
        at: Timestamp,
    },
    /// Talkdesk does not know them any more.
    Refused {
        /// When it said so last.
        at: Timestamp,
    },
    /// Nothing was found out; a sentence says why.
    Unclear(String),
    /// The keychain did not give them.
    Keychain(KeychainError),
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
    /// "Check the leaked credentials"
    Check,
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
            (LeakedMsg::Check, Some(_)) => self.check_leaked(),
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
            (
                LeakedMsg::Revoked(_)
                | LeakedMsg::OpenTalkdesk
                | LeakedMsg::Check
                | LeakedMsg::Replace,
                None,
            ) => Vec::new(),
        }
    }

    /// Tries the leaked credentials as Verify on the card does; one that is under way already is waited for.
    fn check_leaked(&mut self) -> Vec<Effect> {
        let Some(account) = self.leaked.as_ref().map(|leaked| leaked.account.clone()) else {
            return Vec::new();
        };
        let effect = self.verify_saved(&account);
        let attempt = self.accounts.verification_of(&account);
        if let (Some(leaked), Some(attempt)) = (&mut self.leaked, attempt) {
            leaked.check = LeakCheck::Checking(attempt);
        }
        effect.into_iter().collect()
    }

    /// A saved account was verified: it may be the one that has leaked.
    pub(super) fn leaked_checked(
        &mut self,
        attempt: AttemptId,
        result: &Result<Result<Proof, Failure>, KeychainError>,
        now: Timestamp,
    ) {
        let Some(leaked) = self
            .leaked
            .as_ref()
            .filter(|leaked| leaked.check == LeakCheck::Checking(attempt))
        else {
            return;
        };
        let check = match result {
            Ok(Ok(_)) => LeakCheck::StillWork { at: now },
            Ok(Err(failure)) if is_refusal(failure) => LeakCheck::Refused { at: now },
            Ok(Err(failure)) => LeakCheck::Unclear(self.what_happened(
                failure,
                leaked.account.clone(),
                leaked.client_id.clone(),
            )),
            Err(error) => LeakCheck::Keychain(error.clone()),
        };
        if let Some(leaked) = &mut self.leaked {
            match check {
                LeakCheck::Refused { at } => {
                    leaked.leak.refused_at.get_or_insert(at);
                }
                // An earlier refusal was none of the client.
                LeakCheck::StillWork { .. } => leaked.leak.refused_at = None,
                LeakCheck::Untried
                | LeakCheck::Checking(_)
                | LeakCheck::Unclear(_)
                | LeakCheck::Keychain(_) => {}
            }
            leaked.check = check;
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
                    refused_at: None,
                },
                route: Route::default(),
                ticks: BTreeSet::new(),
                check: LeakCheck::Untried,
            });
        }
        // A verification can have been canceled on the card.
        let running = self.accounts.verification_of(account);
        if let Some(leaked) = &mut self.leaked
            && let LeakCheck::Checking(attempt) = leaked.check
            && running != Some(attempt)
        {
            leaked.check = LeakCheck::Untried;
        }
        self.unopened_address = None;
        self.screen = Screen::Leaked;
    }
}

/// What was done about a leak and when, in plain text without any secret. Clients stand there by their ID, for a person may
/// have given them another name in Talkdesk. `None` where nothing has leaked.
pub(super) fn record(retiring: &Retiring, now: Timestamp) -> Option<String> {
    let old = &retiring.old;
    let leak = old.leak.as_ref()?;
    let mut events = vec![(leak.noticed_at, "Leak noticed; steps begun.".to_owned())];
    if let Some(at) = leak.revoked_at {
        let text = "Client revoked in Talkdesk, as the person ticked off.";
        events.push((at, text.to_owned()));
    }
    if let Some(at) = leak.refused_at {
        let text = "Talkdesk refused the leaked credentials (tried before there were new ones).";
        events.push((at, text.to_owned()));
    }
    events.push((
        retiring.new_saved_at,
        format!(
            "New credentials verified with Talkdesk and saved to {}: client ID {}.",
            retiring.keychain,
            retiring.new_client_id.as_str()
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
        "Leaked Talkdesk credentials: what was done\n\nAccount: {}\nLeaked client ID: {}\n\n",
        retiring.account.label(),
        old.client_id.as_str(),
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
