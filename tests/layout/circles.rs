//! Circles of files inside a crate: files of which none can be read without the others.
//!
//! An import counts where what it names is defined: a name that a module hands on is followed to its file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::source::{Source, Words};

/// The files of a crate by their module paths, and what each says of the others.
pub struct Crate(BTreeMap<Words, (PathBuf, Source)>);

/// A file, and those that it imports.
pub type Imports = BTreeMap<PathBuf, BTreeSet<PathBuf>>;

impl Crate {
    /// Reads a crate from its root file on. `read` gives the text of a file, if there is one.
    pub fn read(root: &Path, read: &dyn Fn(&Path) -> Option<String>) -> Self {
        let mut files = BTreeMap::new();
        let mut waiting = vec![(Vec::new(), root.to_owned(), true)];
        while let Some((path, file, holds_folder)) = waiting.pop() {
            let source = Source::read(&read(&file).unwrap_or_default());
            let folder = if holds_folder { file.with_file_name("") } else { file.with_extension("") };
            for name in &source.modules {
                let (single, with_folder) = (folder.join(format!("{name}.rs")), folder.join(name).join("mod.rs"));
                let is_folder = read(&with_folder).is_some();
                let path: Words = path.iter().chain([name]).cloned().collect();
                waiting.push((path, if is_folder { with_folder } else { single }, is_folder));
            }
            files.insert(path, (file, source));
        }
        Self(files)
    }

    /// Who imports whom.
    pub fn imports(&self) -> Imports {
        let mut all = Imports::new();
        for (path, (file, source)) in &self.0 {
            let taken = source.imports.iter().filter(|import| !import.handed_on);
            // What is handed on is imported too where the file itself uses it.
            let used = source.imports.iter().filter(|import| import.handed_on && source.words.contains(&import.name));
            let named = taken.chain(used).map(|import| &import.path).chain(&source.paths);
            let found = named.filter_map(|named| self.resolve(path, named, 0)).map(|found| self.0[&found].0.clone());
            all.entry(file.clone()).or_default().extend(found.filter(|other| other != file));
        }
        all
    }

    /// The module that defines what `named` is, as seen from the module `from`; nothing of other crates.
    fn resolve(&self, from: &Words, named: &[String], depth: usize) -> Option<Words> {
        let (first, rest) = named.split_first()?;
        match first.as_str() {
            "crate" => self.walk(Vec::new(), rest, depth),
            "self" => self.walk(from.clone(), rest, depth),
            "super" => self.walk(from.split_last()?.1.to_vec(), rest, depth),
            _ if self.child(from, first).is_some() => self.walk(self.child(from, first)?, rest, depth),
            _ => self.handed(from, named, depth),
        }
    }

    fn walk(&self, at: Words, named: &[String], depth: usize) -> Option<Words> {
        let Some((first, rest)) = named.split_first() else { return Some(at) };
        if first == "super" {
            return self.walk(at.split_last()?.1.to_vec(), rest, depth);
        }
        if let Some(child) = self.child(&at, first) {
            return self.walk(child, rest, depth);
        }
        // A macro is defined here and handed on by its own name.
        let elsewhere = |path: &Words| path.len() > 1 || path[0] != *first;
        let imported = self.0[&at].1.imports.iter().any(|import| import.name == *first && elsewhere(&import.path));
        // What is imported here from another crate is not ours; what is not imported is defined here.
        if imported { self.handed(&at, named, depth) } else { self.by_glob(&at, named, depth).or(Some(at)) }
    }

    /// Follows a name that the module `at` imports.
    fn handed(&self, at: &Words, named: &[String], depth: usize) -> Option<Words> {
        let (first, rest) = named.split_first()?;
        let import = self.0[at].1.imports.iter().find(|import| import.name == *first && import.path[0] != *first)?;
        let path: Words = import.path.iter().chain(rest).cloned().collect();
        if depth < 16 { self.resolve(at, &path, depth + 1) } else { None }
    }

    fn by_glob(&self, at: &Words, named: &[String], depth: usize) -> Option<Words> {
        let globs = self.0[at].1.imports.iter().filter(|import| import.name == "*" && import.handed_on);
        let wanted = |of: Words| self.0[&of].1.words.contains(&named[0]).then_some(of);
        globs.filter_map(|import| self.resolve(at, &import.path, depth + 1)).find_map(wanted)
    }

    fn child(&self, of: &Words, name: &String) -> Option<Words> {
        let path: Words = of.iter().chain([name]).cloned().collect();
        self.0.contains_key(&path).then_some(path)
    }
}

/// A circle, if there is one: each file imports the next, and the last one the first.
pub fn circle(imports: &Imports) -> Option<Vec<PathBuf>> {
    let (mut way, mut done) = (Vec::new(), BTreeSet::new());
    imports.keys().find_map(|file| follow(file, imports, &mut way, &mut done))
}

fn follow(
    file: &PathBuf,
    imports: &Imports,
    way: &mut Vec<PathBuf>,
    done: &mut BTreeSet<PathBuf>,
) -> Option<Vec<PathBuf>> {
    if let Some(begin) = way.iter().position(|before| before == file) {
        return Some(way[begin..].to_vec());
    }
    if !done.insert(file.clone()) {
        return None;
    }
    way.push(file.clone());
    let found = imports.get(file)?.iter().find_map(|next| follow(next, imports, way, done));
    way.pop();
    found
}
