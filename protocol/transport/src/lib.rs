//! The conversation over QUIC: device keys, certificates, enrolment, and the two ends as tasks.
//!
//! Who writes is proven by seals; TLS adds who carries, and that nobody else listens. Both ends have
//! certificates of the hub's own authority. What a device may do stands in no certificate: after
//! every handshake the hub asks its table of devices.
//!
//! Suggested reading order: [`keys`], [`authority`], [`tls`], [`link`], [`invitation`], [`join`],
//! [`node`], [`hub`].

pub mod authority;
pub mod backoff;
pub mod frames;
pub mod hub;
pub mod invitation;
pub mod join;
pub mod keys;
pub mod link;
pub mod node;
pub mod system;
pub mod tls;
