//! Settings: where they are found, what they hold, how mistakes are told.

#![expect(clippy::disallowed_methods, reason = "tests write what they read")]

use std::fs;

use super::*;

/// A directory with files, and the error or settings that loading from it gives.
fn load_from(files: &[(&str, &str)], source: ConfigSource<'_>) -> Result<Config, String> {
    let directory = tempfile::tempdir().map_err(|error| error.to_string())?;
    let cwd = directory.path().canonicalize().map_err(|error| error.to_string())?;
    for (path, text) in files {
        let path = cwd.join(path);
        fs::create_dir_all(path.parent().unwrap_or(&cwd)).map_err(|error| error.to_string())?;
        fs::write(path, text).map_err(|error| error.to_string())?;
    }
    let at = match source {
        ConfigSource::Discover(roots) => cwd.join(&roots[0]),
        _ => cwd.clone(),
    };
    let settings = Settings::load(source, &cwd, &Disk).map_err(|error| error.to_string())?;
    Ok(Config { scope: PathBuf::new(), ..settings.in_force(&at) })
}

fn discover_from(files: &[(&str, &str)]) -> Result<Config, String> {
    load_from(files, ConfigSource::Discover(&[PathBuf::from(".")]))
}

#[test]
fn every_key_is_read() {
    let config = discover_from(&[
        (
            "mima.toml",
            "include = ['src/']\nexclude = ['gen/']\nselect = ['MIMA0']\nignore = ['idle-attestation']\n\
             rule-files = ['gov/*.toml', 'extra.toml']\nstrict = true\nmin-coverage = 80\nmax-unattested = 3\n\
             min-attestation = 'medium'\n\
             [rules]\nMIMA001 = 'warning'\nidle-attestation = 'off'\n",
        ),
        ("gov/b.toml", "b"),
        ("gov/a.toml", "a"),
        ("gov/deep/c.toml", "c"),
        ("gov/readme.md", ""),
        ("extra.toml", "x"),
    ])
    .expect("the settings are right");
    assert_eq!(config.file.as_deref(), Some("mima.toml"));
    assert_eq!(config.include, ["src/"]);
    assert_eq!(config.exclude, ["gen/"]);
    assert_eq!(config.select, ["MIMA0"]);
    assert_eq!(config.ignore, ["idle-attestation"]);
    assert!(config.strict);
    assert_eq!(config.min_coverage, Some(80.0));
    assert_eq!(config.max_unattested, Some(3));
    assert_eq!(config.attestation.belief.least, Confidence::Medium);
    assert_eq!(
        config.levels,
        [(RuleId::UnattestedCall, Some(Level::Warning)), (RuleId::IdleAttestation, None)]
    );
    let files: Vec<(&str, &str)> = config.rule_files.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(files, [("extra.toml", "x"), ("gov/a.toml", "a"), ("gov/b.toml", "b")]);
}

#[test]
fn mistakes_name_the_place_and_the_key() {
    let cases = [
        (
            "min-attestation = 'sure'\n",
            "mima.toml:1:19: `min-attestation`: must be `high`, `medium` or `low`",
        ),
        ("\nexlude = []\n", "mima.toml:2:1: `exlude`: unknown key `exlude`; did you mean `exclude`?"),
        ("strict = 1\n", "mima.toml:1:10: `strict`: invalid type: integer `1`, expected a boolean"),
        (
            "[rules]\nMIMA001 = 'warn'\n",
            "mima.toml:2:11: `rules.MIMA001`: unknown value `warn`; known are error, warning, note, off",
        ),
        (
            "[rules]\nunatested-call = 'off'\n",
            "mima.toml:2:1: `rules.unatested-call`: there is no rule `unatested-call`; did you mean \
             `unattested-call`?",
        ),
        (
            "[rules]\nMIMA001 = 'off'\nunattested-call = 'off'\n",
            "mima.toml:3:1: `rules.unattested-call`: the rule is set twice, by its id and by its name",
        ),
        ("select = ['XYZ']", "mima.toml:1:11: `select`: there is no rule `XYZ`; `mima rules` lists them"),
        ("min-coverage = 101", "mima.toml:1:16: `min-coverage`: must be a percentage, from 0 to 100"),
        ("min-coverage = nan", "mima.toml:1:16: `min-coverage`: must be a percentage, from 0 to 100"),
        (
            "[attestation]\npresets = ['langfuze']\n",
            "mima.toml:2:12: `attestation.presets`: there is no preset `langfuze`; did you mean `langfuse`?",
        ),
        (
            "[attestation]\ndecorator = ['a.b']\n",
            "mima.toml:2:1: `attestation.decorator`: unknown key `decorator`; did you mean `decorators`?",
        ),
        (
            "[attestation]\ndecorators = ['recorded']\n",
            "mima.toml:2:15: `attestation.decorators`: must be a qualified name: the module, and what is in it, \
             as `acme.audit.recorded`",
        ),
        (
            "[[attestation.sanctioned]]\npath = 'evals/'\nreason = ' '\n",
            "mima.toml:3:10: `attestation.sanctioned.reason`: needs a `reason`: why AI calls are accepted here without \
             attestation",
        ),
        (
            "[[attestation.sanctioned]]\npath = 'evals/'\nreason = 'x'\nexpires = 'soon'\n",
            "mima.toml:4:11: `attestation.sanctioned.expires`: must be a date, as `2027-01-31`",
        ),
        ("rule-files = ['a/*.toml']", "mima.toml:1:15: `rule-files`: `a/*.toml` matches no file"),
    ];
    for (text, message) in cases {
        assert_eq!(discover_from(&[("mima.toml", text)]), Err(message.to_owned()));
    }
    let bad_glob = discover_from(&[("mima.toml", "exclude = ['a[']")]).expect_err("the glob is not closed");
    assert!(bad_glob.starts_with("mima.toml:1:12: `exclude`: bad glob `a[`: "), "{bad_glob}");
    let syntax = discover_from(&[("mima.toml", "strict = \n")]).expect_err("there is no value");
    assert!(syntax.starts_with("mima.toml:1:"), "{syntax}");
}

#[test]
fn all_mistakes_are_told_in_the_order_of_the_file() {
    let text = "exlude = []\nselect = ['XYZ', 'MIMA0']\nstrict = 'yes'\ndecorators = ['a.b']\n\
                [attestation]\npreset = ['langfuse']\ndecorators = ['recorded', 'a.b', 7]\n\
                [[attestation.sanctioned]]\nreason = 'x'\n\
                [[attestation.sanctioned]]\npath = 'evals/'\nresaon = 'x'\n\
                [limits]\nflow-stepz = 0\n";
    let told = discover_from(&[("mima.toml", text)]).expect_err("nothing is right");
    let told: Vec<&str> = told.lines().collect();
    let expected = [
        "mima.toml:1:1: `exlude`: unknown key `exlude`; did you mean `exclude`?",
        "mima.toml:2:11: `select`: there is no rule `XYZ`; `mima rules` lists them",
        "mima.toml:3:10: `strict`: invalid type: string \"yes\", expected a boolean",
        "mima.toml:4:1: `decorators`: unknown key `decorators`; did you mean `attestation.decorators`?",
        "mima.toml:6:1: `attestation.preset`: unknown key `preset`; did you mean `presets`?",
        "mima.toml:7:15: `attestation.decorators`: must be a qualified name",
        "mima.toml:7:34: `attestation.decorators`: invalid type: integer `7`, expected a string",
        "mima.toml:8:1: `attestation.sanctioned`: missing field `path`",
        "mima.toml:10:1: needs a `reason`",
        "mima.toml:12:1: `attestation.sanctioned.resaon`: unknown key `resaon`; did you mean `reason`?",
        "mima.toml:14:1: `limits.flow-stepz`: unknown limit `flow-stepz`",
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{told}\n{expected}");
    }
}

#[test]
fn the_table_of_pyproject_is_read_and_other_tables_are_not() {
    let text = "[tool.other]\nx = 1\n[tool.mima]\nstrict = true\n";
    let config = discover_from(&[("pyproject.toml", text)]).expect("the settings are right");
    assert!(config.strict);
    let text = "[tool.mima]\nstrikt = true\n";
    assert_eq!(
        discover_from(&[("pyproject.toml", text)]),
        Err("pyproject.toml:2:1: `strikt`: unknown key `strikt`; did you mean `strict`?".to_owned())
    );
    assert_eq!(discover_from(&[("pyproject.toml", "[project\n# mima\n")]), Ok(Config::default()));
    let both = [("pyproject.toml", "[tool.mima]\n"), ("mima.toml", "strict = true")];
    assert!(discover_from(&both).is_err_and(|error| error.starts_with("mima.toml: stands beside")));
}

#[test]
fn the_search_goes_up_to_the_repository_and_no_further() {
    let discover = |files: &[(&str, &str)]| load_from(files, ConfigSource::Discover(&[PathBuf::from("a/b")]));
    let found = discover(&[("mima.toml", "strict = true"), ("a/b/x.py", "")]);
    assert!(found.is_ok_and(|config| config.strict));
    let files = [("mima.toml", "strict = true"), ("a/.git/HEAD", ""), ("a/b/x.py", "")];
    assert_eq!(discover(&files), Ok(Config::default()));
    let nearer = [("mima.toml", "strict = true"), ("a/mima.toml", "strict = false"), ("a/b/x.py", "")];
    // The gate of the project holds in all of it.
    assert!(
        discover(&nearer).is_ok_and(|config| config.strict && config.file.as_deref() == Some("a/mima.toml"))
    );
}

#[test]
fn a_named_file_must_exist_and_isolation_reads_nothing() {
    let files = [("mima.toml", "strict = true"), ("other.toml", "min-coverage = 1.5")];
    let named = load_from(&files, ConfigSource::File(Path::new("other.toml")));
    assert!(named.is_ok_and(|config| config.min_coverage == Some(1.5) && !config.strict));
    let missing = load_from(&files, ConfigSource::File(Path::new("none.toml"))).expect_err("no such file");
    assert!(missing.starts_with("none.toml: cannot be read: "), "{missing}");
    assert_eq!(load_from(&files, ConfigSource::Isolated), Ok(Config::default()));
}
