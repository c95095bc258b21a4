//! Devices: sites they stand at, invitations, enrolment, revocation. Rights are here and in no
//! certificate.

use lisanga_protocol::ids::{DeviceKey, Hash, Scope, UserNumber};
use lisanga_protocol::packs::{Pack, Unit};
use lisanga_protocol::records::{Order, Right};
use lisanga_store::places::{self, Level, Place};
use lisanga_store::publisher::{self, Publisher};
use lisanga_store::{StoreError, settings};
use lisanga_transport::authority::{Authority, DEVICE_LIFE, Fingerprint};
use lisanga_transport::hub::Standing;
use lisanga_transport::join::{Answer, Membership, Refusal, Request};
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::Serialize;

/// How long an invitation is good for, in seconds: 14 days.
pub const INVITATION_LIFE: u64 = 14 * 24 * 3600;

/// The scope of a place: the same code in the same dataset is always the same scope.
#[must_use]
pub fn scope_of(dataset: &settings::Dataset, code: &str) -> Scope {
    let hash = Hash::of("scope", &[dataset, code.as_bytes()]);
    let mut scope = [0; 8];
    scope.copy_from_slice(&hash.0[..8]);
    Scope(scope)
}

/// Notes the nation and its provinces, as the country pack lists them.
pub fn found(db: &Connection, dataset: settings::Dataset, pack: &Pack) -> Result<(), StoreError> {
    settings::set_dataset(db, dataset)?;
    let place = |level, parent, unit: &Unit| Place {
        scope: scope_of(&dataset, &unit.code),
        level,
        parent,
        code: unit.code.clone(),
        name: unit.name.clone(),
    };
    let country = pack.unit(&pack.country).ok_or(StoreError::Invalid("a pack without country"))?;
    let nation = place(Level::Nation, None, country);
    places::put(db, &nation)?;
    for province in pack.units_in(&pack.country) {
        places::put(db, &place(Level::Province, Some(nation.scope), province))?;
    }
    Ok(())
}

/// The site with this code in this province, founded if there is none. None if there is no such
/// province.
pub fn site(
    db: &Connection,
    dataset: &settings::Dataset,
    province: &str,
    code: &str,
    name: &str,
) -> Result<Option<Place>, StoreError> {
    let known = places::all(db)?;
    let Some(province) =
        known.iter().find(|place| place.level == Level::Province && place.code == province)
    else {
        return Ok(None);
    };
    let scope = scope_of(dataset, &format!("{}/{code}", province.code));
    let site = Place {
        scope,
        level: Level::Site,
        parent: Some(province.scope),
        code: code.to_owned(),
        name: name.to_owned(),
    };
    places::put(db, &site)?;
    // Cases and sensitive visits lie apart, so that they reach only those whose task it is.
    places::put(
        db,
        &Place {
            scope: reserved_of(dataset, &province.code, code),
            level: Level::Reserved,
            parent: Some(scope),
            ..site.clone()
        },
    )?;
    Ok(Some(site))
}

/// The scope of the reserved part of a site.
fn reserved_of(dataset: &settings::Dataset, province: &str, code: &str) -> Scope {
    scope_of(dataset, &format!("{province}/{code}/reserved"))
}

/// The reserved part of a site; none if it was founded by an earlier version.
fn reserved(db: &Connection, site: Scope) -> Result<Option<Place>, StoreError> {
    let lies_in = |place: &Place| place.level == Level::Reserved && place.parent == Some(site);
    Ok(places::all(db)?.into_iter().find(lies_in))
}

/// Notes an invitation of one device to a site, and whether it will read the reserved part. Only the hash of
/// the code is kept.
pub fn invite(
    db: &Connection,
    site: Scope,
    device_name: &str,
    code: &[u8; 16],
    now: u64,
    reads_reserved: bool,
) -> Result<(), StoreError> {
    db.execute(
        "INSERT INTO invitation (code_hash, scope, name, expires, reserved)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            &hash_of(code).0[..],
            &site.0[..],
            device_name,
            signed(now + INVITATION_LIFE),
            reads_reserved
        ],
    )?;
    Ok(())
}

fn hash_of(code: &[u8; 16]) -> Hash {
    Hash::of("invitation code", &[code])
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// What the table says of a key.
pub fn standing(db: &Connection, device: DeviceKey) -> Result<Standing, StoreError> {
    let state: Option<i64> = db
        .prepare_cached("SELECT state FROM device WHERE device = ?1")?
        .query_row([&device.0[..]], |row| row.get(0))
        .optional()?;
    Ok(match state {
        Some(0) => Standing::Active,
        Some(_) => Standing::Revoked,
        None => Standing::Unknown,
    })
}

/// Enrols the device that makes this request, or says why not. The same device may ask again with
/// the same code: the answer may have been lost on its way.
pub fn join(
    publisher: &Publisher<'_>,
    authority: &Authority,
    request: &Request,
) -> Result<Answer, StoreError> {
    let db = publisher.connection;
    if !request.verifies(Fingerprint::of(authority.certificate())) {
        return Ok(Answer::Refused(Refusal::Forged));
    }
    let Some(Invited { scope, name, expires, used_by, reserved }) = invited(db, &request.code)?
    else {
        return Ok(Answer::Refused(Refusal::Unknown));
    };
    let again = used_by.as_deref() == Some(&request.device.0[..]);
    let now = publisher.now.seconds();
    if used_by.is_some() && !again {
        return Ok(Answer::Refused(Refusal::Used));
    }
    if !again && expires < signed(now) {
        return Ok(Answer::Refused(Refusal::Expired));
    }
    match standing(db, request.device)? {
        Standing::Revoked => return Ok(Answer::Refused(Refusal::Revoked)),
        Standing::Active if !again => return Ok(Answer::Refused(Refusal::Used)),
        Standing::Active | Standing::Unknown => {}
    }
    let site =
        Scope::from_slice(&scope).ok_or_else(|| StoreError::Damaged("an invitation".into()))?;
    if !again {
        enrol(publisher, request, site, &name, reserved)?;
    }
    membership(publisher, authority, request.device, site).map(Answer::Joined)
}

struct Invited {
    scope: Vec<u8>,
    name: String,
    expires: i64,
    used_by: Option<Vec<u8>>,
    reserved: bool,
}

fn invited(db: &Connection, code: &[u8; 16]) -> Result<Option<Invited>, StoreError> {
    Ok(db
        .query_row(
            "SELECT scope, name, expires, used_by, reserved FROM invitation WHERE code_hash = ?1",
            [&hash_of(code).0[..]],
            |row| {
                let (scope, name) = (row.get(0)?, row.get(1)?);
                let (expires, used_by, reserved) = (row.get(2)?, row.get(3)?, row.get(4)?);
                Ok(Invited { scope, name, expires, used_by, reserved })
            },
        )
        .optional()?)
}

fn enrol(
    publisher: &Publisher<'_>,
    request: &Request,
    site: Scope,
    name: &str,
    reads_reserved: bool,
) -> Result<(), StoreError> {
    let (db, now) = (publisher.connection, publisher.now.seconds());
    let device = request.device;
    db.execute(
        "INSERT INTO device (device, scope, name, enrolled, expires) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![&device.0[..], &site.0[..], name, signed(now), signed(now + DEVICE_LIFE.as_secs())],
    )?;
    db.execute(
        "UPDATE invitation SET used_by = ?2 WHERE code_hash = ?1",
        params![&hash_of(&request.code).0[..], &device.0[..]],
    )?;
    let order = Order::Grant { device, scope: site, right: Right::ReadWrite };
    publisher::order(publisher, site, UserNumber::NOBODY, &order)?;
    let Some(reserved) = reserved(db, site)? else { return Ok(()) };
    // Everybody may report a case; who reads them was said with the invitation.
    let right = if reads_reserved { Right::ReadWrite } else { Right::WriteOnly };
    let order = Order::Grant { device, scope: reserved.scope, right };
    publisher::order(publisher, reserved.scope, UserNumber::NOBODY, &order)
}

fn membership(
    publisher: &Publisher<'_>,
    authority: &Authority,
    device: DeviceKey,
    site: Scope,
) -> Result<Membership, StoreError> {
    let db = publisher.connection;
    let dataset = settings::dataset(db)?.ok_or(StoreError::Invalid("a hub without a dataset"))?;
    let certificate = authority
        .issue_device(device, publisher.now)
        .map_err(|_| StoreError::Invalid("a certificate that cannot be made"))?;
    let mut lies_in = Vec::new();
    for scope in places::upwards(db, site)? {
        lies_in.extend(places::find(db, scope)?.map(Into::into));
    }
    lies_in.extend(reserved(db, site)?.map(Into::into));
    Ok(Membership {
        dataset,
        hub: publisher.signer.device(),
        authority: authority.certificate().to_vec(),
        certificate: certificate.to_vec(),
        site,
        places: lies_in,
        time: publisher.now.seconds(),
    })
}

/// Ends the rights of a device: what it wrote until now counts, what comes later is held. Whether
/// there is such a device.
pub fn revoke(
    publisher: &Publisher<'_>,
    device: DeviceKey,
    by: UserNumber,
) -> Result<bool, StoreError> {
    let changed = publisher
        .connection
        .execute("UPDATE device SET state = 1 WHERE device = ?1 AND state = 0", [&device.0[..]])?;
    if changed > 0 {
        publisher::cut(publisher, device, by)?;
    }
    Ok(changed > 0)
}

/// The devices whose rights were ended.
pub fn revoked(db: &Connection) -> Result<Vec<DeviceKey>, StoreError> {
    let mut statement = db.prepare_cached("SELECT device FROM device WHERE state = 1")?;
    let rows = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
    let key = |bytes: Vec<u8>| {
        DeviceKey::from_slice(&bytes).ok_or_else(|| StoreError::Damaged("a device".into()))
    };
    rows.map(|bytes| key(bytes?)).collect()
}

/// A device as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Device {
    /// Its key, hexadecimal.
    pub key: String,
    /// The name it was invited under.
    pub name: String,
    /// The code of its site.
    pub site: String,
    /// The scope of its site.
    #[serde(skip)]
    pub scope: Scope,
    /// Whether its rights have ended.
    pub revoked: bool,
    /// When it came last, seconds since 1970.
    pub last_seen: Option<i64>,
}

/// All devices, by site and name.
pub fn all(db: &Connection) -> Result<Vec<Device>, StoreError> {
    listed(db, None)
}

/// The devices of a site, by name.
pub fn of_site(db: &Connection, site: Scope) -> Result<Vec<Device>, StoreError> {
    listed(db, Some(site))
}

fn listed(db: &Connection, site: Option<Scope>) -> Result<Vec<Device>, StoreError> {
    let mut statement = db.prepare(
        "SELECT d.device, d.name, p.code, d.state, d.last_seen, d.scope FROM device d
         LEFT JOIN place p ON p.scope = d.scope WHERE ?1 IS NULL OR d.scope = ?1
         ORDER BY p.code, d.name, d.device",
    )?;
    let site = site.map(|site| site.0.to_vec());
    let rows = statement.query_map([site], |row| {
        let (key, state): (Vec<u8>, i64) = (row.get(0)?, row.get(3)?);
        Ok(Device {
            key: DeviceKey::from_slice(&key).map(|key| key.to_string()).unwrap_or_default(),
            name: row.get(1)?,
            site: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
            scope: Scope::from_slice(&row.get::<_, Vec<u8>>(5)?).unwrap_or(Scope([0; 8])),
            revoked: state != 0,
            last_seen: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
