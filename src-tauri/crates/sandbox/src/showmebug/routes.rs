//! Which method and path is which call of the practice ShowMeBug.

use hyper::Method;

use super::answer::{Answer, Refused};
use super::state::Office;
use super::{interviews, listing, written};

/// A call that was found, with the uid in its path.
pub(crate) enum Route<'a> {
    Me,
    Create,
    List,
    Batch,
    Edit(&'a str),
    Delete(&'a str),
    Result(&'a str),
    Exams,
    IssueMany,
    Issued,
}

/// The call of a method and path.
pub(crate) fn find<'a>(method: &Method, path: &'a str) -> Option<Route<'a>> {
    let parts: Vec<&str> = path.strip_prefix("/open_api/v1/")?.split('/').collect();
    Some(match (method.as_str(), parts.as_slice()) {
        ("GET", ["me"]) => Route::Me,
        ("POST", ["interviews"]) => Route::Create,
        ("GET", ["interviews"]) => Route::List,
        ("POST", ["batch_interviews"]) => Route::Batch,
        ("PATCH", ["interviews", uid]) => Route::Edit(uid),
        ("DELETE", ["interviews", uid]) => Route::Delete(uid),
        ("GET", ["interviews", uid, "result"]) => Route::Result(uid),
        ("GET", ["exams"]) => Route::Exams,
        ("POST", ["batch_written_pads"]) => Route::IssueMany,
        ("GET", ["written_pads"]) => Route::Issued,
        _ => return None,
    })
}

impl Route<'_> {
    /// Carries the call out; uids of what it makes go to `made`.
    pub(crate) fn answer(
        &self,
        office: &mut Office,
        query: &str,
        body: &[u8],
        now_ms: i64,
        made: &mut Vec<String>,
    ) -> Result<Answer, Refused> {
        let query = query.as_bytes();
        match self {
            Self::Me => listing::me(office, query),
            Self::Create => interviews::create(office, body, now_ms, made),
            Self::List => listing::interviews(office, query),
            Self::Batch => interviews::batch(office, body, now_ms, made),
            Self::Edit(uid) => interviews::edit(office, uid, body),
            Self::Delete(uid) => interviews::delete(office, uid),
            Self::Result(uid) => interviews::result(office, uid),
            Self::Exams => written::exams(office, query),
            Self::IssueMany => written::issue_many(office, body, now_ms, made),
            Self::Issued => written::issued(office, query),
        }
    }
}
