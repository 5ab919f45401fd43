#pragma once

#include <threadbox/trace/event.h>

#include "script/runners/variables.h"

#include <cstdint>
#include <string>
#include <vector>

namespace threadbox::session {

/// What a thread of a stepped run can do next.
struct StepRow {
  ObjectId object = 0;        ///< The thread, as ThreadRow::object.
  std::uint32_t id = 0;       ///< Its ThreadId, also before it has begun.
  std::string name;
  bool can_run = false;       ///< It can be chosen: command Choose.
  bool can_expire = false;    ///< It waits with a timeout that the user can let pass: command Expire.
  bool is_timer = false;      ///< That timeout is a Timer's.
  std::uint32_t line = 0;     ///< Of the statement that it would execute, or is in; 0: none.
  std::string text;           ///< The statement's line; "begins work(1)" of a thread that has not begun.
  std::string wait;           ///< What it waits for, "for lock a held by Thread-1"; empty if it can run.
};

/// How a run that the user steps stands. Plain data, made by Stepper::look().
struct Steps {
  bool active = false;        ///< The current run is stepped.
  std::uint64_t position = 0;  ///< Steps from the program's first statement.
  std::uint64_t recorded = 0;  ///< The position up to which steps are known; beyond `position` after a step back.
  ObjectId next = 0;          ///< The thread of the next recorded step; 0: none is recorded.
  std::uint64_t speed = 0;    ///< The steps a second at which the views are to play; 0: they do not.
  std::vector<StepRow> threads;  ///< Those that live, in the order of the model.
  std::string schedule;  ///< The choices up to here, from the run's start; empty if they are many: Session::schedule has them.
  std::string problem;  ///< Why a schedule was not followed to its end; empty: it was.
  script::Variables variables;  ///< What the last step changed is marked.
  std::uint64_t run = 0;      ///< Counts the runs: another one is a replay, whose log has replaced that of the earlier one.
  std::uint64_t revision = 0;  ///< Changes whenever another field does.
};

}  // namespace threadbox::session
