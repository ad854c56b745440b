//! What a person approved, compared with what would leave: in words when they differ.
//!
//! Never in here: a message. Only hashes of them are compared.

use std::collections::HashMap;

use crate::errors::Differences;
use crate::hash::Hash;
use crate::message::recipient::Which;
use crate::send::plan::Plan;
use crate::send::plan_row::PlanRow;

/// What differs now from what was checked.
pub(crate) fn differences(checked: &Plan, now: &Plan) -> Differences {
    let messages = |plan: &Plan| -> HashMap<Which, Hash> {
        plan.rows.iter().map(|row| (row.which.clone(), row.message())).collect()
    };
    let (before, after) = (messages(checked), messages(now));
    let names = |plan: &Plan, chosen: &dyn Fn(&PlanRow) -> bool| {
        plan.rows.iter().filter(|row| chosen(row)).map(|row| row.name.clone()).collect()
    };
    Differences {
        account: checked.account_hash() != now.account_hash(),
        template: checked.template_hash() != now.template_hash(),
        added: names(now, &|row| !before.contains_key(&row.which)),
        removed: names(checked, &|row| !after.contains_key(&row.which)),
        changed: names(now, &|row| before.get(&row.which).is_some_and(|was| *was != row.message())),
    }
}
