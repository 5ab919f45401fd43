#include "script/compile/parser_base.h"

#include <algorithm>

namespace threadbox::script {

namespace {

int hex_digit(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

void append_utf8(std::string& text, std::uint32_t code) {
  const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6);
    put(0x80 | (code & 63));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 63));
    put(0x80 | (code & 63));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 63));
    put(0x80 | (code >> 6 & 63));
    put(0x80 | (code & 63));
  }
}

[[noreturn]] void fail(SourceRange range, std::string message) {
  throw SyntaxFailure{{"SyntaxError", std::move(message), range}};
}

/// \xhh, \uhhhh, \Uhhhhhhhh. Returns how many characters it used after the letter.
std::size_t hex_escape(std::string& text, std::string_view rest, std::size_t digits, SourceRange range) {
  std::uint32_t code = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const int digit = i < rest.size() ? hex_digit(rest[i]) : -1;
    if (digit < 0)
      fail(range, "(unicode error) 'unicodeescape' codec can't decode bytes: truncated escape");
    code = code * 16 + static_cast<std::uint32_t>(digit);
  }
  if (code > 0x10FFFF) fail(range, "(unicode error) 'unicodeescape' codec can't decode bytes: illegal Unicode character");
  if (code >= 0xD800 && code <= 0xDFFF) fail(range, "lone surrogates are not supported by Threadbox");
  append_utf8(text, code);
  return digits;
}

}  // namespace

std::string unescape(std::string_view body, bool raw, SourceRange range) {
  std::string text;
  for (std::size_t at = 0; at < body.size(); ++at) {
    if (body[at] == '\r' && at + 1 < body.size() && body[at + 1] == '\n') continue;
    if (raw || body[at] != '\\' || at + 1 >= body.size()) {
      text += body[at];
      continue;
    }
    const char c = body[++at];
    switch (c) {
      case '\n': break;
      case '\\': text += '\\'; break;
      case '\'': text += '\''; break;
      case '"': text += '"'; break;
      case 'a': text += '\a'; break;
      case 'b': text += '\b'; break;
      case 'f': text += '\f'; break;
      case 'n': text += '\n'; break;
      case 'r': text += '\r'; break;
      case 't': text += '\t'; break;
      case 'v': text += '\v'; break;
      case 'x': at += hex_escape(text, body.substr(at + 1), 2, range); break;
      case 'u': at += hex_escape(text, body.substr(at + 1), 4, range); break;
      case 'U': at += hex_escape(text, body.substr(at + 1), 8, range); break;
      case 'N': fail(range, "named characters ('\\N{...}') are not supported by Threadbox");
      default:
        if (c >= '0' && c <= '7') {
          std::uint32_t code = 0;
          std::size_t count = 0;
          for (; count < 3 && at + count < body.size() && body[at + count] >= '0' && body[at + count] <= '7';
               ++count)
            code = code * 8 + static_cast<std::uint32_t>(body[at + count] - '0');
          at += count - 1;
          append_utf8(text, code);
        } else {
          text += '\\';
          text += c;
        }
    }
  }
  return text;
}

/// One or more string literals side by side.
Node* ExpressionParser::strings() {
  Node* joined = make(NodeKind::joined_string);
  bool any_format = false;
  const auto append_text = [&](std::string text) {
    if (!joined->items.empty() && joined->items.back()->kind == NodeKind::string) {
      joined->items.back()->text += text;
      return;
    }
    Node* part = make(NodeKind::string);
    part->text = std::move(text);
    joined->items.push_back(part);
  };
  while (at(TokenKind::string)) {
    const Token token = take();
    if (token.is_format) {
      any_format = true;
      append_format(joined, token.text, token.is_raw, token.range, 0);
    } else {
      append_text(unescape(token.text, token.is_raw, token.range));
    }
  }
  close(joined);
  if (any_format) return joined;
  Node* plain = joined->items.front();
  plain->range = joined->range;
  return plain;
}

void ExpressionParser::append_format(Node* joined, std::string_view body, bool raw, SourceRange range,
                                     int depth) {
  std::string literal;
  const auto flush = [&] {
    if (literal.empty()) return;
    Node* part = ast_.make(NodeKind::string, range);
    part->text = unescape(literal, raw, range);
    joined->items.push_back(part);
    literal.clear();
  };
  for (std::size_t at = 0; at < body.size();) {
    const char c = body[at];
    const bool doubled = depth == 0 && at + 1 < body.size() && body[at + 1] == c;
    if ((c == '{' || c == '}') && doubled) {
      literal += c;
      at += 2;
    } else if (c == '{') {
      flush();
      at = format_field(joined, body, at + 1, raw, range, depth);
    } else if (c == '}') {
      fail(range, "f-string: single '}' is not allowed");
    } else if (c == '\\' && at + 1 < body.size()) {
      literal += c;
      literal += body[at + 1];
      at += 2;
    } else {
      literal += c;
      ++at;
    }
  }
  flush();
}

/// From behind a `{` to behind its `}`: expression, `=`, `!r`, `:spec`.
std::size_t ExpressionParser::format_field(Node* joined, std::string_view body, std::size_t at, bool raw,
                                           SourceRange range, int depth) {
  if (depth >= 2) fail(range, "f-string: expressions nested too deeply");
  const std::size_t begin = at;
  int brackets = 0;
  char quote = '\0';
  for (; at < body.size(); ++at) {
    const char c = body[at];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
      continue;
    }
    if (c == '"' || c == '\'') quote = c;
    else if (c == '(' || c == '[' || c == '{') ++brackets;
    else if ((c == ')' || c == ']' || c == '}') && brackets > 0) --brackets;
    else if (brackets == 0 && (c == '}' || c == ':')) break;
    else if (brackets == 0 && c == '!' && !(at + 1 < body.size() && body[at + 1] == '=')) break;
  }
  if (at >= body.size()) fail(range, "f-string: expecting '}'");

  std::string_view expression_text = body.substr(begin, at - begin);
  const std::size_t last = expression_text.find_last_not_of(" \t\n");
  bool self_documenting = false;
  if (last != std::string_view::npos && last > 0 && expression_text[last] == '=' &&
      std::string_view("=!<>").find(expression_text[last - 1]) == std::string_view::npos) {
    self_documenting = true;
    Node* label = ast_.make(NodeKind::string, range);
    label->text = expression_text;
    joined->items.push_back(label);
    expression_text = expression_text.substr(0, last);
  }
  if (expression_text.find_first_not_of(" \t\n") == std::string_view::npos)
    fail(range, "f-string: valid expression required before '}'");

  // Its place in the source, when the literal is on one line and has no escapes before it.
  const auto column = range.column + static_cast<std::uint32_t>(begin) + 2;
  ExpressionParser inner(ast_, tokenize(expression_text, true, range.line, column));
  inner.depth_ = depth_;
  Node* field = ast_.make(NodeKind::formatted_value, range);
  field->left = inner.whole_expression();

  if (body[at] == '!') {
    const char conversion = at + 1 < body.size() ? body[at + 1] : '\0';
    const std::string_view conversions = "sra";
    const std::size_t which = conversions.find(conversion);
    if (conversion == '\0' || which == std::string_view::npos)
      fail(range, "f-string: invalid conversion character: expected 's', 'r', or 'a'");
    field->op = static_cast<std::uint32_t>(which) + 1;
    at += 2;
  }
  const bool has_spec = at < body.size() && body[at] == ':';
  if (self_documenting && field->op == 0 && !has_spec) field->op = 2;
  if (has_spec) {
    const std::size_t spec_begin = ++at;
    for (int braces = 0; at < body.size() && (body[at] != '}' || braces > 0); ++at)
      braces += body[at] == '{' ? 1 : body[at] == '}' ? -1 : 0;
    field->right = ast_.make(NodeKind::joined_string, range);
    append_format(field->right, body.substr(spec_begin, at - spec_begin), raw, range, depth + 1);
  }
  if (at >= body.size() || body[at] != '}') fail(range, "f-string: expecting '}'");
  joined->items.push_back(field);
  return at + 1;
}

}  // namespace threadbox::script
