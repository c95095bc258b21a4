//! Where the node keeps its things and where its pages are: flags over `LISANGA_*` over a file over
//! the defaults. The hub's address is not here: it comes with the invitation.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde::Deserialize;

/// Everything that can be set.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The folder of both databases and the key.
    pub home: PathBuf,
    /// The pages of the site.
    pub pages: SocketAddr,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            home: "/var/lib/lisanga-node".into(),
            pages: SocketAddr::from((Ipv4Addr::LOCALHOST, 8470)),
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

/// The files in the node's home.
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

    /// The derived database.
    #[must_use]
    pub fn index(&self) -> PathBuf {
        self.0.join("index.db")
    }

    /// Bundles written here.
    #[must_use]
    pub fn bundles(&self) -> PathBuf {
        self.0.join("bundles")
    }

    /// The device's key.
    #[must_use]
    pub fn key(&self) -> PathBuf {
        self.0.join("device.key")
    }

    /// What the device became part of.
    #[must_use]
    pub fn membership(&self) -> PathBuf {
        self.0.join("membership")
    }

    /// How far own logs have come, outside the database.
    #[must_use]
    pub fn anchor(&self) -> PathBuf {
        self.0.join("anchor")
    }
}
