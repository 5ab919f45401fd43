#include "script/compile/single_waits.h"

#include <algorithm>

namespace threadbox::script {

namespace {

/// What a statement's way up to the function's or module's body has passed so far.
struct Surroundings {
  bool has_loop = false;  ///< A loop around it.
  bool goes_on = true;    ///< What follows it, before the next pass of that loop, is more than nothing.
  bool is_repeated = false;  ///< The loop is a `while` with a condition, and only `with` and `try` are between the two.
};

bool is_wait(const Node& statement) {
  if (statement.kind != NodeKind::expression || statement.left->kind != NodeKind::call) return false;
  const Node* callee = statement.left->left;
  return callee->kind == NodeKind::attribute && callee->text == "wait";
}

class Search {
 public:
  std::vector<std::uint32_t> search(const Nodes& body) {
    pending_.push_back({&body, {}});
    while (!pending_.empty()) {
      const Visit visit = pending_.back();
      pending_.pop_back();
      for (std::size_t i = 0; i < visit.body->size(); ++i) {
        Surroundings around = visit.around;
        if (i + 1 < visit.body->size()) around.goes_on = (*visit.body)[i + 1]->kind != NodeKind::continue_;
        look(*(*visit.body)[i], around);
      }
    }
    std::ranges::sort(lines_);
    return std::move(lines_);
  }

 private:
  struct Visit {
    const Nodes* body;
    Surroundings around;
  };

  void look(const Node& statement, Surroundings around) {
    switch (statement.kind) {
      case NodeKind::expression:
        if (is_wait(statement) && !around.is_repeated && !(around.has_loop && !around.goes_on))
          lines_.push_back(statement.range.line);
        return;
      case NodeKind::function:
      case NodeKind::class_: around = {}; break;
      case NodeKind::while_: around = {.has_loop = true, .goes_on = false, .is_repeated = !is_constant(statement.left)}; break;
      case NodeKind::for_: around = {.goes_on = true}; break;
      case NodeKind::if_: around.is_repeated = false; break;
      default: break;
    }
    for (const Nodes* body : {&statement.body, &statement.orelse, &statement.finally})
      if (!body->empty()) pending_.push_back({body, around});
    if (statement.kind == NodeKind::try_ || statement.kind == NodeKind::match)
      for (const Node* part : statement.items) pending_.push_back({&part->body, around});
  }

  std::vector<Visit> pending_;
  std::vector<std::uint32_t> lines_;
};

}  // namespace

std::vector<std::uint32_t> single_waits(const Ast& ast) { return Search().search(ast.body); }

}  // namespace threadbox::script
