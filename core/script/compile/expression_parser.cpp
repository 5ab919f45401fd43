#include "script/compile/expression_parser.h"

#include "script/compile/level.h"

namespace threadbox::script {

namespace {

bool ends_expressions(const Token& token) noexcept {
  return token.kind == TokenKind::newline || token.kind == TokenKind::end || token.is("=") || token.is(")") || token.is("]") ||
         token.is("}") || token.is(":") || token.is(";") || token.is("in");
}

}  // namespace

Node* ExpressionParser::whole_expression() {
  Node* node = at("yield") ? yield() : expressions();
  if (at(TokenKind::end)) return node;
  if (at("=")) fail(peek(1).range, "f-string: expecting '!', or ':', or '}'");
  const bool is_list = node->kind == NodeKind::tuple && !node->parenthesized && !node->items.empty();
  forgot_comma(is_list ? node->items.back() : node);
}

std::size_t ExpressionParser::longest_expression(std::size_t most) {
  constexpr std::size_t most_attempts = 100;  // Each attempt takes linear time.
  const std::vector<Token> all = tokens_;
  for (std::size_t count = most; count > 0 && most - count < most_attempts; --count) {
    tokens_.assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count));
    tokens_.push_back(all.back());
    at_ = 0;
    try {
      whole_expression();
      return count;
    } catch (const SyntaxFailure&) {}
  }
  return 0;
}

Node* ExpressionParser::star_or_named() {
  if (!at("*")) return named_expression();
  Node* node = make(NodeKind::starred);
  take();
  node->left = bitwise_or();
  return close(node);
}

Node* ExpressionParser::expressions() {
  const auto item = [this] { return at("*") ? star_or_named() : expression(); };
  Node* first = item();
  if (!at(",")) return first;
  Node* tuple = make(NodeKind::tuple, first);
  tuple->items.push_back(first);
  while (accept(",")) {
    if (ends_expressions(peek())) break;
    tuple->items.push_back(item());
  }
  return close(tuple);
}

Node* ExpressionParser::target_list() {
  const auto target = [this]() -> Node* {
    if (!at("*")) return bitwise_or();
    Node* node = make(NodeKind::starred);
    take();
    node->left = bitwise_or();
    return close(node);
  };
  Node* first = target();
  if (!at(",")) return first;
  Node* tuple = make(NodeKind::tuple, first);
  tuple->items.push_back(first);
  while (accept(",")) {
    if (at("in")) break;
    tuple->items.push_back(target());
  }
  return close(tuple);
}

Node* ExpressionParser::named_expression() {
  Node* value = expression();
  if (!at(":=")) return value;
  if (value->kind != NodeKind::name) fail(value->range, "cannot use assignment expressions with " + description(*value));
  Node* node = make(NodeKind::named, value);
  take();
  node->left = value;
  node->right = expression();
  return close(node);
}

Node* ExpressionParser::expression() {
  std::vector<Node*> waiting;  // Conditional expressions whose `else` part has not been parsed yet.
  Node* value = nullptr;
  while (true) {
    const bool is_lambda = at("lambda");  // The body of a lambda includes a following `if`.
    value = is_lambda ? lambda() : disjunction();
    if (is_lambda || !at("if")) break;
    Node* node = make(NodeKind::conditional, value);
    take();
    node->left = value;
    node->third = disjunction();
    if (!accept("else")) fail(node->range, "expected 'else' after 'if' expression");
    waiting.push_back(node);
  }
  for (; !waiting.empty(); waiting.pop_back()) {
    waiting.back()->right = value;
    value = close(waiting.back());
  }
  return value;
}

Node* ExpressionParser::lambda() {
  const Level level(depth_, Level::Of::parser);
  Node* node = make(NodeKind::lambda);
  take();
  node->parameters = parameters(":", false);
  expect(":");
  node->left = expression();
  return close(node);
}

Node* ExpressionParser::primary() {
  if (at("await")) unsupported("await");
  Node* value = atom();
  while (true) {
    if (at("(")) {
      Node* call = make(NodeKind::call, value);
      call->left = value;
      take();
      call_arguments(call);
      expect(")");
      value = close(call);
    } else if (at(".")) {
      Node* attribute = make(NodeKind::attribute, value);
      take();
      attribute->left = value;
      attribute->text = identifier().text;
      value = close(attribute);
    } else if (at("[")) {
      Node* subscript = make(NodeKind::subscript, value);
      take();
      subscript->left = value;
      subscript->right = subscript_index();
      expect("]");
      value = close(subscript);
    } else {
      return value;
    }
  }
}

Node* ExpressionParser::subscript_index() {
  Node* first = slice();
  if (!at(",") && first->kind != NodeKind::starred) return first;
  Node* tuple = make(NodeKind::tuple, first);
  tuple->items.push_back(first);
  while (accept(",")) {
    if (at("]")) break;
    tuple->items.push_back(slice());
  }
  return close(tuple);
}

Node* ExpressionParser::slice() {
  if (at("*")) {
    if (peek(1).is("]") || peek(1).is(",")) fail(peek(1).range, "Invalid star expression");
    return star_or_named();
  }
  const auto ends = [this] { return at("]") || at(",") || at(":"); };
  Node* start = ends() ? nullptr : named_expression();
  if (!at(":")) {
    if (start == nullptr) fail("invalid syntax");
    return start;
  }
  Node* node = start != nullptr ? make(NodeKind::slice, start) : make(NodeKind::slice);
  take();
  node->left = start;
  if (!ends()) node->right = expression();
  if (accept(":") && !ends()) node->third = expression();
  return close(node);
}

void ExpressionParser::call_arguments(Node* call) {
  std::unordered_set<std::string_view> names;
  while (!at(")")) {
    argument(call, names);
    if (!accept(",")) break;
  }
  if (!at(")")) forgot_comma(call->items.empty() ? nullptr : call->items.back());
}

void ExpressionParser::forgot_comma(const Node* last) const {
  const Token& next = peek();
  const bool begins_expression =
      next.kind == TokenKind::integer || next.kind == TokenKind::real || next.kind == TokenKind::string ||
      (next.kind == TokenKind::name &&
       (!is_keyword(next.text) || next.is("None") || next.is("True") || next.is("False") || next.is("lambda")));
  if (last == nullptr || !begins_expression) fail("invalid syntax");
  fail(last->range, "invalid syntax. Perhaps you forgot a comma?");
}

void ExpressionParser::argument(Node* call, std::unordered_set<std::string_view>& names) {
  if (at("*") && (peek(1).is(")") || peek(1).is(","))) fail(peek(1).range, "Invalid star expression");
  if (at("**")) {
    Node* keyword = make(NodeKind::keyword);
    take();
    keyword->left = expression();
    call->keywords.push_back(close(keyword));
    return;
  }
  if (at(TokenKind::name) && peek(1).is("=") && !is_keyword(peek().text)) {
    Node* keyword = make(NodeKind::keyword);
    keyword->text = take().text;
    take();
    if (!names.insert(keyword->text).second) fail(keyword->range, "keyword argument repeated: " + keyword->text);
    if (at(",") || at(")")) fail(keyword->range, "expected argument value expression");
    keyword->left = expression();
    call->keywords.push_back(close(keyword));
    return;
  }
  Node* value = nullptr;
  if (at("*")) {
    for (const Node* keyword : call->keywords)
      if (keyword->text.empty()) fail(tokens_[at_ - 1].range, "iterable argument unpacking follows keyword argument unpacking");
    value = make(NodeKind::starred);
    take();
    value->left = expression();
    close(value);
  } else {
    value = named_expression();
  }
  if (at("for") || at("async")) {
    const SourceRange start = value->range;
    value = comprehension("generator", value, nullptr, start);
    if (!call->items.empty() || !call->keywords.empty() || (at(",") && !peek(1).is(")")))
      fail(start, "Generator expression must be parenthesized");
  } else if (value->kind != NodeKind::starred) {
    if (at("=")) fail(value->range, "expression cannot contain assignment, perhaps you meant \"==\"?");
    for (const Node* keyword : call->keywords) {
      if (keyword->text.empty()) fail("positional argument follows keyword argument unpacking");
      fail("positional argument follows keyword argument");
    }
  }
  call->items.push_back(value);
}

Node* ExpressionParser::atom() {
  const Token& token = peek();
  switch (token.kind) {
    case TokenKind::integer:
    case TokenKind::real: return number();
    case TokenKind::string: return strings();
    case TokenKind::name: {
      if (token.text == "None" || token.text == "True" || token.text == "False") {
        Node* node = make(NodeKind::constant);
        node->text = take().text;
        return close(node);
      }
      Node* node = make(NodeKind::name);
      if (is_keyword(token.text)) fail("invalid syntax");
      node->text = take().text;
      return close(node);
    }
    case TokenKind::op:
      if (at("(")) return parenthesized();
      if (at("[")) return list_display();
      if (at("{")) return brace_display();
      if (at("...")) {
        Node* node = make(NodeKind::constant);
        node->text = take().text;
        return close(node);
      }
      break;
    case TokenKind::indent: fail(token.range, "unexpected indent", "IndentationError");
    default: break;
  }
  fail("invalid syntax");
}

Node* ExpressionParser::number() {
  Node* node = make(at(TokenKind::integer) ? NodeKind::integer : NodeKind::real);
  const Token token = take();
  for (const char c : token.text)
    if (c != '_') node->text += c;
  const SourceRange& next = peek().range;
  if (at(TokenKind::name) && next.line == token.range.end_line && next.column == token.range.end_column) {
    const char base = token.text.size() > 1 ? static_cast<char>(token.text[1] | 0x20) : '\0';
    const std::string_view kind = base == 'x' ? "hexadecimal" : base == 'o' ? "octal" : base == 'b' ? "binary" : "decimal";
    warn(token.range, "invalid " + std::string(kind) + " literal");
  }
  return close(node);
}

Node* ExpressionParser::parenthesized() {
  const SourceRange start = peek().range;
  take();
  if (at(")")) {
    Node* empty = ast_.make(NodeKind::tuple, start);
    take();
    empty->parenthesized = true;
    return close(empty);
  }
  Node* inside = at("yield") ? yield() : star_or_named();
  if (at("for") || at("async")) {
    inside = comprehension("generator", inside, nullptr, start);
  } else if (at(",")) {
    Node* tuple = ast_.make(NodeKind::tuple, start);
    tuple->items.push_back(inside);
    while (accept(",")) {
      if (at(")")) break;
      tuple->items.push_back(star_or_named());
    }
    inside = tuple;
  } else if (inside->kind == NodeKind::starred) {
    fail(inside->range, "cannot use starred expression here");
  }
  const Node* last = inside->kind == NodeKind::tuple && !inside->parenthesized ? inside->items.back() : inside;
  if (at("=") && last->kind == NodeKind::name) fail(last->range, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  if (!at(")")) forgot_comma(last);
  take();
  inside->parenthesized = true;
  if (inside->kind == NodeKind::tuple) inside->range = start;
  return close(inside);
}

Node* ExpressionParser::list_display() {
  Node* node = make(NodeKind::list);
  take();
  if (!at("]")) {
    Node* first = star_or_named();
    if (at("for") || at("async")) {
      Node* result = comprehension("list", first, nullptr, node->range);
      expect("]");
      return close(result);
    }
    node->items.push_back(first);
    while (accept(",")) {
      if (at("]")) break;
      node->items.push_back(star_or_named());
    }
  }
  check_target_of_comprehension(*node);
  if (!at("]")) forgot_comma(node->items.empty() ? nullptr : node->items.back());
  take();
  return close(node);
}

Node* ExpressionParser::brace_display() {
  Node* node = make(NodeKind::set);
  take();
  if (at("}") || at("**")) return dict_display(nullptr, node);
  Node* first = star_or_named();
  if (at(":")) {
    if (first->kind == NodeKind::starred) fail("invalid syntax");
    return dict_display(first, node);
  }
  if (at("for") || at("async")) {
    Node* result = comprehension("set", first, nullptr, node->range);
    expect("}");
    return close(result);
  }
  node->items.push_back(first);
  while (accept(",")) {
    if (at("}")) break;
    node->items.push_back(star_or_named());
  }
  check_target_of_comprehension(*node);
  if (!at("}")) forgot_comma(node->items.back());
  take();
  return close(node);
}

/// Rejects [x, y for x, y in z].
void ExpressionParser::check_target_of_comprehension(const Node& display) const {
  if (at("for") && display.items.size() > 1)
    fail(display.items.front()->range, "did you forget parentheses around the comprehension target?");
}

Node* ExpressionParser::dict_display(Node* first_key, Node* node) {
  node->kind = NodeKind::dict;
  Node* key = first_key;
  while (key != nullptr || !at("}")) {
    const SourceRange start = peek().range;
    if (key == nullptr && accept("**")) {
      node->keys.push_back(nullptr);
      node->items.push_back(bitwise_or());
      if (at("for")) fail(start, "dict unpacking cannot be used in dict comprehension");
    } else {
      if (key == nullptr) key = expression();
      const SourceRange colon = peek().range;
      if (!accept(":")) fail("':' expected after dictionary key");
      if (at("}") || at(",")) fail(colon, "expression expected after dictionary key and ':'");
      if (at("*")) fail("cannot use a starred expression in a dictionary value");
      Node* value = expression();
      if (at("for") || at("async")) {
        Node* result = comprehension("dict", key, value, node->range);
        expect("}");
        return close(result);
      }
      node->keys.push_back(key);
      node->items.push_back(value);
    }
    key = nullptr;
    if (!accept(",")) break;
  }
  if (!at("}")) forgot_comma(node->items.empty() ? nullptr : node->items.back());
  take();
  return close(node);
}

Node* ExpressionParser::comprehension(std::string_view kind, Node* element, Node* value, SourceRange start) {
  if (element->kind == NodeKind::starred) fail(element->range, "iterable unpacking cannot be used in comprehension");
  Node* node = ast_.make(NodeKind::comprehension, start);
  node->text = kind;
  node->left = element;
  node->right = value;
  while (at("for") || at("async")) {
    if (at("async")) unsupported("async for");
    take();
    Clause clause;
    clause.target = target_list();
    expect("in");
    clause.iterable = disjunction();
    while (accept("if")) clause.conditions.push_back(disjunction());
    node->clauses.push_back(std::move(clause));
  }
  return close(node);
}

Node* ExpressionParser::yield() {
  Node* node = make(NodeKind::yield_);
  take();
  if (accept("from")) {
    node->kind = NodeKind::yield_from;
    node->left = expression();
  } else if (!ends_expressions(peek())) {
    node->left = expressions();
  }
  return close(node);
}

Sparse<Parameter> ExpressionParser::parameters(std::string_view end, bool annotations) {
  const Level level(depth_, Level::Of::parser);  // In addition to the caller's Level: lambda() has a large frame.
  Sparse<Parameter> result;
  std::unordered_set<std::string_view> names;
  bool keyword_only = false, had_default = false, slashed = false;
  while (!at(end)) {
    Parameter parameter;
    parameter.range = peek().range;
    if (at("/")) {
      take();
      if (slashed) fail(parameter.range, "/ may appear only once");
      if (keyword_only) fail(parameter.range, "/ must be ahead of *");
      if (result.empty()) fail(parameter.range, "at least one argument must precede /");
      slashed = true;
      for (Parameter& earlier : result) earlier.kind = ParameterKind::positional_only;
      if (!accept(",")) break;
      continue;
    }
    if (accept("**")) {
      parameter.kind = ParameterKind::varkeywords;
    } else if (accept("*")) {
      if (keyword_only) fail(parameter.range, "* argument may appear only once");
      keyword_only = true;
      if (at(",")) {
        take();
        if (at(end) || at("**")) fail(annotations ? parameter.range : peek().range, "named arguments must follow bare *");
        continue;
      }
      if (at(end)) fail(annotations ? parameter.range : peek().range, "named arguments must follow bare *");
      parameter.kind = ParameterKind::varargs;
    } else if (keyword_only) {
      parameter.kind = ParameterKind::keyword_only;
    }
    const std::string_view name = identifier().text;
    parameter.name = name;
    if (!names.insert(name).second) fail(parameter.range, "duplicate argument '" + parameter.name + "' in function definition");
    if (annotations && accept(":"))
      parameter.annotation = at("*") && parameter.kind == ParameterKind::varargs ? star_or_named() : expression();
    if (at("=") && parameter.kind == ParameterKind::varargs) fail("var-positional argument cannot have default value");
    if (at("=") && parameter.kind == ParameterKind::varkeywords) fail("var-keyword argument cannot have default value");
    if (accept("=")) {
      parameter.default_value = expression();
      had_default = true;
    } else if (had_default && parameter.kind == ParameterKind::positional) {
      fail(parameter.range, "parameter without a default follows parameter with a default");
    }
    const bool last = parameter.kind == ParameterKind::varkeywords;
    result.push_back(std::move(parameter));
    if (!accept(",")) break;
    if (last && !at(end)) fail("arguments cannot follow var-keyword argument");
  }
  return result;
}

}  // namespace threadbox::script
