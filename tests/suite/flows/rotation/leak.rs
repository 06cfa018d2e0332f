//! Revoke, replace, proof, record.

use super::*;

#[test]
fn a_leak_is_revoked_first_then_replaced_and_ends_in_a_record() {
    let mut flow = Flow::with(index(before()), None);
    flow.send(Msg::Keychain(KeychainMsg::Described {
        store: Store::System,
        result: Ok(keyring()),
    }));
    flow.send(Msg::Leaked(LeakedMsg::Open(acme())));
    assert_eq!(flow.program.screen, Screen::Leaked);
    flow.send_at(LeakedMsg::Revoked(true), later(2));
    flow.send(Msg::Leaked(LeakedMsg::Replace));
    assert_eq!(flow.step(), Step::CreateClient);
    flow.send(Msg::Wizard(WizardMsg::Continue))
        .save_new()
        .send(Msg::Wizard(WizardMsg::Continue));
    let retiring = flow.program.retiring.as_ref().expect("old credentials");
    let leak = Leak {
        noticed_at: now(),
        revoked_at: Some(later(2)),
    };
    assert_eq!(retiring.old.leak, Some(leak));
    let so_far = flow.program.leak_record(later(3)).expect("a record");
    assert!(so_far.contains("Not proven yet"), "{so_far}");

    flow.check(Err(refused()), Some(Ok(proof())), later(6));
    flow.forgotten(Ok(()));
    let record = flow.program.leak_record(later(7)).expect("a record");
    assert_eq!(
        record,
        "Leaked Talkdesk credentials: what was done\n\n\
         Account: acme (United States)\n\
         Leaked client: \u{201c}Nexla Integration\u{201d}, ID 23de1fee0a4b4f0f9b0c77a1e0f42546\n\n\
         2026-11-23 10:00:00  Leak noticed; steps begun.\n\
         2026-11-23 10:00:00  New credentials verified with Talkdesk and saved to GNOME Keyring: client \
         \u{201c}Nexla Integration 2026-11\u{201d}, ID c0ffee5dd24b4f0f9b0c77a1e0f42546.\n\
         2026-11-23 10:00:00  Leaked credentials removed from GNOME Keyring.\n\
         2026-11-23 10:02:00  Client revoked in Talkdesk, as the person ticked off.\n\
         2026-11-23 10:06:00  Talkdesk refused the leaked credentials, and accepted the new ones (first seen).\n\
         2026-11-23 11:06:00  By now at the latest, the last token made from the leaked credentials is dead.\n\n\
         Written 2026-11-23 10:07:00 by talkdesk-setup. All times are UTC. No secret is in this text.\n"
    );
    flow.send_at(RotationMsg::SaveRecord, later(7));
    let saved = RotationEffect::SaveRecord {
        account: acme(),
        name: "Talkdesk leak acme 2026-11-23.txt".to_owned(),
        text: record,
    };
    assert_eq!(flow.asked, [Effect::Rotation(saved)]);
}
