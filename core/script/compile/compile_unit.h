#pragma once

#include "script/compile/compile_patterns.h"
#include "script/compile/compiler.h"
#include "script/compile/emitter.h"
#include "script/compile/parser.h"
#include "script/compile/symbols.h"

namespace threadbox::script {

/// The state that the units of one program share.
struct CompileContext {
  const Symbols& symbols;
  std::string filename;
  CompileMode mode;
  std::vector<Diagnostic>& warnings;
  [[nodiscard]] bool prints_values() const noexcept {
    return mode == CompileMode::interactive || mode == CompileMode::text_interactive;
  }
  int depth = 0;  ///< See Level.
};

/// Compiles one scope (module, function, class body, lambda, comprehension). Nested scopes are compiled by units of their own.
/// Threads:  one.
/// Errors:   SyntaxFailure.
class CompileUnit {
 public:
  CompileUnit(CompileContext& context, const Node* opener, std::string class_name, std::string qualified_prefix);

  /// Attaches the source, from which tracebacks then show lines.
  void keep_source(std::shared_ptr<const std::string> source) { out_.code->source = std::move(source); }
  std::shared_ptr<const CodeObject> module(const Nodes& body);

 private:
  // --- compile_expressions.cpp
  void expression(const Node* node);
  void begin_expression(const Node* node);
  void finish_expression(const Node* node);
  void operand(const Node* node);
  void expressions(const Nodes& nodes);
  void constant(const Node* node);
  void integer(const Node* node);
  void real(const Node* node);
  void compare(const Node* node);
  void compare_operator(std::uint32_t op);
  void logical(const Node* node);
  void conditional(const Node* node);
  void call(const Node* node);
  /// `before`: how many arguments are on the stack already.
  void plain_arguments(const Nodes& arguments, const Nodes& keywords, std::size_t before = 0);
  /// Emits the call, after the tuple of positional arguments has been pushed.
  void call_with(const Nodes& keywords);
  void unpacked_arguments(const Nodes& arguments, const Nodes& keywords);
  void display(const Node* node, Opcode build, Opcode add, Opcode extend);
  void dict(const Node* node);
  void joined_string(const Node* node);
  void formatted_value(const Node* node);
  void slice(const Node* node);
  void comprehension(const Node* node);
  void comprehension_loops(const Node* node);
  void comprehension_element(const Node* node);
  void yield_from(const Node* node);
  void jump_if(const Node* condition, bool value, Label& label);
  /// Whether names that are not the scope's own are looked up by load_name: in class bodies and texts, and in the comprehensions of a text,
  /// which CPython inlines.
  [[nodiscard]] bool looks_names_up(const std::string& name) const;
  /// Errors (thrown): SyntaxFailure "cannot assign to __debug__", at the node, if that is the name.
  static void check_bound(const Node* node, const std::string& name);
  void load_name(const std::string& written);
  void store_name(const std::string& written);
  void delete_name(const std::string& written);
  void store(const Node* target);
  void unpack(const Node* target);
  [[nodiscard]] std::string mangled(const std::string& name) const;

  // --- compile_annotations.cpp
  void set_up_annotations(const Nodes& body);
  void annotation(const Node* node);
  std::uint32_t annotations(const Node* node);
  void annotated(const Node* node);

  // --- syntax_warnings.cpp
  void warn(const Node* node, std::string message);
  void repeat_warnings(std::size_t first, std::size_t last);
  void check_identity(const Node* node);
  void check_callee(const Node* callee);
  void check_subscript(const Node* node);
  void check_assertion(const Node* node);

  // --- compile_functions.cpp
  void lambda(const Node* node);
  void function(const Node* node);
  void class_definition(const Node* node);
  void decorate(const Nodes& decorators);
  std::uint32_t defaults(const Node* node);
  void make_function(const std::shared_ptr<const CodeObject>& code, std::uint32_t parts);
  std::shared_ptr<const CodeObject> function_body(const Node* node);
  std::shared_ptr<const CodeObject> class_body(const Node* node);
  std::shared_ptr<const CodeObject> comprehension_body(const Node* node);
  void begin_function(const Node* node);
  /// The docstring and statements of a function, class or module. In a main module also the instruction begin_program.
  void body(const Nodes& nodes);
  void make_cells();
  [[nodiscard]] std::shared_ptr<const CodeObject> finished() const;
  [[nodiscard]] std::string qualified(const std::string& name) const;

  // --- compile_statements.cpp
  void statements(const Nodes& nodes);
  void statement(const Node* node);
  void if_statement(const Node* node);
  void while_statement(const Node* node);
  void for_statement(const Node* node);
  void assign(const Node* node);
  void augmented(const Node* node);
  void delete_target(const Node* node);
  void assert_statement(const Node* node);
  void import(const Node* node);
  void import_from(const Node* node);
  void return_statement(const Node* node);

  // --- compile_patterns.cpp
  void match_statement(const Node* node);
  void match_case(CaseState& state, const Node* pattern);
  void match_pattern(CaseState& state, const Node* node);
  void match_part(CaseState& state, const Node* node);
  void match_alternatives(CaseState& state, const Node* node);
  void match_sequence(CaseState& state, const Node* node);
  void match_mapping(CaseState& state, const Node* node);
  void match_class(CaseState& state, const Node* node);
  void match_values(CaseState& state, const std::vector<const Node*>& items);
  void capture(CaseState& state, const Node* node);
  static void capture_irrefutable(const CaseState& state, const Node* node);
  void check_kind(CaseState& state, const char* helper);
  void length_of_subject(int at);
  void pattern_helper(const char* name) { library("_patterns", name); }
  void library(std::string_view module, std::string_view name);
  void fail_unless(CaseState& state);
  void fail_if(CaseState& state);
  void fail_if_missing(CaseState& state);
  void pop_failures(CaseState& state, int depth);

  // --- compile_finally.cpp
  struct SharedFinally;
  void try_statement(const Node* node);
  void copied_finally(const Node* node);
  void shared_finally(const Node* node);
  void guarded_body(const Node* node);
  void call_shared(SharedFinally& shared, bool keep_top);
  void dispatch_shared(SharedFinally& shared);
  void unwind_shared(bool keep_top);

  // --- compile_blocks.cpp: the blocks that an exception, a return or a break must clean up when it leaves them
  struct Block {
    enum class Kind : std::uint8_t {
      for_loop,
      while_loop,
      try_body,
      finally_body,
      with_body,
      handler,
      finally_handler,
      shared_finally,  ///< The body of a `finally` that is compiled as a subroutine; see compile_finally.cpp.
      kept_value,  ///< The body of a `finally` that runs before a return, whose value is below it.
    };
    Kind kind;
    Emitter::Guarded* guarded = nullptr;
    Label* break_to = nullptr;
    Label* continue_to = nullptr;
    const Node* node = nullptr;
    std::string name = {};  ///< handler: the variable to clear.
    Emitter::Guarded* handlers = nullptr;  ///< handler: covers all handlers of its statement.
    SharedFinally* shared = nullptr;  ///< finally_body: set if its `finally` is compiled once.
  };
  /// Errors (thrown): SyntaxFailure "too many statically nested blocks", at the node.
  void enter(Block block);
  void leave() { blocks_.pop_back(); }
  void try_except(const Node* node);
  void try_except_star(const Node* node);
  void star_handler(const Node* handler, Label& next);
  void except_handler(const Node* handler, Emitter::Guarded& cleanup, Label& end);
  void with_statement(const Node* node, std::size_t item);
  void call_exit();
  void restore_and_reraise();
  void leave_loop(const Node* node, bool is_break);
  /// Emits the clean-up of all blocks but the outermost `count`, innermost first. `keep_top`: keeps the value on top of the stack.
  void unwind_to(std::size_t count, bool keep_top);
  void unwind(Block& block, bool keep_top);
  void clear_handler_name(const std::string& name);

  /// Allocated on the heap, because units recurse for nested functions.
  [[nodiscard]] std::unique_ptr<CompileUnit> nested(const Node* opener, std::string class_name,
                                                    std::string qualified_prefix) const;
  [[noreturn]] static void fail(const Node* node, std::string message);

  CompileContext& context_;
  const Scope& scope_;
  std::string class_name_;
  std::string qualified_prefix_;
  Emitter out_;
  std::vector<Block> blocks_;
  struct Task {
    const Node* node;
    bool has_operands;  ///< The operands are on the stack already.
  };
  std::vector<Task> tasks_;  ///< See expression().
  int& depth_;
};

}  // namespace threadbox::script
