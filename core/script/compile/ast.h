#pragma once

#include "script/compile/code.h"
#include "script/compile/diagnostic.h"

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace threadbox::script {

/// A vector that takes one word while it is empty, as most lists of most nodes are.
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

/// What a node is. Behind each: which fields of Node it uses.
enum class NodeKind : std::uint8_t {
  // --- expressions
  name,           // text
  integer,        // text: digits as written
  real,           // text
  string,         // text: the value
  constant,       // text: "None", "True", "False", "..."
  joined_string,  // items: string and formatted_value
  formatted_value,  // left: expression; op: conversion; right: format spec (joined_string) or null
  tuple,
  list,
  set,  // items
  dict,           // keys, items; a null key is **item
  attribute,      // left . text
  subscript,      // left [ right ]
  slice,          // left : right : third, each may be null
  call,           // left ( items: positional and starred; keywords )
  keyword,        // text = left; an empty text is **left
  starred,        // * left
  unary,          // op: UnaryOp; left
  binary,         // op: BinaryOp; left, right
  compare,        // left, items; ops
  logical,        // text "and" / "or"; items
  conditional,    // left if third else right
  lambda,         // parameters; left
  named,          // left := right
  comprehension,  // text "list" "set" "dict" "generator"; left: element or key; right: value; clauses
  yield_,         // left or null
  yield_from,     // left
  // --- statements
  expression,     // left
  assign,         // items: targets; right
  augmented,      // left op= right
  annotated,      // left : third = right (null: no value)
  if_,            // left; body; orelse
  while_,         // left; body; orelse
  for_,           // left in right; body; orelse
  try_,           // body; items: handlers; orelse; finally
  handler,        // left (null: bare) as text; body
  with,           // items: with_item; body
  with_item,      // left as right (null: none)
  function,       // text; parameters; third: what it returns, or null; body; items: decorators
  class_,         // text; items: decorators; bases; keywords; body
  return_,        // left or null
  raise_,         // left, right: cause
  assert_,        // left, right: message
  delete_,        // items
  global,
  nonlocal,  // names
  import,         // items: alias
  import_from,    // text: module; items: alias
  alias,          // text as names[0] (empty: none)
  pass,
  break_,
  continue_
};

enum class ParameterKind : std::uint8_t { positional_only, positional, varargs, keyword_only, varkeywords };

struct Parameter {
  std::string name;
  ParameterKind kind = ParameterKind::positional;
  Node* default_value = nullptr;
  Node* annotation = nullptr;
  SourceRange range;
};

/// `for left in right if conditions…` of a comprehension.
struct Clause {
  Node* target = nullptr;
  Node* iterable = nullptr;
  Nodes conditions;
};

/// One node of the tree. One type serves all kinds: most use a few of the fields, see NodeKind.
struct Node {
  NodeKind kind;
  SourceRange range;
  std::string text;
  std::uint32_t op = 0;
  bool parenthesized = false;
  Node* left = nullptr;
  Node* right = nullptr;
  Node* third = nullptr;
  Nodes items, keys, keywords, bases, body, orelse, finally;
  Sparse<std::uint32_t> ops;  ///< compare: CompareOp, or one of the below.
  Sparse<std::string> names;
  Sparse<Parameter> parameters;
  Sparse<Clause> clauses;
};

/// What CPython's compiler makes a constant of.
bool is_constant(const Node* node);

/// Compare operators beyond CompareOp.
enum ExtraCompareOp : std::uint32_t { compare_in = 6, compare_not_in = 7, compare_is = 8, compare_is_not = 9 };

/// Owns the nodes of one program.
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
  std::deque<Node> nodes_;  // A deque never moves what it holds.
};

}  // namespace threadbox::script
