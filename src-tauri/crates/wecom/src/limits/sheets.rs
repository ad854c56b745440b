//! The part of the table of limits that is about documents and smart sheets (智能表格). How often their calls may be made WeCom does
//! not publish.

/// `doc_name`; a longer one is cut without notice (path/97460).
pub const DOC_NAME_CHARS: usize = 255;

/// `admin_users`; more is 640053 (path/97460).
pub const DOC_ADMINS_COUNT: usize = 3;

/// Columns of a sheet (path/99904).
pub const SHEET_FIELDS_COUNT: usize = 150;

/// Rows of one `add_records` or `update_records`, as the pages advise (path/99907, 99909).
pub const SHEET_RECORDS_COUNT: usize = 500;

/// Rows of one page of `get_records`: 1000 at most (path/101158), here as many as fit into an answer that is read.
pub const SHEET_PAGE_COUNT: usize = 500;

/// Rows of a sheet (path/99907).
pub const SHEET_ROWS_COUNT: usize = 100_000;
