//! The company's tags for customers (企业客户标签).

/// A group of tags.
#[derive(Debug, Clone)]
pub(crate) struct TagGroup {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) order: i64,
    pub(crate) created_ms: i64,
    pub(crate) tags: Vec<Tag>,
}

/// A tag.
#[derive(Debug, Clone)]
pub(crate) struct Tag {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) order: i64,
    pub(crate) created_ms: i64,
}

/// All groups; at the start one that an administrator made in the console.
#[derive(Debug)]
pub(crate) struct Tags(pub(crate) Vec<TagGroup>);

impl Tags {
    pub(crate) fn new(now_ms: i64) -> Self {
        let tag = |(order, (id, name)): (i64, (&str, &str))| Tag {
            id: id.to_owned(),
            name: name.to_owned(),
            order,
            created_ms: now_ms,
        };
        let tags = (0..).zip([("etCAMPUS", "校招"), ("etSOCIAL", "社招")]).map(tag).collect();
        Self(vec![TagGroup { id: "etSOURCE".into(), name: "来源".into(), order: 0, created_ms: now_ms, tags }])
    }

    /// Whether the company has a tag with this id.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.tag(id).is_some()
    }

    /// A tag and its group.
    pub(crate) fn tag(&self, id: &str) -> Option<(&TagGroup, &Tag)> {
        self.0.iter().find_map(|group| Some((group, group.tags.iter().find(|tag| tag.id == id)?)))
    }

    pub(crate) fn count(&self) -> usize {
        self.0.iter().map(|group| group.tags.len()).sum()
    }
}
