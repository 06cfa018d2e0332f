//! Addresses that are one slip away from one of Talkdesk's.

use super::{AccountName, authority::read_name, domains::ACCOUNT_DOMAINS};

/// The domain of old addresses.
pub(super) const OLD_DOMAIN: &str = "talkdesk.com";

/// More slips than these make another word.
const MOST_SLIPS: usize = 2;

/// What was probably meant by `host`: a name and a domain of Talkdesk's.
pub(super) fn meant(host: &str) -> Option<(AccountName, &'static str)> {
    let host = read_name(host).ok()?;
    let domains = || {
        ACCOUNT_DOMAINS
            .iter()
            .map(|(domain, _)| *domain)
            .chain([OLD_DOMAIN])
    };
    if let Some((front, rest)) = host.split_once('.')
        && let Ok(name) = AccountName::parse(front)
    {
        let nearest = domains()
            .map(|domain| (slips(rest, domain), domain))
            .min_by_key(|(slips, _)| *slips);
        if let Some((1..=MOST_SLIPS, domain)) = nearest {
            return Some((name, domain));
        }
        if domains().any(|domain| domain == rest) {
            return None;
        }
        let apart = |text: &str| text.replace(['.', '-'], "");
        if let Some(domain) = domains().find(|domain| apart(domain) == apart(rest)) {
            return Some((name, domain));
        }
        if let Some(ending) = rest.strip_prefix("talkdeskapp") {
            let domain =
                domains().find(|domain| domain.strip_prefix("talkdeskid") == Some(ending))?;
            return Some((name, domain));
        }
    }
    // The dot between them is missing.
    domains()
        .filter(|domain| *domain != OLD_DOMAIN)
        .find_map(|domain| {
            let front = host.strip_suffix(domain)?;
            let name = AccountName::parse(front.strip_suffix('-').unwrap_or(front)).ok()?;
            Some((name, domain))
        })
}

/// Whether a domain is one slip away from a known one.
pub(super) fn is_slip(domain: &str) -> bool {
    ACCOUNT_DOMAINS
        .iter()
        .any(|(known, _)| distance(domain.as_bytes(), known.as_bytes()) == 1)
}

/// How many characters are wrong, missing, too many or exchanged with a neighbor. A right name with another ending of two
/// letters is no slip but another country, unless it is one letter away.
fn slips(written: &str, domain: &str) -> usize {
    let same_name = written.split('.').next() == domain.split('.').next();
    let counted = distance(written.as_bytes(), domain.as_bytes());
    if same_name && counted > 1 {
        usize::MAX
    } else {
        counted
    }
}

/// Damerau and Levenshtein, in its simple form.
pub(super) fn distance(left: &[u8], right: &[u8]) -> usize {
    const LONGEST: usize = 40;
    if left.len() > LONGEST || right.len() > LONGEST {
        return usize::MAX;
    }
    let mut rows = vec![(0..=right.len()).collect::<Vec<usize>>()];
    for (i, a) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let mut best = (rows[i][j] + usize::from(a != b))
                .min(rows[i][j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && left[i - 1] == *b && *a == right[j - 1] {
                best = best.min(rows[i - 1][j - 1] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[left.len()][right.len()]
}
