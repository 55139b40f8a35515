; The shapes of Rust. See queries/python.scm for the rules that hold here as well.

; --- expressions and types -----------------------------------------------------------------------------------
(identifier) @name
(type_identifier) @name
(field_identifier) @name
(shorthand_field_identifier) @name
(self) @name
(scoped_identifier path: (_)? @object name: (_) @member) @path
(scoped_type_identifier path: (_)? @object name: (_) @member) @path
(field_expression value: (_) @object field: (_) @member) @attribute
(call_expression function: (_) @callee arguments: (_) @arguments) @call
(struct_expression name: (_) @callee body: (_) @arguments) @call
(field_initializer field: (_) @member value: (_) @value) @keyword
(shorthand_field_initializer (identifier) @member @value) @keyword
(base_field_initializer (_) @value) @spread.mapping
(generic_function function: (_) @value) @transparent
(generic_type type: (_) @object type_arguments: (_) @arguments) @index
(generic_type_with_turbofish type: (_) @value) @transparent
(reference_type type: (_) @value) @transparent
(pointer_type type: (_) @value) @transparent
(dynamic_type trait: (_) @value) @transparent
(abstract_type trait: (_) @value) @transparent
(bracketed_type (_) @value) @transparent
(type_binding type: (_) @value) @transparent
(qualified_type type: (_) @value) @transparent
(bounded_type . (_) @left (_) @right) @choice
(function_type trait: (_) @object parameters: (_) @parameters) @callable
(function_type return_type: (_) @annotation) @callable
(primitive_type) @constant
(unit_type) @constant
(tuple_type) @sequence
(array_type element: (_) @value) @comprehension
(index_expression . (_) @object (_) @key) @index
(string_literal) @string
(raw_string_literal) @string
(string_content) @text
(integer_literal) @integer
(float_literal) @constant
(char_literal) @string
(boolean_literal) @constant
(tuple_expression) @sequence
(array_expression) @sequence
(await_expression (_) @value) @await
(try_expression (_) @value) @await
(reference_expression value: (_) @value) @borrow
(unary_expression "*" (_) @value) @transparent
(parenthesized_expression (_) @value) @transparent
(type_cast_expression value: (_) @value) @transparent
(binary_expression left: (_) @left operator: _ @operator right: (_) @right) @operation
(closure_expression body: (_) @body) @lambda
(closure_expression parameters: (_) @parameters) @lambda
(closure_expression return_type: (_) @annotation) @lambda
(closure_expression "async" @async) @lambda
(macro_invocation macro: (_) @callee (token_tree) @body) @macro

; --- blocks --------------------------------------------------------------------------------------------------
(block) @block
(unsafe_block (block) @value) @transparent
(const_block (block) @value) @transparent
(try_block (block) @value) @transparent
(async_block (block) @body) @block.async
(expression_statement (_) @value) @expression
(let_declaration pattern: (_) @target) @let
(let_declaration type: (_) @annotation) @let
(let_declaration value: (_) @value) @let
(let_declaration alternative: (_) @else) @let
(let_condition pattern: (_) @target value: (_) @value) @let
(if_expression condition: (_) @test consequence: (_) @body) @branch
(if_expression alternative: (_) @else) @branch
(else_clause (_) @value) @transparent
(match_expression value: (_) @value body: (_) @body) @select
(match_arm pattern: (_) @target value: (_) @value) @arm
(match_pattern . (_) @value) @transparent
(match_pattern condition: (_) @test) @transparent
(while_expression condition: (_) @test body: (_) @body) @while
(loop_expression body: (_) @body) @while
(for_expression pattern: (_) @target value: (_) @value body: (_) @body) @for
(return_expression (_)? @value) @return
(break_expression) @break
(continue_expression) @continue
(assignment_expression left: (_) @target right: (_) @value) @assignment
(compound_assignment_expr left: (_) @target right: (_) @value) @augmented

; --- patterns ------------------------------------------------------------------------------------------------
(tuple_pattern) @sequence
(slice_pattern) @sequence
(mut_pattern (_) @value .) @transparent
(ref_pattern (_) @value .) @transparent
(reference_pattern (_) @value .) @transparent
(captured_pattern . (_) @target (_) @value) @alias
(tuple_struct_pattern type: (_) @callee) @destructure
(struct_pattern type: (_) @callee) @destructure
(field_pattern name: (_) @member) @keyword
(field_pattern pattern: (_) @value) @keyword
(or_pattern) @alternatives
(remaining_field_pattern) @rest

; --- definitions ---------------------------------------------------------------------------------------------
(function_item name: (_) @target parameters: (_) @parameters body: (_) @body) @function
(function_item return_type: (_) @annotation) @function
(function_item type_parameters: (_) @generics) @function
(function_item (where_clause) @generics) @function
(function_item (function_modifiers "async" @async)) @function
(function_signature_item name: (_) @target parameters: (_) @parameters) @function
(function_signature_item return_type: (_) @annotation) @function
(function_signature_item type_parameters: (_) @generics) @function
(function_signature_item (where_clause) @generics) @function
(function_signature_item (function_modifiers "async" @async)) @function
(parameter pattern: (_) @target type: (_) @annotation) @parameter
(self_parameter (self) @target) @parameter
(type_parameter name: (_) @target) @generic
(type_parameter bounds: (_) @annotation) @generic
(where_predicate left: (_) @target bounds: (_) @annotation) @generic
(trait_bounds) @alternatives
(struct_item name: (_) @target) @class
(struct_item body: (_) @body) @class
(struct_item type_parameters: (_) @generics) @class
(union_item name: (_) @target body: (_) @body) @class
(enum_item name: (_) @target body: (_) @body) @class
(enum_item type_parameters: (_) @generics) @class
(struct_item (where_clause) @generics) @class
(enum_item (where_clause) @generics) @class
(trait_item (where_clause) @generics) @class
(enum_variant name: (_) @target) @class
(enum_variant body: (_) @body) @class
(trait_item name: (_) @target body: (_) @body) @class
(trait_item bounds: (_) @arguments) @class
(trait_item type_parameters: (_) @generics) @class
(impl_item type: (_) @value body: (_) @body) @extension
(impl_item trait: (_) @arguments) @extension
(impl_item type_parameters: (_) @generics) @extension
(impl_item (where_clause) @generics) @extension
(field_declaration name: (_) @target type: (_) @annotation) @assignment
(ordered_field_declaration_list type: (_) @annotation) @fields
(const_item name: (_) @target type: (_) @annotation) @assignment
(const_item value: (_) @value) @assignment
(static_item name: (_) @target type: (_) @annotation) @assignment
(static_item value: (_) @value) @assignment
(type_item name: (_) @target type: (_) @value) @assignment
(attribute_item (attribute . (_) @value)) @decorator
(attribute_item (attribute arguments: (_) @arguments)) @decorator

; --- modules -------------------------------------------------------------------------------------------------
(mod_item name: (_) @target) @namespace
(mod_item body: (_) @body) @namespace
(use_declaration argument: (_) @value) @use
(extern_crate_declaration name: (_) @value) @use
(extern_crate_declaration alias: (_) @target) @use

; --- the rest ------------------------------------------------------------------------------------------------
(line_comment) @comment
(block_comment) @comment
