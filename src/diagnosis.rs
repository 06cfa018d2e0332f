//! From a failure to what happened, what is ruled out, and what to do. Pure; the sentences of the problem banner.

mod answer;
mod certificate;
mod network;
mod refusal;
mod scopes;
mod setting;
mod short;
mod technical;
mod unused_proxy;
mod warning;
mod way;

pub use certificate::{about_ca_file, about_changed_ca_file};
pub use short::in_short;
pub use unused_proxy::about_unused_proxy;
pub use warning::api_warning;
pub use way::explain_way;

use setting::Setting;

use crate::{
    talkdesk::Region,
    verification::{Cause, Failure, Stage, Target},
};

/// A problem as the person reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// One sentence: what happened.
    pub what_happened: String,
    /// What is ruled out, and only what truly is: "Ruled out: the network and the clock. Not ruled out: the region."
    pub ruled_out: Option<String>,
    /// What to do now.
    pub what_to_do: String,
    /// Where it cannot be told for certain what is wrong: what else it may be, the likeliest first.
    pub otherwise: Vec<Likely>,
    /// The buttons, the likeliest remedy first.
    pub remedies: Vec<Remedy>,
    /// Facts for Details, such as `HTTP 401 invalid_client` and what the server wrote, cleaned.
    pub details: Vec<String>,
}

/// What may be wrong besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likely {
    /// What it is, in a few words: "Your account is in another region."
    pub reason: String,
    /// What tells it apart from the others, or what to do about it.
    pub what_tells: String,
    /// The buttons that belong to it.
    pub remedies: Vec<Remedy>,
}

/// What a button of the banner does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// "Try again"
    TryAgain,
    /// "Change account"
    ChangeAccount,
    /// "Change client ID"
    ChangeClientId,
    /// "Change client secret"
    ChangeClientSecret,
    /// "Create a new client"
    CreateNewClient,
    /// "Wait two minutes", which counts them down
    Wait,
    /// "Change scopes", which opens Advanced on Credentials
    ChangeScopes,
    /// "Trust the changed file"
    AcceptCaFile,
    /// "Choose CA file…"
    ChooseCaFile,
    /// "Try without the CA file", which is not trusted any more
    TryWithoutCaFile,
    /// "Try in United States"
    TryInUnitedStates,
    /// "Try in Europe"
    TryInEurope,
    /// "Try in Canada"
    TryInCanada,
}

impl Remedy {
    /// To try in each region whose hosts are known.
    pub const REGIONS: [Self; 3] = [
        Self::TryInUnitedStates,
        Self::TryInEurope,
        Self::TryInCanada,
    ];

    /// To try in this region; `None` where its hosts are typed.
    #[must_use]
    pub fn try_in(region: &Region) -> Option<Self> {
        match region {
            Region::UnitedStates => Some(Self::TryInUnitedStates),
            Region::Europe => Some(Self::TryInEurope),
            Region::Canada => Some(Self::TryInCanada),
            Region::Other { .. } => None,
        }
    }
}

/// Explains a failure.
#[must_use]
pub fn explain(failure: &Failure, target: &Target) -> Problem {
    with_details(&Setting::of(target), failure, target)
}

/// Explains a failure to someone who made the client a few minutes ago.
#[must_use]
pub fn explain_for_new_client(failure: &Failure, target: &Target) -> Problem {
    let setting = Setting {
        client_is_new: true,
        ..Setting::of(target)
    };
    with_details(&setting, failure, target)
}

fn with_details(setting: &Setting, failure: &Failure, target: &Target) -> Problem {
    let mut problem = problem(&failure.cause, setting);
    if let Some(unused) = &failure.unused_proxy {
        problem.what_to_do = format!("{}\n\n{}", problem.what_to_do, about_unused_proxy(unused));
    }
    problem.details = technical::details(failure, target);
    problem
}

fn problem(cause: &Cause, setting: &Setting) -> Problem {
    match cause {
        Cause::Refused(refusal) => refusal::problem(refusal, setting),
        Cause::RefusedWithoutScopesToo(refusal) => {
            refusal::problem(refusal, &setting.without_scopes_too())
        }
        Cause::ScopesRefused { missing, .. } => scopes::problem(missing, setting),
        Cause::CertificateExpired { .. }
        | Cause::CertificateNotYetValid { .. }
        | Cause::UnknownIssuer { .. }
        | Cause::BadCertificateSignature { .. }
        | Cause::WrongName { .. }
        | Cause::CertificateRevoked { .. }
        | Cause::CertificateNotAccepted { .. }
        | Cause::TrustFile { .. }
        | Cause::CaFile { .. }
        | Cause::NoTrustStore => certificate::problem(cause, setting),
        Cause::Silent { .. }
        | Cause::AnswerTooSlow { .. }
        | Cause::AnswerCut { .. }
        | Cause::AnswerTooLarge { .. }
        | Cause::NotHttp { .. }
        | Cause::Transport { .. } => answer::problem(cause, setting),
        _ => network::problem(cause, setting),
    }
}

impl Problem {
    fn new(
        what_happened: impl Into<String>,
        ruled_out: &str,
        what_to_do: impl Into<String>,
    ) -> Self {
        Self {
            what_happened: what_happened.into(),
            ruled_out: Some(ruled_out.to_owned()),
            what_to_do: what_to_do.into(),
            otherwise: Vec::new(),
            remedies: Vec::new(),
            details: Vec::new(),
        }
    }

    /// Without these buttons, and without what was only said for them.
    #[must_use]
    pub fn without(mut self, remedies: &[Remedy]) -> Self {
        let offered = |remedy: &Remedy| !remedies.contains(remedy);
        self.remedies.retain(offered);
        self.otherwise.retain_mut(|likely| {
            let had_any = !likely.remedies.is_empty();
            likely.remedies.retain(offered);
            !(had_any && likely.remedies.is_empty())
        });
        let no_region = Remedy::REGIONS
            .iter()
            .all(|region| remedies.contains(region));
        if let (Some(ruled_out), true) = (&mut self.ruled_out, no_region) {
            *ruled_out = ruled_out.replace(" Not ruled out: the region.", "");
        }
        self
    }

    fn or(
        mut self,
        reason: &str,
        what_tells: impl Into<String>,
        remedies: impl IntoIterator<Item = Remedy>,
    ) -> Self {
        self.otherwise.push(Likely {
            reason: reason.to_owned(),
            what_tells: what_tells.into(),
            remedies: remedies.into_iter().collect(),
        });
        self
    }

    fn with(mut self, remedies: impl IntoIterator<Item = Remedy>) -> Self {
        self.remedies.extend(remedies);
        self
    }
}

/// The stage as Details names it.
fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::NameLookup => "name lookup",
        Stage::SecureConnection => "secure connection",
        Stage::Token => "token request",
        Stage::FirstApiCall => "first API call",
    }
}

#[cfg(test)]
mod tests;
