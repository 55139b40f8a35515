//! What functions, decorators and types of a language's standard library (and of the libraries that behave like
//! it) do to the values that pass through them.
//!
//! The table is `[intrinsics]` in `rules/intrinsics/`: an effect, and the qualified names that have it.

use super::ArgumentRef;
use crate::name::{Name, QualName};

/// What calling, subscripting or applying a well-known name does to a value.
///
/// The Python in each description is what the variant models; `x` is the value that is followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intrinsic {
    /// `partial(f, …)`: calling the result calls `f`.
    Partial,
    /// `cast(T, x)`: the value is `x`; if nothing is known of it, an instance of `T`.
    Cast,
    /// `copy(x)`, `shield(x)`: the value is the first argument itself.
    FirstArgument,
    /// `str(x)`, `URL(x)`: the text that the first argument is, or one that is not known.
    Text,
    /// `closing(x)`, `nullcontext(x)`: a context manager that gives the first argument when it is entered. It is another
    /// object than that, and does not enter it.
    Entering,
    /// `stack.enter_context(x)`: the value is what the context manager gives when it is entered.
    Entered,
    /// `class Model(Enum)`: the values that the body of the class binds are members of it, and an attribute of this name
    /// gives the value of a member.
    Enumeration(Name),
    /// `getenv(name, x)`: the value may be the second argument.
    SecondArgument,
    /// `next(xs)`, `min(xs)`: the value is an element of the first argument.
    Element,
    /// `map(f, xs)`: the first argument is called with elements of the others; the value holds what it returns.
    Map,
    /// `filter(f, xs)`: the first argument is called with elements of the second, which the value holds.
    Filter,
    /// `enumerate(xs)`: iterating gives pairs of an index and an element of `xs`.
    Enumerate,
    /// `zip(xs, ys)`: iterating gives one element of each argument.
    Zip,
    /// `gather(a, b)`: the value holds the arguments in order.
    Gather,
    /// `getattr(x, "name", default)`: reads an attribute.
    GetAttr,
    /// `attrgetter("a.b")`: calling the result with `x` gives the attributes of `x`.
    AttributeGetter,
    /// `itemgetter("key")`: calling the result with `x` gives the element of `x` under the key.
    ItemGetter,
    /// `methodcaller("name", …)`: calling the result with `x` calls the method of `x`.
    MethodCaller,
    /// `reduce(f, xs, x)`: `f` is called with what it gave before, `x` at first, and each element.
    Reduce,
    /// `exec(text)`: the text runs as code.
    RunText,
    /// `setattr(x, "name", value)`: writes an attribute.
    SetAttr,
    /// `import_module("a.b")`: the value is the module. A mapping of modules by their names is one too.
    ImportModule,
    /// `__import__("a.b")`: the value is the outermost module, unless names are wanted of the inner one (`fromlist`).
    ImportRoot,
    /// `vars(x)`, `globals()`: a mapping of the names of the argument, or of the file.
    Namespace,
    /// `getmembers(x)`: pairs of the names of the argument and what they stand for.
    MemberPairs,
    /// `super()`: the instance, seen as its parent class.
    Super,
    /// `@property`: reading the attribute calls the function; the value is what it returns.
    Property,
    /// `@staticmethod`: no argument is bound.
    StaticMethod,
    /// `@classmethod`: the first parameter is the class.
    ClassMethod,
    /// `@lru_cache`, `@wraps(f)`, `@retry(…)`: the decorated name still is the function, whether the decorator
    /// is written with a call or without.
    TransparentDecorator,
    /// `@contextmanager`: `with f() as y` binds what the function yields.
    ContextManager,
    /// `@dataclass`, `@define`: the class's annotated attributes are the constructor's parameters.
    Dataclass,
    /// `field(default=x)`, `field(default_factory=f)`: the attribute is `x`, or what `f` returns.
    Field,
    /// `Optional[T]`, `Union[T, U]`: one of the arguments.
    UnionType,
    /// `Annotated[T, …]`, `ClassVar[T]`, `Coroutine[A, B, T]`: the argument at this index.
    Wrapper(usize),
    /// In an annotation, `list[T]`, `Iterator[T]`: elements are instances of the first argument. Called, `list(xs)`,
    /// `deque(xs)`: a new sequence with the elements of the first argument.
    ContainerType,
    /// In an annotation, `dict[K, T]`: values are instances of the last argument. Called, `dict(a=x)`: a new mapping
    /// of the keyword arguments, and of what the first argument holds.
    MappingType,
    /// As `MappingType`; but called, `defaultdict(f)`: values that are missing are what the first argument returns.
    DefaultMappingType,
    /// In an annotation, `type[T]`: the class itself. Called, `type(x)`: the class of `x`.
    TypeOf,
    /// `Callable[[…], T]`: calling gives an instance of the last argument.
    CallableType,
    /// `sorted(xs)`, `iter(xs)`: holds the elements of the first argument.
    SameElements,
    /// `executor.submit(f, …)`, `Thread(target=f)`: the function is called, elsewhere, with the arguments that
    /// follow.
    Submit(ArgumentRef),
    /// In an annotation, `tuple[T, U]`: one element of each type; `tuple[T, ...]`: elements of the first. Called, as
    /// `ContainerType`.
    TupleType,
    /// `TypeVar("T", bound=C)`, `TypeVar("T", C, D)`: in an annotation, an instance of the bound or of the constraints.
    TypeVariable,
    /// `Depends(f)`, `Provide[f]`: a framework calls the argument and passes what that gives or, if it is a generator,
    /// yields.
    Injected,
    /// `app.dependency_overrides[f] = g`: what `Injected` calls is `g` in the place of `f`.
    InjectionOverrides,
    /// `SimpleNamespace(x=y)`: an object with the keyword arguments as its attributes.
    Attributes,
    /// `Singleton(f, …)`: calling the result calls `f`, and so does whoever is passed the result by another one of them.
    Provider,
    /// `namedtuple("T", ["x"])`: a class whose constructor takes the fields that the second argument lists.
    Record,
    /// `useRef(x)`: an object that holds the first argument under this name, and whatever is stored there.
    Cell(Name),
    /// `useContext(cell)`: what the cell holds that is the first argument.
    Held,
    /// `LazyLock::new(f)`: the value is what calling the first argument gives.
    CallFirst,
    /// `x.unwrap()`, as a method of any value that has no other of that name: the value is `x`.
    Receiver,
    /// `x.unwrap_or(y)`, `x.unwrap_or_else(f)`, as a method of any value: the value is `x`, or the first argument, or
    /// what that returns.
    Alternative,
    /// `x.map(f)`, as a method of any value: `f` is called with `x`, or with what it holds; the value is what that
    /// gives.
    Apply,
    /// `T::new()`, as a function of any class; `T.load()`, which a class inherits from a library: the value is an instance
    /// of the class.
    Construct,
    /// A type whose methods give itself, as builders do.
    Fluent,
    /// `format!("{}", x)`; `text.format(x)`, as a method of a text: a text whose holes the arguments fill.
    Format,
    /// `concat!("a", "b")`: the arguments as one text.
    ConcatText,
    /// `get_event_loop()`: the value is an instance of this type.
    Instance(QualName),
    /// `requests.post(url)`: an HTTP request; the argument is its URL, or a request that was built. The method is the
    /// function's last name, or the argument before the URL (`requests.request("POST", url)`).
    HttpRequest(ArgumentRef),
    /// `client.build_request("POST", url)`: a request of this type, which another call sends; the argument is its URL, or
    /// the request that it is made of. Its methods give the request again, but for those that send it.
    HttpBuild(ArgumentRef, QualName),
    /// `client.send(request)`: sends the request that the argument is. Without one, a method of a request:
    /// `builder.send()`.
    HttpSend(Option<ArgumentRef>),
    /// `curl.setopt(curl.URL, url)`: a method that sets the URL of the object whose `HttpSend` method sends.
    HttpSetting,
    /// `httpx.Client(base_url=x)`: the URLs of the requests that it makes begin with the argument.
    HttpClient(ArgumentRef),
    /// `text.encode()`: the same text.
    SameText,
    /// `text.rstrip("/")`: the text without some characters around it.
    TrimmedText,
    /// `text.removesuffix("/v1")`: the text without another one at its beginning or end.
    StrippedText,
    /// `urljoin(base, path)`; `base.join(path)`, as a method of a text. Given a sequence, or called on one, it puts the
    /// elements together.
    JoinUrl,
    /// `urlunparse(("https", host, path))`: the URL that the elements of the first argument are the parts of.
    UnsplitUrl,
    /// `text.split(":")`: the parts of the text.
    SplitText(Split),
    /// `text.lower()`, `chr(97)`, `b64decode(text)`: another text, which the operation makes of it.
    FoldText(TextOperation),
}

/// What makes another text of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextOperation {
    /// In small letters.
    Lower,
    /// In capital letters.
    Upper,
    /// One part of it in the place of another.
    Replace,
    /// Its characters from the last to the first.
    Reverse,
    /// The character of a number.
    Character,
    /// What it says in base 64.
    Base64,
    /// What its hexadecimal digits say.
    Hex,
    /// What it says where some of its bytes are written as in a URL: `%2E`.
    Percent,
    /// What it says in the encoding that the next argument names; in none, itself.
    Encoded,
}

impl TextOperation {
    /// The operation that a rule file calls `word`.
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "lower" => Self::Lower,
            "upper" => Self::Upper,
            "replace" => Self::Replace,
            "reverse" => Self::Reverse,
            "character" => Self::Character,
            "base64" => Self::Base64,
            "hex" => Self::Hex,
            "percent" => Self::Percent,
            "encoded" => Self::Encoded,
            _ => return None,
        })
    }
}

/// How a text is taken apart at a separator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// At every separator, up to a number of times: `split`.
    Parts,
    /// The same from the end: `rsplit`.
    PartsFromEnd,
    /// What is before the first separator, the separator, what is after it: `partition`.
    Once,
    /// The same at the last separator: `rpartition`.
    OnceFromEnd,
}

impl Split {
    /// The parts of a text that is taken apart at most `limit` times.
    pub fn parts<'t>(self, text: &'t str, separator: &'t str, limit: usize) -> Vec<&'t str> {
        match self {
            Self::Parts => text.splitn(limit.saturating_add(1), separator).collect(),
            Self::PartsFromEnd => {
                let mut parts: Vec<&str> = text.rsplitn(limit.saturating_add(1), separator).collect();
                parts.reverse();
                parts
            }
            Self::Once => match text.split_once(separator) {
                Some((before, after)) => vec![before, separator, after],
                None => vec![text, "", ""],
            },
            Self::OnceFromEnd => match text.rsplit_once(separator) {
                Some((before, after)) => vec![before, separator, after],
                None => vec!["", "", text],
            },
        }
    }
}

impl Intrinsic {
    /// The words that name an effect in a rule file.
    pub(super) const EFFECTS: &'static [&'static str] = &[
        "partial",
        "cast",
        "first_argument",
        "text",
        "entering",
        "entered",
        "enumeration",
        "second_argument",
        "element",
        "map",
        "filter",
        "enumerate",
        "zip",
        "gather",
        "get_attr",
        "attribute_getter",
        "item_getter",
        "method_caller",
        "reduce",
        "run_text",
        "set_attr",
        "import_module",
        "import_root",
        "namespace",
        "member_pairs",
        "super",
        "property",
        "static_method",
        "class_method",
        "transparent_decorator",
        "context_manager",
        "dataclass",
        "field",
        "union_type",
        "wrapper",
        "container_type",
        "mapping_type",
        "type_of",
        "callable_type",
        "tuple_type",
        "type_variable",
        "injected",
        "injection_overrides",
        "attributes",
        "record",
        "provider",
        "default_mapping_type",
        "same_elements",
        "submit",
        "cell",
        "held",
        "call_first",
        "receiver",
        "alternative",
        "apply",
        "construct",
        "fluent",
        "format",
        "concat_text",
        "instance",
        "http_request",
        "http_build",
        "http_send",
        "http_setting",
        "http_client",
        "same_text",
        "trimmed_text",
        "stripped_text",
        "join_url",
        "unsplit_url",
        "fold_text",
        "split_text",
        "split_text_from_end",
        "split_text_once",
        "split_text_once_from_end",
    ];

    /// Whether the name is, or may be, that of a class whose instances an annotation can mean: `x: str`.
    pub fn is_type(&self) -> bool {
        matches!(
            self,
            Self::FirstArgument | Self::Text | Self::HttpClient(_) | Self::HttpBuild(..) | Self::Fluent
        )
    }

    /// Whether a value comes out as it went in, be it called or matched.
    pub fn is_transparent(&self) -> bool {
        matches!(self, Self::FirstArgument | Self::Text | Self::Wrapper(_))
    }

    /// The effect that a rule file calls `word`; `detail` is what stands after the name, for the effects that
    /// need more than their own name: an argument, an index, a type.
    pub(super) fn parse(word: &str, detail: Option<&str>) -> Result<Self, String> {
        if word == "http_send" {
            return detail.map(super::path::argument).transpose().map(Self::HttpSend);
        }
        if let Some(plain) = Self::plain(word) {
            return match detail {
                None => Ok(plain),
                Some(_) => Err(format!("`{word}` takes nothing after the name")),
            };
        }
        let Some(detail) = detail else {
            return Err(match word {
                "cell" => "needs the attribute: `react.useRef current`".to_owned(),
                "wrapper" => "needs the index of the payload: `typing.Annotated 0`".to_owned(),
                "http_build" => "needs the argument and the type: `acme.build url@0 acme.Request`".to_owned(),
                "instance" => "needs the type: `asyncio.get_event_loop asyncio.AbstractEventLoop`".to_owned(),
                "enumeration" => "needs the attribute: `enum.Enum value`".to_owned(),
                "fold_text" => "needs the operation: `builtins.str.lower lower`".to_owned(),
                _ => "needs the argument: `threading.Thread target@1`".to_owned(),
            });
        };
        match word {
            "submit" => super::path::argument(detail).map(Self::Submit),
            "http_request" => super::path::argument(detail).map(Self::HttpRequest),
            "http_client" => super::path::argument(detail).map(Self::HttpClient),
            "http_build" => {
                let (wanted, class) =
                    detail.split_once(' ').ok_or("needs the type of the request as well")?;
                let class = QualName::new(class.trim());
                super::path::argument(wanted).map(|wanted| Self::HttpBuild(wanted, class))
            }
            "instance" => Ok(Self::Instance(QualName::new(detail))),
            "enumeration" => Ok(Self::Enumeration(Name::new(detail))),
            "cell" => Ok(Self::Cell(Name::new(detail))),
            "fold_text" => {
                let operation = TextOperation::named(detail);
                operation.map(Self::FoldText).ok_or_else(|| format!("`{detail}` is no operation on texts"))
            }
            _ => match detail.parse() {
                Ok(index) => Ok(Self::Wrapper(index)),
                Err(_) => Err(format!("`{detail}` is no index")),
            },
        }
    }

    /// The effects that a name alone describes.
    fn plain(word: &str) -> Option<Self> {
        Some(match word {
            "partial" => Self::Partial,
            "cast" => Self::Cast,
            "first_argument" => Self::FirstArgument,
            "text" => Self::Text,
            "entering" => Self::Entering,
            "second_argument" => Self::SecondArgument,
            "element" => Self::Element,
            "map" => Self::Map,
            "filter" => Self::Filter,
            "entered" => Self::Entered,
            "enumerate" => Self::Enumerate,
            "zip" => Self::Zip,
            "gather" => Self::Gather,
            "get_attr" => Self::GetAttr,
            "attribute_getter" => Self::AttributeGetter,
            "item_getter" => Self::ItemGetter,
            "method_caller" => Self::MethodCaller,
            "reduce" => Self::Reduce,
            "run_text" => Self::RunText,
            "set_attr" => Self::SetAttr,
            "import_module" => Self::ImportModule,
            "import_root" => Self::ImportRoot,
            "namespace" => Self::Namespace,
            "member_pairs" => Self::MemberPairs,
            "super" => Self::Super,
            "property" => Self::Property,
            "static_method" => Self::StaticMethod,
            "class_method" => Self::ClassMethod,
            "transparent_decorator" => Self::TransparentDecorator,
            "context_manager" => Self::ContextManager,
            "dataclass" => Self::Dataclass,
            "field" => Self::Field,
            "union_type" => Self::UnionType,
            "container_type" => Self::ContainerType,
            "mapping_type" => Self::MappingType,
            "type_of" => Self::TypeOf,
            "callable_type" => Self::CallableType,
            "tuple_type" => Self::TupleType,
            "type_variable" => Self::TypeVariable,
            "injected" => Self::Injected,
            "injection_overrides" => Self::InjectionOverrides,
            "attributes" => Self::Attributes,
            "record" => Self::Record,
            "http_setting" => Self::HttpSetting,
            "provider" => Self::Provider,
            "default_mapping_type" => Self::DefaultMappingType,
            "same_elements" => Self::SameElements,
            "same_text" => Self::SameText,
            "unsplit_url" => Self::UnsplitUrl,
            "trimmed_text" => Self::TrimmedText,
            "stripped_text" => Self::StrippedText,
            "join_url" => Self::JoinUrl,
            "split_text" => Self::SplitText(Split::Parts),
            "split_text_from_end" => Self::SplitText(Split::PartsFromEnd),
            "split_text_once" => Self::SplitText(Split::Once),
            "split_text_once_from_end" => Self::SplitText(Split::OnceFromEnd),
            "held" => Self::Held,
            "call_first" => Self::CallFirst,
            "receiver" => Self::Receiver,
            "alternative" => Self::Alternative,
            "apply" => Self::Apply,
            "construct" => Self::Construct,
            "fluent" => Self::Fluent,
            "format" => Self::Format,
            "concat_text" => Self::ConcatText,
            _ => return None,
        })
    }
}
