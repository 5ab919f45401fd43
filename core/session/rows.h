#pragma once

#include <threadbox/trace/event.h>

#include <cassert>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <list>
#include <unordered_map>
#include <utility>

namespace threadbox::session {

/// Rows in the order of insertion. A row is found by its id, added and erased in constant time, and never moves in memory.
/// Row::key() is its id, which must not change.
template <typename Row>
class Rows {
 public:
  Rows() = default;
  Rows(std::initializer_list<Row> rows) {
    for (const Row& row : rows) push_back(row);
  }
  Rows(const Rows& other) {
    for (const Row& row : other) push_back(row);
  }
  Rows(Rows&&) noexcept = default;
  Rows& operator=(Rows other) noexcept {
    rows_.swap(other.rows_);
    index_.swap(other.index_);
    return *this;
  }
  ~Rows() = default;

  /// Errors: std::bad_alloc; then no row is added.
  Row& push_back(Row row) {
    rows_.push_back(std::move(row));
    try {
      index_.insert_or_assign(rows_.back().key(), std::prev(rows_.end()));
    } catch (...) {
      rows_.pop_back();
      throw;
    }
    return rows_.back();
  }
  void erase(ObjectId id) {
    const auto found = index_.find(id);
    if (found == index_.end()) return;
    rows_.erase(found->second);
    index_.erase(found);
  }
  void clear() {
    rows_.clear();
    index_.clear();
  }

  [[nodiscard]] const Row* find(ObjectId id) const noexcept {
    const auto found = index_.find(id);
    return found == index_.end() ? nullptr : &*found->second;
  }
  [[nodiscard]] Row* find(ObjectId id) noexcept { return const_cast<Row*>(std::as_const(*this).find(id)); }

  [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }
  [[nodiscard]] bool empty() const noexcept { return rows_.empty(); }
  [[nodiscard]] Row& front() noexcept { return rows_.front(); }
  [[nodiscard]] const Row& front() const noexcept { return rows_.front(); }
  /// The nth row, in linear time.
  [[nodiscard]] Row& operator[](std::size_t n) noexcept { return *std::next(rows_.begin(), static_cast<std::ptrdiff_t>(n)); }
  [[nodiscard]] const Row& operator[](std::size_t n) const noexcept {
    return *std::next(rows_.begin(), static_cast<std::ptrdiff_t>(n));
  }
  [[nodiscard]] auto begin() noexcept { return rows_.begin(); }
  [[nodiscard]] auto end() noexcept { return rows_.end(); }
  [[nodiscard]] auto begin() const noexcept { return rows_.begin(); }
  [[nodiscard]] auto end() const noexcept { return rows_.end(); }

 private:
  std::list<Row> rows_;
  std::unordered_map<ObjectId, typename std::list<Row>::iterator> index_;
};

}  // namespace threadbox::session
