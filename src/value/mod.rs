//! What words can stand for: exact numbers, intervals, quantities, times.

pub mod calendar;
mod interval;
pub mod number;
mod quantity;
mod settle;
pub mod timex;
pub mod unit;

pub use interval::{Bound, Interval};
pub use number::{Number, Rational};
pub use quantity::{Approx, Quantity, Sense};
pub use timex::Timex;
