//! What keeps secrets out of files when the program crashes, and away from other programs of the same user.
//!
//! Never in here: a secret.

/// No core dump of this process from now on, and on Linux no other program of the same user may attach to it or read its
/// memory. What cannot be had is left: a program that does not start protects nobody.
///
/// A limit of 0 is not enough on Linux: where dumps go to a program, it is passed over.
pub fn keep_memory_private() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}

#[cfg(all(test, unix))]
mod tests {
    use rustix::process::{Resource, getrlimit};

    use super::*;

    #[test]
    fn nothing_is_dumped() {
        keep_memory_private();
        assert_eq!(getrlimit(Resource::Core).current, Some(0), "a crash writes no memory into a file");
        #[cfg(target_os = "linux")]
        assert_eq!(
            rustix::process::dumpable_behavior().ok(),
            Some(rustix::process::DumpableBehavior::NotDumpable),
            "nor into a program that collects crashes"
        );
    }
}
