//! Items of the keychain that are not what they should be, on the page of accounts and on Save.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use talkdesk_setup::{
    credentials::ClientId,
    keychain::KeychainError,
    program::{Effect, KeychainMsg, Msg},
    saved::{Double, Entry, Index, OddItem},
    talkdesk::{Account, AccountName, Region},
};

use super::{Window, picture};

fn account(name: &str, region: Region) -> Account {
    Account {
        name: AccountName::parse(name).unwrap(),
        region,
    }
}

fn double(id: &str, saved: &str) -> Double {
    Double {
        client: Some((ClientId::parse(id).unwrap(), saved.parse().unwrap())),
        digest: [id.as_bytes()[0]; 32],
    }
}

/// Two items for acme, which has a card, and one edited by hand for zeta, which has none.
fn odd() -> (Index, Vec<OddItem>) {
    let acme = account("acme", Region::UnitedStates);
    let zeta = account("zeta", Region::Europe);
    let doubles = vec![
        double("23de1fee0a4b4f0f9b0c77a1e0f42546", "2026-08-03T09:30:00Z"),
        double("94c1b2d05e6f7a8b9c0d1e2f3a4b77e1", "2026-11-03T09:30:00Z"),
        Double {
            client: None,
            digest: [0; 32],
        },
    ];
    let entry = Entry {
        account: acme.clone(),
        client_id: ClientId::parse("23de1fee0a4b4f0f9b0c77a1e0f42546").unwrap(),
        created_at: "2026-08-03T09:30:00Z".parse().unwrap(),
        keychain: "GNOME Keyring".into(),
        last_verified: None,
        client_name: None,
        longest_token_life: None,
        granted: None,
        receiver: talkdesk_setup::receiver::Receiver::default(),
        previous: Vec::new(),
    };
    let odd = vec![
        OddItem {
            error: KeychainError::Ambiguous {
                name: "GNOME Keyring".into(),
                account: acme.label(),
            },
            account: Some(acme),
            in_use: true,
            doubles,
        },
        OddItem {
            error: KeychainError::NotOurs {
                name: "GNOME Keyring".into(),
                account: zeta.label(),
            },
            account: Some(zeta),
            in_use: true,
            doubles: Vec::new(),
        },
    ];
    let entries = vec![entry];
    (Index { entries }, odd)
}

fn read(window: &mut Window) {
    let (index, odd) = odd();
    window.answer(Msg::Keychain(KeychainMsg::Read {
        entries: index.entries,
        odd,
    }));
}

#[test]
fn row_54_the_person_chooses_on_the_card() {
    let (index, odd) = odd();
    picture("accounts-odd-items", "Your Talkdesk accounts", &index, read);
    let mut window = Window::new(egui::Theme::Light, [920.0, 900.0], index);
    read(&mut window);
    window.press("Keep client 94c1b2d0…77e1, saved 3 November 2026, 09:30 UTC");
    window.press("Set it aside: zeta (Europe)");
    let asked = window.asked.borrow();
    let settled: Vec<_> = asked
        .iter()
        .filter(|effect| matches!(effect, Effect::Settle { .. }))
        .collect();
    let expected = [
        Effect::Settle {
            account: odd[0].account.clone().unwrap(),
            chosen: Some(odd[0].doubles[1].clone()),
        },
        Effect::Settle {
            account: odd[1].account.clone().unwrap(),
            chosen: None,
        },
    ];
    assert_eq!(settled, expected.iter().collect::<Vec<_>>());
    drop(asked);
    let looks_again = window
        .harness
        .get_all_by_role_and_label(Role::Button, "Look again")
        .count();
    assert_eq!(looks_again, 2);
}
