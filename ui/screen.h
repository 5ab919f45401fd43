#pragma once

#include "ui/kit/focus.h"
#include "ui/kit/panels.h"
#include "ui/parts.h"
#include "ui/views/object_actions.h"
#include "ui/views/steps_view.h"
#include "ui/views/views.h"

#include <imgui.h>

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace threadbox::ui {

/// The whole window: all views, arranged for the window's size. Needs an ImGui context.
/// Threads: the observer only. Owns: the state of the views and the shared selection.
class Screen {
 public:
  struct Options {
    bool toolbar = true;  ///< Stop, Ctrl-C and End main; a page has its own buttons, also those of a stepped run.
  };

  explicit Screen(Options options) : options_(options) { stepping_.has_controls = options.toolbar; }

  /// Draws one frame. `shown`: the model of the moment that the user has chosen on the timeline, else `now`. `live`: whether a thread of a
  /// run lives. `steps`: of a run that the user steps; `past`: the same at that moment; null: now; not active: not known.
  void draw(const Model& now, const Model& shown, bool live, const CommandSink& send, const session::Steps& steps = {},
            const session::Steps* past = nullptr);
  /// The model of another run, whose timeline is shown above that of the current one; null: none. It outlives the next frame.
  void compare_with(const Model* other) noexcept { compared_ = other; }
  /// The moment that the user has chosen.
  [[nodiscard]] TimelineState& timeline() noexcept { return timeline_; }
  [[nodiscard]] const TimelineState& timeline() const noexcept { return timeline_; }
  /// Of the run that the current one is compared with.
  [[nodiscard]] const TimelineState& compared_timeline() const noexcept { return compared_timeline_; }
  /// The cards of the primitives in words.
  [[nodiscard]] std::vector<CardText> card_texts(const Model& model) const { return ui::card_texts(model, objects_.values); }
  /// The selected thread or primitive; 0: none.
  [[nodiscard]] ObjectId selected() const noexcept { return focus_.selected(); }
  /// Selects a thread or primitive, or none if it is selected already: as a click on its row or card does.
  void toggle(ObjectId object) noexcept { focus_.toggle(object); }

  /// After how many seconds the same model looks different: infinity at rest, long while all threads wait without a deadline.
  [[nodiscard]] static double interval_s(const Model& model, bool live, const session::Steps& steps = {});
  /// After how many seconds something that the views show for a while is taken away; infinity: there is nothing.
  [[nodiscard]] double passing_s() const noexcept;
  /// The line of the program that the user has clicked on since the last call; 0: none.
  [[nodiscard]] std::uint32_t take_line() noexcept { return focus_.take_line(); }
  /// Selects a bar of the timeline, as a click does: see select_span().
  void select_span(ObjectId thread, std::optional<TimeNs> begin_ns) noexcept {
    ui::select_span(timeline_, focus_, thread, begin_ns);
  }
  /// Scrolls the lane of a thread into sight; `compared`: the lane of the run that is compared with the current one.
  void show_lane(ObjectId thread, bool compared) noexcept { (compared ? compared_timeline_ : timeline_).sought = thread; }
  /// Whether another frame is needed although nothing has happened.
  [[nodiscard]] bool settling() const noexcept { return focus_.settling(); }

  /// How many steps a second a stepped run plays. At least 1.
  void set_play_speed(std::uint64_t steps_a_second) noexcept { stepping_.speed = steps_a_second; }

  /// Shows these views alone; empty: all of them, as they fit.
  void show_only(std::vector<Part> parts) { parts_ = std::move(parts); }

  /// A pinch: shows `factor` times as much of the time axis, around a position in points.
  void pinch(const Model& model, double factor, float x);

 private:
  void draw_panels(const Model& model, const CommandSink& send);
  bool draw_full(const Model& model, const CommandSink& send);
  float form_part(const Model& model, float width, float wanted, float available);
  [[nodiscard]] float objects_part(const Model& model, float width) const;
  void draw_stacked(const Model& model, const CommandSink& send);
  float draw_upper();
  void draw_columns(const Model& model, const CommandSink& send);
  void draw_tabs(const Model& model, const CommandSink& send);
  void draw_short(const Model& model, const CommandSink& send);
  void draw_objects_header(const Model& model);
  ImU32 news_of(std::size_t tab);
  void draw_parts(const Model& model, const CommandSink& send);
  void stack_parts(const Model& model, std::span<const Part> parts, ImVec2 space, const CommandSink& send);
  void draw_part(const Model& model, Part part, ImVec2 size, const CommandSink& send);
  [[nodiscard]] float part_height(const Model& model, Part part, float width) const;
  PanelState& state_of(Part part) noexcept;
  void draw_tab_views(const Model& model, const CommandSink& send);

  void steps_panel(const Model& model, float height, const CommandSink& send);
  void variables_panel(const Model& model, ImVec2 size, const CommandSink& send);
  void draw_middle(const Model& model, ImVec2 size, const CommandSink& send);
  PanelState& middle_panel() noexcept { return steps_->active ? variables_panel_ : threads_panel_; }
  [[nodiscard]] float timelines_height() const;
  void timeline_panel(ImVec2 size);
  void threads_panel(const Model& model, ImVec2 size, const CommandSink& send);
  void objects_panel(const Model& model, ImVec2 size, const CommandSink& send);
  void console_panel(const Model& model, ImVec2 size, const CommandSink& send);
  ConsoleState& console_of(const Model& model) noexcept { return model.is_past ? past_console_ : console_; }

  Options options_;
  Focus focus_;
  TimelineState timeline_;
  TimelineState compared_timeline_;
  const Model* compared_ = nullptr;
  const session::Steps* steps_ = nullptr;  ///< While a frame is drawn.
  const session::Steps* past_ = nullptr;  ///< Likewise.
  StepsState stepping_;
  std::uint64_t stepped_run_ = 0;  ///< The Steps::run that the console's text is of.
  std::uint64_t stepped_to_ = 0;  ///< The Steps::position in the previous frame.
  const Model* now_ = nullptr;  ///< While a frame is drawn. The timeline shows it, the other views the chosen moment.
  SpawnState spawn_;
  bool form_shown_ = true;
  std::optional<bool> form_wanted_;  ///< The user's choice; without one, the form is shown where there is room.
  bool shows_graph_ = false;  ///< Instead of the cards.
  Answers answers_;
  ConsoleState console_, past_console_;
  ObjectsState objects_;
  ThreadsState threads_;
  PanelState timeline_panel_, threads_panel_, variables_panel_, objects_panel_, graph_panel_, console_panel_, lower_panel_;
  std::vector<Part> parts_;  ///< That are shown alone.
  float left_share_ = 0.58F;  ///< Of the left column, where there are two.
  int tab_ = 0;
  TimeNs console_seen_ns_ = 0;  ///< Of the last output that its tab has shown.
  std::ptrdiff_t deaths_seen_ = 0;  ///< The failed threads that the tab of threads has shown.
  std::uint64_t last_event_count_ = 0;
};

}  // namespace threadbox::ui
