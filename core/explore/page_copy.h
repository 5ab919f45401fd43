#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace threadbox::explore {

/// A copy of a stretch of memory, and a way back to it that costs little if little has changed. Natively the memory is write-protected: the
/// first write to a page raises a signal, which notes the page and unprotects it, for good. Each restore() copies all pages that were ever
/// written to; as runs of one program write to the same pages, signals soon cease. Where memory cannot be protected, as in WebAssembly or
/// under a sanitizer, restore() copies everything.
/// Threads:  one. The memory is written to by this thread only, and not by system calls.
/// Errors:   the constructor: std::bad_alloc.
class PageCopy {
 public:
  /// `memory` is aligned to a page, and the last page is entirely the caller's.
  PageCopy(std::byte* memory, std::size_t bytes);
  ~PageCopy();
  PageCopy(const PageCopy&) = delete;
  PageCopy& operator=(const PageCopy&) = delete;

  void restore() noexcept { restore({}); }
  /// Appends to `into` what is now in the pages that restore() copies. Errors: std::bad_alloc.
  void save(std::vector<std::byte>& into) const;
  /// Sets the memory back to a moment at which it was saved.
  void restore(std::span<const std::byte> saved) noexcept;
  [[nodiscard]] std::size_t bytes_to_copy() const noexcept;

  [[nodiscard]] static std::size_t page_bytes() noexcept;
  /// Called by the handler of the signal. False if the address is not one that is protected.
  bool written(const void* address) noexcept;

 private:
  std::byte* const memory_;
  const std::size_t bytes_;
  std::unique_ptr<std::byte[]> copy_;
  std::vector<std::uint32_t> pages_;  ///< That were written to. Has room for all.
};

}  // namespace threadbox::explore
