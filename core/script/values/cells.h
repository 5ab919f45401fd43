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

/// The unit of cell sizes. It is aligned like CPython's objects, since an address shifted by four bits is the object's default hash.
/// operator new would align to eight bytes only in WebAssembly.
struct alignas(16) Granule {
  std::array<std::byte, 16> bytes;
};
using Granules = std::unique_ptr<Granule[]>;

/// A block of memory divided into cells of one size, with a bit for each cell that is in use.
/// Threads:  the thread whose Cells has it; during a sweep, the collecting thread.
class CellBlock {
 public:
  static constexpr std::size_t bytes = std::size_t{32} << 10;

  CellBlock(std::size_t cell_bytes, Granules memory);

  /// A free cell, or null if the block is full. commit() marks it as used, so a constructor that throws leaves it free.
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
  /// Gives its memory away. It must not contain objects any more.
  Granules take_memory() noexcept { return std::move(memory_); }

 private:
  static constexpr std::size_t smallest_cell = 32;
  static constexpr std::size_t words = bytes / smallest_cell / 64;

  [[nodiscard]] std::byte* cell(std::size_t index) const noexcept {
    return reinterpret_cast<std::byte*>(memory_.get()) + index * cell_bytes_;
  }

  Granules memory_;
  std::size_t cell_bytes_, count_;
  std::size_t word_ = 0;  ///< Every cell before this word of `taken_` is in use.
  std::size_t candidate_ = 0;  ///< The cell that peek() returned.
  std::array<std::uint64_t, words> taken_{};
};

class CellPool;

/// A thread's cells: one block of each size, which no other thread allocates from.
/// Threads:  one.
class Cells {
 public:
  explicit Cells(CellPool& pool);
  ~Cells();
  Cells(const Cells&) = delete;
  Cells& operator=(const Cells&) = delete;

  /// Memory for an object of `bytes`. It is marked as used by the commit() that follows. Errors: std::bad_alloc.
  [[nodiscard]] void* peek(std::size_t bytes);
  void commit() noexcept;

 private:
  friend class CellPool;
  static constexpr std::size_t step = sizeof(Granule);
#ifdef __SANITIZE_ADDRESS__
  static constexpr std::size_t largest_cell = 0;  // Each object is allocated separately, so that a use after free is detected.
#else
  static constexpr std::size_t largest_cell = 512;
#endif

  void* peek_elsewhere(std::size_t bytes);
  void* peek_large(std::size_t bytes);

  CellPool& pool_;
  std::array<CellBlock*, largest_cell / step + 1> blocks_{};
  Granules candidate_;
  CellBlock* last_ = nullptr;  ///< The block of the last peek(); null if the object is larger than largest_cell.
};

/// The blocks of all sizes. Objects of a size lie side by side: an allocation is a search in a bit set, and a sweep walks through memory in
/// order. An object that is larger than the largest cell has memory of its own.
/// Threads:  any. sweep() needs all other threads stopped; a Cells may be destroyed meanwhile.
/// Owns:     the memory of all objects.
class CellPool {
 public:
  CellPool() { spare_.reserve(most_spare); }

  /// CellBlock::sweep() on every block. Empty blocks are returned to the system, except up to most_spare of them, which are kept for new
  /// objects.
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
    std::size_t next = 0;  ///< The blocks from this index on may have free cells, and no thread uses them.
    std::vector<CellBlock*> left;  ///< Blocks before `next` whose thread has ended. Has capacity for all blocks.
  };

  static constexpr std::size_t most_spare = (std::size_t{4} << 20) / CellBlock::bytes;

  /// A block with a free cell, which from now on only the caller uses.
  CellBlock* take_block(std::size_t bytes);
  /// Reserves memory so that keep_large() cannot fail.
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
