#pragma once

#include "script/text/text_view.h"
#include "script/values/as.h"
#include "script/values/heap.h"

#include <atomic>
#include <cstddef>
#include <functional>
#include <string_view>

namespace threadbox::script {

/// The bytes of strings that grow by +=, with spare room: each string is a prefix of the next.
class TextBuffer final : public Object {
 public:
  /// The bytes follow the object: Heap::make_with_room.
  TextBuffer(Class* cls, std::size_t room) noexcept : Object(cls), capacity(room) {}
  void mark_children(Marker&) const override {}
  [[nodiscard]] char* bytes() noexcept { return reinterpret_cast<char*>(this + 1); }
  /// Claims the bytes from `from` to `to` for the caller, which may then write them. False if another string was extended there first, or
  /// if there is no room.
  bool extend(std::size_t from, std::size_t to) noexcept {
    return to <= capacity && used_.compare_exchange_strong(from, to, std::memory_order_relaxed);
  }
  const std::size_t capacity;

 private:
  std::atomic<std::size_t> used_{0};
};

/// str: UTF-8. An interned one is unique for its text, so that names compare by address.
/// Its bytes follow the object, or are a prefix of a TextBuffer, whose address then follows the object. Made by Universe.
class Str final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::str;
  Str(Class* cls, std::size_t size) noexcept : Object(cls, type_tag), text(bytes(), size), length_(size) {}
  /// Of ASCII.
  Str(Class* cls, std::string_view ascii) noexcept : Str(cls, ascii.size()) { ascii.copy(bytes(), ascii.size()); }
  Str(Class* cls, TextBuffer& buffer, std::size_t size) noexcept
      : Object(cls, type_tag), text(buffer.bytes(), size), length_(size) {
    *reinterpret_cast<TextBuffer**>(bytes()) = &buffer;
  }
  void mark_children(Marker& marker) const override { marker.mark(buffer()); }
  [[nodiscard]] std::size_t length() const noexcept { return length_; }  ///< In code points.
  [[nodiscard]] bool ascii() const noexcept { return length_ == text.size(); }

  /// Computed when it is first asked for: most strings are never keys.
  [[nodiscard]] std::size_t hash() const noexcept {
    std::size_t known = hash_.load(std::memory_order_relaxed);
    if (known == 0) hash_.store(known = std::hash<std::string_view>{}(text) | 1, std::memory_order_relaxed);
    return known;
  }

  [[nodiscard]] TextBuffer* buffer() const noexcept {
    char* behind = const_cast<Str*>(this)->bytes();
    return text.data() == behind ? nullptr : *reinterpret_cast<TextBuffer**>(behind);
  }

  bool interned = false;  // First, where the object has room for it anyway.
  const TextView text;

 private:
  friend class Universe;
  [[nodiscard]] char* bytes() noexcept { return reinterpret_cast<char*>(this + 1); }

  mutable std::atomic<std::size_t> hash_{0};
  std::size_t length_;  ///< Set when the bytes have been written.
};

}  // namespace threadbox::script
