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

/// \xhh, \uhhhh, \Uhhhhhhhh, whose letter is at `at`. Returns how many characters it used after the letter.
std::size_t hex_escape(std::string& text, std::string_view body, std::size_t at, std::size_t digits, SourceRange range) {
  const auto undecodable = [&](std::size_t last, const std::string& what) {
    fail(range, "(unicode error) 'unicodeescape' codec can't decode bytes in position " + std::to_string(at - 1) + "-" + std::to_string(last) + ": " + what);
  };
  std::uint32_t code = 0;
  for (std::size_t i = 1; i <= digits; ++i) {
    const int digit = at + i < body.size() ? hex_digit(body[at + i]) : -1;
    if (digit < 0) undecodable(at + i - 1, std::string("truncated \\") + body[at] + std::string(digits, 'X') + " escape");
    code = code * 16 + static_cast<std::uint32_t>(digit);
  }
  if (code > 0x10FFFF) undecodable(at + digits, "illegal Unicode character");
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
      case 'x': at += hex_escape(text, body, at, 2, range); break;
      case 'u': at += hex_escape(text, body, at, 4, range); break;
      case 'U': at += hex_escape(text, body, at, 8, range); break;
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
      const FormatText text{token.text, token.is_raw, token.range, token.range.line, token.range.column + token.opening};
      append_format(joined, text, 0);
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

void ExpressionParser::append_format(Node* joined, const FormatText& text, int depth) {
  const std::string_view body = text.body;
  std::string literal;
  const auto flush = [&] {
    if (literal.empty()) return;
    Node* part = ast_.make(NodeKind::string, text.range);
    part->text = unescape(literal, text.raw, text.range);
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
      at = format_field(joined, text, at + 1, depth);
    } else if (c == '}') {
      fail(text.place(at), "f-string: single '}' is not allowed");
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

SourceRange FormatText::place(std::size_t at) const noexcept {
  SourceRange place = {line, column, 0, 0};
  for (const char c : body.substr(0, at)) {
    if (c == '\n') {
      ++place.line;
      place.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++place.column;
    }
  }
  place.end_line = place.line;
  place.end_column = place.column + 1;
  return place;
}

/// From behind a `{` to behind its `}`: expression, `=`, `!r`, `:spec`.
std::size_t ExpressionParser::format_field(Node* joined, const FormatText& text, std::size_t begin, int depth) {
  const std::string_view body = text.body;
  if (depth >= 2) fail(text.range, "f-string: expressions nested too deeply");
  std::size_t at = end_of_field(body, begin);
  if (at == std::string_view::npos) fail(text.place(body.size()), "f-string: expecting '}'");

  std::string_view expression_text = body.substr(begin, at - begin);
  const std::size_t last = expression_text.find_last_not_of(" \t\n");
  bool self_documenting = false;
  if (last != std::string_view::npos && last > 0 && expression_text[last] == '=' &&
      std::string_view("=!<>").find(expression_text[last - 1]) == std::string_view::npos) {
    self_documenting = true;
    Node* label = ast_.make(NodeKind::string, text.range);
    label->text = expression_text;
    joined->items.push_back(label);
    expression_text = expression_text.substr(0, last);
  }
  if (expression_text.find_first_not_of(" \t\n") == std::string_view::npos)
    fail(text.place(at), std::string("f-string: valid expression required before '") + body[at] + "'");

  const SourceRange place = text.place(begin);
  ExpressionParser inner(ast_, tokenize(expression_text, true, place.line, place.column));
  inner.depth_ = depth_;
  Node* field = ast_.make(NodeKind::formatted_value, text.range);
  field->left = inner.whole_expression();

  if (body[at] == '!') {
    std::size_t end = at + 1;
    while (end < body.size() && body[end] != ':' && body[end] != '}') ++end;
    const std::string_view conversion = body.substr(at + 1, end - at - 1);
    const std::size_t which = conversion.size() == 1 ? std::string_view("sra").find(conversion) : std::string_view::npos;
    if (conversion.empty()) fail(text.place(end), "f-string: missing conversion character");
    if (which == std::string_view::npos)
      fail(text.place(at + 1), "f-string: invalid conversion character '" + std::string(conversion) + "': expected 's', 'r', or 'a'");
    field->op = static_cast<std::uint32_t>(which) + 1;
    at = end;
  }
  const bool has_spec = at < body.size() && body[at] == ':';
  if (self_documenting && field->op == 0 && !has_spec) field->op = 2;
  if (has_spec) {
    const std::size_t spec_begin = ++at;
    for (int braces = 0; at < body.size() && (body[at] != '}' || braces > 0); ++at)
      braces += body[at] == '{' ? 1 : body[at] == '}' ? -1 : 0;
    field->right = ast_.make(NodeKind::joined_string, text.range);
    const SourceRange spec = text.place(spec_begin);
    append_format(field->right, {body.substr(spec_begin, at - spec_begin), text.raw, text.range, spec.line, spec.column}, depth + 1);
  }
  if (at >= body.size() || body[at] != '}') fail(text.place(at), "f-string: expecting '}'");
  joined->items.push_back(field);
  return at + 1;
}

}  // namespace threadbox::script
