//! Which files share what an evaluator remembers.
//!
//! Each evaluator works out anew what its files have in common with those of others. In a program whose files all lead to each other
//! that is nearly all there is to do, so there are two evaluators for most of a program: a second core is worth that, a third is not. Files
//! that no import connects have nothing in common. The shares depend on the files alone, so that a limit is hit on every machine or on none.

use rustc_hash::FxHashMap;

use super::value::ModuleId;

/// As many cores are busy in the one stage that they are for, where nothing connects the files.
const SHARES: usize = 8;

/// Into how many shares files are divided that imports connect, if they are more than one of those.
const SHARES_OF_A_GROUP: usize = 2;

/// With fewer files in a share what is remembered is not worth it.
const LEAST_FILES: usize = 32;

/// The files, each by its number, in shares; `groups` has the number of each file's group.
pub(super) fn of(groups: impl Iterator<Item = u32>) -> Vec<Vec<ModuleId>> {
    let mut by_group: FxHashMap<u32, Vec<ModuleId>> = FxHashMap::default();
    let mut count = 0_usize;
    for group in groups {
        by_group.entry(group).or_default().push(ModuleId(count as u32));
        count += 1;
    }
    let size = count.div_ceil(SHARES).max(LEAST_FILES);
    let mut in_order: Vec<Vec<ModuleId>> = by_group.into_values().collect();
    in_order.sort_unstable_by_key(|files| files.first().copied());
    let mut shares = Vec::new();
    let mut small = Vec::new();
    for files in in_order {
        if files.len() > size {
            let half = files.len().div_ceil(SHARES_OF_A_GROUP);
            shares.extend(files.chunks(half).map(<[ModuleId]>::to_vec));
            continue;
        }
        small.extend(files);
        if small.len() >= size {
            shares.push(std::mem::take(&mut small));
        }
    }
    shares.push(small);
    shares.retain(|share| !share.is_empty());
    // The longest begin first, so that none is begun last and waited for.
    shares.sort_by_key(|share| std::cmp::Reverse(share.len()));
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(groups: impl IntoIterator<Item = u32>) -> Vec<usize> {
        of(groups.into_iter()).iter().map(Vec::len).collect()
    }

    #[test]
    fn a_group_is_divided_in_two_and_small_ones_are_put_together() {
        assert_eq!(sizes([]), [0; 0]);
        assert_eq!(sizes([7; 20]), [20]);
        assert_eq!(sizes([7; 40]), [20, 20]);
        assert_eq!(sizes([7; 1000]), [500, 500]);
        assert_eq!(sizes(0..100), [32, 32, 32, 4]);
        assert_eq!(sizes((0..300).map(|at| at % 3)), [50; 6]);
        assert_eq!(sizes((0..300).map(|at| at % 10)), [60, 60, 60, 60, 60]);
    }

    #[test]
    fn every_file_is_in_one_share() {
        let mut all: Vec<ModuleId> = of((0..500_u32).map(|at| at * at % 37)).concat();
        all.sort_unstable();
        assert_eq!(all, (0..500).map(ModuleId).collect::<Vec<_>>());
    }
}
