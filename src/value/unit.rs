//! Units that measure the same, and how they convert. Codes are those of UCUM.
//!
//! Every factor is exact: the yard is 0.9144 m and the pound 0.45359237 kg by definition
//! (international agreement of 1959), the US gallon 231 cubic inches.

use num_rational::Ratio;
use num_traits::CheckedDiv;

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Dimension {
    Length,
    Area,
    Volume,
    Mass,
    Speed,
    Power,
    Energy,
    Data,
    Temperature,
    Pressure,
}

use Dimension::{Area, Data, Energy, Length, Mass, Power, Pressure, Speed, Volume};

/// Code, what it measures, and how many of the base unit it is: numerator and denominator.
/// Bases: m, m2, L, g, m/h, W, J, byte, Pa.
const UNITS: &[(&str, Dimension, i64, i64)] = &[
    ("nm", Length, 1, 1_000_000_000),
    ("um", Length, 1, 1_000_000),
    ("mm", Length, 1, 1000),
    ("cm", Length, 1, 100),
    ("dm", Length, 1, 10),
    ("m", Length, 1, 1),
    ("hm", Length, 100, 1),
    ("km", Length, 1000, 1),
    ("[in_i]", Length, 254, 10_000),
    ("[ft_i]", Length, 3048, 10_000),
    ("[yd_i]", Length, 9144, 10_000),
    ("[mi_i]", Length, 1_609_344, 1000),
    ("[nmi_i]", Length, 1852, 1),
    ("cm2", Area, 1, 10_000),
    ("m2", Area, 1, 1),
    ("har", Area, 10_000, 1),
    ("km2", Area, 1_000_000, 1),
    ("[sft_i]", Area, 9_290_304, 100_000_000),
    ("[acr_i]", Area, 40_468_564_224, 10_000_000),
    ("[smi_us]", Area, 2_589_988_110_336, 1_000_000),
    ("[syd_i]", Area, 83_612_736, 100_000_000),
    ("[sin_i]", Area, 64_516, 100_000_000),
    ("ml", Volume, 1, 1000),
    ("cl", Volume, 1, 100),
    ("dl", Volume, 1, 10),
    ("L", Volume, 1, 1),
    ("hl", Volume, 100, 1),
    ("m3", Volume, 1000, 1),
    ("[gal_us]", Volume, 3_785_411_784, 1_000_000_000),
    ("[bbl_us]", Volume, 158_987_294_928, 1_000_000_000),
    ("cm3", Volume, 1, 1000),
    ("km3", Volume, 1_000_000_000_000, 1),
    ("[cft_i]", Volume, 28_316_846_592, 1_000_000_000),
    ("[cin_i]", Volume, 16_387_064, 1_000_000_000),
    ("[qt_us]", Volume, 946_352_946, 1_000_000_000),
    ("[pt_us]", Volume, 473_176_473, 1_000_000_000),
    ("[cup_us]", Volume, 2_365_882_365, 10_000_000_000),
    ("[foz_us]", Volume, 295_735_295_625, 10_000_000_000_000),
    ("[tbs_us]", Volume, 1_478_676_478, 100_000_000_000),
    ("[tsp_us]", Volume, 492_892_159, 100_000_000_000),
    ("ug", Mass, 1, 1_000_000),
    ("mg", Mass, 1, 1000),
    ("g", Mass, 1, 1),
    ("kg", Mass, 1000, 1),
    ("t", Mass, 1_000_000, 1),
    ("[lb_av]", Mass, 45_359_237, 100_000),
    ("[oz_av]", Mass, 45_359_237, 1_600_000),
    ("[stone_av]", Mass, 635_029_318, 100_000),
    ("[ston_av]", Mass, 90_718_474, 100),
    ("[lton_av]", Mass, 10_160_469_088, 10_000),
    ("100.kg", Mass, 100_000, 1),
    ("Mt", Mass, 1_000_000_000_000, 1),
    ("km/h", Speed, 1000, 1),
    ("m/s", Speed, 3600, 1),
    ("[mi_i]/h", Speed, 1_609_344, 1000),
    ("[kn_i]", Speed, 1852, 1),
    ("W", Power, 1, 1),
    ("kW", Power, 1000, 1),
    ("MW", Power, 1_000_000, 1),
    ("GW", Power, 1_000_000_000, 1),
    ("TW", Power, 1_000_000_000_000, 1),
    ("[HP]", Power, 74_570, 100),
    ("W.h", Energy, 3600, 1),
    ("kW.h", Energy, 3_600_000, 1),
    ("MW.h", Energy, 3_600_000_000, 1),
    ("GW.h", Energy, 3_600_000_000_000, 1),
    ("TW.h", Energy, 3_600_000_000_000_000, 1),
    ("cal", Energy, 4184, 1000),
    ("kcal", Energy, 4184, 1),
    ("J", Energy, 1, 1),
    ("kJ", Energy, 1000, 1),
    ("By", Data, 1, 1),
    ("kBy", Data, 1000, 1),
    ("MBy", Data, 1_000_000, 1),
    ("GBy", Data, 1_000_000_000, 1),
    ("TBy", Data, 1_000_000_000_000, 1),
    ("PBy", Data, 1_000_000_000_000_000, 1),
    ("EBy", Data, 1_000_000_000_000_000_000, 1),
    ("Pa", Pressure, 1, 1),
    ("hPa", Pressure, 100, 1),
    ("bar", Pressure, 100_000, 1),
    ("[psi]", Pressure, 689_475_729, 100_000),
];

/// Units that go by the name of another one: the imperial gallon and pint, the long and the metric ton,
/// the troy ounce, the metric horsepower.
const NAMESAKES: &[(&str, i64, i64)] = &[
    ("[gal_us]", 454_609, 100_000),
    ("[pt_us]", 56_826_125, 100_000_000),
    ("[ston_av]", 10_160_469_088, 10_000),
    ("[oz_av]", 311_034_768, 10_000_000),
    ("[HP]", 735_499, 1000),
];

/// How many of one unit may be meant by another one, where a unit has a namesake: the least and the most.
pub fn factors(from: &str, to: &str) -> Option<(Ratio<i64>, Ratio<i64>)> {
    let one = factor(from, to)?;
    let (base, target) = (entry(from)?, entry(to)?);
    let twin =
        |code: &str| NAMESAKES.iter().find(|unit| unit.0 == code).map(|unit| Ratio::new(unit.1, unit.2));
    let as_from = twin(from).and_then(|twin| twin.checked_div(&Ratio::new(target.2, target.3)));
    let as_to = twin(to).and_then(|twin| Ratio::new(base.2, base.3).checked_div(&twin));
    let other = as_from.or(as_to).unwrap_or(one);
    Some((one.min(other), one.max(other)))
}

/// What a unit measures, where it is known.
pub fn dimension(code: &str) -> Option<Dimension> {
    match code {
        "Cel" | "[degF]" | "K" => Some(Dimension::Temperature),
        _ => entry(code).map(|entry| entry.1),
    }
}

/// How many of one unit another one is: `factor("cm", "m")` is 1/100. Nothing where they do not convert by a factor.
pub fn factor(from: &str, to: &str) -> Option<Ratio<i64>> {
    let (from, to) = (entry(from)?, entry(to)?);
    let same = from.1 == to.1;
    same.then(|| Ratio::new(from.2, from.3).checked_div(&Ratio::new(to.2, to.3))).flatten()
}

fn entry(code: &str) -> Option<&'static (&'static str, Dimension, i64, i64)> {
    UNITS.iter().find(|unit| unit.0 == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_one_dimension_convert() {
        assert_eq!(factor("cm", "m"), Some(Ratio::new(1, 100)));
        assert_eq!(factor("[in_i]", "[ft_i]"), Some(Ratio::new(1, 12)));
        assert_eq!(factor("kg", "m"), None);
    }
}
