//! Who gets the credentials, on Create client and on Use it.

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use talkdesk_setup::receiver::Receiver;

use super::*;

fn saved_for(receiver: Receiver, region: Region) -> Index {
    let accepted = Some(VerificationResult::Accepted);
    let entry = Entry {
        receiver,
        ..entry("acme", region, 12, accepted)
    };
    Index {
        entries: vec![entry],
    }
}

fn names(window: &Window, role: Role, beginning: &str) -> Vec<String> {
    let all = window.harness.query_all_by_role(role);
    let names = all.filter_map(|node| node.accesskit_node().label());
    names.filter(|name| name.starts_with(beginning)).collect()
}

#[test]
fn a_receiver_has_its_own_fields_in_its_own_order() {
    let index = saved_for(Receiver::Fivetran, Region::Europe);
    picture("use-fivetran", "Ready to use", &index, |window| {
        window.press("Use acme").press("Copy account name");
        assert_eq!(
            names(window, Role::Button, "Copy "),
            [
                "Copy account name",
                "Copy client ID",
                "Copy client secret",
                "Copy region",
                "Copy the whole form",
            ]
        );
        window.harness.get_by_label("Open Fivetran");
    });
}

#[test]
fn another_receiver_is_chosen_by_mouse_or_by_keys() {
    for by_keys in [false, true] {
        let index = saved_for(Receiver::Nexla, Region::UnitedStates);
        let mut window = Window::new(Theme::Light, [920.0, 680.0], index);
        window.press("Use acme");
        let field = window.harness.get_by_role(Role::ComboBox);
        if by_keys {
            field.focus();
            window.harness.run_ok();
            window.harness.key_press(egui::Key::Space);
        } else {
            field.click();
        }
        window.harness.run_ok();
        window.harness.get_by_label("CData").click();
        window.harness.run_ok();
        window.harness.get_by_label("OAuthClientId");
        assert!(names(&window, Role::Button, "Open ").is_empty());
    }
}

#[test]
fn a_region_that_is_not_served_is_said_before_anything_is_made() {
    let index = saved_for(Receiver::Airbyte, Region::Europe);
    let heading = "Create an OAuth client in Talkdesk";
    picture("create-client-not-served", heading, &index, |window| {
        window.press("Replace credentials for acme");
        window
            .harness
            .get_by_label_contains("would refuse acme (Europe)");
        window.harness.get_by_label("What will Airbyte read?");
    });
}
