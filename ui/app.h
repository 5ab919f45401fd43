#pragma once

#include "session/session.h"
#include "ui/screen.h"

#include <utility>
#include <vector>

namespace threadbox::ui {

/// The front end over one session. A frame of it is update(), which drains the trace and folds it into the model, draw(), which only
/// reads the model, and apply(), which sends what the user asked for: only the session changes anything. Needs an ImGui context.
/// Threads: the observer's.
class App {
 public:
  explicit App(session::Session& session, Screen::Options options = {}) : session_(session), screen_(options) {}

  /// Takes over what has happened. True if the views have something new to show, or if memory ran out before they got everything; the
  /// next call gets the rest.
  bool update();
  /// How many seconds a frame stays true when nothing happens; infinite: for ever.
  [[nodiscard]] double interval_s() const { return Screen::interval_s(session_.model(), session_.live()); }
  /// Another frame is needed although nothing has happened.
  [[nodiscard]] bool settling() const noexcept { return screen_.settling(); }
  /// Draws everything, and keeps what the user asks for.
  void draw();
  /// Applies what the user has asked for since the last call.
  void apply();
  /// True if memory ran out since the last call: for what has happened, or for a command, which was not applied.
  [[nodiscard]] bool take_failure() noexcept { return std::exchange(failed_, false); }
  /// Two fingers: shows `factor` times as much of the time, about a place in points.
  void pinch(double factor, float x) { screen_.pinch(session_.model(), factor, x); }

 private:
  session::Session& session_;
  Screen screen_;
  std::vector<session::Command> commands_;
  bool failed_ = false;
};

}  // namespace threadbox::ui
