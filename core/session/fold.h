#pragma once

#include "session/model.h"

#include <threadbox/trace/text_table.h>
#include <threadbox/trace/watch_list.h>

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace threadbox::session {

/// Whether the text that an event of this kind carries belongs to the event alone, so that it is released with it.
[[nodiscard]] constexpr bool has_text_of_its_own(EventKind kind) noexcept {
  return kind == EventKind::output || kind == EventKind::thread_create || kind == EventKind::thread_name ||
         kind == EventKind::thread_died;
}

/// Applies events to the model, one at a time, in order: the only place where a model changes.
/// The fold of the first n events is the state of the run at that moment. An event costs the same, however many threads and
/// objects exist or have existed.
/// Threads: the observer only. Owns: its model; the texts outlive it.
class Fold {
 public:
  /// The most that a model keeps, however long a run goes on. Older entries are dropped in blocks, so that appending stays
  /// cheap.
  struct Limits {
    std::size_t spans_of_a_thread = 20'000;
    std::size_t marks_of_a_thread = 20'000;
    std::size_t holds_of_a_thread = 20'000;
    std::size_t gil_turns = 20'000;
    std::size_t statements = 200;
    std::size_t answer_bytes = 2'000;
    std::size_t moments = 400'000;  ///< Spans, marks and holds of all threads together, 24 to 40 bytes each.
    std::size_t console_lines = 20'000;  ///< 0: the texts of output are not read.
    std::size_t console_bytes = std::size_t{8} << 20;
    std::size_t ended_threads = 100;   ///< With a row, not counting those that hold a lock.
    std::size_t objects = 5'000;       ///< With a row; further ones are only counted.
  };

  explicit Fold(const TextTable& texts) : Fold(texts, Limits{}) {}
  Fold(const TextTable& texts, Limits limits) : texts_(&texts), limits_(limits) {}
  /// A copy folds on by itself. Errors: std::bad_alloc.
  Fold(const Fold& other);
  Fold& operator=(const Fold&) = delete;
  Fold(Fold&&) = default;
  Fold& operator=(Fold&&) = default;
  ~Fold() = default;

  /// Errors: std::bad_alloc; then the model is as it was, and the event can be applied again.
  void apply(const TraceEvent& event);

  /// Moves the model's time on between events. It never goes back.
  void advance_to(TimeNs now) noexcept;

  [[nodiscard]] const Model& model() const noexcept { return model_; }
  [[nodiscard]] const TextTable& texts() const noexcept { return *texts_; }
  /// The row of the thread that records events with this number; null: it has none.
  [[nodiscard]] const ThreadRow* thread_of(ThreadId thread) const noexcept;

  /// Takes the model away: the fold is of no further use.
  [[nodiscard]] Model take_model() noexcept { return std::move(model_); }

  /// For a fold that keeps no console and no statements: copies the last ones of a later model up to this one's moment, and says in the
  /// model that it is past.
  /// Errors: std::bad_alloc.
  void take_past_from(const Model& later);

  /// Compares the model's state of an object with the object's own (null: it cannot be read at the moment).
  enum class Comparison : unsigned char { same, different, no_row };
  [[nodiscard]] Comparison compare(ObjectId object, const ObjectState* state) const noexcept;

  /// The name of the program's file, and the functions that the user can spawn threads on. They come from the program, not from an
  /// event.
  void set_program(std::string filename, std::vector<FunctionRow> functions) {
    model_.filename = std::move(filename);
    model_.functions = std::move(functions);
  }

 private:
  void make_room(const TraceEvent& event);
  void make_room(ThreadRow* thread);
  void apply_whole(const TraceEvent& event);
  void apply_to_run(const TraceEvent& event);
  void apply_to_thread(const TraceEvent& event, ThreadRow& thread);
  void apply_to_timer(const TraceEvent& event, ThreadRow& thread);
  void apply_by_thread(const TraceEvent& event, ThreadRow& actor);
  void apply_to_object(const TraceEvent& event, ObjectRow& object);

  void create_thread(const TraceEvent& event);
  void create_object(const TraceEvent& event);
  void end_object(const TraceEvent& event);
  void set_state(const TraceEvent& event, ObjectRow& object);
  void forget_state(const TraceEvent& event, ObjectRow& object);
  void give_turn(const TraceEvent& event, ThreadRow& thread);
  void end_turn(ThreadRow& thread, TimeNs now);
  void take_turn(const TraceEvent& event, ThreadRow& thread);
  void want_turn(const TraceEvent& event, ThreadRow& thread);
  void go_on(ThreadRow& thread, TimeNs now);
  void name_object(const TraceEvent& event);
  void name_object(ObjectRow& object, std::string variable, bool is_global);
  void leave_namesakes(const ObjectRow& object);
  void give_owner(const TraceEvent& event, ObjectRow& object);
  void set_future(ObjectRow& future, FuturePhase state, const ThreadRow* runner);
  void change_local(const TraceEvent& event, ObjectRow& local, const ThreadRow& thread);
  void note_done_future(ObjectId future);
  bool forget_done_future();
  void forget_object(const ObjectRow& object);
  void name_wait(const TraceEvent& event, ThreadRow& thread);
  void begin_wait(const TraceEvent& event, ThreadRow& thread);
  void end_wait(const TraceEvent& event, ThreadRow& thread);
  void end_thread(const TraceEvent& event, ThreadRow& thread);
  void forget_ended_threads();
  void forget_thread(const ThreadRow& thread);
  void own(const TraceEvent& event, ObjectRow& lock, ThreadRow& thread);
  void hold(ObjectRow& lock, ThreadRow& thread, TimeNs now);
  void disown(ObjectRow& lock, TimeNs now);
  void write(const TraceEvent& event);
  void begin_statement(const TraceEvent& event, const ThreadRow& thread);
  void end_statement(TimeNs now, const ThreadRow& thread, bool raised);
  void answer(const ThreadRow& thread, const ConsoleLine& line);
  StatementRow* statement_of(const ThreadRow& thread) noexcept;
  template <typename T>
  void append(std::vector<T>& moments, T moment, std::size_t limit);
  void make_room_for_moments();
  void make_room_in_console();
  void join_waiters(const ThreadRow& thread);
  void leave_waiters(const ThreadRow& thread);
  void switch_span(ThreadRow& thread, TimeNs now, ThreadState state);
  void mark(const TraceEvent& event);

  ThreadRow* thread_row(ObjectId object) noexcept { return model_.threads.find(object); }
  ThreadRow* actor_row(ThreadId thread) noexcept;
  ThreadRow* main_row() noexcept { return model_.threads.empty() ? nullptr : &model_.threads.front(); }
  ObjectRow* object_row(ObjectId id) noexcept { return model_.objects.find(id); }

  /// The objects with a row that have the same variable.
  struct Namesakes {
    std::uint32_t count = 0;
    std::uint32_t last = 0;  ///< The number given last.
  };

  const TextTable* texts_;
  Limits limits_;
  Model model_;
  std::unordered_map<ThreadId, ThreadRow*> actors_;  // rows stay where they are
  std::vector<ObjectId> ended_;  // threads with a row, in the order of their ends; some may have none any more
  std::unordered_map<std::string, Namesakes> namesakes_;  // by variable
  std::deque<ObjectId> done_futures_;  // in the order of their ends; some may have no row any more
  std::size_t moments_ = 0;  // of all threads
  std::size_t console_bytes_ = 0;
  std::uint32_t state_more_ = 0;  // the first half of the object_state event that follows
};

}  // namespace threadbox::session
