//! What a host that was not reached means before anything was entered but the account.

use super::{Problem, problem, setting::Setting};
use crate::{
    talkdesk::{Account, Endpoints, Host},
    verification::Cause,
};

/// How the sentences begin that have no place here: nothing was entered yet that could have been sent or judged.
const OF_CREDENTIALS: [&str; 2] = [
    "Your client ID and secret were not sent",
    "Not ruled out: your client ID and secret",
];

/// Explains why `host`, one of the account's two, was not reached by a request without any secret.
#[must_use]
pub fn explain_way(
    cause: &Cause,
    host: &Host,
    account: &Account,
    endpoints: &Endpoints,
) -> Problem {
    let setting = Setting::of_account(account, endpoints);
    let setting = if *host == endpoints.token_host {
        setting
    } else {
        setting.without_account()
    };
    let problem = problem(cause, &setting);
    Problem {
        ruled_out: problem.ruled_out.and_then(|text| {
            let end = OF_CREDENTIALS
                .iter()
                .filter_map(|beginning| text.find(beginning))
                .min();
            let kept = text[..end.unwrap_or(text.len())].trim();
            (!kept.is_empty()).then(|| kept.to_owned())
        }),
        ..problem
    }
}
