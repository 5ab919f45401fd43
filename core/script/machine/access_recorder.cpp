#include "script/machine/access_recorder.h"

#include "script/machine/access_roles.h"
#include "script/values/instances.h"
#include "script/values/iterators.h"

#include <threadbox/sync/sync_object.h>
#include <threadbox/trace/tracer.h>

#include <algorithm>
#include <limits>
#include <new>

namespace threadbox::script {

namespace {

constexpr std::size_t longest_key = 20;  // Of a dict, in the name of an item.

std::uint64_t mixed(std::uint64_t z) noexcept {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/// What an instruction of a frame has read: which items a container has, or something else.
std::uint64_t read_key(const Frame* frame, std::uint32_t instruction, bool is_shape) noexcept {
  return mixed(reinterpret_cast<std::uintptr_t>(frame) ^ mixed(2 * std::uint64_t{instruction} + (is_shape ? 1 : 0)));
}

/// Whether a value is a function, class or module: a name that means one is rarely bound again.
bool is_definition(Value value) noexcept {
  if (!value.is_object()) return false;
  const TypeTag tag = value.object()->type_tag();
  return tag == TypeTag::function || tag == TypeTag::native || tag == TypeTag::cls || tag == TypeTag::module ||
         tag == TypeTag::descriptor;
}

bool is_table(Value value) noexcept { return as<Dict>(value) != nullptr || as<Set>(value) != nullptr; }

bool is_container(Value value) noexcept {
  if (!value.is_object()) return false;
  if (as<List>(value) != nullptr || is_table(value)) return true;
  const auto* instance = as<Instance>(value);
  return instance != nullptr && instance->payload() != nullptr && instance->payload()->elements(0).has_value();
}

/// The container that a value is, or that a view shows; null if there is none.
Object* container_of(Value value) noexcept {
  if (const auto* view = as<DictView>(value)) return view->dict;
  return is_container(value) ? value.object() : nullptr;
}

}  // namespace

void AccessRecorder::begin() noexcept {
  if (recording_) return;
  try {
    find_methods();
    recording_ = true;
  } catch (const std::bad_alloc&) {
    // Then nothing is recorded.
  }
}

void AccessRecorder::find_methods() {
  const auto methods = [&](const Class* cls, std::initializer_list<const char*> names, Method method) {
    for (const char* name : names)
      if (const Value found = cls->names.get(vm_.intern(name)); found.is_object()) methods_.emplace(found.object(), method);
  };
  using enum Method;
  methods(vm_.classes.list, {"append", "extend", "insert"}, growth);
  methods(vm_.classes.list, {"pop", "remove", "clear"}, change);
  methods(vm_.classes.dict, {"get"}, item_read);
  methods(vm_.classes.dict, {"setdefault"}, item_added);
  methods(vm_.classes.dict, {"pop"}, item_removed);
  methods(vm_.classes.dict, {"popitem", "clear", "update"}, change);
  methods(vm_.classes.set, {"add"}, item_added);
  methods(vm_.classes.set, {"discard", "remove"}, item_removed);
  methods(vm_.classes.set, {"pop", "clear", "update"}, change);
  const auto functions = [&](std::string_view module, std::initializer_list<const char*> names, Method method) {
    const Module* found = vm_.find_module(module);
    for (const char* name : names)
      if (const Value value = found != nullptr ? found->names.get(vm_.intern(name)) : Value::undefined(); value.is_object())
        methods_.emplace(value.object(), method);
  };
  functions("builtins", {"len"}, length);
  functions("_collections", {"append", "appendleft", "insert"}, growth);
  functions("_collections", {"pop", "popleft", "clear"}, change);
}

const AccessRecorder::Site& AccessRecorder::site_of(const Frame& frame) {
  const std::shared_ptr<const CodeObject>& code = frame.code->code;
  auto site = sites_.find(code.get());
  if (site == sites_.end()) {
    if (sites_.size() == most_sites) sites_.clear();
    site = sites_.emplace(code.get(), Site{code, access_roles(*code)}).first;
  }
  return site->second;
}

std::uint8_t AccessRecorder::role_of(const Frame& frame) {
  site_ = &site_of(frame);
  return site_->roles.flags[frame.next];
}

void AccessRecorder::note(VmThread& thread) noexcept {
  if (!recording_ || thread.is_console) return;
  try {
    Frame& frame = *thread.frame();
    self_ = &thread.waiter();
    frame_ = &frame;
    site_ = nullptr;
    line_ = static_cast<std::uint16_t>(std::min(frame.code->code->lines[frame.next], 65535U));
    describe(thread, frame);
  } catch (const std::bad_alloc&) {
    // The access is missing from the log.
  } catch (const Raised&) {
    // A key whose __eq__ or __hash__ is written in Python.
  } catch (const NeedsFallback&) {}
}

void AccessRecorder::describe(VmThread& thread, Frame& frame) {
  const Instruction instruction = frame.code->start[frame.next];
  const std::uint32_t n = instruction.operand();
  const Value* top = frame.top;
  const bool of_program = frame.code->depth == Code::whole_depth;
  role_ = 0;
  if (!of_program) {
    if (instruction.opcode() == Opcode::call_) call(frame, top - n - 2, n);
    return;
  }
  const auto binding = [&](bool writes) {
    const Str& name = *frame.code->names[n];
    const Value now = frame.module->names.get(&name);
    if (!writes && (now.is_undefined() || is_definition(now))) return;
    role_ = role_of(frame);
    if (writes && now.is_object() && top != frame.stack && top[-1] == now) role_ &= static_cast<std::uint8_t>(~access_linked);
    this->name(*frame.module, name, writes, writes ? top[-1] : now, "");
  };
  using enum Opcode;
  switch (instruction.opcode()) {
    case load_global_: return binding(false);
    case store_global_: return binding(true);
    case load_cell_:
    case store_cell_: {
      auto* variable = as<Cell>(frame.slots[n]);
      if (variable == nullptr || is_definition(variable->value)) return;
      role_ = role_of(frame);
      const bool writes = instruction.opcode() == store_cell_;
      if (writes && variable->value.get().is_object() && top[-1] == variable->value.get())
        role_ &= static_cast<std::uint8_t>(~access_linked);
      return cell(*variable, frame.code->code->slot_names[n], writes, writes ? top[-1] : variable->value.get());
    }
    case load_attr_:
    case load_method_: role_ = role_of(frame); return attribute(top[-1], *frame.code->names[n], false, Value::undefined());
    case store_attr_: role_ = role_of(frame); return attribute(top[-1], *frame.code->names[n], true, top[-2]);
    case load_subscr_: role_ = role_of(frame); return item(top[-2], top[-1], false, false);
    case store_subscr_: role_ = role_of(frame); return item(top[-2], top[-1], true, false);
    case delete_subscr_: role_ = role_of(frame) & access_acts; return item(top[-2], top[-1], true, true);
    case contains_op_:
      role_ = role_of(frame);
      return is_table(top[-1]) ? item(top[-1], top[-2], false, false) : shape(top[-1], 0);
    case unary_op_: role_ = role_of(frame); return static_cast<UnaryOp>(n) == UnaryOp::logical_not ? shape(top[-1], 0) : void();
    case pop_jump_if_false_:
    case pop_jump_if_true_:
    case jump_if_false_or_pop_:
    case jump_if_true_or_pop_: role_ = role_of(frame); return shape(top[-1], access_decides);
    case get_iter_:
      role_ = role_of(frame) & access_acts;
      iterables_.erase(thread.waiter().thread());
      return begin_iteration(top[-1]);
    case for_iter_: role_ = 0; return iterate(top[-1]);
    case call_: role_ = role_of(frame); return call(frame, top - n - 2, n);
    default: return;
  }
}

// --- names

void AccessRecorder::name(Object& owner, const Str& name, bool writes, Value value, const std::string& owner_name) {
  const std::uint32_t place =
      place_of(owner, Part::name, reinterpret_cast<std::uintptr_t>(&name), [&] { return owner_name + std::string(name.text); });
  if (value.is_object() && is_container(value))
    if (const std::uint32_t serial = vm_.heap().serial_of(*value.object()); names_.size() < most_places)
      names_.try_emplace(serial, owner_name + std::string(name.text));
  record_access(place, writes ? access_writes : 0, value);
}

void AccessRecorder::cell(Cell& cell, const std::string& name, bool writes, Value value) {
  const std::uint32_t place = place_of(cell, Part::name, 0, [&] { return name; });
  if (value.is_object() && is_container(value) && names_.size() < most_places)
    names_.try_emplace(vm_.heap().serial_of(*value.object()), name);
  record_access(place, writes ? access_writes : 0, value);
}

void AccessRecorder::attribute(Value object, const Str& name, bool writes, Value value) {
  if (!object.is_object()) return;
  Object& owner = *object.object();
  // Each thread has its own attributes of a threading.local; a primitive's are the library's.
  if (owner.sync() != nullptr) return;
  NameTable* own = owner.own_attributes();
  if (own == nullptr || as<Function>(object) != nullptr) return;
  const Value now = own->resolved().get(&name);
  if (!writes) {
    if (now.is_undefined() || is_definition(now)) return;
    value = now;
  } else if (as<Class>(object) == nullptr && as<Descriptor>(owner.cls()->lookup(&name)) != nullptr) {
    return;  // A property's setter is called.
  } else if (now.is_object() && value == now) {
    role_ &= static_cast<std::uint8_t>(~access_linked);
  }
  const auto* module = as<Module>(object);
  this->name(owner, name, writes, value, (module != nullptr ? module->name : name_of(owner)) + ".");
}

// --- containers

/// Whether a dict or set has the key. Errors: Raised, NeedsFallback.
bool AccessRecorder::has(Value table, Value key) {
  if (const auto* dict = as<Dict>(table)) return dict->contains(vm_, key);
  const auto* set = as<Set>(table);
  return set != nullptr && set->contains(vm_, key);
}

void AccessRecorder::item(Value container, Value index, bool writes, bool resizes) {
  if (!is_container(container)) return;
  Object& object = *container.object();
  std::uint64_t key = 0;
  std::string text;
  Value value = Value::undefined();
  if (const auto* list = as<List>(container)) {
    if (!index.is_int()) return;
    const auto size = static_cast<std::int64_t>(list->items.size());
    const std::int64_t at = index.as_int() < 0 ? index.as_int() + size : index.as_int();
    if (at >= 0 && at < size && !writes) value = list->items[static_cast<std::size_t>(at)];
    key = static_cast<std::uint64_t>(at);
    text = "[" + std::to_string(at) + "]";
    if ((role_ & access_acts) != 0 && !resizes) shape(container, 0);
  } else if (is_table(container)) {
    if (index.is_int()) {
      key = static_cast<std::uint64_t>(index.as_int());
      text = "[" + std::to_string(index.as_int()) + "]";
    } else if (const auto* string = as<Str>(index)) {
      key = mixed(string->hash());
      const std::string_view shown(string->text);
      text = shown.size() <= longest_key ? "['" + std::string(shown) + "']"
                                         : "['" + std::string(shown.substr(0, longest_key)) + "…']";
    } else {
      return;  // Whether two other keys are equal, Python code may decide.
    }
    const bool has_key = has(container, index);
    if (const auto* dict = as<Dict>(container); dict != nullptr && has_key && !writes) value = dict->get(vm_, index);
    if (writes && has_key == resizes) shape(container, has_key ? access_writes : access_writes | access_linked);
  } else {
    return shape(container, writes ? access_writes : 0);
  }
  const std::uint32_t place = place_of(object, Part::item, key, [&] { return name_of(object) + text; });
  record_access(place, writes ? access_writes : 0, value);
  if (resizes && as<List>(container) != nullptr) shape(container, access_writes);
}

void AccessRecorder::shape(Value container, std::uint8_t flags) {
  Object* object = container_of(container);
  if (object == nullptr) return;
  const std::uint32_t place = place_of(*object, Part::shape, 0, [&] { return name_of(*object); });
  record_access(place, flags | access_of_shape, Value::undefined());
}

void AccessRecorder::begin_iteration(Value iterable) {
  Object* object = container_of(iterable);
  if (object == nullptr) return;
  const std::uint32_t place = place_of(*object, Part::shape, 0, [&] { return name_of(*object); });
  iterables_[self_->thread()] = place;
  record_access(place, access_of_shape | access_iterates | access_decides, Value::undefined());
}

/// The first step of an iterator is right after the loop has made it.
void AccessRecorder::iterate(Value iterator) {
  if (as<Iterator>(iterator) == nullptr) return;
  const std::uint32_t serial = vm_.heap().serial_of(*iterator.object());
  if (const auto made = iterables_.find(self_->thread()); made != iterables_.end()) {
    if (iterators_.size() == most_iterators) iterators_.clear();
    iterators_.try_emplace(serial, made->second);
    iterables_.erase(made);
  }
  if (const auto known = iterators_.find(serial); known != iterators_.end())
    record_access(known->second, access_of_shape | access_iterates, Value::undefined());
}

// --- calls

/// [f, self or _, n arguments]
void AccessRecorder::call(const Frame&, const Value* place, std::uint32_t count) {
  Value callable = place[0], self = place[1];
  const Value* arguments = place + 2;
  if (const auto* method = as<BoundMethod>(callable)) {
    self = method->self;
    callable = method->function;
  } else if (self.is_undefined() && count > 0) {
    self = *arguments++;
    --count;
  }
  if (!self.is_object() || !callable.is_object()) return;
  if (self.object()->sync() != nullptr) return sync_call(*self.object(), callable);
  const auto known = methods_.find(callable.object());
  if (known == methods_.end()) return;
  switch (known->second) {
    case Method::length: return shape(self, 0);
    case Method::growth: return shape(self, access_writes | access_linked);
    case Method::change: return shape(self, access_writes);
    case Method::item_read: return count > 0 ? item(self, arguments[0], false, false) : void();
    case Method::item_removed: return count > 0 ? item(self, arguments[0], true, true) : void();
    // Nothing changes if it is there already.
    case Method::item_added: return count > 0 ? item(self, arguments[0], !has(self, arguments[0]), false) : void();
  }
}

/// Calls of locks have events that tell all.
void AccessRecorder::sync_call(Object& self, Value callable) {
  const SyncObject& object = *self.sync();
  const ObjectKind kind = object.object_kind();
  if (kind != ObjectKind::event && kind != ObjectKind::thread && kind != ObjectKind::future && kind != ObjectKind::queue) return;
  const auto* function = as<Function>(callable);
  const auto* native = as<Native>(callable);
  if (object.id() == 0 || (function == nullptr && native == nullptr)) return;
  const std::string_view method =
      native != nullptr ? std::string_view(native->name) : std::string_view(function->code->code->name);
  record(*self_, EventKind::sync_call, object.id(), intern(*self_, method), 0, line_);
}

// --- places

template <typename Name>
std::uint32_t AccessRecorder::place_of(Object& object, Part part, std::uint64_t key, const Name& name) {
  const std::uint64_t id =
      mixed(mixed(vm_.heap().serial_of(object) * 0x9e3779b97f4a7c15 + static_cast<std::uint64_t>(part)) ^ key);
  if (const auto known = places_.find(id); known != places_.end()) return known->second;
  if (places_.size() >= most_places) return 0;
  const auto number = static_cast<std::uint32_t>(places_.size() + 1);
  const TextId text = intern(*self_, name());
  places_.emplace(id, number);
  record(*self_, EventKind::place_name, number, text);
  return number;
}

void AccessRecorder::record_access(std::uint32_t place, std::uint8_t flags, Value value) {
  if (place == 0) return;
  // What a code says about a read means something else of a write.
  const std::uint8_t writes = flags & access_writes;
  std::uint8_t said = role_ & (access_linked | access_decides | access_acts | access_loops);
  const bool is_shape = (flags & access_of_shape) != 0;
  if (is_shape) said &= static_cast<std::uint8_t>(writes != 0 ? access_acts : ~access_linked);
  // The code tells names; whether they meant the same place, only the run.
  if (writes != 0 && (said & access_linked) != 0 && !has_read(site_->roles.stored_from, place, is_shape))
    said &= static_cast<std::uint8_t>(~access_linked);
  if ((said & access_acts) != 0 && !has_read(site_->roles.acts_on, place, is_shape))
    said &= static_cast<std::uint8_t>(~access_acts);
  flags |= said;
  if (writes == 0 && (flags & access_iterates) == 0 && (flags & (access_linked | access_decides)) != 0) {
    if (reads_.size() >= most_reads) reads_.clear();
    reads_[read_key(frame_, frame_->next, is_shape)] = place;
  }
  std::uint32_t argument = 0;
  if (value.is_int() && value.as_int() >= std::numeric_limits<std::int32_t>::min() &&
      value.as_int() <= std::numeric_limits<std::int32_t>::max()) {
    flags |= access_has_int;
    argument = static_cast<std::uint32_t>(static_cast<std::int32_t>(value.as_int()));
  }
  record(*self_, EventKind::access, place, argument, flags, line_);
}

bool AccessRecorder::has_read(const std::unordered_map<std::uint32_t, std::vector<std::uint32_t>>& instructions,
                              std::uint32_t place, bool is_shape) const {
  const auto sources = instructions.find(frame_->next);
  return sources != instructions.end() && std::ranges::any_of(sources->second, [&](std::uint32_t each) {
           const auto read = reads_.find(read_key(frame_, each, is_shape));
           return read != reads_.end() && read->second == place;
         });
}

/// The variable through which it was reached; a global variable that holds it; or what it is.
std::string AccessRecorder::name_of(Object& object) const {
  if (const auto known = names_.find(vm_.heap().serial_of(object)); known != names_.end()) return known->second;
  if (const auto* cls = as<Class>(&object)) return std::string(cls->name->text);
  if (vm_.main_module != nullptr)
    for (const NameTable::Entry& entry : vm_.main_module->names.in_order())
      if (entry.value == Value(&object)) return std::string(entry.name->text);
  return vm_.type_name(Value(&object));
}

}  // namespace threadbox::script
