//! The account where a label names it, and in this program's own notations: `acme@us`, `acme (Europe)`.

use super::{
    Account, AccountName, Address, Region, domains::region_named, placeholder::is_example,
    scopes::is_scope,
};

/// Parts of labels for the account's name, in English, Portuguese, Spanish, French and German.
const ACCOUNT: [&str; 9] = [
    "account",
    "subdomain",
    "tenant",
    "instance",
    "conta",
    "cuenta",
    "compte",
    "konto",
    "subdominio",
];

/// Parts of labels that are about something else of the account.
const OTHER: [&str; 12] = [
    "number", "email", "manager", "type", "owner", "sid", "key", "plan", "status", "secret",
    "token", "contact",
];

/// The account that a labeled line names, with the region of another one.
pub(super) fn labeled(text: &str) -> Option<Address> {
    let mut name = None;
    let mut region = None;
    let mut pieces = text
        .split(['\n', '\r', ',', ';', '{', '}', '&'])
        .map(str::trim)
        .filter(|piece| !piece.is_empty());
    while let Some(piece) = pieces.next() {
        let (label, value) = match piece.split_once([':', '=', '\t']) {
            Some((label, value)) if is_scope(label, value) => continue,
            Some((label, value)) => (label, value),
            None if is_of_account(piece) || is_of_region(piece) => {
                (piece, pieces.next().unwrap_or_default())
            }
            None => continue,
        };
        let value = value.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '“' | '”' | '.')
        });
        if is_of_account(label) {
            name = name.or_else(|| named(value));
        } else if is_of_region(label) {
            region = region.or(Some(value));
        }
    }
    let (account, own_region) = name?;
    let region = own_region.or_else(|| region_named(region?.split(['(', '/']).next()?, &account));
    Some(Address::found(account, region))
}

/// `acme@us`, `acme (Europe)`, `acme, EU`.
pub(super) fn own_notation(text: &str) -> Option<Address> {
    let text = text.trim();
    let key = text.split([':', ' ', ',']).next().unwrap_or_default();
    if let Some(Account { name, region }) = Account::of_key(&key.to_ascii_lowercase()) {
        return Some(Address::found(name, Some(region)));
    }
    let (name, rest) = text.split_once(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))?;
    let name = AccountName::parse(name)
        .ok()
        .filter(|name| !is_example(name.as_str()))?;
    let separator = &text[name.as_str().len()..text.len() - rest.len()];
    let inner = rest.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '-' | '–' | '—' | ',' | '/' | '.')
    });
    // Two words may be a company's name: “contact us”.
    let is_set_apart = separator != " " || rest.starts_with(['(', '[', '-', '–', '—', ',', '/']);
    let is_plain = inner.len() > 3 || inner.chars().all(|c| c.is_ascii_uppercase());
    let separates = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | ',' | '/' | '–' | '—');
    if !separator.starts_with(separates) || inner.eq_ignore_ascii_case("com") {
        return None;
    }
    if inner.is_empty() || inner.contains(['\n', '@']) || !(is_set_apart || is_plain) {
        return None;
    }
    let region = region_named(inner, &name)?;
    Some(Address::found(name, Some(region)))
}

/// A name alone, or with its region.
fn named(value: &str) -> Option<(AccountName, Option<Region>)> {
    match AccountName::parse(value) {
        Ok(name) if !is_example(value) => Some((name, None)),
        _ => own_notation(value).map(|address| (address.account, address.region)),
    }
}

fn is_of_account(label: &str) -> bool {
    let plain = letters(label);
    let is_short = label.split_whitespace().count() <= 4;
    is_short
        && ACCOUNT.iter().any(|word| plain.contains(word))
        && !plain.ends_with("id")
        && !OTHER.iter().any(|word| plain.contains(word))
}

fn is_of_region(label: &str) -> bool {
    let plain = letters(label);
    label.split_whitespace().count() <= 3 && (plain.contains("regi") || plain == "datacenter")
}

fn letters(label: &str) -> String {
    label
        .chars()
        .filter(char::is_ascii_alphabetic)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}
