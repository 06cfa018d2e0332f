//! The window: drains answers, draws the page in front, sends what the person did to the program and its effects to
//! the world.

use std::time::Duration;

use eframe::egui;
use jiff::Timestamp;

use crate::{
    effects::{Effects, one_window::Calls},
    program::{Arrival, CredentialsMsg, Effect, LeavingMsg, Msg, PasteInto, Program},
    secret::Secret,
    ui,
};

/// The application.
pub struct App {
    program: Program,
    effects: Box<dyn Effects>,
    now: fn() -> Timestamp,
    /// Texts that wait to be pasted, and where.
    pasted: Vec<(PasteInto, Secret)>,
    /// Where the middle button was pressed last.
    middle_click: Option<egui::Pos2>,
    closing: bool,
    /// Since when the page in front is there.
    arrival: Arrival,
    /// Whether the window's first size was brought to that of the screen.
    fits: bool,
    /// Whether the window stands beside a browser.
    beside: ui::beside::WindowBeside,
    /// Second starts of the program.
    calls: Calls,
}

impl App {
    /// An application that shows `program` and has its effects carried out by `effects`. `now` tells the time.
    #[must_use]
    pub fn new(
        ctx: &egui::Context,
        program: Program,
        effects: Box<dyn Effects>,
        now: fn() -> Timestamp,
    ) -> Self {
        ui::theme::install(ctx);
        let mut app = Self {
            program,
            effects,
            now,
            pasted: Vec::new(),
            middle_click: None,
            closing: false,
            arrival: Arrival::default(),
            fits: false,
            beside: ui::beside::WindowBeside::default(),
            calls: Calls::default(),
        };
        app.dispatch(ctx, Msg::Started);
        app
    }

    /// The same, brought to the front by these second starts.
    #[must_use]
    pub fn with_calls(self, calls: Calls) -> Self {
        Self { calls, ..self }
    }

    /// What the window shows.
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// Sends one message through the program.
    pub fn dispatch(&mut self, ctx: &egui::Context, msg: Msg) {
        for effect in self.program.update(msg, (self.now)()) {
            if effect == Effect::CloseWindow {
                self.closing = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            } else {
                self.effects.run(effect);
            }
        }
    }

    fn drain(&mut self, ctx: &egui::Context) {
        for msg in self.effects.answers() {
            match msg {
                Msg::Credentials(CredentialsMsg::ClipboardRead {
                    into: into @ (PasteInto::Focus | PasteInto::Pointer),
                    asked,
                    result: Ok(text),
                }) => {
                    if asked == self.program.asked_for() {
                        self.pasted.push((into, text));
                    }
                }
                msg => self.dispatch(ctx, msg),
            }
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.drain(ctx);
        if self.calls.answer() {
            come_to_the_front(ctx);
        }
    }

    fn raw_input_hook(&mut self, ctx: &egui::Context, input: &mut egui::RawInput) {
        ui::shortcuts::drop_repeats(ctx, input);
        if input
            .time
            .is_some_and(|now| self.arrival.is_fresh(seconds(now)))
        {
            ui::shortcuts::drop_presses(input);
        }
        if let Some(pos) = ui::shortcuts::middle_click(ctx, input) {
            self.middle_click = Some(pos);
            let into = PasteInto::Pointer;
            let asked = self.program.asked_for();
            self.effects.run(Effect::ReadClipboard { into, asked });
        }
        for wish in ui::shortcuts::translate(input, self.program.asked_for()) {
            self.effects.run(wish);
        }
        for (into, text) in self.pasted.drain(..) {
            let text = text.expose().to_owned();
            input.events.push(match (into, self.middle_click) {
                (PasteInto::Pointer, Some(pos)) => egui::Event::MiddleClickPaste { pos, text },
                _ => egui::Event::Paste(text),
            });
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        if !self.fits {
            self.fits = ui::first_size::fit(&ctx);
        }
        if ui.input(|input| input.viewport().close_requested()) && !self.closing {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.dispatch(&ctx, Msg::Leaving(LeavingMsg::CloseRequested));
        }
        let now = (self.now)();
        for msg in ui::show(ui, &mut self.program, now) {
            self.dispatch(&ctx, msg);
            ctx.request_repaint();
        }
        for text in ui::shortcuts::copied(&ctx) {
            self.dispatch(&ctx, Msg::CopyText(text));
        }
        self.beside.follow(&ctx, self.program.stands_beside());
        let drawn_at = ui.input(|input| input.time);
        if self.arrival.sees(self.program.place(), seconds(drawn_at)) {
            ctx.request_repaint();
        }
    }
}

/// A time of the window's own clock, which only goes forward.
fn seconds(since_the_start: f64) -> Duration {
    Duration::try_from_secs_f64(since_the_start).unwrap_or_default()
}

/// Shows the window again; where the desktop lets no window do that by itself, it asks for attention.
fn come_to_the_front(ctx: &egui::Context) {
    for wish in [
        egui::ViewportCommand::Minimized(false),
        egui::ViewportCommand::Focus,
        egui::ViewportCommand::RequestUserAttention(egui::UserAttentionType::Informational),
    ] {
        ctx.send_viewport_cmd_to(egui::ViewportId::ROOT, wish);
    }
}
