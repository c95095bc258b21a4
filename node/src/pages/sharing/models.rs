//! A sharing scheme that begins with the country's model: the form comes filled in, its rates are changed, and
//! the assembly adopts what stands there then.

use lisanga_pages::web::Fields;
use lisanga_protocol::dictionary::kind::Kind;
use lisanga_protocol::dictionary::kinds::sharing_scheme::SHARING_SCHEME;
use lisanga_protocol::dictionary::text;
use lisanga_protocol::packs::SchemeOfPack;

use crate::pages::Visit;

fn name<'a>(visit: &Visit<'_>, model: &'a SchemeOfPack) -> &'a str {
    let name = model.names.get(visit.asked.words.language.code);
    name.map_or(model.applies_to.as_str(), String::as_str)
}

/// The models there are: the address of a form that begins with one, and what it is called.
pub(in crate::pages) fn models(visit: &Visit<'_>) -> Vec<(String, String)> {
    let link = |model: &SchemeOfPack| {
        // What the form was opened with stays, such as the organisation.
        let mut fields = visit.asked.query.clone();
        fields.retain(|name| name != "model" && name != "draft");
        fields.add("model", model.applies_to.as_str());
        let to = format!("/documents/{}/new?{}", SHARING_SCHEME.name, fields.encoded());
        (to, name(visit, model).to_owned())
    };
    visit.pages.pack.schemes.iter().map(link).collect()
}

/// Fills in the form of a new scheme from the model that the address names, if it names one.
pub(in crate::pages) fn begin(visit: &Visit<'_>, kind: &Kind, fields: &mut Fields) {
    let model = visit.pages.pack.scheme(visit.asked.query.text("model"));
    let Some(model) = model.filter(|_| *kind == SHARING_SCHEME) else { return };
    fields.set("name", name(visit, model));
    fields.set("version", "1");
    fields.set("applies_to", model.applies_to.as_str());
    fields.set("valid_from", visit.pages.desk.store.seams().today().to_string());
    for step in &model.steps {
        let rate = step.rate.map(|rate| text::decimal(rate.into(), 2, visit.asked.words.language));
        let parts = [
            ("base", Some(step.base.clone())),
            ("kind", Some(step.kind.clone())),
            ("rate", rate),
            ("account", Some(step.account.clone())),
            ("to", Some(step.to.clone())),
            ("share_key", step.share_key.clone()),
        ];
        for (part, value) in parts {
            if let Some(value) = value {
                fields.add(format!("steps/{}/{part}", step.rank), value);
            }
        }
    }
}
