//! One walk: the program, its world, and what is done to both.

use talkdesk_setup::{
    program::{CredentialsMsg, Msg, PasteInto, Program, Screen},
    talkdesk::{Account, AccountName, Region},
};

use super::{
    acts::Act,
    mishaps::mishaps,
    offered::{all_comes, of_the_world, offered},
    reached::Reached,
    usual::forward,
    world::World,
};

/// More answers than can be under way.
const MANY: usize = 500;

pub(super) struct Walk {
    pub(super) program: Program,
    pub(super) world: World,
    /// The real wizard's secret that is not saved.
    pub(super) held: Option<String>,
    pub(super) acts: Vec<Act>,
}

pub(super) fn accounts() -> [Account; 2] {
    [("acme", Region::UnitedStates), ("globex", Region::Europe)].map(|(name, region)| Account {
        name: AccountName::parse(name).unwrap(),
        region,
    })
}

impl Walk {
    /// Begins with so many accounts saved, the second of them replaced once.
    pub(super) fn begin(saved: u8) -> Self {
        let mut world = World::new();
        for (place, account) in accounts().iter().take(usize::from(saved)).enumerate() {
            let mut users = vec![account.key()];
            if place == 1 {
                users.push(format!("{} (previous)", account.key()));
            }
            for (age, user) in users.into_iter().enumerate() {
                world.is_saved_already(account, &user, age);
            }
        }
        world.time_passes(100);
        let mut walk = Self {
            program: Program::new(world.index.clone(), None),
            world,
            held: None,
            acts: Vec::new(),
        };
        walk.send(Msg::Started);
        walk
    }

    /// Does one of the acts that are possible now: this number picks it, and decides what is left to chance.
    pub(super) fn step(&mut self, number: u32) {
        let (acts, number) = self.possible(number);
        let act = acts[number as usize % acts.len()];
        let chance = number / u32::try_from(acts.len()).unwrap();
        self.does(act, chance);
        // The usual case: all answers come before anything else is done.
        if act == Act::AllComes {
            for _ in 0..MANY {
                match all_comes(&self.world) {
                    Some(act) if self.world.broken.is_none() => self.does(act, chance),
                    _ => break,
                }
            }
        }
    }

    /// What is likely is possible more often.
    fn possible(&self, number: u32) -> (Vec<Act>, u32) {
        let (kind, number) = (number % 64, number / 64);
        let all = || offered(&self.program, &self.world);
        let killed = Act::KilledWhile(number as usize % 8, number / 8 % 8);
        let acts = match kind {
            0 => vec![killed],
            1 => vec![killed, Act::Close],
            2..=4 => mishaps(number),
            5..=9 => vec![Act::AllComes],
            10..=31 => of_the_world(&self.world),
            32..=51 => forward(&self.program),
            _ => all(),
        };
        if acts.is_empty() {
            (all(), number)
        } else {
            (acts, number)
        }
    }

    fn does(&mut self, act: Act, chance: u32) {
        self.acts.push(act);
        let before = self.before();
        self.act(act, chance);
        if self.world.closed {
            self.starts_anew();
        }
        self.judge(act, before);
    }

    pub(super) fn send(&mut self, msg: Msg) {
        for effect in self.program.update(msg, self.world.now) {
            self.world.begin(effect);
        }
    }

    pub(super) fn starts_anew(&mut self) {
        self.world.ends();
        self.held = None;
        let draft = self.world.draft.clone();
        let draft = (!draft.is_empty()).then_some(draft);
        self.program = Program::new(self.world.index.clone(), draft)
            .with_settings(self.world.settings.clone());
        self.send(Msg::Started);
    }

    /// Hands the program its oldest answer, as the window does.
    pub(super) fn deliver(&mut self) {
        let Some(msg) = self.world.mailbox.pop_front() else {
            return;
        };
        if let Msg::Credentials(CredentialsMsg::ClipboardRead {
            into: PasteInto::Focus,
            asked,
            result: Ok(text),
        }) = msg
        {
            let on_wizard = self.program.screen == Screen::Wizard;
            if asked == self.program.asked_for() && on_wizard && self.program.leaving.is_none() {
                self.paste_into_focus(&text);
            }
            return;
        }
        if let Some(reached) = Reached::by(&self.program, &msg) {
            reached.count();
        }
        self.send(msg);
    }
}
