#pragma once

#include "script/compile/code.h"
#include "script/compile/diagnostic.h"

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace threadbox::script {

/// A vector that takes one word while it is empty, as most lists of most nodes are. Owns its items.
template <class T>
class Sparse {
 public:
  Sparse() = default;
  Sparse(std::initializer_list<T> items) {
    for (const T& item : items) push_back(item);
  }
  Sparse(const Sparse& other) : items_(other.items_ == nullptr ? nullptr : std::make_unique<std::vector<T>>(*other.items_)) {}
  Sparse(Sparse&&) noexcept = default;
  Sparse& operator=(Sparse other) noexcept {
    items_ = std::move(other.items_);
    return *this;
  }
  ~Sparse() = default;

  [[nodiscard]] bool empty() const noexcept { return items_ == nullptr; }
  [[nodiscard]] std::size_t size() const noexcept { return items_ == nullptr ? 0 : items_->size(); }
  [[nodiscard]] T* begin() noexcept { return items_ == nullptr ? nullptr : items_->data(); }
  [[nodiscard]] T* end() noexcept { return begin() + size(); }
  [[nodiscard]] const T* begin() const noexcept { return items_ == nullptr ? nullptr : items_->data(); }
  [[nodiscard]] const T* end() const noexcept { return begin() + size(); }
  [[nodiscard]] T& operator[](std::size_t i) noexcept { return (*items_)[i]; }
  [[nodiscard]] const T& operator[](std::size_t i) const noexcept { return (*items_)[i]; }
  [[nodiscard]] T& front() noexcept { return items_->front(); }
  [[nodiscard]] const T& front() const noexcept { return items_->front(); }
  [[nodiscard]] T& back() noexcept { return items_->back(); }
  [[nodiscard]] const T& back() const noexcept { return items_->back(); }
  void push_back(T item) {
    if (items_ == nullptr) items_ = std::make_unique<std::vector<T>>();
    items_->push_back(std::move(item));
  }
  template <class... Arguments>
  void emplace_back(Arguments&&... arguments) {
    push_back(T(std::forward<Arguments>(arguments)...));
  }

 private:
  std::unique_ptr<std::vector<T>> items_;
};

struct Node;
using Nodes = Sparse<Node*>;

/// The kind of a node. It determines which fields of Node are used, and how; all others are empty. A walker that does not distinguish
/// kinds may visit all fields. `[x]` may be null; `name*` is a list.
///
///     name             text
///     integer, real    text, as written
///     string           text, the value
///     bytes            text, the octets
///     constant         text: "None", "True", "False" or "..."
///     joined_string    items*: string or formatted_value (an f-string, or a format spec)
///     formatted_value  left, the expression; op, the conversion: 0 none, 1 !s, 2 !r, 3 !a; [right], the format spec, a joined_string
///     tuple, list, set items*
///     dict             keys*, items*, in pairs; a null key means **item
///     attribute        left . text
///     subscript        left [ right ]
///     slice            [left] : [right] : [third]
///     call             left ( items*, keywords* ): positional and starred arguments; keyword arguments
///     keyword          text = left; if text is empty, **left
///     starred          * left
///     unary            op (a UnaryOp), left
///     binary           left, op (a BinaryOp), right
///     compare          left ops[0] items[0] ops[1] items[1] …
///     logical          items*, joined by text: "and" or "or"
///     conditional      left if third else right
///     lambda           lambda parameters*: left
///     named            left := right
///     comprehension    left for clauses*; text: "list", "set", "dict" or "generator"; for a dict left : right
///     yield_           yield [left]
///     yield_from       yield from left
///
///     expression       left, as a statement
///     assign           items* (targets) = right
///     augmented        left op= right; op is a BinaryOp
///     annotated        left : third = [right]
///     if_, while_      left, the condition; body*, orelse*
///     for_             for left in right; body*, orelse*
///     try_             body*, items* (handler), orelse*, finally*; op 1: the handlers are except*
///     handler          except [left] as text; body*
///     with             items* (with_item), body*
///     with_item        left as [right]
///     function         def text(parameters*) -> [third]; body*; items*, the decorators. With op 1 an expression, whose value is the
///                      function: the scope of type parameters
///     class_           class text(bases*, keywords*); body*; items*, the decorators
///     return_          return [left]
///     raise_           raise [left] from [right]
///     assert_          assert left, [right]
///     delete_          items*
///     global, nonlocal names*
///     import           items* (alias)
///     import_from      from text import items* (alias)
///     alias            text as names[0]; an empty name if there is no `as`
///     pass, break_, continue_
///     library          text: a value of the module _type_parameters, as an expression
///     match            left, the subject; items* (case_)
///     case_            left, a pattern; if [right]; body*
///
///     pattern_value    left, an expression: equal to it, or identical for None, True and False
///     pattern_capture  [left, a pattern] as text; an empty name without left is the wildcard _
///     pattern_or       items*
///     pattern_sequence items*, among them at most one pattern_star: *text, where an empty name is *_
///     pattern_mapping  keys*: items*, and the rest as text, if that is not empty
///     pattern_class    left ( items*, keywords* ), where the value of a keyword is a pattern
enum class NodeKind : std::uint8_t {
  // --- expressions
  name,
  integer,
  real,
  string,
  bytes,
  constant,
  joined_string,
  formatted_value,
  tuple,
  list,
  set,
  dict,
  attribute,
  subscript,
  slice,
  call,
  keyword,
  starred,
  unary,
  binary,
  compare,
  logical,
  conditional,
  lambda,
  named,
  comprehension,
  yield_,
  yield_from,
  // --- statements
  expression,
  assign,
  augmented,
  annotated,
  if_,
  while_,
  for_,
  try_,
  handler,
  with,
  with_item,
  function,
  class_,
  return_,
  raise_,
  assert_,
  delete_,
  global,
  nonlocal,
  import,
  import_from,
  alias,
  pass,
  break_,
  continue_,
  library,
  match,
  case_,
  // --- patterns
  pattern_value,
  pattern_capture,
  pattern_or,
  pattern_sequence,
  pattern_star,
  pattern_mapping,
  pattern_class
};

enum class ParameterKind : std::uint8_t { positional_only, positional, varargs, keyword_only, varkeywords };

struct Parameter {
  std::string name;
  ParameterKind kind = ParameterKind::positional;
  Node* default_value = nullptr;
  Node* annotation = nullptr;
  SourceRange range;
};

/// A clause of a comprehension: `for target in iterable if conditions…`.
struct Clause {
  Node* target = nullptr;
  Node* iterable = nullptr;
  Nodes conditions;
};

/// A node of the tree. The kind says what its fields mean; see NodeKind.
struct Node {
  NodeKind kind;
  SourceRange range;
  std::string text;
  std::uint32_t op = 0;
  bool parenthesized = false;  ///< Only expressions: it is in parentheses of its own.
  Node* left = nullptr;
  Node* right = nullptr;
  Node* third = nullptr;
  Nodes items, keys, keywords, bases, body, orelse, finally;
  Sparse<std::uint32_t> ops;  ///< Each a CompareOp or an ExtraCompareOp.
  Sparse<std::string> names;
  Sparse<Parameter> parameters;
  Sparse<Clause> clauses;
};

/// Whether CPython's compiler would fold the expression into a constant.
bool is_constant(const Node* node);

/// Compare operators beyond CompareOp.
enum ExtraCompareOp : std::uint32_t { compare_in = 6, compare_not_in = 7, compare_is = 8, compare_is_not = 9 };

/// The syntax tree of one program.
/// Threads:  one that changes it; any once it is complete.
/// Owns:     all nodes. Pointers to them are valid as long as the Ast.
class Ast {
 public:
  Node* make(NodeKind kind, SourceRange range) {
    nodes_.push_back(Node{});
    Node& node = nodes_.back();
    node.kind = kind;
    node.range = range;
    return &node;
  }
  Nodes body;
  std::vector<Diagnostic> warnings;

 private:
  std::deque<Node> nodes_;  // A deque does not move its elements.
};

}  // namespace threadbox::script
