//! What an explanation needs to know of the request.

use super::Remedy;
use crate::{
    talkdesk::{Account, Endpoints, Region},
    verification::Target,
};

pub(super) struct Setting {
    /// The account as the person knows it, such as `acme`.
    pub(super) account: String,
    /// The region's name; `None` where the hosts were typed.
    pub(super) region: Option<&'static str>,
    /// The buttons that lead to the other regions; none where the hosts were typed.
    pub(super) other_regions: Vec<Remedy>,
    /// The scopes that were asked for.
    pub(super) scope: Option<String>,
    /// What an answer of the token endpoint has ruled out.
    pub(super) reached: String,
    /// Whether the client was made a few minutes ago.
    pub(super) client_is_new: bool,
    /// The host that gives tokens.
    pub(super) token_host: String,
    /// Whether the token host is this computer, without TLS.
    pub(super) plain_http: bool,
}

/// What is known before anything was sent.
pub(super) const NOT_SENT: &str =
    "Your client ID and secret were not sent, so nothing is known of them yet.";

impl Setting {
    pub(super) fn of(target: &Target) -> Self {
        let scope = target.scope.clone();
        Self {
            scope: scope.filter(|scope| !scope.trim().is_empty()),
            ..Self::of_account(&target.account, &target.endpoints)
        }
    }

    /// Before anything but the account is known.
    pub(super) fn of_account(account: &Account, endpoints: &Endpoints) -> Self {
        let own = &account.region;
        let typed = matches!(own, Region::Other { .. });
        let others = Remedy::REGIONS
            .into_iter()
            .filter(|remedy| !typed && Some(*remedy) != Remedy::try_in(own));
        Self {
            account: account.name.as_str().to_owned(),
            region: (!typed).then(|| own.in_a_sentence()),
            other_regions: others.collect(),
            scope: None,
            reached: if endpoints.token_host.is_plain_http() {
                "the network".to_owned()
            } else {
                "the network and this computer's clock".to_owned()
            },
            client_is_new: false,
            token_host: endpoints.token_host.authority(),
            plain_http: endpoints.token_host.is_plain_http(),
        }
    }

    /// For a refusal that stayed the same without any scopes: they are ruled out.
    pub(super) fn without_scopes_too(&self) -> Self {
        let reached = if self.plain_http {
            "the network and the permissions (scopes)"
        } else {
            "the network, this computer's clock and the permissions (scopes)"
        };
        Self {
            scope: None,
            reached: reached.to_owned(),
            account: self.account.clone(),
            token_host: self.token_host.clone(),
            other_regions: self.other_regions.clone(),
            ..*self
        }
    }

    /// For a cause on the way to the API, whose host says nothing of the account.
    pub(super) fn for_api(target: &Target) -> Self {
        Self::of(target).without_account()
    }

    /// The same for a host that says nothing of the account.
    pub(super) fn without_account(self) -> Self {
        Self {
            region: None,
            other_regions: Vec::new(),
            ..self
        }
    }

    /// First the account, then the other regions, then once more.
    pub(super) fn elsewhere(&self) -> Vec<Remedy> {
        let mut remedies = vec![Remedy::ChangeAccount];
        remedies.extend(&self.other_regions);
        remedies.push(Remedy::TryAgain);
        remedies
    }

    /// Where to look the account up.
    pub(super) fn check_account(&self) -> &'static str {
        if self.region.is_some() {
            "Check the account name and the region: sign in to Talkdesk and look at your browser. The name stands before \
             mytalkdesk, and the ending tells the region."
        } else {
            "Check the host that you entered."
        }
    }
}
