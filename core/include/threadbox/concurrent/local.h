#pragma once

#include <threadbox/park/detail/guard.h>
#include <threadbox/sync/blocking.h>

#include <functional>
#include <memory>
#include <unordered_map>
#include <utility>

namespace threadbox {

/// The part of a Local<T> that does not depend on T: its values, by thread.
/// Threads:  any. Owns: the values.
class LocalValues {
 public:
  /// The value of the thread that owns `self`; null if there is none.
  [[nodiscard]] void* find(const Waiter& self) noexcept;
  void insert(Waiter& self, std::shared_ptr<void> value);
  void erase(const Waiter& self) noexcept;
  [[nodiscard]] std::size_t size() const noexcept;

 private:
  mutable Guard guard_;
  std::unordered_map<const Waiter*, std::shared_ptr<void>> values_ THREADBOX_GUARDED_BY(guard_);
};

namespace detail {
/// Records that the thread may have a value in `values`, so that it is destroyed when the thread ends. Errors: std::bad_alloc.
void remember_local(Waiter& self, const std::shared_ptr<LocalValues>& values);
}  // namespace detail

/// Python's threading.local: a value for each thread. A thread is a Runtime's Thread, whichever worker of the pool runs it, or a
/// foreign one.
/// Threads:  any; each sees only its own value.
/// Errors:   std::bad_alloc, or what the function throws that creates a value.
/// Owns:     the values. A thread's value is destroyed when the thread ends, or with the Local.
/// Mirrors:  Modules/_threadmodule.c, _thread._local.
template <typename T>
class Local {
 public:
  /// `make` creates a thread's value at its first access, as a subclass's __init__ does.
  explicit Local(std::function<T()> make = [] { return T{}; })
      : make_(std::move(make)), values_(std::make_shared<LocalValues>()) {}
  Local(const Local&) = delete;
  Local& operator=(const Local&) = delete;

  /// The calling thread's value.
  T& get() {
    Waiter& self = this_waiter();
    if (void* found = values_->find(self)) return *static_cast<T*>(found);
    auto made = std::make_shared<T>(make_());
    T& value = *made;
    detail::remember_local(self, values_);  // Before insert, so that no value outlives its thread.
    values_->insert(self, std::move(made));
    return value;
  }
  T& operator*() { return get(); }
  T* operator->() { return &get(); }

  /// Whether the calling thread has a value.
  [[nodiscard]] bool has_value() const noexcept { return values_->find(this_waiter()) != nullptr; }
  /// Destroys the calling thread's value; its next access creates a new one.
  void reset() noexcept { values_->erase(this_waiter()); }
  /// How many threads have a value.
  [[nodiscard]] std::size_t size() const noexcept { return values_->size(); }

 private:
  std::function<T()> make_;
  std::shared_ptr<LocalValues> values_;
};

}  // namespace threadbox
