#include "script/machine/finalizers.h"

#include "script/machine/vm.h"

#include <utility>

namespace threadbox::script {

namespace {

std::vector<Value> values_of(const std::vector<Object*>& objects) {
  std::vector<Value> values;
  values.reserve(objects.size());
  for (Object* object : objects) values.push_back(Value(object));
  return values;
}

}  // namespace

void Finalizers::add(Object* object) {
  GuardLock guarded(guard_);
  kept_.push_back(object);
  any_.store(true, std::memory_order_relaxed);
}

void Finalizers::before_sweep(Marker& marker) {
  if (looking_) {
    found_.reserve(kept_.size());
    std::erase_if(kept_, [&](Object* object) {
      const bool unreachable = !marker.is_marked(*object);
      if (unreachable) found_.push_back(object);
      return unreachable;
    });
  }
  for (Object* object : kept_) marker.mark(object);
  for (Object* object : found_) marker.mark(object);
}

std::vector<Value> Finalizers::take_unreachable(Vm& vm, Waiter& self) {
  {
    GuardLock guarded(guard_);
    looking_ = true;
  }
  vm.collect(self);
  GuardLock guarded(guard_);
  looking_ = false;
  std::vector<Value> values = values_of(found_);
  found_.clear();
  any_.store(!kept_.empty(), std::memory_order_relaxed);
  return values;
}

std::vector<Value> Finalizers::take_all() {
  GuardLock guarded(guard_);
  std::vector<Value> values = values_of(kept_);
  kept_.clear();
  any_.store(false, std::memory_order_relaxed);
  return values;
}

}  // namespace threadbox::script
