#pragma once

#include "script/values/as.h"
#include "script/values/heap.h"
#include "script/values/name_table.h"
#include "script/values/shared.h"
#include "script/values/str.h"

#include <cstddef>
#include <memory>
#include <utility>

namespace threadbox::script {

/// What an instance keeps for a native type: a lock, a barrier, a thread, a deque.
class Payload {
 public:
  virtual ~Payload() = default;
  /// The primitive or thread that it is to the trace; null when it is none.
  [[nodiscard]] virtual SyncObject* sync() noexcept { return nullptr; }
  /// Marks the values that it refers to.
  virtual void mark(Marker&) const {}
  /// What it takes beside its object, for the heap's account.
  [[nodiscard]] virtual std::size_t bytes() const noexcept { return 0; }
  Shared<const Str*> global_name = nullptr;  ///< The global variable that it is known by; null when there is none.
  std::unique_ptr<Payload> replaced;         ///< By this one: a thread may still be in it.
};

class Instance : public Object {
 public:
  explicit Instance(Class* cls, TypeTag type_tag = TypeTag::instance) noexcept : Object(cls, type_tag) {}
  ~Instance() override {
    // One by one: each would end the one that it has replaced, and so on.
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
  /// Null before its __init__ has given it one.
  [[nodiscard]] Payload* payload() const noexcept { return payload_; }
  void set_payload(std::unique_ptr<Payload> made);
  NameTable attributes;

 private:
  Shared<Payload*> payload_ = nullptr;
};

}  // namespace threadbox::script
