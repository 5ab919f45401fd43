#include "script/compile/unparse.h"

#include "script/compile/code.h"
#include "script/compile/level.h"
#include "script/compile/lexer.h"
#include "script/text/literals.h"

#include <array>
#include <cstdlib>
#include <utility>

namespace threadbox::script {

std::string real_text(const std::string& literal) {
  const std::string text = float_text(std::strtod(literal.c_str(), nullptr));
  if ((literal.back() | 0x20) != 'j') return text;
  return (text.ends_with(".0") ? text.substr(0, text.size() - 2) : text) + "j";
}

namespace {

/// Precedences, from the loosest binding to the tightest.
enum Binding : int {
  tuple_,
  test,
  or_,
  and_,
  not_,
  compare,
  bit_or,
  bit_xor,
  bit_and,
  shift,
  arithmetic,
  term,
  factor,
  power,
  await,
  atom
};

struct Operator {
  std::string_view text;
  Binding level;
};
constexpr std::array<Operator, 13> binary_operators = {{{"+", arithmetic},
                                                        {"-", arithmetic},
                                                        {"*", term},
                                                        {"/", term},
                                                        {"//", term},
                                                        {"%", term},
                                                        {"**", power},
                                                        {"<<", shift},
                                                        {">>", shift},
                                                        {"&", bit_and},
                                                        {"|", bit_or},
                                                        {"^", bit_xor},
                                                        {"@", term}}};
constexpr std::array<std::string_view, 10> comparisons = {"<", "<=", "==", "!=", ">", ">=", "in", "not in", "is", "is not"};

class Unparser {
 public:
  std::string text;

  void expression(const Node& node, int level) {
    const script::Level depth(depth_, script::Level::Of::compiler);
    write(node, level);
  }

 private:
  void write(const Node& node, int level) {
    switch (node.kind) {
      case NodeKind::name:
      case NodeKind::constant: text += node.text; return;
      case NodeKind::integer: return integer(node);
      case NodeKind::real: text += real_text(node.text); return;
      case NodeKind::string: text += quoted(node.text); return;
      case NodeKind::bytes: text += quoted_octets(node.text); return;
      case NodeKind::attribute: return attribute(node);
      case NodeKind::subscript:
        expression(*node.left, atom);
        text += '[';
        expression(*node.right, tuple_);
        text += ']';
        return;
      case NodeKind::tuple:
        return bracketed(node.items.empty() || level > tuple_, [&] {
          list(node.items, tuple_ + 1);
          if (node.items.size() == 1) text += ',';
        });
      case NodeKind::list: return enclosed('[', node.items, ']');
      case NodeKind::set: return enclosed('{', node.items, '}');
      case NodeKind::dict: return dict(node);
      case NodeKind::call: return call(node);
      case NodeKind::starred: text += '*'; return expression(*node.left, bit_or);
      case NodeKind::slice: return slice(node);
      default: return operation(node, level);
    }
  }

  void operation(const Node& node, int level) {
    switch (node.kind) {
      case NodeKind::unary: return unary(node, level);
      case NodeKind::binary: return binary(node, level);
      case NodeKind::compare:
        return bracketed(level > compare, [&] {
          expression(*node.left, compare + 1);
          for (std::size_t i = 0; i < node.items.size(); ++i) {
            text += " " + std::string(comparisons[node.ops[i]]) + " ";
            expression(*node.items[i], compare + 1);
          }
        });
      case NodeKind::logical: {
        const int own = node.text == "and" ? and_ : or_;
        return bracketed(level > own, [&] {
          for (const Node* item : node.items) {
            if (item != node.items.front()) text += " " + node.text + " ";
            expression(*item, own + 1);
          }
        });
      }
      case NodeKind::conditional:
        return bracketed(level > test, [&] {
          expression(*node.left, test + 1);
          text += " if ";
          expression(*node.third, test + 1);
          text += " else ";
          expression(*node.right, test);
        });
      case NodeKind::named:
        return bracketed(true, [&] {
          text += node.left->text + " := ";
          expression(*node.right, atom);
        });
      default: throw SyntaxFailure{{"SyntaxError", "Threadbox cannot keep the text of such an annotation", node.range}};
    }
  }

  void bracketed(bool wanted, const auto& inside) {
    if (wanted) text += '(';
    inside();
    if (wanted) text += ')';
  }

  void list(const Nodes& items, int level) {
    for (const Node* item : items) {
      if (item != items.front()) text += ", ";
      expression(*item, level);
    }
  }

  void enclosed(char open, const Nodes& items, char close) {
    text += open;
    list(items, test);
    text += close;
  }

  void integer(const Node& node) {
    const bool decimal = node.text.size() < 2 || node.text[0] != '0' || (node.text[1] >= '0' && node.text[1] <= '9');
    const int base = decimal ? 10 : (node.text[1] | 0x20) == 'x' ? 16 : (node.text[1] | 0x20) == 'o' ? 8 : 2;
    text += decimal ? node.text : std::to_string(std::strtoull(node.text.c_str() + 2, nullptr, base));
  }

  void attribute(const Node& node) {
    expression(*node.left, atom);
    if (node.left->kind == NodeKind::integer) text += ' ';
    text += "." + node.text;
  }

  void dict(const Node& node) {
    text += '{';
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      if (i > 0) text += ", ";
      if (node.keys[i] != nullptr) {
        expression(*node.keys[i], test);
        text += ": ";
      } else {
        text += "**";
      }
      expression(*node.items[i], node.keys[i] != nullptr ? test : bit_or);
    }
    text += '}';
  }

  void call(const Node& node) {
    expression(*node.left, atom);
    text += '(';
    list(node.items, test);
    bool first = node.items.empty();
    for (const Node* keyword : node.keywords) {
      if (!std::exchange(first, false)) text += ", ";
      text += keyword->text.empty() ? "**" : keyword->text + "=";
      expression(*keyword->left, test);
    }
    text += ')';
  }

  void slice(const Node& node) {
    if (node.left != nullptr) expression(*node.left, test);
    text += ':';
    if (node.right != nullptr) expression(*node.right, test);
    if (node.third == nullptr) return;
    text += ':';
    expression(*node.third, test);
  }

  void unary(const Node& node, int level) {
    constexpr std::array<std::string_view, 4> operators = {"-", "+", "~", "not "};
    const int own = node.op == static_cast<std::uint32_t>(UnaryOp::logical_not) ? not_ : factor;
    bracketed(level > own, [&] {
      text += operators[node.op];
      expression(*node.left, own);
    });
  }

  void binary(const Node& node, int level) {
    const auto& [symbol, own] = binary_operators[node.op];
    const bool right_first = own == power;
    bracketed(level > own, [&] {
      expression(*node.left, own + (right_first ? 1 : 0));
      text += " " + std::string(symbol) + " ";
      expression(*node.right, own + (right_first ? 0 : 1));
    });
  }

  int depth_ = 0;
};

}  // namespace

std::string unparse(const Node& expression) {
  Unparser unparser;
  unparser.expression(expression, test);
  return std::move(unparser.text);
}

}  // namespace threadbox::script
