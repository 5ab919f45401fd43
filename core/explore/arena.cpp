#include "explore/arena.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstdlib>
#include <cstring>
#include <new>

#ifndef __EMSCRIPTEN__
#include <sys/mman.h>
#endif

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(address, size) (static_cast<void>(address), static_cast<void>(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) (static_cast<void>(address), static_cast<void>(size))
#endif

namespace threadbox::explore {

namespace {

constexpr std::size_t granule = 16;
constexpr std::size_t small_classes = 64;  // One for each multiple of `granule` up to 1 kB; beyond, four for each power of two.
constexpr std::size_t most_bytes = std::size_t{1} << 30;  // Of one block.
constexpr std::uint64_t in_use = 0x6172656e61207573, freed = 0x6172656e61206672;  // Header::magic

constexpr std::size_t rounded(std::size_t bytes, std::size_t to) noexcept { return (bytes + to - 1) / to * to; }

std::byte* reserve_memory(std::size_t bytes) {
#ifdef __EMSCRIPTEN__
  void* memory = std::aligned_alloc(PageCopy::page_bytes(), bytes);
  if (memory == nullptr) throw std::bad_alloc();
#else
  void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
#endif
  return static_cast<std::byte*>(memory);
}

void release_memory(std::byte* memory, std::size_t bytes) noexcept {
#ifdef __EMSCRIPTEN__
  static_cast<void>(bytes);
  std::free(memory);
#else
  munmap(memory, bytes);
#endif
}

}  // namespace

Arena::Arena(std::size_t capacity)
    : own_{reserve_memory(rounded(capacity, PageCopy::page_bytes())), rounded(capacity, PageCopy::page_bytes())},
      state_(new(own_.memory) State) {
  assert(of_thread() == nullptr);
  state_->used = rounded(sizeof(State), granule);
  ASAN_POISON_MEMORY_REGION(own_.memory + state_->used, own_.bytes - state_->used);
  of_thread() = this;
}

Arena::~Arena() {
  assert(routed() == nullptr);
  of_thread() = nullptr;
  free_extras();
  pages_.reset();
  ASAN_UNPOISON_MEMORY_REGION(own_.memory, own_.bytes);
  release_memory(own_.memory, own_.bytes);
}

Arena::Scope::Scope(Arena* arena) noexcept : before_(routed()) { routed() = arena; }

Arena::Scope::~Scope() { routed() = before_; }

// --- sizes

std::uint32_t Arena::class_of(std::size_t bytes) noexcept {
  const std::size_t granules = std::max<std::size_t>((bytes + granule - 1) / granule, 1);
  if (granules <= small_classes) return static_cast<std::uint32_t>(granules - 1);
  // Four sizes from one power of two to the next.
  const auto log = static_cast<std::size_t>(std::bit_width(granules - 1)) - 1;  // 2^log < granules <= 2^(log + 1)
  const std::size_t quarter = std::size_t{1} << (log - 2);
  const std::size_t step = (granules - (std::size_t{1} << log) + quarter - 1) / quarter;  // 1 to 4
  return static_cast<std::uint32_t>(small_classes + (log - 6) * 4 + step - 1);
}

std::size_t Arena::bytes_of(std::uint32_t size_class) noexcept {
  if (size_class < small_classes) return (size_class + 1) * granule;
  const std::size_t log = (size_class - small_classes) / 4 + 6, step = (size_class - small_classes) % 4 + 1;
  return ((std::size_t{1} << log) + step * (std::size_t{1} << (log - 2))) * granule;
}

// --- blocks

void* Arena::allocate(std::size_t bytes, std::size_t alignment) {
  // A larger alignment than usual is reached by skipping bytes of a larger block.
  const std::size_t skipped = alignment > granule ? alignment : 0;
  if (bytes > most_bytes) throw std::bad_alloc();
  const std::uint32_t size_class = class_of(bytes + skipped);
  std::byte* block = nullptr;
  if (FreeBlock* first = state_->free[size_class]) {
    ASAN_UNPOISON_MEMORY_REGION(first, sizeof(FreeBlock));
    state_->free[size_class] = first->next;
    block = reinterpret_cast<std::byte*>(first) - sizeof(Header);
  } else {
    block = take(bytes_of(size_class) + sizeof(Header));
  }
  std::byte* memory = block + sizeof(Header);
  if (skipped != 0) memory += (alignment - reinterpret_cast<std::uintptr_t>(memory) % alignment) % alignment;
  ASAN_UNPOISON_MEMORY_REGION(block, static_cast<std::size_t>(memory - block) + bytes);
  new (memory - sizeof(Header)) Header{size_class, static_cast<std::uint32_t>(memory - block), in_use};
  return memory;
}

/// Memory that was never used since the mark.
std::byte* Arena::take(std::size_t bytes) {
  if (bytes <= own_.bytes - state_->used) {
    std::byte* memory = own_.memory + state_->used;
    state_->used += bytes;
    return memory;
  }
  if (extras_ == 0 || bytes > extra_[extras_ - 1].bytes - used_of_last_) {
    const std::size_t wanted = std::max(bytes, own_.bytes);
    auto* memory = static_cast<std::byte*>(extras_ == most_extras ? nullptr : std::malloc(wanted));
    if (memory == nullptr) throw std::bad_alloc();
    extra_[extras_++] = {memory, wanted};
    used_of_last_ = 0;
  }
  std::byte* memory = extra_[extras_ - 1].memory + used_of_last_;
  used_of_last_ += bytes;
  return memory;
}

bool Arena::free(void* memory) noexcept {
  if (!contains(memory)) {
    if (routed() == this) ++foreign_frees_;
    return false;
  }
  auto* header = reinterpret_cast<Header*>(static_cast<std::byte*>(memory) - sizeof(Header));
  assert(header->magic == in_use);
  header->magic = freed;
  const std::uint32_t size_class = header->size_class;
  std::byte* first = static_cast<std::byte*>(memory) - header->offset + sizeof(Header);
  ASAN_UNPOISON_MEMORY_REGION(first, sizeof(FreeBlock));  // The block may have been used for less.
  state_->free[size_class] = new (first) FreeBlock{state_->free[size_class]};
  ASAN_POISON_MEMORY_REGION(first, bytes_of(size_class));
  return true;
}

void Arena::free_extras() noexcept {
  while (extras_ > 0) {
    const Segment& last = extra_[--extras_];
    ASAN_UNPOISON_MEMORY_REGION(last.memory, last.bytes);
    std::free(last.memory);
  }
  used_of_last_ = 0;
}

std::size_t Arena::size() const noexcept {
  std::size_t all = state_->used + used_of_last_;
  for (std::size_t i = 0; i + 1 < extras_; ++i) all += extra_[i].bytes;
  return all;
}

// --- the mark

bool Arena::mark() {
  assert(!pages_);
  if (extras_ > 0) return false;
  // No page has both what is part of the mark and what is not.
  state_->used = std::min(rounded(state_->used, PageCopy::page_bytes()), own_.bytes);
  ASAN_UNPOISON_MEMORY_REGION(own_.memory, state_->used);
  pages_.emplace(own_.memory, state_->used);
  bytes_of_mark_ = state_->used;
  poison_free_blocks();
  return true;
}

bool Arena::save(Moment& moment) const {
  if (extras_ > 0) return false;
  moment.marked.clear();
  moment.since.clear();
  // What is free may be copied, too.
  ASAN_UNPOISON_MEMORY_REGION(own_.memory, state_->used);
  pages_->save(moment.marked);
  moment.since.insert(moment.since.end(), own_.memory + bytes_of_mark_, own_.memory + state_->used);
  poison_free_blocks();
  return true;
}

void Arena::reset() noexcept { reset({}); }

void Arena::reset(const Moment& moment) noexcept {
  assert(pages_);
  free_extras();
  [[maybe_unused]] const std::size_t used_before = state_->used;
  ASAN_UNPOISON_MEMORY_REGION(own_.memory, std::max(used_before, bytes_of_mark_ + moment.since.size()));
  pages_->restore(moment.marked);
  if (!moment.since.empty()) std::memcpy(own_.memory + bytes_of_mark_, moment.since.data(), moment.since.size());
  if (used_before > state_->used) ASAN_POISON_MEMORY_REGION(own_.memory + state_->used, used_before - state_->used);
  poison_free_blocks();
}

/// Under AddressSanitizer: what the mark has as free must not be accessed.
void Arena::poison_free_blocks() const noexcept {
#if defined(__SANITIZE_ADDRESS__)
  for (std::uint32_t size_class = 0; size_class < size_classes; ++size_class)
    for (FreeBlock* each = state_->free[size_class]; each != nullptr;) {
      FreeBlock* next = each->next;
      ASAN_POISON_MEMORY_REGION(each, bytes_of(size_class));
      each = next;
    }
#endif
}

}  // namespace threadbox::explore
