#include "stepping.h"

#include <threadbox/park/waiter.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

using namespace threadbox;
using namespace threadbox::session;

namespace {

void run_to_its_end(Session& session) {
  const Clock clock;
  Waiter self(0, clock);
  while (session.model().state != RunState::ended)
    if (session.drain() == 0) self.park(clock.deadline_after(Seconds{0.0005}));
}

/// "path bytes" of each.
std::vector<std::string> listed(const Session& session) {
  std::vector<std::string> listed;
  for (const script::RunFile& file : session.files()) listed.push_back(file.path + " " + std::to_string(file.bytes));
  return listed;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("files: those of a run are its given ones and what it writes, until the next run begins") {
  for (const RunnerKind runner : {RunnerKind::parallel, RunnerKind::simulated}) {
    Session session;
    CHECK(session.files().empty());
    CHECK(session.file_changes() == 0);
    CHECK_FALSE(session.file("given").has_value());
    RunOptions options{.interactive = false};
    options.runner = runner;
    options.files = {{"given", std::string("a\0b", 3)}, {"data/deep", "d"}};
    REQUIRE(
        session.load("import os, tempfile\nopen('made', 'w').write('é')\nos.remove('data/deep')\nopen('/tmp/far', 'w').close()\n")
            .empty());
    REQUIRE(session.run(options));
    run_to_its_end(session);
    CHECK(listed(session) == Lines{"given 3", "made 2", "/tmp/far 0"});
    CHECK(session.file("given") == std::string("a\0b", 3));
    CHECK(session.file("made") == "é");
    CHECK(session.file("/tmp/far") == "");
    CHECK_FALSE(session.file("data").has_value());
    CHECK_FALSE(session.file("data/deep").has_value());
    CHECK_FALSE(session.file("").has_value());
    const std::uint64_t changes = session.file_changes();
    REQUIRE(session.load("open('other', 'w').close()").empty());
    CHECK(listed(session).size() == 3);
    REQUIRE(session.run({.interactive = false}));
    run_to_its_end(session);
    CHECK(listed(session) == Lines{"other 0"});
    CHECK(session.file_changes() != changes);
  }
}

TEST_CASE("files: each change of one is a new number, also when a stepped run goes back and another way") {
  SteppedRun run(
      "import threading\n"
      "def work(text):\n"
      "    open('log', 'a').write(text)\n"
      "for name in 'ab':\n"
      "    threading.Thread(target=work, args=(name,), name=name).start()\n");
  const auto lives = [&](const char* name) { return std::ranges::count(run.steps().threads, name, &StepRow::name) > 0; };
  // start() waits until the thread has begun.
  for (const char* name : {"a", "b"})
    for (int i = 0; i < 100 && (!lives(name) || !run.row("MainThread").can_run); ++i)
      run.choose(run.row("MainThread").can_run ? "MainThread" : name);
  const std::uint64_t begin = run.steps().position;
  const auto write_all = [&](const char* first, const char* second) {
    for (const char* name : {first, second})
      for (int i = 0; i < 100 && run.session.file("log").value_or("").find(name) == std::string::npos; ++i) run.choose(name);
  };
  write_all("a", "b");
  CHECK(run.session.file("log") == "ab");
  const std::uint64_t changes = run.session.file_changes();
  run.back(run.steps().position - begin);
  CHECK_FALSE(run.session.file("log").has_value());
  CHECK(run.session.file_changes() != changes);
  write_all("b", "a");
  CHECK(run.session.file("log") == "ba");
  CHECK(run.session.file_changes() != changes);
}
