//! What the first API call warns of. The credentials work all the same.

use super::{problem, setting::Setting};
use crate::verification::{ApiOutcome, HeaderScheme, Target};

const BASIC_TAKEN: &str = "Talkdesk's own documents say that programs show their pass (token) with the word Bearer. This \
                           account refused that and took the word Basic. Tell whoever connects other programs to it.";

/// The warning that a first API call deserves, if any: a missing `account:read`, another account's name, an error.
#[must_use]
pub fn api_warning(outcome: &ApiOutcome, target: &Target) -> Option<String> {
    let typed = target.account.name.as_str();
    let api_host = target.endpoints.api_host.name();
    match outcome {
        ApiOutcome::Account { name, scheme, .. } => {
            let other = (!name.eq_ignore_ascii_case(typed)).then(|| {
                format!(
                    "You entered the account “{typed}”, but these credentials belong to “{name}”. Save them only if that \
                     is the account you want."
                )
            });
            let basic = (*scheme == HeaderScheme::Basic).then(|| BASIC_TAKEN.to_owned());
            let warnings: Vec<String> = other.into_iter().chain(basic).collect();
            (!warnings.is_empty()).then(|| warnings.join(" "))
        }
        ApiOutcome::Forbidden => Some(
            "The credentials work, but may not read the account, so its name could not be compared. For that, add the \
             permission (scope) account:read to the client in Talkdesk."
                .to_owned(),
        ),
        ApiOutcome::BothSchemesRefused => Some(format!(
            "Talkdesk gave out a pass (token), but {api_host} did not take it. A client made a few minutes ago may need \
             some more. You can save now and verify again later."
        )),
        ApiOutcome::Status(status) => Some(format!(
            "The credentials work, but {api_host} could not say which account they belong to (HTTP {status}). You can \
             save now and verify again later."
        )),
        ApiOutcome::NotAnAccount => Some(format!(
            "The credentials work, but what {api_host} answered is no account, so its name could not be compared."
        )),
        ApiOutcome::NotReached(cause) => Some(format!(
            "The credentials work, but the account's name could not be compared. {} You can save now and verify again \
             later.",
            problem(cause, &Setting::for_api(target)).what_happened
        )),
    }
}
