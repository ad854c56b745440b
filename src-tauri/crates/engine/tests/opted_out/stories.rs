//! Stories made of a seed: people leave the list and come back in other rows, say that they want no messages before, between
//! and in the middle of sends, and may be written to again. By the company's journal nobody is named in a request who wanted none
//! when it was made.

use std::collections::BTreeMap;

use beckon_model::{CandidateDraft, CandidateFilter, CandidateId, DeliveryState, Selection, SendRequest};
use beckon_sandbox::Config;
use fastrand::Rng;

use crate::common::{World, save_template};

/// People of a story.
const PEOPLE: usize = 8;

/// What happens in a story.
const TURNS: usize = 14;

struct Story {
    seed: u64,
    world: World,
    random: Rng,
    /// Everybody's id at WeCom and name.
    people: Vec<(String, String)>,
    /// Who wants no messages, since so many calls had arrived.
    out: BTreeMap<usize, usize>,
}

#[tokio::test]
async fn nobody_who_wants_no_messages_is_in_any_request() {
    for seed in 0..12 {
        let mut story = Story::new(seed).await;
        for _ in 0..TURNS {
            match story.random.u8(0..10) {
                0..=2 => story.says_so().await,
                3 => story.takes_it_back().await,
                4..=6 => story.comes_back().await,
                _ => story.send().await,
            }
        }
        story.send_to(Selection::All, false).await;
        let last = story.world.named().last().map_or(0, Vec::len);
        assert!(story.out.len() == PEOPLE || last > 0, "seed {seed}: the others are written to");
    }
}

impl Story {
    async fn new(seed: u64) -> Self {
        let latency = std::time::Duration::from_millis(3);
        let world = World::with(Config { members: PEOPLE, latency, ..Config::default() }).await;
        let members = world.company.members();
        let people: Vec<_> = members.iter().map(|one| (one.userid.clone(), one.name.clone())).collect();
        let story = Self { seed, world, random: Rng::with_seed(seed), people, out: BTreeMap::new() };
        for which in 0..story.people.len() {
            story.world.put(story.person(which, true, true, 0)).await;
        }
        story
    }

    /// Somebody as a list may name them: with the id in another case, the phone and the address in other ways.
    fn person(&self, which: usize, has_userid: bool, has_phone: bool, way: u8) -> CandidateDraft {
        let (userid, name) = &self.people[which];
        let userid = if way.is_multiple_of(2) { userid.clone() } else { userid.to_uppercase() };
        let phone = match way % 3 {
            0 => format!("1380000{which:04}"),
            1 => format!("+86 138-0000-{which:04}"),
            _ => format!("0086（138）0000 {which:04}"),
        };
        let mail =
            if way.is_multiple_of(2) { format!("p{which}@example.com") } else { format!("P{which}@Example.COM") };
        CandidateDraft {
            name: if way % 4 == 3 { format!("{name} 先生") } else { name.clone() },
            userid: has_userid.then_some(userid),
            phone: has_phone.then_some(phone),
            email: (!has_phone || way.is_multiple_of(2)).then_some(mail),
            ..CandidateDraft::default()
        }
    }

    async fn row_of(&self, which: usize) -> CandidateId {
        self.world.id(&self.people[which].0).await
    }

    fn anybody(&mut self) -> usize {
        self.random.usize(0..self.people.len())
    }

    async fn says_so(&mut self) {
        let which = self.anybody();
        let row = self.row_of(which).await;
        self.note(which, row).await;
    }

    async fn note(&mut self, which: usize, row: CandidateId) {
        self.world.opt_out(row, true).await;
        let arrived = self.world.sends().len();
        self.out.entry(which).or_insert(arrived);
    }

    async fn takes_it_back(&mut self) {
        let Some(which) = self.out.keys().next().copied() else { return };
        self.world.opt_out(self.row_of(which).await, false).await;
        self.out.remove(&which);
    }

    /// Somebody leaves the list, and comes back in one of the ways in which people do.
    async fn comes_back(&mut self) {
        let (which, way) = (self.anybody(), self.random.u8(..));
        let gone = Selection::Ids { ids: vec![self.row_of(which).await] };
        self.world.engine.candidates().remove(gone).await.unwrap();
        if self.random.bool() {
            // An import has the whole row.
            let whole = self.person(which, true, true, way);
            self.world.put(whole).await;
            return;
        }
        // Or it has the phone, or the address alone, and the id is found later. Some say so in between.
        let has_phone = self.random.bool();
        let row = self.world.put(self.person(which, false, has_phone, way)).await;
        if self.random.u8(0..3) == 0 {
            self.note(which, row).await;
        }
        let mut mapped = self.person(which, true, true, way);
        mapped.email = mapped.email.or(Some(format!("p{which}@example.com")));
        self.world.engine.candidates().edit(row, mapped).await.unwrap();
        assert_eq!(
            self.world.engine.candidates().get(row).await.unwrap().candidate.opted_out,
            self.out.contains_key(&which),
            "the list shows it in whichever row"
        );
    }

    async fn send(&mut self) {
        let some: Vec<usize> = (0..self.random.usize(1..=PEOPLE)).map(|_| self.anybody()).collect();
        let to = match self.random.u8(0..4) {
            0 => Selection::All,
            1 => Selection::Matching {
                filter: CandidateFilter { opted_out: self.random.bool(), ..CandidateFilter::default() },
            },
            2 => {
                Selection::Userids { userids: some.iter().map(|which| self.people[*which].0.to_uppercase()).collect() }
            }
            _ => {
                let mut ids = Vec::new();
                for which in some {
                    ids.push(self.row_of(which).await);
                }
                Selection::Ids { ids }
            }
        };
        let in_between = self.random.bool();
        self.send_to(to, in_between).await;
    }

    /// A send, with a message that all share or one for each; in its middle some say that they want none.
    async fn send_to(&mut self, to: Selection, in_between: bool) {
        let text = if self.random.bool() { "the same for all" } else { "{{ name }}" };
        save_template(&self.world.engine, &format!("{text} {}", self.random.u64(..))).await;
        let Ok(started) = self.world.start(SendRequest { to, ..self.world.to_all().await }).await else { return };
        let mut leaving = Vec::new();
        if in_between {
            if self.random.bool() {
                self.world.engine.campaigns().pause(started.id).await.unwrap();
                if self.random.bool() {
                    self.world.at_rest(started.id).await;
                }
            }
            for _ in 0..self.random.usize(1..4) {
                let which = self.anybody();
                if self.out.contains_key(&which) {
                    continue;
                }
                if self.random.bool() {
                    self.comes_back_as(which).await;
                }
                let row = self.row_of(which).await;
                self.world.opt_out(row, true).await;
                // What had been claimed by then may leave still, once.
                if self.world.row(&self.people[which].0).await.state == DeliveryState::Sending {
                    leaving.push(which);
                } else {
                    let arrived = self.world.sends().len();
                    self.out.insert(which, arrived);
                }
            }
            self.world.at_rest(started.id).await;
            let _ = self.world.engine.campaigns().resume(started.id).await;
        }
        self.world.at_rest(started.id).await;
        let arrived = self.world.sends().len();
        self.out.extend(leaving.into_iter().map(|which| (which, arrived)));
        self.verdict();
    }

    /// Somebody leaves while a message waits, and is back before they say so.
    async fn comes_back_as(&mut self, which: usize) {
        let gone = Selection::Ids { ids: vec![self.row_of(which).await] };
        self.world.engine.candidates().remove(gone).await.unwrap();
        let way = self.random.u8(..);
        self.world.put(self.person(which, true, true, way)).await;
    }

    fn verdict(&self) {
        let named = self.world.named();
        for (which, since) in &self.out {
            let userid = self.people[*which].0.to_lowercase();
            let later = named.iter().skip(*since).filter(|named| named.contains(&userid)).count();
            assert_eq!(
                later, 0,
                "seed {}: {userid} wanted no messages since {since} calls had arrived: {named:?}",
                self.seed
            );
        }
    }
}
