#include "script/compile/expression_parser.h"
#include "script/text/utf8.h"

#include <algorithm>
#include <optional>

namespace threadbox::script {

namespace {

int hex_digit(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

[[noreturn]] void fail(SourceRange range, std::string message) {
  throw SyntaxFailure{{"SyntaxError", std::move(message), range}};
}

/// Appends the character of an escape \xhh, \uhhhh or \Uhhhhhhhh, whose letter is at `at`. Returns the number of digits.
std::size_t hex_escape(std::string& text, std::string_view body, std::size_t at, std::size_t digits, SourceRange range) {
  const auto undecodable = [&](std::size_t last, const std::string& what) {
    fail(range, "(unicode error) 'unicodeescape' codec can't decode bytes in position " + std::to_string(at - 1) + "-" +
                    std::to_string(last) + ": " + what);
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

std::string unescape(std::string_view body, bool raw, SourceRange range, std::string* invalid, bool bytes) {
  std::string text;
  const auto note = [&](std::string what) {
    if (invalid != nullptr && invalid->empty()) *invalid = std::move(what);
  };
  for (std::size_t at = 0; at < body.size(); ++at) {
    if (raw || body[at] != '\\' || at + 1 >= body.size()) {
      text += body[at];
      continue;
    }
    const char c = body[++at];
    if (bytes && c == 'x') {
      const int high = at + 1 < body.size() ? hex_digit(body[at + 1]) : -1,
                low = at + 2 < body.size() ? hex_digit(body[at + 2]) : -1;
      if (high < 0 || low < 0) fail(range, "(value error) invalid \\x escape at position " + std::to_string(at - 1));
      text += static_cast<char>(high * 16 + low);
      at += 2;
      continue;
    }
    const bool named = c == 'u' || c == 'U' || c == 'N';
    switch (bytes && named ? '\0' : c) {
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
          for (; count < 3 && at + count < body.size() && body[at + count] >= '0' && body[at + count] <= '7'; ++count)
            code = code * 8 + static_cast<std::uint32_t>(body[at + count] - '0');
          if (code > 0377) note("invalid octal escape sequence '\\" + std::string(body.substr(at, count)) + "'");
          at += count - 1;
          if (bytes) text += static_cast<char>(code);
          else append_utf8(text, code);
        } else {
          note("invalid escape sequence '\\" + std::string(body.substr(at, code_point_length(body, at))) + "'");
          text += '\\';
          text += c;
        }
    }
  }
  return text;
}

std::string ExpressionParser::unescaped(std::string_view body, bool raw, SourceRange range, bool bytes) {
  std::string invalid;
  std::string text = unescape(body, raw, range, &invalid, bytes);
  if (!invalid.empty()) warn(range, std::move(invalid));
  return text;
}

/// Parses one or more adjacent string literals.
Node* ExpressionParser::strings() {
  if (tokens_[at_].is_bytes) return bytes();
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
    if (token.is_bytes) fail(joined->range, "cannot mix bytes and nonbytes literals");
    if (token.is_format) {
      any_format = true;
      const FormatText text{token.text, token.is_raw, token.range, token.range.line, token.range.column + token.opening};
      append_format(joined, text, 0);
    } else {
      append_text(unescaped(token.text, token.is_raw, token.range));
    }
  }
  close(joined);
  if (any_format) return joined;
  Node* plain = joined->items.front();
  plain->range = joined->range;
  return plain;
}

/// Parses one or more adjacent bytes literals.
Node* ExpressionParser::bytes() {
  Node* made = make(NodeKind::bytes);
  while (at(TokenKind::string)) {
    const Token token = take();
    if (!token.is_bytes) fail(made->range, "cannot mix bytes and nonbytes literals");
    if (std::ranges::any_of(token.text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
      fail(token.range, "bytes can only contain ASCII literal characters");
    made->text += unescaped(token.text, token.is_raw, token.range, true);
  }
  close(made);
  return made;
}

void ExpressionParser::append_format(Node* joined, const FormatText& text, int depth) {
  const std::string_view body = text.body;
  std::string literal;
  std::size_t literal_at = 0;
  const auto flush = [&] {
    if (literal.empty()) return;
    Node* part = ast_.make(NodeKind::string, text.range);
    SourceRange place = text.place(literal_at);
    part->text = unescaped(literal, text.raw, place);
    joined->items.push_back(part);
    literal.clear();
  };
  for (std::size_t at = 0; at < body.size();) {
    if (literal.empty()) literal_at = at;
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
    } else if (c == '\\' && at + 1 < body.size() && body[at + 1] != '{' && body[at + 1] != '}') {
      literal += c;
      literal += body[at + 1];
      at += 2;
    } else {
      const bool escapes_field = c == '\\' && body.substr(at + 1).starts_with("{") && !body.substr(at + 1).starts_with("{{");
      if (escapes_field && !text.raw) warn(text.place(at), "invalid escape sequence '\\{'");
      literal += c;
      ++at;
    }
  }
  flush();
}

SourceRange FormatText::place(std::size_t at) const noexcept {
  // Calls come in increasing order, so each continues from the previous result: linear time for a text with many fields.
  const bool goes_on = known.at != 0 && known.at <= at;
  SourceRange place = {goes_on ? known.line : line, goes_on ? known.column : column, 0, 0};
  for (const char c : body.substr(0, at).substr(goes_on ? known.at : 0)) {
    if (c == '\n') {
      ++place.line;
      place.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++place.column;
    }
  }
  known = {std::min(at, body.size()), place.line, place.column};
  place.end_line = place.line;
  place.end_column = place.column + 1;
  return place;
}

namespace {

/// The text that a field `{x = }` shows for its expression: without comments.
std::string without_comments(std::string_view text) {
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '#') {
      at = std::min(text.find('\n', at), text.size());
      continue;
    }
    const bool quoted = text[at] == '"' || text[at] == '\'';
    const std::size_t end = quoted ? std::min(end_of_string(text, at, false), text.size()) : at + 1;
    kept += text.substr(at, end - at);
    at = end;
  }
  return kept;
}

bool is_blank(std::string_view text) noexcept { return text.find_first_not_of(" \t\n\r\f") == std::string_view::npos; }

/// The index of the `=` at the end of the expression of a field `{x = }`.
std::optional<std::size_t> documenting_sign(std::string_view expression) noexcept {
  const std::size_t last = expression.find_last_not_of(" \t\n\r\f");
  if (last == std::string_view::npos || expression[last] != '=') return std::nullopt;
  if (last > 0 && std::string_view("=!<>").find(expression[last - 1]) != std::string_view::npos) return std::nullopt;
  return last;
}

}  // namespace

/// Parses a field from `begin`, the index after its `{`: expression, `=`, `!r`, `:spec`. Returns the index after its `}`.
std::size_t ExpressionParser::format_field(Node* joined, const FormatText& text, std::size_t begin, int depth) {
  const std::string_view body = text.body;
  if (depth >= 3) {
    SourceRange colon = text.place(begin - 1);
    colon.end_column = colon.column--;
    fail(colon, "f-string: expressions nested too deeply");
  }
  std::size_t at = end_of_field(body, begin);
  if (at == std::string_view::npos) unclosed_field(text, begin);
  if (body[at] == ')' || body[at] == ']') fail(text.place(at), std::string("f-string: unmatched '") + body[at] + "'");

  const std::string_view whole = body.substr(begin, at - begin);
  const std::optional<std::size_t> sign = documenting_sign(whole);
  const std::size_t end = begin + sign.value_or(whole.size());
  if (is_blank(body.substr(begin, end - begin)))
    fail(text.place(end), std::string("f-string: valid expression required before '") + body[end] + "'");
  if (sign) {
    Node* label = ast_.make(NodeKind::string, text.range);
    label->text = without_comments(whole);
    joined->items.push_back(label);
  }
  Node* field = ast_.make(NodeKind::formatted_value, text.range);
  field->left = field_expression(text, begin, end);
  if (body[at] == '!') at = field_conversion(field, text, at);
  const bool has_spec = at < body.size() && body[at] == ':';
  if (sign && field->op == 0 && !has_spec) field->op = 2;
  if (has_spec) {
    const std::size_t spec_begin = ++at;
    for (int braces = 0; at < body.size() && (body[at] != '}' || braces > 0); ++at)
      braces += body[at] == '{' ? 1 : body[at] == '}' ? -1 : 0;
    field->right = ast_.make(NodeKind::joined_string, text.range);
    const SourceRange spec = text.place(spec_begin);
    append_format(field->right, {body.substr(spec_begin, at - spec_begin), text.raw, text.range, spec.line, spec.column},
                  depth + 1);
    if (at >= body.size()) unclosed_spec(text);
  }
  if (at >= body.size() || body[at] != '}') fail(text.place(at), "f-string: expecting '}'");
  joined->items.push_back(field);
  return at + 1;
}

/// Parses the expression of a field. An error that would only say `invalid syntax` is replaced by one about f-strings, as in CPython.
Node* ExpressionParser::field_expression(const FormatText& text, std::size_t begin, std::size_t end) {
  const std::string_view source = text.body.substr(begin, end - begin);
  const SourceRange place = text.place(begin);
  std::vector<Token> tokens;
  try {
    tokens = tokenize(source, true, place.line, place.column);
    ExpressionParser inner(ast_, tokens);
    inner.depth_ = depth_;
    return inner.whole_expression();
  } catch (const SyntaxFailure& failure) {
    Diagnostic diagnostic = failure.diagnostic;
    const std::string message = diagnostic.message;
    const bool generic = message == "invalid syntax" || message == "expected ':'";
    if (message.ends_with("was never closed")) {  // It is closed by the wrong bracket.
      diagnostic.message = "closing parenthesis '}' does not match opening parenthesis '" + message.substr(1, 1) + "'";
      diagnostic.range = text.place(end);
    } else if (generic && end < text.body.size() && text.body[end] == ':' && !tokens.empty() && tokens.front().is("lambda")) {
      diagnostic.message = "f-string: lambda expressions are not allowed without parentheses";
      diagnostic.range = tokens.front().range;
    } else if (generic) {
      std::size_t count = 0;
      if (!tokens.empty()) {
        ExpressionParser inner(ast_, tokens);
        count = inner.longest_expression(tokens.size() - 1);
        diagnostic.range = tokens[count].range;
      } else {  // The text has an invalid character; is there anything before it?
        count = is_blank(source.substr(0, source.find_first_of("$?!`"))) ? 0 : 1;
      }
      diagnostic.message =
          count == 0 ? "f-string: expecting a valid expression after '{'" : "f-string: expecting '=', or '!', or ':', or '}'";
    }
    throw SyntaxFailure{std::move(diagnostic)};
  }
}

/// Parses the conversion of a field, from its `!`. Returns the index of the `:` or `}` that follows.
std::size_t ExpressionParser::field_conversion(Node* field, const FormatText& text, std::size_t at) {
  const std::string_view body = text.body;
  const auto skip_blanks = [&](std::size_t from) { return std::min(body.find_first_not_of(" \t\n\r\f", from), body.size()); };
  const auto ends = [&](std::size_t place) { return place < body.size() && (body[place] == ':' || body[place] == '}'); };
  const std::size_t begin = skip_blanks(at + 1);
  if (begin >= body.size()) unclosed_field(text, at);
  if (ends(begin)) fail(text.place(begin), "f-string: missing conversion character");
  std::size_t end = begin;
  const auto is_part = [](char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || (c & 0x80) != 0;
  };
  while (end < body.size() && is_part(body[end])) ++end;
  if (end == begin || (body[begin] >= '0' && body[begin] <= '9'))
    fail(text.place(begin), "f-string: invalid conversion character");
  if (begin > at + 1) fail(text.place(at), "f-string: conversion type must come right after the exclamanation mark");
  const std::string_view conversion = body.substr(begin, end - begin);
  const std::size_t which = conversion.size() == 1 ? std::string_view("sra").find(conversion) : std::string_view::npos;
  if (which == std::string_view::npos)
    fail(text.place(begin),
         "f-string: invalid conversion character '" + std::string(conversion) + "': expected 's', 'r', or 'a'");
  field->op = static_cast<std::uint32_t>(which) + 1;
  at = skip_blanks(end);
  if (at >= body.size()) fail(text.place(at == end ? begin : at), "f-string: expecting '}'");
  if (!ends(at)) fail(text.place(at), "f-string: expecting ':' or '}'");
  return at;
}

/// Fails because the string ends inside the expression of a field.
void ExpressionParser::unclosed_field(const FormatText& text, std::size_t begin) const {
  const std::string_view body = text.body;
  for (std::size_t at = begin; at < body.size();) {
    if (body[at] == '"' || body[at] == '\'') {
      const std::size_t end = end_of_string(body, at, false);
      if (end == std::string_view::npos) {
        SourceRange place = text.place(at);
        fail(place, "unterminated string literal (detected at line " + std::to_string(place.line) + ")");
      }
      at = end;
    } else if (body[at] == '#' && body.find('\n', at) == std::string_view::npos) {
      fail(text.place(begin - 1), "'{' was never closed");
    } else {
      ++at;
    }
  }
  fail(text.place(body.size()), "f-string: expecting '}'");
}

/// Fails because a format spec is not closed. CPython's tokenizer continues after the string and takes the next closing bracket for the
/// field's.
void ExpressionParser::unclosed_spec(const FormatText& text) const {
  int depth = 0;
  for (std::size_t i = at_; i < tokens_.size(); ++i) {
    const Token& token = tokens_[i];
    if (token.is("(") || token.is("[") || token.is("{")) ++depth;
    if (!token.is(")") && !token.is("]") && !token.is("}")) continue;
    if (--depth >= 0) continue;
    std::string message = "closing parenthesis '" + std::string(token.text) + "' does not match opening parenthesis '{'";
    if (token.range.line != text.range.line) message += " on line " + std::to_string(text.range.line);
    fail(token.range, std::move(message));
  }
  fail(text.place(text.body.size()), "f-string: expecting '}', or format specs");
}

}  // namespace threadbox::script
