//! Whether a task was made whose answer was lost: WeCom would make a second one without a word, so its list of tasks is read first.
//!
//! 1. Rows whose requests left at about the same time share a list, from some minutes before the first of them.
//! 2. Tasks that no row has and that say what one of the rows says are asked about: which colleague, which customer.
//! 3. A row whose colleague and customer one of them has is handed over. One that none can be goes back to be made, if the list was
//!    read whole and long enough after its request. Anything else stays unknown.
//!
//! Never in here: a new task, and a guess.

use std::collections::{HashMap, HashSet};

use beckon_model::{Asked, DeliveryState, Reason, Step, TaskState, TaskTrouble};
use beckon_store::{OpenTask, Writer};
use wecom::limits::{GROUPMSG_LIST_COUNT, GROUPMSG_RESULT_COUNT};
use wecom::{ChatType, CreatedBy, GroupMsg, GroupMsgQuery};

use super::fit::Words;
use super::limits::{AFTER_MS, BEFORE_MS, BEFORE_UNDATED_MS, CERTAIN_MS, PAGES, TOGETHER_MS};
use super::round::{Halt, Round};

/// A row that is looked up.
struct Lost {
    task: OpenTask,
    words: Words,
    /// When its first and its last request left whose outcome nobody knows.
    first: Asked,
    last: Asked,
}

/// Whose a task is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Whose {
    One {
        colleague: String,
        outsider: String,
    },
    /// Not of one colleague for one customer: none of ours.
    Others,
    /// WeCom does not say, or not yet.
    Untold,
}

/// What WeCom lists of a time.
struct Listed {
    tasks: Vec<GroupMsg>,
    whole: bool,
    /// When it was asked for, by this machine's clock and by WeCom's, UTC ms.
    at: (i64, Option<i64>),
}

/// What follows for a row.
enum Found {
    Task { msgid: String, made_at: Option<i64> },
    None,
    Unclear,
}

impl Round<'_> {
    /// Looks rows up whose outcome nobody knows.
    pub async fn look_up(&mut self, tasks: Vec<OpenTask>) -> Result<(), Halt> {
        let mut all = Vec::new();
        for task in tasks {
            let ends = (task.lost.first().copied(), task.lost.last().copied());
            match (Words::of(&task.row.body), ends) {
                (Some(words), (Some(first), Some(last))) => all.push(Lost { task, words, first, last }),
                _ => self.note_look(task.row.id, Some(TaskTrouble::Unclear)).await?,
            }
        }
        all.sort_by_key(|lost| begin(lost.first));
        while let Some(first) = all.first() {
            let until = begin(first.first) + TOGETHER_MS;
            let count = all.iter().take_while(|lost| begin(lost.first) <= until).count();
            let later = all.split_off(count);
            let here = std::mem::replace(&mut all, later);
            if let Err(halt) = self.look_up_together(&here).await {
                // Others have their turn first next time.
                if matches!(halt, Halt::Call(_)) {
                    for lost in &here {
                        self.note_look(lost.task.row.id, lost.task.trouble.clone()).await?;
                    }
                }
                return Err(halt);
            }
        }
        Ok(())
    }

    async fn look_up_together(&mut self, lost: &[Lost]) -> Result<(), Halt> {
        let from = lost.iter().map(|one| begin(one.first)).min().unwrap_or_default();
        let to = lost.iter().map(|one| clock(one.last)).max().unwrap_or_default() + AFTER_MS;
        let mut listed = self.list(from, to).await?;
        let mut seen = HashSet::new();
        listed.tasks.retain(|task| lost.iter().any(|one| one.words.fit(task)) && seen.insert(task.msgid.clone()));
        let ids: Vec<String> = listed.tasks.iter().map(|task| task.msgid.clone()).collect();
        let free = self.engine.store().read(move |rows| {
            let mut free = Vec::new();
            for id in ids {
                free.push(rows.task_owner(&id)?.is_none());
            }
            Ok::<_, beckon_store::Error>(free)
        });
        let mut free = free.await?.into_iter();
        listed.tasks.retain(|_| free.next() == Some(true));
        let mut whose = HashMap::new();
        for task in &listed.tasks {
            whose.insert(task.msgid.clone(), self.whose(&task.msgid).await?);
        }
        for one in lost {
            let found = find(one, &listed, &whose);
            self.settle_lost(one, found, listed.at).await?;
        }
        Ok(())
    }

    /// The tasks that the company made between two moments of WeCom's clock, UTC ms.
    async fn list(&mut self, from: i64, to: i64) -> Result<Listed, Halt> {
        let client = self.client.clone();
        let at = (self.engine.now_ms(), client.server_now());
        let query = GroupMsgQuery {
            chat_type: ChatType::Single,
            start_time: from.div_euclid(1000),
            end_time: to.div_euclid(1000) + 1,
            creator: None,
            filter_type: CreatedBy::Company,
            limit: GROUPMSG_LIST_COUNT,
        };
        let mut listed = Listed { tasks: Vec::new(), whole: false, at };
        let mut cursor = None;
        for _ in 0..PAGES {
            match self.call(client.externalcontact_get_groupmsg_list(&query, cursor.as_ref())).await? {
                Ok(page) => {
                    listed.tasks.extend(page.items);
                    cursor = page.next;
                }
                Err(_) => return Ok(listed),
            }
            if cursor.is_none() {
                listed.whole = true;
                break;
            }
        }
        Ok(listed)
    }

    async fn whose(&mut self, msgid: &str) -> Result<Whose, Halt> {
        let client = self.client.clone();
        let employees = client.externalcontact_get_groupmsg_task(msgid, GROUPMSG_RESULT_COUNT, None);
        let colleague = match self.call(employees).await? {
            Ok(page) => match &page.items[..] {
                [one] if page.next.is_none() => one.userid.clone(),
                [] => return Ok(Whose::Untold),
                _ => return Ok(Whose::Others),
            },
            Err(_) => return Ok(Whose::Untold),
        };
        let results = client.externalcontact_get_groupmsg_send_result(msgid, &colleague, GROUPMSG_RESULT_COUNT, None);
        Ok(match self.call(results).await? {
            Ok(page) => match &page.items[..] {
                [one] if page.next.is_none() => Whose::One { colleague, outsider: one.external_userid.clone() },
                [] => Whose::Untold,
                _ => Whose::Others,
            },
            Err(_) => Whose::Untold,
        })
    }

    /// Writes what was found, unless the row is another than it was when it was looked up.
    async fn settle_lost(&mut self, one: &Lost, found: Found, at: (i64, Option<i64>)) -> Result<(), Halt> {
        self.read.looked_at += 1;
        let (id, campaign) = (one.task.row.id, one.task.row.campaign);
        let (changed_at, attempt, now) = (one.task.row.changed_at, one.task.row.attempt, self.engine.now_ms());
        // After a copy of the data came back a person says what is sent again.
        let restored = matches!(one.task.row.reason, Some(Reason::Restored { .. }));
        let remade = !restored && is_certain(one.last, at);
        let settle = move |rows: &Writer<'_>| {
            let row = rows.outside_row(id)?.filter(|row| {
                row.state == DeliveryState::Unknown && row.changed_at == changed_at && row.attempt == attempt
            });
            if row.is_none() {
                return Ok(None);
            }
            match found {
                Found::Task { msgid, made_at } if rows.task_owner(&msgid)?.is_none() => {
                    rows.step(id, &Step::Hand { msgid }, now)?;
                    if let Some(made_at) = made_at {
                        rows.task_made_at(id, made_at)?;
                    }
                    Ok(Some(TaskState::Waiting))
                }
                Found::None if remade => {
                    let reason = Reason::TriedAgain;
                    rows.step(id, &Step::Await { reason, due_at: now, asked: None, failed: true }, now)?;
                    rows.task_looked(id, None, now).map(|()| Some(TaskState::Unmade))
                }
                Found::None => rows.task_looked(id, None, now).map(|()| None),
                Found::Unclear | Found::Task { .. } => {
                    rows.task_looked(id, Some(&TaskTrouble::Unclear), now).map(|()| None)
                }
            }
        };
        if let Some(state) = self.engine.store().write(settle).await? {
            self.moved((id, campaign), state);
        }
        Ok(())
    }
}

/// When a request left by WeCom's clock, or by this machine's where that was not known; UTC ms.
fn clock(asked: Asked) -> i64 {
    asked.server.unwrap_or(asked.at)
}

/// From when on a task of a request can be, UTC ms.
fn begin(asked: Asked) -> i64 {
    clock(asked) - if asked.server.is_some() { BEFORE_MS } else { BEFORE_UNDATED_MS }
}

/// Whether a list that was asked for then must have had a task of a request. By both clocks where both are known: one of them may have
/// been set.
fn is_certain(asked: Asked, (now, server_now): (i64, Option<i64>)) -> bool {
    let by_server = asked.server.zip(server_now).is_none_or(|(asked, now)| now - asked >= CERTAIN_MS);
    now - asked.at >= CERTAIN_MS && by_server
}

/// Which of the tasks is the row's.
fn find(lost: &Lost, listed: &Listed, whose: &HashMap<String, Whose>) -> Found {
    let (own, colleague) = (lost.task.row.outsider.as_deref(), lost.task.row.colleague.as_deref());
    let (mut fitting, mut doubtful) = (Vec::new(), !listed.whole);
    for task in listed.tasks.iter().filter(|task| lost.words.fit(task)) {
        match whose.get(&task.msgid) {
            Some(Whose::One { colleague: of, outsider }) if Some(outsider.as_str()) == own => {
                // WeCom gives a task to whoever wrote with the customer last: whether that is this one, nobody can tell.
                if colleague.is_some_and(|colleague| colleague.eq_ignore_ascii_case(of)) {
                    fitting.push(task);
                } else {
                    doubtful = true;
                }
            }
            Some(Whose::One { .. } | Whose::Others) => {}
            Some(Whose::Untold) | None => doubtful = true,
        }
    }
    match &fitting[..] {
        [one] => {
            let made_at = one.create_time.map(|seconds| seconds.saturating_mul(1000));
            Found::Task { msgid: one.msgid.clone(), made_at }
        }
        [] if doubtful => Found::Unclear,
        [] => Found::None,
        _ => Found::Unclear,
    }
}
