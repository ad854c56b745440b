//! The cryptography of callbacks (WXBizMsgCrypt): signatures, and messages to and from the callback URL
//! (path/90930, 90968). Pure: random bytes, times and nonces are passed in.
//!
//! 1. The signature is the SHA-1 of token, timestamp, nonce and encrypted text, sorted and joined.
//! 2. The key is the Base64 of EncodingAESKey with `=`; the IV is its first half; AES-256 in CBC.
//! 3. Inside: 16 random bytes, the length in 4 bytes, the message, the receiveid; padded as PKCS#7 does, but to a
//!    multiple of 32 bytes.
//!
//! Never in here: a server; an XML element that is not of the envelope.

use std::fmt;

use aes::Aes256;
use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use base64::Engine;
use base64::alphabet;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use quick_xml::Reader;
use quick_xml::events::Event;
use secrecy::{ExposeSecret, SecretBox, SecretString};
use sha1::{Digest, Sha1};

/// Plain text is padded to a multiple of this: twice the block of AES.
const PADDED_TO: usize = 32;

/// Random bytes and the length before the message.
const BEFORE: usize = 16 + 4;

/// What the console shows on the page of the callback.
pub struct CallbackKeys {
    token: SecretString,
    aes_key: SecretBox<[u8; 32]>,
    receiveid: String,
}

/// Why a callback is not to be believed, or keys are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CallbackError {
    /// The EncodingAESKey has not the 43 letters and digits it should have.
    #[error("the EncodingAESKey must have 43 letters and digits")]
    BadKey,
    /// The signature is not the one of this token.
    #[error("the signature is wrong")]
    BadSignature,
    /// Not encrypted with this key, or broken on the way.
    #[error("the text cannot be decrypted")]
    BadCiphertext,
    /// Encrypted with this key, but for another company or app.
    #[error("the text is for another receiver")]
    OtherReceiver,
    /// No XML with an element `Encrypt`.
    #[error("the body is no callback")]
    BadXml,
}

impl CallbackKeys {
    /// `token` and `encoding_aes_key` as the console shows them; `receiveid` is the company id for an app of one's own.
    ///
    /// # Errors
    /// [`CallbackError::BadKey`].
    pub fn new(token: &str, encoding_aes_key: &str, receiveid: &str) -> Result<Self, CallbackError> {
        // 43 digits are 258 bits: the last two are nothing's, and WeCom does not keep them 0.
        let config = GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true);
        let decoded = GeneralPurpose::new(&alphabet::STANDARD, config).decode(format!("{encoding_aes_key}="));
        let decoded = decoded.map_err(|_| CallbackError::BadKey)?;
        let aes_key: [u8; 32] = decoded.try_into().map_err(|_| CallbackError::BadKey)?;
        let token = SecretString::from(token.to_owned());
        Ok(Self { token, aes_key: SecretBox::new(Box::new(aes_key)), receiveid: receiveid.to_owned() })
    }

    /// `msg_signature` of an encrypted text: lower-case hex.
    #[must_use]
    pub fn sign(&self, timestamp: &str, nonce: &str, encrypted: &str) -> String {
        let mut parts = [self.token.expose_secret(), timestamp, nonce, encrypted];
        parts.sort_unstable();
        Sha1::digest(parts.concat()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether WeCom signed this.
    ///
    /// # Errors
    /// [`CallbackError::BadSignature`].
    pub fn verify(&self, signature: &str, timestamp: &str, nonce: &str, encrypted: &str) -> Result<(), CallbackError> {
        let own = self.sign(timestamp, nonce, encrypted);
        // Looks at every byte, so that the time it takes tells nothing.
        let differs = own
            .bytes()
            .zip(signature.bytes())
            .fold(own.len() ^ signature.len(), |all, (a, b)| all | usize::from(a ^ b));
        if differs == 0 { Ok(()) } else { Err(CallbackError::BadSignature) }
    }

    /// Encrypts a message, as Base64. `random` must be new each time.
    #[must_use]
    pub fn encrypt(&self, message: &[u8], random: [u8; 16]) -> String {
        let length = u32::try_from(message.len()).unwrap_or(u32::MAX);
        let mut plain = [&random[..], &length.to_be_bytes(), message, self.receiveid.as_bytes()].concat();
        let padding = PADDED_TO - plain.len() % PADDED_TO;
        plain.resize(plain.len() + padding, u8::try_from(padding).unwrap_or_default());
        let (key, iv) = self.key_and_iv();
        let cipher = cbc::Encryptor::<Aes256>::new(key.into(), iv.into());
        STANDARD.encode(cipher.encrypt_padded_vec::<NoPadding>(&plain))
    }

    /// Decrypts the Base64 of a message.
    ///
    /// # Errors
    /// [`CallbackError::BadCiphertext`], [`CallbackError::OtherReceiver`].
    pub fn decrypt(&self, encrypted: &str) -> Result<Vec<u8>, CallbackError> {
        let bytes = STANDARD.decode(encrypted.trim()).map_err(|_| CallbackError::BadCiphertext)?;
        let (key, iv) = self.key_and_iv();
        let cipher = cbc::Decryptor::<Aes256>::new(key.into(), iv.into());
        let plain = cipher.decrypt_padded_vec::<NoPadding>(&bytes).map_err(|_| CallbackError::BadCiphertext)?;
        let (message, receiveid) = unpack(&plain).ok_or(CallbackError::BadCiphertext)?;
        if receiveid != self.receiveid.as_bytes() {
            return Err(CallbackError::OtherReceiver);
        }
        Ok(message.to_vec())
    }

    /// The answer to the check of a callback URL: the decrypted `echostr`, to be sent back as it is within a second. The
    /// parameters come from the query, percent-decoded.
    ///
    /// # Errors
    /// Any [`CallbackError`].
    pub fn echo(&self, signature: &str, timestamp: &str, nonce: &str, echostr: &str) -> Result<Vec<u8>, CallbackError> {
        self.verify(signature, timestamp, nonce, echostr)?;
        self.decrypt(echostr)
    }

    /// The message in the body of a callback: XML again. The parameters come from the query.
    ///
    /// # Errors
    /// Any [`CallbackError`].
    pub fn open(&self, signature: &str, timestamp: &str, nonce: &str, body: &str) -> Result<Vec<u8>, CallbackError> {
        let encrypted = encrypt_element(body).ok_or(CallbackError::BadXml)?;
        self.verify(signature, timestamp, nonce, &encrypted)?;
        self.decrypt(&encrypted)
    }

    /// The body of an answer to a callback, encrypted and signed; within five seconds.
    #[must_use]
    pub fn reply(&self, message: &[u8], timestamp: &str, nonce: &str, random: [u8; 16]) -> String {
        let encrypted = self.encrypt(message, random);
        let signature = self.sign(timestamp, nonce, &encrypted);
        let (timestamp, nonce) = (quick_xml::escape::escape(timestamp), quick_xml::escape::escape(nonce));
        format!(
            "<xml><Encrypt>{encrypted}</Encrypt><MsgSignature>{signature}</MsgSignature>\
             <TimeStamp>{timestamp}</TimeStamp><Nonce>{nonce}</Nonce></xml>"
        )
    }

    fn key_and_iv(&self) -> (&[u8; 32], &[u8; 16]) {
        let key = self.aes_key.expose_secret();
        (key, key.first_chunk().unwrap_or(&[0; 16]))
    }
}

impl fmt::Debug for CallbackKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallbackKeys").field("receiveid", &self.receiveid).finish_non_exhaustive()
    }
}

/// Message and receiveid of a decrypted text.
fn unpack(plain: &[u8]) -> Option<(&[u8], &[u8])> {
    let padding = usize::from(*plain.last()?);
    if padding == 0 || padding > PADDED_TO {
        return None;
    }
    let plain = plain.get(..plain.len().checked_sub(padding)?)?;
    let length = u32::from_be_bytes(plain.get(16..BEFORE)?.try_into().ok()?);
    plain.get(BEFORE..)?.split_at_checked(usize::try_from(length).ok()?)
}

/// The text of the element `Encrypt` right below the root, wherever it stands.
fn encrypt_element(xml: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut path: Vec<String> = Vec::new();
    let mut text = String::new();
    loop {
        let here = path.len() == 2 && path[1] == "Encrypt";
        match reader.read_event().ok()? {
            Event::Start(element) => path.push(element.name().as_ref().to_owned()),
            Event::End(_) if here => return Some(text.trim().to_owned()),
            Event::End(_) => drop(path.pop()?),
            Event::Text(part) if here => text.push_str(&part),
            Event::CData(part) if here => text.push_str(&part),
            Event::Eof => return None,
            _ => {}
        }
    }
}
