//! The program's side: starts the helper, again and again if need be, and asks it.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use rustix::process::{Resource, getrlimit};

use super::{
    helper_error::HelperError,
    link::{Asked, Link},
    protocol::{Answer, Request},
};
use crate::effects::{
    appearance::Appearance,
    browser::BrowserError,
    file_chooser::{ChosenFile, FileKind},
    file_manager::FileManagerError,
};

/// Longer than the helper itself waits for a launcher, a file manager or a trash.
const PATIENCE: Duration = Duration::from_secs(30);

type OnAppearance = Arc<dyn Fn(Appearance) + Send + Sync>;

/// The way to the desktop, through the helper. It ends when the program ends.
#[derive(Clone)]
pub struct Desktop {
    helper: Arc<Helper>,
}

struct Helper {
    program: PathBuf,
    /// What the person allows a core dump, in bytes. The program itself has given that up when it starts the next helper.
    core_limit: String,
    link: Mutex<Arc<Link>>,
    /// Who hears what the desktop wants of a window's looks, from every helper.
    on_appearance: Mutex<Option<OnAppearance>>,
}

impl Desktop {
    /// Starts the helper. To be called before this process closes itself to others.
    ///
    /// # Errors
    /// When the system starts no process.
    pub fn start() -> io::Result<Self> {
        Self::start_with(Path::new("/proc/self/exe"))
    }

    /// Starts this program as the helper.
    ///
    /// # Errors
    /// When the system starts no process.
    pub fn start_with(program: &Path) -> io::Result<Self> {
        let core_limit = getrlimit(Resource::Core)
            .current
            .map_or_else(|| "unlimited".to_owned(), |bytes| bytes.to_string());
        let link = Link::start(program, &core_limit)?;
        Ok(Self {
            helper: Arc::new(Helper {
                program: program.to_owned(),
                core_limit,
                link: Mutex::new(link),
                on_appearance: Mutex::new(None),
            }),
        })
    }

    /// Asks the person for one file. Returns at once; `on_answer` is called once, on another thread.
    pub fn choose_file(&self, kind: FileKind, on_answer: impl FnOnce(ChosenFile) + Send + 'static) {
        let helper = Arc::clone(&self.helper);
        thread::spawn(move || {
            let answer = helper
                .ask(&Request::ChooseFile(kind))
                .and_then(|asked| asked.answer());
            on_answer(match answer {
                Ok(Answer::Chosen(choice)) => choice.into(),
                Ok(_) => ChosenFile::NoAnswer(HelperError::OutOfTurn),
                Err(error) => ChosenFile::NoAnswer(error),
            });
        });
    }

    /// Tells `on_change`, on another thread, what the desktop wants of a window's looks, now and whenever it changes.
    pub fn watch_appearance(&self, on_change: impl Fn(Appearance) + Send + Sync + 'static) {
        let on_change: OnAppearance = Arc::new(on_change);
        *lock(&self.helper.on_appearance) = Some(Arc::clone(&on_change));
        watch(&lock(&self.helper.link), on_change);
    }

    /// Opens a web address in the default browser. Blocks for as long as a launcher may still fail.
    ///
    /// # Errors
    /// When the address is not for a browser, or no launcher could open it.
    pub fn open_address(&self, address: &str) -> Result<(), BrowserError> {
        match self.answer(&Request::OpenAddress(address.to_owned())) {
            Ok(Answer::Opened(result)) => result,
            _ => Err(BrowserError::NotOpened),
        }
    }

    /// Shows a file in the file manager. Blocks until there is an answer.
    ///
    /// # Errors
    /// When there is no file manager.
    pub fn show_in_folder(&self, path: &Path) -> Result<(), FileManagerError> {
        match self.answer(&Request::ShowInFolder(path.into())) {
            Ok(Answer::FileDone(result)) => result,
            Ok(_) => Err(FileManagerError::NotKnownShown(HelperError::OutOfTurn)),
            Err(error) => Err(FileManagerError::NotKnownShown(error)),
        }
    }

    /// Moves a file to the trash. Blocks until there is an answer. It is asked once: a helper that ended may have moved it.
    ///
    /// # Errors
    /// When it is still where it was, or may be.
    pub fn move_to_trash(&self, path: &Path) -> Result<(), FileManagerError> {
        match self.answer(&Request::MoveToTrash(path.into())) {
            Ok(Answer::FileDone(result)) => result,
            Ok(_) => Err(FileManagerError::NotKnownMoved(HelperError::OutOfTurn)),
            Err(error) => Err(FileManagerError::NotKnownMoved(error)),
        }
    }

    fn answer(&self, request: &Request) -> Result<Answer, HelperError> {
        self.helper.ask(request)?.answer_within(PATIENCE)
    }
}

impl Helper {
    /// Sends a request to the helper that runs, or to a new one. A request that a helper took is never sent again.
    fn ask(&self, request: &Request) -> Result<Asked, HelperError> {
        let mut link = lock(&self.link);
        if link.is_open()
            && let Some(asked) = link.ask(request)
        {
            return Ok(asked);
        }
        *link = Link::start(&self.program, &self.core_limit).map_err(|error| {
            log::warn!("no helper for the desktop: {:?}", error.kind());
            HelperError::NotStarted
        })?;
        if let Some(on_change) = lock(&self.on_appearance).clone() {
            watch(&link, on_change);
        }
        link.ask(request).ok_or(HelperError::Ended)
    }
}

/// Hands on what one run of the helper says of the looks, until it has ended.
fn watch(link: &Arc<Link>, on_change: OnAppearance) {
    let Some(asked) = link.ask(&Request::WatchAppearance) else {
        return;
    };
    thread::spawn(move || {
        while let Ok(Answer::Appearance(wanted)) = asked.answer() {
            on_change(wanted);
        }
    });
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
