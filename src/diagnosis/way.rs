//! What a host that was not reached means before anything was entered but the account.

use super::{Problem, problem, setting::Setting};
use crate::{
    talkdesk::{Account, Endpoints, Host},
    verification::Cause,
};

/// How the sentence begins that has no place here: nothing was entered yet that could have been sent.
const NOT_SENT: &str = "Your client ID and secret were not sent";

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
            let kept = text.split(NOT_SENT).next()?.trim();
            (!kept.is_empty()).then(|| kept.to_owned())
        }),
        ..problem
    }
}
