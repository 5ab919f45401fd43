#pragma once

#include "session/command.h"
#include "session/model.h"

#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace threadbox::ui {

/// The origin of the statements of the form that starts threads. No object has this number.
inline constexpr ObjectId form_origin = std::numeric_limits<ObjectId>::max();

/// What came of the clicks on rows and cards. Each shows the answer of its newest click while the statement waits, and for some seconds
/// after it has ended. Threads: the observer only. Owns: when it saw each statement end.
class Answers {
 public:
  static constexpr double shown_s = 4;

  /// Looks at the statements of the model. `now_s`: seconds on any clock.
  void update(const session::Model& model, double now_s);
  /// The statement that the row or card of an object shows; null: none. The model must be as it was in the last update.
  [[nodiscard]] const session::StatementRow* of(ObjectId object) const noexcept;
  /// After how many seconds, from the last update, an answer is taken away; infinity: none is shown.
  [[nodiscard]] double interval_s() const noexcept;

 private:
  /// The newest statement of an origin.
  struct Seen {
    const session::StatementRow* statement = nullptr;  ///< Valid until the model changes.
    ObjectId origin = 0;
    TimeNs begin_ns = 0;
    bool waits = false;
    bool has_answer = false;
    std::optional<double> ended_s;  ///< When it was first seen to have ended.
  };
  [[nodiscard]] bool is_shown(const Seen& seen) const noexcept;

  std::vector<Seen> seen_;
  double now_s_ = 0;
};

/// The last line of an answer: "RuntimeError: release unlocked lock".
std::string last_line(const session::StatementRow& statement);
/// Draws the answer in one line, at most `room` points wide.
void draw_answer(const session::StatementRow& statement, float room);
/// While the statement is under way, a button that ends it. Returns whether it was drawn.
bool draw_cancel(const session::StatementRow* statement, const session::CommandSink& send);

}  // namespace threadbox::ui
