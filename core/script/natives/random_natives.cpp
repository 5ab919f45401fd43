#include "script/natives/natives.h"
#include "script/text/mersenne_twister.h"
#include "script/text/text_view.h"
#include "script/values/conversion.h"
#include "script/values/critical_section.h"
#include "script/values/iteration.h"
#include "script/values/octets.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace threadbox::script {

namespace {

constexpr std::size_t state_words = MersenneTwister::size;

/// init_by_array of Matsumoto and Nishimura, as a seed sequence for the standard library's engine.
class InitByArray {
 public:
  using result_type = std::uint32_t;
  explicit InitByArray(std::vector<std::uint32_t> key) : key_(std::move(key)) {}

  template <typename Iterator>
  void generate(Iterator begin, Iterator end) const {
    std::array<std::uint32_t, state_words> state{};
    state[0] = 19650218U;
    for (std::size_t i = 1; i < state_words; ++i)
      state[i] = 1812433253U * (state[i - 1] ^ (state[i - 1] >> 30)) + static_cast<std::uint32_t>(i);
    std::size_t i = 1, j = 0;
    const auto next_word = [&] {
      if (++i < state_words) return;
      state[0] = state[state_words - 1];
      i = 1;
    };
    for (std::size_t k = std::max(state_words, key_.size()); k > 0; --k) {
      state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1664525U)) + key_[j] + static_cast<std::uint32_t>(j);
      next_word();
      if (++j == key_.size()) j = 0;
    }
    for (std::size_t k = state_words - 1; k > 0; --k) {
      state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1566083941U)) - static_cast<std::uint32_t>(i);
      next_word();
    }
    state[0] = 0x80000000U;
    std::copy_n(state.begin(), std::min<std::size_t>(state_words, static_cast<std::size_t>(end - begin)), begin);
  }

 private:
  std::vector<std::uint32_t> key_;
};

class Generator final : public Payload {
 public:
  MersenneTwister engine;
};

Generator& generator(Call& call) { return payload_as<Generator>(call, "Random"); }

// --- SHA-512, with which CPython turns a str into a seed

constexpr std::uint64_t sha_constants[80] = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc, 0x3956c25bf348b538, 0x59f111f1b605d019,
    0x923f82a4af194f9b, 0xab1c5ed5da6d8118, 0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
    0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694, 0xe49b69c19ef14ad2, 0xefbe4786384f25e3,
    0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65, 0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
    0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4, 0xc6e00bf33da88fc2, 0xd5a79147930aa725,
    0x06ca6351e003826f, 0x142929670a0e6e70, 0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
    0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b, 0xa2bfe8a14cf10364, 0xa81a664bbc423001,
    0xc24b8b70d0f89791, 0xc76c51a30654be30, 0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
    0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8, 0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb,
    0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3, 0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b, 0xca273eceea26619c, 0xd186b8c721c0c207,
    0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178, 0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
    0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c, 0x4cc5d4becb3e42b6, 0x597f299cfc657e2a,
    0x5fcb6fab3ad6faec, 0x6c44198c4a475817};

using Digest = std::array<std::uint64_t, 8>;

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t word = 0;
  for (const char byte : bytes) word = word << 8 | static_cast<unsigned char>(byte);
  return word;
}

void add_block(Digest& digest, std::string_view block) {
  std::array<std::uint64_t, 80> w{};
  for (std::size_t i = 0; i < 16; ++i) w[i] = big_endian(block.substr(8 * i, 8));
  for (std::size_t i = 16; i < 80; ++i) {
    const std::uint64_t s0 = std::rotr(w[i - 15], 1) ^ std::rotr(w[i - 15], 8) ^ (w[i - 15] >> 7);
    const std::uint64_t s1 = std::rotr(w[i - 2], 19) ^ std::rotr(w[i - 2], 61) ^ (w[i - 2] >> 6);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  auto [a, b, c, d, e, f, g, h] = digest;
  for (std::size_t i = 0; i < 80; ++i) {
    const std::uint64_t s1 = std::rotr(e, 14) ^ std::rotr(e, 18) ^ std::rotr(e, 41);
    const std::uint64_t t1 = h + s1 + ((e & f) ^ (~e & g)) + sha_constants[i] + w[i];
    const std::uint64_t s0 = std::rotr(a, 28) ^ std::rotr(a, 34) ^ std::rotr(a, 39);
    const std::uint64_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    h = std::exchange(g, std::exchange(f, std::exchange(e, d + t1)));
    d = std::exchange(c, std::exchange(b, std::exchange(a, t1 + t2)));
  }
  const std::uint64_t sums[] = {a, b, c, d, e, f, g, h};
  for (std::size_t i = 0; i < 8; ++i) digest[i] += sums[i];
}

std::string sha512(std::string_view text) {
  Digest digest = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                   0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
  std::string padded = std::string(text) + '\x80';
  while (padded.size() % 128 != 112) padded += '\0';
  for (int shift = 120; shift >= 0; shift -= 8)
    padded += static_cast<char>(shift >= 64 ? 0 : static_cast<std::uint64_t>(text.size()) * 8 >> shift);
  for (std::size_t at = 0; at < padded.size(); at += 128) add_block(digest, std::string_view(padded).substr(at, 128));
  std::string bytes;
  for (const std::uint64_t word : digest)
    for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(word >> shift);
  return bytes;
}

/// A big-endian number as 32-bit words, lowest first, without zeros at its top.
std::vector<std::uint32_t> words_of(const std::string& bytes) {
  std::vector<std::uint32_t> words;
  for (std::size_t end = bytes.size(); end > 0; end -= std::min<std::size_t>(end, 4)) {
    const std::size_t begin = end > 4 ? end - 4 : 0;
    words.push_back(static_cast<std::uint32_t>(big_endian(std::string_view(bytes).substr(begin, end - begin))));
  }
  while (words.size() > 1 && words.back() == 0) words.pop_back();
  return words;
}

// --- the functions that random.Random calls

Value random_init(Call& call) {
  auto* instance = as<Instance>(call.arguments[0]);
  if (instance == nullptr) call.vm.raise("TypeError", "descriptor requires a 'Random' object");
  instance->set_payload(std::make_unique<Generator>());
  return Value::none();
}

void seed_with(Call& call, std::vector<std::uint32_t> key) {
  InitByArray sequence(std::move(key));
  Generator& seeded = generator(call);
  const CriticalSection section(call.vm, *call.arguments[0].object());
  seeded.engine.seed(sequence);
}

/// seed_words(generator, words): 32-bit words of a number, lowest first.
Value seed_words(Call& call) {
  std::vector<std::uint32_t> key;
  for (const Value word : collect(call.vm, call.arguments[1])) key.push_back(static_cast<std::uint32_t>(to_int(call.vm, word)));
  if (key.empty()) key.push_back(0);
  seed_with(call, std::move(key));
  return Value::none();
}

/// seed_text(generator, str or bytes), as seed(text, version=2).
Value seed_text(Call& call) {
  const auto* text = as<Str>(call.arguments[1]);
  const std::string bytes(text != nullptr ? std::string(text->text) : std::string(*Octets(call.vm, call.arguments[1])));
  seed_with(call, words_of(bytes + sha512(bytes)));
  return Value::none();
}

Value seed_by_chance(Call& call) {
  std::vector<std::uint32_t> key(8);
  std::ranges::generate(key, [&] { return call.vm.random_bits(); });
  seed_with(call, std::move(key));
  return Value::none();
}

/// A float in [0, 1) of 53 random bits.
Value random_float(Call& call) {
  MersenneTwister& engine = generator(call).engine;
  const CriticalSection section(call.vm, *call.arguments[0].object());
  const auto high = static_cast<double>(engine() >> 5);
  const auto low = static_cast<double>(engine() >> 6);
  return call.vm.number((high * 67108864.0 + low) * (1.0 / 9007199254740992.0));
}

/// bits(generator, count): at most 32 of them.
Value random_bits(Call& call) {
  const std::int64_t count = to_int(call.vm, call.arguments[1]);
  MersenneTwister& engine = generator(call).engine;
  const CriticalSection section(call.vm, *call.arguments[0].object());
  const auto word = engine();
  return Value::integer(word >> (32 - count));
}

/// below(generator, n): an int in [0, n), for 0 < n < 2**32.
Value random_below(Call& call) {
  const auto n = static_cast<std::uint32_t>(to_int(call.vm, call.arguments[1]));
  const int size = std::bit_width(n);
  MersenneTwister& engine = generator(call).engine;
  const CriticalSection section(call.vm, *call.arguments[0].object());
  while (true) {
    const std::uint32_t drawn = engine() >> (32 - size);
    if (drawn < n) return Value::integer(drawn);
  }
}

/// state(generator): a tuple of its words and the index of the next.
Value state(Call& call) {
  MersenneTwister::State state;
  {
    const MersenneTwister& engine = generator(call).engine;
    const CriticalSection section(call.vm, *call.arguments[0].object());
    state = engine.state;
  }
  std::vector<Value> items;
  for (const std::uint32_t word : state.words) items.push_back(Value::integer(word));
  items.push_back(Value::integer(state.next));
  return Value(call.vm.tuple(std::move(items)));
}

/// set_state(generator, tuple)
Value set_state(Call& call) {
  const std::vector<Value>& items = as<Tuple>(call.arguments[1])->items;
  MersenneTwister::State state;
  for (std::size_t i = 0; i < state_words; ++i) state.words[i] = static_cast<std::uint32_t>(to_int(call.vm, items[i]));
  state.next = static_cast<std::uint32_t>(to_int(call.vm, items[state_words]));
  MersenneTwister& engine = generator(call).engine;
  const CriticalSection section(call.vm, *call.arguments[0].object());
  engine.state = state;
  return Value::none();
}

}  // namespace

void install_random(Vm& vm) {
  Module* module = vm.module("_random");
  static constexpr NativeEntry entries[] = {
      {"init", random_init, {"generator"}},
      {"seed_words", seed_words, {"generator", "words"}},
      {"seed_text", seed_text, {"generator", "text"}},
      {"seed_by_chance", seed_by_chance, {"generator"}},
      {"random", random_float, {"self", "/"}},
      {"below", random_below, {"generator", "n"}},
      {"bits", random_bits, {"generator", "count"}},
      {"state", state, {"generator"}},
      {"set_state", set_state, {"generator", "state"}},
  };
  define_all(vm, module, entries);
}

}  // namespace threadbox::script
