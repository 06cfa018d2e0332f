//! Use it, opened from a card, from Retire old, and in practice.

use talkdesk_setup::{program::HandoverMsg, saved::Replaced};

use super::*;

fn europe() -> Index {
    let accepted = Some(VerificationResult::Accepted);
    Index {
        entries: vec![entry("acme", Region::Europe, 12, accepted)],
    }
}

/// An account whose old credentials are still kept.
fn replaced() -> Index {
    let mut index = europe();
    index.entries[0].previous = vec![Replaced {
        client_id: ClientId::parse("c0ffee5dd24b4f0f9b0c77a1e0f42546").expect("an ID"),
        client_name: None,
        replaced_at: now(),
        longest_token_life: None,
        first_refused_at: None,
        leak: None,
    }];
    index
}

fn shows(window: &Window, text: &str) -> bool {
    window.harness.query_all_by_label_contains(text).count() > 0
}

#[test]
fn use_from_home_says_whose_values_these_are_and_has_a_way_back() {
    picture("use-from-home", "Ready to use", &europe(), |window| {
        window.press("Use acme");
        window
            .harness
            .get_by_label("These are the values of acme (Europe), saved 12 days ago.");
    });
    let mut window = Window::new(Theme::Light, [920.0, 680.0], europe());
    window
        .press("Use acme")
        .press("Back")
        .heading("Your Talkdesk accounts");
}

#[test]
fn the_way_back_leads_to_where_the_values_were_asked_for() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], replaced());
    let back = |window: &mut Window| {
        window.press("Show the new values").heading("Ready to use");
        assert!(shows(window, "edit the credential that Nexla has"));
    };
    window.press("Retire old credentials for acme");
    back(&mut window);
    window.press("Back").heading("Retire the old credentials");
    back(&mut window);
    window.harness.key_press(egui::Key::Escape);
    window.harness.run_ok();
    window.heading("Retire the old credentials");
    back(&mut window);
    window.press("Finish").heading("Your Talkdesk accounts");
}

#[test]
fn the_page_says_where_in_nexla_the_values_go() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], europe());
    window.press("Use acme");
    assert!(shows(
        &window,
        "Under Integrate > Credentials, add one for TalkDesk, in this order:"
    ));
    window.asked();
    window.press("Open Nexla");
    assert!(
        matches!(&window.asked()[..], [Effect::OpenAddress(address)] if address.contains("nexla"))
    );
}

#[test]
fn practice_opens_the_real_nexla_only_for_somebody_who_knows_that_it_is_real() {
    let practice = |window: &mut Window| {
        window.answer(Msg::Practice(PracticeMsg::Started(Ok(PracticeHosts {
            port: 4455,
        }))));
        window
            .type_into(Role::TextInput, "Account name or Talkdesk address", "acme")
            .press("Continue");
        let pair = format!("client_id={ID}\nclient_secret={SECRET}");
        window.harness.event(egui::Event::Paste(pair));
        window.harness.run_ok();
        window.asked();
        let attempt = window.press("Continue").attempt();
        let result = Ok(proof());
        window.answer(Msg::Verify(VerifyMsg::Verified { attempt, result }));
        let attempt = window.press("Save").attempt();
        window.answer(Msg::Save(SaveMsg::Saved {
            store: Store::Practice(1),
            attempt,
            result: Ok(Box::new(saved_entry())),
        }));
        window.asked();
        window.press("Open Nexla");
        assert_eq!(window.asked(), [], "not unasked");
    };
    picture("use-it-practice-nexla", "Ready to use", &none(), practice);
    let mut window = Window::new(Theme::Light, [920.0, 1200.0], none());
    practice(&mut window);
    window.press("Open the real Nexla");
    assert!(matches!(&window.asked()[..], [Effect::OpenAddress(_)]));
    window.answer(Msg::Handover(HandoverMsg::Finish));
    window.heading("Your Talkdesk accounts");
}
