#include "script/machine/vm.h"

#include "script/natives/prelude.h"
#include "script/runners/world.h"
#include "script/values/integers.h"
#include "script/values/operators.h"
#include "script/values/os_errors.h"

#include <algorithm>
#include <cassert>
#include <set>

namespace threadbox::script {

Vm::Vm(Runtime& runtime, std::size_t heap_limit_bytes, unsigned recursion_limit, bool is_free_threaded, AllocationFaults* faults)
    : free_threaded(is_free_threaded),
      runtime_(runtime),
      heap_(heap_limit_bytes, [this](Marker& marker) { mark_roots(marker); }, is_free_threaded, faults),
      recursion_limit_(recursion_limit) {
  make_core_classes();
  make_names();
  install_exceptions(*this);
  builtins = module("builtins");
  main_module = module("__main__");
  install_builtins(*this);
  install_constructors(*this);
  install_str(*this);
  install_list(*this);
  install_tables(*this);
  install_objects(*this);
  install_machine(*this);
  install_locks(*this);
  install_local(*this);
  install_queue(*this);
  install_sync(*this);
  install_time(*this);
  install_system(*this);
  install_warnings(*this);
  install_math(*this);
  install_random(*this);
  install_deque(*this);
#define BUILTIN_CLASS(field, python_name) classes.field->changed();
#include "script/values/builtin_classes.def"
#undef BUILTIN_CLASS
  for (const auto& [name, cls] : exceptions_) cls->changed();
  main_module->names.set(intern("__name__"), Value(intern("__main__")));
  main_module->names.set(names.annotations, Value(dict()));
}

Vm::~Vm() = default;

void Vm::mark_roots(Marker& marker) {
#define BUILTIN_CLASS(field, python_name) marker.mark(classes.field);
#include "script/values/builtin_classes.def"
#undef BUILTIN_CLASS
  for (const auto& [name, cls] : exceptions_) marker.mark(cls);
  for (const auto& [name, module] : modules_) marker.mark(module);
  for (const auto& [text, name] : interned_) marker.mark(name);
  marker.count(interned_.size() * bytes_of_interned);
  for (const auto& thread : threads_) thread->mark(marker);
  marker.mark(spare_memory_errors_);
  marker.mark(last_memory_error_);
  marker.mark(not_implemented);
  marker.mark(build_class);
  console_names.mark(marker);
  for (const auto& [id, thread] : thread_objects_) marker.mark(thread);
}

/// object, type and str need one another; the rest follows.
void Vm::make_core_classes() {
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
#define BUILTIN_CLASS(field, python_name)  \
  classes.field->set_class(classes.type); \
  classes.field->module = "builtins";
#include "script/values/builtin_classes.def"
#undef BUILTIN_CLASS
  classes.lock->module = "_thread";
  classes.lock->layout = Class::Layout::none;
  for (const auto& [text, name] : interned_) name->set_class(classes.str);
}

void Vm::make_names() {
#define NAME(field, text) names.field = intern(text);
#include "script/values/special_names.def"
#undef NAME
  static constexpr const char* binary[] = {"add", "sub", "mul", "truediv", "floordiv", "mod", "pow",
                                           "lshift", "rshift", "and", "or", "xor", "matmul"};
  for (std::size_t i = 0; i < names.binary.size(); ++i) {
    names.binary[i] = intern(std::string("__") + binary[i] + "__");
    names.reflected[i] = intern(std::string("__r") + binary[i] + "__");
    names.in_place[i] = intern(std::string("__i") + binary[i] + "__");
  }
  for (std::size_t i = 0; i < characters_.size(); ++i) characters_[i] = intern(std::string(1, static_cast<char>(i)));
  static constexpr const char* compare[] = {"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"};
  for (std::size_t i = 0; i < names.compare.size(); ++i) names.compare[i] = intern(compare[i]);
}

Value Vm::twin(std::string_view name) {
  const Value function = module("twins")->names.get(intern(name));
  assert(!function.is_undefined());
  return function;
}

// --- making values

Str* Vm::intern(std::string_view text) {
  {
    const Tables tables(*this);
    if (const auto found = interned_.find(text); found != interned_.end()) return found->second;
  }
  heap_.charge(bytes_of_interned);
  Str* made = string(text);
  made->interned = true;
  const Tables tables(*this);
  // Another thread may have been quicker: then its str is the one, and nobody has seen ours.
  return interned_.emplace(made->text, made).first->second;
}

Str* Vm::string(std::string_view text) {
  return string(text.size(), [&](char* place) { copy_text(text, place); });
}

Str* Vm::joined(const Str& left, const Str& right, bool growing) {
  const std::size_t size = left.text.size() + right.text.size();
  // As CPython, which makes a str longer that nobody else has: a loop with += takes time that is linear in what it makes.
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

Tuple* Vm::tuple(std::vector<Value> items) {
  const std::size_t bytes = items.size() * sizeof(Value);
  Tuple* made = heap_.make<Tuple>(classes.tuple, std::move(items));
  heap_.charge(bytes);
  return made;
}

List* Vm::list(std::vector<Value> items) {
  const std::size_t bytes = items.size() * sizeof(Value);
  List* made = heap_.make<List>(classes.list, std::move(items));
  heap_.charge(bytes);
  return made;
}

Class* Vm::make_class(std::string_view name, std::vector<Class*> bases, Class::Layout layout,
                      std::string_view module) {
  Class* made = heap_.make<Class>(classes.type, intern(name), std::move(bases), layout);
  made->module = module;
  heap_.charge(made->outside_bytes());
  return made;
}

namespace {

Value value_of(Vm& vm, const Constant& constant) {
  struct Visitor {
    Vm& vm;
    Value operator()(Constant::None) const { return Value::none(); }
    Value operator()(Constant::Ellipsis) const { return Value(vm.builtins->names.get(vm.intern("Ellipsis"))); }
    Value operator()(bool value) const { return Value::boolean(value); }
    Value operator()(std::int64_t value) const { return Value::integer(value); }
    Value operator()(const Constant::BigInteger& value) const {
      return parse_int(vm, value.digits, 0);
    }
    Value operator()(double value) const { return vm.number(value); }
    Value operator()(const std::string& value) const { return Value(vm.intern(value)); }
    Value operator()(const Constant::Tuple& items) const {
      std::vector<Value> values;
      for (const Constant& item : items) values.push_back(value_of(vm, item));
      return Value(vm.tuple(std::move(values)));
    }
    Value operator()(const std::shared_ptr<const CodeObject>& code) const { return Value(vm.load(code)); }
  };
  return std::visit(Visitor{vm}, constant.value);
}

}  // namespace

Code* Vm::load(std::shared_ptr<const CodeObject> object) {
  Code* code = heap_.make<Code>(classes.code, object);
  for (const Constant& constant : object->constants) code->constants.push_back(value_of(*this, constant));
  for (const std::string& name : object->names) code->names.push_back(intern(name));
  heap_.charge(code->outside_bytes());
  return code;
}

// --- exceptions

Class* Vm::exception_class(std::string_view name) const {
  const Tables tables(*this);
  const auto found = exceptions_.find(name);
  assert(found != exceptions_.end());
  return found->second;
}

void install_exceptions(Vm& vm) { vm.add_exceptions(); }

void Vm::add_exceptions() {
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

void Vm::register_exception(Class* cls) {
  const Tables tables(*this);
  exceptions_.emplace(cls->name->text, cls);
}

ExceptionObject* Vm::make_exception(Class* cls, std::vector<Value> arguments) {
  if (cls->is_subclass_of(os_error_)) return make_os_error(*this, *cls, arguments);
  return heap_.make<ExceptionObject>(cls, tuple(std::move(arguments)));
}

void Vm::raise(std::string_view type, std::string message) { raise_value(type, {text(message)}); }

void Vm::raise_value(std::string_view type, std::vector<Value> arguments) {
  throw Raised{Value(make_exception(exception_class(type), std::move(arguments)))};
}

ExceptionObject* Vm::make_memory_error() { return make_exception(exception_class("MemoryError"), {}); }

void Vm::prepare_memory_errors() {
  spare_memory_errors_.reserve(most_spare_memory_errors);
  while (spare_memory_errors_.size() < most_spare_memory_errors) spare_memory_errors_.push_back(Value(make_memory_error()));
  ExceptionObject* last = make_memory_error();
  last->is_last_resort = true;
  last_memory_error_ = Value(last);
  if (Tracer* tracer = runtime_.tracer()) memory_error_text_ = tracer->texts().intern("MemoryError\n");
}

Value Vm::out_of_memory(Waiter& self) noexcept {
  collect(self);
  Value made = Value::undefined();
  const Heap::Reserve reserve(heap_);
  try {
    made = Value(make_memory_error());
    const Value spare(make_memory_error());
    const Tables tables(*this);
    if (spare_memory_errors_.size() < most_spare_memory_errors) spare_memory_errors_.push_back(spare);
  } catch (const std::bad_alloc&) {
    // The next one may have to be a spare one.
  }
  if (!made.is_undefined()) return made;
  const Tables tables(*this);
  if (spare_memory_errors_.empty()) return last_memory_error_;
  made = spare_memory_errors_.back();
  spare_memory_errors_.pop_back();
  return made;
}

Value Vm::exception_of(const Error& error) {
  const std::string_view message = error.what();
  std::vector<Value> arguments;
  if (!message.empty()) arguments.push_back(text(std::string(message)));
  return Value(make_exception(exception_class(error_name(error.type())), std::move(arguments)));
}

// --- types

Class* Vm::class_of(Value value) const noexcept {
  if (value.is_int()) return classes.int_;
  if (value.is_object()) return value.object()->cls();
  if (value.is_bool()) return classes.bool_;
  return classes.none;
}

bool Vm::is_instance(Value value, const Class* cls) const noexcept { return class_of(value)->is_subclass_of(cls); }

thread_local std::size_t Vm::spent_rounds_ = 0;

void Vm::check_stop() {
  spent_rounds_ = 0;
  if ((this_waiter().requests() & (stop_request | interrupt_request)) != 0) throw Interrupted{};
}

// --- natives

Native* Vm::native(std::string name, NativeFunction function, std::vector<std::string> parameters,
                   std::size_t required) {
  Native* made = heap_.make<Native>(classes.native, std::move(name), function);
  made->is_method = !parameters.empty() && parameters.front() == "self";
  bool keyword_only = false;
  for (std::string& parameter : parameters) {
    if (parameter == "/") {
      made->positional_only = made->parameters.size();
    } else if (parameter == "*") {
      keyword_only = true;
    } else {
      made->parameters.push_back(std::move(parameter));
      if (!keyword_only) made->positional = made->parameters.size();
    }
  }
  made->required = required;
  if (made->positional == made->parameters.size()) made->in_order = made->positional;
  return made;
}

Native* Vm::variadic(std::string name, NativeFunction function, bool keywords) {
  Native* made = heap_.make<Native>(classes.native, std::move(name), function);
  made->variadic = true;
  made->takes_keywords = keywords;
  return made;
}

void Vm::define(Class* cls, std::string_view name, NativeFunction function, std::vector<std::string> parameters,
                std::size_t required) {
  parameters.insert(parameters.begin(), "self");
  Native* made = native(std::string(name), function, std::move(parameters), required + 1);
  made->owner = cls->name->text;
  if (cls != classes.object) made->self_class = cls;
  if (made->positional_only == 0) made->positional_only = 1;
  cls->names.set(intern(name), Value(made));
}

void Vm::define_variadic(Class* cls, std::string_view name, NativeFunction function, bool keywords) {
  Native* made = variadic(std::string(name), function, keywords);
  made->is_method = true;
  made->owner = cls->name->text;
  if (cls != classes.object) made->self_class = cls;
  cls->names.set(intern(name), Value(made));
}

void Vm::define(Module* module, std::string_view name, NativeFunction function,
                std::vector<std::string> parameters, std::size_t required) {
  Native* made = native(std::string(name), function, std::move(parameters), required);
  // A method gets its owner when a class takes it; see finish_class().
  if (!made->is_method && module != builtins) made->owner = module->name == "_threadbox" ? "_thread" : module->name.substr(module->name.find_first_not_of('_'));
  module->names.set(intern(name), Value(made));
}

void Vm::construct_by(Class* cls, NativeFunction function) {
  cls->construct = function;
  cls->constructor = nullptr;
}

void Vm::construct_by(Class* cls, NativeFunction function, std::vector<std::string> parameters, std::size_t required) {
  Native* made = native(cls->name->text, function, std::move(parameters), required);
  made->is_constructor = true;
  cls->construct = function;
  cls->constructor = made;
}

// --- modules

Module* Vm::module(std::string_view name) {
  if (Module* known = find_module(name)) return known;
  Module* made = heap_.make<Module>(classes.module, std::string(name));
  made->names.set(intern("__name__"), Value(intern(name)));
  const Tables tables(*this);
  return modules_.emplace(std::string(name), made).first->second;
}

Module* Vm::find_module(std::string_view name) const noexcept {
  const Tables tables(*this);
  const auto found = modules_.find(name);
  return found == modules_.end() ? nullptr : found->second;
}

void Vm::forget_module(std::string_view name) noexcept {
  const Tables tables(*this);
  if (const auto found = modules_.find(name); found != modules_.end()) modules_.erase(found);
}

std::string Vm::module_names() const {
  const Tables tables(*this);
  std::set<std::string_view> all;
  for (const auto& [name, module] : modules_) all.insert(name);
  for (const PreludeModule& prelude : prelude_modules()) all.insert(prelude.name);
  std::string names;
  for (const std::string_view name : all) {
    if (is_internal(name) || name == "builtins") continue;
    names += (names.empty() ? "" : ", ") + std::string(name);
  }
  return names;
}

bool Vm::is_internal(std::string_view module) noexcept {
  return (module.starts_with('_') && module != "_thread" && module != "__future__") || module == "twins" || module == "reports";
}

std::uint32_t Vm::chance() {
  if (runtime_.clock().kind() == Clock::Kind::simulated) return static_cast<std::uint32_t>(virtual_chance_());
  std::random_device device;
  return device();
}

// --- trace

Value Vm::traced_object(ObjectId id) const noexcept {
  const Tables tables(*this);
  const auto found = traced_.find(id);
  return found == traced_.end() ? Value::undefined() : Value(found->second);
}

void Vm::remember_traced(Instance& instance) {
  const SyncObject* sync = instance.sync();
  if (sync == nullptr || sync->id() == 0) return;
  const Tables tables(*this);
  traced_[sync->id()] = &instance;
}

void Vm::forget_traced(ObjectId id) noexcept {
  const Tables tables(*this);
  traced_.erase(id);
}

std::shared_ptr<const std::string> Vm::source(std::string_view filename) const {
  const Tables tables(*this);
  const auto found = sources_.find(filename);
  return found == sources_.end() ? nullptr : found->second;
}

void Vm::set_source(const std::string& filename, std::string text) {
  auto kept = std::make_shared<const std::string>(std::move(text));
  const Tables tables(*this);
  sources_[filename].swap(kept);
}

// --- threads

void Vm::add_thread(std::shared_ptr<VmThread> thread) {
  const Tables tables(*this);
  threads_.push_back(std::move(thread));
}

void Vm::remove_thread(const std::shared_ptr<VmThread>& thread) {
  const Tables tables(*this);
  std::erase(threads_, thread);
}

Value Vm::thread_object(ThreadId id) const {
  const Tables tables(*this);
  const auto found = thread_objects_.find(id);
  return found == thread_objects_.end() ? Value::undefined() : found->second;
}

void Vm::set_thread_object(ThreadId id, Value object) {
  const Tables tables(*this);
  if (object.is_undefined()) thread_objects_.erase(id);
  else thread_objects_[id] = object;
}

void Vm::collect(Waiter& self) noexcept {
  if (world != nullptr) world->collect(self, heap_);
  else heap_.collect();
}

}  // namespace threadbox::script
