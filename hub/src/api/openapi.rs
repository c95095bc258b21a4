//! The description of the API, from the matrix of routes and the dictionary (`OpenAPI` 3.1).

use std::fmt::Write as _;

use lisanga_protocol::dictionary::describe::schema;
use lisanga_protocol::dictionary::kinds::ALL;
use serde_json::{Map, Value as Json, json};

use super::routes::{ROUTES, Route, Who};

/// The whole description.
pub(super) fn document() -> Json {
    let mut paths = Map::new();
    for route in ROUTES {
        let operations = paths.entry(route.path).or_insert_with(|| json!({}));
        operations[route.method.to_lowercase()] = operation(route);
    }
    let mut schemas: Map<String, Json> =
        ALL.iter().map(|kind| (kind.name.to_owned(), schema(kind))).collect();
    schemas.insert("problem".into(), problem());
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Lisanga", "version": env!("CARGO_PKG_VERSION") },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "session": { "type": "http", "scheme": "bearer" } },
        },
    })
}

fn operation(route: &Route) -> Json {
    let query = route.parameters.iter().map(|(name, about)| {
        json!({ "name": name, "in": "query", "required": false, "description": about,
                "schema": { "type": "string" } })
    });
    let path = route.path.contains("{id}").then(|| {
        json!({ "name": "id", "in": "path", "required": true,
                "schema": { "type": "string", "pattern": "^[0-9a-f]{32}$" } })
    });
    let kind = route.path.contains("{kind}").then(|| {
        json!({ "name": "kind", "in": "path", "required": true,
                "description": "the name of a kind, as its schema is called",
                "schema": { "type": "string" } })
    });
    let hash = route.path.contains("{hash}").then(|| {
        json!({ "name": "hash", "in": "path", "required": true,
                "description": "BLAKE3 of the bytes, as the document says it",
                "schema": { "type": "string", "pattern": "^[0-9a-f]{64}$" } })
    });
    let path = path.into_iter().chain(hash);
    let parameters: Vec<Json> = kind.into_iter().chain(path).chain(query).collect();
    let content = match route.kind {
        Some(kind) => json!({ "application/json": { "schema": of_kind(route, kind) } }),
        None if route.path.ends_with("/automerge") => json!({ "application/octet-stream": {} }),
        None if route.path.ends_with("/{hash}") => {
            json!({ "image/jpeg": {}, "application/pdf": {} })
        }
        None => json!({ "application/json": {} }),
    };
    let mut operation = json!({
        "summary": route.about,
        "parameters": parameters,
        "responses": {
            "200": { "description": "What was asked for.", "content": content },
            "default": {
                "description": "Why it cannot be given.",
                "content": { "application/problem+json":
                    { "schema": { "$ref": "#/components/schemas/problem" } } },
            },
        },
    });
    if let Who::Roles(roles) = route.who {
        operation["security"] = json!([{ "session": [] }]);
        operation["x-roles"] = json!(roles);
    }
    operation
}

fn of_kind(route: &Route, kind: &str) -> Json {
    let one = json!({ "$ref": format!("#/components/schemas/{kind}") });
    if route.path.contains("{id}") {
        return one;
    }
    json!({
        "type": "object",
        "properties": {
            "as_of": { "type": "integer" },
            "items": { "type": "array", "items": one },
            "next_cursor": { "type": ["string", "null"] },
        },
    })
}

fn problem() -> Json {
    json!({
        "type": "object",
        "properties": {
            "type": { "type": "string" },
            "title": { "type": "string" },
            "status": { "type": "integer" },
            "detail": { "type": "string", "description": "What to do, in the asker's language." },
        },
    })
}

/// The routes as a page that needs nothing else.
pub(super) fn page(language: &str) -> String {
    let mut rows = String::new();
    for route in ROUTES {
        let who = match route.who {
            Who::Anybody => "–".to_owned(),
            Who::Roles(roles) => {
                let names: Vec<String> = roles.iter().map(|role| format!("{role:?}")).collect();
                names.join(", ").to_lowercase()
            }
        };
        // Writing to a string cannot fail.
        let _always = write!(
            rows,
            "<tr><td>{}</td><td><code>{}</code></td><td>{}</td><td>{who}</td></tr>",
            route.method, route.path, route.about
        );
    }
    format!(
        "<!doctype html><html lang=\"{language}\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>Lisanga API</title>\
         <style>body{{font:1rem/1.5 system-ui;margin:2rem auto;max-width:60rem;padding:0 1rem}}\
         td{{padding:.3rem .8rem .3rem 0;vertical-align:top}}</style>\
         <h1>Lisanga API</h1><p><a href=\"/api/v1/openapi.json\">OpenAPI 3.1</a></p>\
         <table>{rows}</table></html>"
    )
}
