#pragma once

#include "session/session.h"
#include "ui/screen.h"

namespace threadbox::ui {

/// The front end over one session. Needs an ImGui context.
/// Threads: the observer's.
class App {
 public:
  explicit App(session::Session& session, Screen::Options options = {}) : session_(session), screen_(options) {}

  /// Takes over what has happened. True when the views have something new to show.
  bool update();
  /// How many seconds a frame stays true when nothing happens; infinite: for ever.
  [[nodiscard]] double interval_s() const { return Screen::interval_s(session_.model(), session_.live()); }
  /// Another frame is needed although nothing has happened.
  [[nodiscard]] bool settling() const noexcept { return screen_.settling(); }
  /// Draws everything, then applies what the user asked for.
  void draw();
  /// Two fingers: shows `factor` times as much of the time, about a place in points.
  void pinch(double factor, float x) { screen_.pinch(session_.model(), factor, x); }

 private:
  session::Session& session_;
  Screen screen_;
};

}  // namespace threadbox::ui
