#include "ui/views/console_text.h"

#include <doctest/doctest.h>

#include <initializer_list>

using namespace threadbox;
using namespace threadbox::session;
using namespace threadbox::ui;

namespace {

ConsoleLine written(std::string text, ObjectId thread = 1, OutputStream stream = OutputStream::out) {
  static TimeNs now = 0;
  return {stream, thread, ++now, std::move(text)};
}

Model model_of(std::initializer_list<ConsoleLine> lines) {
  Model model;
  model.console = lines;
  model.event_count = lines.size();
  return model;
}

}  // namespace

TEST_CASE("console text: writes of several threads become lines") {
  ConsoleText text;
  text.update(model_of({written("a ", 1), written("b", 2), written("\n", 1), written("c\n\nd\n", 3)}));
  REQUIRE(text.lines().size() == 4);
  CHECK(text.lines()[0].text == "a b");
  CHECK(text.lines()[0].piece_at(0).thread == 1);
  CHECK(text.lines()[0].piece_at(2).thread == 2);
  CHECK(text.lines()[1].text == "c");
  CHECK(text.lines()[2].text.empty());
  CHECK(text.lines()[3].text == "d");
}

TEST_CASE("console text: an echo begins a line of its own") {
  ConsoleText text;
  text.update(model_of({written("half"), written(">>> x\n", 2, OutputStream::echo)}));
  REQUIRE(text.lines().size() == 2);
  CHECK(text.lines()[1].text == ">>> x");
}

TEST_CASE("console text: it takes over what is new, and an open line goes on") {
  ConsoleText text;
  Model model = model_of({written("one\ntw")});
  text.update(model);
  model.console.push_back(written("o\n"));
  ++model.event_count;
  CHECK(text.update(model));
  CHECK_FALSE(text.update(model));
  CHECK(text.all() == "one\ntwo\n");
}

TEST_CASE("console text: it begins anew with a new run, and when the model forgot its oldest lines") {
  ConsoleText text;
  Model model = model_of({written("old\n"), written("newer\n")});
  text.update(model);
  const std::size_t before = text.generation();
  model.console.erase(model.console.begin());
  model.console.push_back(written("newest\n"));
  model.event_count = 3;
  text.update(model);
  CHECK(text.all() == "newer\nnewest\n");
  CHECK(text.generation() != before);
  text.update(model_of({}));
  CHECK(text.lines().empty());
}

TEST_CASE("console text: long lines take the rows that they need") {
  ConsoleText text;
  text.wrap(10);
  text.update(model_of({written("0123456789\n"), written("0123456789012345678901\n"), written("\n"), written("x\n")}));
  CHECK(text.rows() == 6);
  CHECK(text.row(0) == TextPlace{0, 0});
  CHECK(text.row(2) == TextPlace{1, 10});
  CHECK(text.row(3) == TextPlace{1, 20});
  CHECK(text.row(4) == TextPlace{2, 0});
  CHECK(text.row(5) == TextPlace{3, 0});
  text.wrap(40);
  CHECK(text.rows() == 4);
}

TEST_CASE("console text: columns are characters, not bytes; tabs are blanks") {
  ConsoleText text;
  text.update(model_of({written("äöü\tx\n")}));
  CHECK(text.lines()[0].columns == 9);
  CHECK(byte_of_column(text.lines()[0].text, 2) == 4);
  CHECK(byte_of_column("abc", 9) == 3);
}

TEST_CASE("console text: a selection goes either way") {
  ConsoleText text;
  text.update(model_of({written("hello\nworld\nagain\n")}));
  CHECK(text.text({{0, 2}, {1, 3}}) == "llo\nwor");
  CHECK(text.text({{1, 3}, {0, 2}}) == "llo\nwor");
  CHECK(text.text({{2, 1}, {2, 1}}).empty());
  CHECK(text.text({{1, 0}, {1, 99}}) == "world");
}

TEST_CASE("console text: escape sequences become styles, also when a write cuts them, and leave no text") {
  ConsoleText text;
  text.update(model_of({written("a\x1b[1;31mred\x1b"), written("[0mplain\x1b[2K\x1b[93mbright\x1b[39m!\n")}));
  REQUIRE(text.lines().size() == 1);
  const TextLine& line = text.lines()[0];
  CHECK(line.text == "aredplainbright!");
  CHECK(line.piece_at(0).style == TextStyle{});
  CHECK(line.piece_at(1).style == TextStyle{2, true});
  CHECK(line.piece_at(4).style == TextStyle{});
  CHECK(line.piece_at(9).style == TextStyle{12, false});
  CHECK(line.piece_at(15).style == TextStyle{});
}

TEST_CASE("console text: clearing the screen removes what was written before") {
  ConsoleText text;
  text.update(model_of({written("old\nolder, and open")}));
  text.wrap(4);
  const std::size_t generation = text.generation();
  text.update(model_of({written("old\nolder, and open"), written("gone\x1b[H\x1b[2"), written("J\x1b[3Jnew\nlines\n")}));
  CHECK(text.all() == "new\nlines\n");
  CHECK(text.rows() == 3);
  CHECK(text.row(2).line == 1);
  CHECK(text.generation() > generation);
}

TEST_CASE("console text: an echo ends what an escape sequence began") {
  ConsoleText text;
  text.update(model_of({written("\x1b[31mred\n"), written(">>> x\n", 2, OutputStream::echo), written("plain\n")}));
  CHECK(text.lines()[2].piece_at(0).style == TextStyle{});
}

TEST_CASE("console text: wide characters take two columns, combining marks none") {
  ConsoleText text;
  text.update(model_of({written("日本e\u0301😀x\n")}));
  CHECK(text.lines()[0].columns == 2 + 2 + 1 + 2 + 1);
  const std::string& line = text.lines()[0].text;
  CHECK(byte_of_column(line, 2) == 3);
  CHECK(byte_of_column(line, 3) == 3);  // In the middle of a character.
  CHECK(byte_of_column(line, 4) == 6);
  CHECK(byte_of_column(line, 5) == 9);  // Beyond the combining mark.
  CHECK(byte_of_column(line, 7) == 13);
  text.wrap(3);
  CHECK(text.rows() == 3);
}
