//! From rule IDs to policies and rules.
//!
//! Nothing public says which policy a rule ID is, so both sides are laid out in full and compared: [`evidence`] gathers what each ID's flows say,
//! [`expand`] works out the OpenFlow rules that Antrea would install on that Node for the policies that are known, and [`matching`] pairs them. The
//! order of priorities is a second, independent source: it breaks ties, and where it contradicts the clauses the answer is refused.

pub mod addresses;
pub mod endpoints;
pub mod evidence;
pub mod expand;
pub mod ledger;
pub mod local;
pub mod matching;
pub mod node;
pub mod objects;
pub mod pool;
mod settle;
