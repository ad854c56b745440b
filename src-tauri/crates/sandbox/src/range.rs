//! Who is inside the visible range (可见范围) of an app. Pure: range and people in, yes or no out.

use std::collections::BTreeSet;

use crate::config::Range;
use crate::roster::{DEPARTMENT_TREE, Member};

/// A range as an administrator set it: members, whole departments, tags.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Granted {
    pub(crate) userids: Vec<String>,
    pub(crate) departments: Vec<i64>,
    pub(crate) tags: Vec<i64>,
}

impl Granted {
    /// What `range` grants among these members.
    pub(crate) fn by(range: &Range, members: &[Member]) -> Self {
        match range {
            Range::Everyone => Self { departments: vec![1], ..Self::default() },
            Range::Only { userids, departments, tags } => {
                Self { userids: userids.clone(), departments: departments.clone(), tags: tags.clone() }
            }
            Range::Marked => marked(members),
        }
    }

    pub(crate) fn sees(&self, member: &Member) -> bool {
        self.userids.iter().any(|userid| userid.eq_ignore_ascii_case(&member.userid))
            || member.department.iter().any(|department| self.sees_department(*department))
            || member.tags.iter().any(|tag| self.tags.contains(tag))
    }

    /// A department is seen when it or one above it was granted; a single member does not show a department.
    pub(crate) fn sees_department(&self, department: i64) -> bool {
        self.departments.iter().any(|granted| is_under(department, *granted))
    }
}

/// The members marked visible: whole departments where nobody is left out, single members for the others.
fn marked(members: &[Member]) -> Granted {
    let within = |id: i64| members.iter().filter(move |m| m.department.iter().any(|own| is_under(*own, id)));
    let whole: BTreeSet<i64> = DEPARTMENT_TREE
        .iter()
        .map(|(id, ..)| *id)
        .filter(|id| within(*id).next().is_some() && within(*id).all(|m| m.visible))
        .collect();
    // A department below one that is granted needs no mention.
    let topmost = whole.iter().copied().filter(|id| !whole.iter().any(|up| up != id && is_under(*id, *up))).collect();
    let mut granted = Granted { departments: topmost, ..Granted::default() };
    granted.userids =
        members.iter().filter(|m| m.visible && !granted.sees(m)).map(|member| member.userid.clone()).collect();
    granted
}

/// Whether `department` is `ancestor` or somewhere below it.
pub(crate) fn is_under(department: i64, ancestor: i64) -> bool {
    department == ancestor
        || DEPARTMENT_TREE
            .iter()
            .find(|(id, ..)| *id == department)
            .is_some_and(|(_, _, _, parent)| is_under(*parent, ancestor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::roster;

    #[test]
    fn marked_members_are_seen_and_no_others_wherever_they_sit() {
        let mut members = roster(400, 3);
        // One invisible engineer: department 2 is then granted member by member.
        members[0].visible = false;
        let granted = Granted::by(&Range::Marked, &members);
        assert!(!granted.departments.contains(&2), "not all of department 2 is visible");
        assert!(granted.departments.contains(&7), "but all of department 7 below it is");
        assert!(members.iter().all(|m| granted.sees(m) == m.visible), "each is seen as marked");
    }
}
