#include "explore/page_copy.h"

#include <csignal>
#include <cstring>
#include <mutex>
#include <new>
#include <sys/mman.h>
#include <unistd.h>

namespace threadbox::explore {

namespace {

thread_local PageCopy* protecting = nullptr;

// The handler is installed while there is a PageCopy.
std::mutex mutex;
unsigned copies = 0;  // guarded by mutex
struct sigaction handler_before;

void on_write(int signal, siginfo_t* info, void*) {
  // Any other signal comes again at once, under the handler that was there before.
  if (protecting == nullptr || !protecting->written(info->si_addr)) sigaction(signal, &handler_before, nullptr);
}

void install_handler() {
  const std::lock_guard locked(mutex);
  if (copies++ > 0) return;
  struct sigaction action{};
  action.sa_sigaction = on_write;
  action.sa_flags = SA_SIGINFO | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  sigaction(SIGSEGV, &action, &handler_before);
}

void remove_handler() {
  const std::lock_guard locked(mutex);
  if (--copies == 0) sigaction(SIGSEGV, &handler_before, nullptr);
}

}  // namespace

std::size_t PageCopy::page_bytes() noexcept {
  static const auto bytes = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  return bytes;
}

PageCopy::PageCopy(std::byte* memory, std::size_t bytes)
    : memory_(memory), bytes_((bytes + page_bytes() - 1) / page_bytes() * page_bytes()), copy_(new std::byte[bytes_]) {
  pages_.reserve(bytes_ / page_bytes());
  std::memcpy(copy_.get(), memory_, bytes_);
  install_handler();
  protecting = this;
  if (mprotect(memory_, bytes_, PROT_READ) == 0) return;
  protecting = nullptr;
  remove_handler();
  throw std::bad_alloc();
}

PageCopy::~PageCopy() {
  protecting = nullptr;
  mprotect(memory_, bytes_, PROT_READ | PROT_WRITE);
  remove_handler();
}

bool PageCopy::written(const void* address) noexcept {
  const std::size_t offset = static_cast<std::size_t>(static_cast<const std::byte*>(address) - memory_);
  if (offset >= bytes_) return false;
  const std::size_t page = offset / page_bytes();
  if (pages_.size() == pages_.capacity()) return false;
  if (mprotect(memory_ + page * page_bytes(), page_bytes(), PROT_READ | PROT_WRITE) != 0) return false;
  pages_.push_back(static_cast<std::uint32_t>(page));  // There is room, so it allocates nothing.
  return true;
}

void PageCopy::save(std::vector<std::byte>& into) const {
  const std::size_t size = page_bytes();
  for (const std::uint32_t page : pages_) into.insert(into.end(), memory_ + page * size, memory_ + (page + 1) * size);
}

// A page that was first written to after the save was then as it is in the copy.
void PageCopy::restore(std::span<const std::byte> saved) noexcept {
  const std::size_t size = page_bytes(), count = saved.size() / size;
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    const std::byte* from = i < count ? saved.data() + i * size : copy_.get() + pages_[i] * size;
    std::memcpy(memory_ + pages_[i] * size, from, size);
  }
}

std::size_t PageCopy::bytes_to_copy() const noexcept { return pages_.size() * page_bytes(); }

}  // namespace threadbox::explore
