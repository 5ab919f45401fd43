#include "engine/memory.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

namespace threadbox::model::memory {

namespace {

constexpr std::size_t region_size = 64 * 1024;
constexpr std::size_t header_size = 16;  ///< The block's size.

struct Region {
  alignas(4096) std::byte bytes[region_size];
};
Region regions[region_count];
std::size_t used[region_count];
int in_use = -1;

void* allocate(std::size_t size, std::size_t alignment) {
  std::size_t& at = used[in_use];
  if (alignment < header_size) alignment = header_size;
  const std::size_t begin = (at + header_size + alignment - 1) / alignment * alignment;
  if (begin + size > region_size) {
    std::fputs("the model's arena is full\n", stderr);
    std::abort();
  }
  at = begin + size;
  std::byte* block = regions[in_use].bytes + begin;
  std::memcpy(block - header_size, &size, sizeof size);
  return block;
}

/// Clears freed memory, so that it does not make equal states differ.
void release(void* address) noexcept {
  std::byte* block = static_cast<std::byte*>(address);
  std::size_t size = 0;
  std::memcpy(&size, block - header_size, sizeof size);
  std::memset(block - header_size, 0, header_size + size);
  const auto region = static_cast<std::size_t>(block - regions[0].bytes) / sizeof(Region);
  const std::size_t begin = static_cast<std::size_t>(block - regions[region].bytes);
  if (begin + size == used[region]) used[region] = begin - header_size;
}

}  // namespace

int use(int region) noexcept { return std::exchange(in_use, region); }

void reset() noexcept {
  for (int i = 0; i < region_count; ++i) std::memset(regions[i].bytes, 0, std::exchange(used[i], 0));
}

void hash_into(Hash& hash) noexcept {
  for (int i = 0; i < region_count; ++i)
    if (used[i] != 0) hash.add(regions[i].bytes, used[i]);
}

bool contains(const void* address) noexcept { return address >= regions && address < regions + region_count; }

namespace {

void* allocate_anywhere(std::size_t size, std::size_t alignment) {
  if (in_use >= 0) return allocate(size, alignment);
  if (alignment < sizeof(std::max_align_t)) alignment = sizeof(std::max_align_t);
  void* const address = std::aligned_alloc(alignment, (size + alignment) / alignment * alignment);
  if (address == nullptr) throw std::bad_alloc();
  return address;
}

void free_anywhere(void* address) noexcept {
  if (address == nullptr) return;
  if (contains(address)) return release(address);
  std::free(address);
}

}  // namespace

}  // namespace threadbox::model::memory

using threadbox::model::memory::allocate_anywhere;
using threadbox::model::memory::free_anywhere;

void* operator new(std::size_t size) { return allocate_anywhere(size, 1); }
void* operator new[](std::size_t size) { return allocate_anywhere(size, 1); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return allocate_anywhere(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return allocate_anywhere(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* address) noexcept { free_anywhere(address); }
void operator delete[](void* address) noexcept { free_anywhere(address); }
void operator delete(void* address, std::size_t) noexcept { free_anywhere(address); }
void operator delete[](void* address, std::size_t) noexcept { free_anywhere(address); }
void operator delete(void* address, std::align_val_t) noexcept { free_anywhere(address); }
void operator delete[](void* address, std::align_val_t) noexcept { free_anywhere(address); }
void operator delete(void* address, std::size_t, std::align_val_t) noexcept { free_anywhere(address); }
void operator delete[](void* address, std::size_t, std::align_val_t) noexcept { free_anywhere(address); }
