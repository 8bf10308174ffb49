//! Two pieces of work at a time.

use std::panic::resume_unwind;
use std::thread::{Builder, scope};

/// Of fewer keys or rows than this, starting a thread takes about as long as the work.
const FEW: usize = 4096;

/// Does both, which are about so many keys or rows, the first in a thread of its own.
/// Where there are no threads to be had, one after the other: what they give is the same.
pub(super) fn both<A: Send, B>(size: usize, one: impl Fn() -> A + Sync, other: impl FnOnce() -> B) -> (A, B) {
    if size < FEW {
        return (one(), other());
    }
    scope(|scope| {
        let started = Builder::new().spawn_scoped(scope, &one);
        let other = other();
        let one = match started {
            Ok(running) => running.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(_) => one(),
        };
        (one, other)
    })
}
