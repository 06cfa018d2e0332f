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
            "Open the client in Talkdesk and see that Client credentials is ticked. Then try again.",
        )
        .with([Remedy::CreateNewClient, Remedy::ChangeAccount, Remedy::TryAgain])
        .or(
            "The account's plan comes without access for programs (API access).",
            "Then no client works, however it is made. Ask Talkdesk's support.",
            [],
        ),
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
            "Ruled out: the connection to Talkdesk. Not ruled out: your client ID and secret, which may be right.",
            "The account probably lets in only certain networks, by their IP addresses. Ask your Talkdesk administrator to \
             add yours, and Nexla's too. Then try again.",
        )
        .with([Remedy::TryAgain, Remedy::ChangeAccount]),
        Refusal::Filtered { .. } => Problem::new(
            "A firewall or bot filter answered, not Talkdesk's sign-in.",
            "Not ruled out: your client ID and secret, which Talkdesk has not judged. The filter may be your network's or \
             Talkdesk's own.",
            format!(
                "Try again from another network, or without a VPN. If it works there, ask whoever runs your network to let \
                 this program reach {}. If not, ask Talkdesk's support, with the details.",
                setting.token_host
            ),
        )
        .with([Remedy::TryAgain]),
        Refusal::TooManyRequests { retry_after, .. } => Problem::new(
            "Talkdesk has had too many requests and wants a pause.",
            &format!("{reached} Nothing you entered was judged."),
            format!("{} This program does not try on its own.", pause(*retry_after)),
        )
        .with([Remedy::TryAgain]),
        Refusal::ServerError {
            status,
            retry_after,
            ..
        } => Problem::new(
            format!("Talkdesk has trouble on its own side (HTTP {status})."),
            &format!("{reached} Nothing you entered was judged."),
            match retry_after {
                None => "Wait a few minutes and try again. If it lasts, ask Talkdesk's support.".to_owned(),
                some => format!("{} If it lasts, ask Talkdesk's support.", pause(*some)),
            },
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
        Refusal::Packed { packing, .. } => on_the_way(
            format!("The answer is packed ({packing}), which this program did not ask for and cannot read."),
        ),
        Refusal::TooLong { .. } => {
            on_the_way("Unpacked, the answer is far too long to be Talkdesk's.".to_owned())
        }
        Refusal::CutOffJson => on_the_way("The answer of Talkdesk's host ends in the middle.".to_owned()),
        Refusal::NotJson => on_the_way("The answer of Talkdesk's host cannot be read.".to_owned()),
        unreadable => unreadable_answer(unreadable, setting),
    }
}

const PASTE_AGAIN: &str = "Paste both again from Talkdesk's window or the downloaded file, if you have either. If not, \
                           create a new client.";

fn invalid_client(setting: &Setting) -> Problem {
    let ruled_out = format!(
        "Ruled out: {}. Not ruled out: {}.",
        setting.reached,
        if setting.region.is_some() {
            "the region"
        } else {
            "the host"
        }
    );
    let what_to_do = if setting.client_is_new {
        "Talkdesk may need a few minutes before it knows a client that was just made. Wait two minutes, then try again."
    } else {
        PASTE_AGAIN
    };
    let problem = Problem::new(
        "Talkdesk does not know this client ID and secret together.",
        &ruled_out,
        what_to_do,
    )
    .with([
        Remedy::ChangeClientSecret,
        Remedy::ChangeClientId,
        Remedy::CreateNewClient,
        Remedy::TryAgain,
    ]);
    let problem = if setting.client_is_new {
        problem.or(
            "A part is missing, or belongs to another client.",
            PASTE_AGAIN,
            [],
        )
    } else {
        made_minutes_ago(problem)
    };
    only_some_networks(asked_scopes(elsewhere(problem, setting), setting))
}

fn unauthorized(setting: &Setting) -> Problem {
    let problem = Problem::new(
        "Talkdesk does not let this client in, and does not say why.",
        &format!(
            "Ruled out: {}. Not ruled out: the client ID, the secret and the account's own rules.",
            setting.reached
        ),
        if setting.client_is_new {
            "Talkdesk may need a few minutes before it lets in a client that was just made. Wait two minutes, then try \
             again. If it stays so, paste the client ID and the secret again."
        } else {
            "Paste the client ID and the secret again, then try again."
        },
    )
    .with([
        Remedy::ChangeClientSecret,
        Remedy::ChangeClientId,
        Remedy::TryAgain,
    ]);
    let problem = if setting.client_is_new {
        problem
    } else {
        made_minutes_ago(problem)
    };
    only_some_networks(asked_scopes(elsewhere(problem, setting), setting)).or(
        "The account's plan comes without access for programs (API access).",
        "Then no client works, however it is made. Ask your Talkdesk administrator.",
        [],
    )
}

fn made_minutes_ago(problem: Problem) -> Problem {
    problem.or(
        "The client was made a few minutes ago.",
        "Wait two minutes, then try again.",
        [Remedy::Wait],
    )
}

fn elsewhere(problem: Problem, setting: &Setting) -> Problem {
    if setting.region.is_some() {
        problem.or(
            "Your account is in another region.",
            "The address in your browser, signed in to Talkdesk, tells which.",
            setting.other_regions.iter().copied(),
        )
    } else {
        problem.or(
            "The host is not your account's.",
            "Compare the host that you entered with the address in your browser when you are signed in to Talkdesk.",
            [Remedy::ChangeAccount],
        )
    }
}

fn asked_scopes(problem: Problem, setting: &Setting) -> Problem {
    if setting.scope.is_none() {
        return problem;
    }
    problem.or(
        "The client does not have the permissions (scopes) that you asked for.",
        "Clear them under Advanced, then try again.",
        [Remedy::ChangeScopes],
    )
}

fn only_some_networks(problem: Problem) -> Problem {
    problem.or(
        "The account lets in only certain IP addresses.",
        "Ask your Talkdesk administrator.",
        [],
    )
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

/// Something between here and Talkdesk has changed the answer: that says nothing of the account or the credentials.
fn on_the_way(what_happened: String) -> Problem {
    Problem::new(
        what_happened,
        "Nothing was proven of your client ID and secret.",
        "Try again. If it stays so, something else may answer in Talkdesk's place, or a proxy or filter changes what comes \
         back: try another network, or show the details to whoever runs yours.",
    )
    .with([Remedy::TryAgain])
}

/// A yes that is no proof. Talkdesk does not answer like that; a proxy or a wrong host may.
fn unreadable_answer(refusal: &Refusal, setting: &Setting) -> Problem {
    let what_happened = match refusal {
        Refusal::EmptyAnswer { .. } => {
            "Talkdesk's host agreed, but its answer is empty.".to_owned()
        }
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
        seconds @ 2..=90 => format!("{seconds} seconds"),
        seconds => format!("{} minutes", seconds.div_ceil(60)),
    }
}

fn at_time(at: Timestamp) -> String {
    at.strftime("%H:%M UTC on %B %-d, %Y").to_string()
}
