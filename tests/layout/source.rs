//! What a Rust file says of other files: its modules, its imports, and the paths that it writes out. Read token by token;
//! comments, texts and what is only built for tests say nothing.

/// A path as it is written, such as `crate::send::Plan`.
pub type Words = Vec<String>;

/// What a file says of others.
#[derive(Debug, Default)]
pub struct Source {
    /// `mod name;`
    pub modules: Vec<String>,
    pub imports: Vec<Import>,
    /// Paths of two words and more outside imports.
    pub paths: Vec<Words>,
    /// Every word outside imports.
    pub words: Vec<String>,
}

/// One name that `use` brings in; `*` for all of them.
#[derive(Debug)]
pub struct Import {
    pub path: Words,
    pub name: String,
    /// Handed on with `pub`: others find it here too.
    pub handed_on: bool,
}

impl Source {
    pub fn read(text: &str) -> Self {
        let (tokens, mut source) = (without_tests(tokens(text)), Self::default());
        // Of the blocks that are open: whether each is a module inside the file, where `super` is the file itself.
        let (mut at, mut blocks) = (0, Vec::new());
        while at < tokens.len() {
            let (begin, inside) = (at, blocks.iter().filter(|module| **module).count());
            match tokens[at].as_str() {
                "mod" if at + 2 < tokens.len() && tokens[at + 2] == ";" => {
                    source.modules.push(tokens[at + 1].clone());
                    at += 3;
                }
                "mod" if at + 2 < tokens.len() && tokens[at + 2] == "{" => {
                    blocks.push(true);
                    at += 3;
                }
                "use" => {
                    let handed_on = handed_on(&tokens[..begin]);
                    at += 1;
                    import(&tokens, &mut at, &Vec::new(), &mut |path, name| {
                        source.imports.push(Import { path: from_file(path, inside), name, handed_on });
                    });
                }
                // Who may see it is no import.
                "pub" if tokens.get(at + 2).is_some_and(|token| token == "in") => {
                    at += tokens[at..].iter().take_while(|token| *token != ")").count();
                }
                "{" => {
                    blocks.push(false);
                    at += 1;
                }
                "}" => {
                    blocks.pop();
                    at += 1;
                }
                word if is_word(word) => {
                    let path = path(&tokens, &mut at);
                    source.words.push(path[0].clone());
                    if path.len() > 1 && (begin == 0 || tokens[begin - 1] != ".") {
                        source.paths.push(from_file(path, inside));
                    }
                }
                _ => at += 1,
            }
        }
        source
    }
}

/// The path as the file itself would write it, from `inside` so many modules of it.
fn from_file(mut path: Words, inside: usize) -> Words {
    let above = path.iter().take(inside).take_while(|word| *word == "super").count();
    if above > 0 {
        path.splice(..above, ["self".to_owned()]);
    }
    path
}

/// Whether `use` after these tokens is `pub use`, or `pub(crate) use`.
fn handed_on(before: &[String]) -> bool {
    match before.last().map(String::as_str) {
        Some("pub") => true,
        Some(")") => before.iter().rev().skip_while(|token| *token != "(").nth(1).is_some_and(|token| token == "pub"),
        _ => false,
    }
}

/// Reads a path of words with `::` between them.
fn path(tokens: &[String], at: &mut usize) -> Words {
    let mut path = vec![tokens[*at].clone()];
    *at += 1;
    while tokens.get(*at).is_some_and(|token| token == "::") && tokens.get(*at + 1).is_some_and(|next| is_word(next)) {
        path.push(tokens[*at + 1].clone());
        *at += 2;
    }
    path
}

/// Reads one tree of an import and tells each name of it.
fn import(tokens: &[String], at: &mut usize, before: &Words, tell: &mut dyn FnMut(Words, String)) {
    let mut path = before.clone();
    loop {
        let Some(token) = tokens.get(*at) else { return };
        *at += 1;
        match token.as_str() {
            "::" => {}
            "{" => {
                while tokens.get(*at).is_some_and(|token| token != "}") {
                    import(tokens, at, &path, tell);
                }
                *at += 1;
                return;
            }
            "*" => {
                tell(path.clone(), "*".to_owned());
            }
            "as" => {
                let name = tokens.get(*at).cloned().unwrap_or_default();
                *at += 1;
                return tell(path, name);
            }
            "self" if path.len() > before.len() || !before.is_empty() => {}
            word if is_word(word) => path.push(word.to_owned()),
            "}" => {
                *at -= 1;
                return told(path, before, tokens, *at, tell);
            }
            // `,` or `;`
            _ => return told(path, before, tokens, *at - 1, tell),
        }
    }
}

/// The end of a tree: its last word is its name, unless it was told already.
fn told(path: Words, before: &Words, tokens: &[String], at: usize, tell: &mut dyn FnMut(Words, String)) {
    let itself = at > 0 && tokens[at - 1] == "self";
    if (path.len() > before.len() || itself)
        && let Some(name) = path.last().cloned().filter(|_| tokens[at - 1] != "*")
    {
        tell(path, name);
    }
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Words, `::`, and every other sign alone. No comment, no text, no lifetime.
fn tokens(text: &str) -> Vec<String> {
    let (mut tokens, mut rest) = (Vec::new(), text);
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = raw_text(rest) {
            length
        } else if c == '"' {
            quoted(rest)
        } else if c == '\'' {
            letter(rest)
        } else if c.is_alphanumeric() || c == '_' {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            tokens.push(rest[..end].to_owned());
            end
        } else if rest.starts_with("::") {
            tokens.push("::".to_owned());
            2
        } else {
            if !c.is_whitespace() {
                tokens.push(c.to_string());
            }
            c.len_utf8()
        };
        rest = &rest[length..];
    }
    tokens
}

/// The length of `r"…"`, `r#"…"#` and their kin at the beginning of `rest`.
fn raw_text(rest: &str) -> Option<usize> {
    let raw = ["r", "br", "cr"].iter().find_map(|begin| rest.strip_prefix(begin))?;
    let marks = raw.len() - raw.trim_start_matches('#').len();
    let inside = raw[marks..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(marks));
    Some(rest.len() - inside.len() + inside.find(&end)? + end.len())
}

fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            _ => escaped = c == '\\' && !escaped,
        }
    }
    rest.len()
}

/// A letter in quotes, or the quote of a lifetime.
fn letter(rest: &str) -> usize {
    let mut letters = rest.char_indices().skip(1);
    match letters.next() {
        Some((_, '\\')) => rest[2..].find('\'').map_or(1, |end| if end == 0 { 4 } else { end + 3 }),
        Some((at, c)) if rest[at + c.len_utf8()..].starts_with('\'') => at + c.len_utf8() + 1,
        _ => 1,
    }
}

/// Leaves out what stands behind `#[cfg(test)]`.
fn without_tests(tokens: Vec<String>) -> Vec<String> {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let (mut kept, mut at) = (Vec::with_capacity(tokens.len()), 0);
    while at < tokens.len() {
        if tokens[at..].iter().zip(MARK).filter(|(token, mark)| *token == mark).count() < MARK.len() {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        at += MARK.len();
        let imports = tokens[at..].iter().find(|token| ["use", "mod", "fn", "impl"].contains(&token.as_str()));
        let ends = if imports.is_some_and(|word| word == "use") { &[";"][..] } else { &[";", "{"] };
        while at < tokens.len() && !ends.contains(&tokens[at].as_str()) {
            at += 1;
        }
        let mut open = 0;
        while at < tokens.len() {
            match tokens[at].as_str() {
                "{" => open += 1,
                "}" => open -= 1,
                _ => {}
            }
            at += 1;
            if open == 0 {
                break;
            }
        }
    }
    kept
}
