//! The rules: ids, names, levels, documentation.

/// A rule's id. Ids are stable for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleId {
    /// MIMA001 unattested-call.
    UnattestedCall,
}

/// A rule and what is said of it.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its id.
    pub id: RuleId,
}
