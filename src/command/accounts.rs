//! Which account a command is about.

use std::path::Path;

use super::{
    failure::{Code, CommandError},
    quoted,
};
use crate::{
    effects::{index_file, saved_credentials, vault::Vault},
    saved::{Entry, Index, OddItem},
    talkdesk::{Account, Region, read_address},
};

/// The list of accounts. One that is empty may have been lost: what the keychain holds is found again.
pub(super) fn read(folder: &Path) -> Result<Index, CommandError> {
    let index =
        index_file::read(folder).map_err(|error| CommandError::failed(error.to_string()))?;
    if index.entries.is_empty() {
        return Ok(compare(folder, index).0);
    }
    Ok(index)
}

/// Brings the list up to what the keychain holds, as every start of the window does, where it can be read without asking the
/// person. Returns it with what is not as it should be.
pub(super) fn compare(folder: &Path, index: Index) -> (Index, Vec<OddItem>) {
    let compared = saved_credentials::compare(&Vault::System, index.clone(), false, |change| {
        if let Err(error) = index_file::change(folder, change) {
            log::warn!("the list is not brought up to the keychain: {error}");
        }
    });
    compared.unwrap_or_else(|| (index, Vec::new()))
}

/// Whether the list can be written, before anything is done that it has to know.
pub(super) fn check_writable(folder: &Path) -> Result<(), CommandError> {
    index_file::change(folder, |_| ())
        .map(drop)
        .map_err(|error| CommandError::failed(error.to_string()))
}

/// The entry with this key or label, or the only one that has the name, and the region where one is given, of whatever the
/// window's field takes.
pub(super) fn find(index: &Index, wanted: &str) -> Result<Entry, CommandError> {
    let none = |sentence: String| CommandError::new(Code::NoAccount, sentence);
    let by_key = |entry: &&Entry| {
        let (key, label) = (entry.account.key(), entry.account.label());
        [key, label]
            .iter()
            .any(|own| own.eq_ignore_ascii_case(wanted.trim()))
    };
    if let Some(entry) = index.entries.iter().find(by_key) {
        return Ok(entry.clone());
    }
    let address = read_address(wanted)
        .map_err(|error| none(format!("{error} The saved ones: talkdesk-setup list")))?;
    let is_wanted = |entry: &&Entry| {
        let account = &entry.account;
        let region = address.region.as_ref();
        account.name == address.account && region.is_none_or(|region| *region == account.region)
    };
    let named: Vec<&Entry> = index.entries.iter().filter(is_wanted).collect();
    match named.as_slice() {
        [entry] => Ok((*entry).clone()),
        [] => Err(none(format!(
            "No account named {} is saved. The saved ones: talkdesk-setup list",
            quoted(wanted)
        ))),
        several => {
            let keys: Vec<String> = several.iter().map(|entry| entry.account.key()).collect();
            Err(none(format!(
                "{} is saved for several regions. Name one: {}",
                address.account.as_str(),
                keys.join(", ")
            )))
        }
    }
}

/// An account that may not be saved yet: a key such as `acme@eu`, or whatever the window's field takes. Without a region
/// it is the United States', as in the window.
pub(super) fn name(wanted: &str) -> Result<Account, CommandError> {
    if let Some(account) = Account::of_key(&wanted.trim().to_ascii_lowercase()) {
        return Ok(account);
    }
    let address = read_address(wanted)
        .map_err(|error| CommandError::new(Code::NoAccount, error.to_string()))?;
    Ok(Account {
        name: address.account,
        region: address.region.unwrap_or(Region::UnitedStates),
    })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::{
        credentials::ClientId,
        saved::Envelope,
        talkdesk::{AccountName, Region},
    };

    fn index(regions: &[Region]) -> Index {
        let entry = |region: &Region| {
            let envelope = Envelope {
                account: Account {
                    name: AccountName::parse("acme").unwrap(),
                    region: region.clone(),
                },
                client_id: ClientId::parse("23de1feea24c4c0f8b6fa9d6b7a02546").unwrap(),
                client_secret: "never shown".into(),
                created_at: Timestamp::UNIX_EPOCH,
            };
            Entry::new(&envelope, "GNOME Keyring")
        };
        Index {
            entries: regions.iter().map(entry).collect(),
        }
    }

    #[test]
    fn an_account_is_found_by_all_that_the_field_takes() {
        let both = index(&[Region::UnitedStates, Region::Europe]);
        for (wanted, key) in [
            ("acme@eu", "acme@eu"),
            ("ACME@EU", "acme@eu"),
            ("acme (Europe)", "acme@eu"),
            ("acme (United States)", "acme@us"),
            ("https://acme.mytalkdesk.eu/atlas", "acme@eu"),
            ("Region: US, Account: acme", "acme@us"),
        ] {
            let found = find(&both, wanted).map(|entry| entry.account.key());
            assert_eq!(found.as_deref(), Ok(key), "{wanted}");
        }
        let one = index(&[Region::Europe]);
        for wanted in ["acme", " Acme ", "https://acme.talkdesk.com"] {
            assert!(find(&one, wanted).is_ok(), "{wanted}");
        }
    }

    #[test]
    fn what_names_none_or_several_is_told() {
        let both = index(&[Region::UnitedStates, Region::Europe]);
        let sentence = |wanted| find(&both, wanted).map(|_| ()).unwrap_err().sentence;
        assert!(sentence("acme").contains("Name one: acme@us, acme@eu"));
        assert!(sentence("acme@ca").contains("No account named"));
        assert!(sentence("admin@acme.com").contains("e-mail address"));
    }

    #[test]
    fn an_account_that_is_not_saved_yet_is_named_alike() {
        for (wanted, key) in [
            ("acme", "acme@us"),
            (" ACME@eu ", "acme@eu"),
            ("https://acme.mytalkdesk.eu/atlas", "acme@eu"),
            ("acme.talkdeskidca.com", "acme@ca"),
        ] {
            assert_eq!(
                name(wanted).map(|account| account.key()).as_deref(),
                Ok(key)
            );
        }
        assert!(name("admin@acme.com").is_err());
    }
}
