//! Names that stand in examples and templates where the account's own belongs.

use super::domains::ACCOUNT_DOMAINS;

/// Words of which such names are made, without hyphens and underscores, in the languages that Talkdesk's customers write.
const EXAMPLES: [&str; 40] = [
    "account",
    "accountname",
    "accountid",
    "talkdeskaccount",
    "talkdeskaccountname",
    "company",
    "companyname",
    "mycompany",
    "myaccount",
    "mysubdomain",
    "mydomain",
    "myorg",
    "subdomain",
    "tenant",
    "tenantname",
    "example",
    "placeholder",
    "changeme",
    "organization",
    "orgname",
    "customername",
    "xxx",
    "xxxx",
    "xxxxx",
    "suaempresa",
    "suaconta",
    "nomedaconta",
    "tuempresa",
    "suempresa",
    "tucuenta",
    "nombredelacuenta",
    "votreentreprise",
    "votrecompte",
    "nomducompte",
    "ihrefirma",
    "ihrkonto",
    "meinefirma",
    "kontoname",
    "insertaccount",
    "enteraccount",
];

/// What such names begin with, and what follows there.
const YOURS: [&str; 11] = [
    "account",
    "company",
    "subdomain",
    "domain",
    "tenant",
    "org",
    "talkdesk",
    "name",
    "instance",
    "business",
    "site",
];

/// Whether a name is one of an example.
pub(super) fn is_example(name: &str) -> bool {
    let plain: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let is_yours = plain
        .strip_prefix("your")
        .is_some_and(|rest| YOURS.iter().any(|word| rest.starts_with(word)));
    is_yours || EXAMPLES.contains(&plain.as_str())
}

/// Whether a text is a template: a mark for a name alone, or one in front of a domain of Talkdesk's.
pub(super) fn is_template(text: &str) -> bool {
    let text = text.trim();
    // Lowering ASCII keeps all places.
    let small = text.to_ascii_lowercase();
    let in_address = ACCOUNT_DOMAINS.iter().any(|(domain, _)| {
        let Some(place) = small.find(&format!(".{domain}")) else {
            return false;
        };
        let front = &small[..place];
        let is_outside =
            |c: char| matches!(c, '/' | '@' | '"' | '\'' | '=' | '(') || c.is_control();
        let name = front.rsplit(is_outside).next().unwrap_or(front);
        let name = name.strip_prefix("%2f").unwrap_or(name);
        name.contains(['{', '}', '$', '<', '>', '[', ']', '*', '…'])
            || name.contains("%7b")
            || name.starts_with('%') && name.ends_with('%')
            || name.starts_with(':')
            || name.chars().all(|c| c == '.') && !name.is_empty()
    });
    in_address || is_mark(text)
}

/// `{account}`, `${ACCOUNT}`, `$ACCOUNT`, `%ACCOUNT%`, `<account name>`, `[your account]`.
fn is_mark(text: &str) -> bool {
    let within = |open: &str, close: &str| text.strip_prefix(open)?.strip_suffix(close);
    let is_name = |inner: &str| {
        !inner.is_empty()
            && inner.len() <= 40
            && inner
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.'))
    };
    let marks = [
        ("{", "}"),
        ("${", "}"),
        ("{{", "}}"),
        ("%", "%"),
        ("#{", "}"),
        ("<%=", "%>"),
        ("__", "__"),
    ];
    marks
        .iter()
        .any(|(open, close)| within(open, close).is_some_and(|inner| is_name(inner.trim())))
        || text.strip_prefix('$').is_some_and(is_name)
        || within("<", ">")
            .or_else(|| within("[", "]"))
            .is_some_and(is_example)
}
