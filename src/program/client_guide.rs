//! Step Create client: which route through Talkdesk, and which of its steps are ticked off.

use std::collections::BTreeSet;

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
