#include "script/machine/places.h"

#include "script/values/special_method.h"

#include <bit>
#include <cmath>

namespace threadbox::script {

namespace {

// No thread has this number, so the list of objects that are kept alive is stored under it.
constexpr ThreadId no_thread = 0;

constexpr std::uint64_t scrambled(std::uint64_t z) noexcept {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

}  // namespace

Place Places::mix(std::uint64_t object, Part part, std::uint64_t key) noexcept {
  return scrambled(scrambled(object * 0x9e3779b97f4a7c15 + static_cast<std::uint64_t>(part) + 1) ^ key);
}

std::uint64_t Places::number_of(const Object& object) {
  const auto [place, is_new] = numbers_.try_emplace(&object, numbers_.size());
  if (is_new) {
    if (kept_ == nullptr) {
      kept_ = vm_.list({});
      vm_.set_thread_object(no_thread, Value(kept_));
    }
    kept_->items.push_back(Value(const_cast<Object*>(&object)));
  }
  return last_ = place->second;
}

std::uint64_t Places::key(Value value) {
  if (value.is_int()) return static_cast<std::uint64_t>(value.as_int());
  if (value.is_bool()) return value.is_true() ? 1 : 0;  // Equal to the int.
  if (!value.is_object()) return scrambled(value.word());
  if (const auto* text = as<Str>(value)) return scrambled(text->hash());
  if (const auto* number = as<Float>(value)) {
    const double rounded = std::nearbyint(number->value);
    if (rounded == number->value && std::abs(rounded) < 1e18)
      return static_cast<std::uint64_t>(static_cast<std::int64_t>(rounded));
    return scrambled(std::bit_cast<std::uint64_t>(number->value));
  }
  if (const auto* tuple = as<Tuple>(value)) {
    std::uint64_t all = tuple->items.size();
    for (const Value item : tuple->items) all = scrambled(all ^ key(item));
    return all;
  }
  const bool compares = !special_in_python(vm_, value, vm_.names.compare[static_cast<std::size_t>(CompareOp::eq)]).is_undefined();
  if (compares || !as<Instance>(value)) return ~std::uint64_t{0};
  return scrambled(number_of(*value.object()) + 1);
}

}  // namespace threadbox::script
