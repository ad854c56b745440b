//! The public ways in, and what each makes of an input.

use std::fmt::{Debug, Display};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use beckon_model::{CandidateId, DraftPreview, TemplateContent, TextContent};
use beckon_sheet::{Choice, ENCODINGS, Row, SheetError, Table};
use tokio::runtime::Runtime;

use crate::common::World;
use crate::company::Company;
use crate::target::Target;

/// What became of an input.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    /// Why it was refused, first of all.
    pub refused: Option<String>,
    /// Of everything that was read.
    hash: u64,
    /// How much was read, in powers of two.
    size: u32,
}

impl Answer {
    /// Answers of one kind are the same to who looks for new ones: the sentence without what it names.
    pub fn kind(&self) -> String {
        let letters = |sentence: &String| sentence.chars().filter(|c| c.is_alphabetic()).take(24).collect();
        self.refused.as_ref().map_or_else(|| format!("read {}", self.size), letters)
    }

    fn of<T: Debug, E: Display>(read: Result<T, E>) -> Self {
        let told = read.map(|read| format!("{read:?}"));
        let size = told.as_ref().map_or(0, |told| told.len().max(1).ilog2());
        let mut hasher = DefaultHasher::new();
        told.as_ref().ok().hash(&mut hasher);
        Self { refused: told.err().map(|error| error.to_string()), hash: hasher.finish(), size }
    }
}

/// What a target needs around it.
pub enum Door {
    Planted,
    Workbook,
    Text,
    AccountFile,
    Template(Box<Runtime>, Box<World>),
    TemplateFile(Box<Runtime>, Box<World>),
    Replies(Box<Runtime>, Box<Company>),
}

impl Door {
    pub fn open(target: Target) -> Self {
        let runtime = || Box::new(Runtime::new().unwrap());
        let world = |runtime: &Runtime| Box::new(runtime.block_on(World::new()));
        match target {
            Target::Planted => Self::Planted,
            Target::Workbook => Self::Workbook,
            Target::Text => Self::Text,
            Target::AccountFile => Self::AccountFile,
            Target::Template | Target::TemplateFile => {
                let runtime = runtime();
                let world = world(&runtime);
                if target == Target::Template {
                    Self::Template(runtime, world)
                } else {
                    Self::TemplateFile(runtime, world)
                }
            }
            Target::Replies => {
                let runtime = runtime();
                let company = Box::new(runtime.block_on(Company::new()));
                Self::Replies(runtime, company)
            }
        }
    }

    /// Gives an input to its reader.
    pub fn read(&self, input: &[u8]) -> Answer {
        match self {
            Self::Planted => Answer::of(planted(input)),
            Self::Workbook => Answer::of(table(input, &Choice::default())),
            Self::Text => {
                let encoding = ENCODINGS[input.len() % ENCODINGS.len()].to_owned();
                let chosen = Choice { encoding: Some(encoding), sheet: None };
                let found = table(input, &Choice::default());
                Answer::of(
                    found.and_then(|found| Ok((found, table(input, &chosen)?, beckon_sheet::decode(input).ok()))),
                )
            }
            Self::AccountFile => {
                let read = beckon_engine::read_account(input);
                Answer::of(read.map(|edit| (beckon_engine::foreign_host(&edit.api_host), edit)))
            }
            Self::Template(runtime, world) => Answer::of(runtime.block_on(template(world, input))),
            Self::TemplateFile(runtime, world) => Answer::of(runtime.block_on(template_file(world, input))),
            Self::Replies(runtime, company) => Answer::of(runtime.block_on(company.answering(input))),
        }
    }
}

/// All that is read of a table: a hash of the rows, and what is known of the file.
fn table(input: &[u8], choice: &Choice) -> Result<impl Debug + use<>, SheetError> {
    let mut table = Table::open(Arc::from(input), choice)?;
    let about = table.about();
    let (mut rows, mut row, mut count, mut hasher) = (table.rows()?, Row::default(), 0_u64, DefaultHasher::new());
    while rows.read(&mut row)? {
        count += 1;
        (row.line, row.hidden, format!("{:?}", row.notes)).hash(&mut hasher);
        row.cells().for_each(|cell| cell.hash(&mut hasher));
    }
    Ok((about, count, hasher.finish()))
}

/// Everything that the editor of templates asks: of a text, and where the input has an odd length of a markdown text.
async fn template(world: &World, input: &[u8]) -> beckon_engine::Result<impl Debug + use<>> {
    let text = String::from_utf8_lossy(input).into_owned();
    let content = match input.len() % 2 {
        0 => TemplateContent::text(&text),
        _ => TemplateContent::Markdown(TextContent { content: text }),
    };
    let engine = &world.engine;
    let repaired = engine.templates().repair(&content).await?.content;
    let remarks = engine.templates().remarks(&content).await?;
    engine.send().template_preview(draft(world, repaired.clone())).await.ok();
    let unknown = engine.templates().unknown(&content).await?;
    Ok((repaired, remarks, unknown, engine.send().template_preview(draft(world, content)).await?))
}

fn draft(world: &World, content: TemplateContent) -> DraftPreview {
    DraftPreview { account: world.account.id.clone(), content, candidate: Some(CandidateId(1)) }
}

/// Takes the templates of a file into the list, and out of it again.
async fn template_file(world: &World, input: &[u8]) -> beckon_engine::Result<impl Debug + use<>> {
    let mut told = Vec::new();
    for template in world.engine.templates().import(input).await? {
        world.engine.templates().remove(template.id).await?;
        told.push((template.name, template.content));
    }
    Ok(told)
}

/// Breaks each of the rules.
fn planted(input: &[u8]) -> Result<usize, String> {
    static TIMES: AtomicUsize = AtomicUsize::new(0);
    match input {
        b"panics" => panic!("planted"),
        b"differs" => Ok(TIMES.fetch_add(1, Ordering::Relaxed)),
        b"long sentence" => Err("a".repeat(1025)),
        b"much memory" => Ok(std::hint::black_box(vec![1_u8; 320 << 20]).len()),
        b"ends" => std::process::abort(),
        _ => Ok(0),
    }
}
