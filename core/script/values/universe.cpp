#include "script/values/universe.h"
#include "script/text/text_view.h"

#include "script/values/os_errors.h"
#include "script/values/unicode_errors.h"

#include <threadbox/park/error.h>
#include <threadbox/sync/sync_object.h>

#include <cassert>
#include <utility>

namespace threadbox::script {

Universe::Universe(std::size_t heap_limit_bytes, Heap::MarkRoots mark_roots, bool is_free_threaded, AllocationFaults* faults)
    : free_threaded(is_free_threaded), heap_(heap_limit_bytes, std::move(mark_roots), is_free_threaded, faults) {
  make_core_classes();
  make_names();
  make_exceptions();
}

void Universe::complete_classes() {
#define BUILTIN_CLASS(field, python_name) classes.field->changed();
#include "script/values/builtin_classes.def"
#undef BUILTIN_CLASS
  for (const auto& [name, cls] : exceptions_) cls->changed();
}

void Universe::mark_values(Marker& marker) {
#define BUILTIN_CLASS(field, python_name) marker.mark(classes.field);
#include "script/values/builtin_classes.def"
#undef BUILTIN_CLASS
  for (const auto& [name, cls] : exceptions_) marker.mark(cls);
  for (const auto& [text, name] : interned_) marker.mark(name);
  marker.count(interned_.size() * bytes_of_interned);
  marker.mark(not_implemented);
}

/// object, type and str refer to one another, so they are made first.
void Universe::make_core_classes() {
  const auto raw_name = [this](std::string_view name) {
    Str* made = string(name);
    made->interned = true;
    interned_.emplace(made->text, made);
    return made;
  };
  classes.object = heap_.make<Class>(nullptr, raw_name("object"), std::vector<Class*>{}, Class::Layout::instance);
  const auto make = [&](std::string_view name) {
    return heap_.make<Class>(nullptr, raw_name(name), std::vector<Class*>{classes.object}, Class::Layout::none);
  };
  classes.type = make("type");
#define BUILTIN_CLASS(field, python_name) \
  if (classes.field == nullptr) classes.field = make(python_name);
#include "script/values/builtin_classes.def"
#undef BUILTIN_CLASS
  classes.bool_->bases = {classes.int_};
  classes.bool_->mro = {classes.bool_, classes.int_, classes.object};
#define BUILTIN_CLASS(field, python_name) \
  classes.field->set_class(classes.type); \
  classes.field->module = "builtins";
#include "script/values/builtin_classes.def"
#undef BUILTIN_CLASS
  classes.lock->module = "_thread";
  classes.lock->layout = Class::Layout::none;
  for (const auto& [text, name] : interned_) name->set_class(classes.str);
}

void Universe::make_names() {
#define NAME(field, text) names.field = intern(text);
#include "script/values/special_names.def"
#undef NAME
  static constexpr const char* binary[] = {"add",    "sub",    "mul", "truediv", "floordiv", "mod",   "pow",
                                           "lshift", "rshift", "and", "or",      "xor",      "matmul"};
  for (std::size_t i = 0; i < names.binary.size(); ++i) {
    names.binary[i] = intern(std::string("__") + binary[i] + "__");
    names.reflected[i] = intern(std::string("__r") + binary[i] + "__");
    names.in_place[i] = intern(std::string("__i") + binary[i] + "__");
  }
  for (std::size_t i = 0; i < characters_.size(); ++i) characters_[i] = intern(std::string(1, static_cast<char>(i)));
  static constexpr const char* compare[] = {"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"};
  for (std::size_t i = 0; i < names.compare.size(); ++i) names.compare[i] = intern(compare[i]);
}

// --- making values

Str* Universe::intern(std::string_view text) {
  {
    const Tables tables(*this);
    if (const auto found = interned_.find(text); found != interned_.end()) return found->second;
  }
  heap_.charge(bytes_of_interned);
  Str* made = string(text);
  made->interned = true;
  const Tables tables(*this);
  // Another thread may have interned the text meanwhile; then its str is used, and ours is garbage.
  return interned_.emplace(made->text, made).first->second;
}

Str* Universe::string(std::string_view text) {
  return string(text.size(), [&](char* place) { copy_text(text, place); });
}

Str* Universe::joined(const Str& left, const Str& right, bool growing) {
  const std::size_t size = left.text.size() + right.text.size();
  // Like CPython, which extends a str in place if it has no other reference, so that a loop with += takes linear time.
  constexpr std::size_t worth_a_buffer = 1024;
  TextBuffer* buffer = left.buffer();
  const bool extends = buffer != nullptr && buffer->extend(left.text.size(), size);
  Str* made = nullptr;
  if (!extends && (!growing || size < worth_a_buffer)) {
    made = heap_.make_with_room<Str>(size, classes.str, size);
    copy_text(right.text, copy_text(left.text, made->bytes()));
  } else {
    if (!extends) {
      const std::size_t room = size + size / 2;
      buffer = heap_.make_with_room<TextBuffer>(room, classes.str, room);
      buffer->extend(0, size);
      copy_text(left.text, buffer->bytes());
    }
    copy_text(right.text, buffer->bytes() + left.text.size());
    made = heap_.make_with_room<Str>(sizeof(TextBuffer*), classes.str, *buffer, size);
  }
  made->length_ = left.length() + right.length();
  return made;
}

Str* Universe::derived(Class& cls, const Str& from) {
  static_assert(sizeof(DerivedStr) == sizeof(Str) + sizeof(TextBuffer*) + sizeof(NameTable),
                "the buffer's address follows the Str");
  const std::size_t size = from.text.size();
  TextBuffer* buffer = from.buffer();
  if (buffer == nullptr) {
    buffer = heap_.make_with_room<TextBuffer>(size, classes.str, size);
    buffer->extend(0, size);
    copy_text(from.text, buffer->bytes());
  }
  Str* made = heap_.make<DerivedStr>(&cls, *buffer, size);
  made->length_ = from.length();
  return made;
}

Tuple* Universe::tuple(std::vector<Value> items) {
  const std::size_t bytes = items.size() * sizeof(Value);
  Tuple* made = heap_.make<Tuple>(classes.tuple, std::move(items));
  heap_.charge(bytes);
  return made;
}

List* Universe::list(std::vector<Value> items) {
  const std::size_t bytes = items.size() * sizeof(Value);
  List* made = heap_.make<List>(classes.list, std::move(items));
  heap_.charge(bytes);
  return made;
}

Class* Universe::make_class(std::string_view name, std::vector<Class*> bases, Class::Layout layout, std::string_view module) {
  Class* made = heap_.make<Class>(classes.type, intern(name), std::move(bases), layout);
  made->module = module;
  heap_.charge(made->outside_bytes());
  return made;
}

// --- exceptions

Class* Universe::exception_class(std::string_view name) const {
  const Tables tables(*this);
  const auto found = exceptions_.find(name);
  assert(found != exceptions_.end());
  return found->second;
}

void Universe::make_exceptions() {
  const auto add = [this](std::string_view name, std::string_view base) {
    Class* parent = base == "object" ? classes.object : exception_class(base);
    Class* made = make_class(name, {parent}, Class::Layout::exception, "builtins");
    exceptions_.emplace(std::string(name), made);
  };
#define EXCEPTION(name, base) add(#name, #base);
#include "script/values/exceptions.def"
#undef EXCEPTION
  os_error_ = exception_class("OSError");
}

void Universe::register_exception(Class* cls) {
  const Tables tables(*this);
  exceptions_.emplace(cls->name->text, cls);
}

ExceptionObject* Universe::make_exception(Class* cls, std::vector<Value> arguments) {
  if (cls->is_subclass_of(os_error_)) return make_os_error(*this, *cls, arguments);
  if (cls->module == "builtins") check_unicode_error(*this, *cls, arguments);
  return heap_.make<ExceptionObject>(cls, tuple(std::move(arguments)));
}

void Universe::raise(std::string_view type, std::string message) { raise_value(type, {text(message)}); }

void Universe::raise_value(std::string_view type, std::vector<Value> arguments) {
  throw Raised{Value(make_exception(exception_class(type), std::move(arguments)))};
}

Value Universe::exception_of(const Error& error) {
  const std::string_view message = error.what();
  std::vector<Value> arguments;
  if (!message.empty()) arguments.push_back(text(std::string(message)));
  return Value(make_exception(exception_class(error_name(error.type())), std::move(arguments)));
}

// --- types

Class* Universe::class_of(Value value) const noexcept {
  if (value.is_int()) return classes.int_;
  if (value.is_object()) return value.object()->cls();
  if (value.is_bool()) return classes.bool_;
  return classes.none;
}

bool Universe::is_instance(Value value, const Class* cls) const noexcept { return class_of(value)->is_subclass_of(cls); }

// --- trace

Value Universe::traced_object(ObjectId id) const noexcept {
  const Tables tables(*this);
  const auto found = traced_.find(id);
  return found == traced_.end() ? Value::undefined() : Value(found->second);
}

void Universe::remember_traced(Instance& instance) {
  const SyncObject* sync = instance.sync();
  if (sync == nullptr || sync->id() == 0) return;
  const Tables tables(*this);
  traced_[sync->id()] = &instance;
}

void Universe::forget_traced(ObjectId id) noexcept {
  const Tables tables(*this);
  traced_.erase(id);
}

}  // namespace threadbox::script
