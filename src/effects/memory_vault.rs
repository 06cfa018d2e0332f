//! The practice account's store.

/// Envelopes in memory, shared by clones.
#[derive(Clone, Debug, Default)]
pub struct MemoryVault {}
