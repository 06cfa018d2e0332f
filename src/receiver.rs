//! Who gets the credentials: one row each, with its form. Pure. What is known of the forms was read from published
//! specifications and documents in November 2026; nothing was tried against the services themselves.

mod form;
mod table;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use form::{Credentials, shown, text};
pub use table::{Field, WholeForm};

use crate::talkdesk::{Account, Region};

/// A service or program that reads from Talkdesk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Receiver {
    /// Nexla, whose connector is called `TalkDesk`.
    #[default]
    Nexla,
    /// Fivetran's connector `talkdesk`.
    Fivetran,
    /// Airbyte's source `talkdesk-explore`.
    Airbyte,
    /// `CData`'s drivers and connectors for Talkdesk.
    Cdata,
    /// Microsoft's connector in Power Automate.
    PowerAutomate,
    /// A program of the person's own.
    Own,
}

/// What a form asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HandoverValue {
    /// A name for the credential, such as "Talkdesk acme".
    CredentialName,
    /// The client ID.
    ClientId,
    /// The client secret, read from the keychain when it is copied.
    ClientSecret,
    /// The account name.
    AccountName,
    /// The region, in the receiver's own word.
    Region(Receiver),
    /// Where tokens come from.
    TokenAddress,
    /// The same with the grant in it.
    TokenAddressWithGrant,
    /// Where API calls go.
    ApiAddress,
    /// `CLIENT_ID:CLIENT_SECRET`.
    IdAndSecret,
    /// From when on data is wanted, as `2026-01-01T00:00:00`: the year in which the credentials were made.
    StartDate,
    /// Everything at once, in the receiver's own form.
    WholeForm(Receiver),
}

impl HandoverValue {
    /// Whether the client secret is in it.
    #[must_use]
    pub fn is_secret(self) -> bool {
        matches!(
            self,
            Self::ClientSecret | Self::IdAndSecret | Self::WholeForm(_)
        )
    }
}

impl Receiver {
    /// In the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::Nexla,
        Self::Fivetran,
        Self::Airbyte,
        Self::Cdata,
        Self::PowerAutomate,
        Self::Own,
    ];

    /// As the person chooses it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The word for storage, such as `power_automate`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.row().code
    }

    /// The receiver of a [`code`](Self::code).
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.code() == code)
    }

    /// Within a sentence: "Nexla", "your program".
    #[must_use]
    pub fn in_a_sentence(self) -> &'static str {
        match self {
            Self::Own => "your program",
            named => named.name(),
        }
    }

    /// A text in which `{receiver}` stands for it, at the beginning of a sentence too.
    #[must_use]
    pub fn put_into(self, text: &str) -> String {
        const PLACE: &str = "{receiver}";
        let mut filled = String::with_capacity(text.len());
        for (number, part) in text.split(PLACE).enumerate() {
            if number > 0 {
                let begins = filled.is_empty() || filled.ends_with(". ");
                match self {
                    Self::Own if begins => filled.push_str("Your program"),
                    _ => filled.push_str(self.in_a_sentence()),
                }
            }
            filled.push_str(part);
        }
        filled
    }

    /// What the client is called in Talkdesk, such as "Nexla Integration".
    #[must_use]
    pub fn client_name(self) -> &'static str {
        self.row().client_name
    }

    /// Where its own pages begin.
    #[must_use]
    pub fn address(self) -> Option<&'static str> {
        self.row().address
    }

    /// Where in it the values go, for the first time.
    #[must_use]
    pub fn where_to_add(self) -> &'static str {
        self.row().where_to_add
    }

    /// Where in it the values go that replace others.
    #[must_use]
    pub fn where_to_edit(self) -> &'static str {
        self.row().where_to_edit
    }

    /// The fields of its form, in its order.
    #[must_use]
    pub fn fields(self) -> &'static [Field] {
        self.row().fields
    }

    /// Everything at once, where it takes that.
    #[must_use]
    pub fn whole_form(self) -> Option<WholeForm> {
        self.row().whole_form
    }

    /// Its own word for a region; `None` where it does not serve it, or asks for none.
    #[must_use]
    pub fn region_word(self, region: &Region) -> Option<&'static str> {
        let words = self.row().regions?;
        words
            .iter()
            .find(|(is_it, _)| is_it(region))
            .map(|(_, word)| *word)
    }

    /// Why it would not take credentials of this account, where that is known.
    #[must_use]
    pub fn does_not_serve(self, account: &Account) -> Option<String> {
        let row = self.row();
        if row.regions.is_none() || self.region_word(&account.region).is_some() {
            return None;
        }
        Some(format!(
            "{} reads from {} only, and would refuse {}.",
            row.name,
            row.serves,
            account.label()
        ))
    }
}

impl fmt::Display for Receiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests;
