#include "session/line_visits.h"

#include <doctest/doctest.h>

using namespace threadbox;
using namespace threadbox::session;

namespace {

constexpr ObjectId lock_id = 9;
constexpr std::uint32_t line = 17;

Span wait_at(std::uint32_t at, TimeNs begin_ns, TimeNs end_ns) {
  return {begin_ns, end_ns, ThreadState::waiting, OperationKind::lock_acquire, lock_id, 0, at};
}

ThreadRow thread_with(ObjectId object, std::vector<Span> spans) {
  ThreadRow row;
  row.object = object;
  row.state = spans.back().state;
  row.line = spans.back().line;
  row.wait.operation = spans.back().operation;
  row.spans = std::move(spans);
  return row;
}

}  // namespace

TEST_CASE("line visits: waits at the line are added, and the longest is told") {
  Model model;
  model.time_ns = 100;
  model.threads = {thread_with(1, {wait_at(line, 0, 10), wait_at(3, 10, 60), wait_at(line, 60, 90), wait_at(3, 90, 95)})};
  const auto visits = line_visits(model, line);
  REQUIRE(visits.size() == 1);
  CHECK(visits[0].thread == 1);
  CHECK(visits[0].waits == 2);
  CHECK(visits[0].waited_ns == 40);
  CHECK(visits[0].longest.begin_ns == 60);
  CHECK(visits[0].first_ns == 0);
  CHECK(visits[0].last_ns == 90);
  CHECK_FALSE(visits[0].is_there);
}

TEST_CASE("line visits: the wait of a thread that is there lasts until now") {
  Model model;
  model.time_ns = 100;
  model.threads = {thread_with(1, {wait_at(line, 30, 30)})};
  const auto visits = line_visits(model, line);
  REQUIRE(visits.size() == 1);
  CHECK(visits[0].waited_ns == 70);
  CHECK(visits[0].first_ns == 30);
  CHECK(visits[0].last_ns == 100);
  CHECK(visits[0].is_there);
  CHECK(line_visits(model, line + 1).empty());
}

TEST_CASE("line visits: neither the Console's statements nor the wait for the user are at a line of the program") {
  Model model;
  Span idle = wait_at(line, 0, 0);
  idle.operation = OperationKind::idle;
  model.threads = {thread_with(1, {idle}), thread_with(2, {wait_at(line, 0, 0)})};
  model.threads[0].wait.operation = OperationKind::idle;
  model.threads[1].is_console = true;
  CHECK(line_visits(model, line).empty());
}
