//! Keyed hashes of phone numbers and mail addresses: two laptops of a team meet by them, and whoever reads the ledger without
//! the team's key learns no number.
//!
//! Never in here: a hash without the key.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::candidates::directory::number;
use crate::hash::unhex;
use crate::text::trimmed;

/// The team's key.
pub(super) struct Keyed(Hmac<Sha256>);

impl Keyed {
    /// The key of 32 bytes in hex.
    pub fn new(hex: &str) -> Option<Self> {
        Hmac::new_from_slice(&unhex(hex)?).ok().map(Self)
    }

    /// Of a phone number, as WeCom knows it; none of what cannot be one.
    pub fn phone(&self, text: &str) -> Option<Vec<u8>> {
        number(text).map(|number| self.hash(&number))
    }

    /// Of a mail address, whatever its letters' case; none of what cannot be one.
    pub fn mail(&self, text: &str) -> Option<Vec<u8>> {
        let mail = trimmed(text).to_lowercase();
        mail.contains('@').then(|| self.hash(&mail))
    }

    fn hash(&self, text: &str) -> Vec<u8> {
        self.0.clone().chain_update(text).finalize().into_bytes().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::hex;

    #[test]
    fn the_same_person_has_the_same_hash_however_it_is_written() {
        let key = Keyed::new(&"0b".repeat(32)).unwrap();
        let one = key.phone("138 0013-8000").unwrap();
        assert_eq!(Some(one.clone()), key.phone("+86 13800138000"), "the country's code counts for nothing");
        assert_eq!(key.mail(" Li.Na@Example.com "), key.mail("li.na@example.com"), "nor do letters' case and blanks");
        assert_eq!((key.phone("none"), key.mail("none")), (None, None), "nothing is no number and no address");
        let other = Keyed::new(&"0c".repeat(32)).unwrap();
        assert_ne!(Some(one), other.phone("13800138000"), "another team cannot compare");
        for wrong in ["", "0b", "zz".repeat(32).as_str(), "0b".repeat(33).as_str(), "é".repeat(32).as_str()] {
            assert!(Keyed::new(wrong).is_none(), "{wrong:?} is no key of 32 bytes");
        }
    }

    /// RFC 4231, test case 2, with its key filled up with zeros as HMAC does it.
    #[test]
    fn it_is_hmac_sha256() {
        let key = Keyed::new(&format!("{}{}", hex(b"Jefe"), "00".repeat(28))).unwrap();
        let known = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(hex(&key.hash("what do ya want for nothing?")), known, "the value of the standard");
    }
}
