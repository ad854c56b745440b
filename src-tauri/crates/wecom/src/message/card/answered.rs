//! Cards as they look once they have been answered.

use serde::Serialize;

use super::TemplateCard;
use super::button::ButtonInteraction;
use super::question::{MultipleInteraction, VoteInteraction};

/// A card as it looks once it has been answered: it can take the place of a card that was sent, and cannot be sent
/// itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct AnsweredCard(TemplateCard);

impl AnsweredCard {
    pub(in crate::message) fn card(&self) -> &TemplateCard {
        &self.0
    }
}

impl<C: Into<TemplateCard>> From<C> for AnsweredCard {
    fn from(card: C) -> Self {
        Self(card.into())
    }
}

impl VoteInteraction {
    /// As it looks after an answer: nothing can be ticked, and the grey button says `replace_text`.
    #[must_use]
    pub fn answered(mut self, replace_text: impl Into<String>) -> AnsweredCard {
        self.checkbox.disable = true;
        self.replace_text = replace_text.into();
        self.into()
    }
}

impl MultipleInteraction {
    /// As it looks after an answer: nothing can be chosen, and the grey button says `replace_text`.
    #[must_use]
    pub fn answered(mut self, replace_text: impl Into<String>) -> AnsweredCard {
        self.select_list.iter_mut().for_each(|select| select.disable = true);
        self.replace_text = replace_text.into();
        self.into()
    }
}

impl ButtonInteraction {
    /// As it looks after an answer: one grey button that says `replace_text`.
    #[must_use]
    pub fn answered(mut self, replace_text: impl Into<String>) -> AnsweredCard {
        self.replace_text = replace_text.into();
        self.into()
    }
}
