#pragma once

#include "script/values/as.h"
#include "script/values/heap.h"
#include "script/values/shared.h"
#include "script/values/value.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace threadbox::script {

class Universe;

/// Python's bytes. Its octets follow the object, also that of a class of the program that derives from it.
/// Threads:  any; it is immutable once make_bytes() has returned it.
class Bytes : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::bytes;
  Bytes(Class* cls, std::size_t size) noexcept : Bytes(cls, size, reinterpret_cast<char*>(this + 1)) {}
  void mark_children(Marker&) const override {}
  [[nodiscard]] std::string_view octets() const noexcept { return {place_, size_}; }
  /// Where the octets are written before the object is published.
  [[nodiscard]] char* place() noexcept { return place_; }

 protected:
  Bytes(Class* cls, std::size_t size, char* place) noexcept : Object(cls, type_tag), size_(size), place_(place) {}

 private:
  const std::size_t size_;
  char* const place_;
};

/// Python's bytearray.
/// Threads:  any, through a CriticalSection or Octets.
class ByteArray : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::bytearray;
  ByteArray(Class* cls, std::string content) noexcept : Object(cls, type_tag), octets(std::move(content)) {}
  void mark_children(Marker&) const override {}
  [[nodiscard]] std::size_t outside_bytes() const noexcept override { return octets.capacity(); }
  std::string octets;  // guarded by guard() in a free-threaded run
};

/// Python's memoryview of octets (format "B", one dimension): every step-th octet of a Bytes or a ByteArray. A bytearray may shrink while
/// a view of it exists; the view then has fewer octets.
/// Threads:  any.
class MemoryView final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::memory;
  MemoryView(Class* cls, Value viewed, std::int64_t from, std::int64_t by, std::int64_t count, bool is_read_only) noexcept
      : Object(cls, type_tag), owner(viewed), start(from), step(by), length(count), read_only(is_read_only) {}
  void mark_children(Marker& marker) const override { marker.mark(owner.get()); }
  Shared<Value> owner;  ///< None once it has been released.
  const std::int64_t start, step, length;
  const bool read_only;
};

/// The octets of a bytes-like object at one moment. It refers to those of a bytes, and with a GIL to those of a bytearray, which must not
/// change while this exists; otherwise it has a copy.
/// Threads:  any.
/// Errors:   ValueError for a memoryview that has been released.
class Octets {
 public:
  Octets(Universe& universe, Value value);
  Octets(const Octets&) = delete;
  Octets& operator=(const Octets&) = delete;
  /// False if the value is not bytes-like.
  explicit operator bool() const noexcept { return valid_; }
  [[nodiscard]] std::string_view operator*() const noexcept { return text_; }
  [[nodiscard]] const std::string_view* operator->() const noexcept { return &text_; }

 private:
  bool valid_ = true;
  std::string copy_;
  std::string_view text_;
};

// Operations on bytes, bytearray and memoryview.
// Threads:  any; a bytearray's guard is held while its octets are read or changed.
// Errors:   HeapExhausted; TypeError, ValueError and IndexError in CPython's words; NeedsFallback for an __index__ in Python.

[[nodiscard]] bool is_octets(Value value) noexcept;
/// A bytes or a bytearray: those that + and * apply to.
[[nodiscard]] bool is_octet_sequence(Value value) noexcept;
Value make_bytes(Universe& universe, std::string_view octets);
Value make_bytearray(Universe& universe, std::string octets);
/// A bytes or a bytearray, whichever `model` is.
Value octets_like(Universe& universe, Value model, std::string_view octets);
/// Replaces the octets of a bytearray.
void set_octets(Universe& universe, ByteArray& array, std::string octets);
/// The octets of a bytes-like object. Errors: TypeError "a bytes-like object is required, not 'int'".
std::string octets_argument(Universe& universe, Value value);
/// An int from 0 to 255. Errors: ValueError "<what> must be in range(0, 256)", TypeError.
char octet_of(Universe& universe, Value value, const char* what = "byte");
/// What bytes() and bytearray() make of a bytes-like object or an iterable of ints. `type`: the name of the constructor.
std::string collect_octets(Universe& universe, Value value, const char* type);

Value octet_item(Universe& universe, Value container, Value index);
/// The octet at an index; undefined if there is none.
Value octet_at(Universe& universe, Value container, std::int64_t at);
void set_octet_item(Universe& universe, Value container, Value index, Value value);
void delete_octet_item(Universe& universe, ByteArray& array, Value index);
std::int64_t octet_count(Universe& universe, Value container);
bool octets_contain(Universe& universe, Value container, Value item);
Value octets_joined(Universe& universe, Value a, Value b, bool in_place);
Value octets_repeated(Universe& universe, Value sequence, std::int64_t count, bool in_place);
std::string octets_repr(Universe& universe, Value value);

}  // namespace threadbox::script
