//! The interval that a share lies in, in whole numbers.

/// Shares are counted in ten-thousandths: 10,000 is all.
pub const WHOLE: u64 = 10_000;

/// The 95 % interval of a share that came up `of` times in `all`, after Wilson, in ten-thousandths: rounded outwards, so that it is never
/// narrower than it should be. All of the range if nothing was counted.
pub fn wilson(of: u64, all: u64) -> (u64, u64) {
    if all == 0 {
        return (0, WHOLE);
    }
    // With z = 1.96: the middle is k + z²/2, its half width z·√(k(n-k)/n + z²/4), both over n + z². Counted in ten-thousandths.
    const UNIT: u128 = 10_000;
    const Z_SQUARED: u128 = 38_416;
    let (k, n) = (u128::from(of), u128::from(all));
    let under = n * UNIT + Z_SQUARED;
    let middle = k * UNIT + Z_SQUARED / 2;
    let half = (Z_SQUARED * UNIT * k * (n - k)).div_ceil(n) + Z_SQUARED * Z_SQUARED / 4;
    let half = half.isqrt() + 1;
    let low = middle.saturating_sub(half) * UNIT / under;
    let high = ((middle + half) * UNIT).div_ceil(under);
    let low = if of == 0 { 0 } else { low as u64 };
    (low, if of == all { WHOLE } else { (high as u64).min(WHOLE) })
}

/// A share in ten-thousandths, rounded.
pub fn share(of: u64, all: u64) -> u64 {
    (of * WHOLE + all / 2) / all.max(1)
}

#[cfg(test)]
mod tests {
    use super::{share, wilson};

    #[test]
    fn intervals_are_those_of_the_books() {
        // Newcombe (1998), table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
        let books = [(81, 263, 2553, 3662), (15, 148, 624, 1605), (0, 20, 0, 1611), (1, 29, 61, 1718)];
        for (of, all, low, high) in books {
            let (found_low, found_high) = wilson(of, all);
            assert!(
                found_low.abs_diff(low) <= 1 && found_high.abs_diff(high) <= 1,
                "{of} of {all}: {:?}",
                wilson(of, all)
            );
        }
        assert_eq!(wilson(0, 0), (0, 10_000));
        assert_eq!((wilson(7, 7).1, share(1, 3)), (10_000, 3_333));
    }
}
