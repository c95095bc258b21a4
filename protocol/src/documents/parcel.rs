//! What is left of a parcel. Nothing of it is stored: weight in, less what was split off, put together with
//! others, sold, and lost. Source: domain.md §5.14.

use crate::{
    dictionary::kinds::{parcel::PARCEL, sale::SALE},
    packs::Pack,
    units::{Weight, WeightUnit},
    world::{Cells, Record, Unreadable, World},
};

/// The weight of stones or of gold in a row; which of the two follows from what stands there.
#[must_use]
pub fn weight(cells: &Cells) -> Option<Weight> {
    cells.weight("stones").or_else(|| cells.weight("gold"))
}

/// Where the weight of a parcel went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flow {
    /// What it weighed when it was made.
    pub weight: Weight,
    /// What was split off into other parcels.
    pub split: i64,
    /// Whether it was put together with others.
    pub merged: bool,
    /// What was sold.
    pub sold: i64,
    /// What was lost.
    pub lost: i64,
}

impl Flow {
    /// What is left; less than nothing if more went than was there.
    #[must_use]
    pub fn remaining(&self) -> i64 {
        let merged = if self.merged { self.weight.amount - self.split } else { 0 };
        self.weight.amount - self.split - merged - self.sold - self.lost
    }
}

/// Where the weight of a parcel went; none if it has no weight.
pub fn flow(world: &dyn World, parcel: &Record) -> Result<Option<Flow>, Unreadable> {
    let Some(weight) = weight(&parcel.own) else { return Ok(None) };
    let same = |cells: &Cells| {
        let other = self::weight(cells).filter(|other| other.unit == weight.unit);
        other.map_or(0, |other| other.amount)
    };
    let (mut split, mut merged) = (0, false);
    for other in world.referring(parcel.id, &PARCEL)? {
        if other.own.reference("parent") == Some(parcel.id) {
            split += same(&other.own);
        }
        merged |= other.references("made_of").any(|id| id == parcel.id);
    }
    let mut sold = 0;
    for sale in sales(world, parcel)? {
        let rows = sale.rows("parcels").iter();
        sold += rows.filter(|row| row.reference("key") == Some(parcel.id)).map(same).sum::<i64>();
    }
    let lost = parcel.rows("losses").iter().map(same).sum();
    Ok(Some(Flow { weight, split, merged, sold, lost }))
}

/// The sales of a parcel that stand.
pub fn sales(world: &dyn World, parcel: &Record) -> Result<Vec<Record>, Unreadable> {
    let mut sales = world.referring(parcel.id, &SALE)?;
    sales.retain(|sale| !sale.own.has("reversed"));
    Ok(sales)
}

/// By how much two weighings of the same may differ: 0.02 carat or half a percent, whichever is more.
#[must_use]
pub fn tolerance(pack: &Pack, weight: Weight) -> i64 {
    let least = match weight.unit {
        WeightUnit::Ct100 => pack.limit("parcel_tolerance_ct100", 2),
        WeightUnit::Mg => pack.limit("parcel_tolerance_mg", 20),
    };
    least.max(weight.amount.saturating_mul(pack.limit("parcel_tolerance_bp", 50)) / 10_000)
}
