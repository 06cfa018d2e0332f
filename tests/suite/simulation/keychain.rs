//! A model of a keychain: it locks, refuses, freezes when nobody knows whether it has written, loses and garbles what it is
//! given; other programs change its items; and the program can be killed between any two calls.

use std::cell::{Ref, RefCell, RefMut};

use talkdesk_setup::{
    keychain::{Found, ItemName, Keychain as _, KeychainError, KeychainInfo, Lock, Port, Trouble},
    saved::{Envelope, Held},
    secret::SecretBytes,
};

const NAME: &str = "Model Keyring";

/// What goes wrong at one of the next calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Refuses,
    Fails,
    /// No answer, and nothing was done.
    FreezesBefore,
    /// No answer, and it was done all the same.
    FreezesAfter,
    /// It says that it has written, and has not.
    LosesWrite,
    /// It writes something else.
    GarblesWrite,
    Locks,
}

impl Fault {
    pub(super) const ALL: [Self; 7] = [
        Self::Refuses,
        Self::Fails,
        Self::FreezesBefore,
        Self::FreezesAfter,
        Self::LosesWrite,
        Self::GarblesWrite,
        Self::Locks,
    ];
}

/// A pair as it stands in some item: the account's key, client ID, client secret.
pub(super) type Pair = (String, String, String);

#[derive(Default)]
pub(super) struct ModelKeychain(RefCell<State>);

#[derive(Default)]
struct State {
    items: Vec<(String, SecretBytes)>,
    locked: bool,
    /// After how many calls something goes wrong.
    fault: Option<(u32, Fault)>,
    /// Whether something went wrong or another program has changed something, since that was asked last.
    disturbed: bool,
    /// After how many calls the program is killed.
    calls_left: Option<u32>,
    /// What the program wrote, since that was asked last.
    written: Vec<SecretBytes>,
    truth: Option<Vec<Held>>,
    honest: bool,
}

impl ModelKeychain {
    fn state(&self) -> RefMut<'_, State> {
        self.0.borrow_mut()
    }

    pub(super) fn lock(&self) {
        self.state().locked = true;
    }

    pub(super) fn opens(&self) {
        self.state().locked = false;
    }

    pub(super) fn will_fail(&self, after: u32, fault: Fault) {
        self.state().fault = Some((after, fault));
    }

    /// The program is killed after so many more calls.
    pub(super) fn kill_after(&self, calls: u32) {
        self.state().calls_left = Some(calls);
    }

    pub(super) fn is_dead(&self) -> bool {
        self.0.borrow().calls_left == Some(0)
    }

    /// The program starts anew.
    pub(super) fn revive(&self) {
        let mut state = self.state();
        state.calls_left = None;
        state.disturbed = true;
    }

    pub(super) fn take_disturbed(&self) -> bool {
        std::mem::take(&mut self.state().disturbed)
    }

    pub(super) fn take_written(&self) -> Vec<SecretBytes> {
        std::mem::take(&mut self.state().written)
    }

    /// Another program changes the items.
    pub(super) fn change(&self, change: impl FnOnce(&mut Vec<(String, SecretBytes)>)) {
        let mut state = self.state();
        change(&mut state.items);
        state.truth = None;
        state.disturbed = true;
    }

    /// What it holds, whatever state it is in.
    pub(super) fn truth(&self) -> Ref<'_, Vec<Held>> {
        if self.0.borrow().truth.is_none() {
            self.state().honest = true;
            let held = self.list().expect("an honest model lists what it holds");
            let mut state = self.state();
            state.honest = false;
            state.truth = Some(held);
        }
        Ref::map(self.0.borrow(), |state| {
            state.truth.as_ref().expect("it was just filled")
        })
    }

    /// All pairs in all its items.
    pub(super) fn pairs(&self) -> Vec<Pair> {
        let items = &self.0.borrow().items;
        items
            .iter()
            .filter_map(|(_, value)| Envelope::from_json(value.expose()).ok())
            .map(|envelope| pair(&envelope))
            .collect()
    }

    /// Counts a call. `Err` where it fails at once, `Ok` with what goes wrong later.
    fn call(&self) -> Result<Option<Fault>, Trouble> {
        let mut state = self.state();
        if state.honest {
            return Ok(None);
        }
        match &mut state.calls_left {
            Some(0) => return Err(Trouble::Stopped),
            Some(left) => *left -= 1,
            None => {}
        }
        if state.locked {
            return Err(Trouble::Locked);
        }
        let fault = match &mut state.fault {
            Some((0, fault)) => *fault,
            Some((after, _)) => {
                *after -= 1;
                return Ok(None);
            }
            None => return Ok(None),
        };
        state.fault = None;
        state.disturbed = true;
        match fault {
            Fault::Refuses => Err(Trouble::Refused),
            Fault::Fails => Err(Trouble::Failed),
            Fault::FreezesBefore => Err(Trouble::Frozen),
            Fault::Locks => {
                state.locked = true;
                Err(Trouble::Locked)
            }
            later => Ok(Some(later)),
        }
    }

    fn place(&self, user: &str) -> Result<Option<usize>, Trouble> {
        let state = self.0.borrow();
        let mut places = (0..state.items.len()).filter(|place| state.items[*place].0 == user);
        match (places.next(), places.next()) {
            (_, Some(_)) => Err(Trouble::Ambiguous),
            (place, None) => Ok(place),
        }
    }
}

pub(super) fn pair(envelope: &Envelope) -> Pair {
    (
        envelope.account.key(),
        envelope.client_id.as_str().to_owned(),
        envelope.client_secret.expose().to_owned(),
    )
}

/// What a fault at a call that changes something makes of its answer.
fn done(fault: Option<Fault>) -> Result<(), Trouble> {
    match fault {
        Some(Fault::FreezesAfter) => Err(Trouble::Frozen),
        _ => Ok(()),
    }
}

impl Port for ModelKeychain {
    type Deadline = ();

    fn describe(&self) -> Result<KeychainInfo, KeychainError> {
        let state = self.0.borrow();
        Ok(KeychainInfo {
            name: NAME.to_owned(),
            lock: if state.locked && !state.honest {
                Lock::Locked
            } else {
                Lock::Open
            },
        })
    }

    fn unlock(&self) -> Result<(), KeychainError> {
        self.opens();
        Ok(())
    }

    fn asks_unasked(&self) -> bool {
        false
    }

    fn deadline(&self) {}

    fn users(&self, (): ()) -> Result<Vec<String>, Trouble> {
        self.call()?;
        let state = self.0.borrow();
        Ok(state.items.iter().map(|(user, _)| user.clone()).collect())
    }

    fn find_all(&self, (): ()) -> Result<Vec<Found>, Trouble> {
        self.call()?;
        let state = self.0.borrow();
        let found = state.items.iter().map(|(user, value)| Found {
            user: user.clone(),
            value: value.clone(),
        });
        Ok(found.collect())
    }

    fn read(&self, item: &ItemName, (): ()) -> Result<Option<SecretBytes>, Trouble> {
        self.call()?;
        let place = self.place(&item.user)?;
        Ok(place.map(|place| self.0.borrow().items[place].1.clone()))
    }

    fn read_all(
        &self,
        items: &[ItemName],
        (): (),
    ) -> Result<Vec<Result<Option<SecretBytes>, Trouble>>, Trouble> {
        self.call()?;
        let value = |item: &ItemName| {
            let place = self.place(&item.user)?;
            Ok(place.map(|place| self.0.borrow().items[place].1.clone()))
        };
        Ok(items.iter().map(value).collect())
    }

    fn write(&self, item: &ItemName, value: &SecretBytes, (): ()) -> Result<(), Trouble> {
        let fault = self.call()?;
        if fault == Some(Fault::LosesWrite) {
            return Ok(());
        }
        let place = self.place(&item.user)?;
        let mut state = self.state();
        state.written.push(value.clone());
        let stored = if fault == Some(Fault::GarblesWrite) {
            SecretBytes::from(b"garbled".to_vec())
        } else {
            value.clone()
        };
        match place {
            Some(place) => state.items[place].1 = stored,
            None => state.items.push((item.user.clone(), stored)),
        }
        state.truth = None;
        done(fault)
    }

    fn delete(&self, item: &ItemName, (): ()) -> Result<(), Trouble> {
        let fault = self.call()?;
        if let Some(place) = self.place(&item.user)? {
            let mut state = self.state();
            state.items.remove(place);
            state.truth = None;
        }
        done(fault)
    }

    fn delete_one(&self, user: &str, value: &SecretBytes, (): ()) -> Result<(), Trouble> {
        let fault = self.call()?;
        let mut state = self.state();
        let place = (state.items.iter()).position(|(its, held)| its == user && held == value);
        state.items.remove(place.ok_or(Trouble::NotThere)?);
        state.truth = None;
        done(fault)
    }

    fn delete_some(&self, at_most: usize, (): ()) -> Result<usize, Trouble> {
        let fault = self.call()?;
        let mut state = self.state();
        let some = at_most.min(state.items.len());
        state.items.drain(..some);
        state.truth = None;
        done(fault).map(|()| some)
    }
}
