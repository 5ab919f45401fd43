#pragma once

#include "session/model.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// The console's output as lines of equally wide characters: split, wrapped, selected. Knows nothing of drawing.
namespace threadbox::ui {

/// What one thread wrote within a line.
struct TextPiece {
  std::size_t begin = 0;  ///< Byte of the line.
  ObjectId thread = 0;
  OutputStream stream = OutputStream::out;
};

struct TextLine {
  std::string text;  ///< Without its end; tabs are blanks.
  std::vector<TextPiece> pieces;
  std::size_t columns = 0;  ///< Characters, not bytes.

  /// The piece that a byte belongs to.
  [[nodiscard]] const TextPiece& piece_at(std::size_t byte) const noexcept;
};

/// A place between two characters.
struct TextPlace {
  std::size_t line = 0, column = 0;
  friend auto operator<=>(const TextPlace&, const TextPlace&) = default;
};

/// From where the mouse went down to where it is.
struct TextSelection {
  TextPlace anchor, head;
  [[nodiscard]] bool empty() const noexcept { return anchor == head; }
  [[nodiscard]] TextPlace begin() const noexcept { return anchor < head ? anchor : head; }
  [[nodiscard]] TextPlace end() const noexcept { return anchor < head ? head : anchor; }
};

/// The byte at which a column begins; the text's size past its end.
std::size_t byte_of_column(std::string_view text, std::size_t column) noexcept;

/// The lines of a console, kept up with a model that grows, forgets its oldest lines, or begins anew.
class ConsoleText {
 public:
  /// Takes over what is new. True when anything was.
  bool update(const session::Model& model);
  /// Breaks lines after so many columns; at least one.
  void wrap(std::size_t columns);

  [[nodiscard]] const std::vector<TextLine>& lines() const noexcept { return lines_; }
  /// Rows on screen: a line takes as many as it needs.
  [[nodiscard]] std::size_t rows() const noexcept;
  /// Where a row begins.
  [[nodiscard]] TextPlace row(std::size_t index) const noexcept;
  [[nodiscard]] std::size_t wrap_columns() const noexcept { return columns_; }
  /// How often it began anew; places from before mean nothing afterwards.
  [[nodiscard]] std::size_t generation() const noexcept { return generation_; }

  [[nodiscard]] std::string text(const TextSelection& selection) const;
  [[nodiscard]] std::string all() const;

 private:
  void append(const session::ConsoleLine& written);
  void wrap_from(std::size_t line);

  std::vector<TextLine> lines_;
  bool open_ = false;  // The last line has no end yet.
  std::size_t taken_ = 0;  // Of the model's writes.
  std::uint64_t event_count_ = 0;
  TimeNs first_time_ns_ = 0;
  std::size_t generation_ = 0;
  std::size_t columns_ = 80;
  std::vector<std::size_t> first_rows_;  // by line
};

}  // namespace threadbox::ui
