#pragma once

#include <threadbox/park/operation.h>
#include <threadbox/trace/event.h>

#include "session/rows.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace threadbox::session {

/// Where a run is in its life.
enum class RunState : std::uint8_t {
#define RUN_STATE(name) name,
#include "session/states.def"
};
const char* run_state_name(RunState state) noexcept;

enum class ThreadState : std::uint8_t {
#define THREAD_STATE(name) name,
#include "session/states.def"
};
const char* thread_state_name(ThreadState state) noexcept;

/// The operation that a thread waits in, and the program's call that led there.
struct Wait {
  OperationKind operation = OperationKind::idle;
  ObjectId object = 0;  ///< The object that the program knows: the queue of q.get(). 0 for a sleep.
  TimeNs since_ns = 0;
  std::optional<TimeNs> deadline_ns;  ///< None: for ever.
  ObjectId part = 0;  ///< What it waits on within that object: the queue's condition. 0: the object itself.
  std::uint32_t call = 0;  ///< Index in Model::calls: "Queue.get"; 0: the call is the operation.

  /// What the operation waits on.
  [[nodiscard]] ObjectId waits_on() const noexcept { return part != 0 ? part : object; }
};

/// The state that a Timer has in addition to that of its thread.
struct TimerRow {
  enum class State : std::uint8_t {
#define TIMER_STATE(name) name,
#include "session/states.def"
  };
  State state = State::initial;
  float interval_s = 0;
  std::optional<TimeNs> fires_at_ns;  ///< While counting.
  bool fired_by_user = false;
};
const char* timer_state_name(TimerRow::State state) noexcept;

/// An interval of a thread's life in which its state did not change.
struct Span {
  TimeNs begin_ns = 0;
  TimeNs end_ns = 0;  ///< The model's time_ns for the last one, which is still open.
  ThreadState state = ThreadState::running;
  OperationKind operation = OperationKind::idle;  ///< While waiting.
  ObjectId object = 0;                            ///< While waiting: as in Wait.
  std::uint32_t call = 0;                         ///< Likewise.
  std::uint32_t line = 0;  ///< The last known line of the thread at its begin: of a wait, the waiting line. 0: not known.
};

/// A moment worth a mark on a thread's line: an Event set, a barrier broken, an output …
struct Mark {
  TimeNs time_ns = 0;
  EventKind kind = EventKind::gap;
  ObjectId object = 0;
};

/// An interval in which a thread held a lock.
struct Hold {
  ObjectId object = 0;
  TimeNs begin_ns = 0;
  TimeNs end_ns = 0;
};

struct ThreadRow {
  ObjectId object = 0;
  ThreadId id = 0;  ///< 0 until it has been started.
  std::string name;
  std::string variable;     ///< First variable it is stored in; may be empty.
  bool variable_is_global = false;
  bool daemon = false;
  bool is_main = false;
  bool is_console = false;
  ThreadState state = ThreadState::initial;
  Wait wait;                ///< While in_wait.
  bool in_wait = false;     ///< Its wait is not over. A woken thread that must get the GIL first is ready meanwhile.
  std::vector<ObjectId> holds;  ///< Locks it holds.
  bool has_gil = false;
  std::string exception;    ///< "ValueError: it is odd", if nothing caught it; empty otherwise.
  std::uint32_t exception_line = 0;  ///< The line that raised it; 0: not known.
  std::uint32_t line = 0;   ///< Last known line; 0: not known yet.
  std::string function;     ///< Last known function.
  std::string target;       ///< The call that it makes: "greet('Ada')"; empty: not known.
  ObjectId executor = 0;    ///< The executor whose worker it is; 0: none.
  std::optional<TimerRow> timer;
  TimeNs begin_ns = 0;
  TimeNs end_ns = 0;
  std::vector<Span> spans;  ///< Oldest first; at most a bounded number is kept.
  std::vector<Mark> marks;
  std::vector<Hold> past_holds;  ///< Of released locks, in the order of their releases; bounded like the spans.

  [[nodiscard]] ObjectId key() const noexcept { return object; }
};

/// The attributes that a thread has in a threading.local.
struct LocalRow {
  ObjectId thread = 0;  ///< It may have ended.
  std::vector<std::string> names;  ///< The first ones that it has set.
};

/// A primitive: lock, event, barrier …
struct ObjectRow {
  ObjectId id = 0;
  ObjectKind kind = ObjectKind::lock;
  std::string variable;     ///< First variable it is stored in; may be empty.
  bool variable_is_global = false;
  std::uint32_t namesake =
      0;  ///< Its number among the objects of the same variable, counted from 1; 0 and 1: there is no older one.
  bool is_internal = false;  ///< A module made it for itself or for `part_of`.
  ObjectId part_of = 0;  ///< The object that it is a part of, as a queue's mutex is; 0: none.
  bool known = true;  ///< False: events about it were lost, and the fields below except parties and maxsize are not known yet.
  ObjectId owner = 0;  ///< Lock, RLock: the object of the thread that holds it; Future: of the one that runs it; 0: none.
  TimeNs owned_since_ns = 0;  ///< While it has an owner.
  std::uint32_t count = 0;  ///< RLock: how often its owner holds it.
  std::int64_t value = 0;  ///< Semaphore: free permits.
  bool flag = false;  ///< Event.
  std::uint32_t size = 0;  ///< Queue: items in it.
  std::uint64_t maxsize = 0;  ///< Queue; 0: no limit.
  std::uint32_t unfinished = 0;  ///< Queue: items put and not reported done; 65535: or more.
  bool shut_down = false;  ///< Queue, executor.
  int parties = 0;  ///< Barrier.
  int n_waiting = 0;  ///< Barrier.
  bool broken = false;  ///< Barrier.
  FuturePhase future = FuturePhase::pending;  ///< Future.
  ObjectId executor = 0;  ///< Future: the executor that it was submitted to; 0: none.
  std::uint32_t max_workers = 0;  ///< Executor.
  std::vector<LocalRow> locals;  ///< local: a row for each thread that has set attributes.
  std::vector<ObjectId> parts;  ///< Objects whose `part_of` it is.
  std::vector<ObjectId>
      waiters;  ///< The objects of the threads that wait for it or for a part of it, longest first. Always known.

  [[nodiscard]] ObjectId key() const noexcept { return id; }
};

struct ConsoleLine {
  OutputStream stream = OutputStream::out;
  ObjectId thread = 0;  ///< The thread that wrote it.
  TimeNs time_ns = 0;
  std::string text;  ///< As written; line ends included.
};

/// A statement that the user typed or clicked, and what came of it.
struct StatementRow {
  ObjectId thread = 0;  ///< The thread of the Console that executes it.
  ObjectId origin = 0;  ///< The object whose button was clicked; 0: it was typed.
  std::string text;
  std::string answer;   ///< What it has written: results, errors. Of a long answer the end.
  bool raised = false;
  TimeNs begin_ns = 0;
  std::optional<TimeNs> end_ns;  ///< None: it is under way.
};

/// A top-level function of the program, on which the user can spawn a thread.
struct FunctionRow {
  std::string name;
  std::vector<std::string> parameters;
  std::uint32_t line = 0;
};

/// The state of a run after its first `event_count` events, from which every view draws. Plain data, changed by session/fold.h alone.
struct Model {
  RunState state = RunState::empty;
  bool free_threaded = false;  ///< There is no GIL: threads execute at the same time.
  bool is_past = false;  ///< Of an earlier moment, which the user looks at: no command applies to it.
  bool simulated = false;  ///< One thread executes at a time, chosen by a schedule; time is virtual.
  std::uint64_t event_count = 0;
  std::uint64_t lost_events = 0;  ///< Sum of all gaps.
  TimeNs time_ns = 0;  ///< Now, on the run's clock.
  TimeNs begin_ns = 0;  ///< When the program's first statement began that is not an import; views count from it. 0 until then.
  TimeNs last_event_ns = 0;
  bool stopped_by_user = false;
  bool deadlocked = false;  ///< A simulated run that was ended because no thread could go on.
  std::optional<int> exit_code;  ///< Once ended.
  Rows<ThreadRow> threads;  ///< In order of creation, the main thread first. Of the ended threads, the last ones only.
  std::uint64_t ended_threads = 0;  ///< Threads that have ended and have no row any more.
  Rows<ObjectRow> objects;  ///< Those that exist, in order of creation.
  std::uint64_t unlisted_objects = 0;  ///< Objects without a row: created while there were too many.
  std::uint64_t ended_objects = 0;  ///< Objects that no longer exist.
  ObjectId gil_holder = 0;  ///< The thread that has the GIL; 0: none.
  TimeNs gil_since_ns = 0;  ///< While it has a holder.
  std::vector<Hold> gil_turns;  ///< The threads that had the GIL, oldest first; bounded.
  std::vector<ConsoleLine> console;
  std::vector<StatementRow> statements;  ///< The last ones, oldest first.
  std::string filename;  ///< Of the program, as tracebacks name it.
  std::vector<FunctionRow> functions;
  std::vector<std::string> calls{{}};  ///< The names of calls into modules that threads have waited in; the first is empty.

  [[nodiscard]] const ThreadRow* thread(ObjectId object) const noexcept;
  [[nodiscard]] const ObjectRow* object(ObjectId id) const noexcept;
};

/// Whether it has ended or was stopped.
bool is_over(const ThreadRow& thread) noexcept;
/// Whether it has been started and is not over.
bool is_live(const ThreadRow& thread) noexcept;
/// Whether the user holds it before a statement: see script/runners/brake.h.
bool is_held(const ThreadRow& thread) noexcept;
/// Whether it waits for the user: the idle main thread, or a thread of the Console without a statement.
bool is_idle(const ThreadRow& thread) noexcept;
/// Whether it waits for a line of the program's input.
bool is_reading(const ThreadRow& thread) noexcept;

/// Its name on screen: its variable, else its type and number ("Barrier 7"); for a thread, its name.
std::string label(const ObjectRow& object);
std::string label(const ThreadRow& thread);

/// A Python expression that reaches it from the Console thread: its global variable, else `_object(7)`.
std::string expression(const ObjectRow& object);
std::string expression(const ThreadRow& thread);

}  // namespace threadbox::session
