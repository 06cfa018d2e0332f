//! Every cause has words of its own, and none of them gives a secret away.

mod causes;

use std::{collections::BTreeMap, time::Duration};

use causes::{all_causes, variants};

use super::*;
use crate::{
    credentials::ClientId,
    secret::Secret,
    talkdesk::{Account, AccountName, Host, Region},
    token::{Answer, Refusal, read_token_answer, redaction},
    verification::{ApiOutcome, HeaderScheme},
};

const SECRET: &str = "s3cr3t-of-many-letters";

fn request(region: Region) -> Target {
    let account = Account {
        name: AccountName::parse("acme").unwrap(),
        region,
    };
    Target {
        endpoints: account.endpoints(),
        account,
        client_id: ClientId::parse("0123456789abcdef0123456789abcdef").unwrap(),
        scope: None,
    }
}

fn other_region() -> Region {
    Region::Other {
        token_host: Host::parse("acme.talkdeskid.au").unwrap(),
        api_host: Host::parse("api.talkdeskapp.au").unwrap(),
    }
}

fn explained(cause: Cause, request: &Target) -> Problem {
    let failure = Failure {
        stage: Stage::Token,
        cause,
        took: Duration::from_millis(12),
        unused_proxy: None,
    };
    explain(&failure, request)
}

fn all_requests() -> [Target; 3] {
    let with_scope = Target {
        scope: Some("account:read".to_owned()),
        ..request(Region::Europe)
    };
    [
        request(Region::UnitedStates),
        with_scope,
        request(other_region()),
    ]
}

#[test]
fn no_two_causes_share_what_happened() {
    for request in all_requests() {
        let mut seen = BTreeMap::new();
        for cause in all_causes().into_iter().chain(variants()) {
            let problem = explained(cause.clone(), &request);
            let earlier = seen.insert(problem.what_happened.clone(), cause.clone());
            assert_eq!(earlier, None, "{cause:?}: {}", problem.what_happened);
        }
    }
}

#[test]
fn every_problem_has_three_parts_a_button_and_details() {
    for request in all_requests() {
        for cause in all_causes() {
            let problem = explained(cause.clone(), &request);
            for part in front(&problem) {
                assert!(
                    part.ends_with('.') && part.starts_with(|c: char| c.is_uppercase() || c == 'a'),
                    "{part}"
                );
            }
            assert_eq!(
                front(&problem).len(),
                3 + 2 * problem.otherwise.len(),
                "{cause:?}"
            );
            assert!(!problem.remedies.is_empty(), "{cause:?}");
            let buttons = buttons(&problem);
            let twice = (1..buttons.len()).find(|&at| buttons[..at].contains(&buttons[at]));
            assert_eq!(twice, None, "{cause:?}: {buttons:?}");
            assert!(problem.details.len() >= 2, "{cause:?}");
        }
    }
}

#[test]
fn words_of_the_trade_stand_in_brackets_only() {
    let trade = [
        "token",
        "tls",
        "scope",
        "bearer",
        "http ",
        "json",
        "dns",
        "oauth",
        "api ",
        "handshake",
        "socket",
    ];
    let rude = ["please", "sorry", "oops", "invalid"];
    for request in all_requests() {
        for cause in all_causes() {
            let problem = explained(cause.clone(), &request);
            for part in front(&problem) {
                let plain = without_brackets(&part).to_lowercase();
                for word in trade.iter().chain(&rude) {
                    assert!(!plain.contains(word), "{cause:?}: {word:?} in {part:?}");
                }
            }
        }
    }
}

fn front(problem: &Problem) -> Vec<String> {
    [
        Some(&problem.what_happened),
        problem.ruled_out.as_ref(),
        Some(&problem.what_to_do),
    ]
    .into_iter()
    .flatten()
    .chain(
        problem
            .otherwise
            .iter()
            .flat_map(|likely| [&likely.reason, &likely.what_tells]),
    )
    .cloned()
    .collect()
}

fn buttons(problem: &Problem) -> Vec<Remedy> {
    let otherwise = problem.otherwise.iter();
    let of_reasons = otherwise.flat_map(|likely| &likely.remedies);
    problem.remedies.iter().chain(of_reasons).copied().collect()
}

fn without_brackets(text: &str) -> String {
    text.split('(')
        .enumerate()
        .map(|(index, part)| {
            if index == 0 {
                part
            } else {
                part.split_once(')').map_or("", |(_, rest)| rest)
            }
        })
        .collect()
}

#[test]
fn no_region_is_offered_where_the_account_lives_or_where_the_host_was_typed() {
    use Remedy::{TryInCanada, TryInEurope, TryInUnitedStates};
    let check = |region: Region, own: &[Remedy]| {
        let request = request(region);
        for cause in all_causes() {
            let remedies = buttons(&explained(cause, &request));
            assert!(
                own.iter().all(|remedy| !remedies.contains(remedy)),
                "{remedies:?}"
            );
        }
    };
    check(Region::UnitedStates, &[TryInUnitedStates]);
    check(Region::Europe, &[TryInEurope]);
    check(Region::Canada, &[TryInCanada]);
    check(
        other_region(),
        &[TryInUnitedStates, TryInEurope, TryInCanada],
    );
}

#[test]
fn trying_again_comes_first_only_where_nothing_is_to_be_changed_before() {
    use Refusal as R;
    for cause in all_causes() {
        let to_be_changed = matches!(
            cause,
            Cause::NameNotFound { .. }
                | Cause::UnknownIssuer { .. }
                | Cause::BadCertificateSignature { .. }
                | Cause::CaFile { .. }
                | Cause::Refused(
                    R::InvalidClient { .. }
                        | R::Unauthorized { .. }
                        | R::UnauthorizedClient { .. }
                        | R::UnsupportedGrantType { .. }
                        | R::InvalidScope { .. }
                        | R::InvalidRequest { .. }
                        | R::OtherError { .. }
                        | R::NotFound { .. }
                        | R::Redirect { .. }
                )
                | Cause::ScopesRefused { .. }
        );
        let problem = explained(cause.clone(), &request(Region::UnitedStates));
        assert_eq!(
            problem.remedies[0] != Remedy::TryAgain,
            to_be_changed,
            "{cause:?}"
        );
    }
}

#[test]
fn a_refused_pair_is_explained_in_these_words() {
    let problem = explained(refused_pair(), &request(Region::UnitedStates));
    assert_eq!(
        problem.what_happened,
        "Talkdesk does not know this client ID and secret together."
    );
    assert_eq!(
        problem.ruled_out.as_deref().unwrap(),
        "Ruled out: the network and this computer's clock. Not ruled out: the region."
    );
    assert_eq!(
        problem.what_to_do,
        "Paste both again from Talkdesk's window or the downloaded file, if you have either. If not, create a new \
         client."
    );
    assert_eq!(
        problem.remedies,
        [
            Remedy::ChangeClientSecret,
            Remedy::ChangeClientId,
            Remedy::CreateNewClient,
            Remedy::TryAgain,
        ]
    );
    assert_eq!(
        reasons(&problem),
        [
            "The client was made a few minutes ago.",
            "Your account is in another region.",
            "The account lets in only certain IP addresses.",
        ]
    );
    assert_eq!(problem.otherwise[0].remedies, [Remedy::Wait]);
    assert_eq!(
        problem.otherwise[1].remedies,
        [Remedy::TryInEurope, Remedy::TryInCanada]
    );
    assert_eq!(
        problem.details,
        [
            "Token address: https://acme.talkdeskid.com/oauth/token",
            "Stage: token request, after 12 ms",
            "HTTP 401 invalid_client",
            "The server wrote: Bad client credentials",
        ]
    );
}

fn refused_pair() -> Cause {
    Cause::Refused(Refusal::InvalidClient {
        named: true,
        status: 401,
        description: Some("Bad client credentials".to_owned()),
    })
}

fn reasons(problem: &Problem) -> Vec<&str> {
    let otherwise = problem.otherwise.iter();
    otherwise.map(|likely| likely.reason.as_str()).collect()
}

#[test]
fn a_pair_that_was_made_minutes_ago_is_to_wait_first() {
    let failure = Failure {
        stage: Stage::Token,
        cause: refused_pair(),
        took: Duration::from_millis(12),
        unused_proxy: None,
    };
    let problem = explain_for_new_client(&failure, &request(Region::UnitedStates));
    assert_eq!(
        problem.what_to_do,
        "Talkdesk may need a few minutes before it knows a client that was just made. Wait two minutes, then try again."
    );
    assert_eq!(
        reasons(&problem)[0],
        "A part is missing, or belongs to another client."
    );
    assert!(!buttons(&problem).contains(&Remedy::Wait));
}

#[test]
fn scopes_are_in_doubt_until_they_are_ruled_out() {
    let with_scopes = Target {
        scope: Some("account:read".to_owned()),
        ..request(other_region())
    };
    let in_doubt = explained(refused_pair(), &with_scopes);
    assert_eq!(
        reasons(&in_doubt)[2],
        "The client does not have the permissions (scopes) that you asked for."
    );
    assert!(buttons(&in_doubt).contains(&Remedy::ChangeScopes));
    let Cause::Refused(refusal) = refused_pair() else {
        panic!()
    };
    let ruled_out = explained(Cause::RefusedWithoutScopesToo(refusal), &with_scopes);
    assert_eq!(
        ruled_out.ruled_out.as_deref(),
        Some(
            "Ruled out: the network, this computer's clock and the permissions (scopes). Not ruled out: the host."
        )
    );
    assert!(!buttons(&ruled_out).contains(&Remedy::ChangeScopes));
}

#[test]
fn times_and_names_are_shown() {
    let shown = |part: &str| {
        let texts = all_causes()
            .into_iter()
            .map(|cause| explained(cause, &request(Region::UnitedStates)));
        let found = texts
            .into_iter()
            .any(|problem| front(&problem).iter().any(|text| text.contains(part)));
        assert!(found, "{part}");
    };
    shown("ended on January 1, 2021, 00:00 UTC");
    shown("clock says November 24, 2026, 08:00 UTC");
    shown("begins only on January 1, 2026, 00:00 UTC");
    shown("is a.example and b.example.");
    shown("Wait 3 minutes, then");
    shown("pass this program on to https://login.example.");
    shown("The proxy http://proxy.example:3128");
    shown("comes from HTTPS_PROXY.");
}

/// A server that echoes whatever it got, in every field that is shown.
#[test]
fn no_secret_is_in_a_problem() {
    let sent = Secret::from(SECRET);
    let request = request(Region::UnitedStates);
    let redaction = redaction(&request.client_id, &sent);
    let basic = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY6czNjcjN0LW9mLW1hbnktbGV0dGVycw==";
    let mut refused = 0;
    for echo in [
        SECRET,
        basic,
        "0123456789abcdef0123456789abcdef",
        "t-of-many-let",
    ] {
        for body in [
            format!(r#"{{"error":"{echo}","error_description":"{echo}"}}"#),
            format!(r#"{{"error":"invalid_client","error_description":"got {echo}"}}"#),
            format!(r#"{{"access_token":"a","token_type":"{echo}"}}"#),
            format!(r#"{{"{echo}":1,"{echo}":2}}"#),
        ] {
            for status in [200, 302, 400, 401, 403, 418] {
                let answer = Answer {
                    status,
                    location: Some(format!("https://{echo}.example/{echo}")),
                    body: body.as_bytes().to_vec().into(),
                    ..Answer::default()
                };
                let refusal = read_token_answer(&answer, &redaction).unwrap_err();
                let text = format!("{:?}", explained(Cause::Refused(refusal), &request));
                assert!(!text.contains(echo), "{text}");
                refused += usize::from(text.contains("[removed]"));
            }
        }
    }
    assert!(refused > 40, "the search finds nothing: {refused}");
}

#[test]
fn the_first_api_call_warns_and_never_more() {
    let request = request(Region::UnitedStates);
    let account = |name: &str, scheme| ApiOutcome::Account {
        name: name.to_owned(),
        company: None,
        scheme,
    };
    assert_eq!(
        api_warning(&account("ACME", HeaderScheme::Bearer), &request),
        None
    );
    let basic = api_warning(&account("ACME", HeaderScheme::Basic), &request).unwrap();
    assert!(basic.contains("took the word Basic"), "{basic}");
    let both = api_warning(&account("globex", HeaderScheme::Basic), &request).unwrap();
    assert!(
        both.contains("“globex”") && both.contains("took the word Basic"),
        "{both}"
    );
    let other = api_warning(&account("globex", HeaderScheme::Bearer), &request).unwrap();
    assert!(
        other.contains("“acme”") && other.contains("“globex”"),
        "{other}"
    );

    let not_found = Cause::NameNotFound {
        host: "api.talkdeskapp.com".to_owned(),
    };
    let mut warnings: Vec<String> = [
        ApiOutcome::Forbidden,
        ApiOutcome::BothSchemesRefused,
        ApiOutcome::Status(500),
        ApiOutcome::NotAnAccount,
        ApiOutcome::NotReached(not_found),
    ]
    .iter()
    .map(|outcome| api_warning(outcome, &request).unwrap())
    .collect();
    assert!(warnings[0].contains("account:read"), "{}", warnings[0]);
    assert!(warnings[2].contains("HTTP 500"), "{}", warnings[2]);
    assert!(
        warnings[4].contains("There is no server under the name api.talkdeskapp.com."),
        "{}",
        warnings[4]
    );
    warnings.sort();
    warnings.dedup();
    assert_eq!(warnings.len(), 5);
}

#[test]
fn only_an_answer_about_the_client_marks_saved_credentials_as_refused() {
    use crate::saved::VerificationResult;
    let short = |refusal| {
        let failure = Failure {
            stage: Stage::Token,
            cause: Cause::Refused(refusal),
            took: Duration::ZERO,
            unused_proxy: None,
        };
        in_short(&Err(failure), &request(Region::UnitedStates))
    };
    let refused = short(Refusal::InvalidClient {
        named: true,
        status: 401,
        description: None,
    });
    assert!(matches!(refused, VerificationResult::Refused(_)));
    for refusal in [
        Refusal::ServerError {
            status: 503,
            retry_after: None,
            description: None,
        },
        Refusal::TooManyRequests {
            retry_after: None,
            description: None,
        },
        Refusal::WebPage { status: 200 },
        Refusal::NotFound {
            status: 404,
            description: None,
        },
    ] {
        assert!(matches!(short(refusal), VerificationResult::NotReached(_)));
    }
}

/// On Account nothing but the account was entered.
#[test]
fn before_anything_was_entered_no_way_speaks_of_client_id_and_secret() {
    let Target {
        account, endpoints, ..
    } = request(Region::UnitedStates);
    // Nobody is refused who has shown nothing.
    let causes = all_causes().into_iter().chain(variants());
    for cause in
        causes.filter(|cause| !matches!(cause, Cause::Refused(_) | Cause::ScopesRefused { .. }))
    {
        for host in [&endpoints.token_host, &endpoints.api_host] {
            let problem = explain_way(&cause, host, &account, &endpoints);
            let ruled_out = problem.ruled_out.unwrap_or_default();
            assert!(!ruled_out.contains("client ID"), "{cause:?}: {ruled_out}");
        }
    }
}
