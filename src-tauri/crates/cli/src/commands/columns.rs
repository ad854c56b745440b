//! What became of the columns of a file, in words.

use beckon_model::{ColumnUse, ColumnWhy, ImportColumn};

use crate::out::{harmless, say};
use crate::words;

/// Columns that are named; further ones are counted.
const NAMED: usize = 40;

/// Tells what became of each column.
pub fn tell(columns: &[ImportColumn]) {
    let told: Vec<&ImportColumn> = columns.iter().take(NAMED).collect();
    say!("columns:");
    for column in &told {
        let header = if column.why == Some(ColumnWhy::NoHeader) { "(no header)" } else { &column.header };
        say!("  {:<2} {}: {}", column.letter, harmless(header).replace('\n', " "), column_words(column));
    }
    if columns.len() > told.len() {
        let more = (columns.len() - told.len()) as u64;
        say!("  and {} (--json names all)", words::counted(more, "more column"));
    }
}

/// What became of a column.
fn column_words(column: &ImportColumn) -> String {
    let became = match column.became {
        ColumnUse::Own => format!("custom field {{{{ {} }}}}", column.key),
        ColumnUse::When => format!("date or time {{{{ {} }}}}", column.key),
        ColumnUse::Ignore => "not imported".to_owned(),
        used if used.is_of_interview() => format!("interview: {}", column_use(used)),
        used => column_use(used).to_owned(),
    };
    let why = match column.why {
        Some(ColumnWhy::Hidden) => ", because it is hidden in the file (--hidden imports it)",
        Some(ColumnWhy::NoStart) => ", because no column gives the start of an interview",
        Some(ColumnWhy::UnreadableStart) => ", because none of the first rows gives a start that can be read",
        Some(ColumnWhy::NoHeader) => ", because it has no header",
        Some(ColumnWhy::Taken) => ", because another column already has this use",
        Some(ColumnWhy::Chosen) => ", as you chose",
        None => "",
    };
    let values = if column.filled == 0 { ", empty" } else { "" };
    format!("{became}{why}{values}")
}

fn column_use(used: ColumnUse) -> &'static str {
    match used {
        ColumnUse::Name => "name",
        ColumnUse::Userid => "userid",
        ColumnUse::Phone => "phone",
        ColumnUse::Email => "email",
        ColumnUse::Position => "position",
        ColumnUse::Tags => "tags",
        ColumnUse::Own => "own",
        ColumnUse::When => "when",
        ColumnUse::Starts => "start",
        ColumnUse::Day => "day",
        ColumnUse::Minutes => "length",
        ColumnUse::Round => "round",
        ColumnUse::Format => "format",
        ColumnUse::Place => "place",
        ColumnUse::Link => "link",
        ColumnUse::Interviewers => "interviewers",
        ColumnUse::Ignore => "not imported",
    }
}
