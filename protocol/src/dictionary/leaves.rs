//! Every path of a kind: what fits a cell, and the golden listing.

use std::fmt::Write;

use super::{
    kind::{Class, Field, Kind, Merge, Need, Shape, Type},
    kinds::{
        ALL,
        common::{COMMON, STRUCK},
    },
};

/// A field with everything above it: where a declaration stands in its kind.
#[derive(Clone, Debug)]
pub struct Node {
    /// The kind.
    pub kind: &'static Kind,
    /// The fields above it, the outermost first; none for a field of the kind itself.
    pub above: Vec<&'static Field>,
    /// The field itself.
    pub field: &'static Field,
}

impl Node {
    /// The fields from the outermost down to this one.
    #[must_use]
    pub fn line(&self) -> Vec<&'static Field> {
        self.above.iter().copied().chain([self.field]).collect()
    }

    /// The nodes from the outermost down to this one.
    #[must_use]
    pub fn nodes(&self) -> Vec<Self> {
        let line = self.line();
        let at = |depth: usize| Self { above: line[..depth].to_vec(), field: line[depth], ..*self };
        (0..line.len()).map(at).collect()
    }

    /// Who may see it: the stricter of its own class and those above it.
    #[must_use]
    pub fn class(&self) -> Class {
        self.above.iter().fold(self.field.class, |class, field| class.max(field.class))
    }

    /// The key of its label: `person-id-docs-number`, and `common-note` for what every kind has.
    #[must_use]
    pub fn label(&self) -> String {
        let name = self.line()[0].name;
        let common = COMMON.iter().chain([&STRUCK]).any(|field| field.name == name);
        let first = if common { "common" } else { self.kind.name };
        let names = self.line().into_iter().map(|field| field.name);
        names.fold(first.to_owned(), |key, name| key + "-" + name).replace('_', "-")
    }

    /// Its path with `*` for keys and ids and `#` for lines: `id_docs/*/number`.
    #[must_use]
    pub fn path(&self) -> String {
        let step = |field: &&'static Field| match field.shape {
            Shape::Rows(_) => format!("{}/#/", field.name),
            _ => format!("{}/*/", field.name),
        };
        self.above.iter().map(step).collect::<String>() + self.field.name
    }

    /// The node of this name beside it.
    pub(super) fn neighbour(&self, name: &str) -> Self {
        let beside = self.above.last().map_or(self.kind.fields, |field| field.shape.parts());
        let field = beside.iter().find(|field| field.name == name).unwrap_or(self.field);
        Self { field, ..self.clone() }
    }

    /// The nodes below it, one step.
    #[must_use]
    pub fn parts(&self) -> Vec<Self> {
        let below = |field| Self { kind: self.kind, above: self.line(), field };
        self.field.shape.parts().iter().map(below).collect()
    }
}

/// The fields of `kind`, without their parts, in the order of the table.
pub fn fields(kind: &'static Kind) -> impl Iterator<Item = Node> {
    kind.all_fields().map(move |field| Node { kind, above: Vec::new(), field })
}

/// Every field, part and column of `kind`, each before what is below it.
#[must_use]
pub fn walk(kind: &'static Kind) -> Vec<Node> {
    let mut left: Vec<Node> = fields(kind).collect();
    left.reverse();
    let mut all = Vec::new();
    while let Some(node) = left.pop() {
        left.extend(node.parts().into_iter().rev());
        all.push(node);
    }
    all
}

/// A field that fits one cell. A set fills a cell with its elements after semicolons, a raise with its
/// first mark, a sum with its total.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// Its path and its column.
    pub path: &'static str,
    /// The key of its label.
    pub label: String,
    /// The type of its value.
    pub of: Type,
    /// Whether the cell may hold several values.
    pub many: bool,
    /// The whole of its declaration.
    pub field: &'static Field,
}

/// What of `kind` fits a cell, in the order of the table.
#[must_use]
pub fn leaves(kind: &'static Kind) -> Vec<Leaf> {
    let leaf = |node: Node| {
        let field = node.field;
        let of = field.value_type()?;
        let many = matches!(field.shape, Shape::Set(_));
        Some(Leaf { path: field.name, label: node.label(), of, many, field })
    };
    fields(kind).filter_map(leaf).collect()
}

impl Shape {
    /// Its parts, if it is a collection that has any.
    #[must_use]
    pub const fn parts(&self) -> &'static [Field] {
        match self {
            Self::Keyed(_, parts) | Self::Entries(parts) | Self::Rows(parts) => parts,
            _ => &[],
        }
    }

    /// Its name without types and parts.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::One(..) => "one",
            Self::Set(_) => "set",
            Self::Raise(_) => "raise",
            Self::Sum => "sum",
            Self::Keyed(..) => "keyed",
            Self::Entries(_) => "entries",
            Self::Rows(_) => "rows",
            Self::Derived(_) => "derived",
        }
    }
}

/// Every kind and every path with what never changes of it: number and level, shape, type, merging,
/// version, and for the parts of entries whether admission requires them. One line each.
#[must_use]
pub fn listing() -> String {
    let mut lines = String::new();
    for kind in ALL {
        let level = format!("{:?}", kind.level).to_lowercase();
        line(&mut lines, format_args!("kind {} {} {level}", kind.number, kind.name));
        for node in walk(kind) {
            let field = node.field;
            let what = frozen(&field.shape);
            let outermost = node.above.first();
            let entry = outermost.is_some_and(|field| matches!(field.shape, Shape::Entries(_)));
            let required = if entry && field.need == Need::Required { " required" } else { "" };
            let (name, path, since) = (kind.name, node.path(), field.since);
            line(&mut lines, format_args!("{name} {path} {what} since {since}{required}"));
        }
    }
    lines
}

/// What of a shape never changes: not the limits, not the codes, not the kinds of a reference.
fn frozen(shape: &Shape) -> String {
    let name = shape.name();
    match shape {
        Shape::One(of, merge) => {
            let merge = match merge {
                Merge::Last => "last",
                Merge::Shown => "shown",
                Merge::Fixed => "fixed",
            };
            format!("{name} {} {merge}", of.name().text())
        }
        Shape::Set(of) | Shape::Raise(of) | Shape::Keyed(of, _) | Shape::Derived(of) => {
            format!("{name} {}", of.name().text())
        }
        Shape::Sum | Shape::Entries(_) | Shape::Rows(_) => name.to_owned(),
    }
}

fn line(lines: &mut String, what: std::fmt::Arguments<'_>) {
    writeln!(lines, "{what}").expect("a string takes every line");
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, env, fs, path::PathBuf};

    use super::*;

    fn golden() -> PathBuf {
        [env!("CARGO_MANIFEST_DIR"), "..", "tests", "fixtures", "dictionary.txt"].iter().collect()
    }

    #[test]
    fn no_line_of_the_last_release_went_or_changed() {
        let released = fs::read_to_string(golden()).unwrap();
        let now = listing();
        let now: BTreeSet<&str> = now.lines().collect();
        let gone: Vec<&str> = released.lines().filter(|line| !now.contains(line)).collect();
        assert!(!released.is_empty());
        assert_eq!(gone, [""; 0], "documents in the field hold these; add, never change");
        // When a release is made, the new lines are frozen with the old ones.
        if env::var_os("LISANGA_FREEZE").is_some() {
            fs::write(golden(), listing()).unwrap();
        }
    }

    #[test]
    fn every_line_is_there_once() {
        let now = listing();
        assert_eq!(now.lines().collect::<BTreeSet<_>>().len(), now.lines().count());
    }

    #[test]
    fn numbers_and_names_of_kinds_are_given_once() {
        assert_eq!(ALL.iter().map(|kind| kind.number).collect::<BTreeSet<_>>().len(), ALL.len());
        assert_eq!(ALL.iter().map(|kind| kind.name).collect::<BTreeSet<_>>().len(), ALL.len());
    }
}
