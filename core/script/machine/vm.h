#pragma once

#include "script/machine/finalizers.h"
#include "script/machine/frame.h"
#include "script/machine/signals.h"
#include "script/values/shared.h"
#include "script/values/universe.h"

#include <threadbox/sync/runtime.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace threadbox::script {

class AccessRecorder;
class FileSystem;
class Gil;
class StandardInput;
class StopTheWorld;
class Routine;

/// Everything that the threads of one run share: heap, types, modules, the program's globals.
/// Threads: the one that holds the GIL, but for runtime(); free-threaded: any. See docs/free_threading.md.
class Vm : public Universe {
 public:
  Vm(Runtime& runtime, std::size_t heap_limit_bytes, unsigned recursion_limit, bool is_free_threaded = false,
     AllocationFaults* faults = nullptr);
  ~Vm();

  Runtime& runtime() noexcept { return runtime_; }
  [[nodiscard]] unsigned recursion_limit() const noexcept { return recursion_limit_; }
  /// The recursion limit in units of FrameStack::depth().
  [[nodiscard]] unsigned deepest() const noexcept { return recursion_limit_ * Code::whole_depth; }
  void set_recursion_limit(unsigned limit) noexcept { recursion_limit_ = limit; }

  /// Makes a code object on the heap, with its constants, which share its owner: if that is none, since the code outlives the run,
  /// the run counts no references to it. Errors: std::bad_alloc.
  Code* load(std::shared_ptr<const CodeObject> code);

  // --- exceptions
  /// Called at a safepoint by a thread that has caught std::bad_alloc: collects garbage, and returns a MemoryError that no other raise
  /// has. If there is no room for a new one and the spare ones are used up, it returns the last resort, which all such raises share and
  /// which records no traceback. Mirrors _PyErr_NoMemory.
  Value out_of_memory(Waiter& self) noexcept;
  /// Allocates the spare MemoryErrors. Errors: std::bad_alloc.
  void prepare_memory_errors();
  /// "MemoryError\n" in the trace's texts, for a report when there is no memory to make one.
  [[nodiscard]] TextId memory_error_text() const noexcept { return memory_error_text_; }
  /// At a safepoint of the calling thread: stops the others and collects garbage.
  void collect(Waiter& self) noexcept;

  // --- natives
  /// A function in C++. `parameters`: their names, with "/" after the positional-only and "*" before the keyword-only ones, as in a
  /// def; the first `required` must be given.
  Native* native(std::string name, NativeFunction function, const ParameterNames& parameters, std::size_t required);
  /// A function in C++ that takes any number of positional arguments, and any keyword arguments if `keywords`.
  Native* variadic(std::string name, NativeFunction function, bool keywords = false);
  void define(Class* cls, std::string_view name, NativeFunction function, const ParameterNames& parameters, std::size_t required);
  void define_variadic(Class* cls, std::string_view name, NativeFunction function, bool keywords = false);
  /// Has calls of the class call `function`, with the class as the first argument; without `parameters` it takes any arguments.
  void construct_by(Class* cls, NativeFunction function);
  void construct_by(Class* cls, NativeFunction function, const ParameterNames& parameters, std::size_t required);
  void define(Module* module, std::string_view name, NativeFunction function, const ParameterNames& parameters,
              std::size_t required);

  // --- modules
  Module* module(std::string_view name);  ///< Makes and registers it on first use.
  [[nodiscard]] Module* find_module(std::string_view name) const noexcept;
  void forget_module(std::string_view name) noexcept;
  [[nodiscard]] std::string module_names() const;
  /// Whether the module is for the prelude only: a program cannot import it.
  [[nodiscard]] static bool is_internal(std::string_view module) noexcept;
  Module* main_module = nullptr;
  Module* builtins = nullptr;

  /// 32 random bits; under virtual time the same sequence in every run.
  [[nodiscard]] std::uint32_t random_bits();

  /// A function that prelude/fallbacks.py defines or imports.
  [[nodiscard]] Value fallback(std::string_view name);
  /// The threads that have frames: roots of the heap. Read only while no other thread executes.
  [[nodiscard]] const std::vector<std::shared_ptr<VmThread>>& threads() const noexcept { return threads_; }
  void add_thread(std::shared_ptr<VmThread> thread);
  void remove_thread(const std::shared_ptr<VmThread>& thread);
  /// The threading.Thread of a live thread; undefined if it has none.
  [[nodiscard]] Value thread_object(ThreadId id) const;
  void set_thread_object(ThreadId id, Value object);  ///< Undefined removes the entry.
  /// Prepares a thread to run `thread_object._bootstrap()` when it is launched. Set by the runner before threads start.
  std::function<void(const std::shared_ptr<Thread>& thread, Value thread_object)> prepare_thread;
  /// The body of a thread: has the runner drive the routine on it. Set before threads start.
  std::function<void(std::shared_ptr<Thread>, std::shared_ptr<Routine>)> run_routine;
  Gil* gil = nullptr;  ///< The GIL; holds the switch interval even if the run does not use it. Set before threads start.
  FileSystem* files = nullptr;  ///< The run's files. Set before threads start.
  StandardInput* input = nullptr;  ///< What the program reads. Set before threads start.
  AccessRecorder* recorder = nullptr;  ///< Records accesses to shared places; null but in simulated runs that look for races.
  Signals signals;
  Finalizers finalizers;
  StopTheWorld* world = nullptr;  ///< Stops free threads for collections; null if there is a GIL.
  /// Bytes of output that the run may still write. Threads: any.
  std::atomic<std::int64_t> output_left{INT64_MAX};
  /// Called once the output limit is exceeded (after reporting it). Must be set before threads start.
  std::function<void()> end_for_output;
  /// Ends the run as if by a signal. Threads: any. Must be set before threads start.
  std::function<void(int)> end_by_signal;
  /// Ends the run with an exit code, without one more line of its threads. Must be set before threads start.
  std::function<void(int)> end_process;
  /// Records, once, that the program has begun: what it imports has been imported. Threads: the main thread.
  void begin_program(Waiter& self) noexcept;
  /// Whether it has. Threads: the main thread.
  [[nodiscard]] bool has_begun() const noexcept { return has_begun_; }
  Value build_class;  ///< __build_class__
  NameTable console_names;  ///< Builtins of the Console thread only: _object.
  /// The text of a source by its filename, for tracebacks; null if it is not known.
  [[nodiscard]] std::shared_ptr<const std::string> source(std::string_view filename) const;
  void set_source(const std::string& filename, std::string text);

 private:
  void mark_roots(Marker& marker);
  ExceptionObject* make_memory_error();

  static constexpr std::size_t most_spare_memory_errors = 16;  // As CPython's MEMERRORS_SAVE.

  Runtime& runtime_;
  Shared<unsigned> recursion_limit_;
  std::mt19937 simulated_rng_;
  bool has_begun_ = false;  // the main thread's
  // Guarded by guard_:
  std::map<std::string, Module*, std::less<>> modules_;
  std::map<std::string, std::shared_ptr<const std::string>, std::less<>> sources_;
  std::vector<std::shared_ptr<VmThread>> threads_;
  std::unordered_map<ThreadId, Value> thread_objects_;
  std::vector<Value> spare_memory_errors_;  // its capacity is most_spare_memory_errors
  Value last_memory_error_;
  TextId memory_error_text_ = 0;
};

}  // namespace threadbox::script
