#include "script/machine/vm.h"

#include "script/machine/file_system.h"
#include "script/machine/stop_the_world.h"
#include "script/prelude/prelude.h"
#include "script/values/integers.h"
#include "script/values/iteration.h"
#include "script/values/octets.h"
#include "script/values/os_errors.h"

#include <algorithm>
#include <cassert>
#include <set>
#include <utility>

namespace threadbox::script {

Vm::Vm(Runtime& runtime, std::size_t heap_limit_bytes, unsigned recursion_limit, bool is_free_threaded, AllocationFaults* faults)
    : Universe(
          heap_limit_bytes, [this](Marker& marker) { mark_roots(marker); }, is_free_threaded, faults),
      runtime_(runtime),
      recursion_limit_(recursion_limit) {
  if (runtime.clock().kind() == Clock::Kind::simulated) heap().number_objects();
  builtins = module("builtins");
  main_module = module("__main__");
  heap().before_sweep = [this](Marker& marker) {
    if (finalizers.any()) finalizers.before_sweep(marker);
  };
  main_module->names.set(intern("__name__"), Value(intern("__main__")));
  for (const char* name : {"__doc__", "__package__", "__loader__", "__spec__"})
    main_module->names.set(intern(name), Value::none());
  main_module->names.set(names.annotations, Value(dict()));
  main_module->names.set(intern("__builtins__"), Value(builtins));
}

Vm::~Vm() = default;

void Vm::mark_roots(Marker& marker) {
  mark_values(marker);
  for (const auto& [name, module] : modules_) marker.mark(module);
  for (const auto& thread : threads_) thread->mark(marker);
  marker.mark(spare_memory_errors_);
  marker.mark(last_memory_error_);
  marker.mark(build_class);
  marker.mark(signals.dispatcher);
  console_names.mark(marker);
  if (files != nullptr) marker.count(files->bytes());
  for (const auto& [id, thread] : thread_objects_) marker.mark(thread);
}

Value Vm::fallback(std::string_view name) {
  const Value function = module("fallbacks")->names.get(intern(name));
  assert(!function.is_undefined());
  return function;
}

namespace {

Value value_of(Vm& vm, const std::shared_ptr<const CodeObject>& owner, const Constant& constant) {
  struct Visitor {
    Vm& vm;
    const std::shared_ptr<const CodeObject>& owner;
    Value operator()(Constant::None) const { return Value::none(); }
    Value operator()(Constant::Ellipsis) const { return Value(vm.builtins->names.get(vm.intern("Ellipsis"))); }
    Value operator()(bool value) const { return Value::boolean(value); }
    Value operator()(std::int64_t value) const { return Value::integer(value); }
    Value operator()(const Constant::BigInteger& value) const { return parse_int(vm, value.digits, 0); }
    Value operator()(double value) const { return vm.number(value); }
    Value operator()(const std::string& value) const { return Value(vm.intern(value)); }
    Value operator()(const Constant::Bytes& value) const { return make_bytes(vm, value.octets); }
    Value operator()(const Constant::Tuple& items) const {
      std::vector<Value> values;
      for (const Constant& item : items) values.push_back(value_of(vm, owner, item));
      return Value(vm.tuple(std::move(values)));
    }
    Value operator()(const std::shared_ptr<const CodeObject>& code) const {
      return Value(vm.load(std::shared_ptr<const CodeObject>(owner, code.get())));
    }
  };
  return std::visit(Visitor{vm, owner}, constant.value);
}

}  // namespace

Code* Vm::load(std::shared_ptr<const CodeObject> object) {
  Code* code = heap().make<Code>(classes.code, object);
  for (const Constant& constant : object->constants) code->constants.push_back(value_of(*this, object, constant));
  for (const std::string& name : object->names) code->names.push_back(intern(name));
  heap().charge(code->outside_bytes());
  return code;
}

// --- memory errors

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
  const Heap::Reserve reserve(heap());
  try {
    made = Value(make_memory_error());
    const Value spare(make_memory_error());
    const Tables tables(*this);
    if (spare_memory_errors_.size() < most_spare_memory_errors) spare_memory_errors_.push_back(spare);
  } catch (const std::bad_alloc&) {
    // Then the next one may be a spare one.
  }
  if (!made.is_undefined()) return made;
  const Tables tables(*this);
  if (spare_memory_errors_.empty()) return last_memory_error_;
  made = spare_memory_errors_.back();
  spare_memory_errors_.pop_back();
  return made;
}

// --- natives

Native* Vm::native(std::string name, NativeFunction function, const ParameterNames& parameters, std::size_t required) {
  Native* made = heap().make<Native>(classes.native, std::move(name), function);
  made->is_method = parameters.names[0] != nullptr && parameters.names[0] == std::string_view("self");
  bool keyword_only = false;
  for (const std::string_view parameter : parameters) {
    if (parameter == "/") {
      made->positional_only = made->parameters.size();
    } else if (parameter == "*") {
      keyword_only = true;
    } else {
      made->parameters.emplace_back(parameter);
      if (!keyword_only) made->positional = made->parameters.size();
    }
  }
  made->required = required;
  if (made->positional == made->parameters.size()) made->in_order = made->positional;
  return made;
}

Native* Vm::variadic(std::string name, NativeFunction function, bool keywords) {
  Native* made = heap().make<Native>(classes.native, std::move(name), function);
  made->variadic = true;
  made->takes_keywords = keywords;
  return made;
}

void Vm::define(Class* cls, std::string_view name, NativeFunction function, const ParameterNames& parameters,
                std::size_t required) {
  ParameterNames with_self{{"self"}};
  std::ranges::copy(parameters, with_self.names + 1);
  Native* made = native(std::string(name), function, with_self, required + 1);
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

void Vm::define(Module* module, std::string_view name, NativeFunction function, const ParameterNames& parameters,
                std::size_t required) {
  Native* made = native(std::string(name), function, parameters, required);
  // A method's owner is set when it becomes a class's: see finish_class().
  if (!made->is_method && module != builtins)
    made->owner = module->name == "_threadbox" ? "_thread" : module->name.substr(module->name.find_first_not_of('_'));
  module->names.set(intern(name), Value(made));
}

void Vm::construct_by(Class* cls, NativeFunction function) {
  cls->construct = function;
  cls->constructor = nullptr;
}

void Vm::construct_by(Class* cls, NativeFunction function, const ParameterNames& parameters, std::size_t required) {
  Native* made = native(cls->name->text, function, parameters, required);
  made->is_constructor = true;
  cls->construct = function;
  cls->constructor = made;
}

// --- modules

Module* Vm::module(std::string_view name) {
  if (Module* known = find_module(name)) return known;
  Module* made = heap().make<Module>(classes.module, std::string(name));
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
    if (is_internal(name) || name == "builtins" || name == "__main__") continue;
    names += (names.empty() ? "" : ", ") + std::string(name);
  }
  return names;
}

bool Vm::is_internal(std::string_view module) noexcept {
  return (module.starts_with('_') && module != "_thread" && module != "__future__" && module != "__main__") ||
         module == "fallbacks" || module.starts_with("fallbacks.") || module == "reports";
}

void Vm::begin_program(Waiter& self) noexcept {
  if (!std::exchange(has_begun_, true)) record(self, EventKind::program_begin);
}

std::uint32_t Vm::random_bits() {
  if (runtime_.clock().kind() == Clock::Kind::simulated) return static_cast<std::uint32_t>(simulated_rng_());
  std::random_device device;
  return device();
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
  if (world != nullptr) world->collect(self, heap());
  else heap().collect();
}

}  // namespace threadbox::script
