//! The command line's words for what an account was corrected in, and for what is seldom so in one. English only.
//!
//! Never in here: a value of an account.

use beckon_model::{FormField, HostNote};

/// What was corrected in an API host; of an address that is only worth a remark, the rest of the sentence about it.
pub fn host_note(note: HostNote) -> &'static str {
    match note {
        HostNote::Around => "spaces, quotation marks or punctuation around it were removed",
        HostNote::FullWidth => "full-width characters became half-width",
        HostNote::Scheme => "the missing https:// (or, for this machine, http://) was added",
        HostNote::Letters => "capital letters became lowercase",
        HostNote::Dot => "the dot after the name was removed",
        HostNote::Port => "the default port was removed",
        HostNote::Slash => "extra slashes were removed",
        HostNote::ApiPath => {
            "/cgi-bin and everything after it was removed and not saved, because Beckon adds the path of each call itself"
        }
        HostNote::IpAddress => "is an IP address: calls work only if the server's certificate is for that address",
    }
}

/// What is seldom so of a field of an account that is kept as it is, as the rest of a sentence.
pub fn unusual(field: &FormField) -> &'static str {
    match field {
        FormField::CorpId => {
            "is kept, but most begin with ww and have 18 characters (wx is an older company's, or an official account's): \
             if WeCom does not know it, copy it again from My Company"
        }
        FormField::AgentId => {
            "is kept, but most have seven digits: if WeCom does not know it, copy it from the app's page"
        }
        _ => "is kept, but WeCom's have 43 characters: if WeCom refuses it, copy it again from the app's page",
    }
}
