//! What WeCom's answers and the failures of calls mean for a step.
//!
//! Never in here: WeCom's own words as a parameter; they belong into the detail, where they are read as a quotation.

use beckon_model::{DoctorCode, DoctorResult, DoctorStep};
use wecom::errcode::{Cause, Kind, cause};
use wecom::{BadReply, Error, Refused, Unanswered};

use crate::errors::call_failure::kept;
use crate::errors::codes::code_meaning;

/// Where a call failed and how.
pub(super) struct Asked<'a> {
    pub step: DoctorStep,
    /// Path of the call, without its query: that is where secrets are.
    pub path: &'a str,
    pub host: &'a str,
}

impl Asked<'_> {
    /// The result of a call that failed, for every failure but 60020.
    pub fn failed(&self, error: &Error) -> DoctorResult {
        let result = match error.refused() {
            Some(refused) => self.refused(refused),
            None => DoctorResult::new(self.step, unanswered(error)),
        };
        result.with("host", self.host).detailed(self.detail(error))
    }

    /// What was asked, and what came back.
    pub fn detail(&self, error: &Error) -> String {
        format!("{} {}\n{}", self.host, self.path, kept(error))
    }

    fn refused(&self, refused: &Refused) -> DoctorResult {
        let errcode = refused.errcode;
        let code = match cause(errcode) {
            Some(Cause::Secret) => DoctorCode::SecretWrong,
            Some(Cause::CorpId) => DoctorCode::CorpIdWrong,
            Some(Cause::OtherApp) => DoctorCode::AgentOfAnotherApp,
            Some(Cause::AgentId) => DoctorCode::AgentIdWrong,
            Some(Cause::Disabled) => DoctorCode::AppDisabled,
            Some(Cause::Address) => DoctorCode::IpNotTrusted,
            None => match refused.kind() {
                Kind::Rate => DoctorCode::RateLimited,
                Kind::Server => DoctorCode::WecomBusy,
                _ => DoctorCode::Refused,
            },
        };
        let meaning = code_meaning(errcode);
        DoctorResult::new(self.step, code)
            .with("errcode", errcode)
            .with("meaning_en", meaning.meaning_en)
            .with("meaning_zh", meaning.meaning_zh)
            .with("advice_en", meaning.fix_en)
            .with("advice_zh", meaning.fix_zh)
    }
}

/// The refusal because of the caller's IP, if that is what it is.
pub(super) fn not_trusted(error: &Error) -> Option<&Refused> {
    error.refused().filter(|refused| cause(refused.errcode) == Some(Cause::Address))
}

/// What a call without a refusal met.
pub(super) fn unanswered(error: &Error) -> DoctorCode {
    match error {
        Error::NoToken(inner) => unanswered(inner),
        Error::BadReply(reply) => somebody_else(reply),
        _ => DoctorCode::LostOnTheWay,
    }
}

/// Who answers in place of WeCom.
pub(super) fn somebody_else(reply: &BadReply) -> DoctorCode {
    let page = reply.excerpt.trim_start().to_lowercase();
    let is_page = page.starts_with("<!doctype html") || page.starts_with("<html");
    match reply.status {
        500.. => DoctorCode::GatewayError,
        // Networks that want a sign-in answer with their page, or send there.
        200..=399 if is_page || reply.status >= 300 => DoctorCode::Portal,
        _ => DoctorCode::NotWecom,
    }
}

/// What a call to WeCom met before anybody answered, where the step is the answer itself.
pub(super) fn silence(why: Unanswered) -> DoctorCode {
    match why {
        Unanswered::Lost => DoctorCode::AnswerLost,
        Unanswered::Timeout => DoctorCode::AnswerSilent,
    }
}
