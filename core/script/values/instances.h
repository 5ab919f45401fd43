#pragma once

#include "script/values/as.h"
#include "script/values/heap.h"
#include "script/values/name_table.h"
#include "script/values/shared.h"
#include "script/values/str.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace threadbox::script {

/// The C++ part of an instance of a native type: a lock, a barrier, a thread, a deque.
/// Threads:  any, as the type says.
/// Owns:     the payload that it has replaced.
class Payload {
 public:
  virtual ~Payload() = default;
  /// The synchronization object that the trace knows it as; null if there is none.
  [[nodiscard]] virtual SyncObject* sync() noexcept { return nullptr; }
  /// Marks the values that it refers to.
  virtual void mark(Marker&) const {}
  /// The first `most` elements of a container, and the number of all; none if it is no container. Read while no thread executes.
  [[nodiscard]] virtual std::optional<std::pair<std::vector<Value>, std::size_t>> elements(std::size_t) const {
    return std::nullopt;
  }
  /// Its memory, for Object::outside_bytes().
  [[nodiscard]] virtual std::size_t bytes() const noexcept { return 0; }
  /// The global variable whose name the trace shows for it; null if there is none.
  Shared<const Str*> global_name = nullptr;
  /// The payload that a second __init__ replaced. It is kept because a thread may still be blocked in it.
  std::unique_ptr<Payload> replaced;
};

/// An object of a class of the program or of the prelude.
/// Owns: its payload.
class Instance : public Object {
 public:
  explicit Instance(Class* cls, TypeTag type_tag = TypeTag::instance) noexcept : Object(cls, type_tag) {}
  ~Instance() override {
    // In a loop, because destroying a long chain of replaced payloads recursively would overflow the stack.
    for (std::unique_ptr<Payload> at(payload_.get()); at != nullptr;) at = std::move(at->replaced);
  }
  void mark_children(Marker& marker) const override;
  [[nodiscard]] std::size_t outside_bytes() const noexcept override {
    return attributes.bytes() + (payload() != nullptr ? payload()->bytes() : 0);
  }
  NameTable* own_attributes() noexcept override { return &attributes; }
  [[nodiscard]] SyncObject* sync() const noexcept override {
    Payload* const found = payload();
    return found != nullptr ? found->sync() : nullptr;
  }
  /// Null before the native type's __init__ has set it.
  [[nodiscard]] Payload* payload() const noexcept { return payload_; }
  void set_payload(std::unique_ptr<Payload> made);
  NameTable attributes;

 private:
  Shared<Payload*> payload_ = nullptr;
};

}  // namespace threadbox::script
