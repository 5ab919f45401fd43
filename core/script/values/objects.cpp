#include "script/values/objects.h"

#include "script/values/held.h"
#include "script/values/operators.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <mutex>

namespace threadbox::script {

void Tuple::mark_children(Marker& marker) const { marker.mark(items); }
void List::mark_children(Marker& marker) const { marker.mark(items); }

void Slice::mark_children(Marker& marker) const {
  marker.mark(start);
  marker.mark(stop);
  marker.mark(step);
}

std::int64_t Range::length() const noexcept {
  if (step > 0) return start < stop ? (stop - start - 1) / step + 1 : 0;
  return start > stop ? (start - stop - 1) / -step + 1 : 0;
}

Code::Code(Class* cls, std::shared_ptr<const CodeObject> object)
    : Object(cls, shape),
      code(std::move(object)),
      start(code->instructions.data()),
      slot_count(static_cast<std::uint32_t>(code->slot_names.size())),
      frame_values(slot_count + code->stack_size + 1),
      positional_count(code->positional_count),
      plain_parameters(code->keyword_only_count == 0 && !code->has_varargs && !code->has_varkeywords),
      depth(code->filename.starts_with("<threadbox") ? 1 : whole_depth),
      lookups(code->instructions.size()) {
  // The modules that come with Threadbox are no part of the program.
  const bool of_program = depth == whole_depth;
  constexpr std::string_view c_modules[] = {"<threadbox twins>", "<threadbox reports>", "<threadbox itertools>", "<threadbox heapq>"};
  is_c = !of_program && std::ranges::find(c_modules, code->filename) != std::end(c_modules);
  points.resize(code->instructions.size());
  for (std::size_t i = 0; of_program && i < points.size(); ++i) points[i] = instruction_point | (code->starts_line[i] ? line_point : 0);
}

std::size_t Code::outside_bytes() const noexcept {
  // What its instructions remember beside that is bounded by their number.
  const std::size_t an_instruction = sizeof(Instruction) + sizeof(points[0]) + sizeof(Lookup*);
  return points.size() * an_instruction + constants.capacity() * sizeof(Value) + names.capacity() * sizeof(Str*);
}

void Code::mark_children(Marker& marker) const {
  marker.mark(constants);
  for (Str* name : names) marker.mark(name);
}

void Function::mark_children(Marker& marker) const {
  marker.mark(code);
  marker.mark(module);
  marker.mark(name);
  marker.mark(qualified_name);
  marker.mark(defaults);
  marker.mark(keyword_defaults);
  marker.mark(annotations.get());
  marker.mark(closure);
  marker.mark(doc);
  marker.mark(module_name);
  attributes.mark(marker);
}

void BoundMethod::mark_children(Marker& marker) const {
  marker.mark(self);
  marker.mark(function);
}

void Descriptor::mark_children(Marker& marker) const {
  marker.mark(getter);
  marker.mark(setter);
  marker.mark(deleter);
  marker.mark(doc);
  marker.mark(name);
}

void Super::mark_children(Marker& marker) const {
  marker.mark(after);
  marker.mark(self);
}

void Instance::mark_children(Marker& marker) const {
  attributes.mark(marker);
  for (const Payload* at = payload(); at != nullptr; at = at->replaced.get()) at->mark(marker);
}

void Instance::set_payload(std::unique_ptr<Payload> made) {
  std::lock_guard guarded(guard());
  made->replaced.reset(payload_.get());
  payload_ = made.release();
}

Shared<Value>* SystemFailure::field(std::string_view attribute) noexcept {
  if (attribute == "errno") return &number;
  if (attribute == "strerror") return &text;
  if (attribute == "filename") return &file;
  return attribute == "filename2" ? &second_file : nullptr;
}

void ExceptionObject::mark_children(Marker& marker) const {
  Instance::mark_children(marker);
  marker.mark(arguments);
  marker.mark(cause);
  marker.mark(context);
  for (const Place& place : traceback) marker.mark(place.code);
  marker.mark(traceback_object);
  if (failure)
    for (const Value value : {failure->number, failure->text, failure->file, failure->second_file}) marker.mark(value);
  if (!sought) return;
  for (const Value value : {sought->name, sought->object, sought->from_module}) marker.mark(value);
  marker.mark(sought->globals);
  for (Str* name : sought->locals) marker.mark(name);
}

// --- classes

namespace {

/// C3: the order of the bases is kept, and a class comes before its bases. Empty when that cannot be.
std::vector<Class*> linearize(Class* cls, const std::vector<Class*>& bases) {
  std::vector<std::vector<Class*>> lists;
  for (const Class* base : bases) lists.push_back(base->mro);
  lists.push_back(bases);
  std::vector<Class*> result = {cls};
  while (true) {
    std::erase_if(lists, [](const auto& list) { return list.empty(); });
    if (lists.empty()) return result;
    Class* next = nullptr;
    for (const auto& list : lists) {
      Class* candidate = list.front();
      const bool in_a_tail = std::ranges::any_of(lists, [&](const auto& other) {
        return std::find(other.begin() + 1, other.end(), candidate) != other.end();
      });
      if (in_a_tail) continue;
      next = candidate;
      break;
    }
    if (next == nullptr) return {};
    result.push_back(next);
    for (auto& list : lists)
      if (list.front() == next) list.erase(list.begin());
  }
}

}  // namespace

Class::Class(Class* metaclass, Str* class_name, std::vector<Class*> base_classes, Layout instance_layout)
    : Object(metaclass, shape),
      name(class_name),
      bases(std::move(base_classes)),
      mro(linearize(this, bases)),
      layout(instance_layout) {}

// Classes die in any order, and only while no thread executes.
Class::~Class() {
  for (Class* base : watched_) std::erase(base->derived_, this);
  for (Class* derived : derived_) std::erase(derived->watched_, this);
}

void Class::new_version() noexcept {
  static std::atomic<std::uint32_t> last{0};
  constexpr std::uint32_t none_left = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t version = last.load(std::memory_order_relaxed);
  while (version != none_left && !last.compare_exchange_weak(version, version + 1, std::memory_order_relaxed)) {
  }
  // Held: whoever learns the new version under the guard sees the names that came before it, on any processor.
  std::lock_guard guarded(guard());
  version_ = version == none_left ? 0 : version + 1;
}

std::uint32_t Class::version_to_learn() const noexcept {
  std::lock_guard guarded(guard());
  return version_;
}

void Class::changed() {
  new_version();
  std::lock_guard guarded(derived_guard_);
  for (Class* derived : derived_)
    if (derived->version_ != 0) derived->new_version();
}

void Class::add_derived(Class& derived) {
  std::lock_guard guarded(derived_guard_);
  derived.watched_.push_back(this);
  try {
    derived_.push_back(&derived);
  } catch (...) {
    derived.watched_.pop_back();
    throw;
  }
}

std::size_t Class::outside_bytes() const noexcept {
  const std::size_t classes = bases.capacity() + mro.capacity() + derived_.capacity() + watched_.capacity();
  return names.bytes() + classes * sizeof(Class*) + module.capacity();
}

std::vector<Class*> Class::subclasses() const {
  std::lock_guard guarded(derived_guard_);
  std::vector<Class*> found;
  std::ranges::copy_if(derived_, std::back_inserter(found), [this](const Class* derived) { return std::ranges::find(derived->bases, this) != derived->bases.end(); });
  return found;
}

void Class::mark_children(Marker& marker) const {
  marker.mark(name);
  for (Class* base : mro) marker.mark(base);
  names.mark(marker);
  marker.mark(construct_twin);
  marker.mark(constructor);
  marker.mark(keywords);
}

bool Class::allows_attribute(const Str* attribute) const noexcept {
  for (const Class* cls : mro) {
    if (!cls->in_python) {
      if (cls->layout == Layout::exception) return true;
      continue;
    }
    if (!cls->slots || cls->slots_have_dict || std::ranges::find(*cls->slots, attribute) != cls->slots->end()) return true;
  }
  return false;
}

bool Class::has_slot(const Str* attribute) const noexcept {
  return std::ranges::any_of(mro, [&](const Class* cls) { return cls->slots && std::ranges::find(*cls->slots, attribute) != cls->slots->end(); });
}

bool Class::is_subclass_of(const Class* other) const noexcept {
  return std::ranges::find(mro, other) != mro.end();
}

Value Class::lookup(const Str* attribute) const noexcept {
  for (const Class* cls : mro)
    if (const Value value = cls->names.get(attribute); !value.is_undefined()) return value;
  return Value::undefined();
}

Value Class::lookup_after(const Class* after, const Str* attribute) const noexcept {
  for (auto at = std::ranges::find(mro, after); at != mro.end() && ++at != mro.end();) {
    if (const Value value = (*at)->names.get(attribute); !value.is_undefined()) return value;
  }
  return Value::undefined();
}

}  // namespace threadbox::script
