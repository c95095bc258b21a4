//! What the other sites do meanwhile: women who trade become an association, and a group of diggers is told to
//! complete its file.

use anyhow::{Context as _, Result};
use lisanga_protocol::dictionary::kinds;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::packs::Pack;

use super::{Application, Teller, values};

impl Teller<'_> {
    /// A group of this profile with its first members.
    fn group(&self, name: &str, profile: &str, legal_form: &str) -> Result<DocumentId> {
        let area = self.area();
        let mut of = values(&[
            ("name", name),
            ("profile", profile),
            ("legal_form", legal_form),
            ("minerals/DIA", "true"),
            (&format!("catchment/{area}"), "true"),
            ("seat", &area),
        ]);
        of.push((format!("sites/{}", self.mine()), "true".to_owned()));
        let organisation = self.put(&kinds::organisation::ORGANISATION, None, of)?;
        for person in self.known(&kinds::person::PERSON)?.into_iter().skip(10).take(6) {
            self.write(
                &kinds::membership::MEMBERSHIP,
                &[
                    ("organisation", &organisation.to_string()),
                    ("person", &person.to_string()),
                    ("applied", &self.day(-120)),
                    ("admitted", &self.day(-118)),
                    ("category", "ACTIVE"),
                ],
            )?;
        }
        Ok(organisation)
    }

    /// Women who trade save together, and learn of their rights.
    pub(crate) fn women(&self) -> Result<()> {
        let id = self.group("Femmes debout (démo)", "WOMEN_DIGGERS", "ASBL")?.to_string();
        let members = self.known(&kinds::person::PERSON)?;
        let members: Vec<DocumentId> = members.into_iter().skip(10).take(6).collect();
        self.savings(&id, &members)?;
        self.write(
            &kinds::programme::PROGRAMME,
            &[
                ("name", "Femmes qui dirigent (démo)"),
                ("kind", "WOMEN_LEADERSHIP"),
                (&format!("organisations/{id}"), "true"),
                ("start", &self.day(-90)),
                ("target_women", "25"),
            ],
        )?;
        Ok(())
    }

    /// Diggers ask to be recognised with half a file.
    pub(crate) fn half_a_file(&self) -> Result<Application> {
        let organisation = self.group("Groupe Tujikuate (démo)", "DIGGERS", "OHADA_SCOOPS")?;
        let pack = Pack::of("CD").context("the pack of the Congo")?;
        let step = pack.procedure.first().context("a procedure")?;
        let mut of = values(&[
            ("organisation", &organisation.to_string()),
            ("step", &step.code),
            ("kind", "FIRST"),
            ("submitted_on", &self.day(-30)),
        ]);
        for (item, state) in step.documents.iter().zip(["READY", "MISSING"].iter().cycle()) {
            of.push((format!("checklist/{item}/state"), (*state).to_owned()));
        }
        let id = self.put(&kinds::recognition_application::RECOGNITION_APPLICATION, None, of)?;
        Ok(Application { id, organisation, step: &step.code, level: &step.level })
    }
}
