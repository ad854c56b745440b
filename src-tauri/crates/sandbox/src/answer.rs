//! What a call is answered with: WeCom's envelope and the wording of its errors.
//! No decisions here; those are made by the routes.

use std::net::IpAddr;
use std::ops::Range;

use bytes::Bytes;
use serde_json::{Map, Value};

use crate::dice::Dice;

/// Success fields of a JSON answer, without errcode and errmsg.
pub(crate) type Fields = Map<String, Value>;

/// What a route answers when it does not refuse.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Answer {
    /// errcode 0 and these fields.
    Ok(Fields),
    /// Bytes in place of JSON.
    File(File),
    /// No such path: 404 with an empty body.
    NotFound,
}

/// A file that is handed out.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) content_type: &'static str,
    pub(crate) bytes: Bytes,
    /// The part that was asked for; else all.
    pub(crate) range: Option<Range<usize>>,
}

/// A refusal by WeCom's own rules, sent with HTTP 200 like everything else.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) code: i64,
    /// Success fields that stand in the error body all the same, such as `invaliduser` beside 81013.
    pub(crate) fields: Fields,
    /// The body could not be read properly; errmsg says so.
    pub(crate) json_warning: bool,
}

impl Refusal {
    pub(crate) fn code(code: i64) -> Self {
        Self { code, fields: Fields::new(), json_warning: false }
    }

    /// A value of the wrong JSON type, or no JSON at all.
    pub(crate) fn wrong_json(code: i64) -> Self {
        Self { json_warning: true, ..Self::code(code) }
    }
}

/// errcode 0 with the members of `object`.
pub(crate) fn ok(object: Value) -> Result<Answer, Refusal> {
    match object {
        Value::Object(fields) => Ok(Answer::Ok(fields)),
        _ => Ok(Answer::Ok(Fields::new())),
    }
}

/// `Err` with that errcode.
pub(crate) fn refuse<T>(code: i64) -> Result<T, Refusal> {
    Err(Refusal::code(code))
}

/// Completes `fields` to the JSON body of an answer. errmsg carries hint, caller's IP and link for errors, as in traces;
/// 40014 comes bare, as in traces, too.
pub(crate) fn envelope(mut fields: Fields, code: i64, json_warning: bool, ip: IpAddr, dice: &mut Dice) -> Fields {
    let mut errmsg = wording(code).to_owned();
    if json_warning {
        errmsg.push_str(". Warning: wrong json format. ");
    }
    if code != 0 && code != 40014 {
        let hint = dice.digits(28);
        errmsg = format!(
            "{errmsg}, hint: [{hint}], from ip: {ip}, more info at https://open.work.weixin.qq.com/devtool/query?e={code}"
        );
    }
    fields.insert("errcode".into(), code.into());
    fields.insert("errmsg".into(), errmsg.into());
    fields
}

/// WeCom's own words where traces show them, else short ones in its manner. Clients must not depend on them.
fn wording(code: i64) -> &'static str {
    match code {
        0 => "ok",
        -1 => "system busy",
        40001 => "invalid credential",
        40003 => "invalid userid",
        40007 => "invalid media_id",
        40008 => "invalid message type",
        40013 => "invalid corpid",
        40014 => "invalid access_token",
        40032 => "invalid userid list size",
        40056 => "invalid agentid",
        40058 => "invalid Request Parameter",
        41001 => "access_token missing",
        41002 => "corpid missing",
        41004 => "corpsecret missing",
        41009 => "missing userid",
        41011 => "missing agentid",
        42001 => "access_token expired",
        44004 => "empty content",
        45009 => "api freq out of limit",
        45033 => "api concurrent out of limit",
        50003 => "app disabled",
        60020 => "not allow to access from your ip",
        60111 => "userid not found",
        81013 => "user & party & tag all invalid",
        82001 => "all receivers are empty",
        301002 => "not allow operate another agent with this accesstoken",
        _ => "request refused",
    }
}
