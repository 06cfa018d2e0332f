//! Work with secrets, after which nothing of them is left on the stack.
//!
//! The allocator wipes what is given back to it, but ciphers and parsers of other libraries leave plaintext on the stack.
//! The system keeps the stacks of ended threads for the next ones.

use std::hint::black_box;

/// How deep work with secrets goes at most, in bytes. A thread's stack has four times as much.
const DEPTH: usize = 512 * 1024;

/// Does the work, and overwrites the stack that it used.
pub(super) fn and_wipe_stack<T>(work: impl FnOnce() -> T) -> T {
    let result = below(work);
    wipe();
    result
}

/// Keeps the work's variables in frames of their own, below the caller's.
#[inline(never)]
fn below<T>(work: impl FnOnce() -> T) -> T {
    work()
}

#[inline(never)]
#[expect(
    clippy::large_stack_arrays,
    reason = "its place on the stack is what it is for"
)]
fn wipe() {
    black_box(&mut [0_u8; DEPTH]);
}
