#include "explore/page_copy.h"

#include <cstring>

namespace threadbox::explore {

std::size_t PageCopy::page_bytes() noexcept { return 4096; }

PageCopy::PageCopy(std::byte* memory, std::size_t bytes) : memory_(memory), bytes_(bytes), copy_(new std::byte[bytes_]) {
  std::memcpy(copy_.get(), memory_, bytes_);
}

PageCopy::~PageCopy() = default;

bool PageCopy::written(const void*) noexcept { return false; }

void PageCopy::save(std::vector<std::byte>& into) const { into.insert(into.end(), memory_, memory_ + bytes_); }

void PageCopy::restore(std::span<const std::byte> saved) noexcept {
  std::memcpy(memory_, saved.empty() ? copy_.get() : saved.data(), bytes_);
}

std::size_t PageCopy::bytes_to_copy() const noexcept { return bytes_; }

}  // namespace threadbox::explore
