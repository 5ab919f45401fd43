#pragma once

#include "script/values/value.h"

#include <threadbox/park/waiter.h>

#include <cstdint>
#include <string>
#include <vector>

namespace threadbox::script {

class Vm;
struct CodeObject;

/// A variable, an element of a container, or an attribute, as text and parts. Plain data: it refers to nothing of the run.
struct Variable {
  std::string name;           ///< "count", "[0]", "['a']", ".balance"
  std::string text;           ///< "3", "'Ada'", "[1, 2]", "list of 12", "<Account object>"
  std::uint32_t badge = 0;    ///< The same number: the same object. 0: it appears once, or has no identity worth showing.
  bool changed = false;       ///< Set by mark_changes().
  std::uint32_t number = 0;   ///< Its place among those that were read, counted from 1: see find_variable().
  bool is_instance = false;   ///< Of a class of the program, which may have a __repr__.
  std::string repr;           ///< What repr() returned, or said instead, if the user has asked; empty: not asked.
  bool raised = false;        ///< repr() has raised, or has no result.
  std::uint64_t more = 0;     ///< Parts that were left out.
  std::vector<Variable> parts;
};

/// The program's global variables, or the locals of a call of one of its functions.
struct VariableScope {
  ThreadId thread = 0;        ///< 0: the global variables.
  std::string function;       ///< The function's qualified name; empty: the global variables.
  std::uint32_t line = 0;     ///< Where the call stands; 0: the global variables.
  std::uint64_t more = 0;     ///< Variables that were left out.
  std::vector<Variable> variables;
};

/// What the program's variables hold at a moment: the globals, then the calls of each thread, innermost first.
struct Variables {
  std::vector<VariableScope> scopes;
  std::uint64_t more = 0;     ///< Calls that were left out.
};

/// Reads the variables of a run that stands still. Executes nothing of the program: an object with a __repr__ is shown by its class and
/// attributes. What it returns is bounded; containers and objects are opened two levels deep.
/// Threads: the one that steps the run. Errors: std::bad_alloc.
Variables read_variables(Vm& vm);

/// The value of the variable with a number, if read_variables() is called now. Undefined if there is none.
/// Threads and errors: as read_variables().
Value find_variable(Vm& vm, std::uint32_t number);

/// A value in a few words, as in a list of variables: "3", "[1, 2]", "<Account object>". Executes nothing of the program.
/// Threads: the one that steps the run. Errors: std::bad_alloc.
std::string short_text(Vm& vm, Value value);

/// Marks the variables of `now` that are new or have another text than in `before`, and those with such parts.
void mark_changes(Variables& now, const Variables& before);

/// Where a thread goes on.
struct ThreadPlace {
  ThreadId thread = 0;
  std::uint32_t line = 0;  ///< 0: the thread is outside of the program.
  std::string text;  ///< The line's text, without its indentation.
  bool in_call = false;  ///< It is within the statement, in a call that waits or has waited.
};

/// Whether the program's first statement that is not an import begins at this instruction.
bool is_begin(const CodeObject& code, std::size_t instruction) noexcept;
/// Whether the main thread, which has begun, is before that statement. Threads: the one that steps the run.
bool is_at_begin(const Vm& vm) noexcept;

/// The main thread's place before it executes this instruction. Errors: std::bad_alloc.
ThreadPlace place_in(const Vm& vm, const CodeObject& code, std::size_t instruction);

/// The places of the threads that have begun and have not ended, in the order of their begins.
/// Threads: the one that steps the run. Errors: std::bad_alloc.
std::vector<ThreadPlace> read_places(Vm& vm);

}  // namespace threadbox::script
