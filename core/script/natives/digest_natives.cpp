#include "script/natives/library_natives.h"
#include "script/natives/native_arguments.h"
#include "script/text/digests.h"
#include "script/values/octets.h"

#include <cstring>
#include <type_traits>

namespace threadbox::script {

namespace {

// The module _hashlib: digests. The state of one is a bytes, so that copies are independent.

static_assert(std::is_trivially_copyable_v<Digest>);

Value packed(Vm& vm, const Digest& digest) { return make_bytes(vm, {reinterpret_cast<const char*>(&digest), sizeof digest}); }

Digest unpacked(Call& call) {
  Digest digest(DigestKind::md5);
  std::memcpy(&digest, as<Bytes>(call.arguments[0])->octets().data(), sizeof digest);
  return digest;
}

/// begin(kind): the state of a new digest; see DigestKind.
Value begin(Call& call) { return packed(call.vm, Digest(static_cast<DigestKind>(to_int(call.vm, call.arguments[0])))); }

/// update(state, octets): the state after more octets.
Value update(Call& call) {
  Digest digest = unpacked(call);
  if (as<Str>(call.arguments[1]) != nullptr) call.vm.raise("TypeError", "Strings must be encoded before hashing");
  const Octets octets(call.vm, call.arguments[1]);
  if (!octets) call.vm.raise("TypeError", "object supporting the buffer API required");
  digest.update(*octets);
  return packed(call.vm, digest);
}

Value finish(Call& call) { return make_bytes(call.vm, unpacked(call).finish()); }

}  // namespace

void install_digests(Vm& vm) {
  static constexpr NativeEntry entries[] = {
      {"begin", begin, {"kind", "/"}},
      {"update", update, {"state", "octets", "/"}},
      {"finish", finish, {"state", "/"}},
  };
  define_all(vm, vm.module("_hashlib"), entries);
}

}  // namespace threadbox::script
