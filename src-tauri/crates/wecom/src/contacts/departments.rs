//! Departments (path/90208, 95350, 95351).

use serde::Deserialize;

use crate::client::Client;
use crate::error::Error;

/// A department.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Department {
    /// `id`; 1 is the whole company.
    pub id: i64,
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Its English name.
    #[serde(default)]
    pub name_en: String,
    /// userids of those who lead it.
    #[serde(default)]
    pub department_leader: Vec<String>,
    /// The department above it; 0 above the whole company.
    #[serde(default)]
    pub parentid: i64,
    /// Place among its siblings; bigger comes first.
    #[serde(default)]
    pub order: i64,
}

/// A department's place in the tree, without names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct DepartmentBrief {
    /// `id`.
    pub id: i64,
    /// The department above it.
    #[serde(default)]
    pub parentid: i64,
    /// Place among its siblings.
    #[serde(default)]
    pub order: i64,
}

#[derive(Deserialize)]
struct List {
    department: Vec<Department>,
}

#[derive(Deserialize)]
struct SimpleList {
    department_id: Vec<DepartmentBrief>,
}

#[derive(Deserialize)]
struct One {
    department: Department,
}

impl Client {
    /// GET `/cgi-bin/department/list`: a department and all below it, or all that the app sees. Slow;
    /// [`Client::department_simplelist`] is preferred.
    ///
    /// # Errors
    /// Any [`Error`]; 60003 for an unknown department, 60011 for one outside the visible range.
    pub async fn department_list(&self, id: Option<i64>) -> Result<Vec<Department>, Error> {
        let envelope = self.get("/cgi-bin/department/list", &below(id.map(|id| id.to_string()).as_deref())).await?;
        Ok(envelope.into_reply::<List>()?.department)
    }

    /// GET `/cgi-bin/department/simplelist`: as [`Client::department_list`], ids only.
    ///
    /// # Errors
    /// As [`Client::department_list`].
    pub async fn department_simplelist(&self, id: Option<i64>) -> Result<Vec<DepartmentBrief>, Error> {
        let query = id.map(|id| id.to_string());
        let envelope = self.get("/cgi-bin/department/simplelist", &below(query.as_deref())).await?;
        Ok(envelope.into_reply::<SimpleList>()?.department_id)
    }

    /// GET `/cgi-bin/department/get`: one department.
    ///
    /// # Errors
    /// As [`Client::department_list`].
    pub async fn department_get(&self, id: i64) -> Result<Department, Error> {
        let envelope = self.get("/cgi-bin/department/get", &[("id", &id.to_string())]).await?;
        Ok(envelope.into_reply::<One>()?.department)
    }
}

fn below(id: Option<&str>) -> Vec<(&str, &str)> {
    id.map(|id| ("id", id)).into_iter().collect()
}
