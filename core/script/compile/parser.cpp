#include "script/compile/parser.h"

#include "script/compile/level.h"
#include "script/compile/source_text.h"
#include "script/compile/type_parameter_parser.h"

#include <algorithm>
#include <array>
#include <new>
#include <optional>
#include <utility>
#include <vector>

namespace threadbox::script {

namespace {

constexpr std::array<std::pair<std::string_view, BinaryOp>, 13> augmented_operators = {{{"+=", BinaryOp::add},
                                                                                        {"-=", BinaryOp::subtract},
                                                                                        {"*=", BinaryOp::multiply},
                                                                                        {"/=", BinaryOp::true_divide},
                                                                                        {"//=", BinaryOp::floor_divide},
                                                                                        {"%=", BinaryOp::modulo},
                                                                                        {"**=", BinaryOp::power},
                                                                                        {"<<=", BinaryOp::left_shift},
                                                                                        {">>=", BinaryOp::right_shift},
                                                                                        {"&=", BinaryOp::bit_and},
                                                                                        {"|=", BinaryOp::bit_or},
                                                                                        {"^=", BinaryOp::bit_xor},
                                                                                        {"@=", BinaryOp::matrix_multiply}}};

/// Parses statements. The functions for compound statements are not inlined (noinline): a common frame would take 600 bytes for each of a
/// hundred nested blocks, more than fits the stack of a WebAssembly thread.
class StatementParser : public TypeParameterParser {
 public:
  StatementParser(Ast& ast, std::vector<Token> tokens) : TypeParameterParser(ast, std::move(tokens)) {}

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

  [[gnu::noinline]] Node* simple_statement() {
    if (at("pass")) return keyword(NodeKind::pass);
    if (at("break")) return keyword(NodeKind::break_);
    if (at("continue")) return keyword(NodeKind::continue_);
    if (at("return")) return return_statement();
    if (at("raise")) return raise_statement();
    if (at("global")) return declaration(NodeKind::global);
    if (at("nonlocal")) return declaration(NodeKind::nonlocal);
    if (at("del")) return delete_statement();
    if (at("assert")) return assert_statement();
    if (at("import")) return import_statement();
    if (at("from")) return import_from_statement();
    return expression_statement();
  }

  Node* keyword(NodeKind kind) {
    Node* node = make(kind);
    take();
    return close(node);
  }

  Node* return_statement() {
    Node* node = keyword(NodeKind::return_);
    if (!at_statement_end()) node->left = expressions();
    return close(node);
  }

  Node* raise_statement() {
    Node* node = keyword(NodeKind::raise_);
    if (at_statement_end()) return node;
    node->left = expression();
    if (accept("from")) node->right = expression();
    return close(node);
  }

  Node* declaration(NodeKind kind) {
    Node* node = keyword(kind);
    do node->names.emplace_back(identifier().text);
    while (accept(","));
    return close(node);
  }

  Node* delete_statement() {
    Node* node = keyword(NodeKind::delete_);
    do {
      if (at_statement_end()) break;
      Node* target = at("*") ? star_or_named() : primary();
      check_deletable(target);
      node->items.push_back(target);
    } while (accept(","));
    if (node->items.empty()) fail("invalid syntax");
    return close(node);
  }

  void check_deletable(const Node* target) {
    if (target->kind == NodeKind::tuple || target->kind == NodeKind::list) {
      for (const Node* item : target->items) check_deletable(item);
    } else if (target->kind != NodeKind::name && target->kind != NodeKind::attribute && target->kind != NodeKind::subscript) {
      fail(target->range, "cannot delete " + description(*target));
    }
  }

  Node* assert_statement() {
    Node* node = keyword(NodeKind::assert_);
    node->left = expression();
    if (accept(",")) node->right = expression();
    return close(node);
  }

  std::string dotted_name() {
    std::string name(identifier().text);
    while (accept(".")) name += "." + std::string(identifier().text);
    return name;
  }

  Node* import_statement() {
    Node* node = keyword(NodeKind::import);
    if (at_statement_end()) fail("Expected one or more names after 'import'");
    do {
      Node* alias = make(NodeKind::alias);
      alias->text = dotted_name();
      alias->names.emplace_back(accept("as") ? identifier().text : std::string_view());
      node->items.push_back(close(alias));
    } while (accept(","));
    return close(node);
  }

  Node* import_from_statement() {
    Node* node = keyword(NodeKind::import_from);
    while (at(".") || at("...")) node->text += take().text;
    if (node->text.empty() || !at("import")) node->text += dotted_name();
    expect("import");
    if (at("*")) {
      Node* star = make(NodeKind::alias);
      star->text = take().text;
      star->names.emplace_back();
      node->items.push_back(close(star));
      return close(node);
    }
    if (at_statement_end()) fail("Expected one or more names after 'import'");
    const bool brackets = accept("(");
    do {
      if (brackets && at(")") && !node->items.empty()) break;
      if (at_statement_end()) fail("trailing comma not allowed without surrounding parentheses");
      Node* alias = make(NodeKind::alias);
      alias->text = identifier().text;
      alias->names.emplace_back(accept("as") ? identifier().text : std::string_view());
      node->items.push_back(close(alias));
    } while (accept(","));
    if (brackets) expect(")");
    return close(node);
  }

  Node* value() {
    if (!at("yield")) return expressions();
    return whole_yield();
  }

  /// `print x`, as in Python 2.
  void check_old_print(const Node* first) {
    const bool is_print = first->kind == NodeKind::name && (first->text == "print" || first->text == "exec");
    const bool begins_value =
        at(TokenKind::name) ? !is_keyword(peek().text) : at(TokenKind::integer) || at(TokenKind::real) || at(TokenKind::string);
    if (!is_print || !begins_value) return;
    const SourceRange begin = first->range, end = expressions()->range;
    fail({begin.line, begin.column, end.end_line, end.end_column},
         "Missing parentheses in call to '" + first->text + "'. Did you mean " + first->text + "(...)?");
  }

  Node* expression_statement() {
    Node* first = value();
    check_old_print(first);
    for (const auto& [text, op] : augmented_operators)
      if (at(TokenKind::op) && at(text)) return augmented_assignment(first, op);
    if (at(":") && !at_block_colon(first)) return annotated_assignment(first);
    if (at(":")) check_annotation_target(first);
    if (at(":") && (first->kind == NodeKind::tuple || first->kind == NodeKind::list))
      fail(first->range, "only single target (not " + description(*first) + ") can be annotated");
    if (!at("=")) {
      if (first->kind == NodeKind::starred) fail(first->range, "can't use starred expression here");
      Node* node = make(NodeKind::expression, first);
      node->left = first;
      return close(node);
    }
    Node* node = make(NodeKind::assign, first);
    Node* last = first;
    while (accept("=")) {
      check_target(last);
      node->items.push_back(last);
      last = value();
    }
    if (last->kind == NodeKind::starred) fail(last->range, "can't use starred expression here");
    node->right = last;
    return close(node);
  }

  /// Whether a colon after this expression indicates a missing keyword, because the expression cannot be annotated.
  [[nodiscard]] static bool at_block_colon(const Node* target) {
    return target->kind != NodeKind::name && target->kind != NodeKind::attribute && target->kind != NodeKind::subscript;
  }

  /// Rejects an annotation of something that cannot have one, as in `f(): int`. If no expression follows the colon, the error is that of a
  /// missing keyword.
  void check_annotation_target(const Node* target) {
    if (target->kind == NodeKind::tuple || target->kind == NodeKind::list) return;
    const std::size_t colon = at_;
    try {
      take();
      expression();
    } catch (const SyntaxFailure&) {
      at_ = colon;
      return;
    }
    fail(target->range, "illegal target for annotation");
  }

  Node* augmented_assignment(Node* target, BinaryOp op) {
    if (at_block_colon(target))
      fail(target->range, "'" + description(*target) + "' is an illegal expression for augmented assignment");
    Node* node = make(NodeKind::augmented, target);
    node->left = target;
    node->op = static_cast<std::uint32_t>(op);
    take();
    node->right = value();
    return close(node);
  }

  Node* annotated_assignment(Node* target) {
    Node* node = make(NodeKind::annotated, target);
    node->left = target;
    take();
    node->third = expression();
    if (accept("=")) node->right = value();
    return close(node);
  }

  /// Rejects a target that cannot be assigned to. `by_sign`: the assignment uses `=`.
  void check_target(const Node* target, bool by_sign = true) {
    switch (target->kind) {
      case NodeKind::name:
      case NodeKind::attribute:
      case NodeKind::subscript: return;
      case NodeKind::starred: return check_target(target->left, by_sign);
      case NodeKind::tuple:
      case NodeKind::list: {
        int starred = 0;
        for (const Node* item : target->items) {
          starred += item->kind == NodeKind::starred ? 1 : 0;
          check_target(item, by_sign);
        }
        if (starred > 1) fail(target->range, "multiple starred expressions in assignment");
        return;
      }
      default: break;
    }
    const std::string what = description(*target);
    const bool constant = target->kind == NodeKind::constant && target->text != "...";
    if (constant || !by_sign || target->kind == NodeKind::compare) fail(target->range, "cannot assign to " + what);
    fail(target->range, "cannot assign to " + what + " here. Maybe you meant '==' instead of '='?");
  }

  Node* whole_yield() {
    Node* node = make(NodeKind::yield_);
    take();
    if (accept("from")) {
      node->kind = NodeKind::yield_from;
      node->left = expression();
    } else if (!at_statement_end() && !at("=") && !at(")")) {
      node->left = expressions();
    }
    return close(node);
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
