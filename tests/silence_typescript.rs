//! The same ways to hide a call as in `silence.rs`, in TypeScript and JavaScript.

#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "tests set the stage that the binary plays on"
)]

#[path = "support/promise.rs"]
mod promise;
#[path = "support/scratch.rs"]
mod scratch;

use std::fs;

use promise::Promise::{Accepted, Blind, Fails, LeftOut, NotAnalysed, Off};
use promise::{PLAIN, check, link, row, scan, staged, tracked, untracked, with_args, write_bytes};
use scratch::Project;

const CALL: &str = "import OpenAI from \"openai\";\n\nawait new OpenAI().responses.create({ model: \"gpt-4o\", input: \"x\" });\n";

/// The same, as scripts had it before there were modules.
const REQUIRED: &str =
    "const OpenAI = require('openai');\nnew OpenAI().responses.create({ model: 'gpt-4o', input: 'x' });\n";

#[test]
fn what_git_tracks_cannot_hide() {
    check(&[
        staged("git add -f", &[("app.ts", CALL), (".gitignore", "app.ts\n")], tracked, Fails("MIMA001")),
        staged(".ignore", &[("app.ts", CALL), (".ignore", "*.ts\n")], tracked, Fails("MIMA001")),
        staged("dist/", &[("dist/app.js", CALL)], tracked, Fails("MIMA001")),
        staged("build/", &[("build/app.mjs", CALL)], tracked, Fails("MIMA001")),
        staged(".next/", &[(".next/server/app.js", REQUIRED)], tracked, Fails("MIMA001")),
        staged("node_modules/", &[("node_modules/a/index.js", REQUIRED)], tracked, Fails("MIMA001")),
        staged(".github/", &[(".github/scripts/app.cjs", REQUIRED)], tracked, Fails("MIMA001")),
        staged(
            "attributes",
            &[("app.ts", CALL), (".gitattributes", "app.ts linguist-generated linguist-vendored binary\n")],
            tracked,
            Fails("MIMA001"),
        ),
    ]);
}

#[test]
fn what_nobody_tracks_is_said_to_be_left_out() {
    check(&[
        staged(
            "ignored",
            &[("app.ts", CALL), (".gitignore", "app.ts\n")],
            untracked,
            LeftOut("app.ts", "git-ignored"),
        ),
        row(".ignore", &[("app.ts", CALL), (".ignore", "app.ts\n")], LeftOut("app.ts", "ignore-file")),
        row("dist/", &[("dist/app.js", CALL)], LeftOut("dist/", "default-exclude")),
        row("build/", &[("build/app.js", CALL)], LeftOut("build/", "default-exclude")),
        row(
            "node_modules/",
            &[("node_modules/a/index.js", CALL)],
            LeftOut("node_modules/", "default-exclude"),
        ),
        row(".github/", &[(".github/scripts/app.js", CALL)], LeftOut(".github/", "hidden")),
        row(
            "excluded",
            &[("app.ts", CALL), ("mima.toml", "exclude = [\"app.ts\"]\n")],
            LeftOut("app.ts", "settings"),
        ),
        with_args(
            "excluded by a flag",
            &[("app.tsx", CALL)],
            &["--exclude", "app.tsx"],
            LeftOut("app.tsx", "settings"),
        ),
    ]);
    let outside = tempfile::tempdir().expect("a directory");
    fs::write(outside.path().join("app.ts"), CALL).expect("a file");
    let project = Project::of(&[("plain.py", PLAIN)]);
    link(&project, &outside.path().join("app.ts").to_string_lossy(), "app.ts");
    assert_eq!(LeftOut("app.ts", "link").missing(&project, &[]), [""; 0]);
}

#[test]
fn what_is_no_usual_file_of_code_is_analysed() {
    check(&[
        row("modules of Node", &[("app.mjs", CALL)], Fails("MIMA001")),
        row("modules of Node, typed", &[("app.mts", CALL)], Fails("MIMA001")),
        row("the older kind", &[("app.cjs", REQUIRED)], Fails("MIMA001")),
        row("the older kind, typed", &[("app.cts", CALL)], Fails("MIMA001")),
        row("JSX", &[("app.jsx", CALL)], Fails("MIMA001")),
        row("capital letters", &[("APP.TS", CALL)], Fails("MIMA001")),
        row(
            "a script",
            &[("tool", "#!/usr/bin/env node\nconst O = require('openai');\nnew O().responses.create({});\n")],
            Fails("MIMA001"),
        ),
        row(
            "a script with options",
            &[(
                "tool",
                "#!/usr/bin/env -S npx tsx\nimport O from 'openai';\nnew O().responses.create({});\n",
            )],
            Fails("MIMA001"),
        ),
        row("a configuration", &[("next.config.mjs", CALL)], Fails("MIMA001")),
        staged(
            "UTF-16",
            &[],
            |project| {
                let wide: Vec<u8> =
                    format!("\u{feff}{CALL}").encode_utf16().flat_map(u16::to_le_bytes).collect();
                write_bytes(project, b"app.ts", &wide);
            },
            Fails("MIMA001"),
        ),
        row(
            "a byte order mark",
            &[("app.ts", "\u{feff}import O from 'openai';\nnew O().responses.create({});\n")],
            Fails("MIMA001"),
        ),
        row(
            "carriage returns",
            &[("app.ts", "import O from 'openai';\rnew O().responses.create({});\r")],
            Fails("MIMA001"),
        ),
        row(
            "line separators",
            &[("app.ts", "// x\u{2028}import O from 'openai';\u{2028}new O().responses.create({});\n")],
            Fails("MIMA001"),
        ),
        row(
            "code that never runs",
            &[("app.ts", "import O from 'openai';\nif (false) new O().responses.create({});\n")],
            Fails("MIMA001"),
        ),
    ]);
}

#[test]
fn what_cannot_be_read_fails() {
    let large = format!("{CALL}{}", "// why\n".repeat(700_000));
    let project = Project::of(&[("plain.py", PLAIN), ("app.ts", &large)]);
    assert_eq!(NotAnalysed("app.ts", "too-large").missing(&project, &[]), [""; 0]);
    check(&[
        row(
            "a NUL character",
            &[("app.ts", "import O from 'openai';\nnew O().responses.create({});\n// \0\n")],
            NotAnalysed("app.ts", "binary"),
        ),
        row(
            "a pointer to the file",
            &[("app.ts", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n")],
            NotAnalysed("app.ts", "unreadable"),
        ),
        row(
            "a lower limit",
            &[("app.ts", CALL), ("mima.toml", "[limits]\nfile-bytes = 9\n")],
            NotAnalysed("app.ts", "too-large"),
        ),
    ]);
}

const ATTESTED_BY_NAME: &str = "import OpenAI from 'openai';\nimport { mima } from '@acme/governance';\n\nclass Desk {\n  @mima.attest()\n  ask() {\n    return new OpenAI().responses.create({ input: 'x' });\n  }\n}\nnew Desk().ask();\n";

#[test]
fn settings_comments_and_names_do_not_pass_it_in_silence() {
    check(&[
        row(
            "ignore",
            &[("app.ts", CALL), ("mima.toml", "ignore = [\"MIMA001\"]\n")],
            Off("ignore in the settings"),
        ),
        row(
            "test code",
            &[("src/app.test.ts", CALL), ("mima.toml", "tests = false\n")],
            Off("tests in the settings"),
        ),
        row(
            "a comment",
            &[(
                "app.ts",
                "import O from 'openai';\nnew O().responses.create({}); // mima: ignore[MIMA001] fine\n",
            )],
            Accepted("suppressed"),
        ),
        row(
            "a comment in a block",
            &[(
                "app.ts",
                "import O from 'openai';\nnew O().responses.create({}); /* mima: ignore[MIMA001] fine */\n",
            )],
            Fails("MIMA001"),
        ),
        row(
            "ignore-file",
            &[(
                "app.ts",
                "// mima: ignore-file[MIMA001] fine\nimport O from 'openai';\nnew O().responses.create({});\n",
            )],
            Accepted("suppressed"),
        ),
        row("a marker by its name", &[("app.ts", ATTESTED_BY_NAME)], Fails("MIMA001")),
        row(
            "any attest",
            &[(
                "app.ts",
                "import O from 'openai';\nimport { attest } from 'sigstore';\nexport const ask = attest(() => new O().responses.create({}));\nask();\n",
            )],
            Fails("MIMA001"),
        ),
    ]);
}

#[test]
fn an_error_touches_what_it_touches() {
    for line in [
        "export type * from './types';",
        "using file = open();",
        "import defer * as late from './late';",
        "import data from './a.json' with { type: 'json' };",
        "class C { accessor x = 1; static accessor y = 2; }",
        "const f = <const T,>(x: T) => x;",
        "interface I<in T> { x: T }",
    ] {
        let project = Project::of(&[("app.ts", &format!("{line}\n{CALL}"))]);
        assert_eq!(Fails("MIMA001").missing(&project, &[]), [""; 0], "{line}");
        assert!(!scan(&project, &[], "text").1.contains("MIMA030"), "{line}");
    }
    for broken in [
        "function f( { }\n",
        "const x = ;\n",
        "<<<<<<< ours\nlet a = 1;\n=======\nlet a = 2;\n>>>>>>> theirs\n",
    ] {
        let project = Project::of(&[("app.ts", &format!("{CALL}\n{broken}"))]);
        assert_eq!(Fails("MIMA001").missing(&project, &[]), [""; 0], "{broken}");
        assert!(scan(&project, &[], "text").1.contains("MIMA030"), "{broken}");
    }
    let touched = "import O from 'openai';\nnew O().responses.create({ input: 'x' \n";
    let project = Project::of(&[("app.ts", touched)]);
    for format in ["text", "json", "sarif"] {
        let (code, output) = scan(&project, &[], format);
        assert!(code == 1 && output.contains("MIMA030"), "{output}");
    }
}

#[test]
fn the_scripts_of_pages_are_analysed() {
    /// A page whose script makes a call, with markup before it and attributes of the script.
    macro_rules! page {
        ($markup:literal, $attributes:literal) => {
            concat!(
                $markup,
                "<script",
                $attributes,
                ">import OpenAI from 'openai';\nawait new OpenAI().responses.create({ input: 'x' })</script>\n"
            )
        };
    }
    check(&[
        row("Vue", &[("App.vue", page!("<p>x</p>", ""))], Fails("MIMA001")),
        row("Vue, typed", &[("App.vue", page!("", " setup lang=\"ts\""))], Fails("MIMA001")),
        row("Vue, in capitals", &[("App.VUE", page!("", ""))], Fails("MIMA001")),
        row("Svelte", &[("App.svelte", page!("", " type=module"))], Fails("MIMA001")),
        row("a comment in an attribute", &[("a.svelte", page!("<p title=\"<!--\"/>", ""))], Fails("MIMA001")),
        row("a comment without end", &[("a.vue", page!("<!-- ", ""))], Fails("MIMA001")),
        row(
            "another language",
            &[("App.vue", page!("", " lang=\"coffee\""))],
            LeftOut("App.vue", "not-a-code-cell"),
        ),
    ]);
}

#[test]
fn what_is_code_in_another_language_is_told() {
    check(&[row("Astro", &[("a.astro", "---\nimport OpenAI from 'openai';\n---\n<p/>\n")], Blind("openai"))]);
}

/// A comment that does nothing: whoever wrote it believes that it does.
#[test]
fn comments_that_do_nothing_are_told() {
    let comments = [
        ("MIMA: ignore[MIMA001] x", "MIMA021", "ignore[MIMA001]"),
        ("mima: disable[MIMA001] x", "MIMA021", "ignore[MIMA001]"),
        ("mima: ignore[MIMA01] x", "MIMA021", "MIMA001"),
        ("eslint-disable-line mima/MIMA001", "MIMA021", "ignore[MIMA001]"),
        ("mima: ignore", "MIMA020", "ignore[MIMA001]"),
    ];
    for (comment, rule, meant) in comments {
        let call = CALL.replace("\"x\" });", &format!("\"x\" }}); // {comment}"));
        let project = Project::of(&[("app.ts", &call)]);
        for format in ["text", "json", "sarif"] {
            let (code, output) = scan(&project, &[], format);
            assert_eq!(code, 1, "{comment}");
            assert!(output.contains(rule) && output.contains(meant), "{comment}: {output}");
        }
    }
}
