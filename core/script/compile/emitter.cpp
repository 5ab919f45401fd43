#include "script/compile/emitter.h"

#include "script/compile/stack_checks.h"

#include <algorithm>
#include <cassert>

namespace threadbox::script {

const char* opcode_name(Opcode opcode) noexcept {
  static constexpr const char* names[] = {
#define OPCODE(name, operand, effect) #name,
#include "script/compile/opcodes.def"
#undef OPCODE
  };
  return names[static_cast<std::size_t>(opcode)];
}

Emitter::Emitter(const Scope& scope, std::string filename) : code(std::make_shared<CodeObject>()) {
  code->filename = std::move(filename);
  if (scope.kind == Scope::Kind::module) return;
  const auto add = [this](const std::string& name, bool cell) {
    slots_[name] = static_cast<std::uint32_t>(code->slot_names.size());
    code->slot_names.push_back(name);
    code->slot_is_cell.push_back(cell);
  };
  const bool is_class = scope.kind == Scope::Kind::class_body;
  for (const std::string& name : scope.order) {
    const NameKind kind = scope.kind_of(name);
    if (kind == NameKind::cell || (kind == NameKind::local && !is_class)) add(name, kind == NameKind::cell);
  }
  for (const std::string& name : scope.of_kind(NameKind::free)) {
    add(name, true);
    ++code->free_count;
  }
}

void Emitter::set_depth(int value) noexcept {
  depth = value;
  code->stack_size = std::max(code->stack_size, static_cast<std::uint32_t>(std::max(value, 0)));
}

void Emitter::emit(Opcode opcode, std::uint32_t operand) {
  code->instructions.emplace_back(opcode, operand);
  code->lines.push_back(line_);
  code->starts_line.push_back(starts_line_);
  starts_line_ = false;
  set_depth(depth + stack_effect(opcode, operand));
}

void Emitter::jump(Opcode opcode, Label& label) {
  const int before = depth;
  emit(opcode, label.place >= 0 ? static_cast<std::uint32_t>(label.place) : 0);
  if (label.place < 0) label.jumps.push_back(code->instructions.size() - 1);
  using enum Opcode;
  int at_label = depth;
  if (opcode == jump_if_false_or_pop_ || opcode == jump_if_true_or_pop_) at_label = before;
  if (opcode == for_iter_ || opcode == send_ || opcode == throw_into_) at_label = before - 1;
  assert(label.depth < 0 || label.depth == at_label);
  label.depth = at_label;
}

void Emitter::bind(Label& label) {
  label.place = here();
  for (const std::size_t index : label.jumps) {
    Instruction& instruction = code->instructions[index];
    instruction = Instruction(instruction.opcode(), here());
  }
  label.jumps.clear();
  if (label.depth >= 0) set_depth(label.depth);
  label.depth = depth;
}

namespace {

/// Appends an encoding of the constant to `key`, equal for constants that may be merged. Returns false for floats, because 0.0 == -0.0, and
/// for code, which are not merged.
bool add_key(std::string& key, const Constant& constant) {
  key += static_cast<char>(constant.value.index());
  if (const auto* integer = std::get_if<std::int64_t>(&constant.value)) {
    key.append(reinterpret_cast<const char*>(integer), sizeof *integer);
    return true;
  }
  const auto add_text = [&key](const std::string& text) {
    const std::size_t size = text.size();
    key.append(reinterpret_cast<const char*>(&size), sizeof size);
    key += text;
  };
  if (const auto* text = std::get_if<std::string>(&constant.value)) add_text(*text);
  else if (const auto* big = std::get_if<Constant::BigInteger>(&constant.value)) add_text(big->digits);
  else if (const auto* bytes = std::get_if<Constant::Bytes>(&constant.value)) add_text(bytes->octets);
  else if (const auto* truth = std::get_if<bool>(&constant.value)) key += *truth ? '1' : '0';
  else if (const auto* tuple = std::get_if<Constant::Tuple>(&constant.value)) {
    add_text(std::to_string(tuple->size()));
    for (const Constant& item : *tuple)
      if (!add_key(key, item)) return false;
  }
  return !std::holds_alternative<double>(constant.value) &&
         !std::holds_alternative<std::shared_ptr<const CodeObject>>(constant.value);
}

}  // namespace

void Emitter::load_constant(Constant constant) {
  std::string key;
  const auto next = static_cast<std::uint32_t>(code->constants.size());
  if (add_key(key, constant)) {
    const auto [found, is_new] = constants_.try_emplace(std::move(key), next);
    if (!is_new) return emit(Opcode::load_const_, found->second);
  }
  code->constants.push_back(std::move(constant));
  emit(Opcode::load_const_, next);
}

std::uint32_t Emitter::name_index(std::string_view name) {
  if (const auto found = names_.find(name); found != names_.end()) return found->second;
  const auto index = static_cast<std::uint32_t>(code->names.size());
  code->names.emplace_back(name);
  names_.emplace(std::string(name), index);
  return index;
}

std::uint32_t Emitter::slot(std::string_view name) const { return slots_.at(std::string(name)); }

void Emitter::at(const Node* node) noexcept { line_ = node->range.line; }

void Emitter::at_statement(const Node* node) noexcept {
  at(node);
  starts_line_ = true;
}

void Emitter::open(Guarded& guarded) {
  guarded.depth = depth;
  resume(guarded);
}

void Emitter::open_below_top(Guarded& guarded) {
  guarded.depth = depth - 1;
  resume(guarded);
}

void Emitter::pause(Guarded& guarded) {
  if (!guarded.open) return;
  guarded.open = false;
  if (here() > guarded.open_since) guarded.ranges.emplace_back(guarded.open_since, here());
}

void Emitter::resume(Guarded& guarded) {
  guarded.open = true;
  guarded.open_since = here();
}

void Emitter::handle(Guarded& guarded) {
  pause(guarded);
  for (const auto& [begin, end] : guarded.ranges)
    code->exceptions.push_back({begin, end, here(), static_cast<std::uint32_t>(guarded.depth)});
  set_depth(guarded.depth + 1);
}

}  // namespace threadbox::script
