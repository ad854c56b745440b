//! Actions that CI runs are named by the hash of a commit: a tag can be moved to other code, which then builds what people
//! install. The tag stands behind the hash for readers.

use std::fs;

use crate::shell::{Outcome, root};

/// Fails with every line of a workflow that uses an action by a name that can be moved.
pub fn are_all() -> Outcome {
    let folder = root().join(".github/workflows");
    let mut loose = Vec::new();
    for entry in fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))? {
        let path = entry.map_err(|e| e.to_string())?.path();
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        loose.extend(not_pinned(&text).map(|(line, used)| format!("{name}:{line}: {used}")));
    }
    if loose.is_empty() {
        Ok(())
    } else {
        Err(format!("name the commit, and the tag behind it:\n  {}", loose.join("\n  ")))
    }
}

/// Lines that use an action otherwise than by a whole hash with a tag in a comment. Actions of this repository are ours.
fn not_pinned(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().zip(1..).filter_map(|(line, number)| {
        let used = line.trim().trim_start_matches("- ").strip_prefix("uses:")?.trim();
        (!used.starts_with("./") && !is_pinned(used)).then_some((number, used))
    })
}

fn is_pinned(used: &str) -> bool {
    let Some((action, tag)) = used.split_once(" # ") else { return false };
    let hash = action.split_once('@').map(|(_, hash)| hash.trim()).unwrap_or_default();
    hash.len() == 40 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) && tag.trim().starts_with('v')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_of_ci_is_pinned() {
        assert_eq!(are_all(), Ok(()), "a tag can be moved to other code");
    }

    #[test]
    fn a_name_that_can_be_moved_is_found() {
        let hash = "11d5960a326750d5838078e36cf38b85af677262";
        for loose in
            ["a/b@v4", "a/b@main", &format!("a/b@{}", &hash[..39]), &format!("a/b@{hash}"), "docker://alpine:3"]
        {
            let text = format!("steps:\n  - uses: {loose}\n  - run: x\n");
            assert_eq!(not_pinned(&text).collect::<Vec<_>>(), [(2, loose)], "{loose} is not one commit with its tag");
        }
        let good = format!("  - uses: a/b@{hash} # v4.4.0\n    uses: ./.github/actions/ours\n");
        assert_eq!(not_pinned(&good).count(), 0, "a commit, and what is ours");
    }
}
