//! Parameters of a call, read strictly: an unknown one, one of another type, a missing one are refused by name.

use serde_json::{Map, Value};

use super::answer::Refused;

/// Characters of a person's name, at most.
pub(crate) const NAME_CHARS: usize = 100;

/// Characters of any other text, at most.
pub(crate) const TEXT_CHARS: usize = 255;

/// The parameters of a call, or of an item in it.
#[derive(Debug)]
pub(crate) struct Params {
    fields: Map<String, Value>,
    /// Everything is text in a query.
    of_query: bool,
}

impl Params {
    /// The pairs of a query or a form. `name[]` may stand there many times.
    pub(crate) fn of_pairs(pairs: &[u8], known: &[&str]) -> Result<Self, Refused> {
        let mut fields = Map::new();
        for (name, value) in form_urlencoded::parse(pairs).into_owned() {
            let Some(name) = name.strip_suffix("[]") else {
                if fields.insert(name.clone(), value.into()).is_some() {
                    return Err(Refused::param(format!("{name} is given twice")));
                }
                continue;
            };
            match fields.entry(name).or_insert_with(|| Value::Array(Vec::new())) {
                Value::Array(list) => list.push(value.into()),
                _ => return Err(Refused::param(format!("{name} is given twice"))),
            }
        }
        Self { fields, of_query: true }.among(known)
    }

    /// A JSON object.
    pub(crate) fn of_json(body: &[u8], known: &[&str]) -> Result<Self, Refused> {
        let value = serde_json::from_slice(body).map_err(|_| Refused::param("the body is not JSON"))?;
        Self::of_value(value, "the body", known)
    }

    fn of_value(value: Value, what: &str, known: &[&str]) -> Result<Self, Refused> {
        match value {
            Value::Object(fields) => Self { fields, of_query: false }.among(known),
            _ => Err(Refused::param(format!("{what} is not an object"))),
        }
    }

    fn among(self, known: &[&str]) -> Result<Self, Refused> {
        match self.fields.keys().find(|name| !known.contains(&name.as_str())) {
            Some(name) => {
                let name: String = name.chars().take(40).collect();
                Err(Refused::param(format!("unknown parameter {name}")))
            }
            None => Ok(self),
        }
    }

    fn value(&self, name: &str) -> Option<&Value> {
        self.fields.get(name).filter(|value| !value.is_null())
    }

    /// Whether it is given at all.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    /// A text of at most `chars` characters; absent when empty.
    pub(crate) fn text(&self, name: &str, chars: usize) -> Result<Option<&str>, Refused> {
        match self.value(name) {
            None => Ok(None),
            Some(Value::String(text)) if text.chars().count() > chars => {
                Err(Refused::param(format!("{name} is too long")))
            }
            Some(Value::String(text)) => Ok(Some(text.as_str()).filter(|text| !text.is_empty())),
            Some(_) => Err(Refused::param(format!("{name} is not a string"))),
        }
    }

    /// A text that must be there.
    pub(crate) fn need(&self, name: &str, chars: usize) -> Result<&str, Refused> {
        self.text(name, chars)?.ok_or_else(|| Refused::param(format!("{name} is missing")))
    }

    /// An integer.
    pub(crate) fn integer(&self, name: &str) -> Result<Option<i64>, Refused> {
        let wrong = || Refused::param(format!("{name} is not an integer"));
        match self.value(name) {
            None => Ok(None),
            Some(Value::String(text)) if self.of_query => text.parse().map(Some).map_err(|_| wrong()),
            Some(value) => value.as_i64().map(Some).ok_or_else(wrong),
        }
    }

    /// An integer in `range`; `absent` when not there.
    pub(crate) fn within(&self, name: &str, range: std::ops::RangeInclusive<i64>, absent: i64) -> Result<i64, Refused> {
        match self.integer(name)?.unwrap_or(absent) {
            number if range.contains(&number) => Ok(number),
            _ => Err(Refused::param(format!("{name} is out of range"))),
        }
    }

    /// The strings of a list; absent is empty.
    pub(crate) fn texts(&self, name: &str) -> Result<Vec<&str>, Refused> {
        let wrong = || Refused::param(format!("{name} is not a list of strings"));
        let Some(value) = self.value(name) else { return Ok(Vec::new()) };
        value.as_array().ok_or_else(wrong)?.iter().map(|item| item.as_str().ok_or_else(wrong)).collect()
    }

    /// The objects of a list, at most so many; absent is empty.
    pub(crate) fn items(&self, name: &str, most: usize, known: &[&str]) -> Result<Vec<Self>, Refused> {
        let Some(value) = self.value(name) else { return Ok(Vec::new()) };
        let list = value.as_array().ok_or_else(|| Refused::param(format!("{name} is not a list")))?;
        if list.len() > most {
            return Err(Refused::param(format!("{name} has more than {most} entries")));
        }
        list.iter().map(|item| Self::of_value(item.clone(), name, known)).collect()
    }
}
