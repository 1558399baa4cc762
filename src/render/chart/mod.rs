//! The geometry of the pictures, in units of the scale: what stands where, before anybody decides on characters,
//! pixels or colours. The origin is at the bottom left, as people draw it.

pub mod path;
pub mod plane;
pub mod profile;
pub mod radar;

/// A range on one axis, 0..=1, `from <= to`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
}

impl Extent {
    /// Returns the range between two numbers, cut to the scale.
    #[must_use]
    pub fn new(a: f64, b: f64) -> Self {
        let (a, b) = (on_scale(a), on_scale(b));
        Self { from: a.min(b), to: a.max(b) }
    }

    /// Returns how long it is.
    #[must_use]
    pub fn length(self) -> f64 {
        self.to - self.from
    }

    /// Returns its middle.
    #[must_use]
    pub fn middle(self) -> f64 {
        self.from.midpoint(self.to)
    }
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// From left to right.
    pub across: Extent,
    /// From bottom to top.
    pub upwards: Extent,
}

/// A point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// From left to right, 0..=1.
    pub across: f64,
    /// From bottom to top, 0..=1.
    pub upwards: f64,
}

/// A number brought to 0..=1; a report that was edited by hand may hold anything.
fn on_scale(value: f64) -> f64 {
    if value.is_nan() { 0.0 } else { value.clamp(0.0, 1.0) }
}
