#include "script/compile/absent.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string>

namespace threadbox::script {

namespace {

enum class Reason : std::uint8_t {
#define ADVICE(reason, sentence) reason,
#include "script/compile/absent.def"
};

constexpr std::string_view sentences[] = {
#define ADVICE(reason, sentence) sentence,
#include "script/compile/absent.def"
};

struct Absent {
  Reason reason;
  std::string_view names;  // Separated by blanks.
};

constexpr Absent all_absent[] = {
#define ABSENT(reason, names) {Reason::reason, names},
#include "script/compile/absent.def"
};

constexpr Absent absent_builtins[] = {
#define ABSENT_BUILTINS(reason, names) {Reason::reason, names},
#include "script/compile/absent.def"
};

constexpr Absent absent_members[] = {
#define ABSENT_MEMBERS(reason, names) {Reason::reason, names},
#include "script/compile/absent.def"
};

/// Whether `name` is among `names`, or begins as one of them that ends with a star.
bool lists(std::string_view names, std::string_view name) noexcept {
  for (std::size_t begin = 0; begin < names.size();) {
    const std::size_t end = std::min(names.find(' ', begin), names.size());
    const std::string_view listed = names.substr(begin, end - begin);
    if (listed == name || (listed.ends_with('*') && name.starts_with(listed.substr(0, listed.size() - 1)))) return true;
    begin = end + 1;
  }
  return false;
}

std::string_view advice_in(std::span<const Absent> list, std::string_view name) noexcept {
  for (const Absent& absent : list)
    if (lists(absent.names, name)) return sentences[static_cast<std::size_t>(absent.reason)];
  return {};
}

std::string_view first_part(std::string_view module) noexcept { return module.substr(0, module.find('.')); }

/// Walks a tree without recursion, since a program may be nested deeply.
class Search {
 public:
  explicit Search(const std::function<bool(std::string_view)>& has_module) : has_module_(has_module) {}

  std::vector<Diagnostic> search(const Ast& ast) {
    add(ast.body, false);
    while (!pending_.empty()) {
      const Visit visit = pending_.back();
      pending_.pop_back();
      look(*visit.node, visit.is_guarded);
    }
    std::erase_if(uses_, [&](const Node* name) { return bound_.contains(name->text); });
    for (const Node* name : uses_)
      report("NameError", "name '" + name->text + "' is not defined", advice_on_builtin(name->text), *name);
    for (const Node* member : members_) look_at_member(*member);
    std::ranges::sort(found_, [](const Diagnostic& one, const Diagnostic& other) {
      return std::pair(one.range.line, one.range.column) < std::pair(other.range.line, other.range.column);
    });
    return std::move(found_);
  }

 private:
  struct Visit {
    const Node* node;
    bool is_guarded;
  };

  void add(const Node* node, bool is_guarded) {
    if (node != nullptr) pending_.push_back({node, is_guarded});
  }
  void add(const Nodes& nodes, bool is_guarded) {
    for (std::size_t i = nodes.size(); i > 0; --i) add(nodes[i - 1], is_guarded);
  }

  void look(const Node& node, bool is_guarded) {
    switch (node.kind) {
      case NodeKind::import:
        for (const Node* alias : node.items) {
          const bool is_renamed = !alias->names.front().empty();
          const std::string bound = is_renamed ? alias->names.front() : std::string(first_part(alias->text));
          bound_.insert(bound);
          modules_[bound] = is_renamed ? alias->text : bound;
          if (!is_guarded) look_at_module(alias->text, *alias);
        }
        return;
      case NodeKind::import_from:
        for (const Node* alias : node.items) {
          bound_.insert(alias->names.front().empty() ? alias->text : alias->names.front());
          if (is_guarded) continue;
          const std::string_view advice = node.text == "concurrent.futures"
                                              ? advice_on_module(alias->text)
                                              : advice_in(absent_members, node.text + "." + alias->text);
          report("ImportError", "cannot import name '" + alias->text + "' from '" + node.text + "'", advice, *alias);
        }
        if (!is_guarded && !node.text.starts_with('.')) look_at_module(node.text, node);
        return;
      case NodeKind::attribute:
        if (!is_guarded && !dotted(node).empty()) members_.push_back(&node);
        break;
      case NodeKind::name:
        if (!is_guarded && !advice_on_builtin(node.text).empty()) uses_.push_back(&node);
        return;
      case NodeKind::assign:
        for (const Node* target : node.items) bind(target);
        break;
      case NodeKind::augmented:
      case NodeKind::annotated:
      case NodeKind::named:
      case NodeKind::for_: bind(node.left); break;
      case NodeKind::with_item: bind(node.right); break;
      case NodeKind::function:
      case NodeKind::class_:
      case NodeKind::pattern_capture:
      case NodeKind::pattern_star:
      case NodeKind::pattern_mapping:
      case NodeKind::handler: bound_.insert(node.text); break;
      default: break;
    }
    for (const Parameter& parameter : node.parameters) {
      bound_.insert(parameter.name);
      add(parameter.default_value, is_guarded);
    }
    for (const Clause& clause : node.clauses) {
      bind(clause.target);
      add(clause.iterable, is_guarded);
      add(clause.conditions, is_guarded);
    }
    const bool is_tried = node.kind == NodeKind::try_ && !node.items.empty();
    const bool is_conditional = node.kind == NodeKind::if_ && !asks_for_name(*node.left);
    const bool is_choice = node.kind == NodeKind::conditional;
    for (const Node* child : {node.left, node.right}) add(child, is_guarded || is_choice);
    add(node.third, is_guarded);
    for (const Nodes* nodes : {&node.items, &node.keys, &node.keywords, &node.bases, &node.finally}) add(*nodes, is_guarded);
    add(node.body, is_guarded || is_tried || is_conditional);
    add(node.orelse, is_guarded || is_conditional);
  }

  /// Whether it is `__name__ == …`.
  static bool asks_for_name(const Node& condition) {
    return condition.kind == NodeKind::compare && condition.left->kind == NodeKind::name && condition.left->text == "__name__";
  }

  /// Notes the names that a target binds.
  void bind(const Node* target) {
    std::vector<const Node*> targets{target};
    while (!targets.empty()) {
      const Node* one = targets.back();
      targets.pop_back();
      if (one == nullptr) continue;
      if (one->kind == NodeKind::name) bound_.insert(one->text);
      else if (one->kind == NodeKind::starred) targets.push_back(one->left);
      else if (one->kind == NodeKind::tuple || one->kind == NodeKind::list)
        targets.insert(targets.end(), one->items.begin(), one->items.end());
    }
  }

  /// "a.b" of names that are joined by dots; otherwise empty.
  static std::string dotted(const Node& node) {
    std::string text = node.text;
    const Node* at = node.left;
    for (; at != nullptr && at->kind == NodeKind::attribute; at = at->left) text = at->text + "." + text;
    return at != nullptr && at->kind == NodeKind::name ? at->text + "." + text : "";
  }

  /// Reports a member of a module that the module has in CPython only.
  void look_at_member(const Node& node) {
    const std::string text = dotted(node);
    const auto module = modules_.find(text.substr(0, text.find('.')));
    if (module == modules_.end()) return;
    const std::string full = module->second + text.substr(text.find('.'));
    report("AttributeError", "module '" + full.substr(0, full.rfind('.')) + "' has no attribute '" + node.text + "'",
           advice_in(absent_members, full), node);
  }

  void look_at_module(const std::string& name, const Node& place) {
    if (has_module_(name)) return;
    // A module of a package that Threadbox has may be one that CPython lacks, too.
    if (has_module_(first_part(name)) && advice_in(all_absent, name).empty()) return;
    report("ModuleNotFoundError", "No module named '" + name + "'", advice_on_module(name), place);
  }

  void report(const char* type, std::string message, std::string_view advice, const Node& place) {
    if (!advice.empty()) found_.push_back({type, std::move(message) + ": " + std::string(advice), place.range});
  }

  const std::function<bool(std::string_view)>& has_module_;
  std::vector<Visit> pending_;
  std::vector<Diagnostic> found_;
  std::vector<const Node*> uses_;
  std::vector<const Node*> members_;
  std::map<std::string, std::string> modules_;  ///< By the names that imports bind.
  std::set<std::string> bound_;
};

}  // namespace

std::string_view advice_on_module(std::string_view name) noexcept {
  const std::string_view advice = advice_in(all_absent, name);
  return advice.empty() ? advice_in(all_absent, first_part(name)) : advice;
}

std::string_view advice_on_builtin(std::string_view name) noexcept { return advice_in(absent_builtins, name); }

std::vector<Diagnostic> absent_features(const Ast& ast, const std::function<bool(std::string_view)>& has_module) {
  return Search(has_module).search(ast);
}

}  // namespace threadbox::script
