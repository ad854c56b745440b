//! Which path is which API. One file per area of WeCom's documentation; this one only finds the way.

mod agent;
mod contacts;
mod external;
mod forms;
mod media;
mod meeting;
mod meeting_room;
pub(crate) mod message;
pub(crate) mod oauth;
mod robot;
pub(crate) mod schedule;
mod service;
mod sheets;
mod token;

use hyper::Method;

use crate::answer::{Answer, Refusal, refuse};
use crate::visit::Visit;
use contacts::{departments, lookups, tags, users};
pub(crate) use external::ways;
use external::{acquisition, contacts as external_contacts, convert, mass, remark, tags as contact_tags, tasks};
use meeting::{making as meetings, reading as meeting_reading};
use meeting_room::{booking as room_booking, looking as rooms};
use schedule::{calendar, entries, invitations, reading};
use service::{accounts as service_accounts, send, session, sync};
use sheets::{columns, docs, records};

type Handler = fn(&mut Visit<'_>) -> Result<Answer, Refusal>;

const ROUTES: &[(Method, &str, Handler)] = &[
    (Method::GET, "/cgi-bin/gettoken", token::gettoken),
    (Method::POST, message::PATH, message::send),
    (Method::POST, "/cgi-bin/message/recall", message::later::recall),
    (Method::POST, "/cgi-bin/message/update_template_card", message::later::update),
    (Method::POST, "/cgi-bin/message/get_statistics", message::later::statistics),
    (Method::GET, "/cgi-bin/agent/get", agent::get),
    (Method::GET, "/cgi-bin/agent/list", agent::list),
    (Method::GET, "/cgi-bin/get_api_domain_ip", agent::api_ips),
    (Method::GET, "/cgi-bin/getcallbackip", agent::callback_ips),
    (Method::POST, "/cgi-bin/media/upload", media::upload),
    (Method::POST, "/cgi-bin/media/uploadimg", media::uploadimg),
    (Method::GET, "/cgi-bin/media/get", media::get),
    (Method::GET, "/cgi-bin/user/get", users::get),
    (Method::GET, "/cgi-bin/user/simplelist", users::simplelist),
    (Method::GET, "/cgi-bin/user/list", users::list),
    (Method::POST, "/cgi-bin/user/list_id", users::list_id),
    (Method::POST, "/cgi-bin/user/getuserid", lookups::by_mobile),
    (Method::POST, "/cgi-bin/user/get_userid_by_email", lookups::by_email),
    (Method::POST, "/cgi-bin/user/convert_to_openid", lookups::to_openid),
    (Method::POST, "/cgi-bin/user/convert_to_userid", lookups::to_userid),
    (Method::GET, "/cgi-bin/department/list", departments::list),
    (Method::GET, "/cgi-bin/department/simplelist", departments::simplelist),
    (Method::GET, "/cgi-bin/department/get", departments::get),
    (Method::GET, "/cgi-bin/tag/list", tags::list),
    (Method::GET, "/cgi-bin/tag/get", tags::get),
    (Method::GET, "/cgi-bin/externalcontact/get_follow_user_list", external_contacts::follow_users),
    (Method::GET, "/cgi-bin/externalcontact/list", external_contacts::list),
    (Method::GET, "/cgi-bin/externalcontact/get", external_contacts::get),
    (Method::POST, "/cgi-bin/externalcontact/batch/get_by_user", external_contacts::by_user),
    (Method::POST, "/cgi-bin/externalcontact/remark", remark::remark),
    (Method::POST, "/cgi-bin/externalcontact/get_corp_tag_list", contact_tags::list),
    (Method::POST, "/cgi-bin/externalcontact/add_corp_tag", contact_tags::add),
    (Method::POST, "/cgi-bin/externalcontact/mark_tag", contact_tags::mark),
    (Method::POST, "/cgi-bin/idconvert/convert_tmp_external_userid", convert::convert),
    (Method::POST, "/cgi-bin/externalcontact/add_msg_template", mass::add),
    (Method::POST, "/cgi-bin/externalcontact/get_groupmsg_list_v2", tasks::list),
    (Method::POST, "/cgi-bin/externalcontact/get_groupmsg_task", tasks::employees),
    (Method::POST, "/cgi-bin/externalcontact/get_groupmsg_send_result", tasks::results),
    (Method::POST, "/cgi-bin/externalcontact/remind_groupmsg_send", tasks::remind),
    (Method::POST, "/cgi-bin/externalcontact/cancel_groupmsg_send", tasks::cancel),
    (Method::POST, "/cgi-bin/externalcontact/add_contact_way", ways::add),
    (Method::POST, "/cgi-bin/externalcontact/get_contact_way", ways::get),
    (Method::POST, "/cgi-bin/externalcontact/list_contact_way", ways::list),
    (Method::POST, "/cgi-bin/externalcontact/del_contact_way", ways::delete),
    (Method::POST, "/cgi-bin/externalcontact/customer_acquisition/create_link", acquisition::create),
    (Method::POST, "/cgi-bin/externalcontact/customer_acquisition/list_link", acquisition::list),
    (Method::POST, "/cgi-bin/externalcontact/customer_acquisition/get", acquisition::get),
    (Method::POST, "/cgi-bin/externalcontact/customer_acquisition/delete_link", acquisition::delete),
    (Method::POST, "/cgi-bin/externalcontact/customer_acquisition/customer", acquisition::customers),
    (Method::GET, "/cgi-bin/externalcontact/customer_acquisition_quota", acquisition::quota),
    (Method::POST, "/cgi-bin/externalcontact/send_welcome_msg", ways::welcome),
    (Method::POST, "/cgi-bin/kf/account/list", service_accounts::list),
    (Method::POST, "/cgi-bin/kf/add_contact_way", service_accounts::link),
    (Method::POST, "/cgi-bin/kf/sync_msg", sync::sync),
    (Method::POST, "/cgi-bin/kf/send_msg", send::send),
    (Method::POST, "/cgi-bin/kf/send_msg_on_event", send::on_event),
    (Method::POST, "/cgi-bin/kf/service_state/get", session::get),
    (Method::POST, "/cgi-bin/kf/service_state/trans", session::trans),
    (Method::POST, "/cgi-bin/wedoc/create_form", forms::create::create),
    (Method::POST, "/cgi-bin/wedoc/doc_share", forms::create::share),
    (Method::POST, "/cgi-bin/wedoc/get_form_info", forms::create::info),
    (Method::POST, "/cgi-bin/wedoc/get_form_statistic", forms::reading::statistic),
    (Method::POST, "/cgi-bin/wedoc/get_form_answer", forms::reading::answers),
    (Method::POST, "/cgi-bin/wedoc/create_doc", docs::create),
    (Method::POST, "/cgi-bin/wedoc/mod_doc_join_rule", docs::rule),
    (Method::POST, "/cgi-bin/wedoc/smartsheet/get_sheet", columns::sheets),
    (Method::POST, "/cgi-bin/wedoc/smartsheet/get_fields", columns::fields),
    (Method::POST, "/cgi-bin/wedoc/smartsheet/add_fields", columns::add),
    (Method::POST, "/cgi-bin/wedoc/smartsheet/get_records", records::get),
    (Method::POST, "/cgi-bin/wedoc/smartsheet/add_records", records::add),
    (Method::POST, "/cgi-bin/wedoc/smartsheet/update_records", records::update),
    (Method::POST, "/cgi-bin/oa/calendar/add", calendar::add),
    (Method::POST, "/cgi-bin/oa/schedule/add", entries::add),
    (Method::POST, "/cgi-bin/oa/schedule/update", entries::update),
    (Method::POST, "/cgi-bin/oa/schedule/add_attendees", invitations::add),
    (Method::POST, "/cgi-bin/oa/schedule/del_attendees", invitations::del),
    (Method::POST, "/cgi-bin/oa/schedule/del", entries::del),
    (Method::POST, "/cgi-bin/oa/schedule/get", reading::get),
    (Method::POST, "/cgi-bin/oa/schedule/get_by_calendar", reading::by_calendar),
    (Method::POST, "/cgi-bin/meeting/create", meetings::create),
    (Method::POST, "/cgi-bin/meeting/update", meetings::update),
    (Method::POST, "/cgi-bin/meeting/cancel", meetings::cancel),
    (Method::POST, "/cgi-bin/meeting/get_info", meeting_reading::info),
    (Method::POST, "/cgi-bin/meeting/get_user_meetingid", meeting_reading::ids),
    (Method::POST, "/cgi-bin/oa/meetingroom/list", rooms::list),
    (Method::POST, "/cgi-bin/oa/meetingroom/get_booking_info", rooms::bookings),
    (Method::POST, "/cgi-bin/oa/meetingroom/bookinfo/get", rooms::booking),
    (Method::POST, "/cgi-bin/oa/meetingroom/book", room_booking::book),
    (Method::POST, "/cgi-bin/oa/meetingroom/book_by_schedule", room_booking::by_schedule),
    (Method::POST, "/cgi-bin/oa/meetingroom/book_by_meeting", room_booking::by_meeting),
    (Method::POST, "/cgi-bin/oa/meetingroom/cancel_book", room_booking::cancel),
    (Method::GET, "/cgi-bin/auth/getuserinfo", oauth::getuserinfo),
    (Method::POST, "/cgi-bin/auth/getuserdetail", oauth::getuserdetail),
    (Method::POST, "/cgi-bin/webhook/send", robot::send),
    (Method::POST, "/cgi-bin/webhook/upload_media", robot::upload_media),
];

/// Answers a call. An unknown path is 404, a known one with the wrong method 40058, one called too often 45009, one with
/// too many calls in progress 45033; everything else is up to the API.
pub(crate) fn dispatch(method: &Method, path: &str, parallel: u32, visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let Some((wanted, _, handler)) = ROUTES.iter().find(|(_, known, _)| *known == path) else {
        return Ok(Answer::NotFound);
    };
    if method != wanted {
        return refuse(40058);
    }
    let company = &mut *visit.company;
    if company.limits.parallel_calls.is_some_and(|limit| parallel > limit) {
        return refuse(45033);
    }
    let now = company.now_ms();
    if !company.gauges.call(path, &company.limits, now) {
        return refuse(45009);
    }
    handler(visit)
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use hyper::HeaderMap;

    use super::*;
    use crate::company::Company;
    use crate::config::Config;
    use crate::visit::Notes;

    #[test]
    fn no_door_opens_without_a_credential() {
        let mut company = Company::new(Config::default(), String::new());
        let guessed =
            ["access_token", "corpid", "corpsecret", "key"].map(|name| (name.to_owned(), "guessed".to_owned()));
        for (method, path, _) in ROUTES {
            for query in [&[][..], &guessed] {
                let mut visit = Visit {
                    company: &mut company,
                    headers: &HeaderMap::new(),
                    query,
                    body: b"{}",
                    sha256: "",
                    ip: Ipv4Addr::LOCALHOST.into(),
                    notes: Notes::default(),
                };
                assert!(dispatch(method, path, 1, &mut visit).is_err(), "{path} let somebody in with {query:?}");
            }
        }
    }
}
