//! One row each. A new receiver is a row here and its name in [`Receiver`].

use super::{
    HandoverValue::{
        AccountName, ApiAddress, ClientId, ClientSecret, CredentialName, IdAndSecret, Region,
        StartDate, TokenAddress, TokenAddressWithGrant,
    },
    Receiver,
};
use crate::talkdesk;

/// A field of a form.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name there.
    pub label: &'static str,
    /// The accessible name of its Copy button.
    pub copy: &'static str,
    /// What goes into it.
    pub value: super::HandoverValue,
}

/// How a whole form is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WholeForm {
    /// JSON of this service's interface for programs.
    Json,
    /// `Name=value;` without an end of line.
    ConnectionString,
    /// `NAME=value`, a line each.
    Lines,
}

impl WholeForm {
    /// What it is called beside its Copy button.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Json => "All of it as JSON",
            Self::ConnectionString => "All of it as a connection string",
            Self::Lines => "All of it as NAME=value lines",
        }
    }
}

type RegionWord = (fn(&talkdesk::Region) -> bool, &'static str);

pub(super) struct Row {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) client_name: &'static str,
    pub(super) address: Option<&'static str>,
    pub(super) where_to_add: &'static str,
    pub(super) where_to_edit: &'static str,
    pub(super) fields: &'static [Field],
    pub(super) whole_form: Option<WholeForm>,
    /// Its words for regions; `None` where it asks for none.
    pub(super) regions: Option<&'static [RegionWord]>,
    /// The regions that it serves, within a sentence.
    pub(super) serves: &'static str,
}

const NAME: Field = Field {
    label: "Credential name",
    copy: "Copy credential name",
    value: CredentialName,
};

const fn id(label: &'static str) -> Field {
    Field {
        label,
        copy: "Copy client ID",
        value: ClientId,
    }
}

const fn secret(label: &'static str) -> Field {
    Field {
        label,
        copy: "Copy client secret",
        value: ClientSecret,
    }
}

const fn account(label: &'static str) -> Field {
    Field {
        label,
        copy: "Copy account name",
        value: AccountName,
    }
}

const fn region(label: &'static str, of: Receiver) -> Field {
    Field {
        label,
        copy: "Copy region",
        value: Region(of),
    }
}

const US: fn(&talkdesk::Region) -> bool = |region| matches!(region, talkdesk::Region::UnitedStates);
const EU: fn(&talkdesk::Region) -> bool = |region| matches!(region, talkdesk::Region::Europe);
const CA: fn(&talkdesk::Region) -> bool = |region| matches!(region, talkdesk::Region::Canada);
const AU: fn(&talkdesk::Region) -> bool = |region| is_other(region, ".talkdeskid.au");
const UK: fn(&talkdesk::Region) -> bool = |region| is_other(region, ".talkdeskid.co.uk");

fn is_other(region: &talkdesk::Region, domain: &str) -> bool {
    match region {
        talkdesk::Region::Other { token_host, .. } => token_host.name().ends_with(domain),
        _ => false,
    }
}

impl Receiver {
    pub(super) fn row(self) -> &'static Row {
        match self {
            Self::Nexla => &NEXLA,
            Self::Fivetran => &FIVETRAN,
            Self::Airbyte => &AIRBYTE,
            Self::Cdata => &CDATA,
            Self::PowerAutomate => &POWER_AUTOMATE,
            Self::Own => &OWN,
        }
    }
}

/// Nexla's own manual: <https://developers.nexla.com/user-guides/credentials/create-new-credential>.
static NEXLA: Row = Row {
    code: "nexla",
    name: "Nexla",
    client_name: "Nexla Integration",
    address: Some("https://dataops.nexla.io"),
    where_to_add: "Under Integrate > Credentials, add one for TalkDesk, in this order:",
    where_to_edit: "Under Integrate > Credentials, edit the credential that Nexla has for this account, so that its flows go on:",
    fields: &[
        NAME,
        id("Client ID"),
        secret("Client Secret"),
        account("Account Name"),
    ],
    whole_form: None,
    regions: None,
    serves: "",
};

/// The fields of `config` of the service `talkdesk` in Fivetran's interface for programs, and in its form.
static FIVETRAN: Row = Row {
    code: "fivetran",
    name: "Fivetran",
    client_name: "Fivetran Integration",
    address: Some("https://fivetran.com/dashboard"),
    where_to_add: "Add a connection for Talkdesk, and enter these values. The JSON is for its interface for programs: group_id and the name of the schema are yours to add.",
    where_to_edit: "Edit the connection that Fivetran has for this account, so that it goes on where it was:",
    fields: &[
        account("account_name"),
        id("client_id"),
        secret("client_secret"),
        region("region", Receiver::Fivetran),
    ],
    whole_form: Some(WholeForm::Json),
    regions: Some(&[(US, ".com"), (EU, ".eu"), (CA, "ca.com")]),
    serves: "the United States, Europe and Canada",
};

/// The specification of `source-talkdesk-explore`, whose API host is that of the United States.
static AIRBYTE: Row = Row {
    code: "airbyte",
    name: "Airbyte",
    client_name: "Airbyte Integration",
    address: Some("https://cloud.airbyte.com"),
    where_to_add: "Add a source of the type Talkdesk Explore, and enter these values. Change the start date to the day from which on you want data.",
    where_to_edit: "Edit the source that Airbyte has for this account, so that it goes on where it was:",
    fields: &[
        Field {
            label: "start_date",
            copy: "Copy start date",
            value: StartDate,
        },
        Field {
            label: "auth_url",
            copy: "Copy token address",
            value: TokenAddressWithGrant,
        },
        Field {
            label: "api_key",
            copy: "Copy client ID and secret",
            value: IdAndSecret,
        },
    ],
    whole_form: Some(WholeForm::Json),
    regions: Some(&[(US, "us")]),
    serves: "the United States",
};

/// The connection properties in `CData`'s manual.
static CDATA: Row = Row {
    code: "cdata",
    name: "CData",
    client_name: "CData Integration",
    address: None,
    where_to_add: "Set these properties of the connection, or paste the connection string:",
    where_to_edit: "Set these properties of the connection that you have, or paste the connection string over the old one:",
    fields: &[
        account("AccountName"),
        region("Region", Receiver::Cdata),
        id("OAuthClientId"),
        secret("OAuthClientSecret"),
    ],
    whole_form: Some(WholeForm::ConnectionString),
    regions: Some(&[(US, "US"), (EU, "EU"), (CA, "CA"), (AU, "AU"), (UK, "UK")]),
    serves: "the United States, Europe, Canada, Australia and the United Kingdom",
};

/// Microsoft's connector, a preview.
static POWER_AUTOMATE: Row = Row {
    code: "power_automate",
    name: "Power Automate",
    client_name: "Power Automate Integration",
    address: Some("https://make.powerautomate.com"),
    where_to_add: "Under Connections, add one for Talkdesk, in this order:",
    where_to_edit: "Under Connections, edit the one for Talkdesk, so that its flows go on:",
    fields: &[
        account("Talkdesk Account Name"),
        id("Talkdesk Client ID"),
        secret("Talkdesk Client Secret"),
    ],
    whole_form: None,
    regions: None,
    serves: "",
};

/// The names that programs in public use in their environment.
static OWN: Row = Row {
    code: "own",
    name: "A program of my own",
    client_name: "API Integration",
    address: None,
    where_to_add: "A script gets a token without any secret by talkdesk-setup token. A program that makes its own needs these:",
    where_to_edit: "A script that calls talkdesk-setup token has the new ones already. A program that makes its own tokens needs these:",
    fields: &[
        id("TALKDESK_CLIENT_ID"),
        secret("TALKDESK_CLIENT_SECRET"),
        Field {
            label: "TALKDESK_AUTH_URL",
            copy: "Copy token address",
            value: TokenAddress,
        },
        Field {
            label: "TALKDESK_BASE_URL",
            copy: "Copy API address",
            value: ApiAddress,
        },
        account("TALKDESK_ACCOUNT"),
    ],
    whole_form: Some(WholeForm::Lines),
    regions: None,
    serves: "",
};
