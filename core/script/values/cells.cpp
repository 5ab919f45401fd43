#include "script/values/cells.h"

#include <algorithm>
#include <utility>

namespace threadbox::script {

Cells::Cells(CellPool& pool) : pool_(pool) {
  GuardLock guarded(pool.guard_);
  pool.users_.push_back(this);
}

CellBlock::CellBlock(std::size_t cell_bytes, Granules memory)
    : memory_(std::move(memory)), cell_bytes_(std::max(cell_bytes, smallest_cell)), count_(bytes / cell_bytes_) {}

Cells::~Cells() {
  GuardLock guarded(pool_.guard_);
  std::erase(pool_.users_, this);
  for (std::size_t i = 0; i < blocks_.size(); ++i)
    if (blocks_[i] != nullptr) pool_.sizes_[i].left.push_back(blocks_[i]);
}

void* Cells::peek_elsewhere(std::size_t bytes) {
  CellBlock* block = pool_.take_block(bytes);
  last_ = blocks_[(bytes - 1) / step] = block;
  return block->peek();
}

void* Cells::peek_large(std::size_t bytes) {
  pool_.make_room_for_large();
  last_ = nullptr;
  candidate_.reset(new Granule[(bytes + Cells::step - 1) / Cells::step]);
  return candidate_.get();
}

CellBlock* CellPool::take_block(std::size_t bytes) {
  GuardLock guarded(guard_);
  Size& size = sizes_[(bytes - 1) / Cells::step];
  while (!size.left.empty()) {
    CellBlock* block = size.left.back();
    size.left.pop_back();
    if (block->peek() != nullptr) return block;
  }
  while (size.next < size.blocks.size())
    if (CellBlock* block = size.blocks[size.next++].get(); block->peek() != nullptr) return block;
  const std::size_t cell_bytes = (bytes + Cells::step - 1) / Cells::step * Cells::step;
  Granules memory;
  if (spare_.empty()) {
    memory.reset(new Granule[CellBlock::bytes / Cells::step]);
  } else {
    memory = std::move(spare_.back());
    spare_.pop_back();
  }
  auto block = std::make_unique<CellBlock>(cell_bytes, std::move(memory));
  if (size.left.capacity() <= size.blocks.size()) size.left.reserve(2 * size.blocks.size() + 1);
  size.blocks.push_back(std::move(block));
  size.next = size.blocks.size();
  return size.blocks.back().get();
}

// Each thread may be between peek() and commit() of a large object at the same time.
void CellPool::make_room_for_large() {
  GuardLock guarded(guard_);
  const std::size_t wanted = large_.size() + users_.size();
  if (large_.capacity() < wanted) large_.reserve(std::max(wanted, 2 * large_.capacity()));
}

void CellPool::keep_large(Granules memory) noexcept {
  GuardLock guarded(guard_);
  large_.push_back(std::move(memory));
}

}  // namespace threadbox::script
