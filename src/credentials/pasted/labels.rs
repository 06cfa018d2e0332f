//! What a name in a text stands for, as people and programs write it in English, Portuguese, Spanish, French and German.

use zeroize::Zeroizing;

use super::judging::Role;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::credentials) enum Field {
    /// `client_id`, `Consumer Key`, `ID do cliente`
    ClientId,
    /// `id`, which may be another thing's
    BareId,
    /// `client_secret`, `Client-Geheimnis`
    ClientSecret,
    /// `account_name`, `subdomain`
    Account,
    /// `region`
    Region,
    /// `url`, `token_endpoint`, `host`
    Address,
    /// `private_key`
    PrivateKey,
    /// `access_token`
    AccessToken,
}

/// The longest name, in bytes.
pub(super) const LONGEST: usize = 64;

impl Field {
    /// Reads a name, whatever its punctuation and case: `TALKDESK_CLIENT_ID`, `Client ID`, `clientId`.
    pub(in crate::credentials) fn of(name: &str) -> Option<Self> {
        const IDS: [&str; 18] = [
            "clientid",
            "clientidentifier",
            "clientkey",
            "consumerkey",
            "consumerid",
            "appid",
            "applicationid",
            "oauthid",
            "iddocliente",
            "iddecliente",
            "idcliente",
            "iddeclient",
            "idclient",
            "iddelclient",
            "iddelcliente",
            "identifiantclient",
            "identifiantduclient",
            "clientkennung",
        ];
        const SECRETS: [&str; 16] = [
            "clientsecret",
            "consumersecret",
            "appsecret",
            "applicationsecret",
            "apisecret",
            "oauthsecret",
            "clientgeheimnis",
            "clientgeheimschlussel",
            "segredodocliente",
            "chavesecretadocliente",
            "secretodecliente",
            "secretodelcliente",
            "secretcliente",
            "secretclient",
            "secretduclient",
            "clesecreteduclient",
        ];
        let plain = plain(name);
        let ends = |endings: &[&str]| endings.iter().any(|ending| plain.ends_with(ending));
        if plain.is_empty() {
            return None;
        }
        match plain.as_str() {
            "id" => return Some(Self::BareId),
            "secret" | "geheimnis" | "segredo" | "secreto" | "secretkey" | "talkdesksecret"
            | "thesecret" | "andthesecret" => return Some(Self::ClientSecret),
            "talkdeskid" => return Some(Self::ClientId),
            "account"
            | "accountname"
            | "accountsubdomain"
            | "subdomain"
            | "talkdeskaccount"
            | "talkdeskaccountname"
            | "talkdesksubdomain"
            | "konto"
            | "conta"
            | "cuenta"
            | "compte" => return Some(Self::Account),
            "region" | "accountregion" | "talkdeskregion" | "regiao" | "regiondecuenta" => {
                return Some(Self::Region);
            }
            "token" | "accesstoken" | "bearertoken" | "refreshtoken" | "idtoken" => {
                return Some(Self::AccessToken);
            }
            _ => {}
        }
        if plain.contains("privatekey") {
            Some(Self::PrivateKey)
        } else if ends(&IDS) {
            Some(Self::ClientId)
        } else if ends(&SECRETS) {
            Some(Self::ClientSecret)
        } else if ends(&["accountname", "subdomain"]) {
            Some(Self::Account)
        } else if ends(&["url", "uri", "host", "endpoint", "domain", "address"]) {
            Some(Self::Address)
        } else {
            None
        }
    }
}

impl Field {
    /// The client's value that is kept where a name's own value says: `CLIENT_SECRET_FILE`, `clientIdRef`.
    pub(super) fn kept_elsewhere(name: &str) -> Option<Self> {
        const ENDINGS: [&str; 7] = ["file", "path", "filepath", "arn", "ref", "location", "env"];
        let plain = plain(name);
        ENDINGS
            .iter()
            .filter_map(|ending| Self::of(plain.strip_suffix(ending)?))
            .find(|field| matches!(field, Self::ClientId | Self::ClientSecret))
    }
}

/// What a name is that stands beside something else than a Talkdesk client's values; `None` where it may be a client's.
pub(super) fn other_thing(name: &str) -> Option<&'static str> {
    const THINGS: [(&str, &str); 42] = [
        ("privatekey", "a private key"),
        ("publickey", "a public key"),
        ("keyid", "a key's ID"),
        ("kid", "a key's ID"),
        ("schlusselid", "a key's ID"),
        ("secretid", "a secret's ID"),
        ("secretname", "a secret's name"),
        ("token", "a token"),
        ("jwt", "a token"),
        ("jti", "a token's ID"),
        ("webhooksecret", "a webhook's secret"),
        ("signingsecret", "a signing secret"),
        ("webhook", "a webhook"),
        ("signature", "a signature"),
        ("cookie", "a cookie"),
        ("nonce", "a nonce"),
        ("codechallenge", "a sign-in's code"),
        ("codeverifier", "a sign-in's code"),
        ("authorizationcode", "a sign-in's code"),
        ("sessionid", "a session's ID"),
        ("requestid", "a request's ID"),
        ("traceid", "a request's ID"),
        ("spanid", "a request's ID"),
        ("correlationid", "a request's ID"),
        ("tenantid", "a tenant's ID"),
        ("accountid", "an account's ID"),
        ("userid", "a user's ID"),
        ("postmanid", "a collection's ID"),
        ("collectionid", "a collection's ID"),
        ("workspaceid", "a workspace's ID"),
        ("md5", "a checksum"),
        ("md5sum", "a checksum"),
        ("sha256sum", "a checksum"),
        ("sha1", "a checksum"),
        ("sha256", "a checksum"),
        ("sha512", "a checksum"),
        ("checksum", "a checksum"),
        ("integrity", "a checksum"),
        ("digest", "a checksum"),
        ("hash", "a checksum"),
        ("etag", "a checksum"),
        ("fingerprint", "a fingerprint"),
    ];
    let plain = plain(name);
    let ends = |ending: &str| plain.ends_with(ending);
    THINGS
        .into_iter()
        .find(|(ending, _)| ends(ending))
        .map(|(_, thing)| thing)
}

/// An API key beside which no client's secret is meant. A client's ID may be called so too.
pub(super) fn api_key(role: Role, name: &str) -> Option<&'static str> {
    (role == Role::Secret && plain(name).ends_with("apikey")).then_some("an API key")
}

/// Whether a name says nothing of its own, as `value` beside `"key": "client_id"`.
pub(super) fn is_generic(name: &str) -> bool {
    matches!(
        plain(name).as_str(),
        "value"
            | "val"
            | "values"
            | "type"
            | "string"
            | "text"
            | "concealed"
            | "secure"
            | "enabled"
            | "true"
            | "false"
            | "default"
            | "valor"
            | "valeur"
            | "wert"
            | "label"
            | "name"
            | "key"
            | "field"
            | "hidden"
            | "password"
            | "description"
            | "content"
            | "is"
            | "ist"
            | "es"
            | "est"
            | "sensitive"
    )
}

/// Whether a name says that the value stands here, and what it is the value of stands in front: `value` under
/// `- name: CLIENT_ID`.
pub(super) fn is_value(name: &str) -> bool {
    matches!(
        plain(name).as_str(),
        "value" | "val" | "default" | "valor" | "valeur" | "wert"
    )
}

/// A service that a name belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Service {
    Talkdesk,
    Other(&'static str),
}

impl Service {
    /// The service that a name or heading has as one of its words.
    pub(super) fn named_in(name: &str) -> Option<Self> {
        const OTHERS: [(&str, &str); 56] = [
            ("adls", "Azure"),
            ("airtable", "Airtable"),
            ("asana", "Asana"),
            ("atlassian", "Atlassian"),
            ("auth0", "Auth0"),
            ("aws", "AWS"),
            ("azure", "Azure"),
            ("bigquery", "BigQuery"),
            ("box", "Box"),
            ("databricks", "Databricks"),
            ("docusign", "DocuSign"),
            ("dropbox", "Dropbox"),
            ("dynamics", "Dynamics"),
            ("entra", "Microsoft Entra"),
            ("facebook", "Facebook"),
            ("five9", "Five9"),
            ("freshdesk", "Freshdesk"),
            ("gcp", "Google Cloud"),
            ("genesys", "Genesys"),
            ("github", "GitHub"),
            ("gitlab", "GitLab"),
            ("gmail", "Gmail"),
            ("google", "Google"),
            ("hubspot", "HubSpot"),
            ("intercom", "Intercom"),
            ("jira", "Jira"),
            ("keycloak", "Keycloak"),
            ("linkedin", "LinkedIn"),
            ("looker", "Looker"),
            ("mailchimp", "Mailchimp"),
            ("marketo", "Marketo"),
            ("microsoft", "Microsoft"),
            ("netsuite", "NetSuite"),
            ("okta", "Okta"),
            ("onedrive", "OneDrive"),
            ("paypal", "PayPal"),
            ("pipedrive", "Pipedrive"),
            ("quickbooks", "QuickBooks"),
            ("ringcentral", "RingCentral"),
            ("sailpoint", "SailPoint"),
            ("salesforce", "Salesforce"),
            ("sfdc", "Salesforce"),
            ("servicenow", "ServiceNow"),
            ("sharepoint", "SharePoint"),
            ("shopify", "Shopify"),
            ("slack", "Slack"),
            ("snowflake", "Snowflake"),
            ("spotify", "Spotify"),
            ("square", "Square"),
            ("stripe", "Stripe"),
            ("twilio", "Twilio"),
            ("workday", "Workday"),
            ("xero", "Xero"),
            ("zendesk", "Zendesk"),
            ("zoho", "Zoho"),
            ("zoom", "Zoom"),
        ];
        let lower = Zeroizing::new(name.to_ascii_lowercase());
        if lower.contains("talkdesk") {
            return Some(Self::Talkdesk);
        }
        let spaced = spaced(name);
        spaced
            .split_whitespace()
            .find_map(|word| OTHERS.iter().find(|(other, _)| *other == word))
            .map(|(_, name)| Self::Other(name))
    }
}

/// What is left of a name without the words that every client's has: `old`, `production`.
pub(super) fn distinction(name: &str) -> Option<String> {
    const COMMON: [&str; 30] = [
        "client",
        "clientid",
        "id",
        "secret",
        "clientsecret",
        "oauth",
        "app",
        "api",
        "the",
        "is",
        "talkdesk",
        "td",
        "and",
        "key",
        "consumer",
        "identifier",
        "de",
        "do",
        "du",
        "del",
        "cliente",
        "our",
        "your",
        "my",
        "a",
        "for",
        "export",
        "const",
        "var",
        "let",
    ];
    let spaced = spaced(name);
    let rest: Vec<&str> = spaced
        .split_whitespace()
        .filter(|word| word.chars().all(char::is_alphabetic) && word.len() <= 16)
        .filter(|word| !COMMON.contains(word))
        .collect();
    (1..=3).contains(&rest.len()).then(|| rest.join(" "))
}

/// Small letters and digits alone, without accents.
fn plain(name: &str) -> Zeroizing<String> {
    let mut plain = Zeroizing::new(String::with_capacity(LONGEST));
    if name.len() <= LONGEST {
        let letters = name.chars().map(without_accent);
        plain.extend(
            letters
                .filter(char::is_ascii_alphanumeric)
                .map(|c| c.to_ascii_lowercase()),
        );
    }
    plain
}

/// Small words with a space between, also where a capital letter begins a new one.
fn spaced(name: &str) -> Zeroizing<String> {
    let mut spaced = Zeroizing::new(String::with_capacity(2 * LONGEST));
    let mut was_small = false;
    for c in name.chars().take(LONGEST).map(without_accent) {
        if !c.is_ascii_alphanumeric() || (was_small && c.is_ascii_uppercase()) {
            spaced.push(' ');
        }
        if c.is_ascii_alphanumeric() {
            spaced.push(c.to_ascii_lowercase());
        }
        was_small = c.is_ascii_lowercase();
    }
    spaced
}

fn without_accent(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'Á' | 'À' | 'Â' | 'Ã' | 'Ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' => 'e',
        'í' | 'î' | 'Í' => 'i',
        'ó' | 'ô' | 'õ' | 'ö' | 'Ó' | 'Ô' | 'Õ' | 'Ö' => 'o',
        'ú' | 'ü' | 'Ú' | 'Ü' => 'u',
        'ç' | 'Ç' => 'c',
        'ñ' | 'Ñ' => 'n',
        c => c,
    }
}
