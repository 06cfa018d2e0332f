//! Answers of the token endpoint that are no token.

use std::time::Duration;

use jiff::Timestamp;

use super::{Problem, Remedy, setting::Setting};
use crate::token::{Refusal, RetryAfter};

pub(super) fn problem(refusal: &Refusal, setting: &Setting) -> Problem {
    let reached = format!("Ruled out: {}.", setting.reached);
    match refusal {
        Refusal::InvalidClient { .. } => invalid_client(setting),
        Refusal::Unauthorized { .. } => unauthorized(setting),
        Refusal::UnauthorizedClient { .. } => Problem::new(
            "This client may not sign in on its own, without a person.",
            &reached,
            "Open the client in Talkdesk, tick Client credentials, save, and try again. If Talkdesk does not let you \
             change it, create a new client.",
        )
        .with([Remedy::CreateNewClient, Remedy::TryAgain]),
        Refusal::UnsupportedGrantType { .. } => Problem::new(
            "This Talkdesk account does not let programs sign in on their own.",
            &reached,
            "See that Client credentials is ticked for the client. If it is, the account's plan may come without access \
             for programs (API access): ask Talkdesk.",
        )
        .with([Remedy::CreateNewClient, Remedy::ChangeAccount, Remedy::TryAgain]),
        Refusal::InvalidScope { .. } => invalid_scope(setting, &reached),
        Refusal::InvalidRequest { .. } => Problem::new(
            "Talkdesk did not understand the request.",
            &reached,
            format!("A wrong host is the likeliest cause. {}", setting.check_account()),
        )
        .with(setting.elsewhere()),
        Refusal::OtherError { code, .. } => Problem::new(
            format!("Talkdesk refused with a reason that this program does not know: {code}."),
            &reached,
            "What Talkdesk wrote stands in the details. If it does not help, paste the client ID and the secret again, or \
             show the details to Talkdesk's support.",
        )
        .with([Remedy::ChangeClientSecret, Remedy::ChangeClientId, Remedy::TryAgain]),
        Refusal::Forbidden { .. } => Problem::new(
            "Talkdesk does not take requests from where you are.",
            "Ruled out: the way to Talkdesk. Not ruled out: your client ID and secret, which may be right.",
            "The account probably allows only certain IP addresses. Ask your Talkdesk administrator to add yours, and \
             Nexla's too. Then try again.",
        )
        .with([Remedy::TryAgain, Remedy::ChangeAccount]),
        Refusal::TooManyRequests { retry_after } => Problem::new(
            "Talkdesk has had too many requests and wants a pause.",
            &format!("{reached} Nothing you entered was judged."),
            format!("{} This program does not try on its own.", pause(*retry_after)),
        )
        .with([Remedy::TryAgain]),
        Refusal::ServerError { status } => Problem::new(
            format!("Talkdesk has trouble on its own side (HTTP {status})."),
            &format!("{reached} Nothing you entered was judged."),
            "Wait a few minutes and try again. If it lasts, ask Talkdesk's support.",
        )
        .with([Remedy::TryAgain]),
        Refusal::NotFound { .. } => Problem::new(
            not_found(setting),
            "Ruled out: the network. Not ruled out: your client ID and secret, which may be right elsewhere.",
            setting.check_account(),
        )
        .with(setting.elsewhere()),
        Refusal::Redirect { target, .. } => redirect(target.as_deref(), setting),
        Refusal::WebPage { .. } => web_page(setting),
        unreadable => unreadable_answer(unreadable, setting),
    }
}

fn invalid_client(setting: &Setting) -> Problem {
    let scope = match &setting.scope {
        Some(_) => {
            " The permissions (scopes) under Advanced can be the reason too: clear them and try again."
        }
        None => "",
    };
    let mut remedies = vec![Remedy::ChangeClientSecret, Remedy::ChangeClientId];
    remedies.extend(&setting.other_regions);
    if setting.scope.is_some() {
        remedies.push(Remedy::ChangeScopes);
    }
    remedies.extend([Remedy::TryAgain, Remedy::CreateNewClient]);
    Problem::new(
        "Talkdesk does not know this client ID and secret together.",
        &format!(
            "Ruled out: {}. Not ruled out: {}.",
            setting.reached,
            if setting.region.is_some() { "the region" } else { "the host" }
        ),
        format!(
            "Paste both again from Talkdesk's window or the downloaded file, if you have either. If not, create a new \
             client. If the client was made a few minutes ago, wait two minutes and try again. If it stays so, your \
             account may be in another region, or allow only certain IP addresses.{scope}"
        ),
    )
    .with(remedies)
}

fn unauthorized(setting: &Setting) -> Problem {
    let mut remedies = vec![Remedy::ChangeClientSecret, Remedy::ChangeClientId];
    remedies.extend(&setting.other_regions);
    remedies.push(Remedy::TryAgain);
    Problem::new(
        "Talkdesk does not let this client in, and does not say why.",
        &format!(
            "Ruled out: {}. Not ruled out: the client ID, the secret and the account's own rules.",
            setting.reached
        ),
        "Paste the client ID and the secret again. If they are right, ask your Talkdesk administrator whether the account \
         allows only certain IP addresses, and whether its plan includes access for programs (API access).",
    )
    .with(remedies)
}

fn invalid_scope(setting: &Setting, reached: &str) -> Problem {
    match &setting.scope {
        Some(scope) => Problem::new(
            format!("Talkdesk does not give this client all of the permissions (scopes) that you asked for: {scope}."),
            reached,
            "Take out those that the client does not have, or add them to the client in Talkdesk. With none named, you get \
             all that the client has.",
        )
        .with([Remedy::ChangeScopes, Remedy::CreateNewClient, Remedy::TryAgain]),
        None => Problem::new(
            "The client has no permissions (scopes) that Talkdesk accepts.",
            reached,
            "Add permissions to the client in Talkdesk and try again. If Talkdesk does not let you, create a new client.",
        )
        .with([Remedy::CreateNewClient, Remedy::TryAgain]),
    }
}

fn not_found(setting: &Setting) -> String {
    match setting.region {
        Some(region) => format!(
            "Talkdesk in {region} knows no account {} that programs can sign in to.",
            setting.account
        ),
        None => "At the host that you entered, programs cannot sign in to Talkdesk.".to_owned(),
    }
}

fn redirect(target: Option<&str>, setting: &Setting) -> Problem {
    let target = target.unwrap_or("another page");
    Problem::new(
        format!("Talkdesk's host wants to pass this program on to {target}."),
        "Ruled out: the network. Your client ID and secret were not sent on.",
        format!(
            "This program does not follow, because your secret would go with it. {}",
            setting.check_account()
        ),
    )
    .with(setting.elsewhere())
}

fn web_page(setting: &Setting) -> Problem {
    let mut remedies = vec![Remedy::TryAgain, Remedy::ChangeAccount];
    remedies.extend(&setting.other_regions);
    Problem::new(
        "A web page came back where Talkdesk's answer was expected.",
        "Not ruled out: that something on your network answered in Talkdesk's place.",
        format!(
            "Open any website in your browser. If a page asks you to sign in to the network, do that, and try again. If \
             not: {}",
            setting.check_account()
        ),
    )
    .with(remedies)
}

/// A yes that is no proof. Talkdesk does not answer like that; a proxy or a wrong host may.
fn unreadable_answer(refusal: &Refusal, setting: &Setting) -> Problem {
    let what_happened = match refusal {
        Refusal::EmptyAnswer { .. } => {
            "Talkdesk's host agreed, but its answer is empty.".to_owned()
        }
        Refusal::CutOffJson => "The answer of Talkdesk's host ends in the middle.".to_owned(),
        Refusal::NotJson => "The answer of Talkdesk's host cannot be read.".to_owned(),
        Refusal::NotAnObject => {
            "The answer of Talkdesk's host has another shape than Talkdesk's.".to_owned()
        }
        Refusal::TooDeepJson => {
            "The answer of Talkdesk's host is nested deeper than any of Talkdesk's.".to_owned()
        }
        Refusal::DuplicateName { name } => {
            format!(
                "The answer of Talkdesk's host says one thing twice ({name}), so it is not clear what counts."
            )
        }
        Refusal::NoAccessToken => {
            "The answer of Talkdesk's host holds no pass (access token).".to_owned()
        }
        Refusal::OtherTokenType {
            token_type: Some(kind),
        } => {
            format!(
                "The answer of Talkdesk's host holds a pass (token) of a kind that cannot be used: {kind}."
            )
        }
        Refusal::OtherTokenType { token_type: None } => {
            "The answer of Talkdesk's host does not say what kind of pass (token) it holds."
                .to_owned()
        }
        other => format!(
            "Talkdesk's host gave an answer that has no meaning here{}.",
            status_of(other)
        ),
    };
    Problem::new(
        what_happened,
        &format!(
            "Ruled out: {}. Nothing was proven of your client ID and secret.",
            setting.reached
        ),
        format!(
            "Try again. If it stays so, something else may answer in Talkdesk's place. {}",
            setting.check_account()
        ),
    )
    .with([Remedy::TryAgain, Remedy::ChangeAccount])
}

fn status_of(refusal: &Refusal) -> String {
    match refusal {
        Refusal::UnexpectedStatus { status, .. } => format!(" (HTTP {status})"),
        _ => String::new(),
    }
}

fn pause(retry_after: Option<RetryAfter>) -> String {
    match retry_after {
        None => "Wait a few minutes, then try again.".to_owned(),
        Some(RetryAfter::In(length)) => format!("Wait {}, then try again.", in_words(length)),
        Some(RetryAfter::At(at)) => format!("Wait until {}, then try again.", at_time(at)),
    }
}

fn in_words(length: Duration) -> String {
    match length.as_secs() {
        0 | 1 => "a second".to_owned(),
        seconds @ 2..=119 => format!("{seconds} seconds"),
        seconds => format!("{} minutes", seconds.div_ceil(60)),
    }
}

fn at_time(at: Timestamp) -> String {
    at.strftime("%H:%M UTC on %B %-d, %Y").to_string()
}
