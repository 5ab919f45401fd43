#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace threadbox::script {

/// MT19937 of Matsumoto and Nishimura, whose state can be read and set as CPython's random.getstate() shows it, which std::mt19937 does
/// not allow. Threads: one at a time.
class MersenneTwister {
 public:
  static constexpr std::size_t size = 624;
  struct State {
    std::array<std::uint32_t, size> words{};
    std::uint32_t next = size;  ///< The index of the word that is tempered next; `size`: all have been.
  };

  /// Has the sequence fill the state.
  template <typename Sequence>
  void seed(Sequence& sequence) {
    sequence.generate(state.words.begin(), state.words.end());
    state.next = size;
  }

  std::uint32_t operator()() noexcept {
    if (state.next >= size) twist();
    std::uint32_t word = state.words[state.next++];
    word ^= word >> 11;
    word ^= (word << 7) & 0x9d2c5680U;
    word ^= (word << 15) & 0xefc60000U;
    return word ^ (word >> 18);
  }

  State state;

 private:
  void twist() noexcept {
    constexpr std::size_t middle = 397;
    auto& words = state.words;
    for (std::size_t i = 0; i < size; ++i) {
      const std::uint32_t joined = (words[i] & 0x80000000U) | (words[(i + 1) % size] & 0x7fffffffU);
      words[i] = words[(i + middle) % size] ^ (joined >> 1) ^ ((joined & 1) != 0 ? 0x9908b0dfU : 0U);
    }
    state.next = 0;
  }
};

}  // namespace threadbox::script
