#include "script/machine/call_kinds.h"

#include <threadbox/sync/simple_queue.h>

#include <algorithm>

namespace threadbox::script {

namespace {

constexpr auto reads = Access::Mode::read, writes = Access::Mode::write, adds = Access::Mode::add;

}  // namespace

std::int64_t Accesses::attribute(const Instance& instance, const Str& name) const {
  const Value value = instance.attributes.get(&name);
  return value.is_int() ? value.as_int() : value.is_true() ? 1 : 0;
}

std::size_t Accesses::length_of(const Instance& queue) const {
  if (const SyncObject* sync = queue.sync(); sync != nullptr && sync->object_kind() == ObjectKind::simple_queue)
    return static_cast<std::size_t>(static_cast<const SimpleQueueBase*>(sync)->qsize());
  const Value items = queue.attributes.get(queue_);
  if (const auto* list = as<List>(items)) return list->items.size();
  const auto* deque = as<Instance>(items);
  if (deque == nullptr || deque->payload() == nullptr) return 0;
  const auto elements = deque->payload()->elements(0);
  return elements ? elements->second : 0;
}

/// put and get of a queue whose items leave it in the order in which they came: the n-th get takes the n-th item, whatever else happens.
void Accesses::fifo_call(Row row, const Instance& queue, bool blocks, bool tries) {
  const std::uint64_t taken = taken_[&queue], length = length_of(queue);
  const auto maxsize = static_cast<std::uint64_t>(std::max<std::int64_t>(0, attribute(queue, *maxsize_)));
  const bool is_full = maxsize > 0 && length >= maxsize;
  if (row == Row::put) {
    const std::uint64_t at = taken + length;
    write(places_.of(queue, Part::tail));
    if (maxsize > 0 && at >= maxsize) {
      read(places_.of(queue, Part::room, at - maxsize));
      open(!is_full, blocks);
    }
    if (is_full && !blocks) return;
    write(places_.of(queue, Part::slot, at));
    return open(false, false);
  }
  // One that finds nothing and does not wait takes nothing.
  add(places_.of(queue, Part::head), length == 0 && tries ? reads : writes);
  read(places_.of(queue, Part::slot, taken));
  open(length > 0, blocks);
  if (length == 0 && tries) return;
  if (maxsize > 0) {
    write(places_.of(queue, Part::room, taken));
    open(false, false);
  }
  if (recording_ && length > 0) ++taken_[&queue];
}

void Accesses::queue_call(Row row, const Instance& queue, const Arguments& arguments) {
  into_->visible = true;
  const bool is_simple = queue.sync() != nullptr && queue.sync()->object_kind() == ObjectKind::simple_queue;
  into_->stands_for_all = !is_simple;
  const bool is_fifo = is_simple || std::string_view(queue.cls()->name->text) == "Queue";
  const bool is_put = row == Row::put || row == Row::put_nowait, tries = row == Row::put_nowait || row == Row::get_nowait;
  switch (row) {
    case Row::size:
      read(places_.of(queue, Part::tail));
      read(places_.of(queue, Part::head));
      if (!is_fifo) read(places_.of(queue, Part::content));
      return;
    case Row::other:
      for (const Part part : {Part::tail, Part::head, Part::content, Part::unfinished}) write(places_.of(queue, part));
      return;
    case Row::task_done: add(places_.of(queue, Part::unfinished), adds); return open(attribute(queue, *unfinished_) == 0, false);
    case Row::join:
      read(places_.of(queue, Part::unfinished));
      open(attribute(queue, *unfinished_) == 0, true);
      into_->question = {Question::Kind::all_done, nullptr, &queue};
      return;
    default: break;
  }
  const Value block = arguments.get(is_put ? 2 : 1, "block"), timeout = arguments.get(is_put ? 3 : 2, "timeout");
  const bool waits = !tries && (block.is_undefined() || block.is_true()) && (timeout.is_undefined() || timeout.is_none());
  if (waits) into_->question = {is_put ? Question::Kind::room : Question::Kind::item, nullptr, &queue};
  if (is_put) {
    add(places_.of(queue, Part::unfinished), adds);
    open(attribute(queue, *unfinished_) == 0, false);
  }
  const bool never_waits = tries || block.is_false();
  into_->is_undone = !waits && !never_waits && !is_put && length_of(queue) == 0;
  if (is_fifo) return fifo_call(is_put ? Row::put : Row::get, queue, waits, never_waits);
  const std::size_t length = length_of(queue);
  const auto maxsize = static_cast<std::size_t>(std::max<std::int64_t>(0, attribute(queue, *maxsize_)));
  write(places_.of(queue, Part::content));
  open(is_put ? maxsize == 0 || length < maxsize : length > 0, waits);
}

}  // namespace threadbox::script
