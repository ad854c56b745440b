//! The answer of every call: an HTTP status, and `errcode` and `errmsg` around `data`. A refusal can be any of the two, or
//! both.
//!
//! Never in here: an answer of another status than it has; a 5xx is never a refusal, for it may come after the deed.

use serde_json::Value;

use crate::choices::{EMPTY_IS_DONE, family};
use crate::error::{Error, Problem, Refused};
use crate::hidden::Hidden;
use crate::wire::{Fields, number};

/// An answer as it came.
pub(crate) struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
    /// The body is all of it.
    pub whole: bool,
}

/// `data` of an answer with `errcode` 0; null where there is none.
pub(crate) fn data(answer: &Answer, hidden: &Hidden<'_>) -> Result<Value, Error> {
    if EMPTY_IS_DONE && answer.status == 204 {
        return Ok(Value::Null);
    }
    let mut fields = fields(answer, hidden)?;
    if number(fields.get("errcode")).is_none() {
        return Err(Error::bad(answer.status, Problem::NoErrcode));
    }
    Ok(fields.remove("data").unwrap_or_default())
}

/// All fields of an answer that refuses nothing, with `errcode` or without.
pub(crate) fn fields(answer: &Answer, hidden: &Hidden<'_>) -> Result<Fields, Error> {
    let status = answer.status;
    match status {
        408 | 500.. => return Err(Error::bad(status, Problem::ServerError)),
        400..500 => return Err(Error::Refused(refused(status, object(answer).ok().as_ref(), hidden))),
        200..300 => {}
        _ => return Err(Error::bad(status, Problem::Redirect)),
    }
    let fields = object(answer).map_err(|problem| Error::bad(status, problem))?;
    let errcode = number(fields.get("errcode")).unwrap_or_default();
    if let Ok(failed @ 500..600) = u16::try_from(family(errcode)) {
        return Err(Error::bad(failed, Problem::ServerError));
    }
    if errcode != 0 {
        return Err(Error::Refused(refused(status, Some(&fields), hidden)));
    }
    Ok(fields)
}

fn object(answer: &Answer) -> Result<Fields, Problem> {
    if !answer.whole {
        return Err(Problem::TooLong);
    }
    let body = answer.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&answer.body);
    match serde_json::from_slice(body) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(Problem::NoErrcode),
        Err(_) if body.trim_ascii_start().starts_with(b"<") => Err(Problem::Html),
        Err(_) => Err(Problem::NotJson),
    }
}

/// The words of a refusal; OAuth has names of its own for them (RFC 6749, 5.2).
fn refused(status: u16, fields: Option<&Fields>, hidden: &Hidden<'_>) -> Refused {
    let said = |name: &str| fields?.get(name)?.as_str().map(str::trim).filter(|text| !text.is_empty());
    let errmsg = ["errmsg", "error_description", "error", "message"].into_iter().find_map(said);
    let errcode = fields.and_then(|fields| number(fields.get("errcode"))).filter(|errcode| *errcode != 0);
    Refused { status, errcode, errmsg: errmsg.map(|text| hidden.words(text)), json: fields.is_some() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(status: u16, body: &str) -> Result<Value, Error> {
        let answer = Answer { status, body: body.as_bytes().to_vec(), whole: true };
        data(&answer, &Hidden { secrets: &["marked"], domain: "showmebug.com" })
    }

    #[test]
    fn only_errcode_zero_is_success() {
        for body in [
            r#"{"errcode":0,"data":1}"#,
            r#"{"errcode":"0","errmsg":"ok","data":1,"more":[]}"#,
            "\u{feff}{\"errcode\":0,\"data\":1}",
        ] {
            assert_eq!(read(200, body), Ok(Value::from(1)), "{body}");
        }
        assert_eq!(read(200, r#"{"errcode":0}"#), Ok(Value::Null), "a delete answers without data");
        assert_eq!(read(204, ""), Ok(Value::Null), "or with nothing at all");
        for (body, problem) in [
            ("", Problem::NotJson),
            ("<html>", Problem::Html),
            ("  <!doctype html>", Problem::Html),
            ("{}", Problem::NoErrcode),
            ("[0]", Problem::NoErrcode),
            (r#"{"data":{}}"#, Problem::NoErrcode),
            (r#"{"errcode":null}"#, Problem::NoErrcode),
            (r#"{"errcode":0"#, Problem::NotJson),
        ] {
            assert_eq!(read(200, body), Err(Error::bad(200, problem)), "{body:?} proves nothing, so it is no success");
        }
    }

    #[test]
    fn a_refusal_comes_as_errcode_as_status_or_as_both() {
        for (status, body, errcode) in [
            (200, r#"{"errcode":422,"errmsg":"no"}"#, Some(422)),
            (422, r#"{"errcode":"422","errmsg":"no"}"#, Some(422)),
            (422, r#"{"error":"no"}"#, None),
            (401, r#"{"error":"invalid_client","error_description":"no"}"#, None),
            (403, r#"{"errcode":0,"errmsg":"no"}"#, None),
        ] {
            let Err(Error::Refused(refused)) = read(status, body) else { panic!("{status} {body} is a refusal") };
            assert_eq!((refused.status, refused.errcode), (status, errcode), "{body}");
            assert_eq!(refused.errmsg.as_deref(), Some("no"), "{body}");
        }
        let Err(Error::Refused(page)) = read(404, "<html>") else { panic!("a page with 404 refuses too") };
        assert!(!page.json && page.errmsg.is_none(), "but somebody else may have written it");
    }

    #[test]
    fn a_server_that_failed_may_have_done_it() {
        for (status, body) in [(500, r#"{"errcode":500,"errmsg":"x"}"#), (502, "<html>"), (503, ""), (408, "{}")] {
            let error = read(status, body).unwrap_err();
            assert!(error.may_have_been_processed(), "{status} can come after the room was made: {error}");
        }
        for errcode in ["500", "\"50001\"", "503"] {
            let error = read(200, &format!(r#"{{"errcode":{errcode},"errmsg":"x"}}"#)).unwrap_err();
            assert!(error.may_have_been_processed(), "so can the same as an errcode: {error}");
        }
        assert!(read(302, "").unwrap_err().may_have_been_processed(), "so can a redirect");
        assert!(!read(422, "").unwrap_err().may_have_been_processed(), "a refusal cannot");
    }

    #[test]
    fn an_answer_that_is_too_long_is_not_read() {
        let answer = Answer { status: 200, body: br#"{"errcode":0}"#.to_vec(), whole: false };
        let read = data(&answer, &Hidden { secrets: &[], domain: "x" });
        assert_eq!(read, Err(Error::bad(200, Problem::TooLong)), "its beginning proves nothing");
    }
}
