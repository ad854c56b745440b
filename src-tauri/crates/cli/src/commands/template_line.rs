//! A template as the command line shows it.

use beckon_model::{Template, TemplateContent};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct TemplateLine<'a> {
    #[serde(flatten)]
    pub template: &'a Template,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'a str>,
}

pub(super) fn line(template: &Template) -> TemplateLine<'_> {
    let body = match &template.content {
        TemplateContent::Text(text) => Some(text.content.as_str()),
        _ => None,
    };
    TemplateLine { template, body }
}
