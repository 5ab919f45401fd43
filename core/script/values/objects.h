#pragma once

#include "script/compile/code.h"
#include "script/text/text_view.h"
#include "script/values/heap.h"
#include "script/values/lookup_cache.h"
#include "script/values/name_table.h"
#include "script/values/shared.h"
#include "script/values/value.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace threadbox::script {

class Universe;
class Class;
class Code;
class Traceback;

/// The object of this C++ class that the value is; null when it is none.
template <typename T>
T* as(Object* object) noexcept;
template <typename T>
T* as(Value value) noexcept {
  return value.is_object() ? as<T>(value.object()) : nullptr;
}

/// The bytes of strings that grow by +=, with spare room: each string is a prefix of the next.
class TextBuffer final : public Object {
 public:
  /// The bytes follow the object: Heap::make_with_room.
  TextBuffer(Class* cls, std::size_t room) noexcept : Object(cls), capacity(room) {}
  void mark_children(Marker&) const override {}
  [[nodiscard]] char* bytes() noexcept { return reinterpret_cast<char*>(this + 1); }
  /// Claims the bytes from `from` to `to` for the caller, which may then write them. False if another string was extended there first, or
  /// if there is no room.
  bool extend(std::size_t from, std::size_t to) noexcept {
    return to <= capacity && used_.compare_exchange_strong(from, to, std::memory_order_relaxed);
  }
  const std::size_t capacity;

 private:
  std::atomic<std::size_t> used_{0};
};

/// str: UTF-8. An interned one is unique for its text, so that names compare by address.
/// Its bytes follow the object, or are a prefix of a TextBuffer, whose address then follows the object. Made by Universe.
class Str final : public Object {
 public:
  static constexpr Shape shape = Shape::str;
  Str(Class* cls, std::size_t size) noexcept : Object(cls, shape), text(bytes(), size), length_(size) {}
  /// Of ASCII.
  Str(Class* cls, std::string_view ascii) noexcept : Str(cls, ascii.size()) { ascii.copy(bytes(), ascii.size()); }
  Str(Class* cls, TextBuffer& buffer, std::size_t size) noexcept : Object(cls, shape), text(buffer.bytes(), size), length_(size) {
    *reinterpret_cast<TextBuffer**>(bytes()) = &buffer;
  }
  void mark_children(Marker& marker) const override { marker.mark(buffer()); }
  [[nodiscard]] std::size_t length() const noexcept { return length_; }  ///< In code points.
  [[nodiscard]] bool ascii() const noexcept { return length_ == text.size(); }

  /// Computed when it is first asked for: most strings are never keys.
  [[nodiscard]] std::size_t hash() const noexcept {
    std::size_t known = hash_.load(std::memory_order_relaxed);
    if (known == 0) hash_.store(known = std::hash<std::string_view>{}(text) | 1, std::memory_order_relaxed);
    return known;
  }

  [[nodiscard]] TextBuffer* buffer() const noexcept {
    char* behind = const_cast<Str*>(this)->bytes();
    return text.data() == behind ? nullptr : *reinterpret_cast<TextBuffer**>(behind);
  }

  bool interned = false;  // First, where the object has room for it anyway.
  const TextView text;

 private:
  friend class Universe;
  [[nodiscard]] char* bytes() noexcept { return reinterpret_cast<char*>(this + 1); }

  mutable std::atomic<std::size_t> hash_{0};
  std::size_t length_;  ///< Set when the bytes have been written.
};

class Float final : public Object {
 public:
  static constexpr Shape shape = Shape::float_;
  Float(Class* cls, double number) noexcept : Object(cls, shape), value(number) {}
  void mark_children(Marker&) const override {}
  const double value;
};

class Tuple : public Object {
 public:
  static constexpr Shape shape = Shape::tuple;
  Tuple(Class* cls, std::vector<Value> values) : Object(cls, shape), items(std::move(values)) {}
  void mark_children(Marker& marker) const override;
  [[nodiscard]] std::size_t outside_bytes() const noexcept override { return items.capacity() * sizeof(Value); }
  const std::vector<Value> items;
};

class List : public Object {
 public:
  static constexpr Shape shape = Shape::list;
  List(Class* cls, std::vector<Value> values) : Object(cls, shape), items(std::move(values)) {}
  void mark_children(Marker& marker) const override;
  [[nodiscard]] std::size_t outside_bytes() const noexcept override { return items.capacity() * sizeof(Value); }
  std::vector<Value> items;  // guarded by guard(), where threads are free: see Held, Steady
};

/// hash(): 64 bits wherever this runs, since the order of a set depends on it.
using Hash = std::uint64_t;

/// What a dict or set is asked for: a key and its hash.
struct Key {
  /// Found by equality, as Python does. Errors: TypeError for what cannot be hashed; NeedsPython.
  Key(Universe& universe, Value key);
  /// Found by identity alone, for a caller that has compared the key already.
  Key(Value key, Hash key_hash) noexcept : value(key), hash(key_hash), identity(true) {}
  Value value;
  Hash hash;
  bool identity = false;
};

/// dict: insertion-ordered open hashing over Python equality.
/// Threads: any; each function has the dict to itself.
class Dict : public Object {
 public:
  static constexpr Shape shape = Shape::dict;
  struct Entry {
    Value key, value;
    Hash hash = 0;
    bool live = false;
  };
  explicit Dict(Class* cls) : Object(cls, shape) {}
  void mark_children(Marker& marker) const override;
  [[nodiscard]] std::size_t outside_bytes() const noexcept override {
    return entries_.capacity() * sizeof(Entry) + places_.capacity() * sizeof places_[0];
  }

  [[nodiscard]] std::size_t size() const { return shown_ == nullptr ? size_.get() : names().in_order().size(); }
  /// Changes with every key that comes or goes.
  [[nodiscard]] std::size_t version() const { return shown_ == nullptr ? version_.get() : size(); }
  /// Undefined when there is none.
  [[nodiscard]] Value get(Universe& universe, const Key& key) const;
  [[nodiscard]] Value get(Universe& universe, Value key) const { return get(universe, Key(universe, key)); }
  [[nodiscard]] bool contains(Universe& universe, Value key) const { return !get(universe, key).is_undefined(); }
  /// True: the key is new.
  bool set(Universe& universe, const Key& key, Value value);
  bool set(Universe& universe, Value key, Value value) { return set(universe, Key(universe, key), value); }
  /// The value that is there; undefined: there was none, and now it is this one.
  Value set_default(Universe& universe, const Key& key, Value value);
  /// Takes it out. Undefined when there is none.
  Value take(Universe& universe, const Key& key);
  Value take(Universe& universe, Value key) { return take(universe, Key(universe, key)); }
  /// Takes out the last; not live when it is empty.
  Entry take_last(Universe& universe);
  /// The keys with this hash: what a key of a class with an __eq__ in Python has to be compared with.
  [[nodiscard]] std::vector<Value> keys_with(Universe& universe, Hash hash) const;
  void clear(Universe& universe);
  /// The first live entry from `at` on, and moves `at` behind it; not live: there is none.
  [[nodiscard]] Entry next(Universe& universe, std::size_t& at) const;
  /// In insertion order; entries that are not live were deleted. To be walked over by Steady.
  [[nodiscard]] const std::vector<Entry>& entries() const { return shown_ == nullptr ? entries_ : shown_entries(); }

  // --- names_dict.cpp: a dict that shows the names of an object, which are what the object has at the moment
  /// It is a class's, which changes through the class alone: a mappingproxy.
  [[nodiscard]] bool read_only() const noexcept { return shown_ != nullptr && shown_->shape() == Shape::cls; }
  /// A new one becomes the object's __dict__.
  void show(Object& owner) noexcept { shown_ = &owner; }
  /// Whether it shows the names of this object, which has them for itself.
  [[nodiscard]] bool shows(const Object& owner) const noexcept { return shown_ == &owner; }
  /// A table that several objects can have for their names: theirs are this dict's from now on.
  /// Errors: NotImplementedError for a key that is no str.
  NameTable& shared_names(Universe& universe);
  /// Its object has got another dict: it keeps what the object had.
  void keep_names(Universe& universe);

 private:
  [[nodiscard]] NameTable& names() const noexcept { return shown_->own_attributes()->resolved(); }
  [[nodiscard]] Value get_name(Universe& universe, const Key& key) const;
  bool set_name(Universe& universe, const Key& key, Value value);
  Value take_name(Universe& universe, const Key& key);
  const std::vector<Entry>& shown_entries() const;

  [[nodiscard]] std::size_t place_of(Universe& universe, const Key& key) const;
  bool put(Universe& universe, const Key& key, Value value);
  Entry take_at(std::size_t place);
  void rehash();

  Object* shown_ = nullptr;  ///< Whose names they are; null: its own, which are in what follows.
  mutable std::vector<Entry> entries_;  // guarded by guard(), as are the next four
  std::vector<std::uint32_t> places_;  ///< Index into entries_ plus one; 0: free. A power of two.
  std::size_t end_ = 0;                ///< No entry from here on is live.
  std::size_t usable_ = 0;             ///< How many entries may come before the next rehash.
  Shared<std::size_t> size_ = 0;
  Shared<std::size_t> version_ = 0;
};

/// set and frozenset, in CPython's order: the same table, probed and resized by the same rules
/// (Objects/setobject.c), since a program prints what it iterates over.
/// Threads: any; each function has the set to itself. A frozenset that is made does not change.
class Set : public Object {
 public:
  static constexpr Shape shape = Shape::set;
  struct Entry {
    Value key;  ///< Undefined: free, or deleted when `hash` is not 0.
    Hash hash = 0;
  };
  explicit Set(Class* cls) : Object(cls, shape), table_(8) {}
  void mark_children(Marker& marker) const override;
  [[nodiscard]] std::size_t outside_bytes() const noexcept override { return table_.capacity() * sizeof(Entry); }

  [[nodiscard]] std::size_t size() const noexcept { return used_; }
  [[nodiscard]] std::size_t version() const noexcept { return version_; }
  [[nodiscard]] bool contains(Universe& universe, const Key& key) const;
  [[nodiscard]] bool contains(Universe& universe, Value key) const { return contains(universe, Key(universe, key)); }
  /// How many entries its table has grown by.
  std::size_t add(Universe& universe, const Key& key);
  std::size_t add(Universe& universe, Value key) { return add(universe, Key(universe, key)); }
  /// True: it was there.
  bool erase(Universe& universe, const Key& key);
  [[nodiscard]] std::vector<Value> keys_with(Universe& universe, Hash hash) const;  ///< As Dict's.
  void clear(Universe& universe);
  /// Adds what is in another set, as set_merge does.
  void merge(Universe& universe, const Set& other);
  /// Takes one out; undefined when it is empty.
  Value pop(Universe& universe);
  /// The first key from place `at` on, and moves `at` behind it; undefined: there is none.
  [[nodiscard]] Value next(Universe& universe, std::size_t& at) const;
  /// Free and deleted places are among them: their key is undefined. To be walked over by Steady.
  [[nodiscard]] const std::vector<Entry>& entries() const noexcept { return table_; }

 private:
  [[nodiscard]] const Entry* find(Universe& universe, const Key& key) const;
  void insert(Universe& universe, const Key& key);
  void insert_at(Entry& entry, const Key& key);
  void resize(std::size_t more_than);
  static void insert_clean(std::vector<Entry>& table, const Entry& entry);

  std::vector<Entry> table_;  // guarded by guard(), as are fill_ and finger_
  std::size_t fill_ = 0;      ///< Used and deleted ones.
  Shared<std::size_t> used_ = 0;
  std::size_t finger_ = 0;
  Shared<std::size_t> version_ = 0;
};

/// An object of a class of the program that derives from a built-in container.
template <typename T>
class Derived final : public T {
 public:
  using T::T;
  void mark_children(Marker& marker) const override {
    T::mark_children(marker);
    attributes.mark(marker);
  }
  [[nodiscard]] std::size_t outside_bytes() const noexcept override { return T::outside_bytes() + attributes.bytes(); }
  NameTable* own_attributes() noexcept override { return &attributes; }
  NameTable attributes;
};

/// dict.keys(), values(), items(): they show what is in the dict now.
class DictView final : public Object {
 public:
  static constexpr Shape shape = Shape::view;
  enum class Which : std::uint8_t { keys, values, items };
  DictView(Class* cls, Dict* shown, Which what) noexcept : Object(cls, shape), dict(shown), which(what) {}
  void mark_children(Marker& marker) const override { marker.mark(dict); }
  Dict* const dict;
  const Which which;
};

class Range final : public Object {
 public:
  static constexpr Shape shape = Shape::range;
  Range(Class* cls, std::int64_t from, std::int64_t to, std::int64_t by) noexcept
      : Object(cls, shape), start(from), stop(to), step(by) {}
  /// Of numbers of any size: start, stop, step, and how many they are; see ranges.h.
  Range(Class* cls, Tuple* numbers) noexcept : Object(cls, shape), wide(numbers) {}
  void mark_children(Marker& marker) const override { marker.mark(wide); }
  [[nodiscard]] std::int64_t length() const noexcept;
  Tuple* const wide = nullptr;  ///< Null: the three that follow are its numbers.
  const std::int64_t start = 0, stop = 0, step = 1;
};

class Slice final : public Object {
 public:
  static constexpr Shape shape = Shape::slice;
  Slice(Class* cls, Value from, Value to, Value by) noexcept : Object(cls, shape), start(from), stop(to), step(by) {}
  void mark_children(Marker& marker) const override;
  const Value start, stop, step;
};

/// Any iterator over a native container.
class Iterator : public Object {
 public:
  static constexpr Shape shape = Shape::iterator;
  /// Those that loops are over all the time: see iterators.h.
  enum class Kind : std::uint8_t { range, list, other };
  explicit Iterator(Class* cls, Kind which = Kind::other) noexcept : Object(cls, shape), kind(which) {}
  /// The next value, or undefined at the end. May raise.
  virtual Value next(Universe& universe) = 0;
  const Kind kind;
};

/// What values know of a generator; the frame is the machine's: machine/generator.h.
class NamedGenerator : public Object {
 public:
  static constexpr Shape shape = Shape::generator;
  Str* name;
  Str* qualified_name;

 protected:
  NamedGenerator(Class* cls, Str* generator_name, Str* generator_qualified_name) noexcept
      : Object(cls, shape), name(generator_name), qualified_name(generator_qualified_name) {}
};

/// An iterator of the prelude that is in C in CPython. Each item is what a call of `step` returns; a StopIteration ends the loop.
/// Unlike a generator, it goes on after an exception, and several threads may be in it at once.
class Stepper final : public Object {
 public:
  static constexpr Shape shape = Shape::stepper;
  Stepper(Class* cls, Value called, Iterator* from) noexcept : Object(cls, shape), step(called), source(from) {}
  void mark_children(Marker& marker) const override {
    marker.mark(step);
    marker.mark(source);
  }
  const Value step;
  Iterator* const source;  ///< Its next item is the argument of `step`, and its end is the end. Null: there is no argument.
};

class Cell final : public Object {
 public:
  static constexpr Shape shape = Shape::cell;
  Cell(Class* cls, Value content) noexcept : Object(cls, shape), value(content) {}
  void mark_children(Marker& marker) const override { marker.mark(value); }
  Shared<Value> value;
};

class Module final : public Object {
 public:
  static constexpr Shape shape = Shape::module;
  Module(Class* cls, std::string module_name) : Object(cls, shape), name(std::move(module_name)) {}
  void mark_children(Marker& marker) const override { names.mark(marker); }
  [[nodiscard]] std::size_t outside_bytes() const noexcept override { return names.bytes(); }
  NameTable* own_attributes() noexcept override { return &names; }
  const std::string name;
  NameTable names;
};

/// Code with its constants and names made into values of a run.
class Code final : public Object {
 public:
  static constexpr Shape shape = Shape::code;
  Code(Class* cls, std::shared_ptr<const CodeObject> object);
  void mark_children(Marker& marker) const override;
  [[nodiscard]] std::size_t outside_bytes() const noexcept override;
  const std::shared_ptr<const CodeObject> code;
  // What every call and instruction asks for, at hand.
  const Instruction* const start;
  const std::uint32_t slot_count, frame_values, positional_count;
  const bool plain_parameters;  ///< Positional ones alone.
  /// What a frame of it counts against the recursion limit. Those of the prelude, which are C in CPython, count little, so that
  /// a recursion through functools.cache or sorted() goes as deep as there, and one among them alone ends all the same.
  static constexpr std::uint8_t whole_depth = 64;
  const std::uint8_t depth;
  /// It is C in CPython, where a thread keeps the GIL until that returns or calls the program: whole modules, and what in_c marks.
  bool is_c = false;
  /// For each instruction, whether a scheduling point is before it: a thread can be switched there (docs/runners.md).
  enum Point : std::uint8_t { instruction_point = 1, line_point = 2 };
  std::vector<std::uint8_t> points;
  LookupCache lookups;
  std::vector<Value> constants;
  std::vector<Str*> names;
};

/// Names that several objects share: one's __dict__ became another's.
class Names final : public Object {
 public:
  explicit Names(Class* cls) noexcept : Object(cls) {}
  void mark_children(Marker& marker) const override { table.mark(marker); }
  [[nodiscard]] std::size_t outside_bytes() const noexcept override { return table.bytes(); }
  NameTable* own_attributes() noexcept override { return &table; }
  NameTable table;
};

class Function final : public Object {
 public:
  static constexpr Shape shape = Shape::function;
  Function(Class* cls, Code* function_code, Module* home) noexcept : Object(cls, shape), code(function_code), module(home) {}
  void mark_children(Marker& marker) const override;
  [[nodiscard]] std::size_t outside_bytes() const noexcept override { return attributes.bytes(); }
  NameTable* own_attributes() noexcept override { return &attributes; }
  Code* code;
  Module* module;
  Shared<Str*> name = nullptr;
  Shared<Str*> qualified_name = nullptr;
  Tuple* defaults = nullptr;
  Dict* keyword_defaults = nullptr;
  Shared<Dict*> annotations = nullptr;  ///< Made when first asked for, if there are none.
  Tuple* closure = nullptr;
  // What the program has set instead of what the code says; undefined: nothing.
  Shared<Value> doc = Value::undefined();
  Shared<Value> module_name = Value::undefined();
  bool stands_for_c = false;  ///< The prelude's; in CPython it is in C, and says so when its arguments are wrong.
  NameTable attributes;
};

class Native;

struct Call;

using NativeFunction = Value (*)(Call&);

/// A function or method in C++. Parameters are checked before it is called: arguments come in the order of
/// `parameters`, with undefined for those that were left out.
class Native final : public Object {
 public:
  static constexpr Shape shape = Shape::native;
  Native(Class* cls, std::string native_name, NativeFunction native) : Object(cls, shape), name(std::move(native_name)), function(native) {}
  void mark_children(Marker& marker) const override { marker.mark(twin); }
  std::string name;
  const NativeFunction function;
  std::vector<std::string> parameters;  ///< Names, `self` included for a method.
  std::size_t required = 0;
  std::size_t positional_only = 0, positional = 0;  ///< How many; the rest takes keywords only.
  static constexpr std::size_t never = ~std::size_t{0};
  std::size_t in_order = never;  ///< Called with as many arguments by position, it gets them as they are.
  bool is_method = false;
  std::string owner;  ///< "list", of a method; "math", of a function.
  const Class* self_class = nullptr;  ///< Of a method: what its self must be of; null when that is its own affair.
  bool variadic = false;  ///< Takes whatever comes, as it comes.
  bool takes_keywords = false;  ///< A variadic one: keywords, too.
  bool is_constructor = false;  ///< Its parameters are those of a class.
  bool in_python = false;  ///< In CPython it is a def.
  /// The same function written in Python, for objects whose special methods are: see NeedsPython.
  Shared<Value> twin = Value::undefined();
};

/// Whether a function is written in C in CPython: what it is here is another matter.
inline bool is_in_c(Value function) noexcept {
  if (const auto* native = as<Native>(function)) return !native->in_python;
  const auto* in_python = as<Function>(function);
  return in_python != nullptr && in_python->stands_for_c;
}

class BoundMethod final : public Object {
 public:
  static constexpr Shape shape = Shape::bound_method;
  BoundMethod(Class* cls, Value method_self, Value method_function) noexcept
      : Object(cls, shape), self(method_self), function(method_function) {}
  void mark_children(Marker& marker) const override;
  const Value self, function;
};

/// property, staticmethod, classmethod.
class Descriptor final : public Object {
 public:
  static constexpr Shape shape = Shape::descriptor;
  enum class Kind : std::uint8_t { property, static_method, class_method };
  Descriptor(Class* cls, Kind descriptor_kind) noexcept : Object(cls, shape), kind(descriptor_kind) {}
  void mark_children(Marker& marker) const override;
  const Kind kind;
  Value getter = Value::none(), setter = Value::none(), deleter = Value::none();
  // Of a property:
  Shared<Value> doc = Value::undefined();   ///< Undefined: the getter's.
  Shared<Value> name = Value::undefined();  ///< What the class that has it calls it; undefined: none has it.
};

/// super(): attributes are looked up after `after` in the order of self's class. Self is undefined when it is bound to nothing.
class Super final : public Object {
 public:
  static constexpr Shape shape = Shape::super;
  Super(Class* cls, Class* behind, Value super_self) noexcept : Object(cls, shape), after(behind), self(super_self) {}
  void mark_children(Marker& marker) const override;
  Class* const after;
  const Value self;
};

/// A class, built in or the program's own.
class Class final : public Object {
 public:
  static constexpr Shape shape = Shape::cls;
  /// What instances are made of; inherited.
  enum class Layout : std::uint8_t { none, instance, exception };

  Class(Class* metaclass, Str* class_name, std::vector<Class*> base_classes, Layout instance_layout);
  ~Class() override;
  void mark_children(Marker& marker) const override;
  NameTable* own_attributes() noexcept override { return &names; }
  [[nodiscard]] std::size_t outside_bytes() const noexcept override;

  [[nodiscard]] bool is_subclass_of(const Class* other) const noexcept;
  /// Through the method resolution order; undefined when there is none.
  [[nodiscard]] Value lookup(const Str* attribute) const noexcept;
  [[nodiscard]] Value lookup_after(const Class* after, const Str* attribute) const noexcept;

  Shared<Str*> name;
  std::string module;  ///< "builtins", "threading", "__main__"
  std::vector<Class*> bases;
  std::vector<Class*> mro;  ///< Itself first. Empty: the bases have no consistent order.
  NameTable names;
  Layout layout;
  NativeFunction construct = nullptr;  ///< Built-in types: calling the class calls this, class first.
  Native* constructor = nullptr;  ///< Has the parameters that `construct` has; null: whatever comes.
  std::string error_name;  ///< What messages call it, where that is not its name: "collections.deque".
  /// Makes an empty instance of a class that may derive from this built-in one; null: none may.
  Value (*allocate)(Universe& universe, Class& cls, std::span<const Value> positional) = nullptr;
  Shared<Value> construct_twin = Value::undefined();  ///< The same in Python, without the class; see NeedsPython.
  /// With __slots__ all the way up, only the names in them may become attributes.
  [[nodiscard]] bool allows_attribute(const Str* attribute) const noexcept;
  /// Whether the class or one of its bases lists `name` in __slots__.
  [[nodiscard]] bool has_slot(const Str* attribute) const noexcept;
  std::optional<std::vector<Str*>> slots;
  bool slots_have_dict = false;  ///< "__dict__" is in its __slots__: any name may become an attribute.
  Dict* keywords = nullptr;  ///< Of its class statement, until __init_subclass__ has got them.
  bool in_python = false;  ///< Made by a class statement: it may have special methods.

  /// No other class has or had it, and this one gets another when what lookup() finds changes in kind: what a Lookup holds
  /// of the class, holds as long. 0: nothing may be held, the class is still being made.
  [[nodiscard]] std::uint32_t version() const noexcept { return version_; }
  /// The same, for what is then looked up and held: it finds what this version found, or newer.
  [[nodiscard]] std::uint32_t version_to_learn() const noexcept;
  /// A name has come or gone, or means another function or descriptor. Also to be called when the class has got its names.
  void changed();
  /// This class's names will count for `derived`, too.
  void add_derived(Class& derived);
  /// Those classes of the program that live and name it among their bases, in the order in which they came.
  [[nodiscard]] std::vector<Class*> subclasses() const;

 private:
  void new_version() noexcept;

  Shared<std::uint32_t> version_{0};
  std::vector<Class*> derived_;      ///< From this one; none is kept alive by it.
  std::vector<Class*> watched_;      ///< Those that have it among their derived_.
  mutable SmallGuard derived_guard_;
};

/// What an instance keeps for a native type: a lock, a barrier, a thread, a deque.
class Payload {
 public:
  virtual ~Payload() = default;
  /// The primitive or thread that it is to the trace; null when it is none.
  [[nodiscard]] virtual SyncObject* sync() noexcept { return nullptr; }
  /// Marks the values that it refers to.
  virtual void mark(Marker&) const {}
  /// What it takes beside its object, for the heap's account.
  [[nodiscard]] virtual std::size_t bytes() const noexcept { return 0; }
  Shared<const Str*> global_name = nullptr;  ///< The global variable that it is known by; null when there is none.
  std::unique_ptr<Payload> replaced;         ///< By this one: a thread may still be in it.
};

class Instance : public Object {
 public:
  explicit Instance(Class* cls, Shape shape = Shape::instance) noexcept : Object(cls, shape) {}
  ~Instance() override {
    // One by one: each would end the one that it has replaced, and so on.
    for (std::unique_ptr<Payload> at(payload_.get()); at != nullptr;) at = std::move(at->replaced);
  }
  void mark_children(Marker& marker) const override;
  [[nodiscard]] std::size_t outside_bytes() const noexcept override {
    return attributes.bytes() + (payload() != nullptr ? payload()->bytes() : 0);
  }
  NameTable* own_attributes() noexcept override { return &attributes; }
  [[nodiscard]] SyncObject* sync() const noexcept override {
    Payload* const found = payload();
    return found != nullptr ? found->sync() : nullptr;
  }
  /// Null before its __init__ has given it one.
  [[nodiscard]] Payload* payload() const noexcept { return payload_; }
  void set_payload(std::unique_ptr<Payload> made);
  NameTable attributes;

 private:
  Shared<Payload*> payload_ = nullptr;
};

/// What a NameError, an AttributeError or an ImportError did not find, and what was there instead.
struct Sought {
  Value name = Value::none();         ///< Its `name`.
  Value object = Value::none();       ///< AttributeError.obj.
  Value from_module = Value::none();  ///< ImportError.name_from.
  // Of the frame that raised it, which a suggestion looks at; null as long as there is none.
  Shared<Module*> globals = nullptr;
  std::vector<Str*> locals;           ///< Of a NameError. Guarded by guard(), as its writers are.
  Shared<bool> has_self = false;      ///< Its `self` is the object, or, of a NameError, has an attribute of that name.
};

/// What an OSError says of the system's call that has failed; undefined where it says nothing.
struct SystemFailure {
  Shared<Value> number = Value::undefined();       ///< errno
  Shared<Value> text = Value::undefined();         ///< strerror
  Shared<Value> file = Value::undefined();         ///< filename
  Shared<Value> second_file = Value::undefined();  ///< filename2
  /// The field behind an attribute; null when there is none of that name.
  Shared<Value>* field(std::string_view attribute) noexcept;
};

class ExceptionObject final : public Instance {
 public:
  static constexpr Shape shape = Shape::exception;
  /// Where an exception passed through.
  struct Place {
    Code* code = nullptr;
    std::uint32_t line = 0;
  };
  explicit ExceptionObject(Class* cls, Tuple* exception_arguments) noexcept : Instance(cls, shape), arguments(exception_arguments) {}
  void mark_children(Marker& marker) const override;
  [[nodiscard]] std::size_t outside_bytes() const noexcept override {
    return Instance::outside_bytes() + traceback.capacity() * sizeof(Place);
  }
  Shared<Tuple*> arguments;
  Shared<Value> cause = Value::none();
  Shared<Value> context = Value::none();
  Shared<bool> suppress_context = false;
  // The frames that it has left since it was last asked for its __traceback__, innermost first, and that object: the
  // frames further in. Guarded by guard(), where threads are free: see Held, Steady.
  std::vector<Place> traceback;
  Shared<Traceback*> traceback_object = nullptr;
  bool is_last_resort = false;     ///< It stands for all MemoryErrors that no memory is left for: nothing is noted in it.
  std::unique_ptr<SystemFailure> failure;  ///< Of an OSError and of no other; made with it.
  std::unique_ptr<Sought> sought;  ///< Null when it found everything. What is of the frame is guarded by guard().
};

/// A traceback object: one frame that an exception has left, and those further in.
class Traceback final : public Object {
 public:
  static constexpr Shape shape = Shape::traceback;
  Traceback(Class* cls, ExceptionObject::Place where, Traceback* further_in) noexcept
      : Object(cls, shape), place(where), next(further_in) {}
  void mark_children(Marker& marker) const override {
    marker.mark(place.code);
    marker.mark(next);
  }
  const ExceptionObject::Place place;
  Traceback* const next;
};

/// tb_frame: what is known of a frame that an exception has left.
class LeftFrame final : public Object {
 public:
  LeftFrame(Class* cls, ExceptionObject::Place where) noexcept : Object(cls), place(where) {}
  void mark_children(Marker& marker) const override { marker.mark(place.code); }
  const ExceptionObject::Place place;
};

template <typename T>
T* as(Object* object) noexcept {
  if constexpr (std::is_same_v<T, Instance>)
    return object->shape() >= Shape::instance ? static_cast<T*>(object) : nullptr;
  else if constexpr (requires { T::shape; })
    return object->shape() == T::shape ? static_cast<T*>(object) : nullptr;
  else
    return dynamic_cast<T*>(object);
}

}  // namespace threadbox::script
