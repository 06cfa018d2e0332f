//! Nothing is ever lost: what is kept and what is shown, after whatever has gone wrong.

mod bus_proxy;
mod faults;
mod kills;
mod odd_files;
mod odd_items;
mod one_window;

use talkdesk_setup::{
    credentials::ClientId,
    saved::{Entry, Envelope},
    talkdesk::{Account, AccountName, Region},
};

pub(crate) fn account(region: Region) -> Account {
    Account {
        name: AccountName::parse("acme").unwrap(),
        region,
    }
}

fn acme() -> Account {
    account(Region::UnitedStates)
}

pub(crate) fn envelope(account: Account, client_id: &str, client_secret: &str) -> Envelope {
    Envelope {
        account,
        client_id: ClientId::parse(client_id).unwrap(),
        client_secret: client_secret.into(),
        created_at: "2026-11-03T09:30:00Z".parse().unwrap(),
    }
}

pub(crate) fn entry(envelope: &Envelope) -> Entry {
    Entry::new(envelope, "GNOME Keyring")
}
