//! "What will Nexla read?": the answer, in words, and the permissions that it takes.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::talkdesk::reads_data;

/// What lets the verification read the account. Asked for with every answer but a list of one's own.
const ACCOUNT: &str = "account:read";

/// One of the answers that can be ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// "Call reports"
    CallReports,
    /// "Contacts"
    Contacts,
    /// "Users and teams"
    UsersAndTeams,
    /// "Recordings"
    Recordings,
    /// "Nothing yet, only test the connection"; without any other.
    NothingYet,
    /// "My own list"
    OwnList,
}

impl Answer {
    /// All answers, in the order in which they stand on the page.
    pub const ALL: [Self; 6] = [
        Self::CallReports,
        Self::Contacts,
        Self::UsersAndTeams,
        Self::Recordings,
        Self::NothingYet,
        Self::OwnList,
    ];

    /// The name on its check box.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::CallReports => "Call reports",
            Self::Contacts => "Contacts",
            Self::UsersAndTeams => "Users and teams",
            Self::Recordings => "Recordings",
            Self::NothingYet => "Nothing yet, only test the connection",
            Self::OwnList => "My own list",
        }
    }

    /// The permissions that it takes besides the one for the account, as Talkdesk writes its scopes.
    fn scopes(self) -> &'static [&'static str] {
        match self {
            Self::CallReports => &["data-reports:read", "data-reports:write"],
            Self::Contacts => &["contacts:read"],
            Self::UsersAndTeams => &["users:read", "ring-groups:read", "attributes:read"],
            Self::Recordings => &["recordings:read"],
            Self::NothingYet | Self::OwnList => &[],
        }
    }
}

/// What is ticked, and the person's own list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhatToRead {
    chosen: BTreeSet<Answer>,
    /// The person's own list, as typed; counts while it is ticked.
    pub own_list: String,
    /// Whether Continue was pressed, so that what is missing is named.
    checked: bool,
}

impl WhatToRead {
    /// The field "Permissions that you want".
    pub const OWN_LIST: &'static str = "own list";
    /// The first check box.
    pub const ANSWERS: &'static str = "what to read";

    pub(super) fn new(chosen: BTreeSet<Answer>, own_list: String) -> Self {
        Self {
            chosen,
            own_list,
            checked: false,
        }
    }

    /// The answer that asks for what was granted: what no answer stands for is on the person's own list.
    pub(super) fn of_granted(granted: &[String]) -> Self {
        let has = |scope: &&str| granted.iter().any(|granted| granted == scope);
        let mut chosen: BTreeSet<Answer> = Answer::ALL
            .into_iter()
            .filter(|answer| !answer.scopes().is_empty() && answer.scopes().iter().all(has))
            .collect();
        let named: BTreeSet<&str> = chosen
            .iter()
            .flat_map(|answer| answer.scopes().iter().copied())
            .chain([ACCOUNT, "openid"])
            .collect();
        let rest: Vec<&str> = granted
            .iter()
            .map(String::as_str)
            .filter(|scope| !named.contains(scope))
            .collect();
        if !rest.is_empty() {
            chosen.insert(Answer::OwnList);
        } else if chosen.is_empty() {
            chosen.insert(Answer::NothingYet);
        }
        Self::new(chosen, rest.join(" "))
    }

    /// What is ticked.
    #[must_use]
    pub fn chosen(&self) -> &BTreeSet<Answer> {
        &self.chosen
    }

    /// Whether an answer is ticked.
    #[must_use]
    pub fn is_chosen(&self, answer: Answer) -> bool {
        self.chosen.contains(&answer)
    }

    /// Ticks or unticks an answer. "Nothing yet" and the others rule each other out.
    pub fn choose(&mut self, answer: Answer, ticked: bool) {
        if !ticked {
            self.chosen.remove(&answer);
            return;
        }
        if answer == Answer::NothingYet {
            self.chosen.clear();
        } else {
            self.chosen.remove(&Answer::NothingYet);
        }
        self.chosen.insert(answer);
    }

    /// The permissions that Nexla is to have, each once: what the client is compared with, once Talkdesk says what it was
    /// granted.
    #[must_use]
    pub fn wanted(&self) -> Vec<String> {
        let own = self
            .is_chosen(Answer::OwnList)
            .then(|| scopes_in(&self.own_list));
        let named = self.chosen.iter().flat_map(|answer| answer.scopes());
        let only_own = self.chosen.len() == 1 && own.is_some();
        let account = (!self.chosen.is_empty() && !only_own).then_some(&ACCOUNT);
        let mut wanted: Vec<String> = Vec::new();
        for scope in account
            .into_iter()
            .chain(named)
            .copied()
            .chain(own.into_iter().flatten())
        {
            if !wanted.iter().any(|known| known == scope) {
                wanted.push(scope.to_owned());
            }
        }
        wanted
    }

    /// The permissions on the person's own list.
    #[must_use]
    pub fn own(&self) -> Vec<&str> {
        scopes_in(&self.own_list).collect()
    }

    /// Adds a suggested permission to the person's own list, unless it is there.
    pub fn add_to_own_list(&mut self, scope: &str) {
        if scopes_in(&self.own_list).any(|known| known == scope) {
            return;
        }
        let separated = self.own_list.is_empty() || self.own_list.ends_with(char::is_whitespace);
        if !separated {
            self.own_list.push(' ');
        }
        self.own_list.push_str(scope);
    }

    /// Whether a client that was `granted` this much can read nothing yet, as the person said.
    #[must_use]
    pub fn is_nothing_yet(&self, granted: &[String]) -> bool {
        self.is_chosen(Answer::NothingYet) && !granted.iter().any(|scope| reads_data(scope))
    }

    /// Names what is missing from now on. Returns whether the question is answered.
    pub(super) fn check(&mut self) -> bool {
        self.checked = true;
        self.missing().is_none()
    }

    /// What is missing, once Continue was pressed: the field to go to, and a sentence.
    #[must_use]
    pub fn error(&self) -> Option<(&'static str, &'static str)> {
        self.missing().filter(|_| self.checked)
    }

    fn missing(&self) -> Option<(&'static str, &'static str)> {
        if self.chosen.is_empty() {
            Some((
                Self::ANSWERS,
                "Choose what Nexla will read. If you do not know yet, choose Nothing yet.",
            ))
        } else if self.is_chosen(Answer::OwnList) && scopes_in(&self.own_list).next().is_none() {
            Some((
                Self::OWN_LIST,
                "Enter the permissions of your list, or untick My own list.",
            ))
        } else {
            None
        }
    }

    /// Whether a client that was `granted` this much can read nothing, although it is not known that it is meant to.
    #[must_use]
    pub fn is_left_with_nothing(&self, granted: &[String]) -> bool {
        let as_wanted =
            !self.chosen.is_empty() && self.wanted().iter().all(|scope| granted.contains(scope));
        let reads = granted.iter().any(|scope| reads_data(scope));
        !as_wanted && !self.is_chosen(Answer::NothingYet) && !reads
    }
}

fn scopes_in(list: &str) -> impl Iterator<Item = &str> {
    list.split(|separator: char| separator.is_whitespace() || separator == ',')
        .filter(|scope| !scope.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    fn ticked(answers: &[Answer]) -> WhatToRead {
        let mut what = WhatToRead::default();
        for answer in answers {
            what.choose(*answer, true);
        }
        what
    }

    #[test]
    fn nothing_is_chosen_for_the_person_and_an_answer_is_insisted_on() {
        let mut what = WhatToRead::default();
        assert!(what.chosen().is_empty() && what.wanted().is_empty());
        assert_eq!(what.error(), None, "nothing was pressed yet");
        assert!(!what.check());
        assert_eq!(
            what.error().map(|(field, _)| field),
            Some(WhatToRead::ANSWERS)
        );
        what.choose(Answer::OwnList, true);
        assert_eq!(
            what.error().map(|(field, _)| field),
            Some(WhatToRead::OWN_LIST)
        );
        what.add_to_own_list("events:read");
        assert_eq!(what.error(), None);
        assert!(what.check());
    }

    #[test]
    fn several_answers_together_ask_for_each_permission_once() {
        let mut what = ticked(&[Answer::Contacts, Answer::CallReports, Answer::OwnList]);
        what.own_list = "contacts:read, events:read\nevents:read".to_owned();
        assert_eq!(
            what.wanted(),
            list("account:read data-reports:read data-reports:write contacts:read events:read")
        );
        assert_eq!(ticked(&[Answer::NothingYet]).wanted(), ["account:read"]);
        let mut own = ticked(&[Answer::OwnList]);
        own.add_to_own_list("events:read");
        own.add_to_own_list("events:read");
        assert_eq!(
            own.wanted(),
            ["events:read"],
            "a list of one's own is as it is"
        );
    }

    #[test]
    fn nothing_yet_and_the_others_rule_each_other_out() {
        let mut what = ticked(&[Answer::Contacts, Answer::NothingYet]);
        assert_eq!(what.wanted(), ["account:read"]);
        what.choose(Answer::Recordings, true);
        assert_eq!(what.wanted(), ["account:read", "recordings:read"]);
        what.choose(Answer::Recordings, false);
        assert!(what.chosen().is_empty());
    }

    #[test]
    fn what_was_granted_becomes_the_answer_that_asks_for_it() {
        for (granted, answers, own) in [
            ("openid account:read", &[Answer::NothingYet][..], ""),
            ("", &[Answer::NothingYet], ""),
            (
                "openid account:read contacts:read recordings:read",
                &[Answer::Contacts, Answer::Recordings],
                "",
            ),
            (
                "account:read data-reports:read users:read",
                &[Answer::OwnList],
                "data-reports:read users:read",
            ),
            (
                "contacts:read events:read",
                &[Answer::Contacts, Answer::OwnList],
                "events:read",
            ),
        ] {
            let what = WhatToRead::of_granted(&list(granted));
            assert_eq!(
                what.chosen(),
                &answers.iter().copied().collect(),
                "{granted}"
            );
            assert_eq!(what.own_list, own, "{granted}");
        }
    }

    #[test]
    fn a_client_that_can_read_nothing_is_noticed_unless_that_is_what_is_wanted() {
        let bare = list("openid account:read");
        assert!(WhatToRead::default().is_left_with_nothing(&bare));
        assert!(ticked(&[Answer::Contacts]).is_left_with_nothing(&bare));
        assert!(ticked(&[Answer::Contacts]).is_left_with_nothing(&list("data-reports:write")));
        assert!(!ticked(&[Answer::NothingYet]).is_left_with_nothing(&bare));
        assert!(!ticked(&[Answer::NothingYet]).is_left_with_nothing(&[]));
        assert!(!ticked(&[Answer::Contacts]).is_left_with_nothing(&list("users:read")));
        let mut own = ticked(&[Answer::OwnList]);
        own.own_list = "webhooks-trigger:write".to_owned();
        assert!(!own.is_left_with_nothing(&list("webhooks-trigger:write")));
    }
}
