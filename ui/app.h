#pragma once

#include "session/session.h"
#include "session/summary.h"
#include "ui/screen.h"
#include "ui/views/timeline_details.h"
#include "ui/views/timeline_items.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace threadbox::ui {

/// The front end of one session. A frame is update(), which drains the trace and folds it into the model; draw(), which only reads
/// the model; and apply(), which posts the user's commands. Only the session changes the run or the model. Needs an ImGui context.
/// Threads: the observer only.
class App {
 public:
  explicit App(session::Session& session, Screen::Options options = {}) : session_(session), screen_(options) {}

  /// Drains the session. Returns true if the model has changed or if memory ran out; then the next call continues.
  bool update();
  /// For how many seconds the frame stays correct without new events; infinity: for ever.
  [[nodiscard]] double interval_s() const {
    return std::min(Screen::interval_s(session_.model(), session_.live(), session_.steps()), screen_.passing_s());
  }
  /// Whether another frame is needed although nothing has happened.
  [[nodiscard]] bool settling() const noexcept { return screen_.settling() || screen_.timeline().moves_from(moment_); }
  /// Draws all views and collects the commands of the user. Returns whether they show another moment than before.
  bool draw();
  /// Posts the commands collected since the last call.
  void apply();
  /// Whether memory ran out since the last call: while draining, or for a command, which then was not applied.
  [[nodiscard]] bool take_failure() noexcept { return std::exchange(failed_, false); }
  /// The model that the views show: that of the moment that the user has chosen, else the current one. Valid until the next call.
  [[nodiscard]] const session::Model& shown();
  /// The same of a run that the user steps.
  [[nodiscard]] const session::Steps& shown_steps();
  /// The line of the program that the user has clicked on since the last call; 0: none. A page shows it in its editor.
  [[nodiscard]] std::uint32_t take_line() noexcept { return screen_.take_line(); }
  /// Shows an earlier moment, as a click on the time axis does. Nanoseconds on the run's clock.
  void show_moment(TimeNs time_ns) noexcept;
  /// Selects a bar of the timeline, as a click does: the one of the thread that begins then; without a begin, the thread alone.
  void select_span(ObjectId thread, std::optional<TimeNs> begin_ns) noexcept { screen_.select_span(thread, begin_ns); }
  /// Scrolls the lane of a thread into sight; `compared`: the lane of the run that is compared with the current one.
  void show_lane(ObjectId thread, bool compared) noexcept { screen_.show_lane(thread, compared); }
  /// The cards of the primitives in words, for assistive technology.
  [[nodiscard]] std::vector<CardText> card_texts() { return screen_.card_texts(shown()); }
  /// What the timeline of the last frame shows, for assistive technology.
  [[nodiscard]] std::vector<TimelineLane> timeline_lanes() const;
  /// The selected thread or primitive; 0: none.
  [[nodiscard]] ObjectId selected() const noexcept { return screen_.selected(); }
  /// Selects a thread or primitive, or none if it is selected already: as a click on its row or card does.
  void toggle(ObjectId object) noexcept { screen_.toggle(object); }
  /// What is known about the selected bar, in sentences; empty: none is selected.
  [[nodiscard]] std::string selected_text() const { return ui::selected_text(session_.model(), screen_.timeline()); }
  /// Sets how many steps a second a stepped run plays. At least 1.
  void set_play_speed(std::uint64_t steps_a_second) noexcept { screen_.set_play_speed(steps_a_second); }
  /// Shows these views alone; empty: all of them.
  void show_only(std::vector<Part> parts) { screen_.show_only(std::move(parts)); }
  /// A pinch: shows `factor` times as much of the time axis, around a position in points.
  void pinch(double factor, float x) { screen_.pinch(session_.model(), factor, x); }

 private:
  void move_moment();
  void explain_selected();

  session::Session& session_;
  Screen screen_;
  std::optional<TimeNs> moment_;  ///< That the views show; none: now.
  std::vector<session::Command> commands_;
  session::Standing standing_ = session::Standing::empty;
  bool failed_ = false;
};

}  // namespace threadbox::ui
