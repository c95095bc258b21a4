//! Statutes, by-laws, a code of conduct or internal procedures, one document for each version. Two drafts made apart
//! are two versions and never one merged text; the assembly adopts one. Its key terms feed the rules of this
//! organisation. Source: domain.md §5.6.

use super::{assembly::ASSEMBLY, organisation::ORGANISATION};
use crate::dictionary::prelude::*;

/// See the module.
pub static GOVERNANCE_DOCUMENT: Kind =
    kind!(11, "governance_document", Site).under(Theme::Organisation).fields(&[
        one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
        one("kind", code(GOVERNANCE_KIND)).required().fixed().dimension().listed(),
        one("version", int(1, 999)).required().fixed().listed(),
        one("language", code(LANGUAGE)).fixed(),
        one("file", DOCUMENT),
        one("text", text(8_000)),
        one("notice_days", int(0, 120)).fixed(),
        one("quorum", POINTS).fixed(),
        one("quorum_second_call", POINTS).fixed(),
        one("proxies_max", int(0, 50)).fixed(),
        one("mandate_months", int(1, 120)).fixed(),
        one("management_size", int(1, 50)).fixed(),
        one("share_value", MONEY).positive().fixed(),
        one("entry_fee", MONEY).fixed(),
        one("capital", MONEY).fixed(),
        one("adopted_by", to(&[&ASSEMBLY])).shown().listed(),
        one("filed_with", code(SERVICE)),
        one("filed_on", DATE).event(),
        derived("in_force", BOOL).dimension(),
        entries("locks")
            .since(2)
            .parts(&[one("event_date", DATE).required(), one("digest", text(32)).required()]),
        derived("lock", code(LOCK)).since(2),
    ]);
