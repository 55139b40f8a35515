//! How much memory the container, or another control group of Linux, leaves to this process.
//!
//! Where a group has taken all that it may, the kernel kills a process of it, and there is no report. So a run ends before.

use std::path::Path;

use crate::regular;

/// A file of these holds a number, or a list of some dozen groups.
const MOST_BYTES: u64 = 1 << 16;

/// A hierarchy of control groups: where it is mounted, and the file in each group that holds the limit.
struct Hierarchy {
    mounted: &'static str,
    limit: &'static str,
}

/// The second version of control groups, where one hierarchy serves all.
const UNIFIED: Hierarchy = Hierarchy { mounted: "sys/fs/cgroup", limit: "memory.max" };

/// The first version, where memory has one of its own.
const OF_MEMORY: Hierarchy = Hierarchy { mounted: "sys/fs/cgroup/memory", limit: "memory.limit_in_bytes" };

/// The least that a group of this process allows, in bytes, by the files below `root`, which is `/`; `None` where none says so.
pub(super) fn memory(root: &Path) -> Option<u64> {
    let groups = text(&root.join("proc/self/cgroup"))?;
    groups.lines().filter_map(|line| limit(line, root)).min()
}

/// The least limit of a group and those around it. A line is `number:controllers:/path`.
fn limit(line: &str, root: &Path) -> Option<u64> {
    let (_, line) = line.split_once(':')?;
    let (controllers, path) = line.split_once(':')?;
    let hierarchy = match controllers {
        "" => UNIFIED,
        _ if controllers.split(',').any(|controller| controller == "memory") => OF_MEMORY,
        _ => return None,
    };
    let mounted = root.join(hierarchy.mounted);
    // In a container the path may be that of the machine, where only the container's own group is mounted: so the groups around it
    // are asked up to where it is mounted, and a group that is not there says nothing.
    let groups = Path::new(path.trim_start_matches('/')).ancestors();
    groups.filter_map(|group| text(&mounted.join(group).join(hierarchy.limit))?.trim().parse().ok()).min()
}

fn text(path: &Path) -> Option<String> {
    String::from_utf8(regular::read(path, MOST_BYTES).ok()?).ok()
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the test sets the stage")]
mod tests {
    use std::fs;

    use super::*;

    fn of(files: &[(&str, &str)]) -> Option<u64> {
        let root = tempfile::tempdir().expect("a directory");
        for (path, text) in files {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
            fs::write(path, text).expect("written");
        }
        memory(root.path())
    }

    #[test]
    fn the_least_limit_of_the_groups_counts() {
        let unified = ("proc/self/cgroup", "0::/a/b\n");
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[unified]), None);
        assert_eq!(of(&[unified, ("sys/fs/cgroup/a/b/memory.max", "max\n")]), None);
        assert_eq!(of(&[unified, ("sys/fs/cgroup/a/b/memory.max", "1000\n")]), Some(1000));
        let around = ("sys/fs/cgroup/a/memory.max", "500\n");
        assert_eq!(of(&[unified, ("sys/fs/cgroup/a/b/memory.max", "max\n"), around]), Some(500));
        // A namespace of its own, and a path of the machine that is not mounted in the container.
        let mounted = ("sys/fs/cgroup/memory.max", "700\n");
        assert_eq!(of(&[("proc/self/cgroup", "0::/\n"), mounted]), Some(700));
        assert_eq!(of(&[("proc/self/cgroup", "0::/../x\n"), mounted]), Some(700));
        assert_eq!(of(&[unified, mounted]), Some(700));
    }

    #[test]
    fn the_first_version_has_a_hierarchy_for_memory() {
        let groups = ("proc/self/cgroup", "9:cpu:/x\n5:blkio,memory:/docker/1\n0::/\n");
        let limit = |path, text| of(&[groups, (path, text)]);
        assert_eq!(limit("sys/fs/cgroup/memory/docker/1/memory.limit_in_bytes", "900\n"), Some(900));
        assert_eq!(limit("sys/fs/cgroup/memory/memory.limit_in_bytes", "800\n"), Some(800));
        assert_eq!(limit("sys/fs/cgroup/memory/x/memory.limit_in_bytes", "1\n"), None);
        // That there is none is a number as well, larger than any memory.
        let none = "9223372036854771712\n";
        assert_eq!(
            limit("sys/fs/cgroup/memory/memory.limit_in_bytes", none),
            Some(9_223_372_036_854_771_712)
        );
        assert_eq!(limit("sys/fs/cgroup/memory/memory.limit_in_bytes", "what\n"), None);
    }
}
