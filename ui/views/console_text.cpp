#include "ui/views/console_text.h"

#include "ui/kit/glyphs.h"

#include <algorithm>

namespace threadbox::ui {

using namespace session;

namespace {

constexpr std::size_t tab_width = 8;

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
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at, columns = columns_of(next_character(text, at));
    if (columns > column) return begin;
    column -= columns;
  }
  return text.size();
}

NamedLine named_line(std::string_view text, const std::string& filename) {
  const std::string place = "File \"" + filename + "\", line ";
  const std::size_t begin = text.find(place);
  if (begin == std::string_view::npos) return {};
  NamedLine named{begin, begin + place.size(), 0};
  for (; named.end < text.size() && text[named.end] >= '0' && text[named.end] <= '9'; ++named.end)
    named.line = named.line * 10 + static_cast<std::uint32_t>(text[named.end] - '0');
  return named;
}

bool ConsoleText::update(const Model& model) {
  const bool forgot = model.console.size() < taken_ || model.event_count < event_count_ ||
                      (taken_ > 0 && model.console.front().time_ns != first_time_ns_);
  if (forgot) {
    clear();
    style_ = {};
    escape_.clear();
    taken_ = 0;
  }
  event_count_ = model.event_count;
  if (taken_ == model.console.size()) return forgot;
  first_time_ns_ = model.console.front().time_ns;
  const std::size_t first_changed = open_ ? lines_.size() - 1 : lines_.size(), generation = generation_;
  for (; taken_ < model.console.size(); ++taken_) append(model.console[taken_]);
  wrap_from(generation_ == generation ? first_changed : 0);
  return true;
}

void ConsoleText::clear() {
  lines_.clear();
  first_rows_.clear();
  open_ = begun_ = false;
  ++generation_;
}

void ConsoleText::append(const ConsoleLine& written) {
  // An echoed statement never goes on in a line that a program left open; a line of input does, after its prompt.
  if (written.stream == OutputStream::echo && written.text.starts_with(">>> ")) {
    open_ = false;
    style_ = {};
    escape_.clear();
  }
  begun_ = false;
  const std::string_view text = written.text;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t character = next_character(text, at);
    const char c = text[begin];
    if (is_escaped(c)) continue;
    if (c == '\n') end_line(written);
    else if (c == '\t') append(written, "        ", tab_width - (open_ ? lines_.back().columns % tab_width : 0));
    else if (character >= ' ') append(written, text.substr(begin, at - begin), columns_of(character));
  }
}

/// Appends a character; of blanks, as many as `columns` says.
void ConsoleText::append(const ConsoleLine& written, std::string_view character, std::size_t columns) {
  if (!open_) lines_.emplace_back();
  TextLine& line = lines_.back();
  if (!open_ || !begun_ || line.pieces.back().style != style_)
    line.pieces.push_back({line.text.size(), written.thread, written.stream, style_});
  open_ = begun_ = true;
  line.text += character.front() == ' ' ? character.substr(0, columns) : character;
  line.columns += columns;
}

void ConsoleText::end_line(const ConsoleLine& written) {
  if (!open_) lines_.push_back({{}, {{0, written.thread, written.stream, style_}}, 0});
  open_ = begun_ = false;
}

/// Whether the character belongs to an escape sequence.
bool ConsoleText::is_escaped(char c) {
  constexpr char escape = '\x1b';
  constexpr std::size_t longest = 40;
  if (escape_.empty() && c != escape) return false;
  escape_ += c;
  if (escape_.size() == 1 || (escape_.size() == 2 && c == '[')) return true;
  const bool ends = escape_.size() == 2 || (c >= '@' && c <= '~') || escape_.size() > longest;
  if (!ends) return true;
  if (c == 'm') set_style(std::string_view(escape_).substr(2, escape_.size() - 3));
  else if (escape_ == "\x1b[2J") clear();  // As a terminal does, and os.system("clear") says.
  escape_.clear();
  return true;
}

/// `parameters`: "1;31"
void ConsoleText::set_style(std::string_view parameters) {
  constexpr unsigned first_color = 30, last_color = 37, default_color = 39, first_bright = 90, last_bright = 97, bright = 9;
  while (true) {
    const std::size_t end = std::min(parameters.find(';'), parameters.size());
    unsigned code = 0;
    for (const char digit : parameters.substr(0, end))
      if (digit >= '0' && digit <= '9') code = std::min(code * 10 + static_cast<unsigned>(digit - '0'), 1000U);
    if (code == 0) style_ = {};
    else if (code == 1) style_.bold = true;
    else if (code == 22) style_.bold = false;
    else if (code >= first_color && code <= last_color) style_.color = static_cast<std::uint8_t>(code - first_color + 1);
    else if (code >= first_bright && code <= last_bright) style_.color = static_cast<std::uint8_t>(code - first_bright + bright);
    else if (code == default_color) style_.color = 0;
    if (end == parameters.size()) return;
    parameters.remove_prefix(end + 1);
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
