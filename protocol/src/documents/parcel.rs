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
    /// What was sold.
    pub sold: i64,
    /// What was lost.
    pub lost: i64,
    /// Into how many lots it was put together with others.
    pub lots: i64,
}

impl Flow {
    /// What was neither split off nor sold nor lost; less than nothing if more went than was there.
    #[must_use]
    pub const fn left(&self) -> i64 {
        self.weight.amount - self.split - self.sold - self.lost
    }

    /// What lies there by itself; less than nothing if more went than was there. Whatever was left goes whole into
    /// a lot, once.
    #[must_use]
    pub fn remaining(&self) -> i64 {
        let left = self.left();
        left - left.max(0).saturating_mul(self.lots)
    }
}

/// Where the weight of a parcel went; none if it has no weight.
pub fn flow(world: &dyn World, parcel: &Record) -> Result<Option<Flow>, Unreadable> {
    let Some(weight) = weight(&parcel.own) else { return Ok(None) };
    let same = |cells: &Cells| {
        let other = self::weight(cells).filter(|other| other.unit == weight.unit);
        other.map_or(0, |other| other.amount)
    };
    let (mut split, mut lots) = (0, 0);
    for other in made_from(world, parcel)? {
        if other.own.reference("parent") == Some(parcel.id) {
            split += same(&other.own);
        } else {
            lots += 1;
        }
    }
    let mut sold = 0;
    for sale in sales(world, parcel)? {
        let rows = sale.rows("parcels").iter();
        sold += rows.filter(|row| row.reference("key") == Some(parcel.id)).map(same).sum::<i64>();
    }
    let lost = parcel.rows("losses").iter().map(same).sum();
    Ok(Some(Flow { weight, split, sold, lost, lots }))
}

/// What was made of a parcel: what was split off it, and the lots it was put into.
pub fn made_from(world: &dyn World, parcel: &Record) -> Result<Vec<Record>, Unreadable> {
    let mut made = world.referring(parcel.id, &PARCEL)?;
    made.retain(|other| other.own.reference("parent") == Some(parcel.id) || is_of(other, parcel));
    Ok(made)
}

/// The lots a parcel was put into.
pub fn lots(world: &dyn World, parcel: &Record) -> Result<Vec<Record>, Unreadable> {
    let mut lots = world.referring(parcel.id, &PARCEL)?;
    lots.retain(|other| is_of(other, parcel));
    Ok(lots)
}

fn is_of(lot: &Record, part: &Record) -> bool {
    lot.references("made_of").any(|id| id == part.id)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ids::DocumentId, world::InMemory};

    fn left(world: &InMemory, id: DocumentId) -> i64 {
        let parcel = world.record(id).unwrap().unwrap();
        flow(world, &parcel).unwrap().unwrap().remaining()
    }

    #[test]
    fn what_is_left_goes_whole_into_a_lot_and_only_once() {
        let mut world = InMemory::new("CD");
        let part = world.put(&PARCEL, "part", &[("stones", "1000 ct100")]);
        let sold = format!("parcels/{part}/stones");
        world.put(&SALE, "sale", &[(&sold, "300 ct100")]);
        let lost = r#"{"event_date":"2026-03-02","stones":"100 ct100","text":"Cassée"}"#;
        world.put(&PARCEL, "part", &[("losses/01JX0000000000000000000001", lost)]);
        assert_eq!(left(&world, part), 600);
        // Part of it was sold and lost before: what goes into the lot is the rest.
        let made_of = format!("made_of/{part}");
        world.put(&PARCEL, "lot", &[("stones", "600 ct100"), (&made_of, "true")]);
        assert_eq!(left(&world, part), 0);
        world.put(&PARCEL, "other", &[("stones", "600 ct100"), (&made_of, "true")]);
        assert_eq!(left(&world, part), -600);
        world.put(&PARCEL, "other", &[("void/DOUBLE_ENTRY", "true")]);
        assert_eq!(left(&world, part), 0);
    }
}
