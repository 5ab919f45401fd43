#include "ui/views/console_text.h"

#include <algorithm>

namespace threadbox::ui {

using namespace session;

namespace {

constexpr std::size_t tab_width = 8;

bool begins_character(char c) noexcept { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

std::size_t rows_of(const TextLine& line, std::size_t columns) {
  return std::max<std::size_t>((line.columns + columns - 1) / columns, 1);
}

}  // namespace

const TextPiece& TextLine::piece_at(std::size_t byte) const noexcept {
  std::size_t index = pieces.size() - 1;
  while (index > 0 && pieces[index].begin > byte) --index;
  return pieces[index];
}

std::size_t byte_of_column(std::string_view text, std::size_t column) noexcept {
  std::size_t byte = 0;
  for (; byte < text.size(); ++byte)
    if (begins_character(text[byte]) && column-- == 0) return byte;
  return byte;
}

bool ConsoleText::update(const Model& model) {
  const bool forgot = model.console.size() < taken_ || model.event_count < event_count_ ||
                      (taken_ > 0 && model.console.front().time_ns != first_time_ns_);
  if (forgot) {
    lines_.clear();
    first_rows_.clear();
    open_ = false;
    taken_ = 0;
    ++generation_;
  }
  event_count_ = model.event_count;
  if (taken_ == model.console.size()) return forgot;
  first_time_ns_ = model.console.front().time_ns;
  const std::size_t first_changed = open_ ? lines_.size() - 1 : lines_.size();
  for (; taken_ < model.console.size(); ++taken_) append(model.console[taken_]);
  wrap_from(first_changed);
  return true;
}

void ConsoleText::append(const ConsoleLine& written) {
  // An echoed statement never goes on in a line that a program left open.
  if (written.stream == OutputStream::echo) open_ = false;
  bool begun = false;
  for (const char c : written.text) {
    if (c == '\n') {
      if (!open_) lines_.push_back({{}, {{0, written.thread, written.stream}}, 0});
      open_ = false;
      begun = false;
      continue;
    }
    if (!open_) lines_.emplace_back();
    TextLine& line = lines_.back();
    if (!open_ || !begun) line.pieces.push_back({line.text.size(), written.thread, written.stream});
    open_ = begun = true;
    if (c == '\t') {
      const std::size_t blanks = tab_width - line.columns % tab_width;
      line.text.append(blanks, ' ');
      line.columns += blanks;
    } else if (static_cast<unsigned char>(c) >= ' ') {
      line.text += c;
      line.columns += begins_character(c) ? 1 : 0;
    }
  }
}

void ConsoleText::wrap(std::size_t columns) {
  columns = std::max<std::size_t>(columns, 1);
  if (columns == columns_) return;
  columns_ = columns;
  wrap_from(0);
}

void ConsoleText::wrap_from(std::size_t line) {
  first_rows_.resize(lines_.size());
  for (std::size_t i = line; i < lines_.size(); ++i)
    first_rows_[i] = i == 0 ? 0 : first_rows_[i - 1] + rows_of(lines_[i - 1], columns_);
}

std::size_t ConsoleText::rows() const noexcept {
  return lines_.empty() ? 0 : first_rows_.back() + rows_of(lines_.back(), columns_);
}

TextPlace ConsoleText::row(std::size_t index) const noexcept {
  const auto next = std::ranges::upper_bound(first_rows_, index);
  const std::size_t line = static_cast<std::size_t>(next - first_rows_.begin()) - 1;
  return {line, (index - first_rows_[line]) * columns_};
}

std::string ConsoleText::text(const TextSelection& selection) const {
  std::string result;
  const TextPlace begin = selection.begin(), end = selection.end();
  for (std::size_t line = begin.line; line <= end.line && line < lines_.size(); ++line) {
    const std::string& text = lines_[line].text;
    const std::size_t from = line == begin.line ? byte_of_column(text, begin.column) : 0;
    const std::size_t to = line == end.line ? byte_of_column(text, end.column) : text.size();
    result.append(text, from, std::max(from, to) - from);
    if (line != end.line) result += '\n';
  }
  return result;
}

std::string ConsoleText::all() const {
  std::string result;
  for (const TextLine& line : lines_) result += line.text + '\n';
  return result;
}

}  // namespace threadbox::ui
