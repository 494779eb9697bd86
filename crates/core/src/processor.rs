//! What depends on the processor: loops compiled twice, for every one of the architecture and for those with wider
//! registers, as all of the last ten years have them; and bytes looked at side by side.
#![allow(
    unsafe_code,
    reason = "instructions that not all processors have, behind a check that this one has them"
)]

#[cfg(target_arch = "x86_64")]
use std::sync::atomic::{AtomicU8, Ordering};

/// Work that is worth a second copy of its code. What [`run`](Self::run) calls takes part only where it is inlined, which
/// `#[inline(always)]` on it and on `run` itself asks for.
///
/// The result must not hang on the processor, and cannot: whole numbers are the same everywhere, and sums of floating
/// point numbers keep their order.
pub trait Work {
    /// What comes of it.
    type Output;

    /// Does it.
    fn run(self) -> Self::Output;
}

/// Runs work by the code that suits the processor.
///
/// ```
/// use rashomon_core::{Work, run_wide};
///
/// struct Sum<'a>(&'a [i16]);
///
/// impl Work for Sum<'_> {
///     type Output = i16;
///
///     #[inline(always)]
///     fn run(self) -> i16 {
///         self.0.iter().sum()
///     }
/// }
/// assert_eq!(run_wide(Sum(&[1, 2, 3])), 6);
/// ```
#[inline]
pub fn run_wide<W: Work>(work: W) -> W::Output {
    #[cfg(target_arch = "x86_64")]
    if has_wide_registers() {
        // SAFETY: the processor has what the function is compiled for.
        return unsafe { run_on_x86_64_v3(work) };
    }
    work.run()
}

/// Whether the processor has what [`run_on_x86_64_v3`] is compiled for: looked up once.
#[cfg(target_arch = "x86_64")]
#[inline]
fn has_wide_registers() -> bool {
    static HAS: AtomicU8 = AtomicU8::new(UNKNOWN);
    const UNKNOWN: u8 = 2;
    #[cold]
    fn look_up() -> bool {
        let has = std::arch::is_x86_feature_detected!("avx2")
            && std::arch::is_x86_feature_detected!("bmi1")
            && std::arch::is_x86_feature_detected!("bmi2")
            && std::arch::is_x86_feature_detected!("lzcnt")
            && std::arch::is_x86_feature_detected!("popcnt");
        HAS.store(has.into(), Ordering::Relaxed);
        has
    }
    match HAS.load(Ordering::Relaxed) {
        UNKNOWN => look_up(),
        has => has == 1,
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
fn run_on_x86_64_v3<W: Work>(work: W) -> W::Output {
    work.run()
}

/// Has the processor fetch the item with this index, which is looked at soon, while it goes on. Nothing hangs on it: not
/// even whether there is such an item.
#[doc(hidden)]
#[inline]
pub fn fetch<T>(items: &[T], index: usize) {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: all processors of this architecture can, and it reads nothing, whatever the address.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(items.as_ptr().wrapping_add(index).cast()) }
    }
    #[cfg(not(target_arch = "x86_64"))]
    {
        let _ = (items, index);
    }
}

/// Which of sixteen bytes are letters of ASCII, which of these are capitals, and which are digits: a bit for each byte, the
/// first of which is the lowest of `low`. `None` where the processor has no instructions for that.
#[doc(hidden)]
#[inline]
pub fn classes_of_sixteen(low: u64, high: u64) -> Option<[u32; 3]> {
    #[cfg(target_arch = "x86_64")]
    {
        // SAFETY: all processors of this architecture have SSE2.
        Some(unsafe { classes_by_sse2(low, high) })
    }
    #[cfg(not(target_arch = "x86_64"))]
    {
        let _ = (low, high);
        None
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "sse2")]
#[inline]
fn classes_by_sse2(low: u64, high: u64) -> [u32; 3] {
    use std::arch::x86_64::{
        __m128i, _mm_add_epi8, _mm_andnot_si128, _mm_cmpgt_epi8, _mm_movemask_epi8, _mm_or_si128,
        _mm_set_epi64x, _mm_set1_epi8, _mm_slli_epi16,
    };
    let bytes = _mm_set_epi64x(high as i64, low as i64);
    let bits = |it: __m128i| _mm_movemask_epi8(it) as u32;
    // Comparisons are of signed bytes: what is looked for is moved to the lowest of them.
    let among = |it: __m128i, first: u8, count: i8| {
        let moved = _mm_add_epi8(it, _mm_set1_epi8(i8::MIN.wrapping_sub(first as i8)));
        _mm_cmpgt_epi8(_mm_set1_epi8(i8::MIN + count), moved)
    };
    let letters = among(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), b'a', 26);
    // The bit that tells a small letter is moved to where bits are taken from.
    let upper = _mm_andnot_si128(_mm_slli_epi16::<2>(bytes), letters);
    [bits(letters), bits(upper), bits(among(bytes, b'0', 10))]
}
