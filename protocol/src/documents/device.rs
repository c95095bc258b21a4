//! The document of a device: what it is called and who works on it.

use crate::{
    dictionary::kinds::device::DEVICE,
    ids::{DeviceKey, DocumentId, Scope},
};

/// The document of a device at a site: it follows from the key, so every replica finds it.
#[must_use]
pub fn id(device: DeviceKey, scope: Scope) -> DocumentId {
    DocumentId::natural(DEVICE.number, scope, device.to_string().as_bytes())
}
