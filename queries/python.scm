; The shapes of Python.
;
; Every pattern stands on a line of its own. It names one node with a shape (the outermost capture: @call, @assignment, …)
; and the parts of it with roles (@callee, @value, …). Both are closed sets (src/bind/shapes.rs); an unknown capture fails at
; load.
; Several patterns may give roles to the same node. Parts that are only a list of nodes (arguments, targets,
; statements) need no role: they are the node's named children in order.
; Names are not matched here: `openai` or `attest` never stand in a query.

; --- expressions -------------------------------------------------------------------------------------------
(identifier) @name
(dotted_name) @dotted
(attribute object: (_) @object attribute: (_) @member) @attribute
(call function: (_) @callee arguments: (_) @arguments) @call
(keyword_argument name: (_) @member value: (_) @value) @keyword
(list_splat (_) @value) @spread
(list_splat_pattern (_) @value) @spread
(parenthesized_list_splat (_) @value) @spread
(splat_pattern (_) @value) @spread
(dictionary_splat (_) @value) @spread.mapping
(dictionary_splat_pattern (_) @value) @spread.mapping
(subscript value: (_) @object subscript: (_) @key) @index
(slice) @slice
(generic_type . (_) @object (type_parameter) @arguments) @index
(member_type . (_) @object (identifier) @member) @attribute
(string) @string
(string_content) @text
(concatenated_string) @concatenation
(interpolation expression: (_) @value) @transparent
(format_expression expression: (_) @value) @transparent
(integer) @integer
(float) @constant
(true) @true
(false) @false
(none) @none
(ellipsis) @constant
(list) @sequence
(tuple) @sequence
(set) @sequence
(expression_list) @sequence
(pattern_list) @sequence
(tuple_pattern) @sequence
(list_pattern) @sequence
(dictionary) @mapping
(pair key: (_) @key value: (_) @value) @pair
(conditional_expression . (_) @then . (_) @test . (_) @else) @choice
(boolean_operator left: (_) @left operator: _ @operator right: (_) @right) @boolean
(not_operator argument: (_) @value) @not
(binary_operator left: (_) @left operator: _ @operator right: (_) @right) @binary
(comparison_operator operators: _ @operator) @comparison
(union_type . (_) @left (_) @right) @choice
(await (_) @value) @await
(named_expression name: (_) @target value: (_) @value) @walrus
(lambda body: (_) @body) @lambda
(lambda parameters: (_) @parameters) @lambda
(list_comprehension body: (_) @value) @comprehension
(set_comprehension body: (_) @value) @comprehension
(generator_expression body: (_) @value) @generator
(dictionary_comprehension body: (_) @value) @comprehension
(for_in_clause left: (_) @target right: (_) @value) @clause.for
(if_clause (_) @test) @clause.if
(yield "from"? @delegate (_)? @value) @yield
(parenthesized_expression (_) @value) @transparent
(type (_) @value) @transparent

; --- statements --------------------------------------------------------------------------------------------
(assignment left: (_) @target) @assignment
(assignment right: (_) @value) @assignment
(assignment type: (_) @annotation) @assignment
(augmented_assignment left: (_) @target operator: _ @operator right: (_) @value) @augmented
(type_alias_statement left: (_) @target right: (_) @value) @assignment
(return_statement (_)? @value) @return
(raise_statement) @raise
(assert_statement . (_) @test) @assert
(break_statement) @break
(continue_statement) @continue
(delete_statement) @delete
(global_statement) @global
(nonlocal_statement) @nonlocal
(if_statement condition: (_) @test consequence: (_) @body) @if
(elif_clause condition: (_) @test consequence: (_) @body) @if
(else_clause body: (_) @body) @else
(while_statement condition: (_) @test body: (_) @body) @while
(for_statement left: (_) @target right: (_) @value body: (_) @body) @for
(try_statement body: (_) @body) @try
(except_clause (block) @body) @handler
(finally_clause (block) @body) @finally
(with_statement body: (_) @body) @with
(with_statement "async" @async) @with
(with_item value: (_) @value) @context
(as_pattern . (_) @value alias: (_) @target) @alias
(as_pattern (case_pattern) @value (identifier) @target) @alias
(as_pattern_target (_) @value) @transparent
(match_statement subject: (_) @value body: (_) @body) @match
(case_clause consequence: (_) @body) @case
(case_pattern) @capture
(class_pattern . (_) @value) @instance
(keyword_pattern . (_) @member (_) @value) @keyword
(dict_pattern) @mapping
(union_pattern) @alternatives

; --- imports -----------------------------------------------------------------------------------------------
(import_statement) @import
(future_import_statement) @import
(import_from_statement module_name: (_) @module) @import.from
(relative_import (import_prefix) @level (dotted_name)? @module) @relative
(aliased_import name: (_) @value alias: (_) @target) @import.alias
(wildcard_import) @import.wildcard

; --- definitions -------------------------------------------------------------------------------------------
(function_definition name: (_) @target parameters: (_) @parameters body: (_) @body) @function
(function_definition return_type: (_) @annotation) @function
(function_definition "async" @async) @function
(class_definition name: (_) @target body: (_) @body) @class
(class_definition superclasses: (_) @arguments) @class
(class_definition type_parameters: (_) @generics) @class
(constrained_type . (_) @target (_) @annotation) @generic
(decorated_definition definition: (_) @body) @decorated
(decorator (_) @value) @decorator
(default_parameter name: (_) @target value: (_) @default) @parameter
(typed_parameter . (_) @target type: (_) @annotation) @parameter
(typed_default_parameter name: (_) @target type: (_) @annotation value: (_) @default) @parameter
(keyword_separator) @parameter.keywords

; --- the rest ----------------------------------------------------------------------------------------------
(comment) @comment
