#include "script/compile/compile_unit.h"

namespace threadbox::script {

using enum Opcode;

namespace {

/// The first return, break or continue in the body of an except* that would leave it; null if there is none.
const Node* find_exit(const Nodes& body, bool in_loop) {
  for (const Node* node : body) {
    const bool jumps = node->kind == NodeKind::break_ || node->kind == NodeKind::continue_;
    if (node->kind == NodeKind::return_ || (jumps && !in_loop)) return node;
    if (node->kind == NodeKind::function || node->kind == NodeKind::class_) continue;
    const bool is_loop = node->kind == NodeKind::for_ || node->kind == NodeKind::while_;
    if (const Node* found = find_exit(node->body, in_loop || is_loop)) return found;
    for (const Nodes* inner : {&node->orelse, &node->finally})
      if (const Node* found = find_exit(*inner, in_loop)) return found;
    if (node->kind == NodeKind::try_ || node->kind == NodeKind::match)
      for (const Node* item : node->items)
        if (const Node* found = find_exit(item->body, in_loop)) return found;
  }
  return nullptr;
}

}  // namespace

// [previously handled, exc, state] are on the stack while the handlers are tried. The state, an object of the module _except_star, divides
// the exception among them, and has what they raise.

void CompileUnit::try_except_star(const Node* node) {
  Label end, done;
  Emitter::Guarded body, cleanup;
  out_.emit(nop_);
  out_.open(body);
  enter({.kind = Block::Kind::try_body, .guarded = &body, .node = node});
  statements(node->body);
  leave();
  out_.pause(body);
  statements(node->orelse);
  out_.jump(jump_, end);

  out_.handle(body);
  out_.emit(push_exc_info_);
  out_.open_below_top(cleanup);
  enter({.kind = Block::Kind::try_body, .guarded = &cleanup, .node = node});
  library("_except_star", "State");
  out_.emit(push_null_);
  out_.emit(copy_, 3);
  out_.emit(call_, 1);
  for (const Node* handler : node->items) {
    if (const Node* exit = find_exit(handler->body, false))
      fail(exit->left != nullptr ? exit->left : exit, "'break', 'continue' and 'return' cannot appear in an except* block");
    Label next;
    star_handler(handler, next);
    out_.bind(next);
    out_.emit(pop_top_);
  }
  leave();
  // [previously handled, exc, state] -> [previously handled, what is left to raise, or None]
  out_.emit(load_method_, out_.name_index("left"));
  out_.emit(call_, 0);
  out_.emit(swap_, 2);
  out_.emit(pop_top_);
  out_.emit(copy_, 1);
  out_.jump(pop_jump_if_none_, done);
  out_.emit(reraise_);
  out_.handle(cleanup);
  restore_and_reraise();
  out_.bind(done);
  out_.emit(pop_top_);
  out_.emit(pop_except_);
  out_.bind(end);
}

/// [state] -> [state, None] at `next`, whether or not the handler is for a part of the exception.
void CompileUnit::star_handler(const Node* handler, Label& next) {
  out_.at_statement(handler);
  out_.emit(copy_, 1);
  out_.emit(load_method_, out_.name_index("match"));
  expression(handler->left);
  out_.at(handler->left);
  out_.emit(call_, 1);
  out_.emit(copy_, 1);
  out_.jump(pop_jump_if_none_, next);
  // [state, part] -> [state, previously handled, part]
  out_.emit(push_exc_info_);
  Emitter::Guarded raised;
  out_.open_below_top(raised);
  if (handler->text.empty()) out_.emit(pop_top_);
  else {
    check_bound(handler, handler->text);
    store_name(handler->text);
  }
  enter({.kind = Block::Kind::try_body, .guarded = &raised, .node = handler});
  statements(handler->body);
  leave();
  out_.pause(raised);
  out_.emit(pop_except_);
  clear_handler_name(handler->text);
  out_.load_none();
  out_.jump(jump_, next);
  // [state, previously handled, what the handler raised]
  out_.handle(raised);
  out_.emit(copy_, 3);
  out_.emit(load_method_, out_.name_index("note"));
  out_.emit(copy_, 3);
  out_.emit(call_, 1);
  out_.emit(pop_top_);
  out_.emit(pop_top_);
  out_.emit(pop_except_);
  clear_handler_name(handler->text);
  out_.load_none();
}

}  // namespace threadbox::script
