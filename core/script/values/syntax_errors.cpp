#include "script/values/syntax_errors.h"

#include "script/text/utf8.h"
#include "script/values/code_points.h"
#include "script/values/repr.h"
#include "script/values/universe.h"

#include <algorithm>
#include <optional>

namespace threadbox::script {

namespace {

constexpr std::string_view place_attributes[] = {"filename", "lineno", "offset", "text", "end_lineno", "end_offset"};

Value attribute(Universe& universe, const ExceptionObject& exception, const char* name) {
  const Value own = exception.attributes.get(universe.intern(name));
  return own.is_undefined() ? syntax_error_attribute(universe, exception, name) : own;
}

/// An attribute that is an int.
std::optional<std::int64_t> number(Universe& universe, const ExceptionObject& exception, const char* name) {
  const Value value = attribute(universe, exception, name);
  return value.is_int() ? std::optional(value.as_int()) : std::nullopt;
}

std::string_view basename(std::string_view path) noexcept { return path.substr(path.rfind('/') + 1); }

std::int64_t length(std::string_view text) noexcept {
  return std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; });
}

/// The white space that aligns a caret below character `count` of a line: white space of the line stays as it is.
std::string blanks_below(std::string_view line, std::int64_t count) {
  std::string blanks;
  for (const char c : line)
    if ((c & 0xC0) != 0x80 && static_cast<std::int64_t>(blanks.size()) < count) blanks += c == '\t' || c == '\f' ? c : ' ';
  return blanks;
}

/// "    1 +\n" and the carets below it.
std::string marked_line(Universe& universe, const ExceptionObject& exception, std::string_view text, std::int64_t line) {
  std::string_view right = text;
  while (right.ends_with('\n')) right.remove_suffix(1);
  std::string_view shown = right;
  shown.remove_prefix(std::min(shown.find_first_not_of(" \n\f"), shown.size()));
  const auto spaces = static_cast<std::int64_t>(right.size() - shown.size());
  std::string lines = "    " + std::string(shown) + "\n";
  std::optional<std::int64_t> offset = number(universe, exception, "offset");
  if (!offset) return lines;
  std::int64_t end = *offset;
  if (number(universe, exception, "end_lineno") != line) end = length(right) + 1;
  else if (const auto given = number(universe, exception, "end_offset"); given && *given != 0) end = *given;
  if (!text.empty() && *offset > length(text)) offset = length(text);
  if (*offset == end || end == -1) end = *offset + 1;
  const std::int64_t first = *offset - 1 - spaces, last = end - 1 - spaces;
  if (first < 0) return lines;
  return lines + "    " + blanks_below(shown, first) +
         std::string(static_cast<std::size_t>(std::max(last - first, std::int64_t{0})), '^') + "\n";
}

}  // namespace

bool is_syntax_error(const Universe& universe, const ExceptionObject& exception) noexcept {
  return exception.cls()->is_subclass_of(universe.exception_class("SyntaxError"));
}

Value syntax_error_attribute(const Universe& universe, const ExceptionObject& exception, std::string_view name) {
  if (!is_syntax_error(universe, exception)) return Value::undefined();
  const auto& items = exception.arguments->items;
  if (name == "msg") return items.empty() ? Value::none() : items[0];
  if (name == "print_file_and_line") return Value::none();
  const auto* found = std::ranges::find(place_attributes, name);
  if (found == std::end(place_attributes)) return Value::undefined();
  const auto* place = items.size() == 2 ? as<Tuple>(items[1]) : nullptr;
  const auto index = static_cast<std::size_t>(found - place_attributes);
  return place != nullptr && index < place->items.size() ? place->items[index] : Value::none();
}

std::string syntax_error_text(Universe& universe, const ExceptionObject& exception) {
  const std::string message = str(universe, attribute(universe, exception, "msg"));
  const auto* file = as<Str>(attribute(universe, exception, "filename"));
  const std::optional<std::int64_t> line = number(universe, exception, "lineno");
  if (file == nullptr && !line) return message;
  std::string place = file != nullptr ? std::string(basename(file->text)) : "";
  if (line) place += (place.empty() ? "line " : ", line ") + std::to_string(*line);
  return message + " (" + place + ")";
}

std::string syntax_error_message(Universe& universe, const ExceptionObject& exception) {
  const Value message = attribute(universe, exception, "msg"), file = attribute(universe, exception, "filename");
  const std::string text = message.is_none() ? "<no detail available>" : str(universe, message);
  const bool only_file = attribute(universe, exception, "lineno").is_none() && !file.is_none();
  return only_file ? text + " (" + str(universe, file) + ")" : text;
}

std::string syntax_error_place(Universe& universe, const ExceptionObject& exception) {
  const Value line = attribute(universe, exception, "lineno");
  if (line.is_none()) return "";
  const Value file = attribute(universe, exception, "filename");
  const std::string name = file.is_none() ? "<string>" : str(universe, file);
  const std::string place = "  File \"" + name + "\", line " + str(universe, line) + "\n";
  const auto* text = as<Str>(attribute(universe, exception, "text"));
  return text == nullptr || !line.is_int() ? place : place + marked_line(universe, exception, text->text, line.as_int());
}

void raise_syntax_error(Universe& universe, const Diagnostic& diagnostic, const FaultyText& faulty) {
  if (diagnostic.type == "MemoryError") throw std::bad_alloc();
  if (diagnostic.type == "RecursionError" || !diagnostic.has_place) universe.raise(diagnostic.type, diagnostic.message);
  const SourceRange& range = diagnostic.range;
  const bool is_blank = faulty.source.find_first_not_of(" \t\n") == std::string_view::npos;
  const auto lines = 1 + std::ranges::count(faulty.source, '\n');
  std::int64_t line = range.line, offset = range.column, end_line = range.end_line, end = range.end_column;
  std::string text(source_line(faulty.source, range.line));
  const bool is_open =
      diagnostic.message.find("never closed") != std::string::npos || diagnostic.message.starts_with("unterminated");
  // The parser is at the end of the text, which is a place of its own if no line feed has been added.
  const bool is_at_end = faulty.is_expression && line == lines && offset > length(text);
  const bool has_line_feed = !faulty.is_expression || line < lines;
  if (has_line_feed && !is_open) text += "\n";
  if (faulty.is_expression && is_blank && faulty.source.find('\n') == std::string_view::npos) {
    text.clear();
    line = end_line = offset = end = 0;
  } else if (diagnostic.message == "unexpected indent") {
    offset = static_cast<std::int64_t>(text.find_first_not_of(" \t\f"));
    end = -1;
  } else if (diagnostic.message.starts_with("unindent does not match")) {
    offset = length(text);
    end = -1;
  } else if (diagnostic.type == "TabError") {
    offset = 1;
    end = 0;
  } else if (is_at_end) {
    offset = end = 0;
  } else if (diagnostic.message.find("never closed") != std::string::npos) {
    end = 0;
  } else if (range.end_line == range.line && range.end_column == range.column && offset > length(text) - 1) {
    end = offset + 1;
  }
  const Value place[] = {universe.text(std::string(faulty.filename)),
                         Value::integer(line),
                         Value::integer(offset),
                         faulty.is_parsed ? Value::none() : universe.text(text),
                         Value::integer(end_line),
                         Value::integer(end)};
  universe.raise_value(diagnostic.type,
                       {universe.text(diagnostic.message), Value(universe.tuple({std::begin(place), std::end(place)}))});
}

}  // namespace threadbox::script
