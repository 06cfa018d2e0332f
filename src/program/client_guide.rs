//! Step Create client: what the client is for, which route through Talkdesk, and which of its steps are ticked off.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::{Draft, Program, Screen, Step, WhatToRead};
use crate::receiver::Receiver;

/// How long a client counts as made minutes ago.
const NEW: SignedDuration = SignedDuration::from_mins(10);

/// What a person does on Create client.
#[derive(Clone, Debug)]
pub enum CreateClientMsg {
    /// "Open Talkdesk".
    OpenTalkdesk,
}

/// What the person sees in Talkdesk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Route {
    /// "Admin > Integrations", the documented way.
    #[default]
    AdminIntegrations,
    /// "Builder > OAuth Clients"
    BuilderOauthClients,
    /// "I see neither"
    Neither,
}

/// The guide's state. The ticks are for the person's own use: Continue never looks at them.
#[derive(Clone, Debug, Default)]
pub struct ClientGuide {
    /// The route chosen.
    pub route: Route,
    /// Who gets the credentials.
    pub receiver: Receiver,
    /// What it will read.
    pub what: WhatToRead,
    /// Whether Open Talkdesk was pressed here.
    pub opened: bool,
    /// Whether the window stands beside the browser meanwhile.
    pub beside: Beside,
    ticks: BTreeSet<(Route, usize)>,
    picture: Picture,
    begun: bool,
    made_at: Option<Timestamp>,
}

/// How the window stands while something is done in the browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// "Keep beside the browser": narrow.
    pub is_wanted: bool,
    /// "In front of it": never behind another window.
    pub on_top: bool,
}

/// Which step's picture the person wants to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Picture {
    #[default]
    OfNextStep,
    Of(usize),
    None,
}

impl ClientGuide {
    pub(super) fn new(draft: &Draft) -> Self {
        Self {
            receiver: draft.receiver,
            what: WhatToRead::new(draft.reads.clone(), draft.own_list.clone()),
            ..Self::default()
        }
    }

    /// Whether a step of the chosen route is ticked.
    #[must_use]
    pub fn is_ticked(&self, step: usize) -> bool {
        self.ticks.contains(&(self.route, step))
    }

    /// Whether the next thing to do is to open Talkdesk.
    #[must_use]
    pub fn waits_for_talkdesk(&self) -> bool {
        !self.opened && self.route != Route::Neither
    }

    /// Someone sets out to make a client now.
    pub(super) fn begin(&mut self) {
        self.begun = true;
    }

    /// The guide is left for Credentials. Whoever set out to make a client, or ticked a step, has made it by now.
    pub(super) fn left(&mut self, now: Timestamp) {
        if self.begun || !self.ticks.is_empty() {
            self.made_at = Some(now);
        }
    }

    /// Whether a client was made here minutes ago. Talkdesk may not know it yet.
    #[must_use]
    pub fn client_is_new(&self, now: Timestamp) -> bool {
        self.made_at
            .is_some_and(|made_at| now.duration_since(made_at) < NEW)
    }

    /// Chooses a route.
    pub fn choose(&mut self, route: Route) {
        self.route = route;
        self.picture = Picture::OfNextStep;
    }

    /// Ticks or unticks a step of the chosen route; then the picture of the next one is shown.
    pub fn tick(&mut self, step: usize, ticked: bool) {
        self.picture = Picture::OfNextStep;
        if ticked {
            self.ticks.insert((self.route, step));
        } else {
            self.ticks.remove(&(self.route, step));
        }
    }

    /// The step whose picture is shown, of a route with so many `steps`: the first one without a tick, unless another
    /// one was asked for, or none.
    #[must_use]
    pub fn pictured(&self, steps: usize) -> Option<usize> {
        match self.picture {
            Picture::OfNextStep => (0..steps).find(|step| !self.is_ticked(*step)),
            Picture::Of(step) => Some(step),
            Picture::None => None,
        }
    }

    /// Shows the picture of a step instead of another one's, or hides it; the route has so many `steps`.
    pub fn toggle_picture(&mut self, step: usize, steps: usize) {
        self.picture = if self.pictured(steps) == Some(step) {
            Picture::None
        } else {
            Picture::Of(step)
        };
    }
}

impl Program {
    /// How the window is to stand: beside the browser from Open Talkdesk on, until what was made there is entered.
    #[must_use]
    pub fn stands_beside(&self) -> Option<Beside> {
        let guide = &self.wizard.guide;
        let in_the_browser = matches!(self.wizard.step, Step::CreateClient | Step::Credentials);
        let is_on = guide.beside.is_wanted && guide.opened;
        (is_on && in_the_browser && self.screen == Screen::Wizard).then_some(guide.beside)
    }

    /// The name to give the client in Talkdesk: on a replacement with the month, or with the day where the client that
    /// is replaced has the month already, so that old and new are told apart there.
    #[must_use]
    pub fn client_name(&self, now: Timestamp) -> String {
        let replaced = self.entry_to_replace();
        let client_name = self.wizard.guide.receiver.client_name();
        if replaced.is_none() && self.wizard.replacing.is_none() {
            return client_name.to_owned();
        }
        let with_month = format!("{client_name} {}", now.strftime("%Y-%m"));
        let taken = replaced.is_some_and(|entry| {
            let older = entry.previous.iter().map(|old| &old.client_name);
            older
                .chain([&entry.client_name])
                .flatten()
                .any(|name| *name == with_month)
        });
        if taken {
            format!("{client_name} {}", now.strftime("%Y-%m-%d"))
        } else {
            with_month
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_is_of_the_next_step_unless_another_one_is_wanted() {
        let mut guide = ClientGuide::default();
        assert_eq!(guide.pictured(3), Some(0));
        guide.tick(0, true);
        guide.tick(2, true);
        assert_eq!(guide.pictured(3), Some(1));
        guide.toggle_picture(2, 3);
        assert_eq!(guide.pictured(3), Some(2));
        guide.toggle_picture(2, 3);
        assert_eq!(guide.pictured(3), None);
        guide.tick(1, true);
        assert_eq!(guide.pictured(3), None, "nothing is left to do");
        guide.tick(1, false);
        assert_eq!(guide.pictured(3), Some(1));
        guide.toggle_picture(0, 3);
        guide.choose(Route::BuilderOauthClients);
        assert_eq!(
            guide.pictured(3),
            Some(0),
            "the other route has ticks of its own"
        );
    }
}
