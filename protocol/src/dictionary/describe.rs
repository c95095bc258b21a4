//! A kind described for others: the schema of the API and the codebook.

use serde_json::{Map, Value as Json, json};

use super::{
    forms::TypeName,
    kind::{Class, Field, Kind, Need, Role, Shape, Type},
    kinds::ALL,
    leaves::walk,
};
use crate::languages::Language;

/// The schema of a document of `kind` as the API shows it: the tree, not the paths (`OpenAPI` 3.1).
/// Codes are given as `x-codes`, not as an enumeration: a newer version may know more.
#[must_use]
pub fn schema(kind: &'static Kind) -> Json {
    let fields: Vec<&'static Field> = kind.all_fields().collect();
    let mut schema = object(&fields);
    schema["title"] = json!(kind.name);
    schema
}

fn object(fields: &[&'static Field]) -> Json {
    let properties: Map<String, Json> =
        fields.iter().map(|field| (field.name.to_owned(), property(field))).collect();
    let required: Vec<&str> = fields
        .iter()
        .filter(|field| field.need == Need::Required)
        .map(|field| field.name)
        .collect();
    // Names that are not declared belong to a newer version.
    json!({ "type": "object", "properties": properties, "required": required,
            "additionalProperties": true })
}

fn property(field: &'static Field) -> Json {
    let parts: Vec<&'static Field> = field.shape.parts().iter().collect();
    let mut property = match field.shape {
        Shape::One(of, _) => plain(of),
        Shape::Derived(of) => with(plain(of), "readOnly", json!(true)),
        Shape::Set(of) | Shape::Raise(of) => {
            json!({ "type": "array", "items": plain(of), "uniqueItems": true })
        }
        Shape::Sum => json!({ "type": "integer" }),
        Shape::Keyed(of, _) => json!({ "type": "object", "propertyNames": plain_name(of),
                                       "additionalProperties": object(&parts) }),
        Shape::Entries(_) => {
            json!({ "type": "object", "propertyNames": plain_name(Type::Entry),
                    "additionalProperties": object(&parts) })
        }
        Shape::Rows(_) => json!({ "type": "array", "items": object(&parts) }),
    };
    property["x-class"] = json!(class_name(field.class));
    if field.retired.is_some() {
        property["deprecated"] = json!(true);
    }
    property
}

fn plain(of: Type) -> Json {
    let schema = match of {
        Type::Int { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Type::Scale(list) => json!({ "type": "integer", "minimum": 0, "maximum": list.top(),
                                     "x-list": list.name }),
        Type::Points => json!({ "type": "integer", "minimum": 0, "maximum": 10_000 }),
        Type::Bool => json!({ "type": "boolean" }),
        Type::Text { min, max } => json!({ "type": "string", "minLength": min, "maxLength": max }),
        Type::Code(list) => json!({ "type": "string", "x-list": list.name, "x-codes": list.codes }),
        Type::Date => json!({ "type": "string", "format": "date" }),
        Type::Moment => json!({ "type": "string", "format": "date-time" }),
        Type::Ref(kinds) => {
            let kinds: Vec<&str> = kinds.iter().map(|kind| kind.name).collect();
            json!({ "type": "string", "pattern": "^[0-9a-f]{32}$", "x-kinds": kinds })
        }
        other => match pattern(other.name()) {
            Some(pattern) => json!({ "type": "string", "pattern": pattern }),
            None => json!({ "type": "string" }),
        },
    };
    with(schema, "x-type", json!(of.name().text()))
}

/// A key: always a text, whatever its type.
fn plain_name(of: Type) -> Json {
    json!({ "x-type": of.name().text() })
}

const fn pattern(of: TypeName) -> Option<&'static str> {
    match of {
        TypeName::PartialDate => Some("^[0-9]{4}(~|-[0-9]{2}(-[0-9]{2})?)?$"),
        TypeName::Month => Some("^[0-9]{4}-[0-9]{2}$"),
        TypeName::Money => Some("^-?[0-9]+ [A-Z]{3}$"),
        TypeName::WeightCt100 => Some("^-?[0-9]+ ct100$"),
        TypeName::WeightMg => Some("^-?[0-9]+ mg$"),
        TypeName::Position => Some("^-?[0-9]+,-?[0-9]+,[0-9]+$"),
        TypeName::Phone => Some("^\\+[0-9]{6,15}$"),
        TypeName::Attachment => Some("^[0-9a-f]{64};[A-Za-z0-9+.-]+/[A-Za-z0-9+.-]+;[0-9]+$"),
        TypeName::Entry => Some("^[0-7][0-9A-HJKMNP-TV-Z]{25}$"),
        _ => None,
    }
}

fn with(mut schema: Json, name: &str, value: Json) -> Json {
    schema[name] = value;
    schema
}

/// How a class is written in schemas and codebooks.
#[must_use]
pub const fn class_name(class: Class) -> &'static str {
    match class {
        Class::Public => "public",
        Class::Internal => "internal",
        Class::Personal => "personal",
        Class::Sensitive => "sensitive",
    }
}

/// A row of the codebook: one for each field, part and column of every kind.
#[derive(Clone, Debug)]
pub struct CodebookRow {
    /// The kind.
    pub kind: &'static str,
    /// The path, with `*` for keys and `#` for lines.
    pub path: String,
    /// What users read beside it.
    pub label: String,
    /// What explains it, where something does.
    pub help: Option<String>,
    /// How many values it holds and how they merge.
    pub shape: &'static str,
    /// The type of its value, where it has one of its own.
    pub of: Option<Type>,
    /// When it has to be filled in.
    pub need: Need,
    /// Who may see it, what is above it included.
    pub class: Class,
    /// What statistics may do with it.
    pub role: Role,
    /// Its codes with their labels.
    pub codes: Vec<(&'static str, String)>,
    /// The version of the kind that brought it.
    pub since: u16,
    /// The version that stopped asking for it.
    pub retired: Option<u16>,
}

/// The codebook of all kinds in one language.
#[must_use]
pub fn codebook(language: &Language) -> Vec<CodebookRow> {
    let mut rows = Vec::new();
    for node in ALL.iter().flat_map(|kind| walk(kind)) {
        let (field, label) = (node.field, node.label());
        let of = field.value_type();
        let codes: Vec<(&'static str, String)> = match of {
            Some(Type::Code(list) | Type::Scale(list)) => {
                let label = |code| language.code(list, code).unwrap_or(code).to_owned();
                list.codes.iter().map(|code| (*code, label(code))).collect()
            }
            _ => Vec::new(),
        };
        rows.push(CodebookRow {
            kind: node.kind.name,
            path: node.path(),
            help: language.help(&label).map(str::to_owned),
            label: language.text(&label).to_owned(),
            shape: field.shape.name(),
            of,
            need: field.need,
            class: node.class(),
            role: field.role,
            codes,
            since: field.since,
            retired: field.retired,
        });
    }
    rows
}
