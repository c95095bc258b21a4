//! This device's own document: what it is called and who works on it, so that every replica can say who
//! wrote what.

use lisanga_protocol::dictionary::handles::{Keyed, One, Part};
use lisanga_protocol::dictionary::kinds::device::DEVICE;
use lisanga_protocol::dictionary::values::Code;
use lisanga_protocol::ids::UserNumber;
use lisanga_protocol::units::Date;
use lisanga_store::StoreError;
use lisanga_store::author::Target;

use super::Desk;
use crate::people::User;

const NAME: One<String> = DEVICE.one("name");
const USERS: Keyed<i64> = DEVICE.keyed("users");
const USER_NAME: Part<i64, One<String>> = USERS.one("name");
const ROLE: Part<i64, One<Code>> = USERS.one("role");
const ENDED: Part<i64, One<Date>> = USERS.one("ended");

/// Writes what this device is called, if it is new, and what has changed about its users.
pub fn present(desk: &Desk, name: Option<String>, users: Vec<User>) -> Result<(), StoreError> {
    let (key, today) = (desk.device.to_string(), desk.store.seams().today());
    desk.batch(UserNumber::NOBODY, move |author| {
        author.change(Target::Natural(DEVICE.number, key.as_bytes()), |edit| {
            let wrong = |_| StoreError::Invalid("the name of a device or of a user");
            if let Some(name) = &name {
                NAME.write(edit, name).map_err(wrong)?;
            }
            for user in &users {
                let number = i64::from(user.number.0);
                USER_NAME.write(edit, &number, &user.name).map_err(wrong)?;
                let role = user.role.parse().map_err(|_| StoreError::Invalid("a function"))?;
                ROLE.write(edit, &number, &role).map_err(wrong)?;
                if user.ended {
                    ENDED.write(edit, &number, &today).map_err(wrong)?;
                }
            }
            Ok(())
        })
    })?;
    Ok(())
}
