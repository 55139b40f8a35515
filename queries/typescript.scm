; The shapes of TypeScript and JavaScript. See queries/python.scm for the rules that hold here as well.

; --- expressions -------------------------------------------------------------------------------------------
(identifier) @name
(this) @name
(super) @super
(import) @name
(shorthand_property_identifier) @name
(shorthand_property_identifier_pattern) @name
(member_expression object: (_) @object property: (_) @member) @attribute
(subscript_expression object: (_) @object index: (_) @key) @index
(call_expression function: (_) @callee arguments: (_) @arguments) @call
(call_expression type_arguments: (_) @generics) @call
(new_expression type_arguments: (_) @generics) @call
(new_expression constructor: (_) @callee) @call
(new_expression arguments: (_) @arguments) @call
(spread_element (_) @value) @spread
(rest_pattern (_) @value) @spread
(string) @string
(template_string) @string
(template_substitution (_) @value) @transparent
(string_fragment) @text
(number) @integer
(regex) @constant
(true) @true
(false) @false
(null) @none
(undefined) @none
(array) @sequence
(array_pattern) @sequence
(object) @object
(object_pattern) @destructure
(pair key: (_) @key value: (_) @value) @pair
(pair_pattern key: (_) @key value: (_) @value) @pair
(computed_property_name (_) @value) @transparent
(assignment_pattern left: (_) @target right: (_) @default) @defaulted
(object_assignment_pattern left: (_) @target right: (_) @default) @defaulted
(ternary_expression condition: (_) @test consequence: (_) @then alternative: (_) @else) @choice
(binary_expression left: (_) @left operator: "&&" @operator right: (_) @right) @boolean
(binary_expression left: (_) @left operator: "||" @operator right: (_) @right) @boolean
(binary_expression left: (_) @left operator: "??" @operator right: (_) @right) @boolean
(binary_expression left: (_) @left operator: _ @operator right: (_) @right) @operation
(await_expression (_) @value) @await
(yield_expression "*"? @delegate (_)? @value) @yield
(assignment_expression left: (_) @target right: (_) @value) @assignment
(assignment_expression "using" @level) @assignment
(augmented_assignment_expression left: (_) @target operator: _ @operator right: (_) @value) @update
(sequence_expression) @comma
(parenthesized_expression . (_) @value) @transparent
(as_expression . (_) @value . (_) @annotation) @cast
(as_expression . (_) @value) @transparent
(satisfies_expression . (_) @value) @transparent
(non_null_expression (_) @value) @transparent
(instantiation_expression . (_) @value) @transparent
(type_assertion (type_arguments) (_) @value) @transparent
(arrow_function parameters: (_) @parameters) @lambda
(arrow_function parameter: (_) @parameters) @lambda
(arrow_function body: (_) @body) @lambda
(arrow_function return_type: (_) @annotation) @lambda
(arrow_function "async" @async) @lambda
(function_expression name: (_) @target) @anonymous
(function_expression parameters: (_) @parameters body: (_) @body) @anonymous
(function_expression return_type: (_) @annotation) @anonymous
(function_expression "async" @async) @anonymous
(generator_function name: (_) @target) @anonymous
(generator_function parameters: (_) @parameters body: (_) @body) @anonymous
(generator_function "async" @async) @anonymous

; --- types -------------------------------------------------------------------------------------------------
(type_identifier) @name
(nested_type_identifier module: (_) @object name: (_) @member) @attribute
(nested_identifier object: (_) @object property: (_) @member) @attribute
(generic_type name: (_) @object type_arguments: (_) @arguments) @index
(type_annotation (_) @value) @transparent
(parenthesized_type (_) @value) @transparent
(readonly_type (_) @value) @transparent
(optional_type (_) @value) @transparent
(constraint (_) @value) @transparent
(type_query . (_) @value) @transparent
(union_type) @alternatives
(intersection_type) @alternatives
(array_type (_) @value) @comprehension
(tuple_type) @sequence
(predefined_type) @constant
(literal_type) @constant

; --- statements --------------------------------------------------------------------------------------------
(statement_block) @block
(lexical_declaration) @lexical
(variable_declaration) @hoisted
(variable_declarator name: (_) @target) @assignment
(variable_declarator value: (_) @value) @assignment
(variable_declarator type: (_) @annotation) @assignment
(return_statement (_)? @value) @return
(throw_statement) @raise
(break_statement) @break
(continue_statement) @continue
(if_statement condition: (_) @test consequence: (_) @body) @if
(else_clause (_) @body) @else
(while_statement condition: (_) @test body: (_) @body) @while
(do_statement body: (_) @body condition: (_) @test) @while
(for_in_statement kind: "var" @level) @for
(for_in_statement "await" @async) @for
(for_in_statement left: (_) @target right: (_) @value body: (_) @body) @for
(for_statement initializer: (_) @value) @loop
(for_statement condition: (_) @test) @loop
(for_statement increment: (_) @then) @loop
(for_statement body: (_) @body) @loop
(try_statement body: (_) @body) @try
(catch_clause parameter: (_) @target) @handler
(catch_clause body: (_) @body) @handler
(finally_clause body: (_) @body) @finally
(switch_statement value: (_) @value body: (_) @body) @switch
(switch_case value: (_) @test) @case
(switch_default) @case
(labeled_statement body: (_) @value) @labeled

; --- imports and exports -----------------------------------------------------------------------------------
(import_statement source: (_) @module) @import.module
(import_statement (import_require_clause source: (_) @module)) @import.module
(import_require_clause (identifier) @target) @import.whole
(namespace_import (_) @target) @import.whole
(import_specifier name: (_) @value) @import.alias
(import_specifier alias: (_) @target) @import.alias
(import_alias . (_) @target . (_) @value) @assignment
(export_statement source: (_) @module) @export
(export_statement declaration: (_) @body) @export
(export_statement value: (_) @value) @export
(export_statement "default" @default) @export
(export_statement "*" @level) @export
(export_statement) @export
(namespace_export (_) @target) @import.whole
(export_specifier name: (_) @value) @import.alias
(export_specifier alias: (_) @target) @import.alias

; --- definitions -------------------------------------------------------------------------------------------
(function_declaration name: (_) @target parameters: (_) @parameters body: (_) @body) @function
(function_declaration return_type: (_) @annotation) @function
(function_declaration "async" @async) @function
(generator_function_declaration name: (_) @target parameters: (_) @parameters body: (_) @body) @function
(generator_function_declaration "async" @async) @function
(function_signature) @skipped
(method_definition name: (_) @target parameters: (_) @parameters body: (_) @body) @function
(method_definition return_type: (_) @annotation) @function
(method_definition "async" @async) @function
(method_definition "static" @static) @function
(method_definition "get" @getter) @function
(method_definition "set" @setter) @function
(method_signature) @skipped
(abstract_method_signature) @skipped
(required_parameter pattern: (_) @target) @parameter
(required_parameter type: (_) @annotation) @parameter
(required_parameter value: (_) @default) @parameter
(required_parameter (accessibility_modifier) @key) @parameter
(required_parameter "readonly" @key) @parameter
(optional_parameter pattern: (_) @target) @parameter
(optional_parameter type: (_) @annotation) @parameter
(optional_parameter value: (_) @default) @parameter
(optional_parameter (accessibility_modifier) @key) @parameter
(optional_parameter "readonly" @key) @parameter
(class_declaration name: (_) @target body: (_) @body) @class
(class_declaration (class_heritage) @arguments) @class
(class_declaration type_parameters: (_) @generics) @class
(abstract_class_declaration name: (_) @target body: (_) @body) @class
(abstract_class_declaration (class_heritage) @arguments) @class
(abstract_class_declaration type_parameters: (_) @generics) @class
(class body: (_) @body) @class
(class name: (_) @target) @class
(class (class_heritage) @arguments) @class
(extends_clause value: (_) @value) @transparent
(implements_clause) @skipped
(interface_declaration name: (_) @target body: (_) @body) @interface
(interface_declaration (extends_type_clause) @arguments) @interface
(enum_declaration name: (_) @target body: (_) @body) @class
(enum_assignment name: (_) @target value: (_) @value) @field
(property_signature name: (_) @target) @field
(property_signature type: (_) @annotation) @field
(public_field_definition name: (_) @target) @field
(public_field_definition type: (_) @annotation) @field
(public_field_definition value: (_) @value) @field
(public_field_definition "static" @static) @field
(class_static_block body: (_) @body) @else
(type_parameter name: (_) @target) @generic
(type_parameter constraint: (_) @annotation) @generic
(type_alias_declaration name: (_) @target value: (_) @value) @type
(internal_module name: (_) @target body: (_) @body) @namespace
(decorator (_) @value) @decorator

; --- the rest ----------------------------------------------------------------------------------------------
(comment) @comment
(html_comment) @comment
