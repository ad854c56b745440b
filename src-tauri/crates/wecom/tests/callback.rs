//! The cryptography of callbacks. Two vectors are the examples of WeCom's own sample code (WXBizMsgCrypt); the others
//! were computed with `openssl enc -aes-256-cbc -nopad` and Python's hashlib.

use wecom::{CallbackError, CallbackKeys};

const KEY: &str = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
const CORP_ID: &str = "wx5823bf96d3bd56c7";

fn keys() -> CallbackKeys {
    CallbackKeys::new("QDG6eK", KEY, CORP_ID).expect("the sample's keys")
}

const ECHOSTR: &str = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==";
const ECHO_SIGNATURE: &str = "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3";

const EVENT: &str = "<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName><Encrypt><![CDATA[RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==]]></Encrypt><AgentID><![CDATA[218]]></AgentID></xml>";
const EVENT_SIGNATURE: &str = "477715d11cdb4164915debcba66cb864d751f3e6";

fn random() -> [u8; 16] {
    std::array::from_fn(|at| u8::try_from(at).unwrap_or_default())
}

#[test]
fn the_samples_url_check() {
    let echo = keys().echo(ECHO_SIGNATURE, "1409659589", "263014780", ECHOSTR);
    assert_eq!(echo.as_deref(), Ok(&b"1616140317555161061"[..]), "to be sent back as it is");
}

#[test]
fn the_samples_message() {
    let message = keys().open(EVENT_SIGNATURE, "1409659813", "1372623149", EVENT).expect("WeCom signed it");
    let message = String::from_utf8(message).expect("XML");
    assert!(message.starts_with("<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>\n"), "{message}");
    assert!(message.contains("<Content><![CDATA[hello]]></Content>"), "what a member wrote: {message}");
    assert!(message.ends_with("<AgentID>218</AgentID>\n</xml>"), "30 bytes of padding, no more and no less: {message}");
}

#[test]
fn encryption_agrees_with_openssl() {
    let chinese = "JVwoIzeb5XuqKIT2XqjnoAwkbWhYjr6shujX5jcw2ssvnELjAIeBmyM2ajeeSZbPoONXvdHGPxfb+NFYzIhYrB6KcdxRjURsZpOuAoZ063AmRccXuP+FcsieSeJgk0du";
    let encrypted = keys().encrypt("面试改到 3 号会议室".as_bytes(), random());
    assert_eq!(encrypted, chinese, "byte for byte");
    assert_eq!(keys().sign("1700000000", "abc", chinese), "3926fc27e6cb266ddfb0c34156db8f2b3093aa10", "and so is this");
    // 64 bytes before the padding: another 32 have to follow, so that there is one to read.
    let full = "JVwoIzeb5XuqKIT2XqjnoDn/FOcqbwzrJSzKSABQwfzj+fxN1jIVYRvuBkWw13rxocyogTDU1u/7/Lbq01+AWdcoDgsRqHSelbMX55WzOcVWA0W+/B4I13SzWfBd7jaw";
    assert_eq!(keys().encrypt(&[b'x'; 26], random()), full, "a full block of padding");
}

#[test]
fn what_was_encrypted_comes_back_at_every_length() {
    for length in 0..200 {
        let message = vec![b'm'; length];
        let encrypted = keys().encrypt(&message, random());
        assert_eq!(keys().decrypt(&encrypted), Ok(message), "{length} bytes");
    }
}

#[test]
fn an_answer_can_be_read_by_the_other_side() {
    let reply = keys().reply("收到".as_bytes(), "1700000000", "n<1>", random());
    let part = |name: &str| {
        let rest = reply.split_once(&format!("<{name}>")).expect("the element").1;
        rest.split_once(&format!("</{name}>")).expect("its end").0.to_owned()
    };
    assert_eq!(part("Nonce"), "n&lt;1&gt;", "a nonce is text, not XML");
    let opened = keys().open(&part("MsgSignature"), "1700000000", "n<1>", &reply);
    assert_eq!(opened.as_deref(), Ok("收到".as_bytes()), "signed and encrypted");
}

#[test]
fn nothing_unsigned_is_believed() {
    let wrong = ECHO_SIGNATURE.replace('5', "6");
    for signature in [wrong.as_str(), "", &ECHO_SIGNATURE[..39], &format!("{ECHO_SIGNATURE}0")] {
        let echo = keys().echo(signature, "1409659589", "263014780", ECHOSTR);
        assert_eq!(echo, Err(CallbackError::BadSignature), "{signature:?}");
    }
    let later = keys().open(EVENT_SIGNATURE, "1409659814", "1372623149", EVENT);
    assert_eq!(later, Err(CallbackError::BadSignature), "the time is signed, too");
}

#[test]
fn nothing_broken_is_read() {
    let keys = keys();
    for broken in ["", "A", "QUJD", "not base64", &ECHOSTR[..24], &ECHOSTR[4..]] {
        assert_eq!(keys.decrypt(broken), Err(CallbackError::BadCiphertext), "{broken:?}");
    }
    let other = CallbackKeys::new("QDG6eK", KEY, "ww-another-company").expect("keys");
    assert_eq!(other.decrypt(ECHOSTR), Err(CallbackError::OtherReceiver), "for another company");
    let elsewhere = "<xml><a><Encrypt>x</Encrypt></a></xml>";
    for body in ["", "<xml>", "{}", "<xml><Encrypt>x</xml>", "<Encrypt>x</Encrypt>", elsewhere] {
        assert_eq!(keys.open("", "", "", body), Err(CallbackError::BadXml), "{body:?}");
    }
}

#[test]
fn keys_are_43_letters_and_digits() {
    for wrong in ["", &KEY[1..], &format!("{KEY}C"), &KEY.replace('j', "-"), &KEY.replace('j', "面")] {
        assert_eq!(CallbackKeys::new("t", wrong, "c").err(), Some(CallbackError::BadKey), "{wrong:?}");
    }
    let shown = format!("{:?}", keys());
    assert!(!shown.contains(KEY) && !shown.contains("QDG6eK"), "keys are secrets: {shown}");
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_bytes_make_it_panic_or_believe(body in ".*", signature in "[0-9a-f]{40}", bytes in proptest::collection::vec(0..=255_u8, 0..200)) {
        let keys = keys();
        let encoded = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, &bytes);
        proptest::prop_assert!(keys.decrypt(&encoded).is_err(), "nobody else knows the key");
        proptest::prop_assert!(keys.decrypt(&body).is_err(), "nor writes it by chance");
        proptest::prop_assert!(keys.open(&signature, "1", "2", &body).is_err(), "nor signs it");
    }
}
