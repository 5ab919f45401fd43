#pragma once

#include "session/fold.h"
#include "session/wake_up.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <vector>

namespace threadbox::session {

/// The past of a run: its events, and the model of any moment of it. The events are kept in chapters, each of which begins with a
/// checkpoint, so that a moment costs the fold of a part of a chapter, however long the run is.
/// Threads: the observer only. Owns: the events and checkpoints; the texts outlive it.
class History {
 public:
  struct Limits {
    std::size_t events = 1'000'000;  ///< The most that are kept; older chapters are dropped.
    std::size_t events_of_a_chapter = 16'384;  ///< At least; a chapter with many threads and objects is longer.
  };

  explicit History(TextTable& texts) : History(texts, Limits{}) {}
  History(TextTable& texts, Limits limits);
  /// The program's file and functions, for the models.
  void set_program(std::string filename, std::vector<FunctionRow> functions) {
    last_.set_program(std::move(filename), std::move(functions));
  }

  /// Appends the run's next event. Errors: std::bad_alloc; then it has not been appended.
  void add(const TraceEvent& event);

  /// Whether the history releases the text that an event of this kind carries, once it drops the event.
  [[nodiscard]] static bool keeps_text(EventKind kind) noexcept;

  /// The earliest moment that is known.
  [[nodiscard]] TimeNs begin_ns() const noexcept;
  /// The time of the last event before a moment, or of the first one after it; the moment itself if there is none.
  [[nodiscard]] TimeNs event_before(TimeNs moment) const noexcept;
  [[nodiscard]] TimeNs event_after(TimeNs moment) const noexcept;

  /// What ended the wait of a thread that began at a time.
  [[nodiscard]] WakeUp wake_up(ThreadId waiter, TimeNs begin_ns) const noexcept;

  /// The model at a moment: the fold of all events up to the first one that is later. It has no spans, marks, past holds and turns: those
  /// of `now`, the current model, contain them; its console and statements are the last ones of `now` up to then. Valid until the next
  /// call. Errors: std::bad_alloc.
  const Model& at(TimeNs moment, const Model& now);

 private:
  struct Chapter {
    Fold checkpoint;  ///< Before the first of the events.
    std::vector<TraceEvent> events;
  };

  void begin_chapter();
  void drop_first_chapter() noexcept;
  [[nodiscard]] std::size_t chapter_at(TimeNs moment) const noexcept;

  TextTable* texts_;
  Limits limits_;
  Fold last_;  ///< After all events.
  std::deque<Chapter> chapters_;
  std::size_t dropped_chapters_ = 0;
  std::size_t events_ = 0;

  /// The fold that at() has returned, from which a later moment of the same chapter continues.
  struct Shown {
    Fold fold;
    std::size_t chapter;  ///< Counted from the run's first one.
    std::size_t applied;  ///< How many events of the chapter.
    TimeNs moment;
  };
  std::optional<Shown> shown_;
};

}  // namespace threadbox::session
