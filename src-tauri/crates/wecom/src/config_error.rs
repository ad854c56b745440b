//! Why no client could be made.

use crate::host::HostFault;

/// Why no client could be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// The host cannot be called.
    #[error("the API host cannot be used: {0}")]
    Host(#[from] HostFault),
    /// The proxy is no URL of a kind that can be used.
    #[error("the proxy must be a URL such as http://proxy.example.com:8080 or socks5://proxy.example.com:1080")]
    NotAProxy,
    /// The file of certificates cannot be read, or holds none.
    #[error("the certificate file cannot be read or holds no PEM certificate")]
    CaFile,
    /// The key of a group robot is empty, or no webhook URL could be read.
    #[error("the group robot's key is the part behind key= in its webhook URL")]
    NotARobotKey,
    /// The TLS library could not be set up.
    #[error("the secure transport could not be set up")]
    Transport,
}
