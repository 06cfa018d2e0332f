//! "Before you start": what can fail is tried before Talkdesk shows the one-time secret. Failing checks warn and never
//! block.

use jiff::SignedDuration;

use super::{Effect, KeychainState, Program};
use crate::{
    connection::{Reach, Surroundings},
    keychain::KeychainError,
    talkdesk::{Endpoints, Host},
    verification::Cause,
};

/// A clock that differs more than this from the server's is worth a word: certificates and tokens are about minutes.
const CLOCK_TOLERANCE: SignedDuration = SignedDuration::from_secs(120);

/// About what is tried before Talkdesk shows the one-time secret.
#[derive(Clone, Debug)]
pub enum ChecksMsg {
    /// The account is entered, so that its hosts can be asked.
    ReachHosts,
    /// "Check again".
    CheckAgain,
    /// What stands between this computer and a host.
    LookedAround {
        /// The host.
        host: Host,
        /// What was found.
        surroundings: Surroundings,
    },
    /// A host was asked for nothing, without any secret.
    Reached {
        /// The host.
        host: Host,
        /// How it went.
        result: Result<Reach, Cause>,
    },
}

/// The checks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BeforeYouStart {
    /// Whether the keychain keeps what it is given: written, read back, deleted.
    pub keychain: Check<(), KeychainError>,
    /// The way to the host that gives tokens.
    pub token_host: HostCheck,
    /// The way to the API.
    pub api_host: HostCheck,
    /// Proxy and trust store on the way to the token host.
    pub surroundings: Option<Surroundings>,
}

/// How a check stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Check<T, E> {
    /// Not begun.
    #[default]
    Waiting,
    /// Under way.
    Running,
    /// It went well.
    Passed(T),
    /// It did not.
    Failed(E),
}

/// The check of one host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostCheck {
    /// Which host.
    pub host: Option<Host>,
    /// How it went.
    pub check: Check<Reach, Cause>,
}

/// How this computer's clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// Not known.
    Unknown,
    /// It agrees with Talkdesk's, to this difference.
    Right(SignedDuration),
    /// It is ahead by so much; behind where that is negative.
    Wrong(SignedDuration),
}

impl BeforeYouStart {
    /// The clock, by the first host that told its time.
    #[must_use]
    pub fn clock(&self) -> Clock {
        let told = [&self.token_host, &self.api_host]
            .into_iter()
            .find_map(|host| match &host.check {
                Check::Passed(reach) => reach.server_time,
                _ => None,
            });
        told.map_or(Clock::Unknown, |time| Clock::of(time.ahead()))
    }

    fn is_asked(&self, endpoints: &Endpoints) -> bool {
        self.token_host.host.as_ref() == Some(&endpoints.token_host)
            && self.api_host.host.as_ref() == Some(&endpoints.api_host)
    }
}

impl Clock {
    /// A clock that is ahead of a server's by so much; behind it where that is negative.
    #[must_use]
    pub fn of(ahead: SignedDuration) -> Self {
        if ahead.abs() <= CLOCK_TOLERANCE {
            Self::Right(ahead)
        } else {
            Self::Wrong(ahead)
        }
    }
}

impl HostCheck {
    /// Begins with `host`, unless its result is there or on its way. Returns whether it begins.
    fn begin(&mut self, host: &Host) -> bool {
        let is_there = self.host.as_ref() == Some(host);
        if is_there && matches!(self.check, Check::Running | Check::Passed(_)) {
            return false;
        }
        *self = Self {
            host: Some(host.clone()),
            check: Check::Running,
        };
        true
    }

    fn ended(&mut self, host: &Host, result: &Result<Reach, Cause>) {
        if self.host.as_ref() == Some(host) {
            self.check = match result {
                Ok(reach) => Check::Passed(reach.clone()),
                Err(cause) => Check::Failed(cause.clone()),
            };
        }
    }
}

impl Program {
    /// Whether the hosts of the account are to be asked now: it was left, and they were not asked yet.
    #[must_use]
    pub fn checks_are_due(&self) -> bool {
        self.wizard.account.left
            && self
                .entered_endpoints()
                .is_some_and(|endpoints| !self.before.is_asked(&endpoints))
    }

    /// The checks, as far as they are about the account as it is entered: those of other hosts count for nothing.
    #[must_use]
    pub fn checks(&self) -> BeforeYouStart {
        let mut checks = self.before.clone();
        let entered = self
            .entered_account()
            .map(|account| self.endpoints(&account));
        let token_host = entered.as_ref().map(|endpoints| &endpoints.token_host);
        let api_host = entered.as_ref().map(|endpoints| &endpoints.api_host);
        if checks.token_host.host.as_ref() != token_host {
            checks.token_host = HostCheck::default();
            checks.surroundings = None;
        }
        if checks.api_host.host.as_ref() != api_host {
            checks.api_host = HostCheck::default();
        }
        checks
    }

    /// Tries the keychain, unless that would ask the person for a password.
    pub(super) fn test_keychain(&mut self) -> Vec<Effect> {
        let locked = self.keychain.is_locked();
        if locked || self.before.keychain == Check::Running {
            return Vec::new();
        }
        self.before.keychain = Check::Running;
        vec![Effect::TestKeychain {
            store: self.store(),
        }]
    }

    /// Asks the hosts of the account as entered, as far as they were not asked.
    pub(super) fn reach_hosts(&mut self) -> Vec<Effect> {
        let Some(endpoints) = self.entered_endpoints() else {
            return Vec::new();
        };
        let Endpoints {
            token_host,
            api_host,
        } = &endpoints;
        let mut effects = Vec::new();
        if self.before.token_host.begin(token_host) {
            self.before.surroundings = None;
            effects.push(Effect::LookAround {
                host: token_host.clone(),
            });
            effects.push(reach(token_host, api_host));
        }
        if self.before.api_host.begin(api_host) {
            effects.push(reach(api_host, token_host));
        }
        effects
    }

    /// Asks both hosts, whatever they said before.
    pub(super) fn reach_hosts_again(&mut self) -> Vec<Effect> {
        for check in [&mut self.before.token_host, &mut self.before.api_host] {
            if check.check != Check::Running {
                *check = HostCheck::default();
            }
        }
        self.reach_hosts()
    }

    pub(super) fn update_checks(&mut self, msg: ChecksMsg) -> Vec<Effect> {
        match msg {
            ChecksMsg::ReachHosts => self.reach_hosts(),
            ChecksMsg::CheckAgain => {
                let mut effects = self.reach_hosts_again();
                if self.before.keychain != Check::Running {
                    self.before.keychain = Check::Waiting;
                    // It may be another one by now, or locked: it is tried when that is known.
                    effects.push(self.describe_keychain());
                }
                effects
            }
            ChecksMsg::LookedAround { host, surroundings } => {
                if self.before.token_host.host.as_ref() == Some(&host) {
                    self.before.surroundings = Some(surroundings);
                }
                Vec::new()
            }
            ChecksMsg::Reached { host, result } => {
                self.ask_about_ca_file(result.as_ref().err());
                if result.as_ref().is_err_and(Cause::is_of_trust) {
                    self.ca_file.open = true;
                }
                self.before.token_host.ended(&host, &result);
                self.before.api_host.ended(&host, &result);
                Vec::new()
            }
        }
    }

    /// The keychain was described: it is tried once, as soon as it is known to be unlocked.
    pub(super) fn try_keychain(&mut self) -> Vec<Effect> {
        let untried = match &self.before.keychain {
            Check::Waiting => true,
            Check::Failed(error) => error.waits_for_unlock(),
            Check::Running | Check::Passed(()) => false,
        };
        if !untried || self.screen != super::Screen::Wizard {
            return Vec::new();
        }
        match &self.keychain.state {
            KeychainState::Known(info) => match info.problem() {
                Some(problem) => {
                    self.before.keychain = Check::Failed(problem);
                    Vec::new()
                }
                None => self.test_keychain(),
            },
            KeychainState::Failed(error) => {
                self.before.keychain = Check::Failed(error.clone());
                Vec::new()
            }
            KeychainState::Unknown => Vec::new(),
        }
    }

    /// What failed is tried anew when the wizard begins again.
    pub(super) fn forget_failed_checks(&mut self) {
        if matches!(self.before.keychain, Check::Failed(_)) {
            self.before.keychain = Check::Waiting;
        }
        for host in [&mut self.before.token_host, &mut self.before.api_host] {
            if matches!(host.check, Check::Failed(_)) {
                *host = HostCheck::default();
            }
        }
    }

    fn entered_endpoints(&self) -> Option<Endpoints> {
        self.entered_account()
            .filter(|_| self.hosts_to_ask_about().is_empty())
            .map(|account| self.endpoints(&account))
    }
}

fn reach(host: &Host, other: &Host) -> Effect {
    Effect::Reach {
        host: host.clone(),
        other: other.clone(),
    }
}
