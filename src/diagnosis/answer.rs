//! A connection that stands, and an answer that does not come, or is none.

use super::{Problem, Remedy, setting::Setting};
use crate::verification::Cause;

pub(super) fn problem(cause: &Cause, setting: &Setting) -> Problem {
    let ruled_out = format!(
        "Ruled out: {}. Not ruled out: your client ID and secret, which Talkdesk has not judged.",
        setting.reached
    );
    let (what_happened, what_to_do) = words(cause, setting);
    Problem::new(what_happened, &ruled_out, what_to_do)
        .with([Remedy::TryAgain, Remedy::ChangeAccount])
}

fn words(cause: &Cause, setting: &Setting) -> (String, String) {
    match cause {
        Cause::Silent { host } => (
            format!("{host} took the connection and then did not answer."),
            "The server is probably overloaded. Try again in a minute.".to_owned(),
        ),
        Cause::AnswerTooSlow { host } => (
            format!("{host} began to answer and did not finish in time."),
            "The server or your network is very slow just now. Try again in a minute.".to_owned(),
        ),
        Cause::AnswerCut { host } => (
            format!("The connection to {host} broke before the answer was complete."),
            "Try again. If it breaks every time, try another network.".to_owned(),
        ),
        Cause::AnswerTooLarge { host, .. } => (
            format!("The answer of {host} is far too long to be Talkdesk's."),
            format!(
                "Something else probably answers in its place. {}",
                setting.check_account()
            ),
        ),
        Cause::NotHttp { host } => (
            format!("What answers at {host} is no web server."),
            format!(
                "Something else probably answers in its place. {}",
                setting.check_account()
            ),
        ),
        other => (
            format!(
                "The exchange with {} failed in a way that this program does not know.",
                host_of(other)
            ),
            "Try again. If it stays so, show the details to whoever runs your network.".to_owned(),
        ),
    }
}

fn host_of(cause: &Cause) -> &str {
    match cause {
        Cause::Transport { host, .. } => host,
        _ => "Talkdesk",
    }
}
