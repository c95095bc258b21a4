//! A radio programme, a visit, a meeting at which people heard of associations. Two who count the audience apart both
//! count. Source: domain.md §5.11.

use super::organisation::ORGANISATION;
use crate::dictionary::prelude::*;

/// See the module.
pub static OUTREACH_EVENT: Kind =
    kind!(27, "outreach_event", Site).under(Theme::Organisation).fields(&[
        one("title", text(120)).required().listed(),
        one("kind", code(OUTREACH)).required().fixed().dimension().listed(),
        one("event_date", DATE).required().fixed().event().listed(),
        one("place", text(80)),
        set("themes", code(OUTREACH_THEME)).dimension(),
        set("organisations", to(&[&ORGANISATION])),
        one("language", code(LANGUAGE)),
        sum("women").measure(),
        sum("men").measure(),
        one("facilitator", text(80)).personal(),
    ]);
