#include "script/values/cells.h"

#include <algorithm>

namespace threadbox::script {

CellBlock::CellBlock(std::size_t cell_bytes)
    : memory_(new std::byte[bytes]), cell_bytes_(std::max(cell_bytes, smallest_cell)), count_(bytes / cell_bytes_) {}

void* Cells::peek_elsewhere(Size& size, std::size_t bytes) {
  for (; size.next < size.blocks.size(); ++size.next) {
    CellBlock& block = *size.blocks[size.next];
    if (void* place = block.peek()) {
      size.current = last_ = &block;
      return place;
    }
  }
  const std::size_t cell_bytes = (bytes + step - 1) / step * step;
  size.blocks.push_back(std::make_unique<CellBlock>(cell_bytes));
  size.current = last_ = size.blocks.back().get();
  return last_->peek();
}

void* Cells::peek_large(std::size_t bytes) {
  last_ = nullptr;
  // commit() must not fail. Room for one more, asked for each time, would move them all each time.
  if (large_.size() == large_.capacity()) large_.reserve(2 * large_.size() + 16);
  candidate_.reset(new std::byte[bytes]);
  return candidate_.get();
}

}  // namespace threadbox::script
