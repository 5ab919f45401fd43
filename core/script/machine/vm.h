#pragma once

#include "script/machine/frame.h"
#include "script/values/heap.h"
#include "script/values/objects.h"
#include "script/values/shared.h"
#include "script/values/text.h"

#include <threadbox/park/small_guard.h>
#include <threadbox/sync/runtime.h>

#include <array>
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
class World;
class Routine;

/// A Python exception on its way through C++. The interpreter catches it around each instruction.
struct Raised {
  Value exception;
};

/// Thrown by what is written in C++ and meets an object whose special method is written in Python: C++ never calls
/// Python. Whoever entered C++ calls the Python twin of what it was doing (prelude/twins.py) instead, with the same
/// operands. So nothing may have changed before it is thrown.
struct NeedsPython {
  /// What has to be made a list of first, when that is all that hinders; undefined otherwise.
  Value iterable = Value::undefined();
};

/// Thrown out of what takes long in C++ when the thread shall stop, or be interrupted: it is not done to its end.
struct Interrupted {};

/// The built-in types, by what the VM calls them.
struct BuiltinClasses {
#define BUILTIN_CLASS(field, python_name) Class* field = nullptr;
#include "script/values/builtin_classes.def"
#undef BUILTIN_CLASS
};

/// Names that the VM looks up, see special_names.def.
struct SpecialNames {
#define NAME(field, text) Str* field = nullptr;
#include "script/values/special_names.def"
#undef NAME
  std::array<Str*, 13> binary, reflected, in_place;  ///< By BinaryOp.
  std::array<Str*, 6> compare;                       ///< By CompareOp.
};

/// Everything that the threads of one run share: heap, types, modules, the program's globals.
/// Threads: the one that holds the GIL, but for runtime(); free-threaded: any. See docs/free_threading.md.
class Vm {
 public:
  Vm(Runtime& runtime, std::size_t heap_limit_bytes, unsigned recursion_limit, bool is_free_threaded = false,
     AllocationFaults* faults = nullptr);
  ~Vm();

  Runtime& runtime() noexcept { return runtime_; }
  Heap& heap() noexcept { return heap_; }
  [[nodiscard]] unsigned recursion_limit() const noexcept { return recursion_limit_; }
  /// The same for FrameStack::depth().
  [[nodiscard]] unsigned deepest() const noexcept { return recursion_limit_ * Code::whole_depth; }
  void set_recursion_limit(unsigned limit) noexcept { recursion_limit_ = limit; }
  /// Its threads execute at the same time, without a GIL.
  const bool free_threaded;

  // --- making values
  Str* intern(std::string_view text);
  Str* string(std::string_view text);
  /// A str of `size` bytes, which `write` writes where it is told.
  template <typename Write>
  Str* string(std::size_t size, const Write& write) {
    Str* made = string(size, 0, write);
    made->length_ = count_code_points(made->text);
    return made;
  }
  /// Likewise, of `length` code points.
  template <typename Write>
  Str* string(std::size_t size, std::size_t length, const Write& write) {
    Str* made = heap_.make_with_room<Str>(size, classes.str, size);
    write(made->bytes());
    made->length_ = length;
    return made;
  }
  /// Both, one behind the other. `growing`: more will come behind them.
  Str* joined(const Str& left, const Str& right, bool growing = false);
  Value text(std::string_view value) { return Value(string(value)); }
  Value number(double value) { return Value(heap_.make<Float>(classes.float_, value)); }
  Tuple* tuple(std::vector<Value> items);
  List* list(std::vector<Value> items);
  Dict* dict() { return heap_.make<Dict>(classes.dict); }
  Class* make_class(std::string_view name, std::vector<Class*> bases, Class::Layout layout, std::string_view module);
  Code* load(std::shared_ptr<const CodeObject> code);

  // --- exceptions
  [[nodiscard]] Class* exception_class(std::string_view name) const;
  /// Never returns: throws Raised with an exception of a built-in type, e.g. raise("TypeError", "…").
  [[noreturn]] void raise(std::string_view type, std::string message);
  [[noreturn]] void raise_value(std::string_view type, std::vector<Value> arguments);
  ExceptionObject* make_exception(Class* cls, std::vector<Value> arguments);
  /// Makes a class of the prelude known to natives, by its name.
  void register_exception(Class* cls);
  /// At a safepoint of the calling thread, which has met std::bad_alloc: collects garbage, and gives a MemoryError of
  /// its own to each raise. When there is no room for another one, and those that were made ahead are used up, it is the last
  /// one, in which nothing is noted. Mirrors _PyErr_NoMemory.
  Value out_of_memory(Waiter& self) noexcept;
  /// Makes some MemoryErrors ahead. Errors: std::bad_alloc.
  void prepare_memory_errors();
  /// "MemoryError\n" in the trace's texts: for a report that there is no memory for.
  [[nodiscard]] TextId memory_error_text() const noexcept { return memory_error_text_; }
  /// What an operation raised.
  Value exception_of(const Error& error);

  // --- types, attributes
  [[nodiscard]] Class* class_of(Value value) const noexcept;
  /// As messages have it: "int", "collections.deque".
  [[nodiscard]] std::string type_name(Value value) const {
    const Class* cls = class_of(value);
    return cls->error_name.empty() ? std::string(cls->name->text) : cls->error_name;
  }
  [[nodiscard]] bool is_instance(Value value, const Class* cls) const noexcept;
  /// property.setter and its like: a callable that makes the new property.
  Value property_accessor(Value property, const std::string& which);

  /// At a safepoint of the calling thread: collects garbage, with all others standing still.
  void collect(Waiter& self) noexcept;

  /// The str of one ASCII character, which there is once.
  [[nodiscard]] Str* character(char ascii) const noexcept { return characters_[static_cast<unsigned char>(ascii)]; }

  /// To be called now and then by what takes long. Errors: Interrupted.
  static void check_stop();
  /// To be called in each round of a loop that may be long: checks as soon as many have been spent. Errors: Interrupted.
  static void spend(std::size_t rounds = 1) {
    spent_rounds_ += rounds;
    if (spent_rounds_ >= 4096) check_stop();
  }
  /// How many bytes may be copied, or looked through, in one.
  static constexpr std::size_t bytes_in_a_round = 64;

  // --- natives
  /// `parameters`: names; behind those before "/" no keyword is taken, behind "*" only a keyword.
  Native* native(std::string name, NativeFunction function, std::vector<std::string> parameters,
                 std::size_t required);
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
  [[nodiscard]] std::uint32_t chance();

  // --- trace
  /// The object that a trace's ObjectId names, as long as it lives; undefined otherwise.
  [[nodiscard]] Value traced_object(ObjectId id) const noexcept;
  void remember_traced(Instance& instance);
  void forget_traced(ObjectId id) noexcept;

  /// The beginning of a lock's repr(): "<locked _thread.lock object".
  [[nodiscard]] std::string lock_text(Value lock) const;

  BuiltinClasses classes;
  SpecialNames names;
  Value not_implemented;
  /// A function of prelude/twins.py.
  [[nodiscard]] Value twin(std::string_view name);
  /// Threads with frames: roots of the heap. Looked at while no other thread executes.
  [[nodiscard]] const std::vector<std::shared_ptr<VmThread>>& threads() const noexcept { return threads_; }
  void add_thread(std::shared_ptr<VmThread> thread);
  void remove_thread(const std::shared_ptr<VmThread>& thread);
  /// Python's thread objects by their ThreadId, while they live; undefined when there is none.
  [[nodiscard]] Value thread_object(ThreadId id) const;
  void set_thread_object(ThreadId id, Value object);  ///< Undefined: there is none any more.
  /// What the body of a thread does: it has the runner do the routine on it. Set before any runs.
  std::function<void(std::shared_ptr<Thread>, std::shared_ptr<Routine>)> run_routine;
  Gil* gil = nullptr;      ///< What threads take turns by, or would; sys.setswitchinterval is its. Set before any runs.
  World* world = nullptr;  ///< What stops free threads for collections.
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
  friend void install_exceptions(Vm& vm);
  void add_exceptions();
  void mark_roots(Marker& marker);
  void make_core_classes();
  void make_names();
  ExceptionObject* make_memory_error();

  /// Has the tables to itself, where threads are free.
  class Tables {
   public:
    explicit Tables(const Vm& vm) noexcept : guard_(vm.free_threaded ? &vm.guard_ : nullptr) {
      if (guard_ != nullptr) guard_->lock();
    }
    ~Tables() {
      if (guard_ != nullptr) guard_->unlock();
    }
    Tables(const Tables&) = delete;
    Tables& operator=(const Tables&) = delete;

   private:
    SmallGuard* guard_;
  };
  static thread_local std::size_t spent_rounds_;
  static constexpr std::size_t bytes_of_interned = 64;  ///< Its place in the table. A name is never forgotten.
  static constexpr std::size_t most_spare_memory_errors = 16;  // As CPython's MEMERRORS_SAVE.

  Runtime& runtime_;
  std::array<Str*, 128> characters_{};
  mutable SmallGuard guard_;  // See Tables. Nothing is made while it is held, nor anything else taken.
  std::unordered_map<ObjectId, Instance*> traced_;  // guarded by guard_. Before the heap: objects take themselves out.
  Heap heap_;
  Shared<unsigned> recursion_limit_;
  std::mt19937 virtual_chance_;
  // Guarded by guard_:
  std::unordered_map<std::string_view, Str*> interned_;  // Keys view into the strings.
  std::map<std::string, Module*, std::less<>> modules_;
  std::map<std::string, Class*, std::less<>> exceptions_;
  Class* os_error_ = nullptr;
  std::map<std::string, std::shared_ptr<const std::string>, std::less<>> sources_;
  std::vector<std::shared_ptr<VmThread>> threads_;
  std::unordered_map<ThreadId, Value> thread_objects_;
  std::vector<Value> spare_memory_errors_;  // With room for most_spare_memory_errors.
  Value last_memory_error_;
  TextId memory_error_text_ = 0;
};

/// Fill in the built-in types, functions and modules.
void install_builtins(Vm& vm);
void install_constructors(Vm& vm);
void install_str(Vm& vm);
void install_list(Vm& vm);
void install_tables(Vm& vm);
void install_objects(Vm& vm);
/// Gives a class __next__ and __iter__, for iterators in C++ and in the prelude.
void define_iterator(Vm& vm, Class* cls);
void install_machine(Vm& vm);
void install_exceptions(Vm& vm);
void install_locks(Vm& vm);
void install_local(Vm& vm);
void install_queue(Vm& vm);
void install_sync(Vm& vm);
void install_time(Vm& vm);
void install_system(Vm& vm);
void install_warnings(Vm& vm);
void install_math(Vm& vm);
void install_random(Vm& vm);
void install_deque(Vm& vm);

}  // namespace threadbox::script
