//! `lisanga-hub user`: the accounts of the offices.

use std::io::{IsTerminal as _, Read as _};

use anyhow::{Context as _, Result};
use clap::{Subcommand, ValueEnum};
use lisanga_protocol::ids::Scope;
use lisanga_store::places::{self, Level};

use super::{print, say};
use crate::people::{self, Role};
use crate::sync::Hub;

/// See the module. Passwords come on standard input, so that no list of processes shows them.
#[derive(Clone, Debug, Subcommand)]
pub(super) enum User {
    /// Adds an account; its password is read from standard input.
    Add {
        /// The name to sign in with.
        name: String,
        /// What it may do.
        #[arg(long, value_enum)]
        role: Office,
        /// The province of a provincial account, for example CD-KE.
        #[arg(long)]
        province: Option<String>,
    },
    /// Sets another password, read from standard input, and ends all sessions.
    Password {
        /// The name of the account.
        name: String,
    },
    /// Closes an account and ends its sessions.
    Close {
        /// The name of the account.
        name: String,
    },
    /// Lists the accounts.
    List {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Office {
    Administrator,
    Headquarters,
    Province,
    CaseOfficer,
    Facilitator,
}

impl User {
    pub(super) fn obey(self, hub: &Hub) -> Result<()> {
        match self {
            Self::Add { name, role, province } => {
                let scope = province.map(|code| province_of(hub, &code)).transpose()?;
                let role = match role {
                    Office::Administrator => Role::Administrator,
                    Office::Headquarters => Role::Headquarters,
                    Office::Province => Role::Province,
                    Office::CaseOfficer => Role::CaseOfficer,
                    Office::Facilitator => Role::Facilitator,
                };
                people::add(&hub.store, &name, &password()?, role, scope)?;
                say(&format!("added: {name}"));
                Ok(())
            }
            Self::Password { name } => {
                people::set_password(&hub.store, &name, &password()?)?;
                say(&format!("{name} has another password; all its sessions are over"));
                Ok(())
            }
            Self::Close { name } => {
                people::close(&hub.store, &name)?;
                say(&format!("closed: {name}"));
                Ok(())
            }
            Self::List { json } => list(hub, json),
        }
    }
}

fn list(hub: &Hub, json: bool) -> Result<()> {
    let accounts = hub.store.write(|db| people::all(db))?;
    if json {
        return print(&serde_json::to_string_pretty(&accounts)?);
    }
    for account in accounts {
        let closed = if account.closed { "  closed" } else { "" };
        let province = account.province.unwrap_or_default();
        print(&format!("{:20}  {:?}  {province}{closed}", account.name, account.role))?;
    }
    Ok(())
}

fn password() -> Result<String> {
    if std::io::stdin().is_terminal() {
        say("type the password, then Enter and Ctrl-D:");
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).context("read the password")?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

fn province_of(hub: &Hub, code: &str) -> Result<Scope> {
    let places = hub.store.write(|db| places::all(db))?;
    let province = places.iter().find(|place| place.level == Level::Province && place.code == code);
    Ok(province.with_context(|| format!("there is no province {code}"))?.scope)
}
