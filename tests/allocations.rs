//! Glossing does not allocate once it has begun: what a window needs is kept for
//! the next.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(unsafe_code, reason = "an allocator that counts must be one")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

use yakugo::{Lexicon, Overlap, Passage};

struct Counting;

static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call goes to the system's allocator unchanged; counting allocates nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller's promise is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        // SAFETY: the place came from `alloc` above, which had it from the system.
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: as for `dealloc`; the caller vouches for `size`.
        unsafe { System.realloc(place, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Terms of both languages, spelling variants, insertions, salts, characters that
/// go through the rules and NFKC, and an address.
const TEXT: &str = "キメラ抗原受容体（CAR）T細胞 C療法の後に発熱とそう痒がみられ、アセトアミノフェン５００㎎を投与した。\
    血圧は正常で、ﾄｼﾘｽﾞﾏﾌﾞを準備した。か゛らがら声はない。メトホルミン塩酸塩は中止した（https://example.org/a）。\n\
    The patient developed anaemia and cytokine release syndrome (CRS) after anti-CD20 treatment; é and e\u{301}.\n";

#[test]
fn a_gloss_allocates_nothing() {
    let lexicon = Lexicon::embedded();
    let text = TEXT.repeat(2000);
    for overlap in [Overlap::Longest, Overlap::All] {
        let mut glosses = lexicon.gloss(Passage::new(&text).overlap(overlap));
        // Some windows, until the memory has the size that it needs.
        let warm = glosses.by_ref().take_while(|gloss| gloss.span.start < text.len() / 4).count();
        let before = ALLOCATIONS.load(Ordering::Relaxed);
        let rest =
            glosses.filter(|gloss| gloss.candidates().all(|one| one.concept().id().contains('/'))).count();
        let allocated = ALLOCATIONS.load(Ordering::Relaxed) - before;
        assert!(warm > 1000 && rest > 3 * warm - 1000, "{warm} and {rest} glosses");
        assert_eq!(allocated, 0, "in {rest} glosses");
    }
}
