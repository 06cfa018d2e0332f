//! Connections that are opened while the credentials are being entered, so that the verification costs no more than its
//! two requests. Nothing secret is sent for it.

use jiff::{SignedDuration, Timestamp};

use super::{Effect, Program, Screen, Step};
use crate::talkdesk::Endpoints;

/// After this long an unused connection is used once more, before it is closed for being unused.
const FRESH: SignedDuration = SignedDuration::from_secs(40);

/// Which hosts were connected to last, and when.
#[derive(Debug)]
pub(super) struct OpenedAhead {
    endpoints: Endpoints,
    at: Timestamp,
}

impl Program {
    /// Adds the wish for open connections on Credentials, where none was made a moment ago.
    pub(super) fn open_ahead(&mut self, mut effects: Vec<Effect>, now: Timestamp) -> Vec<Effect> {
        let verifies = |effect: &Effect| matches!(effect, Effect::Verify { .. });
        if effects.iter().any(verifies) {
            // It takes what is open and closes it at its end.
            self.opened_ahead = None;
        }
        if self.screen != Screen::Wizard || self.wizard.step != Step::Credentials {
            return effects;
        }
        let entered = self.entered_account();
        let Some(account) = entered.filter(|_| self.hosts_to_ask_about().is_empty()) else {
            return effects;
        };
        let endpoints = self.endpoints(&account);
        let fresh = self.opened_ahead.as_ref().is_some_and(|opened| {
            opened.endpoints == endpoints && now.duration_since(opened.at) < FRESH
        });
        if !fresh {
            self.opened_ahead = Some(OpenedAhead {
                endpoints: endpoints.clone(),
                at: now,
            });
            effects.push(Effect::OpenConnections(endpoints));
        }
        effects
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        program::{Answer, CredentialsMsg, Msg, WizardMsg},
        saved::Index,
    };

    const ID: &str = "23de1fee0a4b4f0f9b0c77a1e0f42546";

    fn opened(program: &mut Program, msg: Msg, second: i64) -> Vec<Endpoints> {
        let now = Timestamp::UNIX_EPOCH + SignedDuration::from_secs(second);
        let effects = program.update(msg, now).into_iter();
        effects
            .filter_map(|effect| match effect {
                Effect::OpenConnections(endpoints) => Some(endpoints),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn connections_are_opened_on_credentials_and_kept_open_while_they_are_entered() {
        let mut program = Program::new(Index::default(), None);
        let check = |program: &mut Program, msg, second, times| {
            let opened = opened(program, msg, second);
            assert_eq!(opened.len(), times, "after {second} s");
            opened
        };
        check(&mut program, Msg::SetUpAccount, 0, 0);
        "acme".clone_into(&mut program.wizard.account.input);
        check(&mut program, Msg::Wizard(WizardMsg::Continue), 1, 0);
        let what = &mut program.wizard.guide.what;
        what.choose(Answer::NothingYet, true);
        let hosts = check(&mut program, Msg::Wizard(WizardMsg::Continue), 2, 1);
        assert_eq!(hosts[0].token_host.name(), "acme.talkdeskid.com");
        ID.clone_into(&mut program.wizard.credentials.client_id);
        check(
            &mut program,
            Msg::Credentials(CredentialsMsg::Edited),
            41,
            0,
        );
        check(
            &mut program,
            Msg::Credentials(CredentialsMsg::Edited),
            42,
            1,
        );
        assert!(
            program
                .wizard
                .credentials
                .client_secret
                .push_str("s3cr3t-of-many-letters")
        );
        check(&mut program, Msg::Wizard(WizardMsg::Continue), 43, 0);
        assert!(program.wizard.verify.is_running());
        check(&mut program, Msg::Wizard(WizardMsg::Back), 44, 1);
    }
}
