#include "script/compile/compile_unit.h"
#include "script/compile/compiler.h"
#include "script/compile/level.h"
#include "script/compile/lexer.h"
#include "script/compile/stack_checks.h"

#include <cassert>
#include <cstdio>
#include <new>
#include <algorithm>

namespace threadbox::script {

using enum Opcode;

CompileUnit::CompileUnit(CompileContext& context, const Node* opener, std::string class_name, std::string qualified_prefix)
    : context_(context),
      scope_(context.symbols.of(opener)),
      class_name_(std::move(class_name)),
      qualified_prefix_(std::move(qualified_prefix)),
      out_(scope_, context.filename),
      depth_(context.depth) {
  out_.code->is_text = context.mode >= CompileMode::text;
}

std::unique_ptr<CompileUnit> CompileUnit::nested(const Node* opener, std::string class_name, std::string prefix) const {
  auto unit = std::make_unique<CompileUnit>(context_, opener, std::move(class_name), std::move(prefix));
  unit->keep_source(out_.code->source);
  return unit;
}

std::string CompileUnit::qualified(const std::string& name) const {
  const bool outermost = qualified_prefix_.empty() || scope_.declared_global.contains(mangled(name));
  return outermost ? name : qualified_prefix_ + "." + name;
}

std::shared_ptr<const CodeObject> CompileUnit::module(const Nodes& nodes) {
  out_.code->kind = context_.mode == CompileMode::interactive ? CodeObject::Kind::interactive : CodeObject::Kind::module;
  out_.code->name = out_.code->qualified_name = "<module>";
  out_.code->text_annotations = context_.symbols.text_annotations();
  if (context_.mode == CompileMode::text_expression) {
    out_.at_statement(nodes.front());
    expression(nodes.front()->left);
  } else {
    body(nodes);
    out_.load_none();
  }
  out_.emit(return_value_);
  return finished();
}

std::shared_ptr<const CodeObject> CompileUnit::finished() const {
#ifndef NDEBUG
  const std::string fault = stack_fault(*out_.code);
  if (!fault.empty()) std::fprintf(stderr, "%s\n", fault.c_str());
  assert(fault.empty());
#endif
  return out_.code;
}

namespace {

/// The docstring that begins a body; null if it has none.
const Node* docstring_of(const Nodes& body) {
  if (body.empty() || body.front()->kind != NodeKind::expression) return nullptr;
  const Node* value = body.front()->left;
  return value->kind == NodeKind::string ? value : nullptr;
}

}  // namespace

void CompileUnit::body(const Nodes& nodes) {
  const Node* docstring = docstring_of(nodes);
  const bool left_out = docstring != nullptr && context_.mode == CompileMode::library;
  if (docstring != nullptr && !left_out) out_.code->docstring = docstring->text;
  bool begins = context_.mode == CompileMode::module && scope_.kind == Scope::Kind::module;
  for (const Node* node : nodes) {
    const bool is_docstring = docstring != nullptr && node == nodes.front();
    if (begins && !is_docstring && node->kind != NodeKind::import && node->kind != NodeKind::import_from) {
      begins = false;
      // The interpreter reaches the statement's scheduling point here.
      out_.at_statement(node);
      out_.emit(begin_program_);
    }
    if (is_docstring && context_.mode == CompileMode::text && scope_.kind == Scope::Kind::module) {
      out_.at_statement(node);
      expression(node->left);
      store_name("__doc__");
    } else if (!is_docstring || !left_out) {
      statement(node);
    }
  }
  if (begins) out_.emit(begin_program_);
}

void CompileUnit::decorate(const Nodes& decorators) {
  for (const Node* decorator : decorators) {
    expression(decorator);
    out_.emit(push_null_);
  }
}

/// Pushes the tuple of positional defaults and the dict of keyword-only defaults, each only if there are any. Returns FunctionPart bits.
std::uint32_t CompileUnit::defaults(const Node* node) {
  std::uint32_t parts = 0, positional = 0, keyword_only = 0;
  for (const Parameter& parameter : node->parameters) {
    if (parameter.default_value == nullptr || parameter.kind == ParameterKind::keyword_only) continue;
    expression(parameter.default_value);
    ++positional;
  }
  if (positional > 0) {
    out_.emit(build_tuple_, positional);
    parts |= part_defaults;
  }
  for (const Parameter& parameter : node->parameters) {
    if (parameter.default_value == nullptr || parameter.kind != ParameterKind::keyword_only) continue;
    out_.load_constant({mangled(parameter.name)});
    expression(parameter.default_value);
    ++keyword_only;
  }
  if (keyword_only > 0) {
    out_.emit(build_map_, keyword_only);
    parts |= part_kwdefaults;
  }
  return parts;
}

/// Pushes the closure and the code, after the defaults and annotations, and makes the function.
void CompileUnit::make_function(const std::shared_ptr<const CodeObject>& code, std::uint32_t parts) {
  if (code->free_count > 0) {
    for (std::size_t i = code->slot_names.size() - code->free_count; i < code->slot_names.size(); ++i) {
      std::string name = code->slot_names[i];
      if (name.starts_with(".")) name.erase(0, 1);
      // If the class body itself uses this name for a local or global variable, the cell is under ".name"; see Symbols.
      if (scope_.kind == Scope::Kind::class_body && scope_.kind_of(name) != NameKind::free &&
          scope_.kind_of(name) != NameKind::cell)
        name = "." + name;
      out_.emit(load_closure_, out_.slot(name));
    }
    out_.emit(build_tuple_, code->free_count);
    parts |= part_closure;
  }
  out_.load_constant({code});
  out_.emit(make_function_, parts);
}

void CompileUnit::lambda(const Node* node) {
  const std::uint32_t parts = defaults(node);
  make_function(function_body(node), parts);
}

void CompileUnit::function(const Node* node) {
  check_bound(node, node->text);
  decorate(node->items);
  out_.at(node);
  std::uint32_t parts = defaults(node);
  parts |= annotations(node);
  make_function(function_body(node), parts);
  for (std::size_t i = 0; i < node->items.size(); ++i) out_.emit(call_, 1);
  store_name(node->names.empty() ? node->text : node->names.front());
}

/// Begins a function: sets its signature, and emits the creation of its cells and of the generator.
void CompileUnit::begin_function(const Node* node) {
  CodeObject& code = *out_.code;
  code.kind = CodeObject::Kind::function;
  code.first_line = node->range.line;
  code.is_generator = scope_.is_generator;
  for (const Parameter& parameter : node->parameters) {
    // The name is after the stars.
    Node place{.range = parameter.range};
    place.range.column += parameter.kind == ParameterKind::varargs ? 1 : parameter.kind == ParameterKind::varkeywords ? 2 : 0;
    check_bound(&place, parameter.name);
    switch (parameter.kind) {
      case ParameterKind::positional_only: ++code.positional_only_count; [[fallthrough]];
      case ParameterKind::positional: ++code.positional_count; break;
      case ParameterKind::keyword_only: ++code.keyword_only_count; break;
      case ParameterKind::varargs: code.has_varargs = true; break;
      case ParameterKind::varkeywords: code.has_varkeywords = true; break;
    }
  }
  out_.at(node);
  make_cells();
  if (code.is_generator) out_.emit(return_generator_);
}

void CompileUnit::make_cells() {
  for (const std::string& name : scope_.of_kind(NameKind::cell)) out_.emit(make_cell_, out_.slot(name));
}

std::shared_ptr<const CodeObject> CompileUnit::function_body(const Node* node) {
  const Level level(depth_, Level::Of::compiler);
  const bool is_lambda = node->kind == NodeKind::lambda;
  const std::string name = is_lambda ? "<lambda>" : node->text;
  // What is defined in the scope of its own type parameters has the name that it would have outside.
  const bool is_scope = node->kind == NodeKind::function && node->op != 0;
  const std::unique_ptr<CompileUnit> unit =
      nested(node, class_name_, is_scope ? qualified_prefix_ : qualified(name) + ".<locals>");
  unit->out_.code->name = name;
  unit->out_.code->qualified_name = qualified(name);
  unit->begin_function(node);
  if (is_lambda) {
    unit->out_.at(node->left);
    unit->expression(node->left);
  } else {
    unit->body(node->body);
    unit->out_.load_none();
  }
  unit->out_.emit(return_value_);
  return unit->finished();
}

std::shared_ptr<const CodeObject> CompileUnit::comprehension_body(const Node* node) {
  const Level level(depth_, Level::Of::compiler);
  const std::string name = node->text == "generator" ? "<genexpr>" : "<" + node->text + "comp>";
  const std::unique_ptr<CompileUnit> unit = nested(node, class_name_, qualified(name) + ".<locals>");
  CodeObject& code = *unit->out_.code;
  code.name = name;
  code.qualified_name = qualified(name);
  unit->begin_function(node);
  code.positional_count = 1;
  if (node->text == "list") unit->out_.emit(build_list_, 0);
  else if (node->text == "set") unit->out_.emit(build_set_, 0);
  else if (node->text == "dict") unit->out_.emit(build_map_, 0);
  unit->comprehension_loops(node);
  if (node->text == "generator") unit->out_.load_none();
  unit->out_.emit(return_value_);
  return unit->finished();
}

std::shared_ptr<const CodeObject> CompileUnit::class_body(const Node* node) {
  const Level level(depth_, Level::Of::compiler);
  const std::unique_ptr<CompileUnit> unit = nested(node, node->text, qualified(node->text));
  CodeObject& code = *unit->out_.code;
  code.kind = CodeObject::Kind::class_body;
  code.name = node->text;
  code.qualified_name = qualified(node->text);
  code.first_line = node->range.line;
  unit->out_.at(node);
  unit->make_cells();
  unit->set_up_annotations(node->body);
  unit->body(node->body);
  // __build_class__ stores the class in this cell, from which super() loads it.
  if (unit->out_.has_slot("__class__")) unit->out_.emit(load_closure_, unit->out_.slot("__class__"));
  else unit->out_.load_none();
  unit->out_.emit(return_value_);
  return unit->finished();
}

void CompileUnit::class_definition(const Node* node) {
  check_bound(node, node->text);
  for (const Node* keyword : node->keywords) check_bound(keyword, keyword->text);
  decorate(node->items);
  out_.at(node);
  out_.emit(load_build_class_);
  out_.emit(push_null_);
  const bool unpacks = std::ranges::any_of(node->bases, [](const Node* base) { return base->kind == NodeKind::starred; }) ||
                       std::ranges::any_of(node->keywords, [](const Node* keyword) { return keyword->text.empty(); });
  make_function(class_body(node), 0);
  out_.load_constant({node->text});
  if (unpacks) {
    out_.emit(build_list_, 2);
    for (const Node* base : node->bases) {
      const bool starred = base->kind == NodeKind::starred;
      expression(starred ? base->left : base);
      out_.emit(starred ? list_extend_ : list_append_, 1);
    }
    out_.emit(list_to_tuple_);
    call_with(node->keywords);
  } else {
    plain_arguments(node->bases, node->keywords, 2);
  }
  for (std::size_t i = 0; i < node->items.size(); ++i) out_.emit(call_, 1);
  store_name(node->names.empty() ? node->text : node->names.front());
}

namespace {

Opcode without_names(Opcode opcode) noexcept {
  switch (opcode) {
    case load_name_: return load_global_;
    case store_name_: return store_global_;
    case delete_name_: return delete_global_;
    default: return opcode;
  }
}

}  // namespace

std::shared_ptr<const CodeObject> with_globals_only(const CodeObject& text) {
  auto code = std::make_shared<CodeObject>(text);
  for (Instruction& instruction : code->instructions) instruction = {without_names(instruction.opcode()), instruction.operand()};
  // A comprehension of the text, unlike a class body, has names of the text.
  for (Constant& constant : code->constants)
    if (auto* inner = std::get_if<std::shared_ptr<const CodeObject>>(&constant.value);
        inner != nullptr && (*inner)->kind == CodeObject::Kind::function)
      *inner = with_globals_only(**inner);
  return code;
}

Compiled compile(const Parsed& parsed, CompileMode mode, bool text_annotations) {
  Compiled compiled{.warnings = parsed.ast->warnings};
  try {
    const Symbols symbols(*parsed.ast, text_annotations);
    CompileContext context{symbols, parsed.filename, mode, compiled.warnings};
    CompileUnit unit(context, nullptr, "", "");
    if (mode == CompileMode::interactive) unit.keep_source(std::make_shared<const std::string>(parsed.source));
    compiled.code = unit.module(parsed.ast->body);
  } catch (const SyntaxFailure& failure) {
    compiled.diagnostics.push_back(failure.diagnostic);
  } catch (const std::bad_alloc&) {
    compiled.diagnostics.push_back({"MemoryError", "", {1, 1, 1, 1}, false});
  }
  return compiled;
}

}  // namespace threadbox::script
