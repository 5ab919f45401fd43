#include "script/compile/diagnostic.h"

#include <algorithm>

namespace threadbox::script {

std::string_view source_line(std::string_view source, std::uint32_t number) noexcept {
  for (; number > 1; --number) {
    const std::size_t end = source.find('\n');
    if (end == std::string_view::npos) return {};
    source.remove_prefix(end + 1);
  }
  return source.substr(0, source.find('\n'));
}

namespace {

bool is_continuation(char c) noexcept { return (c & 0xC0) == 0x80; }

std::size_t characters(std::string_view text) noexcept {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return !is_continuation(c); }));
}

/// The white space that aligns a caret below character `count` of a line: a blank for each character, but a tab for a tab.
std::string blanks_below(std::string_view line, std::size_t count) {
  std::string blanks;
  for (const char c : line)
    if (!is_continuation(c) && blanks.size() < count) blanks += c == '\t' || c == '\f' ? c : ' ';
  return blanks + std::string(blanks.size() < count && line.size() > blanks.size() ? count - blanks.size() : 0, ' ');
}

}  // namespace

bool is_warning(const Diagnostic& diagnostic) noexcept { return diagnostic.type == "SyntaxWarning"; }

std::string format_warning(const Diagnostic& warning, std::string_view line, std::string_view filename) {
  std::string text =
      std::string(filename) + ":" + std::to_string(warning.range.line) + ": " + warning.type + ": " + warning.message + "\n";
  line.remove_prefix(std::min(line.find_first_not_of(" \t\f"), line.size()));
  line = line.substr(0, line.find_last_not_of(" \t\f\r") + 1);
  return line.empty() ? text : text + "  " + std::string(line) + "\n";
}

std::string format_diagnostic(const Diagnostic& diagnostic, std::string_view source, std::string_view filename) {
  const std::string words = diagnostic.type + (diagnostic.message.empty() ? "" : ": ") + diagnostic.message + "\n";
  if (!diagnostic.has_place) return words;
  if (source.size() > largest_source) source = {};
  const SourceRange& range = diagnostic.range;
  std::string text = "  File \"" + std::string(filename) + "\", line " + std::to_string(range.line) + "\n";
  std::string_view line = source_line(source, range.line);
  line = line.substr(0, line.find('\0'));
  const std::size_t indent = std::min(line.find_first_not_of(" \f"), line.size());
  line.remove_prefix(indent);
  if (!line.empty()) text += "    " + std::string(line) + "\n";
  // An indentation error is marked at the start of the line, unless that is white space, which is not shown. An empty range is not marked.
  const bool whole_line = diagnostic.type == "TabError" || diagnostic.message == "unexpected indent";
  const bool nothing = range.end_line == range.line && range.end_column == range.column;
  const std::size_t column = whole_line ? 1 : range.column;
  if (!line.empty() && column > indent && (whole_line || !nothing)) {
    const std::size_t offset = std::min(column - 1 - indent, line.size());
    // A range that continues on the next line is marked up to the end of this one.
    const std::size_t end = range.end_line == range.line ? range.end_column : indent + characters(line) + 1;
    const std::size_t width = !whole_line && end > column ? end - column : 1;
    text += "    " + blanks_below(line, offset) + std::string(width, '^') + "\n";
  }
  return text + words;
}

}  // namespace threadbox::script
