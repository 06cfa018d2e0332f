//! The pages of the OAuth clients, at either of the two places where Talkdesk's administrators find them.

use maud::{Markup, html};

use super::{
    super::accounts::{Account, CLIENT_CREDENTIALS, Client, ClientForm, GRANTS, SCOPES},
    Frame, Tab, Trail,
};
use crate::secret::Secret;

/// One of the two ways to the same clients, with its words.
#[derive(Debug)]
pub(in crate::practice) struct Place {
    /// Where it lies below the account's address.
    pub(in crate::practice) path: &'static str,
    /// The grant that every client made here gets; where there is none, the form asks.
    pub(in crate::practice) fixed_grant: Option<&'static str>,
    tab: Tab,
    trail: Trail<'static>,
    heading: &'static str,
    about: &'static str,
    create: &'static str,
    one: &'static str,
}

/// Admin > Integrations > API.
pub(in crate::practice) const ADMIN: Place = Place {
    path: "/admin/integrations/api",
    fixed_grant: Some(CLIENT_CREDENTIALS),
    tab: Tab::Admin,
    trail: &[("Admin", "/admin"), ("Integrations", "/admin/integrations")],
    heading: "API",
    about: "OAuth applications may use Talkdesk's API without a person signing in.",
    create: "Create OAuth App",
    one: "OAuth app",
};

/// Builder > OAuth Clients.
pub(in crate::practice) const BUILDER: Place = Place {
    path: "/builder/oauth-clients",
    fixed_grant: None,
    tab: Tab::Builder,
    trail: &[("Builder", "/builder")],
    heading: "OAuth Clients",
    about: "Programs that may use Talkdesk's API.",
    create: "New OAuth Client",
    one: "OAuth client",
};

impl Place {
    /// An address at this place of `account`: `rest` begins with `/` or `?`, or is empty.
    pub(in crate::practice) fn address(&self, account: &Account, rest: &str) -> String {
        format!("/admin/{account}{}{rest}", self.path)
    }

    /// The frame of the list.
    fn frame<'a>(&self, account: &'a Account, title: &'a str) -> Frame<'a> {
        Frame {
            account,
            title,
            tab: Some(self.tab),
            trail: self.trail,
        }
    }

    /// `content` on a page that is reached from the list.
    fn below_list(&self, account: &Account, title: &str, content: &Markup) -> Markup {
        let here = (self.heading, self.path);
        let trail = [self.trail, &[here]].concat();
        let frame = Frame {
            trail: &trail,
            ..self.frame(account, title)
        };
        frame.around(content)
    }
}

/// What a form lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::practice) enum Missing {
    /// The name is empty.
    Name,
    /// No grant is ticked.
    Grant,
}

impl Missing {
    fn text(self) -> &'static str {
        match self {
            Self::Name => "Enter a name",
            Self::Grant => "Tick a grant type. Programs like Nexla need Client credentials",
        }
    }

    fn field(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Grant => "grant-authorization_code",
        }
    }
}

/// What stands above the list after a client was deleted.
pub(in crate::practice) const DELETED: &str =
    "Deleted. Tokens already issued live on until they expire, ten minutes at most.";

/// What stands above the list after a client's permissions were changed.
pub(in crate::practice) const CHANGED: &str = "Saved. Tokens issued from now on have these permissions; the client ID and secret are the same.";

/// The account's clients, and what was `done` just before. Their secrets are not known any more.
pub(in crate::practice) fn list(
    place: &Place,
    account: &Account,
    clients: &[Client],
    done: Option<&str>,
) -> Markup {
    let content = html! {
        @if let Some(done) = done {
            p.done role="status" { (done) }
        }
        (list_content(place, account, clients))
    };
    place.frame(account, place.heading).around(&content)
}

/// The form for a new client, with what was filled in before and what it lacks.
pub(in crate::practice) fn form(
    place: &Place,
    account: &Account,
    form: &ClientForm,
    missing: &[Missing],
) -> Markup {
    let list = place.address(account, "");
    let error = |wanted| missing.contains(&wanted).then_some(wanted);
    let content = html! {
        h1 { (place.create) }
        @if !missing.is_empty() {
            div.problem role="alert" tabindex="-1" autofocus {
                h2 { "There is a problem" }
                ul { @for missing in missing { li { a href={ "#" (missing.field()) } { (missing.text()) } } } }
            }
        }
        form.fields method="post" action=(place.address(account, "/new")) {
            div.field {
                label for="name" { "Name" }
                (error_line(error(Missing::Name)))
                input #name name="name" value=(form.name) maxlength="100" autocomplete="off"
                    aria-describedby="name-hint" aria-invalid=[error(Missing::Name).map(|_| "true")];
                p.hint #name-hint { "Such as “Nexla Integration”, so that you find it again." }
            }
            @if place.fixed_grant.is_none() {
                fieldset {
                    legend { "Grant types" }
                    (error_line(error(Missing::Grant)))
                    @for (grant, label) in GRANTS {
                        (check_box("grant", grant, form.grants.contains(&grant), &html! { (label) }))
                    }
                }
                details open[!form.scopes.is_empty()] {
                    summary { "Add Scopes" }
                    fieldset { legend { "Scopes" } (scope_boxes(form)) }
                }
            } @else {
                fieldset { legend { "Permissions (scopes)" } (scope_boxes(form)) }
            }
            div.acts {
                button.primary { "Create" }
                a.button href=(list) { "Cancel" }
            }
        }
    };
    place.below_list(account, place.create, &content)
}

/// The client `id` just after it was made. Without the `secret`, says that it was shown before.
pub(in crate::practice) fn created(
    place: &Place,
    account: &Account,
    clients: &[Client],
    id: &str,
    secret: Option<&Secret>,
) -> Markup {
    let content = secret.map_or_else(
        || gone_content(place, account, id),
        |secret| secret_content(place, account, id, secret),
    );
    let title = "Client created";
    if place.tab == Tab::Admin {
        return place.below_list(account, title, &content);
    }
    let popup = html! {
        div.cover { dialog open aria-labelledby="created" { (content) } }
    };
    let list = list_content(place, account, clients);
    place.frame(account, title).under(&popup, &list)
}

/// The permissions of `client`, to be changed.
pub(in crate::practice) fn edit(place: &Place, account: &Account, client: &Client) -> Markup {
    let title = format!("Edit {}", client.form.name);
    let content = html! {
        h1 { (title) }
        p.lead { "The client ID and the client secret stay as they are." }
        (id_row(&client.id))
        form.fields method="post" action=(place.address(account, &format!("/{}/edit", client.id))) {
            fieldset { legend { "Permissions (scopes)" } (scope_boxes(&client.form)) }
            div.acts {
                button.primary { "Save" }
                a.button href=(place.address(account, "")) { "Cancel" }
            }
        }
    };
    place.below_list(account, &title, &content)
}

/// Asks whether to delete `client`.
pub(in crate::practice) fn confirm(place: &Place, account: &Account, client: &Client) -> Markup {
    let title = format!("Delete {}?", client.form.name);
    let content = html! {
        h1 { (title) }
        p.lead { "Programs that use this " (place.one) " get no new tokens from then on. Tokens already issued live on until they expire, ten minutes at most. This cannot be undone." }
        (id_row(&client.id))
        form.acts method="post" action=(place.address(account, &format!("/{}/delete", client.id))) {
            button.danger { "Delete " (place.one) }
            a.button href=(place.address(account, "")) { "Keep it" }
        }
    };
    place.below_list(account, &title, &content)
}

fn list_content(place: &Place, account: &Account, clients: &[Client]) -> Markup {
    html! {
        div.head {
            h1 { (place.heading) }
            a.button.primary href=(place.address(account, "/new")) { (place.create) }
        }
        p.lead { (place.about) }
        @if clients.is_empty() {
            div.empty { p { "No " (place.one) " yet." } }
        } @else {
            ul.clients {
                @for client in clients { li { (list_row(place, account, client)) } }
            }
        }
    }
}

fn list_row(place: &Place, account: &Account, client: &Client) -> Markup {
    let edit = place.address(account, &format!("/{}/edit", client.id));
    let delete = place.address(account, &format!("/{}/delete", client.id));
    let granted = |grant: &str| client.form.grants.contains(&grant);
    html! {
        div {
            h2 { (client.form.name) }
            code { (client.id) }
            p.hint {
                @for (index, (_, label)) in GRANTS.iter().filter(|(grant, _)| granted(grant)).enumerate() {
                    @if index > 0 { ", " }
                    (label)
                }
            }
            @if client.form.scopes.is_empty() {
                p.hint { "No scopes" }
            } @else {
                ul.scopes { @for scope in &client.form.scopes { li { (scope) } } }
            }
        }
        div.acts {
            a.button href=(edit) { "Edit permissions" span.aloud { " of " (client.form.name) } }
            a.button href=(delete) { "Delete" span.aloud { " " (client.form.name) } }
        }
    }
}

fn secret_content(place: &Place, account: &Account, id: &str, secret: &Secret) -> Markup {
    html! {
        h1 #created { "Your " (place.one) " is ready" }
        p.warning { "Copy both values now, or download them. The client secret is never shown again once you leave this page." }
        (id_row(id))
        (value_row("client-secret", "Client Secret", secret.expose()))
        form.acts method="post" action=(place.address(account, &format!("/{id}/download"))) {
            input type="hidden" name="secret" value=(secret.expose());
            button.primary { "Download" }
            a.button href=(place.address(account, "")) { "Close" }
        }
    }
}

fn gone_content(place: &Place, account: &Account, id: &str) -> Markup {
    html! {
        h1 #created { "The client secret was shown once" }
        p.lead { "Talkdesk cannot show it again. If you have neither a copy nor the downloaded file, delete this " (place.one) " and create a new one." }
        (id_row(id))
        div.acts { a.button.primary href=(place.address(account, "")) { "Close" } }
    }
}

fn id_row(id: &str) -> Markup {
    value_row("client-id", "Client ID", id)
}

fn value_row(element: &str, label: &str, value: &str) -> Markup {
    html! {
        div.value {
            strong { (label) }
            div {
                code #(element) { (value) }
                button type="button" data-copy=(element) hidden { "Copy" span.aloud { " " (label) } }
            }
        }
    }
}

fn scope_boxes(form: &ClientForm) -> Markup {
    html! {
        div.columns {
            @for (scope, about) in SCOPES {
                @let label = html! { code { (scope) } span.hint { (about) } };
                (check_box("scope", scope, form.scopes.contains(&scope), &label))
            }
        }
    }
}

fn check_box(name: &str, value: &str, ticked: bool, label: &Markup) -> Markup {
    let element = format!("{name}-{value}");
    html! {
        div.check {
            input #(element) type="checkbox" name=(name) value=(value) checked[ticked];
            label for=(element) { (label) }
        }
    }
}

fn error_line(missing: Option<Missing>) -> Markup {
    html! {
        @if let Some(missing) = missing { p.error { (missing.text()) } }
    }
}
