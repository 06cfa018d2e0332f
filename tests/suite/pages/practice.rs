//! The bar above every page of practice.

use talkdesk_setup::program::LeakedMsg;

use super::*;

const BAR: &str = "Practice: a pretend Talkdesk on this computer";

fn begin(window: &mut Window) {
    window.answer(Msg::Practice(PracticeMsg::Started(Ok(PracticeHosts {
        port: 4455,
    }))));
}

#[track_caller]
fn says_so(window: &Window) {
    window.harness.get_by_label(BAR);
    window
        .harness
        .get_by_role_and_label(Role::Button, "Leave practice");
    window.harness.get_by_role_and_label(Role::Button, "Menu");
}

/// From the first page to the saved pretend account.
fn walk_to_accounts(window: &mut Window) {
    window
        .type_into(Role::TextInput, "Account name or Talkdesk address", "acme")
        .press("Continue");
    says_so(window);
    window
        .nexla_reads("Nothing yet, only test the connection")
        .press("Continue");
    says_so(window);
    window
        .type_into(Role::TextInput, "Client ID", ID)
        .type_into(Role::PasswordInput, "Client secret", SECRET);
    let attempt = window.press("Continue").attempt();
    says_so(window);
    window.answer(Msg::Verify(VerifyMsg::Verified {
        attempt,
        result: Ok(proof()),
    }));
    says_so(window);
    let attempt = window.press("Save").attempt();
    window
        .answer(Msg::Save(SaveMsg::Saved {
            store: Store::Practice(1),
            attempt,
            result: Ok(Box::new(saved_entry())),
        }))
        .heading("Ready to use");
    says_so(window);
    window.press("Finish").heading("Your Talkdesk accounts");
}

#[test]
fn every_page_of_the_practice_says_so_and_has_the_way_out() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], two_accounts());
    begin(&mut window);
    says_so(&window);
    walk_to_accounts(&mut window);
    says_so(&window);
    for entry in ["Settings", "Moving on", "Help", "About"] {
        window.open_page(entry).heading(entry);
        says_so(&window);
        window.press("Back").heading("Your Talkdesk accounts");
    }
    let account = saved_entry().account;
    window.answer(LeakedMsg::Open(account).into());
    says_so(&window);
    window
        .press("Leave practice")
        .heading("Your Talkdesk accounts");
    window
        .harness
        .get_by_role_and_label(Role::Button, "Verify acme (Europe)");
    assert!(window.harness.query_by_label(BAR).is_none());
}

#[test]
fn practice_begins_with_its_bar() {
    picture(
        "practice-account",
        "Which Talkdesk account?",
        &two_accounts(),
        begin,
    );
}

#[test]
fn practice_says_where_the_real_accounts_are() {
    picture(
        "practice-accounts",
        "Your Talkdesk accounts",
        &two_accounts(),
        |window| {
            begin(window);
            walk_to_accounts(window);
            window.harness.get_by_label(
                "Your 2 real accounts are set aside, and are here again when you leave practice.",
            );
        },
    );
}

#[test]
fn the_bar_has_room_in_the_least_window() {
    let mut results = egui_kittest::SnapshotResults::new();
    let mut window = Window::new(Theme::Light, [480.0, 360.0], none());
    begin(&mut window);
    says_so(&window);
    window.harness.event(egui::Event::PointerGone);
    window.harness.run_ok();
    results.add(window.harness.try_snapshot("narrow-practice"));
}

/// Where Finish, Continue or Save stood there is no way into practice.
#[test]
fn no_button_of_practice_stands_where_another_page_has_its_main_button() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], none());
    let place = |window: &Window, name: &str| {
        window
            .harness
            .get_by_role_and_label(Role::Button, name)
            .rect()
    };
    window.walk_to_use_it();
    let finish = place(&window, "Finish");
    window.press("Finish").heading("Your Talkdesk accounts");
    let practice = place(&window, "Try it with a pretend account");
    assert!(!finish.intersects(practice), "{finish:?} {practice:?}");
}
