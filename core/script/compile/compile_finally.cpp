#include "script/compile/compile_unit.h"

#include <deque>
#include <utility>

// The body of a `finally` runs on several paths: after the `try` body, after an exception, and before each return, break and continue that
// leaves the `try` body. As in CPython, it is compiled once for each path (copied_finally). But copies in copies double with each level of
// nesting, and a body with a thousand returns has a thousand copies. So if the copies would be large, the `finally` is compiled once
// (shared_finally), as a subroutine. On the stack it finds
//
//     [previously handled, exception, None]   to raise the exception afterwards
//     [None, value, number]                   to continue at the exit with that number, with the value of its return
//     [None, None, number]                    to continue at the exit with that number
//
// The choice depends on the text alone. Small programs keep the copies, because the steps of a schedule are counted in instructions.

namespace threadbox::script {

using enum Opcode;

struct CompileUnit::SharedFinally {
  Label body;
  std::deque<Label> exits;  ///< Where to continue; the number of an exit is its index.
};

namespace {

/// The size of a piece of text, which decides about copies. Approximate for large counts.
struct Weight {
  double nodes = 0;  ///< Including copies of `finally` bodies.
  double exits = 0;  ///< The number of return, break and continue, likewise.
};

constexpr double most_copied_nodes = 2000;

Weight weight_of_try(const Node* node, bool* shared = nullptr);

Weight weight_of(std::initializer_list<const Nodes*> lists) {
  Weight sum;
  struct Pending {
    const Node* node;
    bool same_function;
  };
  std::vector<Pending> pending;
  const auto add = [&](const Nodes& nodes, bool same_function) {
    for (const Node* node : nodes)
      if (node != nullptr) pending.push_back({node, same_function});
  };
  for (const Nodes* nodes : lists) add(*nodes, true);
  while (!pending.empty()) {
    const auto [node, same_function] = pending.back();
    pending.pop_back();
    if (node->kind == NodeKind::try_ && !node->finally.empty()) {
      const Weight inner = weight_of_try(node);
      sum.nodes += inner.nodes;
      if (same_function) sum.exits += inner.exits;
      continue;
    }
    sum.nodes += 1;
    const bool leaves = node->kind == NodeKind::return_ || node->kind == NodeKind::break_ || node->kind == NodeKind::continue_;
    if (leaves && same_function) sum.exits += 1;
    const bool same = same_function && node->kind != NodeKind::function && node->kind != NodeKind::class_;
    for (const Nodes* nodes : {&node->items, &node->keys, &node->keywords, &node->bases, &node->body, &node->orelse})
      add(*nodes, same);
    add({node->left, node->right, node->third}, same);
    for (const Parameter& parameter : node->parameters) add({parameter.default_value}, same);
    for (const Clause& clause : node->clauses) {
      add({clause.target, clause.iterable}, same);
      add(clause.conditions, same);
    }
  }
  return sum;
}

Weight weight_of_try(const Node* node, bool* shared) {
  const Weight body = weight_of({&node->body, &node->items, &node->orelse});
  const Weight last = weight_of({&node->finally});
  double copies = 2 + body.exits;
  const bool too_large = copies * last.nodes > most_copied_nodes;
  if (shared != nullptr) *shared = too_large;
  if (too_large) copies = 1;
  return {body.nodes + copies * last.nodes, body.exits + copies * last.exits};
}

}  // namespace

void CompileUnit::try_statement(const Node* node) {
  if (node->finally.empty()) return try_except(node);
  bool shared = false;
  weight_of_try(node, &shared);
  if (shared) shared_finally(node);
  else copied_finally(node);
}

void CompileUnit::guarded_body(const Node* node) {
  if (node->items.empty()) statements(node->body);
  else try_except(node);
}

void CompileUnit::copied_finally(const Node* node) {
  Label end;
  Emitter::Guarded body;
  out_.emit(nop_);
  out_.open(body);
  enter({.kind = Block::Kind::finally_body, .guarded = &body, .node = node});
  guarded_body(node);
  leave();
  out_.pause(body);
  statements(node->finally);
  out_.jump(jump_, end);

  out_.handle(body);
  out_.emit(push_exc_info_);
  Emitter::Guarded cleanup;
  out_.open_below_top(cleanup);  // An exception in the body keeps the previously handled one, and replaces this one.
  enter({.kind = Block::Kind::finally_handler, .guarded = &cleanup, .node = node});
  statements(node->finally);
  leave();
  out_.emit(reraise_);
  out_.handle(cleanup);
  restore_and_reraise();
  out_.bind(end);
}

void CompileUnit::shared_finally(const Node* node) {
  Label end;
  SharedFinally shared;
  Emitter::Guarded body;
  out_.emit(nop_);
  out_.open(body);
  enter({.kind = Block::Kind::finally_body, .guarded = &body, .node = node, .shared = &shared});
  guarded_body(node);
  leave();
  out_.pause(body);
  call_shared(shared, false);
  out_.jump(jump_, end);

  out_.handle(body);
  out_.emit(push_exc_info_);
  out_.load_none();
  out_.bind(shared.body);
  Emitter::Guarded cleanup;
  out_.open(cleanup);
  enter({.kind = Block::Kind::shared_finally, .guarded = &cleanup, .node = node});
  statements(node->finally);
  leave();
  out_.pause(cleanup);
  dispatch_shared(shared);

  out_.handle(cleanup);
  // [previously handled, exception, None] or [None, value, number], and the exception that the body raised.
  unwind_shared(true);
  out_.emit(reraise_);
  out_.bind(end);
}

/// Calls the subroutine. The stack is unchanged after its return.
void CompileUnit::call_shared(SharedFinally& shared, bool keep_top) {
  const auto number = static_cast<std::int64_t>(shared.exits.size());
  Label& back = shared.exits.emplace_back();
  out_.load_none();
  if (keep_top) out_.emit(swap_, 2);
  else out_.load_none();
  out_.load_constant({number});
  out_.jump(jump_, shared.body);
  out_.bind(back);
  out_.emit(pop_top_);
  if (keep_top) out_.emit(swap_, 2);
  else out_.emit(pop_top_);
  out_.emit(pop_top_);
}

/// Ends the subroutine: jumps to the exit that called it, or raises the exception again.
void CompileUnit::dispatch_shared(SharedFinally& shared) {
  Label raised;
  out_.emit(copy_, 1);
  out_.jump(pop_jump_if_none_, raised);
  for (std::size_t i = 0; i + 1 < shared.exits.size(); ++i) {
    out_.emit(copy_, 1);
    out_.load_constant({static_cast<std::int64_t>(i)});
    out_.emit(compare_op_, static_cast<std::uint32_t>(CompareOp::eq));
    out_.jump(pop_jump_if_true_, shared.exits[i]);
  }
  out_.jump(jump_, shared.exits.back());
  out_.bind(raised);
  out_.emit(pop_top_);
  restore_and_reraise();
}

/// Leaves the subroutine by a jump or an exception: pops its three values and, if it handled an exception, restores the previous one.
/// `keep_top`: keeps the value above them.
void CompileUnit::unwind_shared(bool keep_top) {
  Label restore, restored;
  out_.emit(swap_, keep_top ? 4 : 3);
  out_.emit(copy_, keep_top ? 2 : 3);
  out_.jump(pop_jump_if_none_, restore);
  out_.emit(pop_top_);
  out_.jump(jump_, restored);
  out_.bind(restore);
  out_.emit(pop_except_);
  out_.bind(restored);
  out_.emit(pop_top_);
  out_.emit(pop_top_);
}

}  // namespace threadbox::script
