#pragma once

#include "script/machine/frame.h"
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

class Gil;
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
  /// The same for FrameStack::depth().
  [[nodiscard]] unsigned deepest() const noexcept { return recursion_limit_ * Code::whole_depth; }
  void set_recursion_limit(unsigned limit) noexcept { recursion_limit_ = limit; }

  Code* load(std::shared_ptr<const CodeObject> code);

  // --- exceptions
  /// At a safepoint of the calling thread, which has met std::bad_alloc: collects garbage, and gives a MemoryError of
  /// its own to each raise. When there is no room for another one, and those that were made ahead are used up, it is the last
  /// one, in which nothing is noted. Mirrors _PyErr_NoMemory.
  Value out_of_memory(Waiter& self) noexcept;
  /// Makes some MemoryErrors ahead. Errors: std::bad_alloc.
  void prepare_memory_errors();
  /// "MemoryError\n" in the trace's texts: for a report that there is no memory for.
  [[nodiscard]] TextId memory_error_text() const noexcept { return memory_error_text_; }
  /// At a safepoint of the calling thread: collects garbage, with all others standing still.
  void collect(Waiter& self) noexcept;

  // --- natives
  /// `parameters`: names; behind those before "/" no keyword is taken, behind "*" only a keyword.
  Native* native(std::string name, NativeFunction function, std::vector<std::string> parameters, std::size_t required);
  /// Takes whatever comes; `keywords`: those, too.
  Native* variadic(std::string name, NativeFunction function, bool keywords = false);
  void define(Class* cls, std::string_view name, NativeFunction function, std::vector<std::string> parameters,
              std::size_t required);
  void define_variadic(Class* cls, std::string_view name, NativeFunction function, bool keywords = false);
  /// Calling the class calls this, with the class as the first argument. Without parameters: whatever comes.
  void construct_by(Class* cls, NativeFunction function);
  void construct_by(Class* cls, NativeFunction function, std::vector<std::string> parameters, std::size_t required);
  void define(Module* module, std::string_view name, NativeFunction function, std::vector<std::string> parameters,
              std::size_t required);

  // --- modules
  Module* module(std::string_view name);  ///< Made on first use; registered.
  [[nodiscard]] Module* find_module(std::string_view name) const noexcept;
  void forget_module(std::string_view name) noexcept;
  [[nodiscard]] std::string module_names() const;
  /// The prelude's own: a program cannot import it.
  [[nodiscard]] static bool is_internal(std::string_view module) noexcept;
  Module* main_module = nullptr;
  Module* builtins = nullptr;

  /// 32 bits by chance; under virtual time the same ones in every run.
  [[nodiscard]] std::uint32_t random_bits();

  /// A function of prelude/fallbacks.py.
  [[nodiscard]] Value fallback(std::string_view name);
  /// Threads with frames: roots of the heap. Looked at while no other thread executes.
  [[nodiscard]] const std::vector<std::shared_ptr<VmThread>>& threads() const noexcept { return threads_; }
  void add_thread(std::shared_ptr<VmThread> thread);
  void remove_thread(const std::shared_ptr<VmThread>& thread);
  /// Python's thread objects by their ThreadId, while they live; undefined when there is none.
  [[nodiscard]] Value thread_object(ThreadId id) const;
  void set_thread_object(ThreadId id, Value object);  ///< Undefined: there is none any more.
  /// Makes a thread ready to run `thread_object._bootstrap()` when it is launched. Set before any runs.
  std::function<void(const std::shared_ptr<Thread>& thread, Value thread_object)> prepare_thread;
  /// What the body of a thread does: it has the runner do the routine on it. Set before any runs.
  std::function<void(std::shared_ptr<Thread>, std::shared_ptr<Routine>)> run_routine;
  Gil* gil = nullptr;      ///< What threads take turns by, or would; sys.setswitchinterval is its. Set before any runs.
  StopTheWorld* world = nullptr;  ///< What stops free threads for collections.
  /// Bytes that the run may still write. Threads: any.
  std::atomic<std::int64_t> output_left{INT64_MAX};
  /// Ends the run, whose output is too long: it has said so. Set before any thread runs.
  std::function<void()> end_for_output;
  Value build_class;    ///< __build_class__
  NameTable console_names;  ///< What the Console thread knows besides: _object.
  /// The text of a source by its filename, for tracebacks; null when there is none.
  [[nodiscard]] std::shared_ptr<const std::string> source(std::string_view filename) const;
  void set_source(const std::string& filename, std::string text);

 private:
  void mark_roots(Marker& marker);
  ExceptionObject* make_memory_error();

  static constexpr std::size_t most_spare_memory_errors = 16;  // As CPython's MEMERRORS_SAVE.

  Runtime& runtime_;
  Shared<unsigned> recursion_limit_;
  std::mt19937 simulated_rng_;
  // Guarded by guard_:
  std::map<std::string, Module*, std::less<>> modules_;
  std::map<std::string, std::shared_ptr<const std::string>, std::less<>> sources_;
  std::vector<std::shared_ptr<VmThread>> threads_;
  std::unordered_map<ThreadId, Value> thread_objects_;
  std::vector<Value> spare_memory_errors_;  // With room for most_spare_memory_errors.
  Value last_memory_error_;
  TextId memory_error_text_ = 0;
};

}  // namespace threadbox::script
