#pragma once

#include "script/text/utf8.h"
#include "script/values/callables.h"
#include "script/values/classes.h"
#include "script/values/containers.h"
#include "script/values/exceptions.h"
#include "script/values/floats.h"
#include "script/values/heap.h"
#include "script/values/instances.h"
#include "script/values/modules.h"
#include "script/values/str.h"
#include "script/values/tables.h"

#include <threadbox/park/detail/small_guard.h>
#include <threadbox/trace/event.h>

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace threadbox {
class Error;
}

namespace threadbox::script {

/// Thrown by C++ code to raise a Python exception. The interpreter catches it around each instruction.
struct Raised {
  Value exception;
};

/// Thrown by C++ code that meets an object whose special method is written in Python, because C++ never calls Python. The interpreter
/// then calls the operation's Python fallback (prelude/fallbacks.py) with the same operands, so nothing may have changed before the throw.
struct NeedsFallback {
  /// The operand that must be converted to a list first, if that is the only obstacle; undefined otherwise.
  Value iterable = Value::undefined();
};

/// The built-in types; see builtin_classes.def.
struct BuiltinClasses {
#define BUILTIN_CLASS(field, python_name) Class* field = nullptr;
#include "script/values/builtin_classes.def"
#undef BUILTIN_CLASS
};

/// Names of special methods and attributes; see special_names.def.
struct SpecialNames {
#define NAME(field, text) Str* field = nullptr;
#include "script/values/special_names.def"
#undef NAME
  std::array<Str*, 13> binary, reflected, in_place;  ///< By BinaryOp.
  std::array<Str*, 6> compare;  ///< By CompareOp.
};

/// The environment of all values of a run: the heap, the built-in types, the interned names, and the functions that make values.
/// The machine's Vm derives from it.
/// Threads:  the thread that holds the GIL; in a free-threaded run, any. See docs/free_threading.md.
/// Errors:   HeapExhausted from every function that makes a value.
/// Owns:     the heap, and through it all values.
class Universe {
 public:
  Universe(std::size_t heap_limit_bytes, Heap::MarkRoots mark_roots, bool is_free_threaded, AllocationFaults* faults);
  Universe(const Universe&) = delete;
  Universe& operator=(const Universe&) = delete;

  Heap& heap() noexcept { return heap_; }
  /// Its threads execute at the same time, without a GIL.
  const bool free_threaded;

  // --- making values: intern() returns the unique str of a text; string() and text() make a new one
  Str* intern(std::string_view text);
  Str* string(std::string_view text);
  /// A str of `size` bytes, which `write` fills in.
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
  /// left + right. `growing`: more will probably be appended.
  Str* joined(const Str& left, const Str& right, bool growing = false);
  /// An instance of a class that derives from str, with the text of `from`.
  Str* derived(Class& cls, const Str& from);
  Value text(std::string_view value) { return Value(string(value)); }
  Value number(double value) { return Value(heap_.make<Float>(classes.float_, value)); }
  Tuple* tuple(std::vector<Value> items);
  List* list(std::vector<Value> items);
  Dict* dict() { return heap_.make<Dict>(classes.dict); }
  Class* make_class(std::string_view name, std::vector<Class*> bases, Class::Layout layout, std::string_view module);
  /// The interned str of one ASCII character.
  [[nodiscard]] Str* character(char ascii) const noexcept { return characters_[static_cast<unsigned char>(ascii)]; }

  // --- exceptions
  [[nodiscard]] Class* exception_class(std::string_view name) const;
  /// Never returns: throws Raised with an exception of a built-in type, e.g. raise("TypeError", "…").
  [[noreturn]] void raise(std::string_view type, std::string message);
  [[noreturn]] void raise_value(std::string_view type, std::vector<Value> arguments);
  ExceptionObject* make_exception(Class* cls, std::vector<Value> arguments);
  /// Lets natives raise a class of the prelude, by its name.
  void register_exception(Class* cls);
  /// The Python exception for an error that an operation raised.
  Value exception_of(const Error& error);

  // --- types
  /// id(): an object's address, or its number if the heap numbers objects; for other values, their bits. Errors: HeapExhausted.
  [[nodiscard]] std::uint64_t id_of(Value value) {
    return value.is_object() && heap_.numbers_objects() ? heap_.number_of(*value.object()) : value.word();
  }
  [[nodiscard]] Class* class_of(Value value) const noexcept;
  /// The name in error messages: "int", "collections.deque".
  [[nodiscard]] std::string type_name(Value value) const {
    const Class* cls = class_of(value);
    return cls->error_name.empty() ? std::string(cls->name->text) : cls->error_name;
  }
  [[nodiscard]] bool is_instance(Value value, const Class* cls) const noexcept;

  // --- trace
  /// The object that a trace's ObjectId names, as long as it lives; undefined otherwise.
  [[nodiscard]] Value traced_object(ObjectId id) const noexcept;
  void remember_traced(Instance& instance);
  void forget_traced(ObjectId id) noexcept;

  /// Called once the built-in types have all their methods: from now on lookups in them may be cached.
  void complete_classes();

  BuiltinClasses classes;
  SpecialNames names;
  Value not_implemented;

 protected:
  ~Universe() = default;
  void mark_values(Marker& marker);
  /// Holds the guard of the tables in a free-threaded run.
  class Tables {
   public:
    explicit Tables(const Universe& universe) noexcept : guard_(universe.free_threaded ? &universe.guard_ : nullptr) {
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

 private:
  void make_core_classes();
  void make_names();
  void make_exceptions();

  static constexpr std::size_t bytes_of_interned = 64;  ///< Its entry in the table. A name is never removed.

  std::array<Str*, 128> characters_{};
  mutable SmallGuard guard_;  // See Tables. While it is held, no object is made and no other guard is acquired.
  // Guarded by guard_. Declared before the heap, because objects remove themselves from it.
  std::unordered_map<ObjectId, Instance*> traced_;
  Heap heap_;
  // Guarded by guard_:
  std::unordered_map<std::string_view, Str*> interned_;  // Keys view into the strings.
  std::map<std::string, Class*, std::less<>> exceptions_;
  Class* os_error_ = nullptr;
};

}  // namespace threadbox::script
