//! What is wrong with the team, in the command line's words.
//!
//! Never in here: the window's words, a password.

use beckon_model::{ClaimState, TeamProblem};

/// One sentence.
#[must_use]
pub fn team_problem(problem: &TeamProblem) -> String {
    use TeamProblem as P;
    match problem {
        P::NotJoined => {
            "this data folder belongs to no team: beckon-cli team join FILE, with the file of the lead who \
            invited you"
                .to_owned()
        }
        P::AlreadyJoined { corp_id } => {
            format!("this data folder already belongs to the team of {corp_id}: leave it first (team leave)")
        }
        P::CompanyNeeded { companies } if companies.is_empty() => {
            "no account says which company the team is for: name it with --company CORPID".to_owned()
        }
        P::CompanyNeeded { companies } => {
            format!(
                "the accounts belong to several companies ({}): name one with --company CORPID",
                companies.join(", ")
            )
        }
        P::TeamExists { leads } => {
            format!(
                "the company already has a team in this database: ask a lead ({}) for an invitation",
                leads.join(", ")
            )
        }
        P::OtherCompany { corp_id } => {
            format!(
                "the team belongs to the company {corp_id}, and this account to another one: choose an account of the team's company"
            )
        }
        P::BadUrl => {
            "this is not the address of a ledger: write postgres://LOGIN@HOST:PORT/DATABASE, without a password"
                .to_owned()
        }
        P::BadAuthority => "the CA file holds no certificate: save the authority's certificate in PEM form".to_owned(),
        P::BadFile => "this is not a connection file of a team: ask the lead who invited you for a new one".to_owned(),
        P::NewerFile { found, known } => {
            format!("the connection file has version {found}, and this Beckon reads version {known}: update Beckon")
        }
        P::BadLogin => {
            "a login has the letters a to z, digits, dots, hyphens and underscores, 63 at most, and begins with a \
            letter: choose another one"
                .to_owned()
        }
        P::PasswordNeeded => "the team's password is not stored: give it with --team-password-env VAR".to_owned(),
        P::Name { host } => {
            format!("the network does not know the name {host}: check the team's address and the VPN")
        }
        P::Unreachable { at } => format!("the team's server does not answer at {at}: check network and VPN, or ask IT"),
        P::Tls { detail } => {
            format!(
                "the secure connection to the team's server failed ({detail}): check the CA file and the server's name"
            )
        }
        P::PlainElsewhere { host } => {
            format!("{host} is not this machine, so the connection needs TLS: remove sslmode=disable from the address")
        }
        P::LoginRefused { login } => {
            format!("the team's server does not accept the password of {login}: ask the lead who invited you")
        }
        P::NoLedger => {
            "this database has no team in it: check the database's name, or set the team up (team create)".to_owned()
        }
        P::Newer { found, known } => {
            format!("the team's ledger has version {found}, and this Beckon knows version {known}: update Beckon")
        }
        P::Older { found, known } => format!(
            "the team's ledger has version {found}, and this Beckon needs version {known}: an administrator brings it up to \
             date with team create"
        ),
        P::ChangedStep { step } => {
            format!("step {step} of the team's ledger differs from this Beckon's: ask the administrator who set it up")
        }
        P::NoAnswer => "the team's server did not answer in time: try again".to_owned(),
        P::Cut => "the connection to the team's server ended: try again".to_owned(),
        P::NotAMember => "this login is no longer a member of the team: ask a lead to invite you again".to_owned(),
        P::LeadOnly => "only a lead of the team can do this: ask one".to_owned(),
        P::LoginTaken { login } => format!("the team's server already has a login called {login}: choose another name"),
        P::LastLead => "a team keeps one lead at least: invite another lead first (team invite USER --lead)".to_owned(),
        P::NotAllowed { detail } => {
            format!("the team's server does not allow it ({detail}): ask the administrator who set the team up")
        }
        P::NotReleased { state } => {
            format!(
                "the claim is {}, so it cannot be given back: its message has left or may have",
                claim_state(*state)
            )
        }
        P::UnknownClaim => "the team has no such claim: copy it from team log".to_owned(),
        P::WhyNeeded => "say why in 1 to 500 characters (--why TEXT)".to_owned(),
        P::SendsOpen { campaigns: 1 } => {
            "a send of a team account has not ended: wait until it is done, or cancel it".to_owned()
        }
        P::SendsOpen { campaigns } => {
            format!("{campaigns} sends of team accounts have not ended: wait until they are done, or cancel them")
        }
        P::PracticeAccount => "the practice company belongs to no team: choose a real account".to_owned(),
        P::Other { detail } => format!("the team's ledger failed ({detail}): send us the report (bundle)"),
    }
}

/// Where a claim is, in a word or two.
#[must_use]
pub fn claim_state(state: ClaimState) -> &'static str {
    match state {
        ClaimState::Claimed => "claimed, not sent yet",
        ClaimState::Asked => "being sent",
        ClaimState::Accepted => "accepted",
        ClaimState::Rejected => "rejected",
        ClaimState::Unknown => "unknown",
        ClaimState::Recalled => "recalled",
        ClaimState::GivenBack => "given back",
        ClaimState::OptedOut => "not to be invited",
    }
}
