//! Walks through the program: the real `update` and the real keychain logic in a model of the world, whose answers come
//! late and in any order, twice cut off by a kill and a new start. What is done is what the page in front offers.
//!
//! A number picks each act among those that are offered, so that every sequence of numbers is a walk, and a failing one
//! shrinks; it is kept in `simulation.failures` and tried again first. Some thousand walks are part of the tests. This does
//! a million, and prints the seed that repeats them:
//!
//! ```sh
//! TALKDESK_SETUP_WALKS=1000000 cargo test --release --test suite -- simulation --nocapture
//! TALKDESK_SETUP_WALKS=1000000 TALKDESK_SETUP_SEED=7 cargo test --release --test suite -- simulation --nocapture
//! ```

mod acts;
mod keychain;
mod promises;
mod talkdesk;
mod walk;
mod work;
mod world;

use std::{
    env,
    sync::atomic::{AtomicU64, Ordering},
    thread,
    time::Instant,
};

use proptest::{
    prelude::*,
    strategy::BoxedStrategy,
    test_runner::{Config, FileFailurePersistence, RngAlgorithm, TestError, TestRng, TestRunner},
};
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest};
use talkdesk_setup::{
    program::{AccountsMsg, MovingOnMsg, Msg, Program, RotationMsg, SaveMsg, Store},
    saved::OddItem,
};
use walk::Walk;

/// How many walks the million's command does.
const WALKS: &str = "TALKDESK_SETUP_WALKS";
/// The seed of the first thread; the next one takes the next number.
const SEED: &str = "TALKDESK_SETUP_SEED";
const USUAL_WALKS: u32 = 5_000;
const ACTS: usize = 100;
const THREADS: u64 = 2;

/// What of a walk is known without walking: with how many accounts it begins.
struct Numbers;

impl ReferenceStateMachine for Numbers {
    type State = u8;
    type Transition = u32;

    fn init_state() -> BoxedStrategy<u8> {
        (0..=2_u8).boxed()
    }

    fn transitions(_: &u8) -> BoxedStrategy<u32> {
        any::<u32>().boxed()
    }

    fn apply(saved: u8, _: &u32) -> u8 {
        saved
    }
}

struct Simulation;

impl StateMachineTest for Simulation {
    type SystemUnderTest = Walk;
    type Reference = Numbers;

    fn init_test(saved: &u8) -> Walk {
        Walk::begin(*saved)
    }

    fn apply(mut walk: Walk, _: &u8, number: u32) -> Walk {
        STEPS.fetch_add(1, Ordering::Relaxed);
        walk.step(number);
        walk
    }

    fn check_invariants(walk: &Walk, _: &u8) {
        if let Some(broken) = &walk.world.broken {
            panic!("{broken}\nafter {:#?}", walk.acts);
        }
    }
}

static STEPS: AtomicU64 = AtomicU64::new(0);

/// How often the walks came to each of these: walks that never get there would find nothing.
static REACHED: [AtomicU64; 7] = [const { AtomicU64::new(0) }; 7];

#[derive(Clone, Copy, Debug)]
enum Reached {
    SavedForReal,
    SavedInPractice,
    WentBack,
    RefusedAndForgotten,
    Restored,
    EverythingRemoved,
    KilledInTheMiddle,
}

impl Reached {
    const ALL: [Self; 7] = [
        Self::SavedForReal,
        Self::SavedInPractice,
        Self::WentBack,
        Self::RefusedAndForgotten,
        Self::Restored,
        Self::EverythingRemoved,
        Self::KilledInTheMiddle,
    ];

    fn count(self) {
        REACHED[self as usize].fetch_add(1, Ordering::Relaxed);
    }

    fn times(self) -> u64 {
        REACHED[self as usize].load(Ordering::Relaxed)
    }

    /// What an answer says.
    fn by(program: &Program, msg: &Msg) -> Option<Self> {
        match msg {
            Msg::Save(SaveMsg::Saved {
                store,
                result: Ok(_),
                ..
            }) => Some(match store {
                Store::System => Self::SavedForReal,
                Store::Practice => Self::SavedInPractice,
            }),
            Msg::Rotation(RotationMsg::WentBack { result: Ok(_), .. }) => Some(Self::WentBack),
            Msg::Rotation(RotationMsg::Forgotten { result: Ok(()), .. }) => {
                let old = program.retiring.as_ref().map(|retiring| &retiring.old);
                old.and_then(|old| old.first_refused_at)
                    .map(|_| Self::RefusedAndForgotten)
            }
            Msg::Accounts(AccountsMsg::Restored { result: Ok(_), .. }) => Some(Self::Restored),
            Msg::MovingOn(MovingOnMsg::AllRemoved { result: Ok(_), .. }) => {
                Some(Self::EverythingRemoved)
            }
            _ => None,
        }
    }
}

/// The items about which the person decides, in the order in which the page shows them.
fn odd_items(program: &Program) -> Vec<OddItem> {
    let mut odd: Vec<OddItem> = program.odd_items(None).cloned().collect();
    for card in &program.accounts.cards {
        odd.extend(program.odd_items(Some(&card.entry.account)).cloned());
    }
    odd
}

fn walks(cases: u32, seed: u64) {
    let config = Config {
        cases,
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("failures"))),
        source_file: Some(file!()),
        max_shrink_iters: 5_000,
        ..Config::default()
    };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(config.clone(), rng);
    let strategy = Numbers::sequential_strategy(ACTS);
    let result = runner.run(&strategy, |(saved, numbers, seen)| {
        Simulation::test_sequential(config.clone(), saved, numbers, seen);
        Ok(())
    });
    match result {
        Ok(()) => {}
        Err(TestError::Fail(reason, (saved, numbers, _))) => {
            panic!("seed {seed}, {saved} accounts, {numbers:?}:\n{reason}")
        }
        Err(error) => panic!("seed {seed}: {error}"),
    }
}

fn on_all_threads(walks_in_all: u32, seed: u64) {
    let share = walks_in_all.div_ceil(u32::try_from(THREADS).unwrap());
    thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| scope.spawn(move || walks(share, seed + thread)))
            .collect();
        for thread in threads {
            if let Err(failed) = thread.join() {
                std::panic::resume_unwind(failed);
            }
        }
    });
}

fn seed() -> u64 {
    match env::var(SEED) {
        Ok(seed) => seed.parse().expect("a number as seed"),
        Err(_) => rand_seed(),
    }
}

fn rand_seed() -> u64 {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).expect("a random number");
    u64::from_le_bytes(bytes) % 1_000_000
}

/// Some thousand walks in every test run, or as many as the environment asks for.
#[test]
fn nothing_is_lost_mixed_up_or_left_behind() {
    let walks = env::var(WALKS).map_or(USUAL_WALKS, |walks| {
        walks.parse().expect("a number of walks")
    });
    let (seed, begun) = (seed(), Instant::now());
    println!("{walks} walks of {ACTS} acts from seed {seed}");
    on_all_threads(walks, seed);
    let took = begun.elapsed().as_secs_f64();
    let steps = STEPS.load(Ordering::Relaxed);
    println!(
        "{:.0} walks and {:.0} steps a second, {took:.1} s",
        f64::from(walks) / took,
        (steps as f64) / took
    );
    for reached in Reached::ALL {
        println!("{reached:?}: {} times", reached.times());
    }
    if walks >= USUAL_WALKS {
        let never = Reached::ALL.map(|reached| (reached, reached.times()));
        assert!(never.iter().all(|(_, times)| *times > 0), "{never:?}");
    }
}
