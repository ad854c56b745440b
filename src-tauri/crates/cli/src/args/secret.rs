//! A secret or password that is lent to one command.

use clap::Args as ClapArgs;

#[derive(ClapArgs)]
pub struct LentSecret {
    /// The environment variable that holds the app's secret, for an account whose secret is not stored
    #[arg(long, value_name = "VAR")]
    pub secret_env: Option<String>,
    /// The environment variable that holds the password of the account's proxy, if it is not stored
    #[arg(long, value_name = "VAR")]
    pub proxy_password_env: Option<String>,
    #[command(flatten)]
    pub team: LentTeamPassword,
}

/// The password of the team for one command.
#[derive(ClapArgs)]
pub struct LentTeamPassword {
    /// The environment variable that holds the team's password, if it is not stored
    #[arg(long, value_name = "VAR")]
    pub team_password_env: Option<String>,
}
