//! Peak heap: an allocator that counts while it is asked to.
//!
//! Counting costs two atomic additions an allocation, so it is off but for the
//! runs whose memory is reported; a run that is timed pays one load.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicIsize, Ordering::Relaxed};

static COUNTING: AtomicBool = AtomicBool::new(false);
/// Bytes allocated less bytes freed since counting began: below zero where what
/// was allocated before is freed.
static HELD: AtomicIsize = AtomicIsize::new(0);
static PEAK: AtomicIsize = AtomicIsize::new(0);

/// The system's allocator, watched.
#[derive(Debug)]
pub struct Watched;

fn count(change: isize) {
    if COUNTING.load(Relaxed) {
        let held = HELD.fetch_add(change, Relaxed) + change;
        PEAK.fetch_max(held, Relaxed);
    }
}

#[expect(unsafe_code, reason = "an allocator cannot be written without; see the proofs beside it")]
// SAFETY: every call goes to `System` with the arguments it came with, and what
// `System` gives is given back unchanged; counting allocates nothing.
unsafe impl GlobalAlloc for Watched {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        // SAFETY: the caller keeps the contract of `alloc`, which is `System`'s.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        // SAFETY: as in `alloc`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count(-(layout.size() as isize));
        // SAFETY: the pointer came from `System` by one of the other methods.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // A large block is remapped, not copied: it is never there twice.
        count(size as isize - layout.size() as isize);
        // SAFETY: the pointer came from `System`, and the caller keeps the rest.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

/// What `work` gives, and the most bytes of heap that it held at once.
pub fn peak_of<T>(work: impl FnOnce() -> T) -> (T, usize) {
    HELD.store(0, Relaxed);
    PEAK.store(0, Relaxed);
    COUNTING.store(true, Relaxed);
    let result = work();
    COUNTING.store(false, Relaxed);
    (result, usize::try_from(PEAK.load(Relaxed)).unwrap_or(0))
}
