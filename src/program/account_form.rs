//! Step Account: what is typed, and what is read of it.

use super::Draft;
use crate::talkdesk::{Account, Address, Host, Region, read_address};

/// What a person does on Account.
#[derive(Clone, Debug)]
pub enum AccountMsg {
    /// The account field changed.
    Edited,
    /// A field of Other's hosts changed.
    HostEdited,
    /// A field lost the focus.
    Left,
    /// "Use this host", about hosts outside Talkdesk's domains.
    UseHosts,
    /// "Change it", about the same.
    ChangeHosts,
}

/// Which region radio button is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RegionChoice {
    /// "United States"
    #[default]
    UnitedStates,
    /// "Europe"
    Europe,
    /// "Canada"
    Canada,
    /// "Other"
    Other,
}

impl RegionChoice {
    /// All in the order of the radio buttons.
    pub const ALL: [Self; 4] = [Self::UnitedStates, Self::Europe, Self::Canada, Self::Other];

    /// The radio button's name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::UnitedStates => "United States",
            Self::Europe => "Europe",
            Self::Canada => "Canada",
            Self::Other => "Other",
        }
    }

    /// Its place among the radio buttons, from 0.
    #[must_use]
    pub fn place(self) -> usize {
        self as usize
    }
}

/// The form. The view edits the texts in place and sends `AccountEdited`.
#[derive(Clone, Debug, Default)]
pub struct AccountForm {
    /// The field "Account name or Talkdesk address".
    pub input: String,
    /// The region.
    pub region: RegionChoice,
    /// Other's "Token host".
    pub token_host: String,
    /// Other's "API host".
    pub api_host: String,
    /// What was taken off or found, as sentences.
    pub notes: Vec<String>,
    /// Whether the region was found in the pasted address.
    pub region_found: bool,
    /// Whether errors are shown: from the first Continue on.
    pub checked: bool,
    /// Whether the fields were left, or Continue pressed, since their last change: only then is anybody asked about what
    /// stands in them, for it may be a password that was typed into the wrong field.
    pub left: bool,
}

/// The account step's errors, each beside its field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountErrors {
    /// For the account field.
    pub account: Option<String>,
    /// For "Token host".
    pub token_host: Option<String>,
    /// For "API host".
    pub api_host: Option<String>,
}

impl AccountForm {
    /// The account field's name.
    pub const ACCOUNT: &'static str = "account";
    /// The token host field's name.
    pub const TOKEN_HOST: &'static str = "token host";
    /// The API host field's name.
    pub const API_HOST: &'static str = "api host";

    pub(super) fn new(draft: &Draft) -> Self {
        Self {
            input: draft.account.clone(),
            region: RegionChoice::ALL
                .get(draft.region)
                .copied()
                .unwrap_or_default(),
            token_host: draft.token_host.clone(),
            api_host: draft.api_host.clone(),
            ..Self::default()
        }
    }

    /// The account as entered.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn read(&self) -> Result<Account, AccountErrors> {
        let name = read_address(&self.input);
        let region = self.read_region();
        match (name, region) {
            (Ok(address), Ok(region)) => Ok(Account {
                name: address.account,
                region,
            }),
            (name, region) => Err(AccountErrors {
                account: name.err().map(|error| error.to_string()),
                ..region.err().unwrap_or_default()
            }),
        }
    }

    /// What is shown beside the fields: nothing before the first Continue.
    #[must_use]
    pub fn errors(&self) -> AccountErrors {
        if self.checked {
            self.read().err().unwrap_or_default()
        } else {
            AccountErrors::default()
        }
    }

    /// The hint for a name that is longer than Talkdesk gives today.
    #[must_use]
    pub fn length_hint(&self) -> Option<&'static str> {
        let address = read_address(&self.input).ok()?;
        address.account.is_unusually_long().then_some(
            "That is longer than Talkdesk's names usually are (20 characters). Check it once more.",
        )
    }

    pub(super) fn update(&mut self, msg: AccountMsg) {
        match msg {
            AccountMsg::Edited => self.edited(),
            AccountMsg::HostEdited => self.left = false,
            AccountMsg::Left => self.tidy(),
            AccountMsg::UseHosts | AccountMsg::ChangeHosts => {}
        }
    }

    /// Reacts to typing: an address chooses its region.
    fn edited(&mut self) {
        self.notes.clear();
        self.region_found = false;
        self.left = false;
        if let Ok(address) = read_address(&self.input) {
            self.take_region(&address);
        }
    }

    /// When the field is left, the name stands alone in it, and what was taken off is said.
    pub(super) fn tidy(&mut self) {
        self.left = true;
        if let Ok(address) = read_address(&self.input)
            && address.account.as_str() != self.input
        {
            self.take_address(&address);
        }
    }

    pub(super) fn take_address(&mut self, address: &Address) {
        address.account.as_str().clone_into(&mut self.input);
        self.notes.clone_from(&address.notes);
        self.take_region(address);
    }

    /// The address that was probably meant, once the field was left or Continue pressed: for a button.
    #[must_use]
    pub fn meant(&self) -> Option<String> {
        if !(self.left || self.checked) {
            return None;
        }
        let error = read_address(&self.input).err()?;
        error.meant().map(str::to_owned)
    }

    fn take_region(&mut self, address: &Address) {
        match &address.region {
            Some(region) => {
                self.set_region(region);
                self.region_found = true;
            }
            None if address.is_elsewhere() => self.region = RegionChoice::Other,
            None => {}
        }
    }

    pub(super) fn take_account(&mut self, account: &Account) {
        account.name.as_str().clone_into(&mut self.input);
        self.left = true;
        self.set_region(&account.region);
    }

    /// Chooses a region; the account stays.
    pub fn choose(&mut self, region: RegionChoice) {
        self.region = region;
        self.region_found = false;
    }

    /// Shows the errors from now on. Returns whether there are none.
    pub(super) fn check(&mut self) -> bool {
        self.checked = true;
        self.read().is_ok()
    }

    fn set_region(&mut self, region: &Region) {
        self.region = match region {
            Region::UnitedStates => RegionChoice::UnitedStates,
            Region::Europe => RegionChoice::Europe,
            Region::Canada => RegionChoice::Canada,
            Region::Other {
                token_host,
                api_host,
            } => {
                self.token_host = as_typed(token_host);
                self.api_host = as_typed(api_host);
                RegionChoice::Other
            }
        };
    }

    fn read_region(&self) -> Result<Region, AccountErrors> {
        match self.region {
            RegionChoice::UnitedStates => Ok(Region::UnitedStates),
            RegionChoice::Europe => Ok(Region::Europe),
            RegionChoice::Canada => Ok(Region::Canada),
            RegionChoice::Other => {
                match (Host::parse(&self.token_host), Host::parse(&self.api_host)) {
                    (Ok(token_host), Ok(api_host)) => Ok(Region::Other {
                        token_host,
                        api_host,
                    }),
                    (token_host, api_host) => Err(AccountErrors {
                        account: None,
                        token_host: token_host.err().map(|error| error.to_string()),
                        api_host: api_host.err().map(|error| error.to_string()),
                    }),
                }
            }
        }
    }
}

impl AccountErrors {
    /// The errors in the order of the fields, each with the field's name.
    #[must_use]
    pub fn list(&self) -> Vec<(&'static str, &str)> {
        [
            (AccountForm::ACCOUNT, &self.account),
            (AccountForm::TOKEN_HOST, &self.token_host),
            (AccountForm::API_HOST, &self.api_host),
        ]
        .into_iter()
        .filter_map(|(field, error)| Some((field, error.as_deref()?)))
        .collect()
    }
}

/// A host as one types it: without the scheme, unless it is a plain one.
fn as_typed(host: &Host) -> String {
    let origin = host.origin();
    origin
        .strip_prefix("https://")
        .map_or_else(|| origin.clone(), str::to_owned)
}
