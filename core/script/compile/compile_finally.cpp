#include "script/compile/compile_unit.h"

#include <deque>
#include <utility>

// A `finally` runs in several ways: after the body, with an exception, before each return, break and continue that leaves
// the body. As in CPython its body is compiled once for each of them (copied_finally), so that each instruction does
// what it would do anywhere. But copies in copies double with each level, and a body with a thousand returns has a thousand
// copies. So one whose copies would be large is compiled once (shared_finally), as a subroutine that finds on the stack
//
//     [previously handled, exception, None]   to raise the exception afterwards
//     [None, value, number]                   to go on at the exit of that number, with the value of its return
//     [None, None, number]                    to go on at the exit of that number
//
// The choice depends on the text alone, and small programs keep the copies: their steps are numbered by instructions.

namespace threadbox::script {

using enum Opcode;

struct CompileUnit::SharedFinally {
  Label body;
  std::deque<Label> exits;  ///< Where it goes on; the number of an exit is its index.
};

namespace {

/// What a stretch of text becomes, as far as it decides about copies; large counts need not be exact.
struct Weight {
  double nodes = 0;  ///< Copies of finally bodies included.
  double exits = 0;  ///< return, break and continue, likewise.
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
  // [previously handled, exception, None] or [None, value, number], and what the body raised.
  unwind_shared(true);
  out_.emit(reraise_);
  out_.bind(end);
}

/// Runs the body and comes back with the stack as it was.
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

/// After the body: to the exit that called it, or on with the exception.
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

/// For a way out of the body, by a jump or an exception: its three values go, and a handled exception is handled no more.
/// `keep_top`: what is above them stays.
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
