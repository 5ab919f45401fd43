#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace threadbox::model {

/// Which words the threads of a meeting share, as far as its runs have shown. No switch is needed before an access that other
/// threads cannot notice: to a word that only one thread uses, that no thread writes, or that is used under one guard only. Such
/// an access commutes with everything that other threads can do meanwhile. When a word turns out to be shared, it counts as
/// shared from then on and the search starts again, so that in the end it rests on no wrong assumption.
class Locations {
 public:
  /// The guards that a thread holds; null are none.
  using Guards = std::array<const void*, 4>;

  /// True if other threads may run before this access.
  bool note(const void* word, int thread, bool writes, const Guards& held) noexcept;
  /// True if a word has turned out to be shared since this was last asked.
  bool take_news() noexcept;
  void forget() noexcept;

 private:
  struct Location {
    const void* word = nullptr;
    std::uint32_t threads = 0;
    bool written = false;
    bool shared = false;
    Guards guards{};
  };
  static constexpr std::size_t capacity = 1024;

  std::array<Location, capacity> table_;
  std::size_t count_ = 0;
  bool news_ = false;
};

}  // namespace threadbox::model
