#pragma once

#include "script/compile/ast.h"
#include "script/compile/code.h"
#include "script/compile/symbols.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace threadbox::script {

/// The target of jumps. All jumps to it must have the same stack depth.
struct Label {
  std::vector<std::size_t> jumps;  ///< Jumps to it whose operand bind() will set.
  int depth = -1;
  std::int64_t place = -1;         ///< The index of the target instruction, once bound.
};

/// Writes one code object: instructions with their lines, constants and names without duplicates, the
/// stack depth, the exception table.
/// Threads:  one.
class Emitter {
 public:
  Emitter(const Scope& scope, std::string filename);

  /// Appends an instruction and updates the stack depth.
  void emit(Opcode opcode, std::uint32_t operand = 0);
  /// Appends a jump to the label, which may be bound later.
  void jump(Opcode opcode, Label& label);
  /// Places the label here.
  void bind(Label& label);
  /// The index of the next instruction.
  [[nodiscard]] std::uint32_t here() const noexcept { return static_cast<std::uint32_t>(code->instructions.size()); }

  void load_constant(Constant constant);
  void load_none() { load_constant({Constant::None{}}); }
  /// The index of a name in CodeObject::names, to which it is added if needed.
  std::uint32_t name_index(std::string_view name);
  /// The slot of a local, cell or free variable, which must exist.
  [[nodiscard]] std::uint32_t slot(std::string_view name) const;
  [[nodiscard]] bool has_slot(std::string_view name) const { return slots_.contains(std::string(name)); }

  /// Sets the line of the instructions that follow.
  void at(const Node* node) noexcept;
  /// As at(), and marks the next instruction as the first one of a line.
  void at_statement(const Node* node) noexcept;

  /// The instruction ranges that one exception handler covers. Code between them, such as the clean-up before a return, is not covered.
  struct Guarded {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges;
    std::uint32_t open_since = 0;
    bool open = false;
    int depth = 0;
  };
  /// Begins a range, whose handler starts with the current stack depth.
  void open(Guarded& guarded);
  /// As open(), but the handler discards the value on top of the stack, too.
  void open_below_top(Guarded& guarded);
  /// Excludes the following code from the range, until resume().
  void pause(Guarded& guarded);
  void resume(Guarded& guarded);
  /// Ends the range and writes the entries of the exception table. The handler begins here, with the exception on the stack.
  void handle(Guarded& guarded);

  int depth = 0;
  std::shared_ptr<CodeObject> code;

 private:
  void set_depth(int value) noexcept;

  std::map<std::string, std::uint32_t, std::less<>> names_;
  /// Index in CodeObject::constants, by the key that add_key() makes.
  std::unordered_map<std::string, std::uint32_t> constants_;
  std::map<std::string, std::uint32_t> slots_;
  std::uint32_t line_ = 0;
  bool starts_line_ = false;
};

}  // namespace threadbox::script
