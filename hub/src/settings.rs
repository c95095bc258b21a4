//! Where the hub keeps its things and where it listens: flags over `LISANGA_*` over a file over the
//! defaults.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde::Deserialize;

/// Everything that can be set.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The folder of both databases, the keys and certificates.
    pub home: PathBuf,
    /// Where sites come, over QUIC.
    pub sync: SocketAddr,
    /// Pages and API.
    pub pages: SocketAddr,
    /// How sites reach this hub, each as host:port, written into invitations.
    pub addresses: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            home: "/var/lib/lisanga-hub".into(),
            sync: SocketAddr::from((Ipv6Addr::UNSPECIFIED, 4470)),
            pages: SocketAddr::from((Ipv4Addr::LOCALHOST, 8471)),
            addresses: Vec::new(),
        }
    }
}

impl Settings {
    /// Reads a file; an unknown key is an error that names it.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("read the configuration {}", path.display()))?;
        toml::from_str(&text).with_context(|| format!("in the configuration {}", path.display()))
    }
}

/// The files in the hub's home.
#[derive(Clone, Debug)]
pub struct Home(PathBuf);

impl Home {
    /// This folder.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The folder itself.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.0
    }

    /// The precious database.
    #[must_use]
    pub fn records(&self) -> PathBuf {
        self.0.join("records.db")
    }

    /// The derived database of what held when.
    #[must_use]
    pub fn views(&self) -> PathBuf {
        self.0.join("views.db")
    }

    /// The derived database of what holds now.
    #[must_use]
    pub fn index(&self) -> PathBuf {
        self.0.join("index.db")
    }

    /// Bundles written for devices.
    #[must_use]
    pub fn bundles(&self) -> PathBuf {
        self.0.join("bundles")
    }

    /// The hub's key.
    #[must_use]
    pub fn key(&self) -> PathBuf {
        self.0.join("hub.key")
    }

    /// The authority's key.
    #[must_use]
    pub fn authority_key(&self) -> PathBuf {
        self.0.join("authority.key")
    }

    /// The authority's certificate, DER.
    #[must_use]
    pub fn authority(&self) -> PathBuf {
        self.0.join("authority.der")
    }

    /// How far the feeds have come, outside the database.
    #[must_use]
    pub fn anchor(&self) -> PathBuf {
        self.0.join("anchor")
    }
}
