#pragma once

#include "session/session.h"
#include "ui/views.h"

#include <vector>

namespace threadbox::ui {

/// The front end over one session. Needs an ImGui context.
/// Threads: the observer's.
class App {
 public:
  explicit App(session::Session& session) : session_(session) {}

  /// Takes over what has happened. True when the views have something new to show.
  bool update();
  /// Whether time goes by in what is shown: a thread runs, or waits for a moment to come.
  [[nodiscard]] bool moving() const;
  /// Draws everything, then applies what the user asked for.
  void draw();

 private:
  void draw_toolbar(const Model& model, const CommandSink& send);
  void draw_wide(const Model& model, const CommandSink& send);
  void draw_narrow(const Model& model, const CommandSink& send);

  session::Session& session_;
  TimelineState timeline_;
  SpawnState spawn_;
  ConsoleState console_;
};

}  // namespace threadbox::ui
