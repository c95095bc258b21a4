//! What is worth a second look in who belongs, who leads, what was decided and what was planned, in words.

use lisanga_protocol::dictionary::lists::{LICENCE_KIND, MAJORITY, MILESTONE};
use lisanga_protocol::documents::amiss::Amiss;

use crate::show;
use crate::words::Words;

/// One such thing as a sentence.
pub(crate) fn told(amiss: Amiss, words: &Words) -> String {
    let of_numbers = |key: &str, numbers: &[(&str, String)]| {
        let filled: Vec<(&str, &str)> = numbers.iter().map(|(n, text)| (*n, &**text)).collect();
        words.fill(key, &filled)
    };
    let of_size = |key: &str, members: usize, [least, most]: [u32; 2]| {
        let [least, most] = [least, most].map(|number| number.to_string());
        of_numbers(key, &[("members", members.to_string()), ("least", least), ("most", most)])
    };
    match amiss {
        Amiss::Elsewhere => words.say("doubt-elsewhere"),
        Amiss::MembersElsewhere(members) => words.count("doubt-members-elsewhere", members as u64),
        Amiss::FewOrganisations(members, least) => {
            let numbers = [("members", members.to_string()), ("least", least.to_string())];
            of_numbers("doubt-few-organisations", &numbers)
        }
        Amiss::Organ(members, least, most) => of_size("doubt-organ", members, [least, most]),
        Amiss::Supervisors(members, least, most) => {
            of_size("doubt-supervisors", members, [least, most])
        }
        Amiss::Unevidenced(milestone) => {
            let name = words.language.code(MILESTONE, milestone).unwrap_or(milestone);
            words.fill("doubt-unevidenced", &[("name", name)])
        }
        Amiss::Committee => words.say("doubt-committee"),
        Amiss::Dissolved => words.say("doubt-dissolved"),
        Amiss::NoFounders => words.say("doubt-no-founders"),
        Amiss::Majority(number, asked) => {
            let asked = words.language.code(MAJORITY, asked).unwrap_or(asked).to_owned();
            of_numbers("doubt-majority", &[("number", number.to_string()), ("asked", asked)])
        }
        Amiss::Unfiled(until) => words.fill("doubt-unfiled", &[("day", &show::date(until, words))]),
        Amiss::Unnumbered => words.say("doubt-unnumbered"),
        Amiss::Uncopied => words.say("doubt-uncopied"),
        Amiss::Unwritten => words.say("doubt-unwritten"),
        Amiss::Name(field) => {
            let key = format!("person-{}", field.replace('_', "-"));
            words.fill("doubt-name", &[("part", words.label(&key))])
        }
        Amiss::Age(years) => words.fill("doubt-age", &[("years", &years.to_string())]),
        Amiss::Undated => words.say("doubt-undated"),
        Amiss::StandardUnnamed(number) => {
            of_numbers("doubt-standard-unnamed", &[("number", number.to_string())])
        }
        Amiss::Unengaged => words.say("doubt-unengaged"),
        Amiss::Untitled(kind) => {
            let name = words.language.code(LICENCE_KIND, kind).unwrap_or(kind);
            words.fill("doubt-untitled", &[("name", name)])
        }
    }
}
