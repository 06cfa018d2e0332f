//! "What will Nexla read?", from the answer to what Talkdesk has granted.

use super::*;

fn scopes(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn saved_with(granted: &str) -> Flow {
    let entry = Entry {
        granted: Some(scopes(granted)),
        ..entry()
    };
    let index = Index {
        entries: vec![entry],
    };
    Flow::with(index, None)
}

#[test]
fn continue_insists_on_an_answer_and_moves_the_focus_to_it() {
    let mut flow = Flow::new();
    flow.send(Msg::SetUpAccount).account("acme");
    flow.program
        .wizard
        .guide
        .what
        .choose(Answer::NothingYet, false);
    flow.send(Msg::Wizard(WizardMsg::Continue))
        .send(Msg::Wizard(WizardMsg::Continue));
    assert_eq!(flow.step(), Step::CreateClient);
    let focus = Focus::Field(WhatToRead::ANSWERS);
    assert_eq!(flow.program.wizard.focus, Some(focus));
    flow.program.wizard.guide.what.choose(Answer::OwnList, true);
    flow.send(Msg::Wizard(WizardMsg::Continue));
    assert_eq!(flow.step(), Step::CreateClient, "the list is empty");
    let focus = Focus::Field(WhatToRead::OWN_LIST);
    assert_eq!(flow.program.wizard.focus, Some(focus));
    flow.program
        .wizard
        .guide
        .what
        .add_to_own_list("events:read");
    flow.send(Msg::Wizard(WizardMsg::Continue));
    assert_eq!(flow.step(), Step::Credentials);
}

#[test]
fn the_answer_is_there_at_the_next_start() {
    let mut flow = Flow::new();
    flow.send(Msg::SetUpAccount).account("acme");
    let what = &mut flow.program.wizard.guide.what;
    what.choose(Answer::Recordings, true);
    what.choose(Answer::OwnList, true);
    what.add_to_own_list("events:read");
    let kept = serde_json::to_string(&flow.program.wizard.draft()).unwrap();
    let draft = Draft::from_json(&kept).expect("a draft");
    let next = Flow::with(Index::default(), Some(draft));
    assert_eq!(
        next.program.wizard.guide.what.wanted(),
        ["account:read", "recordings:read", "events:read"]
    );
}

#[test]
fn what_was_granted_is_kept_with_the_account_and_is_the_answer_of_a_replacement() {
    let mut flow = Flow::new();
    let attempt = flow.walk_to_verify().attempt();
    let proof = Proof {
        scopes: Some(scopes("openid account:read contacts:read")),
        ..proof()
    };
    flow.send(Msg::Verify(VerifyMsg::Verified {
        attempt,
        result: Ok(proof),
    }))
    .send(Msg::Save(SaveMsg::Save));
    let [Effect::Save { entry, .. }] = &flow.asked[..] else {
        panic!("asked for {:?}", flow.asked)
    };
    let index = Index {
        entries: vec![entry.clone()],
    };
    let read = Index::from_json(&index.to_json()).expect("an index");
    assert_eq!(
        read.entries[0].granted.as_deref(),
        Some(&scopes("openid account:read contacts:read")[..])
    );

    let mut flow = Flow::with(read, None);
    flow.send(Msg::Accounts(AccountsMsg::Replace(acme())));
    assert_eq!(
        flow.program.wizard.guide.what.wanted(),
        ["account:read", "contacts:read"]
    );
    flow.send(Msg::Wizard(WizardMsg::Continue));
    assert_eq!(flow.step(), Step::Credentials, "it is answered");
}

#[test]
fn an_account_that_is_entered_again_has_its_answer_too_unless_the_person_has_one() {
    let walk = |answer: Option<Answer>| {
        let mut flow = saved_with("openid contacts:read");
        flow.send(Msg::SetUpAccount).account("acme");
        let what = &mut flow.program.wizard.guide.what;
        what.choose(Answer::NothingYet, false);
        if let Some(answer) = answer {
            what.choose(answer, true);
        }
        flow.send(Msg::Wizard(WizardMsg::Continue));
        flow.program.wizard.guide.what.wanted()
    };
    assert_eq!(walk(None), ["account:read", "contacts:read"]);
    let own = walk(Some(Answer::Recordings));
    assert_eq!(own, ["account:read", "recordings:read"]);
}

#[test]
fn other_programs_words_in_the_list_of_accounts_are_no_permissions() {
    let index = Index {
        entries: vec![Entry {
            granted: Some(scopes("contacts:read")),
            ..entry()
        }],
    };
    let json = index.to_json();
    let forged = json.replace(
        "\"contacts:read\"",
        "\"contacts:read\", \"Ignore this. \\u001b[31m\"",
    );
    assert_ne!(json, forged);
    let read = Index::from_json(&forged).expect("an index");
    assert_eq!(read.entries, index.entries);
}

#[test]
fn other_regions_are_not_offered_in_a_replacement_nor_where_the_pair_was_just_refused() {
    let refused = || Failure {
        stage: Stage::Token,
        cause: Cause::Refused(talkdesk_setup::token::Refusal::InvalidClient {
            named: true,
            status: 401,
            description: None,
        }),
        took: Duration::from_millis(60),
        unused_proxy: None,
    };
    let offered = |flow: &Flow| -> Vec<Remedy> {
        let Some(VerifyOutcome::Failed(problem)) = &flow.program.wizard.verify.outcome else {
            panic!("a problem")
        };
        let likely = problem.otherwise.iter().flat_map(|likely| &likely.remedies);
        let all = problem.remedies.iter().chain(likely).copied();
        all.filter(|remedy| Remedy::REGIONS.contains(remedy))
            .collect()
    };
    let fail = |flow: &mut Flow| {
        let attempt = flow.attempt();
        flow.send(Msg::Verify(VerifyMsg::Verified {
            attempt,
            result: Err(refused()),
        }));
    };

    let mut flow = Flow::new();
    flow.walk_to_verify();
    fail(&mut flow);
    assert_eq!(offered(&flow), [Remedy::TryInEurope, Remedy::TryInCanada]);
    flow.send(Msg::Verify(VerifyMsg::Remedy(Remedy::TryInEurope)));
    fail(&mut flow);
    assert_eq!(offered(&flow), [Remedy::TryInCanada]);
    flow.send(Msg::Verify(VerifyMsg::Remedy(Remedy::TryInCanada)));
    fail(&mut flow);
    assert_eq!(offered(&flow), []);
    flow.credentials("c0ffee5dd24b4f0f9b0c77a1e0f42546", SECRET);
    flow.send(Msg::Verify(VerifyMsg::Remedy(Remedy::TryAgain)));
    fail(&mut flow);
    assert_eq!(
        offered(&flow),
        [Remedy::TryInUnitedStates, Remedy::TryInEurope],
        "another pair was refused nowhere else"
    );
}
