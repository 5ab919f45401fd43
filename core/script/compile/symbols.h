#pragma once

#include "script/compile/ast.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace threadbox::script {

/// Where a name of a scope lives.
enum class NameKind : std::uint8_t {
  local,   ///< A slot of the frame.
  cell,    ///< A slot that holds a cell, because an inner function uses the name.
  free,    ///< A cell of an outer function.
  global,  ///< A global or a builtin.
};

/// The names of a module, function, class body, lambda or comprehension.
struct Scope {
  enum class Kind : std::uint8_t { module, function, class_body, comprehension };

  Kind kind = Kind::module;
  Scope* parent = nullptr;
  std::vector<std::string> order;  ///< Names in the order of their first appearance, parameters first.
  std::map<std::string, NameKind> names;
  std::set<std::string> declared_global;
  bool is_generator = false;

  [[nodiscard]] bool is_function() const noexcept { return kind == Kind::function || kind == Kind::comprehension; }
  [[nodiscard]] NameKind kind_of(const std::string& name) const;
  /// Names of one kind, in order.
  [[nodiscard]] std::vector<std::string> of_kind(NameKind kind) const;
};

/// The name after mangling: a private name `__x` in a class body, or in a function defined there, becomes `_Class__x`.
/// `class_name`: the innermost enclosing class; empty if there is none.
std::string mangled(const std::string& class_name, const std::string& name);

/// The scopes of a program, by the node that opens them; the module's is under null.
/// Threads:  any once it is constructed.
/// Owns:     the scopes. The Ast must outlive it.
class Symbols {
 public:
  /// `text_annotations`: compile as if the text began with `from __future__ import annotations`.
  /// Errors (thrown): SyntaxFailure, e.g. "no binding for nonlocal 'x' found".
  explicit Symbols(const Ast& ast, bool text_annotations = false);
  ~Symbols();
  [[nodiscard]] const Scope& of(const Node* node) const { return *scopes_.at(node); }
  /// Whether `from __future__ import annotations` is in effect.
  [[nodiscard]] bool text_annotations() const noexcept { return text_annotations_; }

 private:
  std::unordered_map<const Node*, std::unique_ptr<Scope>> scopes_;
  bool text_annotations_ = false;
};

}  // namespace threadbox::script
