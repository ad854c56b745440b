//! The app about itself. Source: "Get app" path/90227.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::answer::{Answer, Refusal, ok, refuse};
use crate::company::{Company, is_under};
use crate::config::Range;
use crate::roster::DEPARTMENT_TREE;
use crate::visit::Visit;

/// `GET /cgi-bin/agent/get?agentid=`. 41011 without agentid, 40056 for none of the company's apps, 301002 for another's.
pub(super) fn get(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = visit.app()?;
    let Some(agentid) = visit.param("agentid") else { return refuse(41011) };
    visit.is_agent(app, agentid.parse().ok())?;
    visit.admitted(app)?;
    let (users, parties, tags) = range(visit.company, app);
    let company = &*visit.company;
    ok(json!({
        "agentid": company.apps[app].agent_id,
        "name": company.apps[app].name,
        "square_logo_url": "https://example.com/logo.png",
        "description": "",
        "allow_userinfos": { "user": users.iter().map(|userid| json!({ "userid": userid })).collect::<Value>() },
        "allow_partys": { "partyid": parties },
        "allow_tags": { "tagid": tags },
        "close": 0,
        "redirect_domain": "",
        "report_location_flag": 0,
        "isreportenter": 0,
        "home_url": "",
    }))
}

/// The visible range as an administrator would have set it: members, departments, tags.
fn range(company: &Company, app: usize) -> (Vec<String>, Vec<i64>, Vec<i64>) {
    match &company.apps[app].range {
        Range::Everyone => (Vec::new(), vec![1], Vec::new()),
        Range::Only { userids, departments, tags } => (userids.clone(), departments.clone(), tags.clone()),
        Range::Marked => marked(company),
    }
}

/// Whole departments where nobody is left out, single members for the others.
fn marked(company: &Company) -> (Vec<String>, Vec<i64>, Vec<i64>) {
    let within = |id: i64| company.members.iter().filter(move |m| m.department.iter().any(|own| is_under(*own, id)));
    let whole: BTreeSet<i64> = DEPARTMENT_TREE
        .iter()
        .map(|(id, ..)| *id)
        .filter(|id| within(*id).next().is_some() && within(*id).all(|m| m.visible))
        .collect();
    let covered = |departments: &[i64]| departments.iter().any(|own| whole.iter().any(|id| is_under(*own, *id)));
    let singles =
        company.members.iter().filter(|m| m.visible && !covered(&m.department)).map(|m| m.userid.clone()).collect();
    // A department below one that is listed needs no mention.
    let topmost = whole.iter().copied().filter(|id| !whole.iter().any(|up| up != id && is_under(*id, *up))).collect();
    (singles, topmost, Vec::new())
}
