#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace threadbox::script {

class Object;

/// Cells of one size in one piece of memory, with a bit for each that is taken.
class CellBlock {
 public:
  static constexpr std::size_t bytes = std::size_t{32} << 10;

  explicit CellBlock(std::size_t cell_bytes);

  /// A free cell, or null. It is taken by commit() only, so that what fails to construct takes none.
  [[nodiscard]] void* peek() noexcept {
    for (; word_ < words; ++word_) {
      if (const std::uint64_t open = ~taken_[word_]) {
        candidate_ = word_ * 64 + static_cast<std::size_t>(std::countr_zero(open));
        return candidate_ < count_ ? memory_.get() + candidate_ * cell_bytes_ : nullptr;
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
        if (is_garbage(reinterpret_cast<Object*>(memory_.get() + index * cell_bytes_))) taken_[word] &= ~bit;
        else ++left;
      }
    }
    word_ = 0;
    return left;
  }

 private:
  static constexpr std::size_t smallest_cell = 32;
  static constexpr std::size_t words = bytes / smallest_cell / 64;

  std::unique_ptr<std::byte[]> memory_;
  std::size_t cell_bytes_, count_;
  std::size_t word_ = 0;       ///< No free cell is before it.
  std::size_t candidate_ = 0;  ///< What peek() found.
  std::array<std::uint64_t, words> taken_{};
};

/// The blocks of all sizes. Objects lie side by side, so that making one is a look into a bit set, and sweeping walks
/// through memory in order. What is larger than the largest cell has a block of its own from the system.
class Cells {
 public:
  /// Room for an object of `bytes`, taken by the commit() that follows.
  [[nodiscard]] void* peek(std::size_t bytes) {
    if (bytes > largest_cell) return peek_large(bytes);
    Size& size = sizes_[(bytes - 1) / step];
    if (size.current != nullptr)
      if (void* place = size.current->peek()) {
        last_ = size.current;
        return place;
      }
    return peek_elsewhere(size, bytes);
  }
  void commit() noexcept {
    if (last_ != nullptr) last_->commit();
    else large_.push_back(std::move(candidate_));
  }

  /// As CellBlock::sweep, over all of them; blocks that have become empty go back to the system.
  template <typename IsGarbage>
  void sweep(const IsGarbage& is_garbage) {
    for (Size& size : sizes_) {
      std::erase_if(size.blocks, [&](const auto& block) { return block->sweep(is_garbage) == 0; });
      size.next = 0;
      size.current = nullptr;
    }
    std::erase_if(large_, [&](const auto& memory) { return is_garbage(reinterpret_cast<Object*>(memory.get())); });
  }

 private:
  static constexpr std::size_t step = 16;
#ifdef __SANITIZE_ADDRESS__
  static constexpr std::size_t largest_cell = 0;  // Each object by itself, so that a use after its end is seen.
#else
  static constexpr std::size_t largest_cell = 512;
#endif

  struct Size {
    std::vector<std::unique_ptr<CellBlock>> blocks;
    std::size_t next = 0;  ///< The blocks from here on may have free cells.
    CellBlock* current = nullptr;
  };

  void* peek_elsewhere(Size& size, std::size_t bytes);
  void* peek_large(std::size_t bytes);

  std::array<Size, largest_cell / step + 1> sizes_;
  std::vector<std::unique_ptr<std::byte[]>> large_;
  std::unique_ptr<std::byte[]> candidate_;
  CellBlock* last_ = nullptr;  ///< Where commit() takes a cell; null: a large one.
};

}  // namespace threadbox::script
