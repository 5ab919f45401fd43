#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace threadbox::script {

/// The instruction set; documented in opcodes.def.
enum class Opcode : std::uint8_t {
#define OPCODE(name, operand, effect) name##_,
#include "script/compile/opcodes.def"
#undef OPCODE
};

/// "load_fast" and so on.
const char* opcode_name(Opcode opcode) noexcept;

/// One instruction in a word of 32 bits: the opcode in bits 0 to 7, the operand in bits 8 to 31.
struct Instruction {
  std::uint32_t word = 0;

  Instruction() = default;
  Instruction(Opcode opcode, std::uint32_t operand) noexcept : word(static_cast<std::uint32_t>(opcode) | (operand << 8)) {}
  [[nodiscard]] Opcode opcode() const noexcept { return static_cast<Opcode>(word & 0xff); }
  [[nodiscard]] std::uint32_t operand() const noexcept { return word >> 8; }
};

enum class UnaryOp : std::uint8_t { negative, positive, invert, logical_not };
enum class BinaryOp : std::uint8_t {
  add,
  subtract,
  multiply,
  true_divide,
  floor_divide,
  modulo,
  power,
  left_shift,
  right_shift,
  bit_and,
  bit_or,
  bit_xor,
  matrix_multiply
};
enum class CompareOp : std::uint8_t { lt, le, eq, ne, gt, ge };

/// Operand bits of make_function: which parts are on the stack; see opcodes.def for their order.
enum FunctionPart : std::uint32_t { part_defaults = 1, part_kwdefaults = 2, part_closure = 4, part_annotations = 8 };

/// Flag in the operand of build_set: all items are constants.
constexpr std::uint32_t folded_set = 1U << 23;
/// Flag in the operand of list_extend: the list collects the arguments of a call. The callee is 3 below it on the stack.
constexpr std::uint32_t of_call = 1U << 16;

struct CodeObject;

/// A compile-time constant. The VM converts it to a value when it loads the code.
struct Constant {
  struct None {
    friend bool operator==(None, None) { return true; }
  };
  struct Ellipsis {
    friend bool operator==(Ellipsis, Ellipsis) { return true; }
  };
  /// An integer that does not fit 62 bits, as written, with the prefix of its base.
  struct BigInteger {
    std::string digits;
    friend bool operator==(const BigInteger&, const BigInteger&) = default;
  };
  struct Bytes {
    std::string octets;
    friend bool operator==(const Bytes&, const Bytes&) = default;
  };
  using Tuple = std::vector<Constant>;

  std::variant<None, Ellipsis, bool, std::int64_t, BigInteger, double, std::string, Tuple, std::shared_ptr<const CodeObject>,
               Bytes>
      value;

  friend bool operator==(const Constant&, const Constant&) = default;
};

/// An exception at an instruction in [start, end) cuts the stack to `depth`, pushes the exception and continues at `handler`. Inner entries
/// come before outer ones.
struct ExceptionEntry {
  std::uint32_t start, end, handler, depth;
};

/// The code of a module, function, class body, lambda or comprehension.
/// Threads:  any; it is immutable once compile() has returned it.
///
/// Slots: a frame has one array of slots: parameters (positional, keyword-only, *args, **kwargs, in
/// this order), other locals and own cells, then free variables (cells of the closure). At the start of a
/// function make_cell turns the slot of each captured parameter or local into a cell.
/// A comprehension is a nested function whose parameter is the first iterator; CPython 3.13 inlines it, with
/// the same scoping.
struct CodeObject {
  enum class Kind : std::uint8_t { module, function, class_body, interactive };

  Kind kind = Kind::module;
  std::string name;  ///< "worker", "<module>", "<lambda>", "<listcomp>", "<genexpr>"
  std::string qualified_name;  ///< "outer.<locals>.worker"
  std::string filename;
  /// Set for a statement of the console, since these share a filename; otherwise null.
  std::shared_ptr<const std::string> source;
  std::string docstring;  ///< Empty if there is none.
  std::uint32_t first_line = 1;

  std::uint32_t positional_count = 0;  ///< Positional parameters, positional-only ones included.
  std::uint32_t positional_only_count = 0;
  std::uint32_t keyword_only_count = 0;
  bool has_varargs = false;
  bool has_varkeywords = false;
  bool is_generator = false;
  bool is_text = false;  ///< It was compiled by exec(), eval() or compile(): its lines are not the program's.
  bool text_annotations = false;  ///< For a module with `from __future__ import annotations`: annotations are strings.

  std::vector<std::string> slot_names;  ///< One for each slot.
  std::uint32_t free_count = 0;  ///< The last `free_count` slots are free variables.
  std::vector<bool> slot_is_cell;  ///< For each slot: true for own cells and free variables.
  std::uint32_t stack_size = 0;  ///< The greatest depth of the operand stack.

  std::vector<Instruction> instructions;
  std::vector<std::uint32_t> lines;  ///< For each instruction: the line that it came from, counted from 1.
  std::vector<bool> starts_line;  ///< For each instruction: it is the first one of a line.
  std::vector<ExceptionEntry> exceptions;
  std::vector<Constant> constants;  ///< Without duplicates (1, True and 1.0 are different).
  std::vector<std::string> names;  ///< Globals, attributes, modules.
};

}  // namespace threadbox::script
