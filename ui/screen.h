#pragma once

#include "ui/kit/focus.h"
#include "ui/views/views.h"

#include <imgui.h>

#include <cstdint>
#include <optional>

namespace threadbox::ui {

/// The whole window: all views, arranged as the window's size asks. Needs an ImGui context.
/// Owns: what the views own, and what the user looks at. Threads: the observer's.
class Screen {
 public:
  struct Options {
    bool toolbar = true;  ///< Stop, Ctrl-C and End main; a page has buttons of its own.
  };

  explicit Screen(Options options) : options_(options) {}

  /// Draws one frame. `live`: a thread of a run lives.
  void draw(const Model& model, bool live, const CommandSink& send);

  /// How many seconds until the same model looks different: infinite at rest, long while all wait for something that
  /// nothing announces.
  [[nodiscard]] static double interval_s(const Model& model, bool live);
  /// Another frame is needed although nothing has happened.
  [[nodiscard]] bool settling() const noexcept { return focus_.settling(); }

  /// Two fingers: shows `factor` times as much, about a place in points.
  void pinch(const Model& model, double factor, float x);

 private:
  void draw_toolbar(const Model& model, bool live, const CommandSink& send);
  void draw_welcome();
  void draw_notices(const Model& model);
  void draw_panels(const Model& model, const CommandSink& send);
  void draw_stacked(const Model& model, const CommandSink& send);
  void draw_columns(const Model& model, const CommandSink& send);
  void draw_tabs(const Model& model, const CommandSink& send);
  void draw_short(const Model& model, const CommandSink& send);
  void draw_tab_views(const Model& model, const CommandSink& send);

  void timeline_panel(const Model& model, ImVec2 size);
  void threads_panel(const Model& model, ImVec2 size, const CommandSink& send);
  void objects_panel(const Model& model, ImVec2 size, const CommandSink& send);
  void console_panel(const Model& model, ImVec2 size, const CommandSink& send);

  Options options_;
  Focus focus_;
  TimelineState timeline_;
  SpawnState spawn_;
  bool form_shown_ = true;
  std::optional<bool> form_wanted_;  ///< By the user; else it is shown where there is room.
  ConsoleState console_;
  int tab_ = 0;
  std::uint64_t last_event_count_ = 0;
};

}  // namespace threadbox::ui
