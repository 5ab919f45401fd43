#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace threadbox::model {

/// Which words the threads of a meeting share, as far as its runs have shown. Others need not be let on before an access that
/// they cannot notice: of a word that only one thread uses, or that nobody writes, or that is used under one guard
/// only. Such an access commutes with whatever others can do meanwhile. What a run shows a word to be, holds from then on; the
/// search then begins again, so that in the end it has made no wrong assumption.
class Locations {
 public:
  /// The guards that a thread holds; null are none.
  using Guards = std::array<const void*, 4>;

  /// True if others may go on before this access.
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
