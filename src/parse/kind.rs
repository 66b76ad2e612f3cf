//! What a mention is of, by name.

/// The kinds of claims, as the machine interface names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are those of the machine interface, described there")]
pub enum Kind {
    Number,
    Ordinal,
    Count,
    Percent,
    Points,
    Money,
    Measure,
    Age,
    Ratio,
    Date,
    Time,
    Duration,
    Set,
    List,
    Score,
    Name,
}

impl Kind {
    /// All kinds with their names.
    pub const ALL: [(Self, &'static str); 16] = [
        (Self::Number, "number"),
        (Self::Ordinal, "ordinal"),
        (Self::Count, "count"),
        (Self::Percent, "percent"),
        (Self::Points, "points"),
        (Self::Money, "money"),
        (Self::Measure, "measure"),
        (Self::Age, "age"),
        (Self::Ratio, "ratio"),
        (Self::Date, "date"),
        (Self::Time, "time"),
        (Self::Duration, "duration"),
        (Self::Set, "set"),
        (Self::List, "list"),
        (Self::Score, "score"),
        (Self::Name, "name"),
    ];

    /// Its name: `count`.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The kind of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|kind| kind.1 == name).map(|kind| kind.0)
    }
}
