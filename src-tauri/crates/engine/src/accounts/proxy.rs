//! The proxy of an account as a person types it, with its login. Pure.
//!
//! Never in here: a password in an error or in what is stored.

use beckon_model::{AccountProxy, FieldProblem, FormField, ProxyDraft};
use secrecy::{ExposeSecret, SecretString};

use crate::errors::{Result, invalid};
use crate::text::{filled, trimmed};

/// What becomes of the password of a proxy.
pub(super) enum Password {
    /// As it is.
    Kept,
    /// This one from now on.
    New(SecretString),
    /// Forgotten.
    Gone,
}

/// A proxy as it is stored, and what becomes of its password. `before` is the one until now: its password goes to the
/// same address with the same name and to no other.
pub(super) fn of_proxy(draft: &ProxyDraft, before: &AccountProxy) -> Result<(AccountProxy, Password)> {
    let (url, user, password) = match draft {
        ProxyDraft::System => return Ok((AccountProxy::System, Password::Gone)),
        ProxyDraft::None => return Ok((AccountProxy::None, Password::Gone)),
        ProxyDraft::Through { url, user, password } => (trimmed(url), filled(user), password.as_ref()),
    };
    // A password with a `#`, `/` or `?` in it ends the address too early, and what is left is read as something else.
    let problem = if url.contains('@') { FieldProblem::LoginInAddress } else { FieldProblem::NotAProxy };
    let parsed: wecom::ProxyUrl = url.parse().map_err(|_| invalid(FormField::ProxyUrl, problem))?;
    let typed = password.filter(|password| !password.expose_secret().is_empty()).cloned();
    let (user, typed) = match (user, parsed.login()) {
        (None, Some((user, in_url))) => {
            let in_url = Some(in_url).filter(|password| !password.expose_secret().is_empty());
            (Some(user), typed.or(in_url))
        }
        (user, _) => (user, typed),
    };
    let proxy = AccountProxy::Through { url: parsed.address().to_owned(), user };
    let AccountProxy::Through { user, url } = &proxy else { return Ok((proxy, Password::Gone)) };
    // HTTP puts a colon between name and password (RFC 7617).
    if url.starts_with("http") && user.as_ref().is_some_and(|user| user.contains(':')) {
        return Err(invalid(FormField::ProxyUser, FieldProblem::Colon));
    }
    let password = match (user, typed) {
        (None, None) => Password::Gone,
        (None, Some(_)) => return Err(invalid(FormField::ProxyUser, FieldProblem::Required)),
        (Some(_), Some(typed)) => Password::New(typed),
        (Some(_), None) if proxy == *before && password.is_none() => Password::Kept,
        (Some(_), None) => return Err(invalid(FormField::ProxyPassword, FieldProblem::Required)),
    };
    Ok((proxy, password))
}

/// Whether the password of a proxy's login stands in its address.
pub(super) fn has_password_in_address(draft: &ProxyDraft) -> bool {
    let ProxyDraft::Through { url, user, password } = draft else { return false };
    let parsed: Option<wecom::ProxyUrl> = url.parse().ok();
    let login = parsed.and_then(|parsed| parsed.login());
    let typed =
        filled(user).is_some() || password.as_ref().is_some_and(|password| !password.expose_secret().is_empty());
    !typed && login.is_some_and(|(_, password)| !password.expose_secret().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::errors::Error;

    fn through(url: &str, user: &str, password: Option<&str>) -> ProxyDraft {
        ProxyDraft::Through { url: url.into(), user: user.into(), password: password.map(Into::into) }
    }

    fn stored(url: &str, user: Option<&str>) -> AccountProxy {
        AccountProxy::Through { url: url.into(), user: user.map(Into::into) }
    }

    fn problem(draft: &ProxyDraft, before: &AccountProxy) -> (FormField, FieldProblem) {
        let Err(Error::Invalid(fields)) = of_proxy(draft, before) else { panic!("{draft:?} should not do") };
        (fields[0].field.clone(), fields[0].problem)
    }

    #[test]
    fn a_login_in_the_address_is_taken_apart() {
        let (proxy, password) = of_proxy(&through(" http://anna:p%40ss@proxy:8080/ ", "", None), &AccountProxy::System)
            .unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(proxy, stored("http://proxy:8080", Some("anna")), "the password is no part of what is stored");
        let Password::New(password) = password else { panic!("the password is a new one") };
        assert_eq!(password.expose_secret(), "p@ss", "decoded");
    }

    #[test]
    fn a_kept_password_goes_to_the_same_proxy_only() {
        let before = stored("http://proxy:8080", Some("anna"));
        let same = of_proxy(&through("http://proxy:8080", "anna", None), &before);
        assert!(matches!(same, Ok((_, Password::Kept))), "nothing changed, so nothing has to be typed again");
        let missing = (FormField::ProxyPassword, FieldProblem::Required);
        assert_eq!(problem(&through("http://other:8080", "anna", None), &before), missing, "another proxy");
        assert_eq!(problem(&through("http://proxy:8080", "bert", None), &before), missing, "another name");
    }

    #[test]
    fn what_cannot_be_is_told_beside_its_field() {
        let before = AccountProxy::System;
        let wrong = (FormField::ProxyUrl, FieldProblem::NotAProxy);
        assert_eq!(problem(&through("proxy:8080", "", None), &before), wrong, "no scheme");
        let nobody = (FormField::ProxyUser, FieldProblem::Required);
        assert_eq!(problem(&through("http://proxy", "", Some("p")), &before), nobody, "a password without a name");
    }
}
