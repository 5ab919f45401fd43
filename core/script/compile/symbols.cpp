#include "script/compile/symbols.h"

#include "script/compile/level.h"
#include "script/compile/lexer.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <unordered_set>
#include <utility>

namespace threadbox::script {

namespace {

[[noreturn]] void fail(const Node& node, std::string message) {
  throw SyntaxFailure{{"SyntaxError", std::move(message), node.range}};
}

/// The names of a scope that have been collected so far.
struct Draft {
  Scope* scope = nullptr;
  Draft* parent = nullptr;
  std::vector<Draft*> children;
  std::set<std::string> bound, used, parameters, globals, nonlocals;
  std::set<std::string> annotated;
  std::set<std::string> only_imported;  ///< Bound by import statements only, which may precede a `global`.
  int in_iterable = 0;  ///< The number of comprehension iterables that are being walked.

  std::unordered_set<std::string> seen;
  std::set<std::string> own;  ///< The local variables of a function, cells included.

  void see(const std::string& name) {
    if (seen.insert(name).second) scope->order.push_back(name);
  }

  /// Whether an enclosing function has a variable of this name, or, for `__class__`, there is an enclosing class.
  [[nodiscard]] bool sees_outside(const std::string& name) const {
    for (const Draft* around = parent; around != nullptr; around = around->parent) {
      if (around->scope->kind == Scope::Kind::class_body && name == "__class__") return true;
      // A `global` in a class body does not apply to the functions in it.
      if (around->globals.contains(name) && around->scope->kind != Scope::Kind::class_body) return false;
      if (around->own.contains(name)) return true;
    }
    return false;
  }
};

}  // namespace

std::string mangled(const std::string& class_name, const std::string& name) {
  if (!name.starts_with("__") || name.ends_with("__") || name.find('.') != std::string::npos) return name;
  const std::size_t first = class_name.find_first_not_of('_');
  return first == std::string::npos ? name : "_" + class_name.substr(first) + name;
}

NameKind Scope::kind_of(const std::string& name) const {
  const auto found = names.find(name);
  return found == names.end() ? NameKind::global : found->second;
}

std::vector<std::string> Scope::of_kind(NameKind wanted) const {
  std::vector<std::string> result;
  for (const std::string& name : order)
    if (kind_of(name) == wanted) result.push_back(name);
  return result;
}

namespace {

constexpr std::array<std::string_view, 10> future_features = {
    "annotations",    "division",   "print_function", "absolute_import", "unicode_literals",
    "with_statement", "generators", "nested_scopes",  "generator_stop",  "barry_as_FLUFL"};

/// The first pass walks the tree and collects the names that each scope binds and uses. The second, resolve(), determines their kinds.
class Walker {
 public:
  using MakeScope = std::function<Scope*(const Node*)>;
  explicit Walker(MakeScope make) : make_scope_(std::move(make)) {}

  bool text_annotations = false;

  void module(const Ast& ast) {
    read_future(ast);
    Draft* draft = open(nullptr, Scope::Kind::module);
    all(ast.body);
    current_ = nullptr;
    resolve(*draft);
  }

 private:
  Draft* open(const Node* node, Scope::Kind kind) {
    drafts_.push_back(std::make_unique<Draft>());
    Draft* draft = drafts_.back().get();
    draft->scope = make_scope_(node);
    draft->scope->kind = kind;
    draft->parent = current_;
    if (current_ != nullptr) {
      draft->scope->parent = current_->scope;
      current_->children.push_back(draft);
    }
    current_ = draft;
    return draft;
  }
  void shut() { current_ = current_->parent; }

  void bind(const std::string& written) {
    const std::string name = mangled(class_name_, written);
    current_->see(name);
    current_->bound.insert(name);
    current_->only_imported.erase(name);
  }
  void bind_import(const std::string& written) {
    const std::string name = mangled(class_name_, written);
    current_->see(name);
    if (current_->bound.insert(name).second) current_->only_imported.insert(name);
  }
  void use(const std::string& written) {
    const std::string name = mangled(class_name_, written);
    current_->see(name);
    current_->used.insert(name);
  }

  void all(const Nodes& nodes) {
    for (const Node* node : nodes) walk(node);
  }

  void target(const Node* node) {
    switch (node->kind) {
      case NodeKind::name: return bind(node->text);
      case NodeKind::starred: return target(node->left);
      case NodeKind::tuple:
      case NodeKind::list:
        for (const Node* item : node->items) target(item);
        return;
      default: return walk(node);
    }
  }

  /// Walks a subtree. Operators, elif and calls of results are processed from the list pending_, not by recursion; see Level.
  void walk(const Node* node) {
    if (node == nullptr) return;
    const Level level(depth_, Level::Of::compiler);
    const std::size_t base = pending_.size();
    pending_.push_back(node);
    while (pending_.size() > base) {
      const Node* next = pending_.back();
      pending_.pop_back();
      visit(next);
    }
  }

  void visit(const Node* node) {
    switch (node->kind) {
      case NodeKind::name:
        use(node->text);
        if (node->text == "super" && current_->scope->is_function()) use("__class__");
        return;
      case NodeKind::named: return named(node);
      case NodeKind::lambda: return function(node, nullptr);
      case NodeKind::function:
        all(node->items);
        if (node->op == 0) bind(node->names.empty() ? node->text : node->names.front());
        return function(node, &node->body);
      case NodeKind::class_: return class_body(node);
      case NodeKind::comprehension: return comprehension(node);
      case NodeKind::yield_:
      case NodeKind::yield_from:
        if (!current_->scope->is_function()) fail(*node, "'yield' outside function");
        if (current_->scope->kind == Scope::Kind::comprehension) fail(*node, "'yield' inside generator expression");
        current_->scope->is_generator = true;
        return walk(node->left);
      case NodeKind::assign:
        walk(node->right);
        for (const Node* item : node->items) target(item);
        return;
      case NodeKind::augmented:
        walk(node->right);
        if (node->left->kind == NodeKind::name) use(node->left->text);
        return target(node->left);
      case NodeKind::annotated: return annotated(node);
      case NodeKind::for_:
        walk(node->right);
        target(node->left);
        all(node->body);
        return all(node->orelse);
      case NodeKind::handler:
        walk(node->left);
        if (!node->text.empty()) bind(node->text);
        return all(node->body);
      case NodeKind::pattern_capture:
      case NodeKind::pattern_star:
      case NodeKind::pattern_mapping:
        if (!node->text.empty()) bind(node->text);
        return children(node);
      case NodeKind::with_item:
        walk(node->left);
        if (node->right != nullptr) target(node->right);
        return;
      case NodeKind::delete_:
        for (const Node* item : node->items) target(item);
        return;
      case NodeKind::global:
      case NodeKind::nonlocal: return declare(node);
      case NodeKind::import:
        for (const Node* alias : node->items) {
          const std::string& as = alias->names.front();
          bind_import(as.empty() ? alias->text.substr(0, alias->text.find('.')) : as);
        }
        return;
      case NodeKind::import_from:
        if (node->text == "__future__" && !future_imports_.contains(node))
          fail(*node, "from __future__ imports must occur at the beginning of the file");
        for (const Node* alias : node->items)
          if (alias->text == "*") only_in_module(alias);
          else bind_import(alias->names.front().empty() ? alias->text : alias->names.front());
        return;
      case NodeKind::try_: return sequence({&node->body, &node->items, &node->orelse, &node->finally});
      default: return children(node);
    }
  }

  /// Adds the children to pending_ in reverse order, since the last one is visited first.
  void children(const Node* node) {
    sequence({&node->keys, &node->items, &node->keywords, &node->body, &node->orelse, &node->finally});
    for (const Node* child : {node->right, node->third, node->left})
      if (child != nullptr) pending_.push_back(child);
  }

  /// Adds the lists to pending_, to be visited in this order.
  void sequence(std::initializer_list<const Nodes*> lists) {
    for (const Nodes* const* nodes = lists.end(); nodes != lists.begin();) {
      --nodes;
      for (std::size_t i = (*nodes)->size(); i > 0; --i)
        if ((**nodes)[i - 1] != nullptr) pending_.push_back((**nodes)[i - 1]);
    }
  }

  void named(const Node* node) {
    walk(node->right);
    Draft* draft = current_;
    // `:=` in a comprehension binds the name in the enclosing function.
    if (current_->in_iterable > 0) fail(*node, "assignment expression cannot be used in a comprehension iterable expression");
    const std::string name = mangled(class_name_, node->left->text);
    while (draft->scope->kind == Scope::Kind::comprehension) {
      if (draft->bound.contains(name))
        fail(*node->left, "assignment expression cannot rebind comprehension iteration variable '" + name + "'");
      draft->see(name);
      draft->used.insert(name);
      draft = draft->parent;
    }
    draft->see(name);
    draft->bound.insert(name);
  }

  /// Walks an annotation, unless annotations are kept as text and thus use no names.
  void annotation(const Node* node) {
    if (!text_annotations) walk(node);
  }

  /// Reads the `from __future__` imports at the start of the text, after a docstring.
  void read_future(const Ast& ast) {
    for (const Node* node : ast.body) {
      const bool docstring =
          node == ast.body.front() && node->kind == NodeKind::expression && node->left->kind == NodeKind::string;
      if (docstring) continue;
      if (node->kind != NodeKind::import_from || node->text != "__future__") return;
      future_imports_.insert(node);
      for (const Node* feature : node->items) {
        if (feature->text == "braces") fail(*node, "not a chance");
        if (std::ranges::find(future_features, feature->text) == future_features.end())
          fail(*node, "future feature " + feature->text + " is not defined");
        text_annotations = text_annotations || feature->text == "annotations";
      }
    }
  }

  void only_in_module(const Node* star) {
    if (current_->scope->kind != Scope::Kind::module) fail(*star, "import * only allowed at module level");
  }

  void annotated(const Node* node) {
    const bool simple = node->left->kind == NodeKind::name && !node->left->parenthesized;
    if (simple) {
      const std::string name = mangled(class_name_, node->left->text);
      const bool global = current_->globals.contains(name);
      if (current_->scope->kind != Scope::Kind::module && (global || current_->nonlocals.contains(name)))
        fail(*node, "annotated name '" + name + "' can't be " + (global ? "global" : "nonlocal"));
      current_->annotated.insert(name);
    }
    walk(node->right);
    if (simple || node->right != nullptr || node->left->kind != NodeKind::name) target(node->left);
    annotation(node->third);
  }

  void declare(const Node* node) {
    const bool global = node->kind == NodeKind::global;
    const std::string word = global ? "global" : "nonlocal";
    if (!global && current_->scope->kind == Scope::Kind::module) fail(*node, "nonlocal declaration not allowed at module level");
    for (const std::string& written : node->names) {
      const std::string name = mangled(class_name_, written);
      if (current_->parameters.contains(name)) fail(*node, "name '" + name + "' is parameter and " + word);
      if (current_->used.contains(name)) fail(*node, "name '" + name + "' is used prior to " + word + " declaration");
      if (current_->annotated.contains(name)) fail(*node, "annotated name '" + name + "' can't be " + word);
      if (current_->bound.contains(name) && !current_->only_imported.contains(name))
        fail(*node, "name '" + name + "' is assigned to before " + word + " declaration");
      const Node* first = declarations_.try_emplace({current_, name}, node).first->second;
      if ((global ? current_->nonlocals : current_->globals).contains(name))
        fail(*first, "name '" + name + "' is nonlocal and global");
      current_->see(name);
      (global ? current_->globals : current_->nonlocals).insert(name);
    }
  }

  void function(const Node* node, const Nodes* body) {
    for (const Parameter& parameter : node->parameters) walk(parameter.default_value);
    for (const Parameter& parameter : node->parameters) annotation(parameter.annotation);
    if (body != nullptr) annotation(node->third);
    open(node, Scope::Kind::function);
    using enum ParameterKind;
    // Parameters are bound in the order of the frame's slots.
    for (const auto& kinds : {std::pair{positional_only, positional}, std::pair{keyword_only, keyword_only},
                              std::pair{varargs, varargs}, std::pair{varkeywords, varkeywords}})
      for (const Parameter& parameter : node->parameters)
        if (parameter.kind == kinds.first || parameter.kind == kinds.second) {
          bind(parameter.name);
          current_->parameters.insert(mangled(class_name_, parameter.name));
        }
    if (body != nullptr) all(*body);
    else walk(node->left);
    shut();
  }

  void class_body(const Node* node) {
    all(node->items);
    all(node->bases);
    all(node->keywords);
    bind(node->names.empty() ? node->text : node->names.front());
    open(node, Scope::Kind::class_body);
    const std::string outer = std::exchange(class_name_, node->text);
    all(node->body);
    class_name_ = outer;
    shut();
  }

  void comprehension(const Node* node) {
    const auto walk_iterable = [this](const Node* iterable) {
      ++current_->in_iterable;
      walk(iterable);
      --current_->in_iterable;
    };
    walk_iterable(node->clauses.front().iterable);
    open(node, Scope::Kind::comprehension);
    bind(".0");
    current_->parameters.insert(".0");
    bool first = true;
    for (const Clause& clause : node->clauses) {
      if (!std::exchange(first, false)) walk_iterable(clause.iterable);
      target(clause.target);
      for (const Node* condition : clause.conditions) walk(condition);
    }
    walk(node->left);
    walk(node->right);
    current_->scope->is_generator = node->text == "generator";
    shut();
  }

  /// Determines the kinds of the names of this scope and of those inside it. Returns the free names, which enclosing scopes must supply.
  std::set<std::string> resolve(Draft& draft) {
    const Level level(depth_, Level::Of::compiler);
    Scope& scope = *draft.scope;
    scope.declared_global = draft.globals;
    std::set<std::string>& own = draft.own;
    if (scope.is_function())
      for (const std::string& name : draft.bound)
        if (!draft.globals.contains(name) && !draft.nonlocals.contains(name)) own.insert(name);

    std::set<std::string> wanted;
    for (Draft* child : draft.children) wanted.merge(resolve(*child));

    std::set<std::string> from_outside;
    for (const std::string& name : scope.order) {
      NameKind kind = NameKind::global;
      if (draft.globals.contains(name)) kind = NameKind::global;
      else if (own.contains(name)) kind = wanted.contains(name) ? NameKind::cell : NameKind::local;
      else if (draft.nonlocals.contains(name)) kind = NameKind::free;
      else if (scope.kind == Scope::Kind::class_body && draft.bound.contains(name)) kind = NameKind::local;
      else if (draft.sees_outside(name)) kind = NameKind::free;
      scope.names[name] = kind;
      if (kind == NameKind::free) from_outside.insert(name);
    }
    check_nonlocals(draft);
    for (const std::string& name : wanted) {
      if (own.contains(name)) continue;
      if (scope.kind == Scope::Kind::class_body && name == "__class__") {
        draft.see(name);
        scope.names[name] = NameKind::cell;
        continue;
      }
      // A free name of an inner scope is passed through this one.
      if (scope.kind == Scope::Kind::module) continue;
      draft.see(name);
      const bool declared = draft.globals.contains(name);
      if (scope.kind == Scope::Kind::class_body && (declared || draft.bound.contains(name)) && !draft.nonlocals.contains(name)) {
        // The class body uses the name for its own variable or a global, but its functions use the enclosing function's variable. The cell
        // gets a slot under a name that no program can use.
        scope.names[name] = declared ? NameKind::global : NameKind::local;
        draft.see("." + name);
        scope.names["." + name] = NameKind::free;
      } else {
        scope.names[name] = NameKind::free;
      }
      from_outside.insert(name);
    }
    return from_outside;
  }

  void check_nonlocals(const Draft& draft) const {
    for (const std::string& name : draft.nonlocals) {
      if (!draft.sees_outside(name)) fail(*declarations_.at({&draft, name}), "no binding for nonlocal '" + name + "' found");
    }
  }

  MakeScope make_scope_;
  std::vector<std::unique_ptr<Draft>> drafts_;
  std::map<std::pair<const Draft*, std::string>, const Node*> declarations_;  ///< The first `global` or `nonlocal` of a name.
  std::set<const Node*> future_imports_;
  std::string class_name_;  ///< The innermost enclosing class; see mangled().
  Draft* current_ = nullptr;
  std::vector<const Node*> pending_;  ///< See walk().
  int depth_ = 0;
};

}  // namespace

Symbols::Symbols(const Ast& ast, bool text_annotations) {
  Walker walker([this](const Node* node) {
    auto& place = scopes_[node];
    place = std::make_unique<Scope>();
    return place.get();
  });
  walker.text_annotations = text_annotations;
  walker.module(ast);
  text_annotations_ = walker.text_annotations;
}

Symbols::~Symbols() = default;

}  // namespace threadbox::script
