//! Limits as sentences: each says what happens beyond it, with its unit.

use super::{Teller, Told};

/// Limits, in the order in which they are read, and the key of the sentence of each.
const LIMITS: [(&str, &str); 33] = [
    ("group_min", "limit-group"),
    ("members_alike_bp", "limit-alike"),
    ("trained_min_bp", "limit-trained"),
    ("filing_days", "limit-filing"),
    ("general_reserve_min_bp", "limit-general-reserve"),
    ("training_reserve_min_bp", "limit-training-reserve"),
    ("optional_reserves_max_bp", "limit-optional-reserves"),
    ("share_interest_max_bp", "limit-share-interest"),
    ("fair_price_alert_bp", "limit-fair-price"),
    ("offers_min", "limit-offers"),
    ("parcel_tolerance_bp", "limit-tolerance"),
    ("parcel_tolerance_ct100", "limit-tolerance-stones"),
    ("parcel_tolerance_mg", "limit-tolerance-gold"),
    ("rate_band_bp", "limit-rate"),
    ("transit_days", "limit-transit"),
    ("unreconciled_days", "limit-unreconciled"),
    ("late_entry_days", "limit-late-entry"),
    ("savers_min", "limit-savers-min"),
    ("savers_max", "limit-savers-max"),
    ("loan_multiple", "limit-loan-multiple"),
    ("loan_months", "limit-loan-months"),
    ("half_day_hours", "limit-half-day"),
    ("session_days_max", "limit-session"),
    ("attendance_min_bp", "limit-attendance"),
    ("near_site_m", "limit-near-site"),
    ("position_accuracy_max_m", "limit-accuracy"),
    ("pit_depth_warning_m", "limit-depth"),
    ("site_visit_months", "limit-site-visit"),
    ("standard_trained_min_bp", "limit-standard-trained"),
    ("standard_months_min", "limit-standard-months"),
    ("standard_pits_min", "limit-standard-pits"),
    ("case_ack_days", "limit-case-ack"),
    ("case_answer_days", "limit-case-answer"),
];

/// Where among the limits a figure is read; first what is none.
pub(super) fn place(name: &str) -> Option<usize> {
    LIMITS.iter().position(|(known, _)| *known == name)
}

impl Teller<'_> {
    /// A limit as a sentence; none for what is no limit, or has no sentence.
    pub(super) fn limit(&self, name: &str) -> Option<(&'static str, Told)> {
        let (_, key) = LIMITS[place(name)?];
        let value = self.with_unit(name, *self.pack.thresholds.get(name)?);
        let sentence = self.words.fill(key, &[("value", &value)]);
        Some(("country-limits", Told { values: vec![sentence], ..Told::default() }))
    }

    /// The value of a limit with the unit in which its name ends.
    fn with_unit(&self, name: &str, value: i64) -> String {
        let unit = name.rsplit_once('_').map_or("", |(_, unit)| unit);
        // « session_days_max » has its unit before.
        let unit = match unit {
            "max" | "min" => name.rsplit('_').nth(1).unwrap_or_default(),
            unit => unit,
        };
        match unit {
            "bp" => self.percent(value),
            "m" => format!("{}\u{a0}m", self.trimmed(value, 0)),
            "days" => self.words.count("days", value),
            "months" => self.words.count("months", value),
            "hours" => self.words.count("hours", value),
            "ct100" => format!("{}\u{a0}ct", self.trimmed(value, 2)),
            "mg" => format!("{}\u{a0}g", self.trimmed(value, 3)),
            _ => self.trimmed(value, 0),
        }
    }
}
