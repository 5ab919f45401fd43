#include <threadbox/park/detail/futex.h>

#include <array>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace threadbox {

namespace {

/// Words share a few mutexes, chosen by address, as in the kernel's futex table.
struct Bucket {
  std::mutex mutex;
  std::condition_variable changed;
};

Bucket& bucket_of(const void* address) noexcept {
  // Never destroyed: threads may still sleep in them when the process ends, and destroying a condition variable waits for its
  // sleepers.
  static auto& buckets = *new std::array<Bucket, 64>;
  return buckets[(reinterpret_cast<std::uintptr_t>(address) >> 4) % buckets.size()];
}

}  // namespace

bool futex_wait(Atomic<std::uint32_t>& word, std::uint32_t expected, std::optional<std::uint64_t> timeout_ns) noexcept {
  Bucket& bucket = bucket_of(&word);
  std::unique_lock held(bucket.mutex);
  if (word.load(std::memory_order_relaxed) != expected) return false;
  if (timeout_ns) {
    bucket.changed.wait_for(held, std::chrono::nanoseconds(*timeout_ns));
  } else {
    bucket.changed.wait(held);
  }
  return false;
}

void futex_wake_one(Atomic<std::uint32_t>& word) noexcept {
  Bucket& bucket = bucket_of(&word);
  { std::lock_guard held(bucket.mutex); }
  // Threads that sleep on other words may share the bucket; they check their words and sleep again.
  bucket.changed.notify_all();
}

std::uint64_t native_thread_id() noexcept { return std::hash<std::thread::id>{}(std::this_thread::get_id()) | 1; }

bool may_sleep() noexcept { return true; }

}  // namespace threadbox
