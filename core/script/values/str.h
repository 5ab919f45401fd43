#pragma once

#include "script/text/text_view.h"
#include "script/values/as.h"
#include "script/values/heap.h"
#include "script/values/name_table.h"

#include <atomic>
#include <cstddef>
#include <functional>
#include <string_view>

namespace threadbox::script {

/// A buffer with spare capacity for strings that grow by +=. Each string is a prefix of the next, so they share the bytes:
///
///     TextBuffer   [ header | capacity | used ] a b c d e f . . .
///     Str "abc"                                 ^---^             length 3
///     Str "abcdef"                              ^---------^       length 6, the longest: only it can be extended in place
///
/// Bytes below used_ never change.
/// Threads:  any.
class TextBuffer final : public Object {
 public:
  /// The bytes follow the object; see Heap::make_with_room().
  TextBuffer(Class* cls, std::size_t room) noexcept : Object(cls), capacity(room) {}
  void mark_children(Marker&) const override {}
  [[nodiscard]] char* bytes() noexcept { return reinterpret_cast<char*>(this + 1); }
  /// Claims the bytes from `from` to `to` for the caller, which may then write them. False if another string was extended there first, or
  /// if there is no room. Relaxed: the claim is exclusive by itself, and other threads reach the bytes through a Str only, whose
  /// publication orders them (see Shared).
  bool extend(std::size_t from, std::size_t to) noexcept {
    return to <= capacity && used_.compare_exchange_strong(from, to, std::memory_order_relaxed);
  }
  const std::size_t capacity;

 private:
  std::atomic<std::size_t> used_{0};
};

/// Python's str, in UTF-8. There is one interned str for a text, so interned names are compared by address.
/// Its bytes are in one of two places, which text.data() tells apart:
///
///     [ Object header | interned | text: data, size | hash | length ] bytes…         text.data() is the end of the object
///     [ Object header | interned | text: data, size | hash | length ] TextBuffer*    text.data() is in the buffer
///
/// Threads:  any; it is immutable once Universe has made it.
/// Units:    length() in code points, text.size() in bytes. They are equal exactly if the text is ASCII.
class Str : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::str;
  Str(Class* cls, std::size_t size) noexcept : Object(cls, type_tag), text(bytes(), size), length_(size) {}
  /// A copy of an ASCII text.
  Str(Class* cls, std::string_view ascii) noexcept : Str(cls, ascii.size()) { ascii.copy(bytes(), ascii.size()); }
  Str(Class* cls, TextBuffer& buffer, std::size_t size) noexcept
      : Object(cls, type_tag), text(buffer.bytes(), size), length_(size) {
    *reinterpret_cast<TextBuffer**>(bytes()) = &buffer;
  }
  void mark_children(Marker& marker) const override { marker.mark(buffer()); }
  [[nodiscard]] std::size_t length() const noexcept { return length_; }  ///< In code points.
  [[nodiscard]] bool ascii() const noexcept { return length_ == text.size(); }

  /// Computed on first use, since most strings are never keys; never 0, which means unknown. Relaxed: threads that race compute the same
  /// number.
  [[nodiscard]] std::size_t hash() const noexcept {
    std::size_t known = hash_.load(std::memory_order_relaxed);
    if (known == 0) hash_.store(known = std::hash<std::string_view>{}(text) | 1, std::memory_order_relaxed);
    return known;
  }

  /// The buffer that its bytes are in; null if they follow the object.
  [[nodiscard]] TextBuffer* buffer() const noexcept {
    char* end = const_cast<Str*>(this)->bytes();
    return text.data() == end ? nullptr : *reinterpret_cast<TextBuffer**>(end);
  }

  bool interned = false;  // First, in the padding after the header.
  const TextView text;

 private:
  friend class Universe;
  [[nodiscard]] char* bytes() noexcept { return reinterpret_cast<char*>(this + 1); }

  mutable std::atomic<std::size_t> hash_{0};
  std::size_t length_;  ///< Set when the bytes have been written.
};

/// An instance of a class of the program that derives from str. Its bytes are in a buffer.
class DerivedStr final : public Str {
 public:
  DerivedStr(Class* cls, TextBuffer& buffer, std::size_t size) noexcept : Str(cls, buffer, size), buffer_(&buffer) {}
  void mark_children(Marker& marker) const override {
    Str::mark_children(marker);
    attributes.mark(marker);
  }
  [[nodiscard]] std::size_t outside_bytes() const noexcept override { return attributes.bytes(); }
  NameTable* own_attributes() noexcept override { return &attributes; }

 private:
  [[maybe_unused]] TextBuffer* const buffer_;  ///< Where Str::buffer() looks for it: right after the Str.

 public:
  NameTable attributes;
};

}  // namespace threadbox::script
