#include "script/compile/parser.h"

#include "script/compile/level.h"
#include "script/compile/simple_statement_parser.h"
#include "script/compile/source_text.h"

#include <algorithm>
#include <new>
#include <optional>
#include <utility>
#include <vector>

namespace threadbox::script {

namespace {

/// Parses statements. The functions for compound statements are not inlined (noinline): a common frame would take 600 bytes for each of a
/// hundred nested blocks, more than fits the stack of a WebAssembly thread.
class StatementParser : public SimpleStatementParser {
 public:
  StatementParser(Ast& ast, std::vector<Token> tokens) : SimpleStatementParser(ast, std::move(tokens)) {}

  void module() {
    while (!at(TokenKind::end)) {
      if (at(TokenKind::newline)) take();
      else statement(ast_.body);
    }
  }

  void text_expression() {
    if (at(TokenKind::newline)) fail("invalid syntax");
    if (at("*") || at("yield")) fail("invalid syntax");
    Node* node = make(NodeKind::expression);
    node->left = expressions();
    check_old_print(node->left);
    ast_.body.push_back(close(node));
    while (at(TokenKind::newline)) take();
    if (!at(TokenKind::end)) fail("invalid syntax");
  }

  void single_statement(bool ends_line) {
    while (at(TokenKind::newline)) take();
    if (at(TokenKind::end)) fail("invalid syntax");
    statement(ast_.body);
    // At the prompt, an empty line ends a compound statement.
    const NodeKind kind = ast_.body.front()->kind;
    const bool is_compound = kind == NodeKind::if_ || kind == NodeKind::while_ || kind == NodeKind::for_ ||
                             kind == NodeKind::try_ || kind == NodeKind::with || kind == NodeKind::function ||
                             kind == NodeKind::class_;
    if (is_compound && !ends_line) fail("invalid syntax");
    const SourceRange line_end = tokens_[at_ - 1].range;
    while (at(TokenKind::newline)) take();
    if (!at(TokenKind::end)) fail(line_end, "multiple statements found while compiling a single statement");
  }

 private:
  void statement(Nodes& into) {
    const Level level(depth_, Level::Of::parser);
    if (at(TokenKind::indent)) fail(peek().range, "unexpected indent", "IndentationError");
    if (Node* compound = compound_statement()) {
      into.push_back(compound);
      return;
    }
    do {
      if (at(TokenKind::newline)) break;
      into.push_back(simple_statement());
    } while (accept(";"));
    if (!at(TokenKind::newline)) fail("invalid syntax");
    take();
  }

  /// Whether this line ends in a colon and the next one is an indented `case`, so that `match` is a keyword.
  [[nodiscard]] bool opens_cases() const noexcept {
    std::size_t end = 0;
    while (peek(end).kind != TokenKind::newline && peek(end).kind != TokenKind::end) ++end;
    return end > 1 && peek(end - 1).is(":") && peek(end + 1).kind == TokenKind::indent && peek(end + 2).is("case");
  }

  Node* compound_statement() {
    if (at("if")) return if_statement();
    if (at("while")) return while_statement();
    if (at("for")) return for_statement();
    if (at("try")) return try_statement();
    if (at("with")) return with_statement();
    if (at("def")) return function({});
    if (at("class")) return class_statement({});
    if (at("@")) return decorated();
    if (at("async")) unsupported("async " + std::string(peek(1).text));
    const bool soft = at(TokenKind::name) && peek(1).kind == TokenKind::name && !is_keyword(peek(1).text);
    if (at("match") && (soft || opens_cases())) return match_statement();
    if (soft && at("type") && (peek(2).is("=") || peek(2).is("["))) return type_statement();
    return nullptr;
  }

  /// Parses `: statements`, the block of `what`, which began on `line`.
  [[gnu::noinline]] Nodes block(std::string_view what, std::uint32_t line) {
    expect(":");
    Nodes body;
    if (!at(TokenKind::newline)) {
      do {
        if (at(TokenKind::newline)) break;
        body.push_back(simple_statement());
      } while (accept(";"));
      if (!at(TokenKind::newline)) fail("invalid syntax");
      take();
      return body;
    }
    take();
    if (!at(TokenKind::indent))
      fail("expected an indented block after " + std::string(what) + " on line " + std::to_string(line), "IndentationError");
    take();
    while (!at(TokenKind::dedent) && !at(TokenKind::end)) statement(body);
    if (at(TokenKind::dedent)) take();
    return body;
  }

  [[gnu::noinline]] Node* if_statement() {
    std::vector<Node*> chain;
    do {
      Node* node = make(NodeKind::if_);
      const std::string what = "'" + std::string(take().text) + "' statement";
      node->left = condition();
      node->body = block(what, node->range.line);
      if (!chain.empty()) chain.back()->orelse.push_back(node);
      chain.push_back(node);
    } while (at("elif"));
    if (at("else")) chain.back()->orelse = else_block();
    for (Node* node : chain) close(node);
    return chain.front();
  }

  Node* condition() {
    Node* node = named_expression();
    if (!at("=")) return node;
    if (node->kind == NodeKind::name) fail(node->range, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    if (node->kind == NodeKind::attribute || node->kind == NodeKind::subscript)
      fail(node->range, "cannot assign to " + std::string(node->kind == NodeKind::attribute ? "attribute" : "subscript") +
                            " here. Maybe you meant '==' instead of '='?");
    check_target(node);
    fail("invalid syntax");
  }

  Nodes else_block() {
    const std::uint32_t line = take().range.line;
    return block("'else' statement", line);
  }

  [[gnu::noinline]] Node* while_statement() {
    Node* node = make(NodeKind::while_);
    take();
    node->left = condition();
    node->body = block("'while' statement", node->range.line);
    if (at("else")) node->orelse = else_block();
    return close(node);
  }

  [[gnu::noinline]] Node* for_statement() {
    Node* node = make(NodeKind::for_);
    take();
    node->left = target_list();
    check_target(node->left, false);
    expect("in");
    node->right = expressions();
    node->body = block("'for' statement", node->range.line);
    if (at("else")) node->orelse = else_block();
    return close(node);
  }

  [[gnu::noinline]] Node* try_statement() {
    Node* node = make(NodeKind::try_);
    take();
    node->body = block("'try' statement", node->range.line);
    bool bare = false;
    while (at("except")) {
      Node* handler = make(NodeKind::handler);
      if (bare) fail(node->items.back()->range, "default 'except:' must be last");
      take();
      const bool is_star = accept("*");
      if (!node->items.empty() && is_star != (node->op != 0))
        fail(handler->range, "cannot have both 'except' and 'except*' on the same 'try'");
      node->op = is_star ? 1 : 0;
      bare = at(":");
      if (bare && is_star) fail("expected one or more exception types");
      if (!bare) {
        handler->left = expression();
        if (at(",")) fail(handler->left->range, "multiple exception types must be parenthesized");
        if (accept("as")) handler->text = identifier().text;
      }
      handler->body = block("'except' statement", handler->range.line);
      node->items.push_back(close(handler));
    }
    if (at("else") && !node->items.empty()) node->orelse = else_block();
    if (at("finally")) {
      const std::uint32_t line = take().range.line;
      node->finally = block("'finally' statement", line);
    }
    if (node->items.empty() && node->finally.empty()) fail("expected 'except' or 'finally' block");
    return close(node);
  }

  [[gnu::noinline]] Node* with_statement() {
    Node* node = make(NodeKind::with);
    take();
    // `with (a as b, c):` and `with (a, b):` cannot be told apart before the closing bracket.
    if (at("(") && parenthesized_items()) {
      take();
      while (!at(")")) {
        node->items.push_back(with_item());
        if (!accept(",")) break;
      }
      expect(")");
    } else {
      do node->items.push_back(with_item());
      while (accept(","));
    }
    node->body = block("'with' statement", node->range.line);
    return close(node);
  }

  /// Whether the bracket that opens here closes directly before the colon and contains several items.
  [[nodiscard]] bool parenthesized_items() const {
    int depth = 0;
    bool separated = false;
    for (std::size_t ahead = 0;; ++ahead) {
      const Token& token = peek(ahead);
      if (token.kind == TokenKind::end || token.kind == TokenKind::newline) return false;
      if (token.is("(") || token.is("[") || token.is("{")) ++depth;
      if (token.is(")") || token.is("]") || token.is("}")) --depth;
      if (depth == 1 && (token.is("as") || token.is(","))) separated = true;
      if (depth == 0) return separated && peek(ahead + 1).is(":");
    }
  }

  Node* with_item() {
    Node* node = make(NodeKind::with_item);
    node->left = expression();
    if (accept("as")) {
      node->right = primary();
      check_target(node->right, false);
    }
    return close(node);
  }

  [[gnu::noinline]] Node* match_statement() {
    Node* node = make(NodeKind::match);
    take();
    node->left = expressions();
    if (!at(":")) fail(at(TokenKind::newline) ? "expected ':'" : "invalid syntax");
    take();
    if (!at(TokenKind::newline)) fail("invalid syntax");
    take();
    if (!at(TokenKind::indent))
      fail("expected an indented block after 'match' statement on line " + std::to_string(node->range.line), "IndentationError");
    take();
    do {
      if (!at("case")) fail("invalid syntax");
      Node* one = make(NodeKind::case_);
      take();
      one->left = patterns();
      if (accept("if")) one->right = named_expression();
      if (!at(":")) fail(at(TokenKind::newline) ? "expected ':'" : "invalid syntax");
      one->body = block("'case' statement", one->range.line);
      node->items.push_back(close(one));
    } while (!at(TokenKind::dedent) && !at(TokenKind::end));
    if (at(TokenKind::dedent)) take();
    return close(node);
  }

  [[gnu::noinline]] Node* decorated() {
    Nodes decorators;
    while (accept("@")) {
      decorators.push_back(named_expression());
      if (!at(TokenKind::newline)) fail("invalid syntax");
      take();
    }
    if (at("def")) return function(std::move(decorators));
    if (at("class")) return class_statement(std::move(decorators));
    if (at("async")) unsupported("async def");
    fail("invalid syntax");
  }

  [[gnu::noinline]] Node* function(Nodes decorators) {
    Node* node = make(NodeKind::function);
    node->items = std::move(decorators);
    take();
    node->text = identifier().text;
    const TypeParameters types = type_parameters();
    if (!at("(")) fail("expected '('");
    take();
    node->parameters = parameters(")", true);
    expect(")");
    const SourceRange arrow = peek().range;
    if (accept("->")) {
      if (at(":")) fail(arrow, "expected ':'");
      node->third = expression();
    }
    node->body = block("function definition", node->range.line);
    return generic(close(node), types);
  }

  [[gnu::noinline]] Node* class_statement(Nodes decorators) {
    Node* node = make(NodeKind::class_);
    node->items = std::move(decorators);
    take();
    node->text = identifier().text;
    const TypeParameters types = type_parameters();
    if (at("(")) {
      Node* call = make(NodeKind::call);
      take();
      call_arguments(call);
      expect(")");
      node->bases = call->items;
      node->keywords = call->keywords;
    }
    if (!types.names.empty()) node->bases.push_back(generic_base(types, node));
    node->body = block("class definition", node->range.line);
    return generic(close(node), types);
  }
};

void parse_tokens(Ast& ast, std::vector<Token> tokens, std::string_view source, TextKind kind) {
  StatementParser parser(ast, std::move(tokens));
  switch (kind) {
    case TextKind::module: parser.module(); break;
    case TextKind::expression: parser.text_expression(); break;
    case TextKind::single: parser.single_statement(source.ends_with('\n')); break;
  }
}

/// What is said about a text with a bracket that is open at its end. As CPython's parser, which reads token by token, this one may have
/// found another error before the end: that is told, unless it comes in a line after the bracket's.
Diagnostic with_open_bracket(std::string_view source, TextKind kind, const Diagnostic& open) {
  std::vector<Token> tokens = tokenize_open(source);
  std::vector<SourceRange> places;
  for (const Token& token : tokens)
    if (token.kind < TokenKind::newline) places.push_back(token.range);
  Ast unfinished;
  try {
    parse_tokens(unfinished, std::move(tokens), source, kind);
  } catch (const SyntaxFailure& failure) {
    const SourceRange& found = failure.diagnostic.range;
    // Most errors are at a token. Of two expressions side by side, CPython has also looked at what follows the second one.
    const bool is_at_token = failure.diagnostic.message == "invalid syntax";
    const auto from = is_at_token ? std::pair(found.line, found.column) : std::pair(found.end_line, found.end_column);
    const auto is_read = [&](const SourceRange& token) { return std::pair(token.line, token.column) < from; };
    const auto left = places.size() - static_cast<std::size_t>(std::ranges::count_if(places, is_read));
    if (left >= (is_at_token ? 1U : 2U) && places[places.size() - left].line <= open.range.line) return failure.diagnostic;
  }
  return open;
}

/// Errors (thrown): SyntaxFailure.
void parse_text(Parsed& parsed, TextKind kind) {
  try {
    parse_tokens(*parsed.ast, tokenize(parsed.source), parsed.source, kind);
  } catch (const OpenBracket& failure) {
    parsed.diagnostics.push_back(with_open_bracket(parsed.source, kind, failure.diagnostic));
  }
}

}  // namespace

Parsed parse(std::string source, std::string filename, TextKind kind) {
  Parsed parsed{std::make_shared<Ast>(), {}, std::move(filename), with_line_feeds(std::move(source))};
  if (std::optional<Diagnostic> problem = unreadable(parsed.source, parsed.filename)) {
    parsed.diagnostics.push_back(std::move(*problem));
    return parsed;
  }
  try {
    parse_text(parsed, kind);
  } catch (const SyntaxFailure& failure) {
    parsed.diagnostics.push_back(failure.diagnostic);
  } catch (const std::bad_alloc&) {
    parsed.diagnostics.push_back({"MemoryError", "", {1, 1, 1, 1}, false});
  }
  return parsed;
}

}  // namespace threadbox::script
