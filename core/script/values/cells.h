#pragma once

#include <threadbox/park/detail/guard.h>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace threadbox::script {

class Object;

/// The unit that cells are made of. Its alignment is CPython's for objects: an address without its four lowest bits is
/// the object's hash. WebAssembly's operator new aligns to eight bytes only.
struct alignas(16) Granule {
  std::array<std::byte, 16> bytes;
};
using Granules = std::unique_ptr<Granule[]>;

/// Cells of one size in one piece of memory, with a bit for each that is taken.
class CellBlock {
 public:
  static constexpr std::size_t bytes = std::size_t{32} << 10;

  CellBlock(std::size_t cell_bytes, Granules memory);

  /// A free cell, or null. It is taken by commit() only, so that what fails to construct takes none.
  [[nodiscard]] void* peek() noexcept {
    for (; word_ < words; ++word_) {
      if (const std::uint64_t open = ~taken_[word_]) {
        candidate_ = word_ * 64 + static_cast<std::size_t>(std::countr_zero(open));
        return candidate_ < count_ ? cell(candidate_) : nullptr;
      }
    }
    return nullptr;
  }
  void commit() noexcept { taken_[candidate_ / 64] |= std::uint64_t{1} << candidate_ % 64; }

  /// Calls `is_garbage` on each object; frees the cells of those for which it is true. Returns how many are left.
  template <typename IsGarbage>
  std::size_t sweep(const IsGarbage& is_garbage) {
    std::size_t left = 0;
    for (std::size_t word = 0; word < words; ++word) {
      for (std::uint64_t rest = taken_[word]; rest != 0; rest &= rest - 1) {
        const std::uint64_t bit = rest & -rest;
        const std::size_t index = word * 64 + static_cast<std::size_t>(std::countr_zero(rest));
        if (is_garbage(reinterpret_cast<Object*>(cell(index)))) taken_[word] &= ~bit;
        else ++left;
      }
    }
    word_ = 0;
    return left;
  }
  /// Its memory, when it has no object any more.
  Granules take_memory() noexcept { return std::move(memory_); }

 private:
  static constexpr std::size_t smallest_cell = 32;
  static constexpr std::size_t words = bytes / smallest_cell / 64;

  [[nodiscard]] std::byte* cell(std::size_t index) const noexcept {
    return reinterpret_cast<std::byte*>(memory_.get()) + index * cell_bytes_;
  }

  Granules memory_;
  std::size_t cell_bytes_, count_;
  std::size_t word_ = 0;       ///< No free cell is before it.
  std::size_t candidate_ = 0;  ///< What peek() found.
  std::array<std::uint64_t, words> taken_{};
};

class CellPool;

/// What one thread takes cells from: a block of each size that nobody else takes any from.
class Cells {
 public:
  explicit Cells(CellPool& pool);
  ~Cells();
  Cells(const Cells&) = delete;
  Cells& operator=(const Cells&) = delete;

  /// Room for an object of `bytes`, taken by the commit() that follows. Errors: std::bad_alloc.
  [[nodiscard]] void* peek(std::size_t bytes);
  void commit() noexcept;

 private:
  friend class CellPool;
  static constexpr std::size_t step = sizeof(Granule);
#ifdef __SANITIZE_ADDRESS__
  static constexpr std::size_t largest_cell = 0;  // Each object by itself, so that a use after its end is seen.
#else
  static constexpr std::size_t largest_cell = 512;
#endif

  void* peek_elsewhere(std::size_t bytes);
  void* peek_large(std::size_t bytes);

  CellPool& pool_;
  std::array<CellBlock*, largest_cell / step + 1> blocks_{};
  Granules candidate_;
  CellBlock* last_ = nullptr;  ///< Where commit() takes a cell; null: a large one.
};

/// The blocks of all sizes. Objects lie side by side, so that making one is a look into a bit set, and sweeping walks
/// through memory in order. What is larger than the largest cell has a block of its own from the system.
/// Threads: any; sweep: one, while no other makes an object. A thread may end meanwhile.
class CellPool {
 public:
  CellPool() { spare_.reserve(most_spare); }

  /// As CellBlock::sweep, over all of them. Blocks that have become empty go back to the system, but for as many as the
  /// objects to come will fill soon.
  template <typename IsGarbage>
  void sweep(const IsGarbage& is_garbage) {
    GuardLock guarded(guard_);
    for (Cells* cells : users_) cells->blocks_.fill(nullptr);
    for (Size& size : sizes_) {
      std::erase_if(size.blocks, [&](const auto& block) {
        guard_.assert_held();
        const bool empty = block->sweep(is_garbage) == 0;
        if (empty && spare_.size() < most_spare) spare_.push_back(block->take_memory());
        return empty;
      });
      size.next = 0;
      size.left.clear();
    }
    std::erase_if(large_, [&](const auto& memory) { return is_garbage(reinterpret_cast<Object*>(memory.get())); });
  }

 private:
  friend class Cells;
  struct Size {
    std::vector<std::unique_ptr<CellBlock>> blocks;
    std::size_t next = 0;           ///< The blocks from here on may have free cells, and are nobody's.
    std::vector<CellBlock*> left;   ///< Before it, left by threads that ended. There is room in it for all blocks.
  };

  static constexpr std::size_t most_spare = (std::size_t{4} << 20) / CellBlock::bytes;

  /// A block with a free cell, for the caller alone.
  CellBlock* take_block(std::size_t bytes);
  /// So that keep_large() cannot fail.
  void make_room_for_large();
  void keep_large(Granules memory) noexcept;

  Guard guard_;
  std::array<Size, Cells::largest_cell / Cells::step + 1> sizes_ THREADBOX_GUARDED_BY(guard_);
  std::vector<Granules> spare_ THREADBOX_GUARDED_BY(guard_);  // with room for most_spare
  std::vector<Granules> large_ THREADBOX_GUARDED_BY(guard_);
  std::vector<Cells*> users_ THREADBOX_GUARDED_BY(guard_);
};

inline void* Cells::peek(std::size_t bytes) {
  if (bytes > largest_cell) return peek_large(bytes);
  CellBlock* block = blocks_[(bytes - 1) / step];
  if (block != nullptr)
    if (void* place = block->peek()) {
      last_ = block;
      return place;
    }
  return peek_elsewhere(bytes);
}

inline void Cells::commit() noexcept {
  if (last_ != nullptr) last_->commit();
  else pool_.keep_large(std::move(candidate_));
}

}  // namespace threadbox::script
