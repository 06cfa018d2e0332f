//! Walks through the program: the real `update` and the real keychain logic in a model of the world, whose answers come
//! late and in any order, about twice a walk cut off by a kill or closing and a new start. What is done is what the page in
//! front offers.
//!
//! Modelled: a keychain that locks, refuses, freezes, loses, and is changed by other programs; the one of practice; Talkdesk
//! with clients that are made, revoked and out of reach; the clock, the clipboard, files that are read, the index, the draft
//! and the settings, and a second window of another session. Not modelled: drawing and text fields, the network's stages,
//! certificates, damaged files of the program's own, and commands beside it; those have tests of their own.
//!
//! A number picks each act among those that are offered, so that every sequence of numbers is a walk, and a failing one
//! shrinks; it is kept in `simulation.failures` and tried again first. Some thousand walks are part of the tests. This does
//! a million, and prints the seed that repeats them:
//!
//! ```sh
//! TALKDESK_SETUP_WALKS=1000000 cargo test --release --test suite simulation -- --nocapture
//! TALKDESK_SETUP_WALKS=1000000 TALKDESK_SETUP_SEED=7 cargo test --release --test suite simulation -- --nocapture
//! ```

mod acts;
mod asking;
mod doing;
mod judging;
mod keychain;
mod mishaps;
mod offered;
mod promises;
mod reached;
mod talkdesk;
mod usual;
mod waiting;
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
use reached::Reached;
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
        Err(_) => random_seed(),
    }
}

fn random_seed() -> u64 {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).expect("a random number");
    u64::from_le_bytes(bytes) % 1_000_000
}

/// Some thousand walks in every test run, or as many as the environment asks for.
#[test]
#[expect(
    clippy::print_stdout,
    reason = "the seed and the measures of a long run, which is started by hand"
)]
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
        f64::from(u32::try_from(steps).unwrap_or(u32::MAX)) / took
    );
    for reached in Reached::ALL {
        println!("{reached:?}: {} times", reached.times());
    }
    if walks >= USUAL_WALKS {
        let never = Reached::ALL.map(|reached| (reached, reached.times()));
        assert!(never.iter().all(|(_, times)| *times > 0), "{never:?}");
    }
}
