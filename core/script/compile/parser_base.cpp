#include "script/compile/parser_base.h"

#include <algorithm>
#include <array>

namespace threadbox::script {

namespace {

constexpr std::array<std::string_view, 35> keywords = {
    "False",  "None",     "True", "and",    "as",      "assert", "async",  "await",  "break", "class",  "continue", "def",
    "del",    "elif",     "else", "except", "finally", "for",    "from",   "global", "if",    "import", "in",       "is",
    "lambda", "nonlocal", "not",  "or",     "pass",    "raise",  "return", "try",    "while", "with",   "yield"};

}  // namespace

bool is_keyword(std::string_view text) noexcept { return std::ranges::find(keywords, text) != keywords.end(); }

std::string description(const Node& node) {
  switch (node.kind) {
    case NodeKind::call: return "function call";
    case NodeKind::attribute: return "attribute";
    case NodeKind::subscript: return "subscript";
    case NodeKind::starred: return "starred";
    case NodeKind::integer:
    case NodeKind::real:
    case NodeKind::string:
    case NodeKind::bytes: return "literal";
    case NodeKind::joined_string: return "f-string expression";
    case NodeKind::constant: return node.text == "..." ? "ellipsis" : node.text;
    case NodeKind::lambda: return "lambda";
    case NodeKind::conditional: return "conditional expression";
    case NodeKind::compare: return "comparison";
    case NodeKind::tuple: return "tuple";
    case NodeKind::list: return "list";
    case NodeKind::dict: return "dict literal";
    case NodeKind::set: return "set display";
    case NodeKind::yield_:
    case NodeKind::yield_from: return "yield expression";
    case NodeKind::named: return "named expression";
    case NodeKind::comprehension: return node.text == "generator" ? "generator expression" : node.text + " comprehension";
    default: return "expression";
  }
}

bool ParserBase::accept(std::string_view text) noexcept {
  if (!at(text)) return false;
  take();
  return true;
}

void ParserBase::expect(std::string_view text) {
  if (accept(text)) return;
  if (text == ":") fail("expected ':'");
  fail("invalid syntax");
}

Token ParserBase::identifier() {
  if (!at(TokenKind::name) || is_keyword(peek().text)) fail("invalid syntax");
  return take();
}

Node* ParserBase::close(Node* node) const noexcept {
  const SourceRange& last = tokens_[at_ > 0 ? at_ - 1 : 0].range;
  node->range.end_line = last.end_line;
  node->range.end_column = last.end_column;
  return node;
}

void ParserBase::fail(SourceRange range, std::string_view message, std::string_view type) {
  throw SyntaxFailure{{std::string(type), std::string(message), range}};
}

void ParserBase::fail(std::string_view message, std::string_view type) const {
  std::size_t place = std::min(at_, tokens_.size() - 1);
  while (place > 0 && tokens_[place].kind == TokenKind::end) --place;
  SourceRange range = tokens_[place].range;
  if (place < at_) {
    range.end_line = range.line;
    range.end_column = range.column;
  }
  fail(range, message, type);
}

void ParserBase::unsupported(std::string_view what) const { fail("'" + std::string(what) + "' is not supported by Threadbox"); }

}  // namespace threadbox::script
