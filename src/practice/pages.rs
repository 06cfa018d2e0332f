//! The pages of the pretend Talkdesk: their frame, and the way to the OAuth clients.
//!
//! Real words stand only where the documented steps need them; the rest of Talkdesk's screens is gray bars.

pub(super) mod clients;

use maud::{DOCTYPE, Markup, html};

use super::accounts::Account;

/// An entry of the navigation at the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tab {
    Admin,
    Builder,
}

/// The steps that lead to a page: names, and addresses below the account's.
type Trail<'a> = &'a [(&'a str, &'a str)];

/// What stands around the content of a page.
struct Frame<'a> {
    account: &'a Account,
    title: &'a str,
    tab: Option<Tab>,
    trail: Trail<'a>,
}

impl Frame<'_> {
    fn around(&self, content: &Markup) -> Markup {
        self.document(content, None)
    }

    /// With `popup` over the page, which then cannot be used.
    fn under(&self, popup: &Markup, content: &Markup) -> Markup {
        self.document(content, Some(popup))
    }

    fn document(&self, content: &Markup, popup: Option<&Markup>) -> Markup {
        let account = self.account;
        let covered = popup.is_some();
        let current = |tab| (self.tab == Some(tab)).then_some("true");
        let body = html! {
            header.bar inert[covered] {
                span.account { span.mark aria-hidden="true" { "t" } (account) }
                nav aria-label="Main" {
                    a href={ "/admin/" (account) "/admin" } aria-current=[current(Tab::Admin)] { "Admin" }
                    a href={ "/admin/" (account) "/builder" } aria-current=[current(Tab::Builder)] { "Builder" }
                }
                a.out href={ "/admin/" (account) } { "Sign out" }
            }
            main inert[covered] {
                @if !self.trail.is_empty() {
                    nav.trail aria-label="Where you are" {
                        ol {
                            @for (name, path) in self.trail {
                                li { a href={ "/admin/" (account) (path) } { (name) } }
                            }
                        }
                    }
                }
                (content)
            }
            @if let Some(popup) = popup { (popup) }
        };
        document(account, self.title, &body)
    }
}

/// The first page.
pub(super) fn sign_in(account: &Account) -> Markup {
    let body = html! {
        main.door {
            span.mark aria-hidden="true" { "t" }
            h1 { "Sign in to " (account) }
            p { "Real Talkdesk asks for your name and password here. The pretend one lets you in." }
            form action={ "/admin/" (account) "/home" } {
                button.primary { "Sign in as administrator" }
            }
        }
    };
    document(account, "Sign in", &body)
}

/// Where one lands after signing in.
pub(super) fn home(account: &Account) -> Markup {
    let content = html! {
        h1 { "Welcome" }
        p.lead { "You are signed in as administrator. Follow the steps in the setup window: they begin in the bar above." }
        div.tiles aria-hidden="true" { (gray_tile()) (gray_tile()) (gray_tile()) }
    };
    let frame = Frame {
        account,
        title: "Home",
        tab: None,
        trail: &[],
    };
    frame.around(&content)
}

/// Admin: the way to Integrations.
pub(super) fn admin(account: &Account) -> Markup {
    let content = html! {
        h1 { "Admin" }
        div.tiles {
            (gray_tile())
            (tile(account, "/admin/integrations", "Integrations", "Connect other programs to Talkdesk"))
            (gray_tile()) (gray_tile()) (gray_tile()) (gray_tile())
        }
    };
    let frame = Frame {
        account,
        title: "Admin",
        tab: Some(Tab::Admin),
        trail: &[],
    };
    frame.around(&content)
}

/// Admin > Integrations: the way to API.
pub(super) fn integrations(account: &Account) -> Markup {
    let content = html! {
        h1 { "Integrations" }
        div.tiles {
            (tile(account, "/admin/integrations/api", "API", "OAuth applications and their credentials"))
            (gray_tile()) (gray_tile())
        }
    };
    let frame = Frame {
        account,
        title: "Integrations",
        tab: Some(Tab::Admin),
        trail: &[("Admin", "/admin")],
    };
    frame.around(&content)
}

/// Builder: the way to OAuth Clients.
pub(super) fn builder(account: &Account) -> Markup {
    let content = html! {
        h1 { "Builder" }
        div.tiles {
            (gray_tile()) (gray_tile())
            (tile(account, "/builder/oauth-clients", "OAuth Clients", "Programs that may use the API"))
        }
    };
    let frame = Frame {
        account,
        title: "Builder",
        tab: Some(Tab::Builder),
        trail: &[],
    };
    frame.around(&content)
}

fn tile(account: &Account, path: &str, name: &str, about: &str) -> Markup {
    html! {
        a.tile href={ "/admin/" (account) (path) } {
            strong { (name) }
            span { (about) }
        }
    }
}

/// A part of Talkdesk that the documented steps do not need.
fn gray_tile() -> Markup {
    html! {
        div.tile.gray aria-hidden="true" { i {} i {} }
    }
}

fn document(account: &Account, title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · " (account) " · Practice" }
                link rel="icon" href="data:,";
                link rel="stylesheet" href="/assets/practice.css";
                script src="/assets/practice.js" defer {}
            }
            body {
                p.practice { strong { "Practice: a pretend Talkdesk on this computer" } " Nothing here reaches the real one." }
                (body)
            }
        }
    }
}
