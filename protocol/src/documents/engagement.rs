//! Which organisations decided to take part in a standard. Source: domain.md §3, T21: a presentation, then the decision.

use super::{assembly, training};
use crate::{
    dictionary::kinds::{assembly::ASSEMBLY, training_session::TRAINING_SESSION},
    ids::DocumentId,
    units::Date,
    world::{Record, Unreadable, World},
};

/// The first valid assembly of an organisation until a day that resolved to take part in a standard. The resolution
/// has to name the standard.
pub fn engaged(
    world: &dyn World,
    organisation: DocumentId,
    standard: DocumentId,
    day: Date,
) -> Result<Option<Record>, Unreadable> {
    let mut found = Vec::new();
    for sitting in world.referring(standard, &ASSEMBLY)? {
        let held = sitting.own.day("held_date").filter(|held| *held <= day);
        let own = sitting.own.reference("organisation") == Some(organisation);
        if let Some(held) = held.filter(|_| own)
            && assembly::engages(world, &sitting, standard)?
        {
            found.push((held, sitting.id, sitting));
        }
    }
    found.sort_by_key(|(held, id, _)| (*held, *id));
    Ok(found.into_iter().next().map(|(.., sitting)| sitting))
}

/// The first training until a day at which a standard was presented to one of these: organisations, a site.
pub fn presented(
    world: &dyn World,
    to: &[DocumentId],
    standard: DocumentId,
    day: Date,
) -> Result<Option<Record>, Unreadable> {
    let mut found = world.referring(standard, &TRAINING_SESSION)?;
    found.retain(|session| {
        let held = training::state(session, day) == "HELD";
        let shown = session.references("standards").any(|shown| shown == standard);
        let to_them = session.own.reference("held_for").is_some_and(|id| to.contains(&id));
        held && shown && to_them
    });
    found.sort_by_key(|session| (session.own.day("start_date"), session.id));
    Ok(found.into_iter().next())
}
