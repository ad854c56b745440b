//! Secrets that are lent, API hosts, proxies, and what WeCom said.

use super::table::Table;

pub fn cases(_table: &mut Table) {}
