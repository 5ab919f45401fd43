#include "script/compile/marshal.h"

#include <bit>
#include <cassert>
#include <unordered_map>
#include <utility>

namespace threadbox::script {

namespace {

// First every string once: their number, their lengths, the bytes of all. Then the code objects, each where a constant of its enclosing one
// has it. Numbers are written in base 128, the lowest digit first; each digit but the last has its high bit set.

constexpr bool has_operand[] = {
#define OPCODE(name, operand, effect) (operand)[0] != '-' || (operand)[1] != '\0',
#include "script/compile/opcodes.def"
#undef OPCODE
};

constexpr std::uint64_t zigzag(std::int64_t value) noexcept {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
constexpr std::int64_t unzigzag(std::uint64_t value) noexcept {
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

enum Flag : std::uint8_t { varargs = 1, varkeywords = 2, generator = 4, text_annotations = 8 };

class Writer {
 public:
  std::string write(const CodeObject& root) {
    text(root.filename);
    code(root);
    std::string bytes;
    put(bytes, in_order_.size());
    for (const std::string* text : in_order_) put(bytes, text->size());
    for (const std::string* text : in_order_) bytes += *text;
    return bytes + body_;
  }

 private:
  static void put(std::string& bytes, std::uint64_t number) {
    for (; number >= 128; number >>= 7) bytes += static_cast<char>(number | 128);
    bytes += static_cast<char>(number);
  }
  void number(std::uint64_t number) { put(body_, number); }

  void text(const std::string& text) {
    const auto [found, is_new] = text_numbers_.try_emplace(text, text_numbers_.size());
    if (is_new) in_order_.push_back(&found->first);
    number(found->second);
  }
  void all_texts(const std::vector<std::string>& all) {
    number(all.size());
    for (const std::string& one : all) text(one);
  }

  void code(const CodeObject& code) {
    assert(code.source == nullptr);
    number(static_cast<std::uint64_t>(code.kind));
    text(code.name);
    text(code.qualified_name);
    text(code.docstring);
    number(code.first_line);
    number(code.positional_count);
    number(code.positional_only_count);
    number(code.keyword_only_count);
    number((code.has_varargs ? varargs : 0) | (code.has_varkeywords ? varkeywords : 0) | (code.is_generator ? generator : 0) |
           (code.text_annotations ? text_annotations : 0));
    all_texts(code.slot_names);
    for (const bool is_cell : code.slot_is_cell) number(is_cell ? 1 : 0);
    number(code.free_count);
    number(code.stack_size);
    all_texts(code.names);
    number(code.exceptions.size());
    for (const auto& [start, end, handler, depth] : code.exceptions)
      for (const std::uint32_t part : {start, end, handler, depth}) number(part);
    instructions(code);
    number(code.constants.size());
    for (const Constant& one : code.constants) constant(one);
  }

  void instructions(const CodeObject& code) {
    number(code.instructions.size());
    for (const Instruction instruction : code.instructions) {
      body_ += static_cast<char>(instruction.opcode());
      if (has_operand[static_cast<std::size_t>(instruction.opcode())]) number(instruction.operand());
      else assert(instruction.operand() == 0);
    }
    std::uint32_t line = code.first_line;
    for (std::size_t i = 0; i < code.lines.size();) {
      std::size_t end = i + 1;
      while (end < code.lines.size() && code.lines[end] == code.lines[i] && !code.starts_line[end]) ++end;
      number(end - i);
      number(zigzag(static_cast<std::int64_t>(code.lines[i]) - line) << 1 | (code.starts_line[i] ? 1 : 0));
      line = code.lines[i];
      i = end;
    }
  }

  void constant(const Constant& constant) {
    number(constant.value.index());
    std::visit([this](const auto& value) { write_value(value); }, constant.value);
  }
  void write_value(Constant::None) {}
  void write_value(Constant::Ellipsis) {}
  void write_value(bool value) { number(value ? 1 : 0); }
  void write_value(std::int64_t value) { number(zigzag(value)); }
  void write_value(const Constant::BigInteger& value) { text(value.digits); }
  void write_value(double value) {
    for (std::uint64_t bits = std::bit_cast<std::uint64_t>(value), i = 0; i < 8; ++i, bits >>= 8)
      body_ += static_cast<char>(bits);
  }
  void write_value(const std::string& value) { text(value); }
  void write_value(const Constant::Tuple& items) {
    number(items.size());
    for (const Constant& item : items) constant(item);
  }
  void write_value(const std::shared_ptr<const CodeObject>& value) { code(*value); }
  void write_value(const Constant::Bytes& value) { text(value.octets); }

  std::string body_;
  std::unordered_map<std::string, std::size_t> text_numbers_;
  std::vector<const std::string*> in_order_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes), texts_(number()) {
    std::vector<std::uint32_t> sizes(texts_.size());
    for (std::uint32_t& size : sizes) size = number();
    for (std::size_t i = 0; i < sizes.size(); ++i) texts_[i] = take(sizes[i]);
  }

  std::shared_ptr<const CodeObject> read() {
    filename_ = text();
    std::shared_ptr<const CodeObject> root = code();
    assert(rest_.empty());
    return root;
  }

 private:
  std::string_view take(std::size_t size) {
    assert(size <= rest_.size());
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  std::uint8_t byte() { return static_cast<std::uint8_t>(take(1).front()); }
  std::uint64_t wide() {
    std::uint64_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
      const std::uint8_t digit = byte();
      number |= static_cast<std::uint64_t>(digit & 127) << shift;
      if (digit < 128) return number;
      assert(shift < 63);
    }
  }
  std::uint32_t number() { return static_cast<std::uint32_t>(wide()); }

  std::string text() {
    const std::uint32_t index = number();
    assert(index < texts_.size());
    return std::string(texts_[index]);
  }
  void all_texts(std::vector<std::string>& into) {
    const std::uint32_t count = number();
    into.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) into.push_back(text());
  }

  std::shared_ptr<const CodeObject> code() {
    auto made = std::make_shared<CodeObject>();
    CodeObject& code = *made;
    code.kind = static_cast<CodeObject::Kind>(number());
    code.filename = filename_;
    code.name = text();
    code.qualified_name = text();
    code.docstring = text();
    code.first_line = number();
    code.positional_count = number();
    code.positional_only_count = number();
    code.keyword_only_count = number();
    const std::uint32_t flags = number();
    code.has_varargs = (flags & varargs) != 0;
    code.has_varkeywords = (flags & varkeywords) != 0;
    code.is_generator = (flags & generator) != 0;
    code.text_annotations = (flags & text_annotations) != 0;
    all_texts(code.slot_names);
    code.slot_is_cell.resize(code.slot_names.size());
    for (auto&& is_cell : code.slot_is_cell) is_cell = number() != 0;
    code.free_count = number();
    code.stack_size = number();
    all_texts(code.names);
    code.exceptions.resize(number());
    for (auto& [start, end, handler, depth] : code.exceptions)
      for (std::uint32_t* part : {&start, &end, &handler, &depth}) *part = number();
    instructions(code);
    code.constants.resize(number());
    for (Constant& one : code.constants) one = constant();
    return made;
  }

  void instructions(CodeObject& code) {
    const std::uint32_t count = number();
    code.instructions.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::uint8_t opcode = byte();
      assert(opcode < std::size(has_operand));
      code.instructions.emplace_back(static_cast<Opcode>(opcode), has_operand[opcode] ? number() : 0);
    }
    code.lines.reserve(count);
    code.starts_line.resize(count);
    std::uint32_t line = code.first_line;
    while (code.lines.size() < count) {
      const std::uint32_t run = number();
      const std::uint64_t step = wide();
      assert(run > 0 && run <= count - code.lines.size());
      line += static_cast<std::uint32_t>(unzigzag(step >> 1));
      code.starts_line[code.lines.size()] = (step & 1) != 0;
      code.lines.insert(code.lines.end(), run, line);
    }
  }

  Constant constant() {
    switch (number()) {
      case 0: return {Constant::None{}};
      case 1: return {Constant::Ellipsis{}};
      case 2: return {number() != 0};
      case 3: return {unzigzag(wide())};
      case 4: return {Constant::BigInteger{text()}};
      case 5: {
        std::uint64_t bits = 0;
        for (unsigned i = 0; i < 8; ++i) bits |= static_cast<std::uint64_t>(byte()) << (8 * i);
        return {std::bit_cast<double>(bits)};
      }
      case 6: return {text()};
      case 7: {
        Constant::Tuple items(number());
        for (Constant& item : items) item = constant();
        return {std::move(items)};
      }
      case 8: return {code()};
      case 9: return {Constant::Bytes{text()}};
    }
    assert(!"a kind of constant");
    return {};
  }

  std::string_view rest_;
  std::vector<std::string_view> texts_;
  std::string filename_;
};

}  // namespace

std::string marshal(const CodeObject& code) { return Writer().write(code); }

std::shared_ptr<const CodeObject> unmarshal(std::string_view bytes) { return Reader(bytes).read(); }

}  // namespace threadbox::script
