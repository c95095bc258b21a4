//! An invitation: what a device needs to join, as text to type and as a QR code to scan.
//!
//! `LISANGA` and base32 (Crockford's alphabet, no I, L, O, U) of: version u8 · code 16 · fingerprint of
//! the authority 16 · hub addresses, comma-separated · check 2. Case, spaces and dashes do not matter;
//! O, I and L are read as the digits they look like. The code has 128 random bits and works once.

use lisanga_protocol::ids::Hash;

use crate::authority::Fingerprint;

const PREFIX: &str = "LISANGA";
const VERSION: u8 = 1;
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters between two dashes.
const GROUP: usize = 5;

/// What an invitation says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The secret that works once.
    pub code: [u8; 16],
    /// By which the hub is recognised before anything is sent.
    pub authority: Fingerprint,
    /// `host:port` of the hub, best first: a name, then addresses for when names do not resolve.
    pub hub: Vec<String>,
}

/// Why a text is not an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvitationError {
    /// Something else altogether.
    #[error("read the invitation: it begins with LISANGA; copy or scan it whole")]
    Prefix,
    /// Letters missing or mistyped.
    #[error("read the invitation: a letter is missing or wrong; compare it with the sheet")]
    Mistyped,
    /// Made by a newer hub.
    #[error("read the invitation: it was made by a newer hub; update this program")]
    Newer,
}

impl Invitation {
    /// As text: capitals and digits in groups of five.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut bytes = vec![VERSION];
        bytes.extend_from_slice(&self.code);
        bytes.extend_from_slice(&self.authority.0);
        bytes.extend_from_slice(self.hub.join(",").as_bytes());
        let check = Hash::of("invitation", &[&bytes]);
        bytes.extend_from_slice(&check.0[..2]);
        let letters = to_base32(&bytes);
        let groups: Vec<&str> = letters
            .as_bytes()
            .chunks(GROUP)
            .map(|group| std::str::from_utf8(group).unwrap_or_default())
            .collect();
        format!("{PREFIX}-{}", groups.join("-"))
    }

    /// Reads what somebody typed, pasted or scanned.
    pub fn from_text(text: &str) -> Result<Self, InvitationError> {
        let letters: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let letters = letters.strip_prefix(PREFIX).ok_or(InvitationError::Prefix)?;
        let bytes = from_base32(letters).ok_or(InvitationError::Mistyped)?;
        let (said, check) = bytes.split_last_chunk::<2>().ok_or(InvitationError::Mistyped)?;
        if Hash::of("invitation", &[said]).0[..2] != check[..] {
            return Err(InvitationError::Mistyped);
        }
        let (version, said) = said.split_first().ok_or(InvitationError::Mistyped)?;
        if *version != VERSION {
            return Err(InvitationError::Newer);
        }
        let (code, said) = said.split_first_chunk().ok_or(InvitationError::Mistyped)?;
        let (authority, hub) = said.split_first_chunk().ok_or(InvitationError::Mistyped)?;
        let hub = std::str::from_utf8(hub).map_err(|_| InvitationError::Mistyped)?;
        Ok(Self {
            code: *code,
            authority: Fingerprint(*authority),
            hub: hub.split(',').map(str::to_owned).collect(),
        })
    }
}

fn to_base32(bytes: &[u8]) -> String {
    let mut text = String::new();
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(char::from(ALPHABET[(held >> bits & 31) as usize]));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        text.push(char::from(ALPHABET[(held << (5 - bits) & 31) as usize]));
    }
    text
}

fn from_base32(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut held, mut bits) = (0_u32, 0);
    for letter in text.bytes() {
        let letter = match letter {
            b'O' => b'0',
            b'I' | b'L' => b'1',
            other => other,
        };
        let value = ALPHABET.iter().position(|known| *known == letter)?;
        held = held << 5 | u32::try_from(value).ok()?;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).ok()?);
        }
        held &= (1 << bits) - 1;
    }
    (held == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invitation() -> Invitation {
        Invitation {
            code: [0x5a; 16],
            authority: Fingerprint([0xc3; 16]),
            hub: vec!["hub.example.cd:4470".into(), "192.0.2.7:4470".into()],
        }
    }

    #[test]
    fn an_invitation_comes_back_from_its_text_however_it_was_typed() {
        let text = invitation().to_text();
        assert!(text.len() < 160, "{text}");
        assert_eq!(Invitation::from_text(&text), Ok(invitation()));
        let typed = text.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        let typed = typed.replacen("lisanga", "Lisanga", 1);
        assert_eq!(Invitation::from_text(&typed), Ok(invitation()));
    }

    #[test]
    fn every_wrong_letter_is_noticed() {
        let text = invitation().to_text();
        for at in PREFIX.len() + 1..text.len() {
            let mut wrong: Vec<char> = text.chars().collect();
            wrong[at] = if wrong[at] == '7' { '8' } else { '7' };
            let wrong: String = wrong.into_iter().collect();
            if wrong != text && !text[at..=at].starts_with('-') {
                assert!(Invitation::from_text(&wrong).is_err(), "{wrong}");
            }
        }
        assert_eq!(Invitation::from_text("https://example.org"), Err(InvitationError::Prefix));
        assert_eq!(Invitation::from_text("LISANGA-"), Err(InvitationError::Mistyped));
    }
}
