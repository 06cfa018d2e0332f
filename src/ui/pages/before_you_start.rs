//! "Before you start", on the page of the account: the results stand in their place from the beginning, what fails is
//! explained below.

use egui::Ui;

use super::unlock;
use crate::{
    connection::Surroundings,
    diagnosis::{about_unused_proxy, explain_way},
    keychain::{KEEPASSXC, KeychainError, keeps_what_was_deleted},
    program::{BeforeYouStart, Check, ChecksMsg, Clock, HostCheck, Msg, Program},
    ui::{
        theme::space,
        widgets::{self, ButtonKind, Mark, Tone},
        words,
    },
};

pub(super) fn show(ui: &mut Ui, program: &Program, out: &mut Vec<Msg>) {
    if program.checks_are_due() {
        out.push(Msg::Checks(ChecksMsg::ReachHosts));
    }
    let checks = program.checks();
    let all_is_well = warnings(program, &checks).is_empty();
    ui.add_space(space::GROUP);
    widgets::subheading(ui, "Before you start");
    ui.add_space(space::XS);
    if all_is_well {
        in_one_line(ui, program, &checks);
    }
    let id = ("before you start", all_is_well);
    widgets::details(ui, id, !all_is_well, |ui| {
        widgets::hint(
            ui,
            "Tried on its own and without any secret, because Talkdesk shows the client secret only once.",
        );
        ui.add_space(space::S);
        rows(ui, program, &checks);
    });
    if program.keychain_name() == KEEPASSXC {
        ui.add_space(space::S);
        widgets::hint(
            ui,
            "KeePassXC asks you to allow access. It may warn that it does not know the program that asks: this one is \
             closed to other programs, so that none reads its memory.",
        );
    }
    problems(ui, program, out);
}

/// How it stands, while nothing is wrong.
fn in_one_line(ui: &mut Ui, program: &Program, checks: &BeforeYouStart) {
    let keychain = program.keychain_name();
    let hosts = [&checks.token_host.check, &checks.api_host.check];
    let runs = checks.keychain == Check::Running || hosts.contains(&&Check::Running);
    let keychain_works = checks.keychain == Check::Passed(());
    let reached = hosts.iter().all(|check| matches!(check, Check::Passed(_)));
    let (mark, line) = if runs {
        let line = format!("Trying {keychain} and the network");
        (Mark::Running, line)
    } else if keychain_works && reached {
        let line = format!("{} and the network are ready", capitalized(keychain));
        (Mark::Done, line)
    } else if keychain_works {
        let line = format!("{} is ready", capitalized(keychain));
        (Mark::Done, line)
    } else {
        let line = "Keychain and network are tried once the account is entered".to_owned();
        (Mark::Waiting, line)
    };
    widgets::result_row(ui, mark, &line, "");
}

fn rows(ui: &mut Ui, program: &Program, checks: &BeforeYouStart) {
    widgets::card(ui, |ui| {
        keychain(ui, program);
        host(ui, &checks.token_host, "The token server");
        host(ui, &checks.api_host, "The API");
        clock(ui, checks.clock());
        surroundings(ui, checks.surroundings.as_ref());
    });
}

/// What failed, and "Check again"; nothing where all is well.
pub(super) fn problems(ui: &mut Ui, program: &Program, out: &mut Vec<Msg>) {
    let warnings = warnings(program, &program.checks());
    for warning in &warnings {
        ui.add_space(space::M);
        explain(ui, program, warning, out);
    }
    if !warnings.is_empty() {
        ui.add_space(space::M);
        widgets::hint(ui, "You can continue all the same.");
        ui.add_space(space::S);
        if widgets::button(ui, ButtonKind::Secondary, "Check again").clicked() {
            out.push(Msg::Checks(ChecksMsg::CheckAgain));
        }
    }
}

fn keychain(ui: &mut Ui, program: &Program) {
    let name = capitalized(program.keychain_name());
    let (mark, label, trailing) = match &program.before.keychain {
        Check::Waiting => (Mark::Waiting, name, ""),
        Check::Running => (
            Mark::Running,
            format!("Trying {}", program.keychain_name()),
            "",
        ),
        // Memory needs no trial.
        Check::Passed(()) if program.practice.is_some() => {
            (Mark::Done, format!("{name} works"), "")
        }
        // Each trial would leave an entry in its recycle bin.
        Check::Passed(()) if keeps_what_was_deleted(&name) => {
            (Mark::Done, format!("{name} is open"), "")
        }
        Check::Passed(()) => (
            Mark::Done,
            format!("{name} works"),
            "written, read back, deleted",
        ),
        Check::Failed(KeychainError::Locked { name }) => {
            (Mark::Warning, format!("{name} is locked"), "")
        }
        Check::Failed(KeychainError::NotRunning { name }) => {
            (Mark::Warning, format!("{name} does not run"), "")
        }
        Check::Failed(KeychainError::NoKeyring { name }) => {
            (Mark::Warning, format!("{name} has no keyring yet"), "")
        }
        Check::Failed(_) => (Mark::Warning, format!("{name} does not work"), ""),
    };
    widgets::result_row(ui, mark, &label, trailing);
}

fn host(ui: &mut Ui, checked: &HostCheck, waiting: &str) {
    let name = checked.host.as_ref().map_or("", |host| host.name());
    let (mark, label, trailing) = match &checked.check {
        Check::Waiting => (Mark::Waiting, waiting.to_owned(), String::new()),
        Check::Running => (Mark::Running, format!("Asking {name}"), String::new()),
        Check::Passed(reach) => {
            let took = format!("{} ms", reach.took().as_millis());
            (Mark::Done, format!("{name} answers"), took)
        }
        Check::Failed(_) => (
            Mark::Warning,
            format!("{name} was not reached"),
            String::new(),
        ),
    };
    widgets::result_row(ui, mark, &label, &trailing);
}

fn clock(ui: &mut Ui, clock: Clock) {
    let (mark, label, trailing) = match clock {
        Clock::Unknown => (Mark::Waiting, "This computer's clock", String::new()),
        Clock::Right(ahead) => {
            let seconds = ahead.abs().as_secs();
            let exact = if seconds < 2 {
                "to the second".to_owned()
            } else {
                format!("{seconds} s apart")
            };
            (Mark::Done, "The clock agrees with Talkdesk's", exact)
        }
        Clock::Wrong(ahead) => {
            let length = words::duration_rounded(ahead.unsigned_abs());
            let way = if ahead.is_negative() {
                "behind"
            } else {
                "ahead"
            };
            (
                Mark::Warning,
                "The clock is wrong",
                format!("{length} {way}"),
            )
        }
    };
    widgets::result_row(ui, mark, label, &trailing);
}

fn surroundings(ui: &mut Ui, found: Option<&Surroundings>) {
    const LABEL: &str = "Proxy and trusted certificates";
    let Some(found) = found else {
        widgets::result_row(ui, Mark::Waiting, LABEL, "");
        return;
    };
    let proxy = found.proxy.as_ref().map_or_else(
        || "no proxy".to_owned(),
        |proxy| format!("{} from {}", proxy.address, proxy.source),
    );
    let trust = found
        .trust
        .as_ref()
        .map_or_else(|_| "no list of authorities".to_owned(), ToString::to_string);
    let mark = if found.trust.is_err() || found.unused_proxy.is_some() {
        Mark::Warning
    } else {
        Mark::Done
    };
    widgets::result_row(ui, mark, LABEL, &format!("{proxy}; {trust}"));
}

/// What is worth a banner.
struct Warning {
    what_happened: String,
    ruled_out: Option<String>,
    what_to_do: String,
    is_locked: bool,
}

impl Warning {
    fn new(what_happened: impl Into<String>, what_to_do: impl Into<String>) -> Self {
        Self {
            what_happened: what_happened.into(),
            ruled_out: None,
            what_to_do: what_to_do.into(),
            is_locked: false,
        }
    }
}

fn warnings(program: &Program, before: &BeforeYouStart) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if let Check::Failed(error) = &before.keychain {
        warnings.push(Warning {
            ruled_out: Some("Nothing is lost: no secret was entered yet.".to_owned()),
            is_locked: error.waits_for_unlock(),
            ..Warning::new(
                error.what_happened(),
                error
                    .what_to_do()
                    .replace("ress Try again", "ress Check again"),
            )
        });
    }
    let mut told: Vec<String> = Vec::new();
    for checked in [&before.token_host, &before.api_host] {
        if let (Some(host), Check::Failed(cause), Some(account)) =
            (&checked.host, &checked.check, program.entered_account())
        {
            let endpoints = program.endpoints(&account);
            let problem = explain_way(cause, host, &account, &endpoints);
            if !told.contains(&problem.what_happened) {
                told.push(problem.what_happened.clone());
                warnings.push(Warning {
                    ruled_out: problem.ruled_out,
                    ..Warning::new(problem.what_happened, problem.what_to_do)
                });
            }
        }
    }
    if let Clock::Wrong(ahead) = before.clock() {
        let length = words::duration_rounded(ahead.unsigned_abs());
        let way = if ahead.is_negative() {
            "behind"
        } else {
            "ahead of"
        };
        warnings.push(Warning {
            ruled_out: Some("Ruled out: the network.".to_owned()),
            ..Warning::new(
                format!("This computer's clock is {length} {way} Talkdesk's."),
                "Set date, time and time zone in your system's settings. With a wrong clock, secure connections and \
                 tokens are refused.",
            )
        });
    }
    if let Some(found) = &before.surroundings {
        if let Some(unused) = &found.unused_proxy
            && !told.is_empty()
        {
            warnings.push(Warning::new(
                format!("{} has a proxy that is not used here.", unused.desktop),
                about_unused_proxy(unused),
            ));
        }
        if let (Err(cause), Some(account)) = (&found.trust, program.entered_account()) {
            let endpoints = program.endpoints(&account);
            let problem = explain_way(cause, &endpoints.token_host, &account, &endpoints);
            if !told.contains(&problem.what_happened) {
                warnings.push(Warning {
                    ruled_out: problem.ruled_out,
                    ..Warning::new(problem.what_happened, problem.what_to_do)
                });
            }
        }
    }
    warnings
}

fn explain(ui: &mut Ui, program: &Program, warning: &Warning, out: &mut Vec<Msg>) {
    widgets::banner(ui, Tone::Warning, &warning.what_happened, |ui| {
        if let Some(ruled_out) = &warning.ruled_out {
            widgets::muted(ui, ruled_out);
        }
        ui.add_space(space::XS);
        widgets::paragraph(ui, &warning.what_to_do);
        if warning.is_locked {
            unlock::show(ui, &program.keychain, out);
        }
    });
}

/// "The system's keychain" at the beginning of a row.
fn capitalized(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
