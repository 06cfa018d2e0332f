//! Step Create client: which route through Talkdesk, and which of its steps are ticked off.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::{Draft, Program};
use crate::talkdesk::PERMISSION_SETS;

/// The name to give the client in Talkdesk.
const CLIENT_NAME: &str = "Nexla Integration";

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
    /// The permission set chosen, by its place in [`PERMISSION_SETS`]; the place after the last is the person's own list.
    pub permissions: usize,
    /// The person's own list, as typed.
    pub own_list: String,
    ticks: BTreeSet<(Route, usize)>,
    picture: Picture,
    begun: bool,
    made_at: Option<Timestamp>,
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
    /// The field "Permissions that you want".
    pub const OWN_LIST: &'static str = "own list";

    pub(super) fn new(draft: &Draft) -> Self {
        Self {
            permissions: draft.permissions.min(PERMISSION_SETS.len()),
            own_list: draft.own_list.clone(),
            ..Self::default()
        }
    }

    /// The scopes that Nexla is to have: what the client is compared with, once Talkdesk says what it was granted.
    #[must_use]
    pub fn wanted(&self) -> Vec<String> {
        match PERMISSION_SETS.get(self.permissions) {
            Some(set) => set.scopes.iter().map(|&scope| scope.to_owned()).collect(),
            None => self
                .own_list
                .split(|separator: char| separator.is_whitespace() || separator == ',')
                .filter(|scope| !scope.is_empty())
                .map(str::to_owned)
                .collect(),
        }
    }

    /// Adds a suggested scope to the person's own list, unless it is there.
    pub fn add_to_own_list(&mut self, scope: &str) {
        if self.wanted().iter().any(|wanted| wanted == scope) {
            return;
        }
        let separated = self.own_list.is_empty() || self.own_list.ends_with(char::is_whitespace);
        if !separated {
            self.own_list.push(' ');
        }
        self.own_list.push_str(scope);
    }

    /// Whether a step of the chosen route is ticked.
    #[must_use]
    pub fn is_ticked(&self, step: usize) -> bool {
        self.ticks.contains(&(self.route, step))
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
    /// The name to give the client in Talkdesk: on a replacement with the month, or with the day where the client that
    /// is replaced has the month already, so that old and new are told apart there.
    #[must_use]
    pub fn client_name(&self, now: Timestamp) -> String {
        let replaced = self.entry_to_replace();
        if replaced.is_none() && self.wizard.replacing.is_none() {
            return CLIENT_NAME.to_owned();
        }
        let with_month = format!("{CLIENT_NAME} {}", now.strftime("%Y-%m"));
        let taken = replaced.is_some_and(|entry| {
            let older = entry.previous.iter().map(|old| &old.client_name);
            older
                .chain([&entry.client_name])
                .flatten()
                .any(|name| *name == with_month)
        });
        if taken {
            format!("{CLIENT_NAME} {}", now.strftime("%Y-%m-%d"))
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
