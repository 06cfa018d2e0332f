//! Opens the window: what is known from last time is read, the effects are wired, the desktop's wishes are followed.

use eframe::egui;
use jiff::Timestamp;

#[cfg(target_os = "linux")]
use crate::effects::display::{self, Server};
use crate::{
    app::App,
    effects::{
        Runner, appearance::Appearance, clipboard::Clipboard, desktop::Desktop,
        display::WindowError, draft_file, folders::Folders, index_file, one_window::OneWindow,
        settings_file,
    },
    program::{Msg, PracticeMsg, Program},
    saved::{Index, Settings},
    ui::theme,
};

/// The window's size at first and at least, in points.
const SIZE: [f32; 2] = [920.0, 680.0];
const MIN_SIZE: [f32; 2] = [480.0, 360.0];

/// Runs the window until it is closed. `folders` hold the index and the log; `practice` begins with the pretend account; a
/// second start brings the window to the front; `desktop` is asked for files, addresses and looks.
///
/// # Errors
/// A sentence, when the system gives no window.
pub fn run(
    folders: Folders,
    practice: bool,
    one_window: OneWindow,
    desktop: Desktop,
) -> Result<(), String> {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_app_id("talkdesk-setup")
            .with_title("Talkdesk setup")
            .with_icon(icon())
            .with_inner_size(SIZE)
            .with_min_inner_size(MIN_SIZE)
            .with_drag_and_drop(true),
        clipboard_shortcuts: false,
        persist_window: false,
        // Tests compile a second renderer in; the window's is this one.
        #[cfg(not(windows))]
        renderer: eframe::Renderer::Glow,
        #[cfg(target_os = "linux")]
        event_loop_builder: (display::server() == Some(Server::X11)).then(on_x11),
        ..Default::default()
    };
    let clipboard = Clipboard::start();
    let copied = clipboard.clone();
    let create = |creation: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        let ctx = creation.egui_ctx.clone();
        desktop.watch_appearance({
            let ctx = ctx.clone();
            move |wanted| follow(&ctx, wanted)
        });
        let app = create(&ctx, folders, practice, copied, desktop)?;
        let calls = one_window.calls(move || ctx.request_repaint());
        Ok(Box::new(app.with_calls(calls)))
    };
    let ended = eframe::run_native("talkdesk-setup", options, Box::new(create))
        .map_err(|error| WindowError::from(error).sentence());
    // What was copied must not outlive the program in a clipboard manager.
    if let Err(error) = clipboard.clear_now() {
        log::warn!("at the end: {}", error.sentence());
    }
    ended
}

/// Makes the window X11's, also where a Wayland is named that does not answer.
#[cfg(target_os = "linux")]
fn on_x11() -> eframe::EventLoopBuilderHook {
    use winit::platform::x11::EventLoopBuilderExtX11 as _;
    Box::new(|builder| {
        builder.with_x11();
    })
}

/// The icon of the window and the task bar; under Wayland it comes from the installed desktop file instead.
fn icon() -> egui::IconData {
    let png = include_bytes!("../assets/icon/talkdesk-setup-128.png");
    eframe::icon_data::from_png_bytes(png).unwrap_or_default()
}

fn create(
    ctx: &egui::Context,
    folders: Folders,
    practice: bool,
    clipboard: Clipboard,
    desktop: Desktop,
) -> std::io::Result<App> {
    let Folders {
        config: folder,
        state,
    } = folders;
    let (index, problem) = match index_file::read(&folder) {
        Ok(index) => (index, None),
        Err(error) => (Index::default(), Some(error.to_string())),
    };
    let (settings, settings_problem) = match settings_file::read(&folder) {
        Ok(settings) => (settings, None),
        Err(error) => (Settings::unread(), Some(error.to_string())),
    };
    let (draft, draft_problem) = match draft_file::read(&folder) {
        Ok(draft) => (draft, None),
        Err(sentence) => (None, Some(sentence)),
    };
    let waker = ctx.clone();
    let runner = Runner::new(folder, clipboard, desktop, move || waker.request_repaint())?
        .with_ca_file(settings.ca_file.clone())
        .with_log_folder(state);
    let mut app = App::new(
        ctx,
        Program::new(index, draft).with_settings(settings),
        Box::new(runner),
        Timestamp::now,
    );
    let problems: Vec<String> = [problem, settings_problem, draft_problem]
        .into_iter()
        .flatten()
        .collect();
    if !problems.is_empty() {
        // There is one place for a notice.
        app.dispatch(ctx, Msg::Notice(problems.join(" ")));
    }
    if practice {
        app.dispatch(ctx, Msg::Practice(PracticeMsg::Start));
    }
    Ok(app)
}

/// Follows the desktop's wishes, as far as the window itself does not hear of them.
fn follow(ctx: &egui::Context, wanted: Appearance) {
    let theme = wanted.dark.map_or(egui::ThemePreference::System, |dark| {
        if dark {
            egui::ThemePreference::Dark
        } else {
            egui::ThemePreference::Light
        }
    });
    ctx.set_theme(theme);
    theme::set_reduced_motion(ctx, wanted.reduced_motion);
    ctx.request_repaint();
}
