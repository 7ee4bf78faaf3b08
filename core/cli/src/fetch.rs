//! Fetching a plugin from an address. Only `plugin add` does; a build never downloads.

use std::time::Duration;

use ureq::Agent;

use crate::failure::Failure;

/// No plugin is larger.
const MOST: u64 = 64 * 1024 * 1024;

/// How long an answer may take, whole.
const PATIENCE: Duration = Duration::from_secs(120);

/// Whether a source is an address and not a path.
pub fn is_address(source: &str) -> bool {
    source.starts_with("https://") || source.starts_with("http://")
}

/// The bytes behind an address. What they are worth is told by their digest, whatever the road.
pub fn fetch(address: &str) -> Result<Vec<u8>, Failure> {
    let agent: Agent = Agent::config_builder().timeout_global(Some(PATIENCE)).build().into();
    let refused = |error: ureq::Error| Failure::Refused(format!("`{address}` cannot be fetched: {error}"));
    let mut answer = agent.get(address).call().map_err(refused)?;
    answer.body_mut().with_config().limit(MOST).read_to_vec().map_err(refused)
}
