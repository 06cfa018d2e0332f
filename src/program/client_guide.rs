//! Step Create client: which route through Talkdesk, and which of its steps are ticked off.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::Program;

/// The name to give the client in Talkdesk.
const CLIENT_NAME: &str = "Nexla Integration";

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
    /// The permission set chosen, by its place in [`crate::talkdesk::PERMISSION_SETS`].
    pub permissions: usize,
    ticks: BTreeSet<(Route, usize)>,
}

impl ClientGuide {
    /// Whether a step of the chosen route is ticked.
    #[must_use]
    pub fn is_ticked(&self, step: usize) -> bool {
        self.ticks.contains(&(self.route, step))
    }

    /// Ticks or unticks a step of the chosen route.
    pub fn tick(&mut self, step: usize, ticked: bool) {
        if ticked {
            self.ticks.insert((self.route, step));
        } else {
            self.ticks.remove(&(self.route, step));
        }
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
