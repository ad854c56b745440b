//! The form in which the doctor's codes are listed: each with its state and, where there is one, what to change, where, and by whom.
//!
//! Never in here: a code.

/// Makes the codes, each with its state and, where there is one, what to change, where, and by whom if not by whoever
/// usually changes that.
macro_rules! codes {
    ($($(#[$about:meta])* $code:ident: $state:ident $(, fix $fix:ident)? $(, at $page:ident)? $(, by $who:ident)?;)+) => {
        /// What came of a step, as finely as the words tell it apart.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(test, derive(ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        pub enum DoctorCode {
            $($(#[$about])* $code,)+
        }

        impl DoctorCode {
            /// All codes.
            pub const ALL: &'static [Self] = &[$(Self::$code),+];

            /// The state that goes with it.
            #[must_use]
            pub fn state(self) -> DoctorState {
                match self {
                    $(Self::$code => DoctorState::$state,)+
                }
            }

            /// What to change.
            #[must_use]
            pub fn fix(self) -> Option<DoctorFix> {
                match self {
                    $(Self::$code => [$(Some(DoctorFix::$fix),)? None][0],)+
                }
            }

            /// The page of the console where that is done.
            #[must_use]
            pub fn page(self) -> Option<DoctorPage> {
                match self {
                    $(Self::$code => [$(Some(DoctorPage::$page),)? None][0],)+
                }
            }

            /// Who does that.
            #[must_use]
            pub fn who(self) -> DoctorWho {
                let own = match self {
                    $(Self::$code => [$(Some(DoctorWho::$who),)? None][0],)+
                };
                own.or(self.fix().map(DoctorFix::who)).unwrap_or(DoctorWho::Nobody)
            }
        }
    };
}

pub(super) use codes;
