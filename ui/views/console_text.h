#pragma once

#include "session/model.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// The console's output as lines of characters of equal width: split, wrapped, selected. It does not draw. Threads: the observer only.
namespace threadbox::ui {

/// How a terminal shows a text, as ANSI escape sequences (ECMA-48, SGR) say it.
struct TextStyle {
  std::uint8_t color =
      0;  ///< 0: the default; 1 to 8: black, red, green, yellow, blue, magenta, cyan, white; 9 to 16: the same, bright.
  bool bold = false;
  friend bool operator==(const TextStyle&, const TextStyle&) = default;
};

/// A part of a line that one thread wrote in one style.
struct TextPiece {
  std::size_t begin = 0;  ///< Byte offset in the line.
  ObjectId thread = 0;
  OutputStream stream = OutputStream::out;
  TextStyle style;
};

struct TextLine {
  std::string text;  ///< Without the line end; tabs are expanded to blanks.
  std::vector<TextPiece> pieces;
  std::size_t columns = 0;  ///< On the screen: see columns_of().

  /// The part that contains a byte.
  [[nodiscard]] const TextPiece& piece_at(std::size_t byte) const noexcept;
};

/// A position between two characters.
struct TextPlace {
  std::size_t line = 0, column = 0;
  friend auto operator<=>(const TextPlace&, const TextPlace&) = default;
};

/// From the position of the mouse press to the current position.
struct TextSelection {
  TextPlace anchor, head;
  [[nodiscard]] bool empty() const noexcept { return anchor == head; }
  [[nodiscard]] TextPlace begin() const noexcept { return anchor < head ? anchor : head; }
  [[nodiscard]] TextPlace end() const noexcept { return anchor < head ? head : anchor; }
};

/// The byte offset of the character at a column; the text's size for columns past its end.
std::size_t byte_of_column(std::string_view text, std::size_t column) noexcept;

/// The part of a line of text that names a line of a file, as in a traceback: `File "main.py", line 7`.
struct NamedLine {
  std::size_t begin = 0, end = 0;  ///< In bytes; in columns, too, if the filename is in ASCII.
  std::uint32_t line = 0;  ///< 0: the text names none.
};
NamedLine named_line(std::string_view text, const std::string& filename);

/// The lines of a console. update() follows a model that grows, drops its oldest lines, or is replaced by that of a new run.
class ConsoleText {
 public:
  /// Reads new output. Returns whether there was any.
  bool update(const session::Model& model);
  /// Wraps lines after this many columns; at least one.
  void wrap(std::size_t columns);

  [[nodiscard]] const std::vector<TextLine>& lines() const noexcept { return lines_; }
  /// The number of rows on screen; a wrapped line takes several.
  [[nodiscard]] std::size_t rows() const noexcept;
  /// The position at which a row begins.
  [[nodiscard]] TextPlace row(std::size_t index) const noexcept;
  [[nodiscard]] std::size_t wrap_columns() const noexcept { return columns_; }
  /// How often it was reset or cleared. Positions from before that are invalid.
  [[nodiscard]] std::size_t generation() const noexcept { return generation_; }

  [[nodiscard]] std::string text(const TextSelection& selection) const;
  [[nodiscard]] std::string all() const;

 private:
  void clear();
  void append(const session::ConsoleLine& written);
  void append(const session::ConsoleLine& written, std::string_view character, std::size_t columns);
  void end_line(const session::ConsoleLine& written);
  bool is_escaped(char c);
  void set_style(std::string_view parameters);
  void wrap_from(std::size_t line);

  std::vector<TextLine> lines_;
  bool open_ = false;  // The last line is not complete yet.
  bool begun_ = false;  // It has a piece of the text that is being appended.
  TextStyle style_;  // Of the next character.
  std::string escape_;  // An escape sequence that is not complete yet.
  std::size_t taken_ = 0;  // The number of console lines read from the model.
  std::uint64_t event_count_ = 0;
  TimeNs first_time_ns_ = 0;
  std::size_t generation_ = 0;
  std::size_t columns_ = 80;
  std::vector<std::size_t> first_rows_;  // by line
};

}  // namespace threadbox::ui
