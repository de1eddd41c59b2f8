//! Arithmetic without the virtual machine: ints of any size and floats by Python's rules.

pub mod float;
pub mod integer;

/// Why a result does not exist. `Vm::number_error` raises it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NumberError {
    /// ZeroDivisionError
    ZeroDivision(&'static str),
    /// OverflowError
    Overflow(&'static str),
    /// ValueError
    Value(&'static str),
    /// `OverflowError: (34, 'Numerical result out of range')`
    OutOfRange,
    /// The result would be too large, or take too long: MemoryError.
    TooLarge,
    /// The result would be complex, which is not supported.
    Complex,
}
