#include "script/compile/compile_patterns.h"

#include "script/compile/compile_unit.h"
#include "script/compile/level.h"
#include "script/compile/unparse.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace threadbox::script {

using enum Opcode;

namespace {

/// Whether the pattern matches everything.
bool is_capture(const Node* pattern) { return pattern->kind == NodeKind::pattern_capture && pattern->left == nullptr; }
/// Whether it matches everything and binds no name.
bool is_wildcard(const Node* pattern) {
  return (is_capture(pattern) || pattern->kind == NodeKind::pattern_star) && pattern->text.empty();
}

/// Whether it binds a name.
bool captures(const Node* pattern) {
  const auto any = [](const Nodes& nodes) { return std::ranges::any_of(nodes, captures); };
  const bool names = pattern->kind != NodeKind::pattern_value && pattern->kind != NodeKind::pattern_class &&
                     pattern->kind != NodeKind::keyword && !pattern->text.empty();
  const bool has_pattern = pattern->kind == NodeKind::pattern_capture || pattern->kind == NodeKind::keyword;
  return names || any(pattern->items) || any(pattern->keywords) ||
         (has_pattern && pattern->left != nullptr && captures(pattern->left));
}

bool is_singleton(const Node* value) { return value->kind == NodeKind::constant; }

/// A number's digits without prefix, underscores and leading zeros; a hexadecimal, octal or binary one is of at most 64 bits, or as written.
std::string digits_of(std::string text) {
  std::erase(text, '_');
  const std::size_t prefix = text.size() > 1 && text[0] == '0' && text[1] > '9' ? 2 : 0;
  if (prefix != 0) {
    const int base = (text[1] | 32) == 'x' ? 16 : (text[1] | 32) == 'o' ? 8 : 2;
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data() + prefix, text.data() + text.size(), value, base);
    return error == std::errc() ? std::to_string(value) : text;
  }
  text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));
  return text;
}

/// What distinguishes the key of a mapping pattern from others: equal for equal numbers, as 1, 1.0 and True are.
std::string key_value(const Node& key) {
  const bool is_negative = key.kind == NodeKind::unary;
  const Node& literal = is_negative ? *key.left : key;
  std::string number;
  if (literal.kind == NodeKind::integer) number = digits_of(literal.text);
  else if (literal.kind == NodeKind::constant && (literal.text == "True" || literal.text == "False"))
    number = literal.text == "True" ? "1" : "0";
  else if (literal.kind == NodeKind::real) {
    const double value = std::strtod(literal.text.c_str(), nullptr);
    char text[400];
    std::snprintf(text, sizeof text, value == std::nearbyint(value) ? "%.0f" : "%.17g", value);
    number = text;
  }
  if (key.kind == NodeKind::binary) return key_value(*key.left) + (key.op == 0 ? "+" : "-") + key_value(*key.right);
  if (literal.kind == NodeKind::real && (literal.text.back() | 0x20) == 'j') number += 'j';
  if (!number.empty()) return (is_negative && number != "0" ? "-" : "") + number;
  return static_cast<char>(literal.kind) + literal.text;
}

/// How the key of a mapping pattern is shown in an error.
std::string key_text(const Node& key) {
  if (key.kind == NodeKind::unary && key.left->kind == NodeKind::integer) return key_value(key);
  if (key.kind == NodeKind::unary) return "-" + key_text(*key.left);
  if (key.kind == NodeKind::binary) return "(" + key_text(*key.left) + (key.op == 0 ? "+" : "-") + key_text(*key.right) + ")";
  if (key.kind == NodeKind::real) return real_text(key.text);
  if (key.kind == NodeKind::integer) return digits_of(key.text);
  return key.kind == NodeKind::string ? "'" + key.text + "'" : key.kind == NodeKind::bytes ? "b'" + key.text + "'" : key.text;
}

}  // namespace

// The subject is on the stack while cases are tried. A pattern consumes a copy of it, or of a part. What it captures goes into a dict below,
// from which the variables are set once the whole pattern has matched. A test that fails jumps to the label for its depth; from there the
// values of the pattern are popped.

void CompileUnit::match_statement(const Node* node) {
  Label end;
  expression(node->left);
  const int depth = out_.depth;
  bool is_open = true;  // Whether a case may still be reached.
  for (const Node* one : node->items) {
    CaseState state;
    state.may_be_irrefutable = one->right != nullptr || one == node->items.back();
    out_.at_statement(one);
    match_case(state, one->left);
    if (one->right != nullptr) jump_if(one->right, false, state.failures[depth]);
    out_.emit(pop_top_);
    statements(one->body);
    out_.at(one);
    out_.jump(jump_, end);
    out_.depth = depth;
    is_open = !state.failures.empty();
    pop_failures(state, depth);
  }
  if (is_open) out_.emit(pop_top_);
  out_.bind(end);
}

/// [subject] -> [subject], with the names bound.
void CompileUnit::match_case(CaseState& state, const Node* pattern) {
  if (is_capture(pattern) && !pattern->text.empty()) {
    capture_irrefutable(state, pattern);
    check_bound(pattern, pattern->text);
    out_.emit(copy_, 1);
    return store_name(pattern->text);
  }
  if (!captures(pattern)) {
    out_.emit(copy_, 1);
    return match_pattern(state, pattern);
  }
  out_.emit(build_map_, 0);
  state.dict_at = out_.depth;
  out_.emit(copy_, 2);
  match_pattern(state, pattern);
  for (const std::string& name : state.names) {
    out_.emit(copy_, 1);
    out_.load_constant({name});
    out_.emit(load_subscr_);
    store_name(name);
  }
  out_.emit(pop_top_);
}

/// Binds the labels of failed tests, each of which pops the stack down to `depth`.
void CompileUnit::pop_failures(CaseState& state, int depth) {
  for (auto at = state.failures.rbegin(); at != state.failures.rend(); ++at) {
    out_.bind(at->second);
    const auto next = std::next(at);
    for (int least = next != state.failures.rend() ? next->first : depth; out_.depth > least;) out_.emit(pop_top_);
  }
}

void CompileUnit::fail_unless(CaseState& state) { out_.jump(pop_jump_if_false_, state.failures[out_.depth - 1]); }
void CompileUnit::fail_if(CaseState& state) { out_.jump(pop_jump_if_true_, state.failures[out_.depth - 1]); }

/// Pushes a value of a module of the library, which is loaded with the program.
void CompileUnit::library(std::string_view module, std::string_view name) {
  out_.load_constant({Constant::Ellipsis{}});  // An import that is not the program's.
  out_.emit(import_name_, out_.name_index(module));
  out_.emit(import_from_, out_.name_index(name));
  out_.emit(swap_, 2);
  out_.emit(pop_top_);
}

void CompileUnit::capture_irrefutable(const CaseState& state, const Node* node) {
  if (state.may_be_irrefutable) return;
  fail(node, (node->text.empty() ? "wildcard" : "name capture '" + node->text + "'") + " makes remaining patterns unreachable");
}

/// [.. dict .. v] -> [.. dict ..]
void CompileUnit::capture(CaseState& state, const Node* node) {
  if (node->text.empty()) return out_.emit(pop_top_);
  check_bound(node, node->text);
  if (std::ranges::find(state.names, node->text) != state.names.end())
    fail(node, "multiple assignments to name '" + node->text + "' in pattern");
  state.names.push_back(node->text);
  out_.load_constant({node->text});
  out_.emit(swap_, 2);
  out_.emit(map_add_, static_cast<std::uint32_t>(out_.depth - 2 - state.dict_at + 1));
}

/// [v] -> [], or jumps to a label of `state`.
void CompileUnit::match_pattern(CaseState& state, const Node* node) {
  const Level level(depth_, Level::Of::compiler);
  out_.at(node);
  switch (node->kind) {
    case NodeKind::pattern_capture:
      if (node->left == nullptr) {
        capture_irrefutable(state, node);
      } else {
        out_.emit(copy_, 1);
        match_pattern(state, node->left);
      }
      return capture(state, node);
    case NodeKind::pattern_value:
      expression(node->left);
      if (is_singleton(node->left)) out_.emit(is_op_, 0);
      else out_.emit(compare_op_, static_cast<std::uint32_t>(CompareOp::eq));
      return fail_unless(state);
    case NodeKind::pattern_or: return match_alternatives(state, node);
    case NodeKind::pattern_sequence: return match_sequence(state, node);
    case NodeKind::pattern_mapping: return match_mapping(state, node);
    default: return match_class(state, node);
  }
}

/// Likewise, as part of a pattern that can fail.
void CompileUnit::match_part(CaseState& state, const Node* node) {
  const bool before = std::exchange(state.may_be_irrefutable, true);
  match_pattern(state, node);
  state.may_be_irrefutable = before;
}

void CompileUnit::match_alternatives(CaseState& state, const Node* node) {
  Label matched;
  const int depth = out_.depth;
  const std::vector<std::string> names = state.names;
  std::vector<std::string> first;
  for (const Node* item : node->items) {
    const bool is_last = item == node->items.back();
    CaseState one{.dict_at = state.dict_at, .names = names};
    one.may_be_irrefutable = is_last && state.may_be_irrefutable;
    if (!is_last) {
      out_.emit(copy_, 1);
      match_pattern(one, item);
      out_.emit(pop_top_);
      out_.jump(jump_, matched);
      out_.depth = depth;
      pop_failures(one, depth);
    } else {
      std::swap(one.failures, state.failures);
      match_pattern(one, item);
      std::swap(one.failures, state.failures);
    }
    std::vector<std::string> sorted = one.names;
    std::ranges::sort(sorted);
    if (item == node->items.front()) first = sorted;
    else if (first != sorted) fail(node, "alternative patterns bind different names");
    state.names = one.names;
  }
  out_.bind(matched);
}

/// [.. v at the depth `at` ..] -> [.. v .., len(v)]
void CompileUnit::length_of_subject(int at) {
  pattern_helper("len");
  out_.emit(push_null_);
  out_.emit(copy_, static_cast<std::uint32_t>(out_.depth - at + 1));
  out_.emit(call_, 1);
}

/// [v] -> [v], if helper(v) is true.
void CompileUnit::check_kind(CaseState& state, const char* helper) {
  pattern_helper(helper);
  out_.emit(push_null_);
  out_.emit(copy_, 3);
  out_.emit(call_, 1);
  fail_unless(state);
}

void CompileUnit::match_sequence(CaseState& state, const Node* node) {
  const auto star = std::ranges::find_if(node->items, [](const Node* item) { return item->kind == NodeKind::pattern_star; });
  const auto before = static_cast<std::size_t>(star - node->items.begin());
  const bool has_star = before < node->items.size();
  const std::size_t fixed = node->items.size() - (has_star ? 1 : 0);
  if (std::ranges::count_if(node->items, [](const Node* item) { return item->kind == NodeKind::pattern_star; }) > 1)
    fail(node, "multiple starred names in sequence pattern");
  check_kind(state, "is_sequence");
  const int subject = out_.depth;
  if (!has_star || fixed > 0) {
    length_of_subject(subject);
    out_.load_constant({static_cast<std::int64_t>(fixed)});
    out_.emit(compare_op_, static_cast<std::uint32_t>(has_star ? CompareOp::ge : CompareOp::eq));
    fail_unless(state);
  }
  if (std::ranges::all_of(node->items, is_wildcard)) return out_.emit(pop_top_);
  if (has_star && is_wildcard(*star)) {
    // The items that the star stands for are not read.
    for (std::size_t i = 0; i < node->items.size(); ++i) {
      const Node* item = node->items[i];
      if (is_wildcard(item)) continue;
      out_.emit(copy_, 1);
      if (i > before) {
        length_of_subject(subject);
        out_.load_constant({static_cast<std::int64_t>(node->items.size() - i)});
        out_.emit(binary_op_, static_cast<std::uint32_t>(BinaryOp::subtract));
      } else {
        out_.load_constant({static_cast<std::int64_t>(i)});
      }
      out_.emit(load_subscr_);
      match_part(state, item);
    }
    return out_.emit(pop_top_);
  }
  if (has_star) out_.emit(unpack_ex_, static_cast<std::uint32_t>(before | (fixed - before) << 8));
  else out_.emit(unpack_sequence_, static_cast<std::uint32_t>(fixed));
  for (const Node* item : node->items) {
    if (item->kind == NodeKind::pattern_star) capture(state, item);
    else match_part(state, item);
  }
}

/// [n values] -> [], matched from the first on.
void CompileUnit::match_values(CaseState& state, const std::vector<const Node*>& items) {
  const auto count = static_cast<std::uint32_t>(items.size());
  if (count > 1) {
    out_.emit(build_tuple_, count);
    out_.emit(unpack_sequence_, count);
  }
  for (const Node* item : items) match_part(state, item);
}

/// [v] -> [v], if it is not what stands for a missing value.
void CompileUnit::fail_if_missing(CaseState& state) {
  out_.emit(copy_, 1);
  pattern_helper("missing");
  out_.emit(is_op_, 0);
  fail_if(state);
}

void CompileUnit::match_mapping(CaseState& state, const Node* node) {
  check_kind(state, "is_mapping");
  const auto count = static_cast<std::int64_t>(node->keys.size());
  const int subject = out_.depth;
  if (count > 0) {
    length_of_subject(subject);
    out_.load_constant({count});
    out_.emit(compare_op_, static_cast<std::uint32_t>(CompareOp::ge));
    fail_unless(state);
  }
  std::vector<std::string> known;
  for (const Node* key : node->keys) {
    if (key->kind == NodeKind::attribute) continue;
    const std::string value = key_value(*key);
    if (std::ranges::find(known, value) != known.end())
      fail(node, "mapping pattern checks duplicate key (" + key_text(*key) + ")");
    known.push_back(value);
  }
  // [v, tuple of keys]
  pattern_helper("keys");
  out_.emit(push_null_);
  for (const Node* key : node->keys) expression(key);
  out_.emit(call_, static_cast<std::uint32_t>(count));
  const auto load_key = [&](std::int64_t i) {
    out_.emit(copy_, static_cast<std::uint32_t>(out_.depth - subject));
    out_.load_constant({i});
    out_.emit(load_subscr_);
  };
  std::vector<const Node*> items(node->items.begin(), node->items.end());
  Node rest{.kind = NodeKind::pattern_capture, .range = node->range, .text = node->text};
  for (std::int64_t i = 0; i < count; ++i) {
    out_.emit(copy_, static_cast<std::uint32_t>(out_.depth - subject + 1));
    out_.emit(load_method_, out_.name_index("get"));
    load_key(i);
    pattern_helper("missing");
    out_.emit(call_, 2);
    fail_if_missing(state);
  }
  if (!node->text.empty()) {
    out_.emit(build_map_, 0);
    out_.emit(copy_, static_cast<std::uint32_t>(out_.depth - subject + 1));
    out_.emit(dict_update_, 1);
    for (std::int64_t i = 0; i < count; ++i) {
      out_.emit(copy_, 1);
      load_key(i);
      out_.emit(delete_subscr_);
    }
    items.push_back(&rest);
  }
  match_values(state, items);
  out_.emit(pop_top_);
  out_.emit(pop_top_);
}

void CompileUnit::match_class(CaseState& state, const Node* node) {
  const int subject = out_.depth;
  Constant::Tuple names;
  std::vector<const Node*> items(node->items.begin(), node->items.end());
  for (const Node* keyword : node->keywords) {
    check_bound(keyword->left, keyword->text);
    const Constant name{keyword->text};
    if (std::ranges::find(names, name) != names.end())
      fail(keyword->left, "attribute name repeated in class pattern: " + keyword->text);
    names.push_back(name);
    items.push_back(keyword->left);
  }
  // [v, names of the attributes, or None]
  pattern_helper("attributes");
  out_.emit(push_null_);
  out_.emit(copy_, 3);
  expression(node->left);
  out_.at(node);
  out_.load_constant({static_cast<std::int64_t>(node->items.size())});
  out_.load_constant({std::move(names)});
  out_.emit(call_, 4);
  out_.emit(copy_, 1);
  out_.jump(pop_jump_if_none_, state.failures[out_.depth - 1]);
  for (std::size_t i = 0; i < items.size(); ++i) {
    Label got, itself;
    out_.emit(copy_, static_cast<std::uint32_t>(out_.depth - subject));
    out_.load_constant({static_cast<std::int64_t>(i)});
    out_.emit(load_subscr_);
    if (node->items.size() == 1 && i == 0) {
      // int(x): the name is None, and the value the subject itself.
      out_.emit(copy_, 1);
      out_.jump(pop_jump_if_none_, itself);
    }
    // [.., name] -> [.., getattr(v, name, missing)]
    pattern_helper("getattr");
    out_.emit(swap_, 2);
    out_.emit(push_null_);
    out_.emit(swap_, 2);
    out_.emit(copy_, static_cast<std::uint32_t>(out_.depth - subject + 1));
    out_.emit(swap_, 2);
    pattern_helper("missing");
    out_.emit(call_, 3);
    fail_if_missing(state);
    if (itself.depth < 0) continue;
    out_.jump(jump_, got);
    out_.bind(itself);
    out_.emit(pop_top_);
    out_.emit(copy_, static_cast<std::uint32_t>(out_.depth - subject + 1));
    out_.bind(got);
  }
  match_values(state, items);
  out_.emit(pop_top_);
  out_.emit(pop_top_);
}

}  // namespace threadbox::script
