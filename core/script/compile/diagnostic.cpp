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

std::string format_diagnostic(const Diagnostic& diagnostic, std::string_view source,
                              std::string_view filename) {
  // No place of the text is wrong then.
  if (diagnostic.type == "MemoryError" || diagnostic.type == "RecursionError")
    return diagnostic.type + (diagnostic.message.empty() ? "" : ": ") + diagnostic.message + "\n";
  if (source.size() > largest_source) source = {};
  std::string text = "  File \"" + std::string(filename) + "\", line " +
                     std::to_string(diagnostic.range.line) + "\n";
  std::string_view line = source_line(source, diagnostic.range.line);
  const std::size_t indent = std::min(line.find_first_not_of(" \t\f"), line.size());
  line.remove_prefix(indent);
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
  if (!line.empty()) text += "    " + std::string(line) + "\n";
  // CPython points at no place within a line that is indented wrongly, and at none behind the text.
  const bool nothing = diagnostic.range.end_line == diagnostic.range.line && diagnostic.range.end_column == diagnostic.range.column;
  const bool whole_line = diagnostic.type == "TabError" || diagnostic.message == "unexpected indent" || nothing;
  if (!line.empty() && !whole_line) {
    const std::size_t column = diagnostic.range.column;
    const std::size_t offset = column > indent ? column - 1 - indent : 0;
    const bool one_line = diagnostic.range.end_line == diagnostic.range.line;
    // What goes on in the next line is marked up to the end of this one.
    const auto characters = static_cast<std::size_t>(std::ranges::count_if(line, [](char c) { return (c & 0xC0) != 0x80; }));
    const std::size_t end = one_line ? diagnostic.range.end_column : indent + characters + 1;
    const std::size_t width = end > column ? end - column : 1;
    text += "    " + std::string(std::min(offset, line.size()), ' ') + std::string(width, '^') + "\n";
  }
  return text + diagnostic.type + ": " + diagnostic.message + "\n";
}

}  // namespace threadbox::script
