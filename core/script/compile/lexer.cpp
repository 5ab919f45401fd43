#include "script/compile/lexer.h"

#include "script/text/unicode.h"
#include "script/text/utf8.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace threadbox::script {

namespace {

bool is_name_start(unsigned char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80; }
bool is_decimal(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_name_part(unsigned char c) noexcept { return is_name_start(c) || is_decimal(static_cast<char>(c)); }
bool is_continuation_byte(char c) noexcept { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Longer operators come before their prefixes.
constexpr std::array<std::string_view, 47> operators = {
    "**=", "//=", ">>=", "<<=", "...", "!=", "->", ":=", "+=", "-=", "*=", "/=", "%=", "@=", "&=", "|=",
    "^=",  "==",  "<=",  ">=",  "<<",  ">>", "**", "//", "+",  "-",  "*",  "/",  "%",  "@",  "&",  "|",
    "^",   "~",   "<",   ">",   "(",   ")",  "[",  "]",  "{",  "}",  ",",  ":",  ".",  ";",  "="};

constexpr std::size_t deepest_brackets = 200;  // CPython's MAXSTACK of its tokenizer.
constexpr std::size_t deepest_indentation = 100;
constexpr int deepest_strings = 150;  // CPython's MAXFSTRINGLEVEL.
constexpr std::uint32_t tab_width = 8;

class Lexer {
 public:
  Lexer(std::string_view source, bool inside_brackets, std::uint32_t line, std::uint32_t column, bool leaves_open = false)
      : source_(source), inside_(inside_brackets), leaves_open_(leaves_open), line_(line), column_(column) {}

  std::vector<Token> run() {
    bool line_start = !inside_;
    while (true) {
      if (line_start && brackets_.empty()) {
        if (!indentation()) continue;
        line_start = false;
      }
      skip_blanks();
      if (at_ >= source_.size()) break;
      if (peek() == '\n') {
        end_line();
        line_start = !inside_ && brackets_.empty();
        continue;
      }
      token();
    }
    finish();
    return std::move(tokens_);
  }

 private:
  struct Bracket {
    char open;
    SourceRange range;
  };

  [[nodiscard]] char peek(std::size_t ahead = 0) const noexcept {
    return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
  }

  void advance(std::size_t count = 1) noexcept {
    for (; count > 0 && at_ < source_.size(); --count) {
      const char c = source_[at_++];
      if (c == '\n') {
        ++line_;
        column_ = 1;
      } else if (!is_continuation_byte(c)) {
        ++column_;
      }
    }
  }

  [[nodiscard]] SourceRange here() const noexcept { return {line_, column_, line_, column_ + 1}; }

  [[noreturn]] static void fail(SourceRange range, std::string message, std::string type = "SyntaxError") {
    throw SyntaxFailure{{std::move(type), std::move(message), range}};
  }

  void add(TokenKind kind, std::size_t begin, SourceRange range) {
    range.end_line = line_;
    range.end_column = column_;
    tokens_.push_back(Token{kind, range, source_.substr(begin, at_ - begin)});
  }

  void skip_blanks() {
    while (true) {
      const char c = peek();
      if (c == ' ' || c == '\t' || c == '\f') {
        advance();
      } else if (c == '#') {
        while (at_ < source_.size() && peek() != '\n') advance();
      } else if (c == '\\' && (peek(1) == '\n' || at_ + 1 == source_.size())) {
        if (at_ + 2 >= source_.size()) fail({line_, column_ + 1, line_, column_ + 2}, "unexpected EOF while parsing");
        advance(2);
      } else if (c == '\n' && (inside_ || !brackets_.empty())) {
        advance();
      } else {
        return;
      }
    }
  }

  /// Handles the indentation at the start of a logical line. Skips a blank line and returns false.
  bool indentation() {
    std::uint32_t width = 0, width_with_short_tabs = 0;
    for (; peek() == ' ' || peek() == '\t' || peek() == '\f'; advance()) {
      if (peek() == ' ') {
        ++width;
        ++width_with_short_tabs;
      } else if (peek() == '\t') {
        width = (width / tab_width + 1) * tab_width;
        ++width_with_short_tabs;
      } else {
        width = width_with_short_tabs = 0;
      }
    }
    if (peek() == '#') {
      while (at_ < source_.size() && peek() != '\n') advance();
    }
    if (peek() == '\n') {
      advance();
      return false;
    }
    if (at_ >= source_.size()) return true;
    change_indentation(width, width_with_short_tabs);
    return true;
  }

  void change_indentation(std::uint32_t width, std::uint32_t alternative) {
    const auto [current, current_alternative] = indents_.back();
    if (width == current) {
      if (alternative != current_alternative) inconsistent();
      return;
    }
    if (width > current) {
      if (alternative <= current_alternative) inconsistent();
      if (indents_.size() >= deepest_indentation) fail(here(), "too many levels of indentation", "IndentationError");
      indents_.push_back({width, alternative});
      add(TokenKind::indent, at_, here());
      return;
    }
    while (indents_.back().first > width) {
      indents_.pop_back();
      add(TokenKind::dedent, at_, here());
    }
    if (indents_.back().first != width) {
      while (at_ < source_.size() && peek() != '\n') advance();
      fail(here(), "unindent does not match any outer indentation level", "IndentationError");
    }
    if (indents_.back().second != alternative) inconsistent();
  }

  [[noreturn]] void inconsistent() const { fail(here(), "inconsistent use of tabs and spaces in indentation", "TabError"); }

  void end_line() {
    const SourceRange range = here();
    const std::size_t begin = at_;
    if (!tokens_.empty() && tokens_.back().kind != TokenKind::newline) {
      tokens_.push_back(Token{TokenKind::newline, range, source_.substr(begin, 1)});
    }
    advance();
  }

  void token() {
    const auto c = static_cast<unsigned char>(peek());
    if (is_name_start(c)) return name_or_string();
    if (is_decimal(peek()) || (c == '.' && is_decimal(peek(1)))) return number();
    if (c == '"' || c == '\'') return string(at_, here(), false, false, false);
    if (c == '<' && peek(1) == '>') fail(here(), "invalid syntax");
    const std::string_view rest = source_.substr(at_);
    for (const std::string_view op : operators) {
      if (op.front() == peek() && rest.starts_with(op)) return operator_token(op);
    }
    if (c == '\\') {
      advance();
      fail(here(), "unexpected character after line continuation character");
    }
    if (c == '!' || c == '$' || c == '?' || c == '`') fail(here(), "invalid syntax");
    if (c == 0) fail(here(), "source code cannot contain null bytes");
    static constexpr char digits[] = "0123456789ABCDEF";
    const std::string code = {digits[c >> 4], digits[c & 15]};
    fail(here(), "invalid non-printable character U+00" + code);
  }

  void operator_token(std::string_view op) {
    const SourceRange range = here();
    const std::size_t begin = at_;
    if (op == "(" || op == "[" || op == "{") {
      if (brackets_.size() >= deepest_brackets) fail(range, "too many nested parentheses");
      brackets_.push_back({op[0], range});
    } else if (op == ")" || op == "]" || op == "}") {
      close_bracket(op[0]);
    }
    advance(op.size());
    add(TokenKind::op, begin, range);
  }

  void close_bracket(char close) {
    if (brackets_.empty()) fail(here(), std::string("unmatched '") + close + "'");
    const Bracket open = brackets_.back();
    const bool matches =
        (open.open == '(' && close == ')') || (open.open == '[' && close == ']') || (open.open == '{' && close == '}');
    if (!matches) {
      std::string message = "closing parenthesis '";
      message += close;
      message += "' does not match opening parenthesis '";
      message += open.open;
      message += "'";
      if (open.range.line != line_) message += " on line " + std::to_string(open.range.line);
      fail(here(), message);
    }
    brackets_.pop_back();
  }

  void name_or_string() {
    const SourceRange range = here();
    const std::size_t begin = at_;
    std::size_t end = at_;
    while (end < source_.size() && is_name_part(static_cast<unsigned char>(source_[end]))) ++end;
    const std::string_view text = source_.substr(begin, end - begin);
    const char next = end < source_.size() ? source_[end] : '\0';
    if ((next == '"' || next == '\'') && text.size() <= 2) {
      bool raw = false, format = false, bytes = false, unicode = false, other = false;
      for (const char c : text) {
        switch (c | 0x20) {
          case 'r': raw = true; break;
          case 'f': format = true; break;
          case 'b': bytes = true; break;
          case 'u': unicode = true; break;
          default: other = true;
        }
      }
      if (!other && !(unicode && text.size() > 1) && !(bytes && format)) {
        advance(text.size());
        return string(begin, range, raw, format, bytes);
      }
    }
    check_letters(text);
    advance(text.size());
    add(TokenKind::name, begin, range);
  }

  /// Checks that a name has letters only, of any language, and after the first character also digits and marks.
  void check_letters(std::string_view name) const {
    std::uint32_t column = column_;
    for (std::size_t at = 0; at < name.size(); at += code_point_length(name, at), ++column) {
      const char32_t code = code_point(name, at);
      const bool is_mark = code >= 0x300 && code <= 0x36F;
      if (code < 0x80 || (is_letter(code) && is_printable(code)) || (at > 0 && (is_mark || script::is_digit(code)))) continue;
      char number[16];
      std::snprintf(number, sizeof number, "U+%04X", static_cast<unsigned>(code));
      std::string words = std::string("invalid non-printable character ") + number;
      if (is_printable(code))
        words = "invalid character '" + std::string(name.substr(at, code_point_length(name, at))) + "' (" + number + ")";
      fail({line_, column, line_, column + 1}, std::move(words));
    }
  }

  void number() {
    const SourceRange range = here();
    const std::size_t begin = at_;
    TokenKind kind = TokenKind::integer;
    const auto digits = [&](auto is_valid) {
      while (is_valid(peek()) || (peek() == '_' && is_valid(peek(1)))) advance();
    };
    const char base = peek() == '0' ? static_cast<char>(peek(1) | 0x20) : '\0';
    if (base == 'x' || base == 'o' || base == 'b') {
      advance(2);
      if (peek() == '_') advance();
      const std::size_t first = at_;
      digits([base](char c) {
        if (base == 'x') return is_decimal(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
        return c >= '0' && c <= (base == 'o' ? '7' : '1');
      });
      const std::string kind_name = base == 'x' ? "hexadecimal" : base == 'o' ? "octal" : "binary";
      if (is_decimal(peek())) fail(here(), std::string("invalid digit '") + peek() + "' in " + kind_name + " literal");
      if (at_ == first) fail(last_place(), "invalid " + kind_name + " literal");
    } else {
      digits(is_decimal);
      if (peek() == '.') {
        kind = TokenKind::real;
        advance();
        digits(is_decimal);
      }
      const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
      if ((peek() | 0x20) == 'e' && is_decimal(peek(1 + sign))) {
        kind = TokenKind::real;
        advance(1 + sign);
        digits(is_decimal);
      }
      const std::string_view text = source_.substr(begin, at_ - begin);
      // An imaginary literal is a real one that ends in `j`.
      if ((peek() | 0x20) == 'j') {
        kind = TokenKind::real;
        advance();
      } else if (kind == TokenKind::integer && text.size() > 1 && text[0] == '0' &&
                 text.find_first_not_of("0_") != std::string_view::npos) {
        fail(range,
             "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal "
             "integers");
      }
    }
    add(kind, begin, range);
    const bool is_imaginary = (source_[at_ - 1] | 0x20) == 'j';
    const char* kind_name = is_imaginary  ? "imaginary"
                            : base == 'x' ? "hexadecimal"
                            : base == 'o' ? "octal"
                            : base == 'b' ? "binary"
                                          : "decimal";
    if (is_name_start(static_cast<unsigned char>(peek())) || (is_imaginary && is_decimal(peek()))) check_after_number(kind_name);
  }

  /// Accepts a keyword directly after a number, as in "1if x else y", but not another name, as in "1abc".
  void check_after_number(const char* kind_name) const {
    static constexpr std::array<std::string_view, 7> allowed = {"and", "else", "for", "if", "in", "is", "or"};
    for (const std::string_view keyword : allowed)
      if (source_.substr(at_).starts_with(keyword)) return;
    const std::size_t length = std::min(code_point_length(source_, at_), source_.size() - at_);
    if (length > 1) check_letters(source_.substr(at_, length));
    fail(peek() == '_' ? here() : last_place(), std::string("invalid ") + kind_name + " literal");
  }

  /// The range of the previous character.
  [[nodiscard]] SourceRange last_place() const noexcept { return {line_, column_ - 1, line_, column_}; }

  /// `begin`: the index of the literal's prefix.
  void string(std::size_t begin, SourceRange range, bool raw, bool format, bool bytes) {
    const bool triple = peek(1) == peek() && peek(2) == peek();
    const std::size_t opening = at_ - begin + (triple ? 3 : 1);
    std::size_t end = 0;
    try {
      end = end_of_string(source_, at_, format);
    } catch (const TooManyStrings& failure) {
      advance(failure.at - at_);
      fail(here(), failure.diagnostic.message);
    }
    // If only a field of an f-string is not closed, the parser reports it.
    if (end == std::string_view::npos && format) end = end_of_string(source_, at_, false);
    if (end == std::string_view::npos) {
      while (at_ < source_.size() && (triple || peek() != '\n')) advance();
      unterminated(range, triple, format);
    }
    const std::size_t body = begin + opening;
    advance(end - at_);
    range.end_line = line_;
    range.end_column = column_;
    tokens_.push_back(Token{TokenKind::string, range, source_.substr(body, end - (triple ? 3 : 1) - body), raw, format,
                            static_cast<std::uint32_t>(opening), bytes});
  }

  [[noreturn]] void unterminated(SourceRange range, bool triple, bool format) const {
    const std::string what =
        std::string("unterminated ") + (triple ? "triple-quoted " : "") + (format ? "f-string" : "string") + " literal";
    // A line feed at the end of the text does not begin another line.
    const std::uint32_t last = line_ - (triple && column_ == 1 && line_ > range.line ? 1 : 0);
    fail(range, what + " (detected at line " + std::to_string(last) + ")");
  }

  void finish() {
    if (!brackets_.empty() && !leaves_open_) {
      const auto& [open, range] = brackets_.back();
      throw OpenBracket{{Diagnostic{"SyntaxError", std::string("'") + open + "' was never closed", range}}};
    }
    if (!inside_) {
      if (!tokens_.empty() && tokens_.back().kind != TokenKind::newline)
        tokens_.push_back(Token{TokenKind::newline, here(), source_.substr(at_, 0)});
      for (; indents_.size() > 1; indents_.pop_back())
        tokens_.push_back(Token{TokenKind::dedent, here(), source_.substr(at_, 0)});
    }
    tokens_.push_back(Token{TokenKind::end, here(), source_.substr(at_, 0)});
  }

  std::string_view source_;
  bool inside_;
  bool leaves_open_;  ///< An open bracket at the end is no failure.
  std::size_t at_ = 0;
  std::uint32_t line_, column_;
  std::vector<Bracket> brackets_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> indents_ = {{0, 0}};
  std::vector<Token> tokens_;
};

}  // namespace

std::size_t end_of_field(std::string_view text, std::size_t at, int depth) {
  std::string brackets;  // The brackets that are open at `at`.
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"' || c == '\'') {
      std::size_t prefix = at;
      while (prefix > 0 && at - prefix < 2 && std::string_view("rRfFbB").find(text[prefix - 1]) != std::string_view::npos)
        --prefix;
      at = end_of_string(text, at, text.substr(prefix, at - prefix).find_first_of("fF") != std::string_view::npos, depth + 1);
      if (at == std::string_view::npos) return at;
      continue;
    }
    if (c == '#') {
      at = text.find('\n', at);
      if (at == std::string_view::npos) return at;
    } else if (c == '(' || c == '[' || c == '{') {
      brackets += c;
    } else if (c == ')' || c == ']' || c == '}') {
      if (brackets.empty() || (c == '}' && brackets.back() != '{')) return at;
      brackets.pop_back();
    } else if (brackets.empty() && (c == ':' || (c == '!' && !text.substr(at).starts_with("!=")))) {
      return at;
    }
    ++at;
  }
  return std::string_view::npos;
}

std::size_t end_of_string(std::string_view text, std::size_t at, bool format, int depth) {
  if (format && depth + 1 >= deepest_strings) throw TooManyStrings{{{"SyntaxError", "too many nested f-strings", {}}}, at};
  const char quote = text[at];
  const bool triple = text.substr(at).starts_with(std::string(3, quote));
  at += triple ? 3 : 1;
  int specs = 0;  // The nesting depth of format specs at `at`.
  while (at < text.size()) {
    const char c = text[at];
    if (c == quote && (!triple || text.substr(at).starts_with(std::string(3, quote)))) return at + (triple ? 3 : 1);
    if (c == '\n' && !triple) return std::string_view::npos;
    if (c == '\\') {
      at += format && at + 1 < text.size() && (text[at + 1] == '{' || text[at + 1] == '}') ? 1 : 2;
    } else if (format && c == '{' && specs == 0 && at + 1 < text.size() && text[at + 1] == '{') {
      at += 2;
    } else if (format && c == '{') {
      at = end_of_field(text, at + 1, depth);
      if (at == std::string_view::npos) return at;
      if (text[at] == ')' || text[at] == ']') return std::string_view::npos;
      if (text[at] == '!') at = std::min(text.find_first_of(":}", at), text.size());
      if (at < text.size() && text[at] == ':') ++specs;
      ++at;
    } else {
      if (c == '}' && specs > 0) --specs;
      ++at;
    }
  }
  return std::string_view::npos;
}

std::vector<Token> tokenize(std::string_view source, bool inside_brackets, std::uint32_t line, std::uint32_t column) {
  return Lexer(source, inside_brackets, line, column).run();
}

std::vector<Token> tokenize_open(std::string_view source) { return Lexer(source, false, 1, 1, true).run(); }

}  // namespace threadbox::script
