//! Which months a site has told of: what does not come is not the same as nothing happened.

use std::collections::BTreeSet;

use crate::units::{Date, Month};

/// The months before that of a day, so many of them, the earliest first.
#[must_use]
pub fn months_before(day: Date, count: usize) -> Vec<Month> {
    let before = |month: &Month| month.first().after(-1).map(Date::month);
    let mut months: Vec<Month> =
        std::iter::successors(before(&day.month()), before).take(count).collect();
    months.reverse();
    months
}

/// Those months of which nothing was told.
#[must_use]
pub fn gaps(months: &[Month], told: &BTreeSet<Month>) -> Vec<Month> {
    months.iter().copied().filter(|month| !told.contains(month)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_months_before_a_day_are_whole_and_go_back_over_a_new_year() {
        let months = months_before("2026-02-10".parse().unwrap(), 3);
        let said: Vec<String> = months.iter().map(ToString::to_string).collect();
        assert_eq!(said, ["2025-11", "2025-12", "2026-01"], "the one that runs is not over");
        let told = BTreeSet::from(["2025-12".parse().unwrap(), "2026-02".parse().unwrap()]);
        assert_eq!(gaps(&months, &told), [months[0], months[2]]);
    }
}
