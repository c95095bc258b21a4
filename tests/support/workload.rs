//! The records that other engines were compared on: 14 fields of a member, 348 to 394 bytes of JSON.

/// Random numbers of a seed: xorshift64 (Marsaglia 2003).
#[derive(Clone, Debug)]
pub struct XorShift(pub u64);

impl XorShift {
    /// One below `most`.
    pub fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % most
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[usize::try_from(self.below(list.len() as u64)).unwrap_or(0)]
    }
}

const NAMES: &[&str] = &[
    "Kabongo",
    "Mukendi",
    "Ilunga",
    "Kalala",
    "Tshibangu",
    "Kabeya",
    "Mulumba",
    "Ngoyi",
    "Kazadi",
    "Mutombo",
    "Ntumba",
    "Mpoyi",
    "Kalonji",
    "Mbuyi",
    "Kabanga",
    "Kanku",
    "Ngalula",
    "Mujinga",
];
const GIVEN: &[&str] = &["Marie", "Joseph", "Thérèse", "Paul", "Neema", "Sifa", "Jean", "Ruth"];
const PLACES: &[&str] = &["Tshikapa, Kasaï", "Kabambare, Maniema", "Miabi, Kasaï-Oriental"];

/// The 14 fields of the comparison with other engines, drawn uniformly; those that a person has here
/// under their name here, the others as fields of a newer version.
pub fn member(random: &mut XorShift) -> Vec<(&'static str, String)> {
    let date = |random: &mut XorShift, year: u64| {
        format!(
            "{}-{:02}-{:02}",
            year + random.below(4),
            1 + random.below(12),
            1 + random.below(28)
        )
    };
    let uuid: Vec<String> = (0..4).map(|_| format!("{:08x}", random.below(1 << 32))).collect();
    vec![
        ("id", uuid.join("-")),
        ("surname", format!("{} {}", random.of(NAMES), random.of(NAMES))),
        ("given_name", random.of(GIVEN).into()),
        ("sex", random.of(&["F", "M"]).into()),
        ("birth", (1950 + random.below(55)).to_string()),
        ("phone", format!("+243{:09}", random.below(1_000_000_000))),
        (
            "national_id_no",
            format!(
                "CD-{:02}-{:04}-{:07}-{}",
                random.below(26),
                random.below(10_000),
                random.below(10_000_000),
                random.below(10)
            ),
        ),
        ("village", random.of(PLACES).into()),
        ("site_id", format!("SITE-KOC-{:04}", random.below(40))),
        ("role", random.of(&["creuseur", "laveur", "négociant", "porteur"]).into()),
        ("joined", date(random, 2020)),
        (
            "licence_number",
            format!("CEM/{}/{:06}", 2020 + random.below(6), random.below(1_000_000)),
        ),
        ("licence_expiry", date(random, 2026)),
        ("standing", random.of(&["active", "suspended", "left"]).into()),
    ]
}
