#include "explore/line_map.h"

#include <algorithm>
#include <string>

namespace threadbox::explore {

namespace {

constexpr std::string_view blanks = " \t\r\f";
// Lines in a place that was edited, old times new: more are not compared.
constexpr std::size_t most_compared = std::size_t{1} << 22;

constexpr bool is_of_name(char letter) noexcept {
  return letter == '_' || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         (letter >= '0' && letter <= '9') || static_cast<unsigned char>(letter) >= 0x80;
}

/// Names that say what a statement is.
bool is_keyword(std::string_view word) noexcept {
  static constexpr std::string_view all[] = {"and",    "as",     "assert", "break",   "class",    "continue", "def",    "del",
                                             "elif",   "else",   "except", "finally", "for",      "from",     "global", "if",
                                             "import", "in",     "is",     "lambda",  "nonlocal", "not",      "or",     "pass",
                                             "raise",  "return", "try",    "while",   "with",     "yield"};
  return std::ranges::find(all, word) != std::end(all);
}

/// The line with one letter for each name or number that may have been replaced.
std::string shape_of(std::string_view text) {
  std::string shape;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_of_name(text[at])) {
      if (blanks.find(text[at]) == std::string_view::npos) shape += text[at];
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && is_of_name(text[at])) ++at;
    const std::string_view word = text.substr(begin, at - begin);
    shape += ' ';
    shape += is_keyword(word) ? word : std::string_view("n");
  }
  return shape;
}

}  // namespace

LineMap::LineMap(std::string_view old, std::string_view edited) {
  const Lines olds = lines_of(old, old_), news = lines_of(edited, edited_);
  pair(olds, news, false);
}

/// The lines with something in them.
LineMap::Lines LineMap::lines_of(std::string_view source, std::vector<std::size_t>& blocks) {
  Lines lines;
  std::uint32_t number = 0;
  for (std::size_t begin = 0; begin < source.size();) {
    const std::size_t end = std::min(source.find('\n', begin), source.size());
    std::string_view text = source.substr(begin, end - begin);
    ++number;
    begin = end + 1;
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) continue;
    text = text.substr(first, text.find_last_not_of(blanks) + 1 - first);
    lines.push_back({number, text});
  }
  blocks.resize(number + 1);
  return lines;
}

std::size_t LineMap::add_block(bool is_changed) {
  changed_.push_back(is_changed ? 1 : 0);
  return changed_.size() - 1;
}

/// Pairs the lines of a longest common sequence, and then those between them.
void LineMap::pair(const Lines& old, const Lines& edited, bool by_shape) {
  std::vector<std::string> olds, news;
  for (const Line& line : old) olds.push_back(by_shape ? shape_of(line.text) : std::string(line.text));
  for (const Line& line : edited) news.push_back(by_shape ? shape_of(line.text) : std::string(line.text));
  const std::size_t most = std::min(olds.size(), news.size());
  std::size_t head = 0, tail = 0;
  while (head < most && olds[head] == news[head]) ++head;
  while (tail < most - head && olds[olds.size() - 1 - tail] == news[news.size() - 1 - tail]) ++tail;
  const std::size_t rows = olds.size() - head - tail, columns = news.size() - head - tail;
  // How many lines of the rest can be paired, from each row and column on.
  std::vector<std::uint16_t> common((rows + 1) * (columns + 1));
  const bool compares = rows * columns <= most_compared && std::min(rows, columns) < 0xFFFF;
  const auto at = [&](std::size_t row, std::size_t column) -> std::uint16_t& { return common[row * (columns + 1) + column]; };
  for (std::size_t row = compares ? rows : 0; row-- > 0;)
    for (std::size_t column = columns; column-- > 0;)
      at(row, column) = olds[head + row] == news[head + column] ? static_cast<std::uint16_t>(at(row + 1, column + 1) + 1)
                                                                : std::max(at(row + 1, column), at(row, column + 1));
  Lines gap_of_old, gap_of_edited;
  const auto match = [&](std::size_t row, std::size_t column) {
    pair_gap(gap_of_old, gap_of_edited, by_shape);
    gap_of_old.clear();
    gap_of_edited.clear();
    old_[old[row].number] = edited_[edited[column].number] = add_block(old[row].text != edited[column].text);
  };
  for (std::size_t i = 0; i < head; ++i) match(i, i);
  std::size_t row = 0, column = 0;
  while (row < rows || column < columns) {
    if (compares && row < rows && column < columns && olds[head + row] == news[head + column]) {
      match(head + row++, head + column++);
    } else if (column == columns || (row < rows && at(row + 1, column) >= at(row, column + 1))) {
      gap_of_old.push_back(old[head + row++]);
    } else {
      gap_of_edited.push_back(edited[head + column++]);
    }
  }
  for (std::size_t i = 0; i < tail; ++i) match(olds.size() - tail + i, news.size() - tail + i);
  pair_gap(gap_of_old, gap_of_edited, by_shape);
}

/// Pairs lines in one place that have no equal: those that differ in names and values, then, of as many, one by one; else all are one block.
void LineMap::pair_gap(const Lines& old, const Lines& edited, bool by_shape) {
  if (old.empty() || edited.empty()) return;
  if (!by_shape) return pair(old, edited, true);
  const bool one_by_one = old.size() == edited.size();
  const std::size_t shared = one_by_one ? 0 : add_block(true);
  for (std::size_t i = 0; i < std::max(old.size(), edited.size()); ++i) {
    const std::size_t block = one_by_one ? add_block(true) : shared;
    if (i < old.size()) old_[old[i].number] = block;
    if (i < edited.size()) edited_[edited[i].number] = block;
  }
}

}  // namespace threadbox::explore
