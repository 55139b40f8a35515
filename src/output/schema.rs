//! Whether a JSON Schema describes all that is written: a validator is content with keys that no schema names.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// Fails where `text` holds a key that `schema` does not name, or lacks one that it requires.
pub(crate) fn assert_describes(schema: &str, text: &str) {
    let schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
    let value: Value = serde_json::from_str(text).expect("the text is JSON");
    check(&value, &schema, &schema, "");
}

/// Walks a value and the schema that describes it side by side.
fn check(value: &Value, schema: &Value, root: &Value, path: &str) {
    if let Some(name) = schema["$ref"].as_str() {
        let found = root.pointer(name.trim_start_matches('#')).expect("the definition exists");
        return check(value, found, root, path);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let other = any.iter().find(|it| it["type"] != "null").expect("not only null");
        if !value.is_null() {
            check(value, other, root, path);
        }
        return;
    }
    match value {
        Value::Object(map) => check_object(map, schema, root, path),
        Value::Array(items) => items.iter().for_each(|it| check(it, &schema["items"], root, path)),
        _ => assert!(schema.is_object(), "{path}: not in the schema"),
    }
}

fn check_object(map: &Map<String, Value>, schema: &Value, root: &Value, path: &str) {
    let keys: BTreeSet<_> = map.keys().map(String::as_str).collect();
    let required = schema["required"].as_array();
    for key in required.into_iter().flatten().filter_map(Value::as_str) {
        assert!(keys.contains(key), "{path}: `{key}` is required");
    }
    for (key, it) in map {
        let described = &schema["properties"][key];
        let described = if described.is_null() { &schema["additionalProperties"] } else { described };
        assert!(described.is_object(), "{path}: `{key}` is not in the schema");
        check(it, described, root, &format!("{path}/{key}"));
    }
}
