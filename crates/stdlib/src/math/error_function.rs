//! `erf` and `erfc`: the error function by the rational approximations of FreeBSD's msun (`s_erf.c`), whose polynomials are
//! summed in pairs of terms, as glibc does, so that the last digit is CPython's.

/// `erf(1)` to half of a double's digits.
const ERF_OF_ONE: f64 = 0.8450629115104675;
/// `8 * (2 / sqrt(pi) - 1)`
const EIGHTFOLD_SLOPE: f64 = 1.0270333367641007;

// Below 0.84375, in x squared.
const NEAR_ZERO_ABOVE: [f64; 5] =
    [0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442, -2.3763016656650163e-5];
const NEAR_ZERO_BELOW: [f64; 6] =
    [1.0, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164, -3.960228278775368e-6];

// From there to 1.25, in x - 1.
const NEAR_ONE_ABOVE: [f64; 7] = [
    -0.0023621185607526594,
    0.41485611868374833,
    -0.3722078760357013,
    0.31834661990116175,
    -0.11089469428239668,
    0.035478304325618236,
    -0.002166375594868791,
];
const NEAR_ONE_BELOW: [f64; 7] = [
    1.0,
    0.10642088040084423,
    0.540397917702171,
    0.07182865441419627,
    0.12617121980876164,
    0.01363708391202905,
    0.011984499846799107,
];

// From there to 1 / 0.35, in 1 / x squared.
const MIDDLE_ABOVE: [f64; 8] = [
    -0.009864944034847148,
    -0.6938585727071818,
    -10.558626225323291,
    -62.375332450326006,
    -162.39666946257347,
    -184.60509290671104,
    -81.2874355063066,
    -9.814329344169145,
];
const MIDDLE_BELOW: [f64; 9] = [
    1.0,
    19.651271667439257,
    137.65775414351904,
    434.56587747522923,
    645.3872717332679,
    429.00814002756783,
    108.63500554177944,
    6.570249770319282,
    -0.0604244152148581,
];

// Beyond.
const FAR_ABOVE: [f64; 7] = [
    -0.0098649429247001,
    -0.799283237680523,
    -17.757954917754752,
    -160.63638485582192,
    -637.5664433683896,
    -1025.0951316110772,
    -483.5191916086514,
];
const FAR_BELOW: [f64; 8] = [
    1.0,
    30.33806074348246,
    325.7925129965739,
    1536.729586084437,
    3199.8582195085955,
    2553.0504064331644,
    474.52854120695537,
    -22.44095244658582,
];

/// The bits at which msun goes from the third to the fourth approximation: 1 / 0.35.
const FAR: f64 = f64::from_bits(0x4006_DB6D_0000_0000);

/// A polynomial's value: pairs of terms, each times an even power, from the lowest on.
fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    let square = x * x;
    let fourth = square * square;
    let powers = [1.0, square, fourth, fourth * square, fourth * fourth];
    let pairs = coefficients.chunks(2).map(|pair| match pair {
        [even, odd] => even + x * odd,
        _ => pair.first().copied().unwrap_or(0.0),
    });
    let terms = pairs.zip(powers).map(|(pair, power)| power * pair);
    terms.reduce(|sum, term| sum + term).unwrap_or(0.0)
}

fn near_zero(x: f64) -> f64 {
    let square = x * x;
    polynomial(&NEAR_ZERO_ABOVE, square) / polynomial(&NEAR_ZERO_BELOW, square)
}

fn near_one(size: f64) -> f64 {
    let distance = size - 1.0;
    polynomial(&NEAR_ONE_ABOVE, distance) / polynomial(&NEAR_ONE_BELOW, distance)
}

/// `erfc` from 1.25 on.
fn tail(size: f64) -> f64 {
    let inverse = 1.0 / (size * size);
    let ratio = match size < FAR {
        true => polynomial(&MIDDLE_ABOVE, inverse) / polynomial(&MIDDLE_BELOW, inverse),
        false => polynomial(&FAR_ABOVE, inverse) / polynomial(&FAR_BELOW, inverse),
    };
    // The square of the upper half of the digits is exact.
    let upper = f64::from_bits(size.to_bits() & 0xFFFF_FFFF_0000_0000);
    (-upper * upper - 0.5625).exp() * ((upper - size) * (upper + size) + ratio).exp() / size
}

/// `math.erf`
pub(super) fn erf(x: f64) -> f64 {
    let size = x.abs();
    if x.is_nan() {
        return x;
    }
    if size < 0.84375 {
        let tiny = size < 1.0 / f64::from(1 << 28);
        return if tiny { 0.125 * (8.0 * x + EIGHTFOLD_SLOPE * x) } else { x + x * near_zero(x) };
    }
    let result = match size {
        _ if size < 1.25 => ERF_OF_ONE + near_one(size),
        _ if size < 6.0 => 1.0 - tail(size),
        _ => 1.0,
    };
    result.copysign(x)
}

/// `math.erfc`: `1 - erf(x)` without its loss of digits.
pub(super) fn erfc(x: f64) -> f64 {
    let size = x.abs();
    match size {
        _ if x.is_nan() => x,
        _ if size < f64::EPSILON / 16.0 => 1.0 - x,
        _ if x < 0.25 && size < 0.84375 => 1.0 - (x + x * near_zero(x)),
        _ if size < 0.84375 => 0.5 - (x * near_zero(x) + (x - 0.5)),
        _ if size < 1.25 && x > 0.0 => 1.0 - ERF_OF_ONE - near_one(size),
        _ if size < 1.25 => 1.0 + (ERF_OF_ONE + near_one(size)),
        _ if x < -6.0 => 2.0,
        _ if x < 0.0 => 2.0 - tail(size),
        _ if x < 28.0 => tail(x),
        _ => 0.0,
    }
}
