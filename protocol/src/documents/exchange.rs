//! What currencies are worth in the country's own, as published, and whether money was changed at about that
//! rate. Source: domain.md §9.3 no. 30.

use std::collections::BTreeMap;

use crate::{
    dictionary::kinds::exchange_rate::EXCHANGE_RATE,
    packs::Pack,
    units::{Currency, Date, Money},
    world::{Unreadable, World},
};

/// For each currency the rate that was published last on a day or before: what one whole unit of it is worth.
pub fn rates(world: &dyn World, day: Date) -> Result<BTreeMap<Currency, Money>, Unreadable> {
    let mut rates = BTreeMap::<Currency, (Date, Money)>::new();
    for rate in world.all(&EXCHANGE_RATE)? {
        let (Ok(currency), Some(from), Some(money)) = (
            rate.own.text("currency").parse(),
            rate.own.day("valid_from").filter(|from| *from <= day),
            rate.own.money("rate"),
        ) else {
            continue;
        };
        let known = rates.entry(currency).or_insert((from, money));
        if from >= known.0 {
            *known = (from, money);
        }
    }
    Ok(rates.into_iter().map(|(currency, (_, money))| (currency, money)).collect())
}

/// The published rate from which an exchange of one amount for another is too far away; none if it is near
/// enough, or nothing is known to compare it with.
#[must_use]
pub fn far_off(
    pack: &Pack,
    rates: &BTreeMap<Currency, Money>,
    one: Money,
    other: Money,
) -> Option<Money> {
    let band = pack.limit("rate_band_bp", 2_000).unsigned_abs();
    [(one, other), (other, one)].into_iter().find_map(|(foreign, own)| {
        let rate = rates.get(&foreign.currency).filter(|rate| rate.currency == own.currency)?;
        let whole = 10_u128.pow(u32::from(foreign.currency.decimals()));
        let minor = |money: Money| u128::from(money.minor.unsigned_abs());
        let should = minor(foreign) * minor(*rate) / whole;
        let away = minor(own).abs_diff(should) * 10_000;
        let both = foreign.minor != 0 && own.minor != 0;
        (both && away > should * u128::from(band)).then_some(*rate)
    })
}
