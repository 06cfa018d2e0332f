//! What was removed from a keychain, for as long as it can be brought back.

use std::collections::BTreeMap;

use super::Kept;

/// Removed credentials by the key of their account. They are nowhere else, and are wiped when they are forgotten.
#[derive(Debug, Default)]
pub struct UndoShelf {
    kept: BTreeMap<String, (u64, Kept)>,
    puts: u64,
}

impl UndoShelf {
    /// Keeps what was removed. The number tells this removal from a later one of the same account.
    pub fn put(&mut self, key: String, kept: Kept) -> u64 {
        self.puts += 1;
        self.kept.insert(key, (self.puts, kept));
        self.puts
    }

    /// Takes it, to bring it back.
    pub fn take(&mut self, key: &str) -> Option<Kept> {
        self.kept.remove(key).map(|(_, kept)| kept)
    }

    /// Forgets what was removed under this number, unless it was taken. Returns whether it was there.
    pub fn time_is_up(&mut self, key: &str, number: u64) -> bool {
        let is_there = self.kept.get(key).is_some_and(|(its, _)| *its == number);
        if is_there {
            self.kept.remove(key);
        }
        is_there
    }

    /// Forgets what is older than the credentials that were saved now.
    pub fn forget(&mut self, key: &str) {
        self.kept.remove(key);
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.kept.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_end_of_time_forgets_nothing_that_was_removed_anew() {
        let mut shelf = UndoShelf::default();
        let first = shelf.put("acme@us".to_owned(), Kept::default());
        assert!(shelf.take("acme@us").is_some());
        let second = shelf.put("acme@us".to_owned(), Kept::default());
        assert!(!shelf.time_is_up("acme@us", first));
        assert!(shelf.time_is_up("acme@us", second));
        assert!(shelf.take("acme@us").is_none());
    }
}
