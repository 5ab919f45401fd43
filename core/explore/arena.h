#pragma once

#include "explore/page_copy.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace threadbox::explore {

/// Memory whose content can be set back to a mark, at the same addresses. What a thread allocates with operator new inside a Scope comes
/// from its arena, whatever class asks for it, so that setting it back undoes everything that the code inside has done to such objects:
/// no class has to know about it. Objects of the arena are never destroyed; the arena's end frees them.
/// What code inside a Scope must not do: keep what it allocates in static or thread-local variables, or free what was allocated outside.
/// Threads:  the one that made it; a thread has at most one arena.
/// Errors:   std::bad_alloc.
class Arena {
 public:
  /// `capacity`: the size of the memory that can be set back. Natively only what is used of it is committed.
  explicit Arena(std::size_t capacity = usual_capacity);
  ~Arena();
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// The thread allocates in the arena while it exists. Null: as otherwise.
  class Scope {
   public:
    explicit Scope(Arena* arena) noexcept;
    ~Scope();
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    Arena* const before_;
  };

  /// Keeps what is there now, for reset(). False if that is not possible, since more than the capacity is in use.
  bool mark();
  /// A moment since the mark.
  struct Moment {
    std::vector<std::byte> marked;  ///< Of the memory that the mark has.
    std::vector<std::byte> since;  ///< What was allocated since then.
  };
  /// Keeps what is there now. Its vectors keep their capacities. False if that is not possible, since the capacity is exceeded.
  bool save(Moment& moment) const;
  /// Sets everything back to a moment.
  void reset(const Moment& moment) noexcept;
  /// Sets everything back to the mark. What was allocated since then is gone. Frees nothing that the mark has.
  void reset() noexcept;

  [[nodiscard]] bool contains(const void* memory) const noexcept {
    if (own_.contains(memory)) return true;
    for (std::size_t i = 0; i < extras_; ++i)
      if (extra_[i].contains(memory)) return true;
    return false;
  }
  /// The bytes in use, with those that were freed and can be used again.
  [[nodiscard]] std::size_t size() const noexcept;
  [[nodiscard]] bool is_marked() const noexcept { return pages_.has_value(); }
  /// The bytes that were in use at the mark.
  [[nodiscard]] std::size_t bytes_of_mark() const noexcept { return bytes_of_mark_; }
  /// The bytes that each reset() copies.
  [[nodiscard]] std::size_t bytes_of_reset() const noexcept { return pages_ ? pages_->bytes_to_copy() : 0; }
  /// How often something was freed inside a Scope that had been allocated outside: each is a mistake.
  [[nodiscard]] std::uint64_t foreign_frees() const noexcept { return foreign_frees_; }

  // --- for operator new and delete
  /// The arena of the Scope that the thread is in; null if there is none.
  [[nodiscard]] static Arena*& routed() noexcept;
  /// The arena that the thread has made.
  [[nodiscard]] static Arena*& of_thread() noexcept;
  [[nodiscard]] void* allocate(std::size_t bytes, std::size_t alignment);
  /// False if the memory is not the arena's.
  bool free(void* memory) noexcept;

#ifdef __EMSCRIPTEN__
  static constexpr std::size_t usual_capacity = std::size_t{16} << 20;  // Is allocated at once.
#else
  static constexpr std::size_t usual_capacity = std::size_t{1} << 30;
#endif

 private:
  /// In front of each block.
  struct Header {
    std::uint32_t size_class;
    std::uint32_t offset;  ///< From the begin of the block to its memory.
    std::uint64_t magic;
  };
  struct FreeBlock {
    FreeBlock* next;
  };
  struct Segment {
    std::byte* memory = nullptr;
    std::size_t bytes = 0;
    [[nodiscard]] bool contains(const void* address) const noexcept {
      return reinterpret_cast<std::uintptr_t>(address) - reinterpret_cast<std::uintptr_t>(memory) < bytes;
    }
  };
  static constexpr std::size_t size_classes = 160;
  /// What the arena knows about itself, at its begin, so that it is set back, too.
  struct State {
    std::size_t used = 0;  ///< Bytes of the own segment.
    std::array<FreeBlock*, size_classes> free{};
  };
  static constexpr std::size_t most_extras = 64;

  [[nodiscard]] static std::uint32_t class_of(std::size_t bytes) noexcept;
  [[nodiscard]] static std::size_t bytes_of(std::uint32_t size_class) noexcept;
  [[nodiscard]] std::byte* take(std::size_t bytes);
  void free_extras() noexcept;
  void poison_free_blocks() const noexcept;

  const Segment own_;
  State* const state_;
  std::optional<PageCopy> pages_;
  // Segments for what the own one has no room for. They are freed by reset(), so they cannot be part of a mark.
  std::array<Segment, most_extras> extra_{};
  std::size_t extras_ = 0, used_of_last_ = 0;
  std::size_t bytes_of_mark_ = 0;
  std::uint64_t foreign_frees_ = 0;
};

}  // namespace threadbox::explore
