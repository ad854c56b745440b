//! Which candidates are behind the names that forms have for people who are no members, where they are customers of a colleague.
//!
//! 1. WeCom is asked only where somebody is invited of whom it is certain which customer they are.
//! 2. What it said is kept. Whoever was none of the customers is asked about again only after the customers were read again, and so
//!    is everybody where it refused: a right that is missing is no reason to ask every few minutes.
//!
//! Never in here: a guess. Whoever is not known this way is known by the phone number that they typed, or not.

use std::collections::{BTreeSet, HashMap};

use beckon_model::{Account, CandidateId, Failure, InterviewId};
use beckon_store::FormSender;
use wecom::limits::TMP_EXTERNAL_USERIDS_COUNT;
use wecom::{Client, TmpIdOf};

use crate::doors::Outside;
use crate::errors::{Result, call_failure, wecom_error};
use crate::outside::kept::kept_as;
use crate::outside::matching::Claims;

/// Names of one form about which one reading asks; the next one asks about the others.
const ASKED: usize = 1000;

impl Outside<'_> {
    /// The candidates of an interview among these names, by name.
    ///
    /// # Errors
    /// [`crate::Error::Wecom`] where WeCom was not reached; what it refuses is kept.
    pub(super) async fn senders(
        self,
        account: &Account,
        client: &Client,
        interview: InterviewId,
        names: &[&str],
    ) -> Result<HashMap<String, CandidateId>> {
        let names: BTreeSet<String> =
            names.iter().filter(|name| !name.is_empty()).map(|name| (*name).to_owned()).collect();
        let (of, asked_about) = (kept_as(account), names.clone());
        let (customers, mut known, read_at) = self
            .engine
            .store()
            .read(move |rows| {
                let invited = rows.interview(interview)?.plan.candidates;
                let matches = rows.live_matches(&of)?;
                let certain = Claims::of(&matches);
                let customers: HashMap<String, CandidateId> = invited
                    .into_iter()
                    .filter_map(|id| Some((certain.certain(id)?.external_userid.clone(), id)))
                    .collect();
                let known = rows.form_senders(&of, asked_about.iter().map(String::as_str))?;
                let read_at = rows.customer_sync(&of)?.map_or(0, |sync| sync.read_at);
                Ok::<_, beckon_store::Error>((customers, known, read_at))
            })
            .await?;
        if customers.is_empty() {
            return Ok(HashMap::new());
        }
        let to_ask =
            |name: &&String| known.get(*name).is_none_or(|one| one.external_userid.is_none() && one.asked_at < read_at);
        let ask: Vec<String> = names.iter().filter(to_ask).take(ASKED).cloned().collect();
        for some in ask.chunks(TMP_EXTERNAL_USERIDS_COUNT) {
            let said = self.convert(account, client, some).await?;
            let (of, noted) = (kept_as(account), said.clone());
            let note = self
                .engine
                .store()
                .write(move |rows| noted.iter().try_for_each(|(name, said)| rows.note_form_sender(&of, name, said)));
            note.await?;
            let refused = said.iter().any(|(_, one)| one.errcode.is_some());
            known.extend(said);
            if refused {
                break;
            }
        }
        let candidate = |(name, said): (String, FormSender)| Some((name, *customers.get(&said.external_userid?)?));
        Ok(known.into_iter().filter_map(candidate).collect())
    }

    /// Asks WeCom who is behind these names.
    async fn convert(self, account: &Account, client: &Client, names: &[String]) -> Result<Vec<(String, FormSender)>> {
        let ids: Vec<&str> = names.iter().map(String::as_str).collect();
        let (mut customers, errcode) = match client.idconvert_convert_tmp_external_userid(TmpIdOf::Form, &ids).await {
            Ok(said) => {
                let pair = |one: wecom::TmpIdConverted| (one.tmp_external_userid, one.external_userid);
                (said.results.into_iter().map(pair).collect::<HashMap<_, _>>(), None)
            }
            Err(error) => match call_failure::sort(&error) {
                Failure::AccountRefused(code) | Failure::MessageRefused(code) => (HashMap::new(), Some(code)),
                _ => return Err(wecom_error(account, error)),
            },
        };
        let asked_at = self.engine.now_ms();
        let said =
            |name: &String| (name.clone(), FormSender { external_userid: customers.remove(name), errcode, asked_at });
        Ok(names.iter().map(said).collect())
    }
}
