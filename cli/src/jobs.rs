//! Work on several threads, with the results in the order of the work.

use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

use crate::failure::Failure;

/// Blocks that may be under way, for each job: read and not yet written. It bounds
/// what is read ahead, and so memory.
const UNDER_WAY: usize = 4;

/// The number of a block, and what its work gave; the inner error is a panic.
type Done = (usize, std::thread::Result<Result<Vec<u8>, Failure>>);

/// Hands each block that `read` gives to one of `jobs` threads, which `work` on it,
/// and passes what they wrote to `write`, in the order in which they were given. The
/// function that `read` gives blocks to says whether to go on.
pub(crate) fn in_order<B: Send>(
    jobs: usize,
    read: impl FnOnce(&mut dyn FnMut(B) -> bool) -> Result<(), Failure> + Send,
    work: impl Fn(&B, &mut Vec<u8>) -> Result<(), Failure> + Sync,
    mut write: impl FnMut(&[u8]) -> io::Result<()>,
) -> Result<(), Failure> {
    if jobs < 2 {
        return alone(read, work, write);
    }
    // No more blocks than leaves are under way, so that giving one never waits.
    let under_way = jobs * UNDER_WAY;
    let (give, blocks) = sync_channel::<(usize, B)>(under_way);
    let (done, results) = sync_channel::<Done>(under_way);
    let (leave, leaves) = sync_channel::<()>(under_way);
    for _ in 0..under_way {
        let _ = leave.send(());
    }
    let blocks = Mutex::new(blocks);
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            let (blocks, work, done) = (&blocks, &work, done.clone());
            scope.spawn(move || worker(blocks, work, &done));
        }
        drop(done);
        let reader = scope.spawn(move || {
            let mut number = 0;
            read(&mut |block| {
                number += 1;
                leaves.recv().is_ok() && give.send((number - 1, block)).is_ok()
            })
        });
        let written = collect(&results, &leave, &mut write);
        // Where writing failed, the threads end because nobody listens any more.
        drop((results, leave));
        match reader.join() {
            Ok(read) => written.and(read),
            Err(panic) => resume_unwind(panic),
        }
    })
}

/// The same on this thread.
pub(crate) fn alone<B>(
    read: impl FnOnce(&mut dyn FnMut(B) -> bool) -> Result<(), Failure>,
    mut work: impl FnMut(&B, &mut Vec<u8>) -> Result<(), Failure>,
    mut write: impl FnMut(&[u8]) -> io::Result<()>,
) -> Result<(), Failure> {
    let mut written = Vec::new();
    let mut done = Ok(());
    read(&mut |block| {
        written.clear();
        done = work(&block, &mut written).and_then(|()| Ok(write(&written)?));
        done.is_ok()
    })?;
    done
}

fn worker<B>(
    blocks: &Mutex<Receiver<(usize, B)>>,
    work: &impl Fn(&B, &mut Vec<u8>) -> Result<(), Failure>,
    done: &SyncSender<Done>,
) {
    loop {
        let next = blocks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, block)) = next else { return };
        // A thread that ended in silence would leave the others waiting for its turn.
        let result = catch_unwind(AssertUnwindSafe(|| {
            let mut written = Vec::new();
            work(&block, &mut written).map(|()| written)
        }));
        if done.send((number, result)).is_err() {
            return;
        }
    }
}

/// Writes results as their turn comes, and gives leave to read on for each.
fn collect(
    results: &Receiver<Done>,
    leave: &SyncSender<()>,
    write: &mut impl FnMut(&[u8]) -> io::Result<()>,
) -> Result<(), Failure> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (number, result) in results {
        waiting.insert(number, result.unwrap_or_else(|panic| resume_unwind(panic))?);
        while let Some(written) = waiting.remove(&next) {
            write(&written)?;
            next += 1;
            let _ = leave.send(());
        }
    }
    Ok(())
}
