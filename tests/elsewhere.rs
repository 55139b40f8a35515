//! Files of languages that are not analysed: what in them counts as naming AI, and what does not.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    reason = "tests make directories and run the program"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use mima::catalog::Catalog;
use serde_json::Value;

/// What a file names.
fn names(path: &str, text: &str) -> Vec<String> {
    let elsewhere = &Catalog::builtin().elsewhere;
    let first_line = text.lines().next();
    let kind = elsewhere.kind_of(path, first_line).and_then(|number| elsewhere.kind(number));
    let kind = kind.unwrap_or_else(|| panic!("{path} is of no kind"));
    let search = &kind.search;
    let names: Vec<String> =
        search.names_in(text.as_bytes()).iter().map(|mention| mention.name.to_owned()).collect();
    assert!(names.is_empty() || search.may_name(text.as_bytes()), "{path}: the quick look misses {names:?}");
    names
}

/// A path, a text, and what is named in it.
type Row = (&'static str, &'static str, &'static [&'static str]);

fn check(rows: &[Row]) {
    for (path, text, expected) in rows {
        assert_eq!(names(path, text), *expected, "{path}: {text}");
    }
}

#[test]
fn imports_of_languages_with_types() {
    check(&[
        ("a.go", "import \"github.com/openai/openai-go\"\n", &["openai-go"]),
        ("a.go", "import (\n\t\"fmt\"\n\toai \"github.com/openai/openai-go/v2/option\"\n)\n", &["openai-go"]),
        ("a.go", "import _ \"github.com/tmc/langchaingo/llms\"\n", &["langchaingo"]),
        ("a.go", "// \"github.com/openai/openai-go\"\n/* import \"google.golang.org/genai\" */\n", &[]),
        ("a.go", "s := `\n\"github.com/openai/openai-go\"\n`\n", &[]),
        ("a.go", "log(\"see github.com/openai/openai-go for this\")\n", &[]),
        ("a.go", "import \"github.com/openai/openai-go-tools\"\n", &[]),
        ("a.go", "cmd := exec.Command(\"claude\", \"-p\", prompt)\n", &["claude"]),
        ("go.mod", "require (\n\tgithub.com/sashabaranov/go-openai v1.2.3\n)\n", &["go-openai"]),
        ("A.java", "import com.openai.client.OpenAIClient;\n", &["openai-java"]),
        ("A.java", "import static dev.langchain4j.model.Models.of;\n", &["langchain4j"]),
        ("A.java", "// import com.openai.client.OpenAIClient;\n", &[]),
        ("A.java", "String s = \"import com.openai.client\";\n", &[]),
        ("A.java", "import com.openaire.Client;\nimport my.com.openai.X;\n", &[]),
        ("A.kt", "import com.aallam.openai.client.OpenAI\n", &["openai-kotlin"]),
        ("build.gradle.kts", "implementation(\"dev.langchain4j:langchain4j:1.0\")\n", &["langchain4j"]),
        ("build.gradle", "implementation 'com.openai:openai-java:4.0'\n", &["openai-java"]),
        ("pom.xml", "<groupId>org.springframework.ai</groupId>\n", &["spring-ai"]),
        ("pom.xml", "<!-- <groupId>org.springframework.ai</groupId> -->\n", &[]),
        ("A.scala", "import sttp.openai.OpenAI\n", &["openai-scala"]),
        ("A.cs", "using OpenAI.Chat;\n", &["OpenAI"]),
        ("A.cs", "global using Microsoft.SemanticKernel;\n", &["Microsoft.SemanticKernel"]),
        ("A.cs", "using Chat = Azure.AI.OpenAI.Client;\n", &["Azure.AI.OpenAI"]),
        ("A.cs", "/// <see cref=\"OpenAI\"/> using OpenAI;\n", &[]),
        (
            "A.csproj",
            "<PackageReference Include=\"Microsoft.Extensions.AI\" Version=\"9\" />\n",
            &["Microsoft.Extensions.AI"],
        ),
        ("a.fsx", "#r \"nuget: OpenAI, 2.0\"\nopen OpenAI\n", &["OpenAI"]),
        ("a.swift", "import Foundation\nimport FoundationModels\n", &["FoundationModels"]),
        ("a.swift", "// import OpenAI\nlet OpenAI = 1\n", &[]),
        (
            "Package.swift",
            ".package(url: \"https://github.com/MacPaw/OpenAI\", from: \"1.0\")\n",
            &["OpenAI"],
        ),
        ("a.dart", "import 'package:langchain_openai/langchain_openai.dart';\n", &["langchain_openai"]),
        ("pubspec.yaml", "dependencies:\n  firebase_ai: ^2.0.0\n", &["firebase_ai"]),
        ("a.cpp", "#include \"llama.h\"\n# include <openai/openai.hpp>\n", &["llama.cpp", "openai-cpp"]),
        ("a.h", "// #include \"llama.h\"\n#include \"llama_farm.h\"\n", &[]),
    ]);
}

#[test]
fn imports_of_scripting_languages() {
    check(&[
        ("a.astro", "import OpenAI from \"openai\";\n", &["openai"]),
        ("a.astro", "import {\n  a,\n} from '@anthropic-ai/sdk/resources'\n", &["@anthropic-ai/sdk"]),
        ("a.astro", "const x = await import('@google/genai')\n", &["@google/genai"]),
        ("a.astro", "const { OpenAI } = require(\"openai\")\n", &["openai"]),
        (
            "a.astro",
            "import { generateText } from 'ai'\nimport { openai } from '@ai-sdk/openai'\n",
            &["ai", "@ai-sdk"],
        ),
        (
            "a.astro",
            "import x from './ai'\nimport y from '@/lib/openai'\nimport z from 'openai-types'\n",
            &[],
        ),
        (
            "a.astro",
            "// import OpenAI from 'openai'\n/* from 'openai' */\nconst s = `import x from 'openai'`\n",
            &[],
        ),
        ("a.astro", "import OpenAI from 'npm:openai@4'\n", &["openai"]),
        ("a.astro", "export * from '@langchain/core/messages'\n", &["@langchain"]),
        (
            "a.astro",
            "<!-- x -->\n<script>\nimport ollama from 'ollama/browser'\n</script>\n",
            &["ollama/browser"],
        ),
        ("a.astro", "execSync(`claude -p \"${prompt}\"`)\n", &["claude"]),
        ("package.json", "{\"dependencies\": {\"openai\": \"^4.0.0\", \"react\": \"1\"}}", &["openai"]),
        ("package.json", "{\"scripts\": {\"ai\": \"node ai.js\"}, \"keywords\": [\"openai\"]}", &[]),
        ("a.rb", "require \"ruby_llm\"\n", &["ruby_llm"]),
        ("a.rb", "chat = RubyLLM.chat\n", &["ruby_llm"]),
        ("a.rb", "client = OpenAI::Client.new(access_token: x)\n", &["openai"]),
        ("a.rb", "# require 'openai'\n=begin\nrequire 'openai'\n=end\nputs \"RubyLLM.chat\"\n", &[]),
        ("Gemfile", "gem 'ruby-openai', '~> 7'\n", &["ruby-openai"]),
        ("a.php", "<?php\nuse OpenAI\\Client;\n", &["openai-php"]),
        ("a.php", "<?php\n$client = OpenAI::client($key);\n", &["openai-php"]),
        ("a.php", "<?php\nuse Prism\\Prism\\Prism;\n", &["prism"]),
        ("a.php", "<?php\n// OpenAI::client($key)\n$x = App\\OpenAI::client();\n", &[]),
        ("composer.json", "{\"require\": {\"openai-php/client\": \"^0.10\"}}", &["openai-php/client"]),
        ("a.ex", "alias LangChain.Chains.LLMChain\n", &["langchain"]),
        ("a.ex", "Instructor.chat_completion(model: \"x\")\n", &["instructor"]),
        ("a.ex", "@doc \"\"\"\nUse LangChain.run\n\"\"\"\n# alias LangChain.X\nMy.LangChain.run()\n", &[]),
        ("mix.exs", "{:openai_ex, \"~> 0.9\"},\n", &["openai_ex"]),
        ("a.R", "library(ellmer)\nchat <- ellmer::chat_openai()\n", &["ellmer"]),
        ("a.r", "# library(ellmer)\nlibrary(ellmers)\n", &[]),
        ("a.jl", "using PromptingTools\n", &["PromptingTools"]),
        ("a.jl", "using HTTP, OpenAI\n", &["OpenAI"]),
        ("a.jl", "# using OpenAI\n#= using OpenAI =#\n", &[]),
        ("a.pl", "use OpenAI::API;\n", &["OpenAI::API"]),
    ]);
}

#[test]
fn commands_stand_in_the_place_of_a_command() {
    check(&[
        ("a.sh", "claude -p \"$PROMPT\" > out\n", &["claude -p"]),
        ("a.sh", "OUT=\"$(cat x | claude -p 'hi')\"\n", &["claude -p"]),
        ("a.sh", "cat report.txt | llm\n", &["llm"]),
        ("a.sh", "if ! ollama run llama3 \"$1\"; then exit; fi\n", &["ollama run"]),
        ("a.sh", "API_KEY=x timeout 60 codex exec \"$1\"\n", &["codex exec"]),
        ("a.sh", "API_KEY=\"${KEY}\" claude -p x\n", &["claude -p"]),
        (
            "run",
            "#!/usr/bin/env bash\naws bedrock-runtime invoke-model --model-id x\n",
            &["aws bedrock-runtime"],
        ),
        ("a.sh", "# claude -p\necho \"run claude -p now\"\necho 'ollama run'\n", &[]),
        ("a.sh", "choco install x\nmyclaude -p\nclaude-like -p\n", &[]),
        ("a.sh", "curl https://api.openai.com/v1/models\n", &["api.openai.com"]),
        ("Makefile", "review:\n\t@claude -p 'x'\n", &["claude -p"]),
        ("a.ps1", "<# ollama run #>\nollama run x\n", &["ollama run"]),
        ("Dockerfile", "FROM ollama/ollama:latest\nRUN ollama pull x\n", &["ollama/ollama", "ollama pull"]),
        ("Dockerfile.gpu", "FROM ubuntu\nCMD [\"vllm\", \"serve\"]\n", &["vllm"]),
        ("Dockerfile", "# FROM ollama/ollama\nFROM my/ollama\n", &[]),
        ("docker-compose.yml", "services:\n  a:\n    image: vllm/vllm-openai:v0.6\n", &["vllm/vllm-openai"]),
        (
            ".github/workflows/a.yml",
            "    - uses: anthropics/claude-code-action@v1\n    - uses: 'actions/ai-inference@v1'\n",
            &["anthropics/claude-code-action", "actions/ai-inference"],
        ),
        (".github/workflows/a.yml", "    - run: claude -p \"review\"\n", &["claude -p"]),
        (".github/workflows/a.yml", "    - run: |\n        gh models run x\n", &["gh models run"]),
        (
            ".github/workflows/a.yml",
            "    # uses: actions/ai-inference@v1\n    - uses: actions/checkout@v4\n",
            &[],
        ),
        (".gitlab-ci.yml", "  script:\n    - claude -p 'x'\n", &["claude -p"]),
    ]);
}

#[test]
fn functions_of_databases() {
    check(&[
        ("a.sql", "SELECT SNOWFLAKE.CORTEX.COMPLETE('x', y)", &["SNOWFLAKE.CORTEX.COMPLETE"]),
        ("a.sql", "select ai_complete ( 'x' )", &["AI_COMPLETE"]),
        ("a.SQL", "Select Ai_Query('x', y), ML.GENERATE_TEXT(a)", &["ai_query", "ML.GENERATE_TEXT"]),
        ("a.sql", "SELECT AI.GENERATE(p).result, AI.IF(x)", &["AI.GENERATE", "AI.IF"]),
        ("a.sql", "SELECT ai.openai_chat_complete('x')", &["pgai"]),
        ("a.sql", "EXECUTE IMMEDIATE 'SELECT AI_FILTER(x)'", &["AI_FILTER"]),
        ("a.sql", "-- AI_COMPLETE(x)\n/* ai_query(x) */ select ai_query_log from t", &[]),
        ("a.sql", "create table ai_classify_log (x int)", &[]),
        ("a.sql", "CREATE EXTERNAL MODEL m WITH (x)", &["CREATE EXTERNAL MODEL"]),
        ("A.java", "s.execute(\"SELECT AI_COMPLETE('x', ?)\");\n", &["AI_COMPLETE"]),
        ("a.astro", "await db.query(`select ai_query('x', ${y})`)\n", &["ai_query"]),
    ]);
}

#[test]
fn hosts_count_in_texts_and_not_in_comments() {
    check(&[
        ("a.lua", "local u = 'https://api.anthropic.com/v1/messages'\n", &["api.anthropic.com"]),
        ("a.lua", "-- https://api.anthropic.com/v1/messages\n", &[]),
        ("a.rb", "URI(\"https://#{name}.openai.azure.com/openai\")\n", &["*.openai.azure.com"]),
        ("a.go", "u := \"https://bedrock-runtime.\" + region\n", &["bedrock-runtime.*.amazonaws.com"]),
        ("a.go", "u := \"http://localhost:11434\"\n", &["localhost:11434"]),
        ("a.go", "u := \"http://localhost:8000/v1\"\n", &[]),
        ("a.go", "u := \"https://openrouter.ai/docs https://platform.openai.com/docs\"\n", &[]),
        ("a.go", "u := \"https://openrouter.ai/api/v1\"\n", &["openrouter.ai/api/"]),
        ("a.go", "u := \"https://api.openai.com.evil.example https://my-api.openai.com\"\n", &[]),
    ]);
}

/// A project's own rules name its own library, gateway and language.
#[test]
fn a_project_names_its_own() {
    let rules = "[[elsewhere]]\nlanguage = \"Acme\"\nfiles = [\"*.acme\"]\ncomments = [\"!\"]\nlists = [\"acme\"]\n\
                 [[names]]\nlist = \"acme\"\nare = \"library\"\nbefore = [\"use \"]\nnames = [\"models\"]\n\
                 [[names]]\nlist = \"go\"\nare = \"library\"\nbefore = ['^\"']\nafter = ['\"']\nnames = [\"acme.example/ai\"]\n\
                 [hosts]\nalso = [\"llm.acme.example\"]\n";
    let catalog = Catalog::with_project_rules(&[("own.toml".to_owned(), rules.to_owned())]).expect("rules");
    let names = |path: &str, text: &str| -> Vec<String> {
        let number = catalog.elsewhere.kind_of(path, None).expect("a kind");
        let kind = catalog.elsewhere.kind(number).expect("a kind");
        kind.search.names_in(text.as_bytes()).iter().map(|mention| mention.name.to_owned()).collect()
    };
    assert_eq!(names("a.acme", "use models\n! https://llm.acme.example\n"), ["models"]);
    assert_eq!(names("a.go", "import (\n\"acme.example/ai\"\n)\n"), ["acme.example/ai"]);
    assert_eq!(names("a.go", "u := \"https://llm.acme.example/v1\"\n"), ["llm.acme.example"]);
}

#[test]
fn what_is_wrong_in_such_rules_is_told() {
    let error = |rules: &str| {
        let loaded = Catalog::with_project_rules(&[("own.toml".to_owned(), rules.to_owned())]);
        loaded.expect_err("wrong").to_string()
    };
    let kind = "[[elsewhere]]\nlanguage = \"A\"\nfiles = [\"*.a\"]\n";
    assert!(error(&format!("{kind}lists = [\"jvn\"]\n")).contains("did you mean `jvm`"), "a list");
    assert!(error(&format!("{kind}blocks = [\"/*\"]\n")).contains("what begins and what ends"), "a block");
    assert!(error("[[names]]\nlist = \"x\"\nare = \"library\"\n").contains("has no names"), "names");
    assert!(error("[[names]]\nlist = \"x\"\nare = \"thing\"\nnames = [\"y\"]\n").contains("thing"), "a word");
}

fn mima(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mima"));
    command.current_dir(directory).args(arguments).output().expect("mima runs")
}

fn write(directory: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = directory.join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, text).expect("a file");
    }
}

fn json(directory: &Path) -> Value {
    let output = mima(directory, &["scan", "--format", "json"]);
    serde_json::from_slice(&output.stdout).expect("JSON")
}

const GO: &str = "import \"github.com/openai/openai-go\"\n";

/// Notes in each format; no gate fails, unless the level is raised.
#[test]
fn every_format_tells() {
    let directory = tempfile::tempdir().expect("a directory");
    let workflow = "steps:\n- uses: actions/ai-inference@v1\n";
    write(
        directory.path(),
        &[
            ("app.py", "import os\n"),
            ("cmd/a.go", GO),
            ("cmd/b.go", GO),
            ("cmd/c.go", "package c\n"),
            ("q.sql", "select ai_query(1)"),
            (".github/workflows/ai.yml", workflow),
            ("README.md", "import openai from \"openai\"\n"),
        ],
    );
    let report = json(directory.path());
    let findings = report["findings"].as_array().expect("findings");
    let places: Vec<(&str, &str)> = findings
        .iter()
        .map(|it| (it["file"].as_str().expect("a file"), it["rule"].as_str().expect("a rule")))
        .collect();
    let expected =
        [".github/workflows/ai.yml", "cmd/a.go", "cmd/b.go", "q.sql"].map(|file| (file, "MIMA033"));
    assert_eq!(places, expected);
    assert!(findings.iter().all(|it| it["level"] == "note"));
    let languages = &report["summary"]["blind_languages"];
    assert_eq!(languages["Go"]["files"], 2);
    assert_eq!(languages["Go"]["names"]["openai-go"], 2);
    assert_eq!(languages["SQL"]["names"]["ai_query"], 1);
    assert_eq!(report["summary"]["files_found"], 1);
    let left_out = report["left_out"].as_array().expect("left_out");
    assert!(left_out.iter().all(|it| it["reason"] == "language" && it["names_ai"] == true), "{left_out:?}");

    let text = mima(directory.path(), &["scan", "--strict", "--color", "never"]);
    assert!(text.status.success());
    let text = String::from_utf8(text.stdout).expect("text");
    assert!(text.contains("2 Go files name openai-go: not analysed.\n"), "{text}");
    assert!(text.contains("the function `ai_query` is named here; SQL is not analysed"), "{text}");
    let markdown =
        String::from_utf8(mima(directory.path(), &["scan", "--format", "markdown"]).stdout).expect("text");
    assert!(markdown.contains("- 2 Go files name openai-go: not analysed\n"), "{markdown}");

    let sarif = mima(directory.path(), &["scan", "--format", "sarif"]);
    let sarif: Value = serde_json::from_slice(&sarif.stdout).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), 4);
    assert!(results.iter().all(|it| it["ruleId"] == "MIMA033" && it["level"] == "note"));

    write(directory.path(), &[("mima.toml", "strict = true\n[rules]\nMIMA033 = \"error\"\n")]);
    let raised = mima(directory.path(), &["scan"]);
    assert_eq!(raised.status.code(), Some(1), "{}", String::from_utf8_lossy(&raised.stderr));
}

#[test]
fn what_is_excluded_is_not_searched() {
    let directory = tempfile::tempdir().expect("a directory");
    write(
        directory.path(),
        &[("a.go", GO), ("node_modules/a.go", GO), ("mima.toml", "exclude = [\"a.go\"]\n")],
    );
    assert_eq!(json(directory.path())["findings"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_file_that_is_too_large_is_searched_as_far_as_the_limit_allows() {
    let directory = tempfile::tempdir().expect("a directory");
    let padding = "\n".repeat(300);
    let (early, late) = (format!("{GO}{padding}"), format!("{padding}{GO}"));
    let settings = "[limits]\nfile-bytes = 200\n";
    write(directory.path(), &[("early.go", &early), ("late.go", &late), ("mima.toml", settings)]);
    let report = json(directory.path());
    assert_eq!(report["findings"].as_array().map(Vec::len), Some(1));
    assert_eq!(report["findings"][0]["file"], "early.go");
    let late = report["left_out"].as_array().expect("left_out").iter().find(|it| it["path"] == "late.go");
    assert_eq!(late.expect("late.go")["reason"], "too-large");
    assert_eq!(late.expect("late.go")["names_ai"], Value::Null);
}

/// SQL files of Windows are often UTF-16.
#[test]
fn other_encodings_are_read() {
    let directory = tempfile::tempdir().expect("a directory");
    let text = "\u{feff}select ai_query(1)";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(directory.path().join("a.sql"), bytes).expect("a file");
    fs::write(directory.path().join("b.go"), format!("\u{feff}{GO}")).expect("a file");
    let report = json(directory.path());
    assert_eq!(report["findings"].as_array().map(Vec::len), Some(2), "{report}");
    assert_eq!(report["findings"][1]["column"], 9);
}

/// A baseline accepts a file with the names that it has.
#[test]
fn a_new_name_is_news() {
    let directory = tempfile::tempdir().expect("a directory");
    write(directory.path(), &[("a.go", GO)]);
    mima(directory.path(), &["scan", "--write-baseline", "base.json"]);
    let open = || {
        let output = mima(directory.path(), &["scan", "--baseline", "base.json", "--format", "json"]);
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let findings = report["findings"].as_array().expect("findings").clone();
        findings.iter().filter(|it| it["baselined"] == false).count()
    };
    assert_eq!(open(), 0);
    write(directory.path(), &[("a.go", &format!("{GO}import \"google.golang.org/genai\"\n"))]);
    assert_eq!(open(), 1);
}

/// The notes of MIMA032: file, line and message.
fn unknown(files: &[(&str, &str)]) -> Vec<(String, u64, String)> {
    let directory = tempfile::tempdir().expect("a directory");
    write(directory.path(), files);
    let report = json(directory.path());
    let findings = report["findings"].as_array().expect("findings").iter();
    let notes = findings.filter(|it| it["rule"] == "MIMA032" && it["suppressed"].is_null());
    let row = |it: &Value| {
        let text = |key: &str| it[key].as_str().expect("text").to_owned();
        (text("file"), it["line"].as_u64().expect("a line"), text("message"))
    };
    notes.map(row).collect()
}

/// The packages that are noted.
fn packages(files: &[(&str, &str)]) -> Vec<String> {
    let package = |message: &str| message.split('`').nth(1).unwrap_or_default().to_owned();
    unknown(files).iter().map(|(_, _, message)| package(message)).collect()
}

#[test]
fn a_package_that_no_rule_follows_is_told_once() {
    let found = unknown(&[
        ("app/a.py", "import os\nfrom diffusers import StableDiffusionPipeline\n"),
        ("app/b.py", "def f():\n    import diffusers.utils\n"),
        ("app/c.py", "import faster_whisper as fw\n"),
    ]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!((found[0].0.as_str(), found[0].1), ("app/a.py", 2));
    assert!(found[0].2.contains("`diffusers` is known to run models"), "{found:?}");
    assert!(found[0].2.ends_with("(imported in 1 other file too)"), "{found:?}");
    assert_eq!((found[1].0.as_str(), found[1].1), ("app/c.py", 1));
}

#[test]
fn what_is_followed_or_own_is_not_unknown() {
    assert_eq!(packages(&[("a.py", "import openai\nimport transformers\n")]), [""; 0]);
    assert_eq!(packages(&[("diffusers/__init__.py", ""), ("a.py", "import diffusers\n")]), [""; 0]);
    assert_eq!(packages(&[("diffusers.py", ""), ("a.py", "from diffusers import x\n")]), [""; 0]);
    assert_eq!(
        packages(&[("a.py", "from .diffusers import x\n# import diffusers\ns = 'import whisper'\n")]),
        [""; 0]
    );
    assert_eq!(packages(&[("a.py", "import whisper  # mima: ignore[MIMA032] offline\n")]), [""; 0]);
    assert_eq!(packages(&[("a.py", "import spice\n")]), [""; 0], "of that name there is more than one");
    assert_eq!(packages(&[("a.py", "from spice import Spice\n")]), ["spiceai"]);
    assert_eq!(
        packages(&[("a.py", "import importlib\nm = importlib.import_module('diffusers')\n")]),
        ["diffusers"]
    );
    let rules = "[library]\nid = \"d\"\ntitle = \"D\"\npackage = \"diffusers\"\nroots = [\"diffusers\"]\n\
                 [[module]]\nnames = [\"diffusers\"]\ncalls.image = [\"run\"]\n";
    let settings = "rule-files = [\"own.toml\"]\n";
    assert_eq!(
        packages(&[("a.py", "import diffusers\n"), ("own.toml", rules), ("mima.toml", settings)]),
        [""; 0]
    );
}

#[test]
fn crates_that_no_rule_follows_are_told() {
    let manifest = ("Cargo.toml", "[package]\nname = \"app\"\n[dependencies]\nopenai_dive = \"1\"\n");
    let of = |text: &'static str| packages(&[manifest, ("src/main.rs", text)]);
    assert_eq!(of("use openai_dive::v1::api::Client;\nfn main() {}\n"), ["openai_dive"]);
    assert_eq!(of("fn main() { let c = openai_dive::v1::Client::new(); }\n"), ["openai_dive"]);
    assert_eq!(of("mod openai { pub fn ask() {} }\nfn main() { openai::ask(); }\n"), [""; 0]);
    assert_eq!(of("mod llm;\nuse llm::ask;\nfn main() { ask(); }\n"), [""; 0]);
    let own = [
        manifest,
        ("src/lib.rs", "pub mod openai;\npub mod other;\n"),
        ("src/openai.rs", "pub fn ask() {}\n"),
        ("src/other.rs", "use crate::*;\nfn f() { openai::ask(); }\n"),
    ];
    assert_eq!(packages(&own), [""; 0]);
}

#[test]
fn a_lock_file_says_who_depends_on_a_library() {
    let lock = "version = 1\n[[package]]\nname = \"acme-chat\"\nversion = \"1.0\"\nsource = { registry = \"r\" }\n\
                dependencies = [{ name = \"openai\" }]\n";
    let app = ("app.py", "from acme_chat import ask\n");
    let found = unknown(&[("uv.lock", lock), app]);
    assert_eq!(found.len(), 1);
    assert!(found[0].2.starts_with("`acme-chat` depends on `openai`"), "{found:?}");
    assert_eq!(packages(&[app]), [""; 0]);
    let harmless = lock.replace("acme-chat", "opentelemetry-acme");
    assert_eq!(packages(&[("uv.lock", &harmless), ("app.py", "import opentelemetry_acme\n")]), [""; 0]);
    let cargo = "version = 4\n[[package]]\nname = \"acme-chat\"\nversion = \"1.0\"\nsource = \"registry+https://x\"\n\
                 dependencies = [\"async-openai\"]\n";
    let manifest = ("Cargo.toml", "[package]\nname = \"app\"\n[dependencies]\nacme-chat = \"1\"\n");
    let main = ("src/main.rs", "use acme_chat::ask;\nfn main() { ask(); }\n");
    assert_eq!(packages(&[manifest, ("Cargo.lock", cargo), main]), ["acme-chat"]);
}

#[test]
fn the_summary_counts_unknown_libraries() {
    let directory = tempfile::tempdir().expect("a directory");
    write(directory.path(), &[("a.py", "import whisper\n"), ("b.py", "import whisper\n")]);
    assert_eq!(json(directory.path())["summary"]["unknown_libraries"]["openai-whisper"], 2);
    let text = mima(directory.path(), &["scan", "--strict", "--color", "never"]);
    assert!(text.status.success());
    let text = String::from_utf8(text.stdout).expect("text");
    assert!(text.contains("openai-whisper (2 files): imported, and no rule follows it.\n"), "{text}");
    let sarif = mima(directory.path(), &["scan", "--format", "sarif"]);
    let sarif: Value = serde_json::from_slice(&sarif.stdout).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "MIMA032");
    write(directory.path(), &[("mima.toml", "strict = true\n[rules]\nMIMA032 = \"error\"\n")]);
    assert_eq!(mima(directory.path(), &["scan"]).status.code(), Some(1));
}
