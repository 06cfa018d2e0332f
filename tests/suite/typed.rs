//! What is typed or pasted, through the program: where it is refused, a sentence stands at its field and nothing goes on;
//! where something was taken off, a sentence says so. What was typed is kept.

mod account;
mod credentials;

use jiff::Timestamp;
use talkdesk_setup::{
    program::{AccountMsg, Answer, CredentialsMsg, Effect, Focus, Msg, Program, Step, WizardMsg},
    saved::Index,
};

const ID: &str = "23de1feea24c4c0f8b6fa9d6b7a02546";
const SECRET: &str = "gA7-x9_Tq2LmV4nR8sWc1YzE6uKd3HfB5jPo0iQaXtZvNwSrMyGkCbDhJlUeFpOi";

/// The wizard as a person drives it.
struct Typing(Program);

impl Typing {
    /// At Account, with this in its field.
    fn account(text: &str) -> Self {
        let mut typing = Self(Program::new(Index::default(), None));
        typing.send(Msg::SetUpAccount);
        text.clone_into(&mut typing.0.wizard.account.input);
        typing.send(Msg::Account(AccountMsg::Edited));
        typing
    }

    /// At Credentials, with these in its fields.
    fn credentials(id: &str, secret: &str) -> Self {
        let mut typing = Self::account("acme");
        typing.send(Msg::Wizard(WizardMsg::Continue));
        let what = &mut typing.0.wizard.guide.what;
        what.choose(Answer::NothingYet, true);
        typing.send(Msg::Wizard(WizardMsg::Continue));
        assert_eq!(typing.0.wizard.step, Step::Credentials);
        let form = &mut typing.0.wizard.credentials;
        id.clone_into(&mut form.client_id);
        assert!(form.client_secret.push_str(secret));
        typing.send(Msg::Credentials(CredentialsMsg::Edited));
        typing
    }

    fn send(&mut self, msg: Msg) -> Vec<Effect> {
        let now: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
        self.0.update(msg, now)
    }

    /// Continue stays on the page and puts the focus on the first field that is wrong.
    fn refused(&mut self) {
        let step = self.0.wizard.step;
        let effects = self.send(Msg::Wizard(WizardMsg::Continue));
        assert_eq!(effects, []);
        assert_eq!(self.0.wizard.step, step);
        let first = self.0.wizard.first_to_fill();
        assert!(first.is_some());
        assert_eq!(self.0.wizard.focus, first.map(Focus::Field));
    }
}
