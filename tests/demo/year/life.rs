//! What else happens in a year: somebody of the programme follows the cooperative, plans are carried out, people
//! learn, the site is visited, cards are renewed, buyers are found, something goes wrong.

use std::io::Cursor;

use anyhow::{Context as _, Result};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use lisanga_protocol::dictionary::paths::escape;
use lisanga_protocol::dictionary::{Attachment, kinds};
use lisanga_protocol::ids::DocumentId;
use lisanga_store::attachments;

use super::{Cooperative, Teller, values};

/// Who follows the cooperative for the programme, and signs in at the hub under this name.
pub(crate) const FACILITATOR: &str = "facilitatrice";

impl Teller<'_> {
    /// Everything beside assemblies, production and money.
    pub(super) fn life(&self, cooperative: &Cooperative) -> Result<()> {
        let (id, members) = (cooperative.organisation.to_string(), &cooperative.founders);
        self.followed(&id)?;
        self.carried_out(&id, members)?;
        self.invested(&id, members)?;
        self.learned(&id, members)?;
        self.visited()?;
        self.renewed(members)?;
        self.traded(&id, cooperative)
    }

    /// Whoever supports the cooperative visits it, and they agree on what comes next.
    fn followed(&self, id: &str) -> Result<()> {
        self.write(
            &kinds::facilitation::FACILITATION,
            &[
                ("facilitator", FACILITATOR),
                ("organisation", id),
                ("employer", "NGO"),
                ("since", &self.day(-320)),
            ],
        )?;
        for (days, what, until) in [
            (-250, "Tenir le livre de caisse chaque semaine", -240),
            (-40, "Préparer le renouvellement des cartes d’exploitant", 20),
        ] {
            self.write(
                &kinds::coaching_visit::COACHING_VISIT,
                &[
                    ("organisation", id),
                    ("event_date", &self.day(days)),
                    ("facilitator", FACILITATOR),
                    ("topics/ACCOUNTS", "true"),
                    ("next_steps/1/what", what),
                    ("next_steps/1/who", "Trésorier"),
                    ("next_steps/1/until", &self.day(until)),
                ],
            )?;
        }
        Ok(())
    }

    /// An action plan with one activity done and one late, a fish pond, a pump that was given.
    fn carried_out(&self, id: &str, members: &[DocumentId]) -> Result<()> {
        let plan = self.write(
            &kinds::action_plan::ACTION_PLAN,
            &[
                ("title", "Assécher le puits, ouvrir les bassins"),
                ("organisation", id),
                ("start", &self.day(-190)),
                ("end", &self.day(170)),
            ],
        )?;
        let note = format!(
            r#"{{"event_date":"{}","progress":10000,"text":"Pompe livrée et essayée."}}"#,
            self.day(-120)
        );
        let done = [
            ("title", "Installer la motopompe"),
            ("plan", &plan.to_string()),
            ("responsible", &members[1].to_string()),
            ("start", &self.day(-180)),
            ("deadline", &self.day(-110)),
            ("budget", "150000 USD"),
            ("status", "DONE"),
            (&format!("notes/{}", self.entry(-120, 3)), &note),
        ];
        self.write(&kinds::activity::ACTIVITY, &done)?;
        self.write(
            &kinds::activity::ACTIVITY,
            &[
                ("title", "Creuser deux bassins de poissons"),
                ("plan", &plan.to_string()),
                ("responsible", &members[2].to_string()),
                ("deadline", &self.day(-6)),
                ("budget", "40000 USD"),
                ("status", "ONGOING"),
            ],
        )?;
        let month = self.day(-70);
        let earned =
            format!(r#"{{"month":"{}","revenue":"9000 USD","expenses":"5200 USD"}}"#, &month[..7]);
        let mut pond = values(&[
            ("title", "Bassins de poissons"),
            ("organisation", id),
            ("kind", "FISH"),
            ("start", &self.day(-150)),
            ("state", "RUNNING"),
            ("jobs_women", "3"),
            ("jobs_men", "2"),
            (&format!("months/{}", self.entry(-69, 4)), &earned),
        ]);
        pond.extend(
            members.iter().take(5).map(|member| (format!("participants/{member}"), "true".into())),
        );
        self.put(&kinds::livelihood::LIVELIHOOD, None, pond)?;
        self.write(
            &kinds::support::SUPPORT,
            &[
                ("organisation", id),
                ("source", "NGO"),
                ("source_name", "Programme Démo"),
                ("kind", "EQUIPMENT"),
                ("value", "120000 USD"),
                ("asked_on", &self.day(-210)),
                ("event_date", &self.day(-125)),
                ("use_made", "Motopompe du puits P-07"),
            ],
        )?;
        Ok(())
    }

    /// Members put in units for a set of sieves, which is bought.
    fn invested(&self, id: &str, members: &[DocumentId]) -> Result<()> {
        let mut of = values(&[
            ("title", "Jeu de tamis"),
            ("organisation", id),
            ("purpose", "SIEVE_SET"),
            ("target", "24000 USD"),
            ("unit_price", "1000 USD"),
            ("minimum_units", "1"),
            ("return_rule", "Un vingtième de chaque vente, jusqu’au double de la mise."),
            ("funding/SUBSCRIPTIONS/amount", "24000 USD"),
        ]);
        for (member, number) in members.iter().zip(10_u8..) {
            let units =
                format!(r#"{{"event_date":"{}","person":"{member}","units":3}}"#, self.day(-130));
            of.push((format!("subscriptions/{}", self.entry(-130, number)), units));
        }
        let programme = self.put(&kinds::investment_programme::INVESTMENT_PROGRAMME, None, of)?;
        let state = format!(r#"{{"event_date":"{}","condition":"GOOD"}}"#, self.day(-30));
        self.write(
            &kinds::asset::ASSET,
            &[
                ("name", "Jeu de tamis, six mailles"),
                ("organisation", id),
                ("serial", "TAMIS-01-DEMO"),
                ("cost", "23500 USD"),
                ("bought", &self.day(-118)),
                ("programme", &programme.to_string()),
                ("custodian", &members[3].to_string()),
                (&format!("conditions/{}", self.entry(-30, 9)), &state),
            ],
        )?;
        Ok(())
    }

    /// Certificates of a training, a class in which women learn to read, a practice that changed.
    fn learned(&self, id: &str, members: &[DocumentId]) -> Result<()> {
        let course = DocumentId::natural(kinds::course::COURSE.number, self.nation, b"GOV");
        for member in members.iter().take(3) {
            self.write(
                &kinds::certificate::CERTIFICATE,
                &[
                    ("person", &member.to_string()),
                    ("course", &course.to_string()),
                    ("issued", &self.day(-278)),
                    ("score", "80"),
                    ("issuer", "Programme Démo"),
                ],
            )?;
        }
        let programme = self.write(
            &kinds::programme::PROGRAMME,
            &[
                ("name", "Lire, écrire, compter (démo)"),
                ("kind", "LITERACY_FUNCTIONAL"),
                (&format!("organisations/{id}"), "true"),
                ("start", &self.day(-220)),
                ("target_women", "20"),
                ("target_men", "10"),
            ],
        )?;
        let mut class = values(&[
            ("name", "Classe du soir (démo)"),
            ("programme", &programme.to_string()),
            ("level", "1"),
            ("place", "Hangar du site (démo)"),
            ("start", &self.day(-215)),
        ]);
        for (member, number) in members.iter().take(4).zip(1_u8..) {
            class.push((format!("enrolments/{member}/enrolled"), self.day(-215)));
            class.push((format!("enrolments/{member}/entry_level"), "0".into()));
            for days in [-208, -201, -194] {
                class.push((format!("days/{}/present/{member}", self.day(days)), "true".into()));
            }
            let level = number.min(2);
            let test = format!(
                r#"{{"event_date":"{}","person":"{member}","reading":{level},"writing":1,"numeracy":2}}"#,
                self.day(-60)
            );
            class.push((format!("level_tests/{}", self.entry(-60, number)), test));
        }
        self.put(&kinds::literacy_class::LITERACY_CLASS, None, class)?;
        for (days, level) in [(-230, "0"), (-45, "2")] {
            self.write(
                &kinds::practice_observation::PRACTICE_OBSERVATION,
                &[
                    ("place", &self.mine()),
                    ("practice", "TIMBERING"),
                    ("level", level),
                    ("event_date", &self.day(days)),
                    ("observer", "Agent Démo"),
                ],
            )?;
        }
        Ok(())
    }

    /// The yearly visit of the site, with a picture, and an accident that made pits be timbered.
    fn visited(&self) -> Result<()> {
        let bytes = drawn().context("draw a picture")?;
        let picture = Attachment::of(&bytes, "image/jpeg").to_string();
        let now = self.device.site.store.seams().clock.now().seconds();
        self.device.site.store.write(move |db| attachments::lay_ready(db, &bytes, now))?;
        let photo = format!("photos/{}", escape(&picture));
        self.write(
            &kinds::site_visit::SITE_VISIT,
            &[
                ("site", &self.mine()),
                ("event_date", &self.day(-48)),
                ("visitor_org", "SAEMAPE"),
                ("activity", "ACTIVE"),
                ("workers_men", "118"),
                ("workers_women", "31"),
                ("pits_active", "7"),
                ("ppe_level", "1"),
                (&photo, "true"),
            ],
        )?;
        self.write(
            &kinds::incident::INCIDENT,
            &[
                ("kind", "COLLAPSE"),
                ("event_date", &self.day(-235)),
                ("place", &self.mine()),
                ("deaths_women", "0"),
                ("deaths_men", "0"),
                ("injured_women", "0"),
                ("injured_men", "1"),
                ("cause", "Paroi sans boisage (cas inventé)"),
                ("first_aid", "true"),
                ("declared_to", "SAEMAPE"),
                ("declared_on", &self.day(-234)),
            ],
        )?;
        self.write(
            &kinds::licence::LICENCE,
            &[
                ("kind", "LAND_AGREEMENT"),
                ("holder", &self.mine()),
                ("number", "FONCIER-DEMO-1"),
                ("valid_from", &self.day(-300)),
                ("valid_to", &self.day(430)),
                ("parties", "Chefferie Démo et coopérative"),
                ("terms", "Un vingtième du reste de chaque vente (exemple)."),
            ],
        )?;
        Ok(())
    }

    /// A card that ended was renewed; another is to be.
    fn renewed(&self, members: &[DocumentId]) -> Result<()> {
        let card = |number: &str, from: i32, to: i32, of: Option<DocumentId>| {
            let holder = members[1].to_string();
            let mut card = values(&[
                ("kind", "CD_MINER_CARD"),
                ("holder", &holder),
                ("number", number),
                ("valid_from", &self.day(from)),
                ("valid_to", &self.day(to)),
            ]);
            card.extend(of.map(|old| ("renewal_of".to_owned(), old.to_string())));
            self.put(&kinds::licence::LICENCE, None, card)
        };
        let old = card("CEA-0002-DEMO", -400, -36, None)?;
        let asked = format!(r#"{{"event_date":"{}","receipt_no":"R-77-DEMO"}}"#, self.day(-50));
        let request = format!("renewal_requests/{}", self.entry(-50, 5));
        self.add(&kinds::licence::LICENCE, old, &[(&request, &asked)])?;
        card("CEA-0102-DEMO", -35, 330, Some(old))?;
        Ok(())
    }

    /// A buyer with whom a price is agreed, food advanced by another, a letter to the administrator.
    fn traded(&self, id: &str, cooperative: &Cooperative) -> Result<()> {
        let met = format!(
            r#"{{"event_date":"{}","text":"Visite du site avec le programme d’achat."}}"#,
            self.day(-100)
        );
        self.write(
            &kinds::sales_agreement::SALES_AGREEMENT,
            &[
                ("title", "Achat responsable (démo)"),
                ("organisation", id),
                ("buyer", &cooperative.buyer.to_string()),
                ("state", "SIGNED"),
                ("price_formula", "Prix de référence de la ville, moins deux pour cent"),
                ("valid_from", &self.day(-90)),
                ("valid_to", &self.day(80)),
                (&format!("contacts/{}", self.entry(-100, 6)), &met),
            ],
        )?;
        let paid =
            format!(r#"{{"event_date":"{}","amount":"2000 USD","means":"CASH"}}"#, self.day(-70));
        self.write(
            &kinds::pre_financing::PRE_FINANCING,
            &[
                ("financier", &cooperative.trader.to_string()),
                ("beneficiary", &cooperative.founders[4].to_string()),
                ("organisation", id),
                ("kind", "FOOD"),
                ("value", "5000 USD"),
                ("event_date", &self.day(-140)),
                ("terms", "À rendre sur les trois prochaines ventes"),
                ("buy_back", "true"),
                (&format!("repayments/{}", self.entry(-70, 7)), &paid),
            ],
        )?;
        self.write(
            &kinds::advocacy_action::ADVOCACY_ACTION,
            &[
                ("title", "Barrières sur la route du site"),
                ("organisation", id),
                ("position", "Que les barrières sans titre soient levées (cas inventé)."),
                ("addressee", "Administrateur du territoire"),
                ("sent", &self.day(-85)),
                ("answered", &self.day(-62)),
                ("answer", "Deux barrières sur trois sont levées."),
            ],
        )?;
        Ok(())
    }
}

/// A drawing of a site: sky, a hill, a pit.
fn drawn() -> Option<Vec<u8>> {
    let (width, height) = (480_u32, 320_u32);
    let picture = RgbImage::from_fn(width, height, |x, y| {
        let hill = 150 + x.abs_diff(330) / 3;
        let in_pit = x.abs_diff(170) * 2 + y.abs_diff(250) * 3 < 180;
        match (y < hill, in_pit) {
            (_, true) => Rgb([74, 52, 38]),
            (true, _) => Rgb([170, 205, 230]),
            (false, _) => Rgb([176, 128, 84]),
        }
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture).write_to(&mut bytes, ImageFormat::Jpeg).ok()?;
    Some(bytes.into_inner())
}
