//! The window: drains answers, draws the page in front, sends what the person did to the program and its effects to
//! the world.

use eframe::egui;
use jiff::Timestamp;

use crate::{
    effects::Effects,
    program::{Effect, Msg, PasteInto, Program},
    ui,
};

/// The application.
pub struct App {
    program: Program,
    effects: Box<dyn Effects>,
    now: fn() -> Timestamp,
    pasted: Vec<crate::secret::Secret>,
    closing: bool,
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
            closing: false,
        };
        app.dispatch(ctx, Msg::Started);
        app
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
                Msg::ClipboardRead {
                    into: PasteInto::Focus,
                    result,
                } => self.pasted.extend(result),
                msg => self.dispatch(ctx, msg),
            }
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.drain(ctx);
    }

    fn raw_input_hook(&mut self, _ctx: &egui::Context, input: &mut egui::RawInput) {
        for wish in ui::shortcuts::translate(input) {
            self.effects.run(wish);
        }
        input.events.extend(
            self.pasted
                .drain(..)
                .map(|text| egui::Event::Paste(text.expose().to_owned())),
        );
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        if ui.input(|input| input.viewport().close_requested()) && !self.closing {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.dispatch(&ctx, Msg::CloseRequested);
        }
        let now = (self.now)();
        for msg in ui::show(ui, &mut self.program, now) {
            self.dispatch(&ctx, msg);
            ctx.request_repaint();
        }
        for text in ui::shortcuts::copied(&ctx) {
            self.effects.run(Effect::CopyText(text));
        }
    }
}
