//! How much is looked at, counted in tests only: so they can tell that the cost is linear
//! without a clock.

/// Counts one look at a glyph.
#[inline(always)]
pub(crate) fn step() {
    #[cfg(test)]
    counted::STEPS.with(|steps| steps.set(steps.get() + 1));
}

#[cfg(test)]
pub(crate) mod counted {
    use core::cell::Cell;

    thread_local! {
        pub(super) static STEPS: Cell<u64> = const { Cell::new(0) };
    }

    /// The looks that `work` takes.
    pub(crate) fn steps(work: impl FnOnce()) -> u64 {
        let before = STEPS.with(Cell::get);
        work();
        STEPS.with(Cell::get) - before
    }
}
