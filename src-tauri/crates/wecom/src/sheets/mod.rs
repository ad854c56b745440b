//! Smart sheets (智能表格) that the app made itself: it can read and change no other document, and only by the id that making one
//! answered (path/97392). The app needs the right to documents.
//!
//! Columns are named by their ids, since people rename them. Never in here: a word that people read, or what a row is about.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let company = beckon_sandbox::Sandbox::start(beckon_sandbox::Config::default()).await?;
//! # let own = wecom::Config::new(company.corp_id(), company.agent_id(), company.secret());
//! # let client = wecom::Client::new(wecom::Config { host: company.base_url(), ..own })?;
//! use wecom::{Cell, SheetColumn, SheetColumnKind};
//!
//! let doc = client.wedoc_create_smartsheet("面试结果", &["wangfang"]).await?;
//! println!("keep {}, and open {}", doc.docid, doc.url);
//! client.wedoc_close_to_others(&doc.docid).await?;
//! let sheet = client.smartsheet_get_sheet(&doc.docid).await?.remove(0).sheet_id;
//! let name = SheetColumn { title: "姓名".into(), kind: SheetColumnKind::Text };
//! let fields = client.smartsheet_add_fields(&doc.docid, &sheet, &[name]).await?;
//! let row = vec![(fields[0].field_id.clone(), Cell::Text("林一".into()))];
//! let made = client.smartsheet_add_records(&doc.docid, &sheet, &[row]).await?;
//! assert_eq!(made.len(), 1);
//! # Ok(())
//! # }
//! ```

mod columns;
mod doc;
mod records;

pub use columns::{SheetColumn, SheetColumnKind, SheetField, SheetPart};
pub use doc::SheetDoc;
pub use records::{Cell, SheetRecord, SheetRecordPage, SheetRow, SheetRowChange};
