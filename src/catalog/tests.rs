//! Tests of the catalog: the compiled-in rules, and the format.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, reads fixtures and takes times"
)]

use super::*;

const LIBRARY: &str = "[library]\nid = \"x\"\ntitle = \"X\"\npackage = \"x\"\nroots = [\"x\"]\n";

/// Loads a library `x` with `tables`, which begin on line 6.
fn load(tables: &str) -> Result<Catalog, Mistakes<CatalogError>> {
    load::load([("rules/x.toml", format!("{LIBRARY}{tables}").as_str())])
}

fn loaded(tables: &str) -> Catalog {
    load(tables).unwrap_or_else(|error| panic!("{error}"))
}

fn refused(tables: &str) -> CatalogError {
    let Mistakes(mut errors) = load(tables).expect_err("the rule is wrong");
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors.remove(0)
}

fn builtin() -> Catalog {
    builtin_of("python")
}

fn builtin_of(language: &str) -> Catalog {
    load::builtin(language, &[]).unwrap_or_else(|error| panic!("{error}"))
}

/// The compiled-in rules of every language.
fn all_builtin() -> Vec<Catalog> {
    std::iter::once(&FIRST_LANGUAGE).chain(OTHER_LANGUAGES).map(|language| builtin_of(language)).collect()
}

/// What the names of fixtures of a language end with.
fn extension_of(language: &str) -> &'static str {
    match language {
        "rust" => "rs",
        "typescript" => "ts",
        _ => "py",
    }
}

fn call<'a>(catalog: &'a Catalog, api: &str) -> &'a CallRule {
    catalog.entry_point(api).first().unwrap_or_else(|| panic!("{api} is no call"))
}

fn is_call(catalog: &Catalog, api: &str) -> bool {
    !catalog.entry_point(api).is_empty()
}

mod shapes {
    use super::*;

    #[test]
    fn property_chain() {
        let catalog = loaded(
            "[[handle]]\ntypes = [\"x.C\"]\nmodel = \"model|engine@0\"\ncalls.chat = [\"chat.completions.create\"]\n",
        );
        let call = call(&catalog, "x.C.chat.completions.create");
        assert_eq!(call.category, Category::Chat);
        let Some(ModelArgument::Argument(model)) = call.model.as_deref() else {
            panic!("the model is an argument of the call");
        };
        assert_eq!(model.keywords, [Name::new("model"), Name::new("engine")]);
        assert_eq!(model.position, Some(0));
        assert!(catalog.call_names.contains("create"));
    }

    #[test]
    fn what_tells_members_of_a_class_apart() {
        let catalog = loaded(
            "[behaviour]\nfunction_test = [\"x.is_function\"]\ntype_test = [\"x.is_a\"]\nfunction_type = [\"x.Function\"]\n\
             reverses = [\"x.backwards\"]\nbegins = [\"x.begins\"]\nends = [\"x.ends\"]\n\
             [intrinsics]\nmember_pairs = [\"x.members\"]\n",
        );
        let behaviours = [
            ("x.is_function", Behaviour::FunctionTest),
            ("x.is_a", Behaviour::TypeTest),
            ("x.Function", Behaviour::FunctionType),
            ("x.backwards", Behaviour::Reverses),
            ("x.begins", Behaviour::Begins),
            ("x.ends", Behaviour::Ends),
        ];
        for (name, behaviour) in behaviours {
            assert!(catalog.behaves(name, behaviour), "{name}");
        }
        assert_eq!(catalog.intrinsic("x.members"), Some(&Intrinsic::MemberPairs));
        let builtin = builtin();
        assert!(builtin.behaves("builtins.callable", Behaviour::FunctionTest));
        assert!(builtin.behaves(builtin.text_method("startswith").as_str(), Behaviour::Begins));
    }

    #[test]
    fn transparent_segments() {
        let catalog =
            loaded("[[handle]]\ntypes = [\"x.C\"]\ntransparent = [\"raw\"]\ncalls.chat = [\"a.b\"]\n");
        assert!(catalog.handle("x.C").unwrap().transparent.contains("raw"));
    }

    #[test]
    fn calls_that_run_when_they_are_read_or_entered() {
        let catalog = loaded(
            "[[handle]]\ntypes = [\"x.C\"]\ntransparent = [\"raw\"]\nmanagers = [\"raw\"]\nlazy = [\"a\"]\n\
             maybe_lazy = [\"b\"]\nentered = [\"c\"]\ncalls.chat = [\"a\", \"b\", \"c\", \"d\"]\n\
             [[module]]\nnames = [\"x\"]\nlazy = [\"ask\"]\nlazy_if = \"stream@1\"\ncalls.chat = [\"ask\"]\n",
        );
        let handle = catalog.handle("x.C").unwrap();
        assert!(handle.managers.contains("raw"));
        let runs = |path: &str| handle.members.get(path).unwrap().calls[0].runs.clone();
        let known = [Runs::WhenRead, Runs::MaybeWhenRead, Runs::WhenEntered, Runs::AtOnce];
        assert_eq!(["a", "b", "c", "d"].map(runs), known);
        let Runs::WhenReadIf(argument) = &catalog.function("x.ask").unwrap().calls[0].runs else {
            panic!("it depends on an argument");
        };
        assert_eq!((argument.keywords.as_slice(), argument.position), (&[Name::new("stream")][..], Some(1)));
    }

    #[test]
    fn what_a_marker_is_kept_in() {
        let marker = |carried: &str| {
            let text = format!(
                "[[marker]]\nnames = [\"x.m\"]\nshapes = [\"decorator\"]\ncovers = \"any\"\n{carried}"
            );
            loaded(&text).markers["x.m"][0].carrier
        };
        assert_eq!(marker(""), Carrier::Unknown);
        assert_eq!(marker("carried_by = \"thread\"\n"), Carrier::Thread);
        assert_eq!(marker("carried_by = \"context\"\n"), Carrier::Context);
    }

    #[test]
    fn what_records_by_itself() {
        let catalog = loaded(
            "[[marker]]\nnames = [\"t.{A,B}.on\"]\nshapes = [\"instrumentor\"]\noperations = [\"x.{C,D}.ask\"]\n\
             undone_by = [\"t.{A,B}.off\"]\ndisabled_by = [\"disable\"]\nenabled_by = [\"log\"]\n\
             narrowed_by = [\"only@0\"]\nreach = \"class\"\nnot_through = [\"raw\"]\nmeasured = [\"t 1 with x 2\"]\n\
             [[marker]]\nnames = [\"t.wrap\"]\nshapes = [\"wrapper\"]\nwraps = \"client@0\"\noperations = [\"x.C.*\"]\n\
             [[marker]]\nnames = [\"t.C\"]\nshapes = [\"replacement\"]\noperations = [\"x.C.**\"]\n\
             [[marker]]\nnames = [\"x.callbacks\"]\nshapes = [\"registry\"]\nentries = [\"t\"]\noperations = [\"x.ask\"]\n\
             [[marker]]\nnames = [\"t.host\"]\nshapes = [\"gateway\"]\nhosts = [\"*.t.example\", \"localhost:1\"]\noperations = []\n",
        );
        let names: Vec<&str> = catalog.recorders.iter().map(|recorder| recorder.name.as_str()).collect();
        assert_eq!(names, ["t.A.on", "t.B.on", "t.wrap", "t.C", "x.callbacks", "t.host", "t.host"]);
        assert!(catalog.markers.is_empty() && catalog.marker_names.is_empty());
        assert_eq!(catalog.marker_roots, ["t", "x"].map(QualName::new));
        let [instrumentor, _, wrapper, replacement, _, gateway, _] = &catalog.recorders[..] else {
            panic!("there are seven")
        };
        assert!(instrumentor.records("x.D.ask") && !instrumentor.records("x.D.ask.again"));
        assert!(wrapper.records("x.C.a.b") && !wrapper.records("x.D.a") && !wrapper.records("x.C"));
        assert!(replacement.records("x.C.a") && gateway.records("anything"));
        let Means::Instrumentor { undone_by, reach } = &instrumentor.means else { panic!("it is called") };
        assert_eq!((undone_by.len(), *reach), (2, Reach::Class));
        assert_eq!(instrumentor.not_through, [Name::new("raw")]);
        assert!(
            matches!(&wrapper.means, Means::Wrapper { wraps, in_place: false } if wraps.position == Some(0))
        );
        let Means::Gateway { host } = &gateway.means else { panic!("it is a server") };
        assert!(
            host.is_of("https://key@eu.T.example:8/v1") && !host.is_of("https://t.example.org/eu.t.example")
        );
        assert!(!host.is_of("https://{}.t.example/v1") && !host.is_of("eu.t.example"));
        assert!(host.is_of("https://eu.t.example./v1"));
        for url in [
            "https://eu.t.example\\@evil.example/v1",
            "https://evil.example%2f.t.example",
            "https://evil\t.t.example",
        ] {
            assert!(!host.is_of(url), "{url}");
        }
    }

    #[test]
    fn module_that_stands_for_another_one() {
        let catalog = loaded(
            "[[alias]]\nmodule = \"t.x\"\nof = \"x\"\n[[handle]]\ntypes = [\"x.C\"]\ncalls.chat = [\"ask\"]\n\
             [[module]]\nnames = [\"x\"]\ncalls.chat = [\"ask\"]\n",
        );
        assert_eq!(catalog.libraries[0].roots, ["x", "t.x"].map(QualName::new));
        assert!(catalog.handle("t.x.C").is_some() && catalog.handle("t.C").is_none());
        assert!(!catalog.function("t.x.ask").unwrap().calls.is_empty());
        assert_eq!(catalog.aliased("t.x.C").as_deref(), Some("x.C"));
        assert_eq!(catalog.aliased("t.xs.C"), None);
    }

    #[test]
    fn method_that_gives_the_receiver_or_another_handle() {
        let catalog = loaded(
            "[[handle]]\ntypes = [\"x.C\"]\ngives.\"{copy,with}\" = \"self\"\ngives.\"chats.create\" = \"x.D\"\n\
             [[handle]]\ntypes = [\"x.D\"]\ncalls.chat = [\"send\"]\n",
        );
        let members = &catalog.handle("x.C").unwrap().members;
        assert_eq!(members["with"].gives, [(None, Gives::Receiver)]);
        assert_eq!(members["chats.create"].gives, [(None, Gives::Instance(QualName::new("x.D")))]);
        assert_eq!(catalog.libraries[0].factories, [QualName::new("x.C.chats.create")]);
    }

    #[test]
    fn property_that_gives_another_handle() {
        let catalog = loaded(
            "[[handle]]\ntypes = [\"x.C\"]\nproperties.aio = \"x.D\"\n[[handle]]\ntypes = [\"x.D\"]\n",
        );
        let property = catalog.handle("x.C").unwrap().members["aio"].property.clone();
        assert_eq!(property, Some(Gives::Instance(QualName::new("x.D"))));
    }

    #[test]
    fn client_made_from_a_string() {
        let catalog = loaded(
            "[[module]]\nnames = [\"x\"]\nwhen = { argument = \"name@0\", equals = [\"ai\"] }\ngives.client = \"x.C\"\n\
             [[handle]]\ntypes = [\"x.C\"]\ncalls.chat = [\"converse\"]\n",
        );
        let (when, gives) = &catalog.function("x.client").unwrap().gives[0];
        assert_eq!(when.as_ref().unwrap().equals, ["ai"]);
        assert_eq!(*gives, Gives::Instance(QualName::new("x.C")));
    }

    #[test]
    fn wrapped_client() {
        let catalog = loaded("[[module]]\nnames = [\"x\"]\ngives.patch = \"argument client@0\"\n");
        let (_, gives) = &catalog.function("x.patch").unwrap().gives[0];
        assert!(matches!(gives, Gives::Argument(argument) if argument.position == Some(0)));
    }

    #[test]
    fn called_instance() {
        let catalog = loaded("[[handle]]\ntypes = [\"x.C\"]\ncalls.local_inference = [\"()\"]\n");
        assert!(catalog.handle("x.C").unwrap().members.contains_key("()"));
        assert!(catalog.call_names.is_empty(), "a called instance has no name of its own");
    }

    #[test]
    fn composed_chain() {
        let catalog = loaded(
            "[[handle]]\ntypes = [\"x.C\"]\ncompose = { operators = [\"|\"], methods = [\"pipe\"], result = \"x.C\" }\n",
        );
        let compose = &catalog.handle("x.C").unwrap().compose;
        assert_eq!(compose.operators, ["|"]);
        assert_eq!(compose.methods, [Name::new("pipe")]);
        assert_eq!(compose.result, Some(QualName::new("x.C")));
    }

    #[test]
    fn containment() {
        let catalog = loaded(
            "[[handle]]\ntypes = [\"x.P\"]\ncalls.chat = [\"run\"]\n\
             [[container]]\ntypes = [\"x.P\"]\narguments = [\"steps\"]\nmethods = [\"add\"]\nbecomes = \"self\"\n\
             [[container]]\ntypes = [\"x.make\"]\nbecomes = \"x.P\"\n",
        );
        let container = catalog.container("x.P").unwrap();
        assert_eq!(container.becomes, QualName::new("x.P"));
        assert_eq!(container.methods, [Name::new("add")]);
        assert!(catalog.container("x.make").unwrap().arguments.is_empty());
    }

    #[test]
    fn decorated_stub() {
        let catalog = loaded("[[decorator]]\nnames = [\"x.prompt\"]\ncall = \"chat\"\nmodel = \"model@0\"\n");
        let call = catalog.decorator("x.prompt").unwrap().call.clone().unwrap();
        assert!(matches!(call.model.as_deref(), Some(ModelArgument::Constructor(_))));
    }

    #[test]
    fn subclasses_are_handles_unless_sealed() {
        let catalog = loaded("[[handle]]\ntypes = [\"x.C\"]\n[[handle]]\ntypes = [\"x.D\"]\nsealed = true\n");
        assert!(!catalog.handle("x.C").unwrap().sealed);
        assert!(catalog.handle("x.D").unwrap().sealed);
    }

    #[test]
    fn class_as_namespace() {
        let catalog = loaded(
            "[[module]]\nnames = [\"x.Chat\"]\nuntil = \"1.0\"\ndeprecated = [\"*\"]\ncalls.chat = [\"{a,}create\"]\n",
        );
        let call = call(&catalog, "x.Chat.acreate");
        assert!(call.deprecated);
        assert_eq!(call.versions.until.as_deref(), Some("1.0"));
    }

    #[test]
    fn module_that_is_like_a_client() {
        let catalog = loaded(
            "[[handle]]\ntypes = [\"x.C\"]\ntransparent = [\"raw\"]\ncalls.chat = [\"a.create\"]\n\
             [[module]]\nnames = [\"x\"]\nlike = \"x.C\"\n",
        );
        assert!(is_call(&catalog, "x.a.create"));
        assert!(is_call(&catalog, "x.a.raw.create"));
    }

    #[test]
    fn context_manager() {
        let catalog =
            loaded("[[handle]]\ntypes = [\"x.C\"]\nenter = \"x.D\"\n[[handle]]\ntypes = [\"x.D\"]\n");
        assert_eq!(catalog.handle("x.C").unwrap().enter, Some(QualName::new("x.D")));
        assert_eq!(catalog.handle("x.D").unwrap().enter, None);
    }

    #[test]
    fn builder_chain() {
        let catalog = loaded(
            "[[handle]]\ntypes = [\"x.C\"]\nbuilder_model = \"model_id\"\ncalls.chat = [\"converse()..send()\", \"chat().create()\"]\n",
        );
        let chains = &catalog.handle("x.C").unwrap().chains;
        assert_eq!(
            chains[0].steps,
            [Step::Call(Name::new("converse")), Step::Builders, Step::Call(Name::new("send"))]
        );
        assert_eq!(chains[0].model_step, Some(Name::new("model_id")));
        assert!(catalog.call_names.contains("send"));
    }

    #[test]
    fn trait_method() {
        let catalog =
            loaded("[[trait]]\nnames = [\"rig.completion.Prompt\"]\ncalls.agent_run = [\"prompt\"]\n");
        assert!(catalog.traits["rig.completion.Prompt"].members.contains_key("prompt"));
        assert!(catalog.call_names.contains("prompt"));
    }

    #[test]
    fn command_object() {
        let catalog = loaded(
            "[[handle]]\ntypes = [\"x.C\"]\nwhen = { argument = \"@0\", constructs = [\"x.{Converse,Invoke}Command\"] }\ncalls.chat = [\"send\"]\n",
        );
        let when = call(&catalog, "x.C.send").when.clone().unwrap();
        assert_eq!(when.constructs, [QualName::new("x.ConverseCommand"), QualName::new("x.InvokeCommand")]);
    }

    #[test]
    fn constructor_that_calls() {
        let catalog = loaded(
            "[[handle]]\ntypes = [\"x.Index\"]\nconstructors = [\"from_documents\"]\n\
             [[module]]\nnames = [\"x.Index\"]\ncalls.embedding = [\"from_documents\", \"()\"]\n",
        );
        let member = catalog.function("x.Index.from_documents").unwrap();
        assert_eq!((member.calls.len(), member.gives.len()), (1, 1));
        assert!(is_call(&catalog, "x.Index"));
    }

    #[test]
    fn raw_endpoint() {
        let catalog = loaded(
            "[[endpoint]]\nprovider = \"p\"\nhosts = [\"*.p.com\", \"localhost:1234\"]\npaths.chat = [\"/v1/{m}:go\"]\npaths.embedding = [\"/v1/e/**\"]\n",
        );
        let category = |url| catalog.endpoint(url).map(|endpoint| endpoint.category);
        assert_eq!(category("https://eu.p.com/v1/m:go"), Some(Category::Chat));
        assert_eq!(category("http://localhost:1234/v1/e/x?y=z"), Some(Category::Embedding));
        assert_eq!(category("http://localhost:1/v1/e/x"), None);
    }

    #[test]
    fn methods_that_no_rule_names() {
        let catalog = loaded(
            "[[module]]\nnames = [\"x.client\"]\nproperties.b = \"x.Client\"\n[[handle]]\ntypes = [\"x.Client\"]\n\
             calls.chat = [\"*\", \"stream.*\"]\ngives.Copy = \"self\"\n",
        );
        assert!(is_call(&catalog, "x.Client.Extract") && is_call(&catalog, "x.Client.stream.Extract"));
        assert!(!is_call(&catalog, "x.Client.extract") && !is_call(&catalog, "x.Client.request.Extract"));
        assert!(!is_call(&catalog, "x.Client.Copy"));
        assert!(catalog.may_be_call(&Name::new("Extract")) && !catalog.may_be_call(&Name::new("extract")));
        assert_eq!(catalog.constant("x.client.b"), Some(&QualName::new("x.Client")));
        assert_eq!(catalog.constant("x.client.c"), None);
    }

    #[test]
    fn call_that_depends_on_an_argument_being_given() {
        let catalog = loaded(
            "[[handle]]\ntypes = [\"x.C\"]\nwhen = { argument = \"schedule\", given = true }\ncalls.chat = [\"ask\"]\n",
        );
        assert!(call(&catalog, "x.C.ask").when.as_ref().is_some_and(|when| when.given));
    }

    #[test]
    fn versions_and_second_table_for_a_type() {
        let catalog = loaded(
            "[[handle]]\ntypes = [\"x.C\"]\nsince = \"2\"\ncalls.chat = [\"a\"]\n\
             [[handle]]\ntypes = [\"x.C\"]\nuntil = \"2\"\ncalls.chat = [\"b\"]\n",
        );
        assert_eq!(call(&catalog, "x.C.a").versions.since.as_deref(), Some("2"));
        assert_eq!(call(&catalog, "x.C.b").versions.until.as_deref(), Some("2"));
    }
}

mod resolution {
    use super::*;

    #[test]
    fn a_type_that_is_gone_has_nothing_of_what_it_inherited() {
        let catalog = loaded(
            "[[handle]]\ntypes = [\"x.Base\"]\ncalls.chat = [\"a\"]\n\
             [[handle]]\ntypes = [\"x.Old\"]\nextends = [\"x.Base\"]\nuntil = \"2\"\n\
             [[handle]]\ntypes = [\"x.C\"]\nextends = [\"x.Base\"]\n\
             [[handle]]\ntypes = [\"x.C\"]\nuntil = \"2\"\ncalls.chat = [\"b\"]\n",
        );
        assert_eq!(call(&catalog, "x.Old.a").versions.until.as_deref(), Some("2"));
        assert_eq!(call(&catalog, "x.Base.a").versions.until, None);
        assert_eq!(call(&catalog, "x.C.a").versions.until, None);
    }

    #[test]
    fn types_inherit_and_override() {
        let catalog = loaded(
            "[[handle]]\ntypes = [\"x.Base\"]\ncalls.chat = [\"a\", \"b\"]\n\
             [[handle]]\ntypes = [\"x.C\"]\nextends = [\"x.Base\"]\ncalls.completion = [\"b\"]\n",
        );
        assert_eq!(call(&catalog, "x.C.a").category, Category::Chat);
        assert_eq!(call(&catalog, "x.C.b").category, Category::Completion);
        assert_eq!(catalog.entry_point("x.C.b").len(), 1);
    }

    #[test]
    fn wildcards_stay_in_a_segment_and_mean_classes() {
        let catalog = loaded(
            "[[handle]]\ntypes = [\"x.llms.*.*\", \"x_*.Chat*\"]\nexcept = [\"x_*.ChatMessage\"]\nconstructors = [\"make\"]\ncalls.chat = [\"a\"]\n",
        );
        for name in ["x.llms.openai.OpenAI", "x_groq.ChatGroq"] {
            assert!(catalog.handle(name).is_some(), "{name}");
        }
        for name in
            ["x.llms.OpenAI", "x.llms.openai.helper", "x.llms.a.b.C", "x_groq.ChatMessage", "y_groq.ChatGroq"]
        {
            assert!(catalog.handle(name).is_none(), "{name}");
        }
        assert_eq!(catalog.function("x_groq.ChatGroq.make").unwrap().gives, [(None, Gives::Receiver)]);
        assert!(is_call(&catalog, "x_groq.ChatGroq.a"));
    }

    #[test]
    fn parts_are_handles_of_their_own() {
        let catalog = loaded(
            "[[handle]]\ntypes = [\"x.C\"]\ncalls.chat = [\"chat.create\"]\nparts.\"x.res.Chat\" = \"chat\"\n",
        );
        assert!(is_call(&catalog, "x.res.Chat.create"));
    }

    #[test]
    fn a_project_adds_to_a_library() {
        let file = "[library]\nid = \"openai\"\nroots = [\"acme.llm\"]\n[[handle]]\ntypes = [\"openai.OpenAI\"]\ncalls.chat = [\"acme.ask\"]\n";
        let catalog =
            Catalog::with_project_rules(&[("mima/rules.toml".to_owned(), file.to_owned())]).unwrap();
        assert!(is_call(&catalog, "openai.OpenAI.acme.ask"));
        assert!(is_call(&catalog, "openai.OpenAI.chat.completions.create"));
    }

    #[test]
    fn an_enumeration_says_how_its_values_are_read() {
        let file = "[intrinsics]\nentered = [\"acme.Stack.enter\"]\nenumeration = [\"acme.Choices value\"]\n";
        let catalog =
            Catalog::with_project_rules(&[("mima/rules.toml".to_owned(), file.to_owned())]).unwrap();
        assert_eq!(catalog.intrinsic("acme.Stack.enter"), Some(&Intrinsic::Entered));
        let value = Intrinsic::Enumeration(Name::new("value"));
        assert_eq!(catalog.intrinsic("acme.Choices"), Some(&value));
        assert_eq!(catalog.intrinsic("enum.Enum"), Some(&value));
    }

    #[test]
    fn twins_of_typing_need_no_entry() {
        let catalog = Catalog::builtin();
        assert_eq!(catalog.intrinsic("collections.abc.Iterator"), Some(&Intrinsic::ContainerType));
        assert_eq!(catalog.intrinsic("typing_extensions.Annotated"), Some(&Intrinsic::Wrapper(0)));
        assert_eq!(catalog.intrinsic("builtins.getattr"), Some(&Intrinsic::GetAttr));
        assert_eq!(catalog.intrinsic("collections.abc.nothing"), None);
    }
}

mod errors {
    use super::*;

    /// That `tables` are refused on `line` (of the tables) with `key`, and with `words` in the message.
    fn check(tables: &str, line: usize, key: &str, words: &str) {
        let error = refused(tables);
        assert_eq!(error.file, "rules/x.toml");
        assert_eq!((error.line, error.key.as_deref()), (line + 5, Some(key)), "{error}");
        assert!(error.message.contains(words), "{error}");
    }

    #[test]
    fn unknown_key() {
        check(
            "[[handle]]\ntypes = [\"x.C\"]\ntransparant = []\n",
            3,
            "transparant",
            "did you mean `transparent`?",
        );
    }

    #[test]
    fn all_mistakes_are_told_at_once() {
        let all = |tables: &str| -> Vec<String> {
            load(tables).expect_err("the rules are wrong").0.iter().map(ToString::to_string).collect()
        };
        let unknown =
            all("[[handle]]\ntypes = [\"x.C\"]\nmodle = \"m\"\ncalls.chat = 1\n[[modul]]\nnames = [\"x\"]\n");
        assert_eq!(unknown.len(), 3, "{unknown:#?}");
        assert!(
            unknown.iter().any(|error| error.contains("`modle`") && error.contains("did you mean `model`?"))
        );
        assert!(unknown.iter().any(|error| error.contains("did you mean `module`?")));
        let senseless = all(
            "[[handle]]\ntypes = [\"x.C\"]\ncalls.chta = [\"ask\"]\n[[handle]]\ntypes = [\"x.D\"]\nstreaming = [\"tell\"]\n\
             calls.chat = [\"ask\"]\n[intrinsics]\nparital = [\"x.p\"]\n",
        );
        assert_eq!(senseless.len(), 3, "{senseless:#?}");
    }

    #[test]
    fn unknown_category() {
        check(
            "[[handle]]\ntypes = [\"x.C\"]\ncalls.embeding = [\"a\"]\n",
            3,
            "embeding",
            "did you mean `embedding`?",
        );
    }

    #[test]
    fn missing_key() {
        let error = refused("[[handle]]\ncalls.chat = [\"a\"]\n");
        assert_eq!(error.key.as_deref(), Some("types"));
        assert_eq!(error.line, 6);
    }

    #[test]
    fn value_of_the_wrong_kind() {
        check("[[handle]]\ntypes = [\"x.C\"]\nsealed = \"yes\"\n", 3, "sealed", "boolean");
    }

    #[test]
    fn broken_toml() {
        assert_eq!(refused("[[handle]]\ntypes = [\"x.C\"\n").line, 7);
    }

    #[test]
    fn empty_list() {
        check("[[handle]]\ntypes = []\n", 2, "types", "must not be empty");
    }

    #[test]
    fn unknown_parent() {
        check(
            "[[handle]]\ntypes = [\"x.Base\"]\n[[handle]]\ntypes = [\"x.C\"]\nextends = [\"x.Bas\"]\n",
            5,
            "extends",
            "did you mean `x.Base`?",
        );
    }

    #[test]
    fn parents_in_a_circle() {
        let tables = "[[handle]]\ntypes = [\"x.A\"]\nextends = [\"x.B\"]\n[[handle]]\ntypes = [\"x.B\"]\nextends = [\"x.A\"]\n";
        let Mistakes(errors) = load(tables).expect_err("they extend each other");
        let lines: Vec<usize> = errors.iter().map(|error| error.line - 5).collect();
        assert_eq!(lines, [3, 6], "{errors:?}");
        assert!(errors.iter().all(|error| error.message.contains("extends itself")), "{errors:?}");
    }

    #[test]
    fn part_of_nothing() {
        check(
            "[[handle]]\ntypes = [\"x.C\"]\ncalls.chat = [\"a.b\"]\nparts.\"x.P\" = \"c\"\n",
            4,
            "parts",
            "no call begins with",
        );
    }

    #[test]
    fn unknown_type_given() {
        check("[[module]]\nnames = [\"x\"]\ngives.make = \"x.Nothing\"\n", 3, "gives", "is no handle type");
    }

    #[test]
    fn manager_that_is_not_skipped() {
        check("[[handle]]\ntypes = [\"x.C\"]\nmanagers = [\"raw\"]\n", 3, "managers", "is none of the");
    }

    #[test]
    fn condition_on_nothing_lazy() {
        check("[[handle]]\ntypes = [\"x.C\"]\nlazy_if = \"stream\"\n", 3, "lazy_if", "say in `lazy`");
    }

    #[test]
    fn mark_that_matches_nothing() {
        check(
            "[[handle]]\ntypes = [\"x.C\"]\nstreaming = [\"strem\"]\ncalls.chat = [\"stream\"]\n",
            3,
            "streaming",
            "matches nothing",
        );
    }

    #[test]
    fn call_listed_twice() {
        check("[[handle]]\ntypes = [\"x.C\"]\ncalls.chat = [\"a\", \"a\"]\n", 3, "chat", "twice");
    }

    #[test]
    fn path_that_is_none() {
        check("[[handle]]\ntypes = [\"x.C\"]\ncalls.chat = [\"a..b\"]\n", 3, "chat", "no dotted path");
        check(
            "[[handle]]\ntypes = [\"x.C\"]\ncalls.chat = [\"a()..b\"]\n",
            3,
            "chat",
            "a chain ends in the method",
        );
    }

    #[test]
    fn alternatives_that_do_not_close() {
        check("[[handle]]\ntypes = [\"x.{A,B\"]\n", 2, "types", "`{` without `}`");
    }

    #[test]
    fn argument_that_is_none() {
        check(
            "[[handle]]\ntypes = [\"x.C\"]\nmodel = \"model@first\"\ncalls.chat = [\"a\"]\n",
            3,
            "model",
            "no position",
        );
    }

    #[test]
    fn condition_without_a_value() {
        check(
            "[[module]]\nnames = [\"x\"]\nwhen = { argument = \"a\" }\ncalls.chat = [\"f\"]\n",
            3,
            "when",
            "needs `equals`",
        );
    }

    #[test]
    fn type_of_another_library() {
        let tables = "[[handle]]\ntypes = [\"openai.OpenAI\"]\ncalls.chat = [\"ask\"]\n";
        let file = ("own.toml".to_owned(), format!("{LIBRARY}{tables}"));
        let error = Catalog::with_project_rules(&[file]).expect_err("a type has one library");
        assert_eq!(error.to_string(), "own.toml:7: `types`: `openai.OpenAI` is a handle of `openai` already");
    }

    #[test]
    fn library_without_a_title() {
        let Mistakes(errors) =
            load::load([("a.toml", "[library]\nid = \"y\"\nroots = [\"y\"]\n")]).expect_err("no title");
        let keys: Vec<_> = errors.iter().map(|error| (error.line, error.key.as_deref())).collect();
        assert_eq!(keys, [(2, Some("id"))]);
    }

    #[test]
    fn tables_without_a_library() {
        let Mistakes(errors) =
            load::load([("a.toml", "[[handle]]\ntypes = [\"x.C\"]\n")]).expect_err("no library");
        let keys: Vec<_> = errors.iter().map(|error| error.key.as_deref()).collect();
        assert_eq!(keys, [Some("library")]);
    }

    #[test]
    fn unknown_effect() {
        check("[intrinsics]\nparital = [\"a.b\"]\n", 2, "parital", "did you mean `partial`?");
        check("[intrinsics]\nsubmit = [\"a.b\"]\n", 2, "submit", "needs the argument");
        check("[intrinsics]\nhttp_build = [\"a.b\"]\n", 2, "http_build", "the argument and the type");
        check("[intrinsics]\nhttp_build = [\"a.b url@0\"]\n", 2, "http_build", "the type of the request");
        check("[intrinsics]\nhttp_send = [\"a.b url@x\"]\n", 2, "http_send", "is no position");
        check(
            "[intrinsics]\nhttp_setting = [\"a.b url@0\"]\n",
            2,
            "http_setting",
            "takes nothing after the name",
        );
    }

    #[test]
    fn endpoint_that_is_none() {
        check(
            "[[endpoint]]\nprovider = \"p\"\nhosts = [\"*\"]\npaths.chat = [\"/a\"]\n",
            4,
            "paths",
            "is no host",
        );
    }

    #[test]
    fn recorder_that_does_not_say_what_it_records() {
        let table = |rest: &str| format!("[[marker]]\nnames = [\"t.m\"]\n{rest}");
        for (rest, key, message) in [
            ("shapes = [\"instrumentor\"]\n", "operations", "which entry points"),
            ("shapes = [\"replacement\"]\noperations = []\n", "operations", "must not be empty"),
            ("shapes = [\"wrapper\"]\noperations = [\"x.*\"]\n", "wraps", "missing for this one"),
            ("shapes = [\"gateway\"]\noperations = []\n", "hosts", "missing for this one"),
            ("shapes = [\"decorator\", \"wrapper\"]\n", "shapes", "a table of its own"),
            ("shapes = [\"decorator\"]\n", "covers", "around which functions"),
        ] {
            check(&table(rest), 2, key, message);
        }
        let host = "shapes = [\"gateway\"]\noperations = []\nhosts = [\"https://a\"]\n";
        check(&table(host), 5, "hosts", "is no host");
        let stray = "shapes = [\"decorator\"]\ncovers = \"any\"\nundone_by = [\"t.n\"]\n";
        check(&table(stray), 5, "undone_by", "records by itself");
    }

    #[test]
    fn decorator_that_says_nothing() {
        check("[[decorator]]\nnames = [\"x.d\"]\n", 2, "names", "`call`, `becomes`");
    }
}

mod builtin_rules {
    use std::collections::BTreeMap;

    use super::*;

    /// A pattern of which no call is known records nothing.
    #[test]
    fn operations_of_presets_are_calls() {
        let files: Vec<(String, String)> = Catalog::presets()
            .filter_map(Catalog::preset)
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .collect();
        let catalog = Catalog::with_project_rules(&files).unwrap_or_else(|error| panic!("{error}"));
        let calls: Vec<QualName> = catalog
            .handles
            .iter()
            .flat_map(|(class, handle)| {
                handle.members.iter().map(|(path, member)| (class.join(path.as_str()), member))
            })
            .chain(catalog.functions.iter().map(|(name, member)| (name.clone(), member)))
            .filter(|(_, member)| !member.calls.is_empty())
            .map(|(name, _)| name)
            .collect();
        let mut unknown = Vec::new();
        for recorder in &catalog.recorders {
            for operation in &recorder.operations {
                if !calls.iter().any(|call| path::operation(operation, call.as_str())) {
                    unknown.push(format!("{}: {operation}", recorder.name));
                }
            }
        }
        assert!(unknown.is_empty(), "no call is known of:\n{}", unknown.join("\n"));
    }

    #[test]
    fn all_load() {
        let catalog = builtin();
        assert!(catalog.libraries.len() > 50);
        assert!(catalog.patterns.iter().next().is_some() && !catalog.intrinsics.is_empty());
        assert_eq!(Catalog::builtin().libraries.len(), catalog.libraries.len());
    }

    /// A call whose name says that it is one of a pair (`run`, `arun`, `run_async`) comes back before the model has
    /// run, as do those of a type `AsyncX`: a rule that forgets the flag would let a marker count that has ended.
    #[test]
    fn calls_that_are_asynchronous_by_their_names_are_flagged() {
        let catalog = builtin();
        let mut missing = Vec::new();
        let is_flagged = |member: &Member| member.calls.iter().all(|call| call.is_async);
        let handles = catalog.handles.iter().map(|(name, handle)| (name.as_str(), handle));
        let patterns = catalog.patterns.iter().map(|pattern| (pattern.pattern.as_str(), &pattern.handle));
        for (name, handle) in handles.chain(patterns) {
            let calls = || handle.members.iter().filter(|(_, member)| !member.calls.is_empty());
            let by_type = name.split('.').any(|part| part.starts_with("Async"));
            // Its `run` waits.
            if by_type && !name.ends_with("AsyncPipeline") && !handle.is_async {
                missing.extend(calls().filter(|(_, member)| !is_flagged(member)).map(|_| name.to_owned()));
            }
            for (path, member) in calls() {
                let (before, last) =
                    path.as_str().rsplit_once('.').map_or(("", path.as_str()), |(b, l)| (b, l));
                let sibling = |name: &str| {
                    let path = if before.is_empty() { name.to_owned() } else { format!("{before}.{name}") };
                    handle.members.get(path.as_str()).is_some_and(|member| !member.calls.is_empty())
                };
                let by_name = last.ends_with("_async") || last.strip_prefix('a').is_some_and(sibling);
                if by_name && !handle.is_async && !is_flagged(member) {
                    missing.push(format!("{name}.{path}"));
                }
            }
        }
        missing.sort();
        assert!(missing.is_empty(), "not flagged `async`:\n{}", missing.join("\n"));
    }

    #[test]
    fn what_is_no_call_is_no_call() {
        for catalog in all_builtin() {
            for library in &catalog.libraries {
                assert!(!library.not_calls.is_empty(), "{} names nothing that is no call", library.id);
                for name in &library.not_calls {
                    assert!(!is_call(&catalog, name.as_str()), "{name} is a call of {}", library.id);
                }
            }
        }
    }

    #[test]
    fn each_library_describes_itself() {
        for catalog in all_builtin() {
            for library in &catalog.libraries {
                assert!(library.docs.starts_with("https://"), "{}", library.id);
                // Some have no calls of their own: they give the clients of others, or stand for them.
                let is_of = |name: &QualName| {
                    library.roots.iter().any(|root| {
                        let rest = name.as_str().strip_prefix(root.as_str());
                        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                    })
                };
                let gives = |(name, member): (&QualName, &Member)| is_of(name) && !member.gives.is_empty();
                let hands_on = catalog.aliases.iter().any(|(module, _)| is_of(module))
                    || catalog.functions.iter().any(gives);
                assert!(library.call_count(&catalog) > 0 || hands_on, "{}", library.id);
                assert_eq!(library.categories(&catalog).is_empty(), library.call_count(&catalog) == 0);
            }
        }
    }

    #[test]
    fn well_known_calls_are_known() {
        let catalog = builtin();
        for api in [
            "openai.OpenAI.chat.completions.create",
            "openai.AsyncAzureOpenAI.responses.create",
            "openai.chat.completions.create",
            "openai.ChatCompletion.create",
            "openai.resources.chat.completions.Completions.create",
            "anthropic.AsyncAnthropic.messages.stream",
            "anthropic.Client.completion",
            "litellm.acompletion",
            "google.genai.Client.aio.models.generate_content",
            "mistralai.Mistral.chat.complete_async",
            "cohere.ClientV2.chat",
            "mypy_boto3_bedrock_runtime.client.BedrockRuntimeClient.converse",
            "langchain_openai.ChatOpenAI.invoke",
            "langchain_groq.ChatGroq.ainvoke",
            "langchain.chat_models.ChatOpenAI.predict",
            "langchain_community.llms.Ollama.invoke",
            "langgraph.graph.state.CompiledStateGraph.ainvoke",
            "llama_index.llms.groq.Groq.chat",
            "llama_index.core.VectorStoreIndex.from_documents",
            "crewai.Crew.kickoff",
            "transformers.Pipeline",
        ] {
            let known = is_call(&catalog, api) || is_call(&catalog, &format!("{api}.()"));
            assert!(known, "{api}");
        }
        for name in [
            "langchain_core.prompts.ChatPromptTemplate",
            "langchain_openai.ChatMessage",
            "boto3.Session.client",
        ] {
            assert!(!is_call(&catalog, name), "{name}");
        }
        assert!(catalog.handle("langchain_core.prompts.ChatPromptTemplate").is_none());
        assert!(catalog.handle("langchain_core.chat_history.ChatMessageHistory").is_none());
    }

    #[test]
    fn markers_are_those_that_attest() {
        let catalog = builtin();
        let is = |name: &str, shape| {
            catalog
                .markers
                .get(name)
                .is_some_and(|markers| markers.iter().any(|marker| marker.shape == shape))
        };
        assert!(is("mima_governance.MimaGovernance.attest", MarkerShape::DecoratorFactory));
        assert!(is(
            "mima_governance.async_client.AsyncMimaGovernance.trace",
            MarkerShape::AsyncContextManager
        ));
        assert!(!catalog.markers.contains_key("mima_governance.MimaGovernance.batch"));
        assert!(!catalog.markers.contains_key("mima_governance.MimaGovernance.push"));
        assert_eq!(catalog.marker_roots, [QualName::new("mima_governance")]);
        let ids: Vec<&str> = catalog.libraries.iter().map(|library| library.id.as_str()).collect();
        for marker in catalog.markers.values().flatten() {
            for library in &marker.libraries {
                assert!(ids.contains(&library.as_str()), "{library}");
            }
        }
    }

    #[test]
    fn what_follows_the_path_of_an_endpoint_may_be_of_any_length() {
        let catalog = Catalog::builtin();
        let padded = format!("https://api.openai.com/v1/chat/completions?{}", "x".repeat(5000));
        assert!(catalog.endpoint(&padded).is_some());
        let deep = format!("https://api.openai.com/v1/chat/completions/{}", "x/".repeat(5000));
        assert!(catalog.endpoint(&deep).is_none());
    }

    #[test]
    fn endpoints_are_found_by_what_is_known_of_a_url() {
        let catalog = builtin();
        let provider = |url| catalog.endpoint(url).map(|endpoint| endpoint.provider.as_str());
        for (url, expected) in [
            ("https://api.openai.com/v1/chat/completions", Some("openai")),
            ("https://api.openai.com/v1/chat/completions/", Some("openai")),
            ("HTTPS://API.OpenAI.com/v1/embeddings", Some("openai")),
            ("api.anthropic.com/v1/messages", Some("anthropic")),
            ("https://api.openai.com/v1/{}", Some("openai")),
            ("https://api.openai.com{}", Some("openai")),
            (
                "https://{name}.openai.azure.com/openai/deployments/{d}/chat/completions?api-version={v}",
                Some("azure-openai"),
            ),
            (
                "https://bedrock-runtime.us-east-1.amazonaws.com/model/anthropic.claude/invoke",
                Some("bedrock"),
            ),
            (
                "https://generativelanguage.googleapis.com/v1/models/gemini-pro:generateContent?key=k",
                Some("google"),
            ),
            ("http://localhost:11434/api/chat", Some("ollama")),
            ("http://localhost:11434/api/{}", Some("ollama")),
            ("http://localhost:8000/{}", None),
            ("https://api.openai.com/v1/models", None),
            ("https://api.openai.com/v1/files/{}", None),
            ("https://api.openai.com/", None),
            ("https://example.com/v1/chat/completions", None),
            ("https://{host}/v1/chat/completions", None),
            ("{}", None),
            ("", None),
        ] {
            assert_eq!(provider(url), expected, "{url}");
        }
        assert_eq!(provider(&format!("https://api.openai.com/{}", "{}".repeat(600))), None);
    }

    /// `testdata/libraries/ID.py` shows a library's calls, and calls that are none.
    #[test]
    fn each_library_has_a_fixture() {
        let catalogs = all_builtin();
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/libraries");
        let mut lacking: BTreeMap<&str, &str> = BTreeMap::new();
        let libraries = catalogs
            .iter()
            .flat_map(|catalog| catalog.libraries.iter().map(move |library| (catalog, library)));
        for (catalog, library) in libraries {
            let id = library.id.as_str();
            let path = folder.join(format!("{id}.{}", extension_of(library.language.as_str())));
            let Ok(text) = std::fs::read_to_string(path) else {
                lacking.insert(id, "no file");
                continue;
            };
            let (expected, other): (Vec<&str>, Vec<&str>) =
                text.lines().partition(|line| line.contains("#~") || line.contains("//~"));
            let shows_no_call = library.not_calls.iter().any(|name| {
                let call = format!("{}(", name.last());
                other.iter().any(|line| line.contains(&call))
            });
            if expected.is_empty() {
                lacking.insert(id, "expects no call");
            } else if !shows_no_call {
                lacking.insert(id, "calls nothing of `not_calls`");
            }
            for api in expected.iter().flat_map(|line| expectations(line)) {
                assert!(
                    is_call(catalog, api)
                        || is_call(catalog, &format!("{api}.()"))
                        || catalog.decorator(api).is_some(),
                    "{id}: `{api}` is no call"
                );
            }
        }
        assert!(lacking.is_empty(), "{lacking:#?}");
    }

    /// What a library has calls of, and what releases have them: each is shown by a call in its fixture.
    #[test]
    fn each_kind_of_call_is_shown_in_each_range_of_releases() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/libraries");
        let mut lacking = std::collections::BTreeSet::new();
        for catalog in &all_builtin() {
            let mut shown: FxHashSet<String> = FxHashSet::default();
            for library in &catalog.libraries {
                let extension = extension_of(library.language.as_str());
                let text = std::fs::read_to_string(folder.join(format!("{}.{extension}", library.id)));
                let text = text.unwrap_or_default();
                for api in text.lines().flat_map(expectations) {
                    let called = format!("{api}.()");
                    let rules = catalog.entry_point(api).iter().chain(catalog.entry_point(&called));
                    let stub = catalog.decorator(api).and_then(|rule| rule.call.as_ref());
                    shown.extend(rules.chain(stub).map(|rule| kind(catalog, rule)));
                }
            }
            let missing = all_rules(catalog).map(|rule| kind(catalog, rule));
            lacking.extend(missing.filter(|kind| !shown.contains(kind)));
        }
        assert!(lacking.is_empty(), "no fixture shows a call of\n{lacking:#?}");
    }

    fn kind(catalog: &Catalog, rule: &CallRule) -> String {
        let Versions { since, until } = &*rule.versions;
        let bound = |word: &str, version: &Option<String>| {
            version.as_ref().map_or_else(String::new, |version| format!(", {word} {version}"))
        };
        let library = &catalog.libraries[rule.library].id;
        let category = rule.category.as_str();
        format!("{library}: {category}{}{}", bound("since", since), bound("until", until))
    }

    fn all_rules(catalog: &Catalog) -> impl Iterator<Item = &CallRule> {
        let patterns = catalog.patterns.iter().map(|pattern| &pattern.handle);
        let handles: Vec<&Handle> = catalog.handles.values().chain(patterns).collect();
        let members = handles.iter().flat_map(|handle| handle.members.values());
        let of_members = members.chain(catalog.functions.values()).flat_map(|member| &member.calls);
        let of_chains = handles.iter().flat_map(|handle| handle.chains.iter()).map(|chain| &chain.call);
        let of_decorators = catalog.decorators.values().filter_map(|rule| rule.call.as_ref());
        of_members.chain(of_chains).chain(of_decorators).collect::<Vec<_>>().into_iter()
    }

    /// The entry points that a line of a fixture expects: `#~ MIMA001 a.b ; MIMA001 c.d model=m`.
    fn expectations(line: &str) -> impl Iterator<Item = &str> {
        let (_, expected) = line.split_once("#~").or_else(|| line.split_once("//~")).unwrap_or_default();
        // A known miss names a call just as well.
        expected.trim_start_matches('?').split(';').filter_map(|one| one.split_whitespace().nth(1))
    }
}

mod stores {
    use super::*;

    #[test]
    fn a_store_is_found_by_each_of_its_names() {
        let catalog = loaded(
            "[[store]]\nnames = [\"x.{a,b.c}\"]\nentries = [\"attribute\", \"item\"]\nmembers = true\n\
             put = [\"set key@0 value@1\"]\ntake = [\"get key@0\"]\nmerge = [\"x.configure\"]\n\
             filled = [\"x.Server lifespan()\", \"x.run config@1[extras]\"]\ntype_argument = 0\n",
        );
        let stores = &catalog.stores;
        let number = stores.named("x.a").expect("a name of the store");
        assert_eq!(stores.named("x.b.c"), Some(number));
        assert_eq!(stores.named("x.b"), None);
        assert!(stores.may_end("c") && !stores.may_end("b"));
        let store = &stores.all[number];
        assert!(store.attributes && store.items && store.has_members);
        let key = path::argument("key@0").unwrap();
        let value = path::argument("value@1").unwrap();
        let put = Access::Put { key: Some(key.clone()), value };
        assert_eq!(stores.accesses("x.b.c.set"), [(number, put)]);
        assert_eq!(stores.accesses("x.a.get"), [(number, Access::Take { key: Some(key), default: None })]);
        assert_eq!(stores.accesses("x.configure"), [(number, Access::Merge)]);
        let filled = |at: usize| (store.fillings[at].is_called, store.fillings[at].argument.key.as_deref());
        assert_eq!(filled(0), (true, None));
        assert_eq!(filled(1), (false, Some("extras")));
        // What is subscripted is what the store is read of.
        assert!(stores.is_generic("x.b") && !stores.is_generic("y"));
    }

    #[test]
    fn a_function_without_a_key_means_the_whole() {
        let catalog = loaded("[[store]]\nnames = [\"x.Box\"]\nput = [\"set value@0\"]\ntake = [\"get\"]\n");
        let value = path::argument("value@0").unwrap();
        assert_eq!(catalog.stores.accesses("x.Box.set"), [(0, Access::Put { key: None, value })]);
        assert_eq!(catalog.stores.accesses("x.Box.get"), [(0, Access::Take { key: None, default: None })]);
    }

    #[test]
    fn a_store_says_how_something_gets_in() {
        let error = refused("[[store]]\nnames = [\"x.a\"]\n");
        assert_eq!(error.key.as_deref(), Some("names"));
        let error = refused("[[store]]\nnames = [\"x.a\"]\nput = [\"set\"]\n");
        assert_eq!((error.key.as_deref(), error.line), (Some("put"), 8));
        let error = refused("[[store]]\nnames = [\"x.a\"]\nfilled = [\"x.run\"]\n");
        assert_eq!(error.key.as_deref(), Some("filled"));
        let error = refused("[[store]]\nnames = [\"x.a\"]\ntake = [\"get\"]\nknown_by = [\"name\"]\n");
        assert_eq!(error.key.as_deref(), Some("known_by"));
        let error = refused("[[store]]\nnames = [\"x.a\"]\ntake = [\"get\"]\ninstances_of = \"x.B\"\n");
        assert_eq!(error.key.as_deref(), Some("instances_of"));
    }

    #[test]
    fn parameters_and_providers_are_found_by_what_takes_the_function() {
        let catalog = loaded(
            "[[parameter]]\ngiven_by = [\"x.{pass,App.route}\"]\nparameter = \"context@0\"\nis = \"x.Context\"\n\
             [[provider]]\ndecorators = [\"x.fixture\"]\nname = \"name\"\ntakers = \"test*\"\nshared = \"conftest\"\n",
        );
        let stores = &catalog.stores;
        assert_eq!(stores.parameters["x.App.route"][0].value.as_str(), "x.Context");
        assert!(stores.parameter_names.contains("route") && stores.parameter_names.contains("pass"));
        assert_eq!(stores.providers["x.fixture"].takers, "test");
        assert!(stores.provider_names.contains("fixture"));
    }
}

#[test]
fn a_shared_root_says_what_makes_it_matter() {
    let wrong = |more: &str| {
        let Mistakes(errors) = load::load([("a.toml", &*format!("{LIBRARY}{more}"))]).expect_err(more);
        errors.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        wrong("shared_roots = [\"x\"]\n"),
        ["a.toml:6: `shared_roots`: say in `named_by` what makes it AI"]
    );
    assert_eq!(
        wrong("named_by = [\"ai\"]\n"),
        ["a.toml:6: `named_by`: say in `shared_roots` which roots are meant"]
    );
    assert_eq!(
        wrong("shared_roots = [\"y\"]\nnamed_by = [\"ai\"]\n"),
        ["a.toml:6: `shared_roots`: is none of the `roots`"]
    );
    assert_eq!(
        wrong("shared_roots = [\"x\"]\nnamed_by = [\" \"]\n"),
        ["a.toml:7: `named_by`: must not be empty"]
    );
}

#[test]
fn a_library_hands_on_another_by_its_name() {
    let rust = Catalog::builtin().of("rust");
    assert_eq!(rust.handed_on("facade.async_openai.types.Anything"), Some("async_openai.types.Anything"));
    assert_eq!(rust.handed_on("facade.prelude.genai.Client"), Some("genai.Client"));
    // One word is the name of many a module.
    assert_eq!(rust.handed_on("facade.genai.Anything"), None);
    assert_eq!(rust.handed_on("async_openai.genai.Client"), None);
    assert_eq!(rust.handed_on("async_openai.Client"), None);
    assert_eq!(Catalog::builtin().handed_on("facade.langchain_openai.ChatOpenAI"), None);
}
