#include "script/compile/compile_unit.h"

namespace threadbox::script {

using enum Opcode;

void CompileUnit::enter(Block block) {
  constexpr std::size_t most = 21;  // CPython's CO_MAXBLOCKS. There the body of a generator is a block, too.
  const std::size_t around = scope_.is_generator && scope_.kind == Scope::Kind::function ? 1 : 0;
  if (blocks_.size() + around >= most) fail(block.node, "too many statically nested blocks");
  blocks_.push_back(std::move(block));
}

void CompileUnit::leave_loop(const Node* node, bool is_break) {
  std::size_t loop = blocks_.size();
  while (loop > 0 && blocks_[loop - 1].kind != Block::Kind::for_loop && blocks_[loop - 1].kind != Block::Kind::while_loop) --loop;
  if (loop == 0) fail(node, is_break ? "'break' outside loop" : "'continue' not properly in loop");

  std::vector<Emitter::Guarded*> paused;
  for (std::size_t i = loop; i < blocks_.size(); ++i)
    if (blocks_[i].guarded != nullptr && blocks_[i].guarded->open) paused.push_back(blocks_[i].guarded);
  const int depth = out_.depth;
  unwind_to(loop, false);
  const Block& block = blocks_[loop - 1];
  if (is_break && block.kind == Block::Kind::for_loop) out_.emit(pop_top_);
  out_.jump(is_break ? jump_ : jump_backward_, is_break ? *block.break_to : *block.continue_to);
  out_.depth = depth;
  for (Emitter::Guarded* guarded : paused) out_.resume(*guarded);
}

void CompileUnit::unwind_to(std::size_t count, bool keep_top) {
  // The clean-up of a block is outside that block: its handler does not cover it, and a return in it unwinds only the outer blocks.
  std::vector<Block> undone;
  while (blocks_.size() > count) {
    Block block = blocks_.back();
    blocks_.pop_back();
    unwind(block, keep_top);
    undone.push_back(block);
  }
  blocks_.insert(blocks_.end(), undone.rbegin(), undone.rend());
}

void CompileUnit::unwind(Block& block, bool keep_top) {
  if (block.guarded != nullptr) out_.pause(*block.guarded);
  switch (block.kind) {
    case Block::Kind::while_loop:
    case Block::Kind::try_body: return;
    case Block::Kind::for_loop:
    case Block::Kind::kept_value:
      if (keep_top) out_.emit(swap_, 2);
      return out_.emit(pop_top_);
    case Block::Kind::finally_body:
      if (block.shared != nullptr) return call_shared(*block.shared, keep_top);
      if (keep_top) enter({.kind = Block::Kind::kept_value, .node = block.node});
      statements(block.node->finally);
      if (keep_top) leave();
      return;
    case Block::Kind::shared_finally: return unwind_shared(keep_top);
    case Block::Kind::with_body:
      if (keep_top) {
        // [exit, self, v] -> [v, exit, self]
        out_.emit(swap_, 3);
        out_.emit(swap_, 2);
      }
      call_exit();
      return;
    case Block::Kind::handler:
      if (keep_top) out_.emit(swap_, 2);
      out_.pause(*block.handlers);
      out_.emit(pop_except_);
      return clear_handler_name(block.name);
    case Block::Kind::finally_handler:
      if (keep_top) out_.emit(swap_, 2);
      out_.emit(pop_top_);
      if (keep_top) out_.emit(swap_, 2);
      return out_.emit(pop_except_);
  }
}

void CompileUnit::clear_handler_name(const std::string& name) {
  if (name.empty()) return;
  out_.load_none();
  store_name(name);
  delete_name(name);
}

/// Ends a clean-up: [previously handled, exc] -> raises exc.
void CompileUnit::restore_and_reraise() {
  out_.emit(swap_, 2);
  out_.emit(pop_except_);
  out_.emit(reraise_);
}

void CompileUnit::try_except(const Node* node) {
  if (node->op != 0) return try_except_star(node);
  Label end;
  Emitter::Guarded body;
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
  Emitter::Guarded cleanup;
  out_.open_below_top(cleanup);
  enter({.kind = Block::Kind::try_body, .guarded = &cleanup, .node = node});
  for (const Node* handler : node->items) except_handler(handler, cleanup, end);
  leave();
  out_.emit(reraise_);
  out_.handle(cleanup);
  restore_and_reraise();
  out_.bind(end);
}

/// Compiles one handler. On the stack are [previously handled, exc], also after the handler if it does not match. `cleanup` covers the
/// handlers up to the point where each restores the previously handled exception.
void CompileUnit::except_handler(const Node* handler, Emitter::Guarded& cleanup, Label& end) {
  Label next;
  check_bound(handler, handler->text);
  out_.at_statement(handler);
  if (handler->left != nullptr) {
    expression(handler->left);
    out_.at(handler->left);
    out_.emit(check_exc_match_);
    out_.jump(pop_jump_if_false_, next);
  }
  if (handler->text.empty()) out_.emit(pop_top_);
  else store_name(handler->text);

  Emitter::Guarded named;
  const bool has_name = !handler->text.empty();
  if (has_name) out_.open(named);
  enter({.kind = Block::Kind::handler,
         .guarded = has_name ? &named : nullptr,
         .node = handler,
         .name = handler->text,
         .handlers = &cleanup});
  statements(handler->body);
  leave();
  if (has_name) out_.pause(named);
  out_.pause(cleanup);
  out_.emit(pop_except_);
  clear_handler_name(handler->text);
  out_.jump(jump_, end);
  out_.resume(cleanup);
  if (has_name) {
    out_.handle(named);
    clear_handler_name(handler->text);
    out_.emit(reraise_);
  }
  out_.depth = next.depth >= 0 ? next.depth : out_.depth + (has_name ? 1 : 2);
  out_.bind(next);
}

/// [exit, self] -> calls exit(None, None, None).
void CompileUnit::call_exit() {
  for (int i = 0; i < 3; ++i) out_.load_none();
  out_.emit(call_, 3);
  out_.emit(pop_top_);
}

void CompileUnit::with_statement(const Node* node, std::size_t index) {
  if (index == node->items.size()) return statements(node->body);
  const Node* item = node->items[index];
  Label end, suppressed;
  expression(item->left);
  out_.at(item);
  out_.emit(load_with_methods_);
  out_.emit(call_, 0);
  Emitter::Guarded body;
  out_.open_below_top(body);
  enter({.kind = Block::Kind::with_body, .guarded = &body, .node = item->left});
  if (item->right != nullptr) store(item->right);
  else out_.emit(pop_top_);
  with_statement(node, index + 1);
  leave();
  out_.pause(body);
  out_.at(item);
  call_exit();
  out_.jump(jump_, end);

  out_.handle(body);
  out_.emit(push_exc_info_);
  Emitter::Guarded cleanup;
  out_.open_below_top(cleanup);
  out_.emit(with_except_start_);
  out_.jump(pop_jump_if_true_, suppressed);
  out_.emit(reraise_);
  out_.handle(cleanup);
  restore_and_reraise();
  out_.bind(suppressed);
  out_.emit(pop_top_);
  out_.emit(pop_except_);
  out_.emit(pop_top_);
  out_.emit(pop_top_);
  out_.bind(end);
}

}  // namespace threadbox::script
