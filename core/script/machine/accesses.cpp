#include "script/machine/accesses.h"

#include "script/values/iterators.h"
#include "script/values/octets.h"
#include "script/values/special_method.h"

namespace threadbox::script {

namespace {

constexpr auto reads = Access::Mode::read, writes = Access::Mode::write, adds = Access::Mode::add;

/// Whether a value is a function, class or module: a name that means one is rarely bound again.
bool is_definition(Value value) noexcept {
  if (!value.is_object()) return false;
  const TypeTag tag = value.object()->type_tag();
  return tag == TypeTag::function || tag == TypeTag::native || tag == TypeTag::cls || tag == TypeTag::module ||
         tag == TypeTag::descriptor;
}

/// A list or a bytearray: its items are places of their own.
bool is_array(Value value) noexcept { return as<List>(value) != nullptr || as<ByteArray>(value) != nullptr; }

/// The bytearray of a writable memoryview; any other value itself.
Value viewed(Value value) noexcept {
  const auto* view = as<MemoryView>(value);
  return view != nullptr ? view->owner.get() : value;
}

bool is_table(Value value) noexcept { return as<Dict>(value) != nullptr || as<Set>(value) != nullptr; }

}  // namespace

void Accesses::add(Place place, Access::Mode mode) {
  into_->accesses.push_back({place, mode, false, true, places_.fresh(), places_.group()});
}

void Accesses::describe(VmThread& thread, Description& into) {
  into.clear();
  thread_ = &thread;
  into_ = &into;
  Frame& frame = *thread.frame();
  const Instruction instruction = frame.code->start[frame.next];
  const std::uint32_t n = instruction.operand();
  const Value* top = frame.top;
  using enum Opcode;
  switch (instruction.opcode()) {
    case load_cell_:
    case store_cell_:
    case delete_cell_: {
      const auto* cell = as<Cell>(frame.slots[n]);
      if (cell == nullptr) break;
      add(places_.of(*cell, Part::content), instruction.opcode() == load_cell_ ? reads : writes);
      into.visible = instruction.opcode() != load_cell_ || !is_definition(cell->value);
      break;
    }
    case load_global_: global(*frame.module, *frame.code->names[n], reads); break;
    case store_global_:
    case delete_global_: global(*frame.module, *frame.code->names[n], writes); break;
    case load_attr_:
    case load_method_: load_attribute(top[-1], *frame.code->names[n]); break;
    case store_attr_:
    case delete_attr_: store_attribute(top[-1], *frame.code->names[n]); break;
    case load_subscr_: item(top[-2], top[-1], reads, false); break;
    case store_subscr_: item(top[-2], top[-1], writes, false); break;
    case delete_subscr_: item(top[-2], top[-1], writes, true); break;
    case unary_op_:
      if (static_cast<UnaryOp>(n) == UnaryOp::logical_not) read_shape(top[-1]);
      break;
    case inplace_op_:
      if (is_array(top[-2]) || is_table(top[-2])) bulk_change(top[-2]);
      read_whole(top[-1]);
      break;
    case binary_op_:
    case compare_op_:
      read_whole(top[-2]);
      read_whole(top[-1]);
      break;
    case contains_op_: membership(top[-2], top[-1]); break;
    case list_extend_:
    case set_update_:
    case dict_update_:
    case unpack_sequence_:
    case unpack_ex_:
    case get_iter_: read_whole(top[-1]); break;
    case format_value_: read_whole((n & 4) != 0 ? top[-2] : top[-1]); break;
    case pop_jump_if_false_:
    case pop_jump_if_true_:
    case jump_if_false_or_pop_:
    case jump_if_true_or_pop_: read_shape(top[-1]); break;
    case for_iter_: next_of(top[-1], false); break;
    case call_:
    case call_kw_: {
      // [f, self or _, n arguments (, tuple of names)]
      const bool named = instruction.opcode() == call_kw_;
      const Value* place = top - n - 2 - (named ? 1 : 0);
      std::vector<Value> arguments;
      if (!place[1].is_undefined()) arguments.push_back(place[1]);
      arguments.insert(arguments.end(), place + 2, place + 2 + n);
      call(place[0], arguments, named ? as<Tuple>(top[-1]) : nullptr);
      break;
    }
    case call_ex_: {
      const Value* place = top - (n != 0 ? 4 : 3);
      const auto* given = as<Tuple>(place[2]);
      if (given == nullptr) break;
      std::vector<Value> arguments, names;
      if (!place[1].is_undefined()) arguments.push_back(place[1]);
      arguments.insert(arguments.end(), given->items.begin(), given->items.end());
      if (n != 0)
        for (const Dict::Entry& entry : static_cast<const Dict*>(place[3].object())->entries())
          if (entry.live) {
            arguments.push_back(entry.value);
            names.push_back(entry.key);
          }
      call(place[0], arguments, names.empty() ? nullptr : vm_.tuple(std::move(names)));
      break;
    }
    case with_except_start_: {
      // [exit, self, previously handled, exc]
      const Value none[] = {top[-3], Value::none(), Value::none(), Value::none()};
      call(top[-4], top[-3].is_undefined() ? std::span(none).subspan(1) : std::span(none), nullptr);
      break;
    }
    default: break;
  }
}

// --- names

void Accesses::global(Module& module, const Str& name, Access::Mode mode) {
  const Value value = module.names.get(&name);
  add(places_.of_name(module, name), mode);
  // A name that the module does not have is a builtin's.
  into_->visible = mode == writes || (!value.is_undefined() && !is_definition(value));
}

void Accesses::class_attribute(const Class& cls, const Str& name) {
  for (const Class* each : cls.mro) {
    const Value value = each->names.get(&name);
    if (value.is_undefined()) continue;
    if (!each->in_python) return;
    read(places_.of_name(*each, name));
    into_->visible = into_->visible || !is_definition(value);
    return;
  }
}

void Accesses::load_attribute(Value object, const Str& name) {
  if (!object.is_object()) return;
  if (auto* module = as<Module>(object)) return global(*module, name, reads);
  if (const auto* cls = as<Class>(object)) return class_attribute(*cls, name);
  NameTable* own = object.object()->own_attributes();
  if (own == nullptr) return;
  read(places_.of_name(*object.object(), name));
  if (own->resolved().get(&name).is_undefined()) class_attribute(*object.object()->cls(), name);
  else into_->visible = true;
}

void Accesses::store_attribute(Value object, const Str& name) {
  if (!object.is_object() || object.object()->own_attributes() == nullptr) return;
  const Value defined = as<Class>(object) == nullptr ? object.object()->cls()->lookup(&name) : Value::undefined();
  if (as<Descriptor>(defined) != nullptr) return;  // A property's setter is called.
  write(places_.of_name(*object.object(), name));
  into_->visible = true;
}

// --- containers

bool Accesses::is_deque(Value value) const {
  const auto* instance = as<Instance>(value);
  return instance != nullptr && instance->payload() != nullptr && instance->payload()->elements(0).has_value();
}

/// None if the key has its __eq__ or __hash__ in Python.
std::optional<bool> Accesses::has_key(Value table, Value key) {
  try {
    if (const auto* dict = as<Dict>(table)) return dict->contains(vm_, key);
    return as<Set>(table)->contains(vm_, key);
  } catch (const Raised&) {
  } catch (const NeedsFallback&) {}
  return std::nullopt;
}

void Accesses::key_access(Object& table, Value key, Access::Mode mode, bool changes_shape) {
  add(places_.of(table, Part::item, places_.key(key)), mode);
  read(places_.of(table, Part::bulk));
  if (mode == writes) add(places_.of(table, Part::whole), adds);
  if (changes_shape) write(places_.of(table, Part::shape));
  into_->visible = true;
}

void Accesses::item(Value container, Value index, Access::Mode mode, bool erases) {
  if (as<MemoryView>(container) != nullptr) return mode == writes ? bulk_change(viewed(container)) : read_whole(container);
  if (is_array(container)) {
    const auto* list = as<List>(container);
    into_->visible = true;
    if (!index.is_int() || erases) return mode == writes ? bulk_change(container) : read_whole(container);
    const std::size_t length = list != nullptr ? list->items.size() : as<ByteArray>(container)->octets.size();
    const auto size = static_cast<std::int64_t>(length);
    const std::int64_t at = index.as_int() < 0 ? index.as_int() + size : index.as_int();
    add(places_.of(*container.object(), Part::item, static_cast<std::uint64_t>(at)), mode);
    read(places_.of(*container.object(), Part::shape));
    if (mode == writes) add(places_.of(*container.object(), Part::whole), adds);
  } else if (as<Dict>(container) != nullptr) {
    const std::optional<bool> has = has_key(container, index);
    if (!has) return mode == writes ? bulk_change(container) : read_whole(container);
    if (erases && !*has) mode = reads;
    key_access(*container.object(), index, mode, mode == writes && (erases || !*has));
  } else if (is_deque(container)) {
    add(places_.of(*container.object(), Part::shape), mode);
    into_->visible = true;
  }
}

/// Sorting, clearing, updating.
void Accesses::bulk_change(Value container) {
  if (!container.is_object()) return;
  write(places_.of(*container.object(), Part::shape));
  write(places_.of(*container.object(), Part::whole));
  if (is_table(container)) write(places_.of(*container.object(), Part::bulk));
  into_->visible = true;
}

void Accesses::read_whole(Value container) {
  container = viewed(container);
  if (!container.is_object()) return;
  const Object* table = container.object();
  if (const auto* view = as<DictView>(container)) table = view->dict;
  const bool holds_items = is_array(container) || is_table(Value(const_cast<Object*>(table)));
  if (!holds_items && !is_deque(container)) return;
  read(places_.of(*table, Part::shape));
  if (holds_items) read(places_.of(*table, Part::whole));
  into_->visible = true;
}

void Accesses::read_shape(Value container) {
  if (!container.is_object()) return;
  if (!is_array(container) && !is_table(container) && !is_deque(container)) return;
  read(places_.of(*container.object(), Part::shape));
  into_->visible = true;
}

void Accesses::membership(Value item, Value container) {
  if (!is_table(container) || !has_key(container, item)) return read_whole(container);
  key_access(*container.object(), item, reads, false);
}

/// `shared`: the iterator may be another thread's, too.
void Accesses::next_of(Value iterator, bool shared) {
  if (!iterator.is_object()) return;
  const Object& object = *iterator.object();
  if (shared &&
      (as<Iterator>(iterator) != nullptr || as<NamedGenerator>(iterator) != nullptr || as<Stepper>(iterator) != nullptr)) {
    write(places_.of(object, Part::content));
    into_->visible = true;
  }
  const auto* any = as<Iterator>(iterator);
  if (any == nullptr || any->kind != Iterator::Kind::list) return;
  const auto& over = static_cast<const ListIterator&>(*any);
  if (over.at == ended) return;
  read(places_.of(*over.list, Part::item, over.at));
  read(places_.of(*over.list, Part::shape));
  into_->visible = true;
}

}  // namespace threadbox::script
