//! A picture of "Your Talkdesk accounts" with one account and with a thousand: laid out and tessellated, as the window
//! does it, without the graphics card. Median and 99th percentile of many pictures, with accessibility on.

use std::{
    error::Error,
    io::{self, Write as _},
    time::{Duration, Instant},
};

use egui::{Event, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, vec2};
use jiff::Timestamp;
use talkdesk_setup::{
    credentials::ClientId,
    program::{AccountsMsg, Effect, Msg, Program},
    saved::{Entry, Envelope, Index},
    talkdesk::{Account, AccountName, Region},
    ui,
    verification::{Cause, Failure, Stage},
};

const PICTURES: usize = 400;
/// A picture must be ready in this time for sixty a second.
const ROOM: Duration = Duration::from_micros(16_667);

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout().lock();
    writeln!(out, "{PICTURES} pictures each, in milliseconds")?;
    for count in [1, 1000] {
        let mut still = Page::with(count)?;
        still.report(&mut out, "at rest", |_, _| Vec::new())?;
        let mut scrolled = Page::with(count)?;
        scrolled.report(&mut out, "scrolled through", |_, _| vec![wheel()])?;
        let mut verified = Page::with(count)?;
        let mut running = verified.send(Msg::Accounts(AccountsMsg::VerifyAll));
        verified.report(&mut out, "a result each, Verify all", |page, _| {
            if let Some(Effect::VerifySaved {
                attempt, account, ..
            }) = running.pop()
            {
                running.extend(page.send(Msg::Accounts(AccountsMsg::Verified {
                    attempt,
                    account,
                    result: Ok(Err(not_reached())),
                })));
            }
            Vec::new()
        })?;
        if count > 1 {
            let mut searched = Page::with(count)?;
            searched.report(&mut out, "a letter each into the search", |page, number| {
                page.program.accounts.search = format!("{}", number % 1000);
                page.send(Msg::Accounts(AccountsMsg::SearchEdited));
                Vec::new()
            })?;
        }
    }
    Ok(())
}

struct Page {
    ctx: egui::Context,
    program: Program,
    count: usize,
}

impl Page {
    fn with(count: usize) -> Result<Self, Box<dyn Error>> {
        let mut index = Index::default();
        for number in 0..count {
            let envelope = Envelope {
                account: Account {
                    name: AccountName::parse(&format!("branch-{number:04}"))
                        .map_err(|error| error.to_string())?,
                    region: Region::UnitedStates,
                },
                client_id: ClientId::parse(&format!("{number:032x}"))
                    .map_err(|error| error.to_string())?,
                client_secret: "s3cr3t-of-many-letters".into(),
                created_at: now(),
            };
            index.put(Entry::new(&envelope, "GNOME Keyring"));
        }
        let ctx = egui::Context::default();
        ui::theme::install(&ctx);
        ctx.enable_accesskit();
        let mut page = Self {
            ctx,
            program: Program::new(index, None),
            count,
        };
        page.send(Msg::Started);
        for _ in 0..10 {
            page.picture(Vec::new());
        }
        Ok(page)
    }

    fn send(&mut self, msg: Msg) -> Vec<Effect> {
        let is_request = |effect: &Effect| matches!(effect, Effect::VerifySaved { .. });
        let asked = self.program.update(msg, now()).into_iter();
        asked.filter(is_request).collect()
    }

    fn picture(&mut self, events: Vec<Event>) {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(920.0, 680.0))),
            events,
            ..RawInput::default()
        };
        let program = &mut self.program;
        let mut output = self.ctx.run_ui(input, |ui| {
            drop(ui::show(ui, program, now()));
        });
        // They are the graphics card's.
        output.textures_delta.clear();
        let shapes = output.shapes.len();
        let drawn = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        assert!(shapes > 10 && !drawn.is_empty(), "a picture");
    }

    fn report(
        &mut self,
        out: &mut impl io::Write,
        what: &str,
        mut before: impl FnMut(&mut Self, usize) -> Vec<Event>,
    ) -> io::Result<()> {
        let mut times: Vec<Duration> = (0..PICTURES)
            .map(|number| {
                let began = Instant::now();
                let events = before(self, number);
                self.picture(events);
                began.elapsed()
            })
            .collect();
        times.sort();
        let at = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1000.0;
        let late = times.iter().filter(|time| **time > ROOM).count();
        writeln!(
            out,
            "{:>5} accounts, {what:<30} {:>7.2} median {:>7.2} 99 % {late:>3} of {PICTURES} late for 60 a second",
            self.count,
            at(50),
            at(99),
        )
    }
}

fn now() -> Timestamp {
    Timestamp::UNIX_EPOCH
}

fn wheel() -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -300.0),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Unknown,
        modifiers: egui::Modifiers::NONE,
    }
}

fn not_reached() -> Failure {
    Failure {
        stage: Stage::NameLookup,
        cause: Cause::LookupTimedOut {
            host: "branch.talkdeskid.com".to_owned(),
        },
        took: Duration::from_millis(3),
        unused_proxy: None,
    }
}
