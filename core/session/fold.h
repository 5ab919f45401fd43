#pragma once

#include "session/model.h"

#include <threadbox/trace/text_table.h>

#include <string_view>
#include <unordered_map>
#include <vector>

namespace threadbox::session {

/// Turns events into the model, one at a time, in order: the only place where a model changes.
/// A fold of the first n events of a log is the state of the run at that moment.
/// Threads: the observer only. Owns: its model; the texts outlive it.
class Fold {
 public:
  /// What a model keeps at most; older entries make room in blocks, so that appending stays cheap.
  struct Limits {
    std::size_t spans_of_a_thread = 20'000;
    std::size_t marks_of_a_thread = 20'000;
    std::size_t holds_of_a_thread = 20'000;
    std::size_t console_lines = 20'000;
  };

  explicit Fold(const TextTable& texts) : Fold(texts, Limits{}) {}
  Fold(const TextTable& texts, Limits limits) : texts_(&texts), limits_(limits) {}

  void apply(const TraceEvent& event);

  /// Moves the model's time on between events. It never goes back.
  void advance_to(TimeNs now) noexcept;

  [[nodiscard]] const Model& model() const noexcept { return model_; }

  /// What the program offers to spawn threads on; not from the log, but from its text.
  void set_functions(std::vector<FunctionRow> functions) { model_.functions = std::move(functions); }

 private:
  using RowIndex = std::unordered_map<std::uint32_t, std::size_t>;

  void apply_to_run(const TraceEvent& event);
  void apply_to_thread(const TraceEvent& event, ThreadRow& thread);
  void apply_to_timer(const TraceEvent& event, ThreadRow& thread);
  void apply_by_thread(const TraceEvent& event, ThreadRow& actor);
  void apply_to_object(const TraceEvent& event, ObjectRow& object);

  void create_thread(const TraceEvent& event);
  void create_object(const TraceEvent& event);
  void name_object(const TraceEvent& event);
  void begin_wait(const TraceEvent& event, ThreadRow& thread);
  void end_wait(const TraceEvent& event, ThreadRow& thread);
  void end_thread(const TraceEvent& event, ThreadRow& thread);
  void own(const TraceEvent& event, ObjectRow& lock, ThreadRow& thread);
  void disown(ObjectRow& lock, TimeNs now);
  void count_permits(const TraceEvent& event, ObjectRow& semaphore, std::int64_t change);
  void write(const TraceEvent& event);
  void switch_span(ThreadRow& thread, TimeNs now, ThreadState state);
  void mark(const TraceEvent& event);

  ThreadRow* thread_row(ObjectId object) noexcept;
  ThreadRow* actor_row(ThreadId thread) noexcept;
  ObjectRow* object_row(ObjectId id) noexcept;

  const TextTable* texts_;
  Limits limits_;
  Model model_;
  RowIndex thread_rows_;  // by the thread's object
  RowIndex actor_rows_;   // by ThreadId
  RowIndex object_rows_;
  std::unordered_map<ObjectId, std::uint64_t> gaps_seen_;  // by semaphore: Model::lost_events at its last event
};

}  // namespace threadbox::session
