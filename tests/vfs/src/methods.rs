//! The tables of C functions through which SQLite reaches the disk.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr;
use std::sync::Once;

use rusqlite::ffi;

use crate::disk::{self, Dead};

/// The name SQLite knows this file system by.
pub const NAME: &str = "power";

/// Makes the file system known to SQLite. Calling it again is harmless.
///
/// # Panics
/// If SQLite does not take it.
pub fn register() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let vfs = Box::leak(Box::new(ffi::sqlite3_vfs {
            iVersion: 2,
            szOsFile: c_int::try_from(size_of::<File>()).unwrap_or(c_int::MAX),
            mxPathname: 512,
            pNext: ptr::null_mut(),
            zName: c"power".as_ptr(),
            pAppData: ptr::null_mut(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            xFullPathname: Some(full_pathname),
            xDlOpen: None,
            xDlError: None,
            xDlSym: None,
            xDlClose: None,
            xRandomness: Some(randomness),
            xSleep: Some(sleep),
            xCurrentTime: None,
            xGetLastError: None,
            xCurrentTimeInt64: Some(current_time),
            xSetSystemCall: None,
            xGetSystemCall: None,
            xNextSystemCall: None,
        }));
        // SAFETY: the table is complete for version 2 and lives for ever.
        let code = unsafe { ffi::sqlite3_vfs_register(vfs, 0) };
        assert_eq!(code, ffi::SQLITE_OK, "register the file system");
    });
}

/// An open file: SQLite allocates it, we know its name.
#[repr(C)]
struct File {
    base: ffi::sqlite3_file,
    name: *mut String,
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(lock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

/// Memory that connections of one database share, region by region; it does not survive a restart,
/// because the last connection gives it back.
type Regions = Vec<Box<[u8]>>;

thread_local! {
    static SHARED: RefCell<BTreeMap<String, Regions>> = RefCell::default();
}

fn code(result: Result<(), Dead>, failed: c_int) -> c_int {
    if result.is_ok() { ffi::SQLITE_OK } else { failed }
}

/// The name of an open file.
///
/// # Safety
/// `file` is one that [`open`] filled in and [`close`] has not seen.
unsafe fn name<'a>(file: *mut ffi::sqlite3_file) -> &'a str {
    // SAFETY: `open` put a leaked String there; see above.
    unsafe { &*(*file.cast::<File>()).name }
}

/// # Safety
/// `text` is a C string or null, as SQLite gives names.
unsafe fn text<'a>(text: *const c_char) -> &'a str {
    if text.is_null() {
        return "";
    }
    // SAFETY: not null, and SQLite ends its names with a zero.
    unsafe { CStr::from_ptr(text) }.to_str().unwrap_or_default()
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    z_name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite gives a name or null, and memory for a `File`.
    let given = unsafe { text(z_name) };
    let name = if given.is_empty() { "/t/temporary" } else { given };
    // SAFETY: as above; no methods means that SQLite will not close what was not opened.
    unsafe { (*file).pMethods = ptr::null() };
    match disk::open(name, flags & ffi::SQLITE_OPEN_CREATE != 0) {
        Ok(true) => {}
        Ok(false) | Err(Dead) => return ffi::SQLITE_CANTOPEN,
    }
    let owned = Box::into_raw(Box::new(name.to_owned()));
    // SAFETY: `file` has room for a `File`; `out` is null or can be written.
    unsafe {
        (*file.cast::<File>()).name = owned;
        (*file).pMethods = &raw const METHODS;
        if !out.is_null() {
            *out = flags;
        }
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: the String was leaked by `open`, and SQLite closes once.
    drop(unsafe { Box::from_raw((*file.cast::<File>()).name) });
    ffi::SQLITE_OK
}

fn place(offset: i64) -> usize {
    usize::try_from(offset).unwrap_or(0)
}

unsafe extern "C" fn read(
    file: *mut ffi::sqlite3_file,
    into: *mut c_void,
    amount: c_int,
    offset: i64,
) -> c_int {
    let amount = usize::try_from(amount).unwrap_or(0);
    // SAFETY: SQLite gives room for `amount` bytes.
    let into = unsafe { std::slice::from_raw_parts_mut(into.cast::<u8>(), amount) };
    // SAFETY: an open file.
    match disk::read(unsafe { name(file) }, place(offset), into) {
        Ok(count) if count == amount => ffi::SQLITE_OK,
        Ok(_) => ffi::SQLITE_IOERR_SHORT_READ,
        Err(Dead) => ffi::SQLITE_IOERR_READ,
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    amount: c_int,
    offset: i64,
) -> c_int {
    let amount = usize::try_from(amount).unwrap_or(0);
    // SAFETY: SQLite gives `amount` bytes.
    let from = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), amount) };
    // SAFETY: an open file.
    code(disk::write(unsafe { name(file) }, place(offset), from), ffi::SQLITE_IOERR_WRITE)
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, length: i64) -> c_int {
    // SAFETY: an open file.
    code(disk::truncate(unsafe { name(file) }, place(length)), ffi::SQLITE_IOERR_TRUNCATE)
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    // SAFETY: an open file.
    code(disk::sync(unsafe { name(file) }), ffi::SQLITE_IOERR_FSYNC)
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, out: *mut i64) -> c_int {
    // SAFETY: an open file, and room for the answer.
    unsafe { *out = i64::try_from(disk::size(name(file))).unwrap_or(i64::MAX) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn lock(_: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn check_reserved_lock(_: *mut ffi::sqlite3_file, out: *mut c_int) -> c_int {
    // SAFETY: room for the answer.
    unsafe { *out = 0 };
    ffi::SQLITE_OK
}

unsafe extern "C" fn file_control(_: *mut ffi::sqlite3_file, _: c_int, _: *mut c_void) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(_: *mut ffi::sqlite3_file) -> c_int {
    512
}

unsafe extern "C" fn characteristics(_: *mut ffi::sqlite3_file) -> c_int {
    // As SQLite assumes of real disks: what lies beside a write is not harmed by it.
    ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
}

unsafe extern "C" fn shm_map(
    file: *mut ffi::sqlite3_file,
    region: c_int,
    size: c_int,
    extend: c_int,
    out: *mut *mut c_void,
) -> c_int {
    // SAFETY: an open file.
    let name = unsafe { name(file) };
    let (region, size) = (usize::try_from(region).unwrap_or(0), usize::try_from(size).unwrap_or(0));
    let found = SHARED.with(|shared| {
        let mut shared = shared.borrow_mut();
        let regions = shared.entry(name.to_owned()).or_default();
        while extend != 0 && regions.len() <= region {
            regions.push(vec![0; size].into_boxed_slice());
        }
        regions.get_mut(region).map_or(ptr::null_mut(), |bytes| bytes.as_mut_ptr())
    });
    // SAFETY: room for the answer. A region stays where it is until `shm_unmap`.
    unsafe { *out = found.cast() };
    ffi::SQLITE_OK
}

unsafe extern "C" fn shm_lock(_: *mut ffi::sqlite3_file, _: c_int, _: c_int, _: c_int) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn shm_barrier(_: *mut ffi::sqlite3_file) {}

unsafe extern "C" fn shm_unmap(file: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    // SAFETY: an open file. One connection at a time, so nobody else uses the regions.
    let name = unsafe { name(file) };
    SHARED.with(|shared| shared.borrow_mut().remove(name));
    ffi::SQLITE_OK
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, name: *const c_char, sync: c_int) -> c_int {
    // SAFETY: SQLite's name.
    code(disk::delete(unsafe { text(name) }, sync != 0), ffi::SQLITE_IOERR_DELETE)
}

unsafe extern "C" fn access(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    _: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite's name, and room for the answer.
    unsafe { *out = c_int::from(disk::exists(text(name))) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn full_pathname(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    room: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: SQLite's name.
    let name = unsafe { text(name) };
    if usize::try_from(room).unwrap_or(0) <= name.len() {
        return ffi::SQLITE_CANTOPEN;
    }
    // SAFETY: there is room for the name and a zero.
    unsafe {
        ptr::copy_nonoverlapping(name.as_ptr(), out.cast::<u8>(), name.len());
        *out.add(name.len()) = 0;
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn randomness(
    _: *mut ffi::sqlite3_vfs,
    amount: c_int,
    out: *mut c_char,
) -> c_int {
    let length = usize::try_from(amount).unwrap_or(0);
    // SAFETY: room for `amount` bytes.
    let out = unsafe { std::slice::from_raw_parts_mut(out.cast::<u8>(), length) };
    out.fill_with(disk::random_byte);
    amount
}

unsafe extern "C" fn sleep(_: *mut ffi::sqlite3_vfs, microseconds: c_int) -> c_int {
    microseconds
}

unsafe extern "C" fn current_time(_: *mut ffi::sqlite3_vfs, out: *mut i64) -> c_int {
    // SAFETY: room for the answer: some day, in milliseconds of the Julian calendar.
    unsafe { *out = 212_000_000_000_000 };
    ffi::SQLITE_OK
}
