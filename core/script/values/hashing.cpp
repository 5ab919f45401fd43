#include "script/values/hashing.h"

#include "script/text/fuel.h"
#include "script/values/integers.h"
#include "script/values/nesting.h"
#include "script/values/octets.h"
#include "script/values/ranges.h"
#include "script/values/special_method.h"
#include "script/values/universe.h"

#include <cmath>

namespace threadbox::script {

namespace {

constexpr int hash_bits = 61;
constexpr std::uint64_t modulus = (std::uint64_t{1} << hash_bits) - 1;

Hash settled(std::int64_t hash) noexcept { return static_cast<Hash>(hash == -1 ? -2 : hash); }

Hash hash_int(Value value) {
  if (is_small(value)) {
    const std::int64_t number = small(value);
    const auto size = static_cast<std::int64_t>(static_cast<std::uint64_t>(std::abs(number)) % modulus);
    return settled(number < 0 ? -size : size);
  }
  const BigInteger& big = as<BigInt>(value)->value;
  const auto size = static_cast<std::int64_t>(abs(big) % modulus);
  return settled(big < 0 ? -size : size);
}

/// As _Py_HashDouble(): an int and a float that are equal have the same hash.
Hash hash_double(Universe& universe, Value object, double value) {
  if (std::isinf(value)) return settled(value > 0 ? 314159 : -314159);
  if (std::isnan(value)) return std::hash<std::uint64_t>{}(universe.id_of(object) >> 4);
  int exponent = 0;
  double mantissa = std::frexp(std::abs(value), &exponent);
  std::uint64_t hash = 0;
  while (mantissa != 0) {
    hash = ((hash << 28) & modulus) | hash >> (hash_bits - 28);
    mantissa *= 268435456.0;  // 2**28
    exponent -= 28;
    const auto digit = static_cast<std::uint64_t>(mantissa);
    mantissa -= static_cast<double>(digit);
    hash += digit;
    if (hash >= modulus) hash -= modulus;
  }
  exponent = exponent >= 0 ? exponent % hash_bits : hash_bits - 1 - ((-1 - exponent) % hash_bits);
  hash = ((hash << exponent) & modulus) | hash >> (hash_bits - exponent);
  return settled(value < 0 ? -static_cast<std::int64_t>(hash) : static_cast<std::int64_t>(hash));
}

}  // namespace

Hash hash_of_hashes(std::span<const Hash> hashes) noexcept {
  constexpr std::uint64_t prime_1 = 11400714785074694791ULL, prime_2 = 14029467366897019727ULL, prime_5 = 2870177450012600261ULL;
  std::uint64_t hash = prime_5;
  for (const Hash item : hashes) {
    hash += item * prime_2;
    hash = hash << 31 | hash >> 33;
    hash *= prime_1;
  }
  hash += hashes.size() ^ (prime_5 ^ 3527539ULL);
  return hash == ~std::uint64_t{0} ? 1546275796 : hash;
}

Hash hash_of_set(std::span<const Hash> hashes) noexcept {
  std::uint64_t hash = 0;
  for (const std::uint64_t item : hashes) hash ^= (item ^ 89869747ULL ^ (item << 16)) * 3644798167ULL;
  hash ^= (hashes.size() + 1) * 1927868237ULL;
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * 69069U + 907133923ULL;
  return hash == ~std::uint64_t{0} ? 590923713ULL : hash;
}

Hash hash_of(Universe& universe, Value value) {
  if (is_small(value)) return hash_int(value);
  if (const auto* text = as<Str>(value); text != nullptr && text->cls() == universe.classes.str) return text->hash();
  const Class* cls = universe.class_of(value);
  if (cls->in_python) {
    const Value eq = special_in_python(universe, value, universe.names.eq), own = cls->lookup(universe.names.hash);
    if (as<Native>(own) == nullptr) {
      if (own.is_none()) universe.raise("TypeError", "unhashable type: '" + universe.type_name(value) + "'");
      throw NeedsFallback{};
    }
    // Defining __eq__ without __hash__ makes a class unhashable, unless a derived class defines __hash__.
    if (!eq.is_undefined() && as<Native>(own) != nullptr && !defines_hash_after_eq(universe, *cls))
      universe.raise("TypeError", "unhashable type: '" + cls->name->text + "'");
  }
  return own_hash(universe, value);
}

Hash own_hash(Universe& universe, Value value) {
  if (is_integral(value)) return hash_int(value);
  if (const auto* text = as<Str>(value)) return text->hash();
  if (const auto* number = as<Float>(value)) return hash_double(universe, value, number->value);
  if (const auto* bytes = as<Bytes>(value)) return std::hash<std::string_view>{}(bytes->octets()) | 1;
  if (const auto* view = as<MemoryView>(value)) {
    if (!view->read_only) universe.raise("ValueError", "cannot hash writable memoryview object");
    return std::hash<std::string_view>{}(*Octets(universe, value)) | 1;
  }
  if (value.is_none()) return 0xfca86420;
  const Nesting nesting(universe);
  std::vector<Hash> hashes;
  if (const auto* tuple = as<Tuple>(value)) {
    for (const Value item : tuple->items) {
      Fuel::spend();
      hashes.push_back(hash_of(universe, item));
    }
    return hash_of_hashes(hashes);
  }
  if (const auto* set = as<Set>(value); set != nullptr && set->cls()->is_subclass_of(universe.classes.frozenset)) {
    for (const Set::Entry& entry : set->entries())
      if (!entry.key.is_undefined()) hashes.push_back(entry.hash);
    return hash_of_set(hashes);
  }
  if (const auto* slice = as<Slice>(value))
    return hash_of_hashes(
        std::array{hash_of(universe, slice->start), hash_of(universe, slice->stop), hash_of(universe, slice->step)});
  if (const auto* range = as<Range>(value)) {
    const Value length = range_length(universe, *range);
    const auto part = [&](int least, Value number) {
      return hash_of(universe, compare_ints(length, Value::integer(least)) >= 0 ? number : Value::none());
    };
    return hash_of_hashes(std::array{part(0, length), part(1, range_start(*range)), part(2, range_step(*range))});
  }
  if (const auto* method = as<BoundMethod>(value))
    return hash_of(universe, method->function) ^ std::hash<std::uint64_t>{}(universe.id_of(method->self));
  const bool mutable_container =
      as<List>(value) != nullptr || as<Dict>(value) != nullptr || as<Set>(value) != nullptr || as<ByteArray>(value) != nullptr;
  const bool shows_dict = universe.class_of(value) == universe.classes.mapping_proxy;
  if (mutable_container)
    universe.raise("TypeError", "unhashable type: '" + (shows_dict ? "dict" : universe.type_name(value)) + "'");
  // The address, rotated because its four lowest bits are zero.
  const std::uint64_t id = universe.id_of(value);
  return static_cast<Hash>(id >> 4 | id << 60);
}

bool defines_hash_after_eq(const Universe& universe, const Class& cls) noexcept {
  // The first class in the MRO that defines either decides: defining __eq__ alone removes __hash__.
  for (const Class* at : cls.mro) {
    if (!at->names.get(universe.names.hash).is_undefined()) return true;
    if (!at->names.get(universe.names.eq).is_undefined()) return false;
  }
  return true;
}

}  // namespace threadbox::script
