//! The exchange worked as soon as no scopes were named, so they are the cause.

use super::{Problem, Remedy, setting::Setting};

pub(super) fn problem(missing: &[String], setting: &Setting) -> Problem {
    let ruled_out = "Ruled out: the network, the region, the client ID and the secret. Without these permissions, Talkdesk \
                     accepted them.";
    let problem = match missing {
        [] => Problem::new(
            format!(
                "The client ID and secret are right, but Talkdesk does not take them with the permissions (scopes) that \
                 you asked for: {}.",
                setting.scope.as_deref().unwrap_or("none")
            ),
            ruled_out,
            "Take out those that you do not need. With none named, you get all that the client has.",
        ),
        [one] => Problem::new(
            format!(
                "The client ID and secret are right, but the client does not have the permission (scope) {one}."
            ),
            ruled_out,
            "Add it to the client in Talkdesk, or take it out of what you ask for. With none named, you get all that the \
             client has.",
        ),
        [first @ .., last] => Problem::new(
            format!(
                "The client ID and secret are right, but the client does not have the permissions (scopes) {} and {last}.",
                first.join(", ")
            ),
            ruled_out,
            "Add them to the client in Talkdesk, or take them out of what you ask for. With none named, you get all that \
             the client has.",
        ),
    };
    problem.with([Remedy::ChangeScopes, Remedy::TryAgain]).or(
        "A permission was added to the client a few minutes ago.",
        "Talkdesk may need some time before it gives a new one. Wait two minutes, then try again.",
        [Remedy::Wait],
    )
}
