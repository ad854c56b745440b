//! Reading a JSON object of a request strictly: a value of the wrong type is refused, an empty string counts as absent.
//! Which codes apply is up to the caller.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use crate::answer::{Refusal, refuse};
use crate::journal::Cut;

/// An object and where it stands in the request.
#[derive(Debug, Clone)]
pub(crate) struct Object<'a> {
    fields: &'a Map<String, Value>,
    path: String,
}

impl<'a> Object<'a> {
    /// The whole request.
    pub(crate) fn root(value: &'a Value) -> Result<Self, Refusal> {
        Self::at(value, String::new())
    }

    fn at(value: &'a Value, path: String) -> Result<Self, Refusal> {
        value.as_object().map(|fields| Self { fields, path }).ok_or_else(|| Refusal::wrong_json(40058))
    }

    fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    fn value(&self, name: &str) -> Option<&'a Value> {
        self.fields.get(name).filter(|value| !value.is_null())
    }

    /// A string; absent when empty.
    pub(crate) fn text(&self, name: &str) -> Result<Option<&'a str>, Refusal> {
        match self.value(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.as_str()).filter(|text| !text.is_empty())),
            Some(_) => Err(Refusal::wrong_json(40058)),
        }
    }

    /// A string that must be there, else `code`.
    pub(crate) fn need(&self, name: &str, code: i64) -> Result<&'a str, Refusal> {
        self.text(name)?.ok_or_else(|| Refusal::code(code))
    }

    /// A string of at most `bytes` bytes, else `code`.
    pub(crate) fn within(&self, name: &str, bytes: usize, code: i64) -> Result<Option<&'a str>, Refusal> {
        match self.text(name)? {
            Some(text) if text.len() > bytes => refuse(code),
            text => Ok(text),
        }
    }

    /// A string that must be there and have at most `bytes` bytes, else `code`.
    pub(crate) fn need_within(&self, name: &str, bytes: usize, code: i64) -> Result<&'a str, Refusal> {
        self.within(name, bytes, code)?.ok_or_else(|| Refusal::code(code))
    }

    /// A string whose number of characters lies in `chars`, else `code`; absent is fine.
    pub(crate) fn chars(
        &self,
        name: &str,
        chars: RangeInclusive<usize>,
        code: i64,
    ) -> Result<Option<&'a str>, Refusal> {
        match self.text(name)? {
            Some(text) if !chars.contains(&text.chars().count()) => refuse(code),
            text => Ok(text),
        }
    }

    /// Notes what is left of a string beyond `bytes` bytes: people see only that.
    pub(crate) fn cut(&self, name: &str, bytes: usize, cuts: &mut Vec<Cut>) -> Result<(), Refusal> {
        if let Some(text) = self.text(name)?.filter(|text| text.len() > bytes) {
            let end = (0..=bytes).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
            cuts.push(Cut { field: self.path_of(name), left: text[..end].to_owned() });
        }
        Ok(())
    }

    /// A link with http:// or https:// (45034), at most 2048 bytes (40039).
    pub(crate) fn url(&self, name: &str) -> Result<Option<&'a str>, Refusal> {
        match self.within(name, 2048, 40039)? {
            Some(url) if !url.starts_with("http://") && !url.starts_with("https://") => refuse(45034),
            url => Ok(url),
        }
    }

    /// An integer.
    pub(crate) fn integer(&self, name: &str) -> Result<Option<i64>, Refusal> {
        match self.value(name) {
            None => Ok(None),
            Some(value) => value.as_i64().map(Some).ok_or_else(|| Refusal::wrong_json(40058)),
        }
    }

    /// A number with or without a fraction.
    pub(crate) fn number(&self, name: &str) -> Result<Option<f64>, Refusal> {
        match self.value(name) {
            None => Ok(None),
            Some(value) => value.as_f64().map(Some).ok_or_else(|| Refusal::wrong_json(40058)),
        }
    }

    /// An integer in `range`, else `code`; `absent` when not there.
    pub(crate) fn choice(
        &self,
        name: &str,
        range: RangeInclusive<i64>,
        absent: i64,
        code: i64,
    ) -> Result<i64, Refusal> {
        let number = self.integer(name)?.unwrap_or(absent);
        if range.contains(&number) { Ok(number) } else { refuse(code) }
    }

    /// true or false; absent is false.
    pub(crate) fn flag(&self, name: &str) -> Result<bool, Refusal> {
        self.flag_or(name, false)
    }

    /// true or false, and this when absent.
    pub(crate) fn flag_or(&self, name: &str, absent: bool) -> Result<bool, Refusal> {
        self.value(name).map_or(Ok(absent), |value| value.as_bool().ok_or_else(|| Refusal::wrong_json(40058)))
    }

    /// A list; absent is `None`.
    pub(crate) fn list(&self, name: &str) -> Result<Option<&'a [Value]>, Refusal> {
        match self.value(name) {
            None => Ok(None),
            Some(Value::Array(list)) => Ok(Some(list.as_slice())),
            Some(_) => Err(Refusal::wrong_json(40058)),
        }
    }

    /// A list of strings; absent is empty.
    pub(crate) fn texts(&self, name: &str) -> Result<Vec<&'a str>, Refusal> {
        let texts = self.list(name)?.unwrap_or_default().iter().map(Value::as_str);
        texts.collect::<Option<_>>().ok_or_else(|| Refusal::wrong_json(40058))
    }

    /// A list of integers; absent is empty.
    pub(crate) fn integers(&self, name: &str) -> Result<Vec<i64>, Refusal> {
        let numbers = self.list(name)?.unwrap_or_default().iter().map(Value::as_i64);
        numbers.collect::<Option<_>>().ok_or_else(|| Refusal::wrong_json(40058))
    }

    /// All its fields, whatever they hold.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'a String, &'a Value)> {
        self.fields.iter()
    }

    /// An object; absent is `None`.
    pub(crate) fn object(&self, name: &str) -> Result<Option<Object<'a>>, Refusal> {
        self.value(name).map(|value| Self::at(value, self.path_of(name))).transpose()
    }

    /// An object that must be there, else `code`.
    pub(crate) fn need_object(&self, name: &str, code: i64) -> Result<Object<'a>, Refusal> {
        self.object(name)?.ok_or_else(|| Refusal::code(code))
    }

    /// A list of objects; `None` when absent, `code` when its length is not in `count`.
    pub(crate) fn objects(
        &self,
        name: &str,
        count: RangeInclusive<usize>,
        code: i64,
    ) -> Result<Option<Vec<Object<'a>>>, Refusal> {
        let Some(list) = self.list(name)? else { return Ok(None) };
        if !count.contains(&list.len()) {
            return refuse(code);
        }
        let path = self.path_of(name);
        list.iter()
            .enumerate()
            .map(|(at, value)| Self::at(value, format!("{path}[{at}]")))
            .collect::<Result<_, _>>()
            .map(Some)
    }

    /// A list of objects that must be there and have a length in `count`, else `code`.
    pub(crate) fn need_objects(
        &self,
        name: &str,
        count: RangeInclusive<usize>,
        code: i64,
    ) -> Result<Vec<Object<'a>>, Refusal> {
        self.objects(name, count, code)?.ok_or_else(|| Refusal::code(code))
    }
}
