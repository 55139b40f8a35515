//! What the rules say of callbacks and handlers: which there are, where they are heard, what holds them.

use super::{Active, Doubt, Question};
use crate::catalog::{ArgumentRef, Catalog, Heard, Marker, MarkerShape, Means};
use crate::name::{Name, QualName};
use crate::project::{Project, Value};

/// The callback that hears a call, or why one that is there does not count; `None` if there is none.
pub(super) type Wired = Option<Result<Active, Doubt>>;

pub(super) fn is_wiring(marker: &Marker) -> bool {
    matches!(marker.shape, MarkerShape::Callback | MarkerShape::GlobalHandler)
}

/// The callbacks that there are.
pub(super) fn callbacks(catalog: &Catalog) -> impl Iterator<Item = &Marker> {
    let markers = catalog.markers.values().flatten();
    markers.filter(|marker| marker.shape == MarkerShape::Callback)
}

/// Where callbacks are heard, by any marker.
pub(super) fn heard_in(catalog: &Catalog) -> impl Iterator<Item = &Heard> {
    callbacks(catalog).flat_map(|marker| &marker.arguments)
}

/// The types that hold callbacks, and the arguments of their constructors that take them.
pub(super) fn holders(catalog: &Catalog) -> impl Iterator<Item = &(QualName, ArgumentRef)> {
    catalog.markers.values().flatten().flat_map(|marker| &marker.holders)
}

/// Whether a name is that of a callback, or of a type that holds some.
pub(super) fn is_wired_by(catalog: &Catalog, name: &Name) -> bool {
    let is_marker = |(known, markers): (&QualName, &Vec<Marker>)| {
        known.last() == name.as_str() && markers.iter().any(is_wiring)
    };
    catalog.markers.iter().any(is_marker)
        || holders(catalog).any(|(holder, _)| holder.last() == name.as_str())
}

/// Where callbacks are heard among the arguments of a method that puts a configuration around an object.
pub(super) fn layers<'c>(catalog: &'c Catalog, method: Option<&Name>) -> Vec<&'c Heard> {
    let all = callbacks(catalog).flat_map(|marker| &marker.layers);
    all.filter(|(name, _)| method == Some(name)).map(|(_, heard)| heard).collect()
}

/// The attributes and entries by which handles have callbacks.
pub(super) fn slot_names(catalog: &Catalog) -> Vec<Name> {
    let all = callbacks(catalog).flat_map(|marker| {
        let layered = marker.layers.iter().map(|(_, heard)| heard);
        marker.arguments.iter().chain(layered).flat_map(|heard| &heard.argument.keywords)
    });
    let mut names: Vec<Name> = all.cloned().collect();
    names.sort();
    names.dedup();
    names
}

/// The attributes and entries of anything that has to do with callbacks.
pub(super) fn slots(catalog: &Catalog) -> impl Iterator<Item = &str> {
    let markers = || catalog.markers.values().flatten();
    let layered = || markers().flat_map(|marker| &marker.layers).map(|(_, heard)| heard);
    let heard = markers().flat_map(|marker| &marker.arguments).chain(layered());
    let heard = heard.flat_map(|heard| {
        let keywords = heard.argument.keywords.iter().map(Name::as_str);
        keywords.chain(heard.key.as_deref())
    });
    let held = holders(catalog).flat_map(|(_, argument)| &argument.keywords).map(Name::as_str);
    let mutes = markers().flat_map(|marker| &marker.mutes).map(Name::as_str);
    let assigned = markers().flat_map(|marker| &marker.assigned_to).map(QualName::last);
    heard.chain(held).chain(mutes).chain(assigned).chain(servers(catalog))
}

/// The attributes that say which server a client talks to, if a server may be one that records.
fn servers(catalog: &Catalog) -> impl Iterator<Item = &str> {
    let is_asked = catalog.recorders.iter().any(|recorder| matches!(recorder.means, Means::Gateway { .. }));
    let handles = catalog.handles.values().filter(move |_| is_asked);
    handles.filter_map(|handle| handle.url.as_ref()).flat_map(|url| &url.keywords).map(Name::as_str)
}

/// Whether a name is that of a function or a method that takes callbacks away.
pub(super) fn takes_away(catalog: &Catalog, name: &QualName) -> bool {
    let mut markers = catalog.markers.values().flatten();
    markers.any(|marker| marker.taken_by.iter().any(|known| known.as_str() == name.last()))
}

/// The name of the class that a value is an instance of.
pub(super) fn class_name(project: &Project<'_>, value: &Value) -> Option<Name> {
    match value {
        Value::Instance(class, _) => Some(Name::new(class.last())),
        Value::Object(class) => Some(project.class(*class).name.clone()),
        _ => None,
    }
}

/// The marker that a value is an instance of.
pub(super) fn marker_of<'c>(catalog: &'c Catalog, value: &Value) -> Option<&'c Marker> {
    let Value::Instance(class, _) = value else { return None };
    catalog.markers.get(class)?.iter().find(|marker| is_wiring(marker))
}

/// Whether a callback or a handler is told of such calls.
pub(super) fn is_told(marker: &Marker, question: &Question<'_>) -> bool {
    let library = marker.libraries.is_empty() || marker.libraries.contains(question.library);
    library && !marker.blind_to.contains(&question.category)
}
