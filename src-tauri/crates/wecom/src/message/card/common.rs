//! What notices and cards with buttons have in common.

/// What notices and cards with buttons have.
macro_rules! common {
    ($card:ident) => {
        impl $card {
            /// Who it is from.
            #[must_use]
            pub fn source(mut self, source: impl Into<crate::message::card::parts::ColouredSource>) -> Self {
                self.source = Some(source.into());
                self
            }

            /// Text beside the title, 44 characters advised.
            #[must_use]
            pub fn desc(mut self, desc: impl Into<String>) -> Self {
                self.main_title.desc = desc.into();
                self
            }

            /// A quotation.
            #[must_use]
            pub fn quote_area(mut self, quote: crate::message::card::parts::QuoteArea) -> Self {
                self.quote_area = Some(quote);
                self
            }

            /// Another row, at most 6 of them.
            #[must_use]
            pub fn row(mut self, row: crate::message::card::pieces::Row) -> Self {
                self.horizontal_content_list.push(row);
                self
            }
        }
    };
}
pub(super) use common;
