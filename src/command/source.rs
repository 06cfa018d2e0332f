//! Where a command finds credentials, and whom it asks: the system's keychain and Talkdesk, or their stand-ins.

use std::path::Path;

use super::{
    accounts,
    failure::{Code, CommandError},
    practice,
};
use crate::{
    credentials::ClientId,
    effects::{
        folders::Folders, http::Network, memory_vault::MemoryVault, saved_credentials::Hosts,
        settings_file, vault::Vault,
    },
    program::PracticeHosts,
    saved::{Entry, Index},
    talkdesk::Account,
};

pub(super) struct Source {
    pub(super) vault: Vault,
    pub(super) hosts: Hosts,
    pub(super) network: Network,
    pub(super) index: Index,
    /// The folder of the list of accounts and that of the program's state, where something is kept there.
    folders: Option<Folders>,
}

impl Source {
    /// What is saved.
    pub(super) fn real(folders: &Folders) -> Result<Self, CommandError> {
        let settings = settings_file::read(&folders.config).unwrap_or_default();
        Ok(Self {
            vault: Vault::System,
            hosts: Hosts::default(),
            network: Network::new(settings.ca_file),
            index: accounts::read(&folders.config)?,
            folders: Some(folders.clone()),
        })
    }

    /// The stand-in that is running, with a client of these accounts; nothing is kept of them.
    pub(super) fn pretend(wanted: &[String], folders: &Folders) -> Result<Self, CommandError> {
        let port = practice::running(folders).ok_or_else(practice::not_running)?;
        Self::pretend_at(port, wanted)
    }

    /// The stand-in that answers on this port.
    pub(super) fn pretend_at(port: u16, wanted: &[String]) -> Result<Self, CommandError> {
        let mut source = Self {
            vault: Vault::Memory(MemoryVault::default()),
            hosts: Hosts(Some(PracticeHosts { port })),
            network: Network::default(),
            index: Index::default(),
            folders: None,
        };
        for wanted in wanted {
            let account = accounts::name(wanted)?;
            let entry = practice::saved_client(&source.vault, port, account)?;
            source.index.put(entry);
        }
        Ok(source)
    }

    /// The entry of an account that is named on the command line.
    pub(super) fn find(&self, wanted: &str) -> Result<Entry, CommandError> {
        accounts::find(&self.index, wanted).or_else(|error| match self.list_folder() {
            // It may only be missing from the list.
            Some(folder) if error.code == Code::NoAccount => {
                accounts::find(&accounts::compare(folder, self.index.clone()).0, wanted)
            }
            _ => Err(error),
        })
    }

    /// The folder of the list of accounts, where there is one.
    pub(super) fn list_folder(&self) -> Option<&Path> {
        self.folders
            .as_ref()
            .map(|folders| folders.config.as_path())
    }

    /// The folder of the program's state, where there is one.
    pub(super) fn state_folder(&self) -> Option<&Path> {
        self.folders.as_ref().map(|folders| folders.state.as_path())
    }
}

/// The listed account and its client.
pub(super) fn listed(entry: &Entry) -> (Account, ClientId) {
    (entry.account.clone(), entry.client_id.clone())
}
