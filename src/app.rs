//! The window: drains answers, draws the page in front, sends what the person did to the program and its effects to
//! the world.

use eframe::egui;
use jiff::Timestamp;

use crate::{
    effects::Effects,
    program::{Effect, Msg, PasteInto, Program},
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

    /// What was copied is cleared in time, also while the window is hidden.
    fn clear_clipboard_in_time(&mut self, ctx: &egui::Context) {
        let Some(at) = self.program.clipboard.clears_at else {
            return;
        };
        match std::time::Duration::try_from(at.duration_since((self.now)())) {
            Ok(left) if !left.is_zero() => ctx.request_repaint_after(left),
            _ => self.dispatch(ctx, Msg::Tick),
        }
    }

    fn drain(&mut self, ctx: &egui::Context) {
        for msg in self.effects.answers() {
            match msg {
                Msg::ClipboardRead {
                    into: into @ (PasteInto::Focus | PasteInto::Pointer),
                    result: Ok(text),
                } => self.pasted.push((into, text)),
                msg => self.dispatch(ctx, msg),
            }
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.drain(ctx);
        self.clear_clipboard_in_time(ctx);
    }

    fn raw_input_hook(&mut self, ctx: &egui::Context, input: &mut egui::RawInput) {
        if let Some(pos) = ui::shortcuts::middle_click(ctx, input) {
            self.middle_click = Some(pos);
            let into = PasteInto::Pointer;
            self.effects.run(Effect::ReadClipboard { into });
        }
        for wish in ui::shortcuts::translate(input) {
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
