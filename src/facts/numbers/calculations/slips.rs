//! Slips of the pen: a number that another one turns into when a zero is lost or two digits change places.
//!
//! Where it is not quite sure that two numbers should be equal, a slip between them is evidence that they should: by chance, a
//! number lies within 3 percent of a power of ten of another one time in forty.

/// Whether `written` is `meant` with a decimal point moved, within `rounding` (a share of it), or with two digits that changed
/// places.
pub(super) fn is_slip(written: f64, meant: f64, rounding: f64) -> bool {
    written > 0.0 && meant > 0.0 && (moved_point(written, meant, rounding) || swapped(written, meant))
}

/// How many places the point has moved, if it has.
pub(super) fn places(written: f64, meant: f64, rounding: f64) -> Option<i32> {
    let moved = (written / meant).log10();
    let whole = moved.round();
    let near = (10f64.powf(moved - whole) - 1.0).abs() <= rounding;
    (whole != 0.0 && whole.abs() <= 6.0 && near).then_some(whole as i32)
}

fn moved_point(written: f64, meant: f64, rounding: f64) -> bool {
    places(written, meant, rounding).is_some()
}

/// `840` for `480`: two neighbouring digits exchanged, of two at least.
pub(super) fn swapped_all(written: f64, meant: f64) -> bool {
    swapped_of(written, meant, 2)
}

/// Whether `written` is `meant` with one digit of three or more changed, two neighbours exchanged, or a zero too many or too few; both
/// are read in whole steps.
pub(super) fn is_mistyped(written: f64, meant: f64, step: f64) -> bool {
    if step <= 0.0 {
        return false;
    }
    let (written, meant) = ((written / step).round(), (meant / step).round());
    let (mut a, mut b) = (written, meant);
    // Round numbers have fewer digits to tell: 3,000 and 5,000 differ in one of one.
    while a % 10.0 == 0.0 && b % 10.0 == 0.0 && a > 0.0 {
        (a, b) = (a / 10.0, b / 10.0);
    }
    let (a, b) = (format!("{a:.0}"), format!("{b:.0}"));
    let apart = a.bytes().zip(b.bytes()).filter(|(a, b)| a != b).count();
    let one = a.len() == b.len() && a.len() >= 3 && apart == 1;
    let zeros = || written.min(meant) >= 10.0 && places(written, meant, 0.5 / written).is_some();
    one || swapped_all(written, meant) || zeros()
}

/// `60,000` for `16,000`, which sound alike.
pub(super) fn is_teen(written: f64, meant: f64) -> bool {
    let scale = 10f64.powf((written.max(meant).log10() - 1.0).floor());
    let (high, low) = (written.max(meant) / scale, written.min(meant) / scale);
    (30.0..=90.0).contains(&high) && high % 10.0 == 0.0 && (low - 10.0 - high / 10.0).abs() < 0.001
}

/// `16,000` for `10,600`: the same digits, two neighbours exchanged, of three at least.
fn swapped(written: f64, meant: f64) -> bool {
    swapped_of(written, meant, 3)
}

fn swapped_of(written: f64, meant: f64, least: usize) -> bool {
    let (a, b) = (significant(written), significant(meant));
    if a == b || written.log10().floor() != meant.log10().floor() {
        return false;
    }
    let width = a.len().max(b.len());
    let digits = |s: &[u8]| (0..width).map(|i| s.get(i).copied().unwrap_or(b'0')).collect::<Vec<_>>();
    let (a, b) = (digits(&a), digits(&b));
    let apart: Vec<usize> = (0..width).filter(|&i| a[i] != b[i]).collect();
    matches!(apart[..], [i, k] if k == i + 1 && a[i] == b[k] && a[k] == b[i] && width >= least)
}

/// The digits of a number, zeros at its end left out.
fn significant(n: f64) -> Vec<u8> {
    let text = format!("{:.0}", n * 100.0);
    text.trim_end_matches('0').bytes().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digit_of_three_two_exchanged_or_a_zero() {
        let cases = [
            (147.0, 157.0, 1.0, true),
            (47.0, 57.0, 1.0, false),
            (3_000.0, 5_000.0, 1.0, false),
            (1_241.0, 1_214.0, 1.0, true),
            (58.3e6, 85.3e6, 1e5, true),
            (8_600.0, 860.0, 1.0, true),
            (1_230.0, 1_237.0, 1.0, true),
            (1_337.0, 1_247.0, 1.0, false),
        ];
        for (written, meant, step, mistyped) in cases {
            assert_eq!(is_mistyped(written, meant, step), mistyped, "{written} for {meant}");
        }
    }

    #[test]
    fn knows_slips_from_other_numbers() {
        for (written, meant) in
            [(2e9, 211e6), (16_000.0, 10_600.0), (2.4e9, 240e6), (1250.0, 1520.0), (0.42, 4.2)]
        {
            assert!(is_slip(written, meant, 0.06), "{written} {meant}");
        }
        for (written, meant) in [(2e9, 1.5e9), (16_000.0, 10_000.0), (21.0, 12.0), (300.0, 400.0), (5.0, 5.0)]
        {
            assert!(!is_slip(written, meant, 0.06), "{written} {meant}");
        }
    }
}
