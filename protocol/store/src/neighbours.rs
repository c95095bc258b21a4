//! Other programs on the same database: a command beside the one that runs. Each commits for itself;
//! who runs looks now and then whether another did.

use rusqlite::Connection;

use crate::StoreError;

/// What was seen of the database so far, by one connection.
#[derive(Clone, Copy, Debug, Default)]
pub struct Watch {
    version: Option<i64>,
}

impl Watch {
    /// Whether another connection has committed since the last look. The first look sees nothing.
    /// Always ask over the same connection: the writer's.
    pub fn changed(&mut self, connection: &Connection) -> Result<bool, StoreError> {
        let version: i64 = connection.query_row("PRAGMA data_version", [], |row| row.get(0))?;
        Ok(self.version.replace(version).is_some_and(|before| before != version))
    }
}

#[cfg(test)]
mod tests {
    use super::Watch;
    use crate::{open, settings};
    use lisanga_protocol::ids::Epoch;

    #[test]
    fn what_another_program_wrote_is_seen_and_own_writing_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("records.db");
        let (own, other) =
            (open::records(&path, None).unwrap(), open::records(&path, None).unwrap());
        let mut watch = Watch::default();
        assert!(!watch.changed(&own).unwrap());
        settings::set_epoch(&own, Epoch([1; 16])).unwrap();
        assert!(!watch.changed(&own).unwrap());
        settings::set_epoch(&other, Epoch([2; 16])).unwrap();
        assert!(watch.changed(&own).unwrap());
        assert!(!watch.changed(&own).unwrap());
    }
}
