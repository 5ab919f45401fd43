#pragma once

#include "explore/explorer.h"

#include <string>
#include <string_view>

// An exploration for the machines that run a project's tests.
namespace threadbox::explore {

/// GitHub's workflow commands, one a line: each failing outcome and each finding at its line of the file. Errors: std::bad_alloc.
std::string annotations_of(const Exploration& exploration, std::string_view filename);

/// JUnit's XML: a test case for each failing outcome; if none fails, one that passes, or is skipped if not all schedules were tried.
/// Errors: std::bad_alloc.
std::string junit_of(const Exploration& exploration, std::string_view filename, double seconds);

}  // namespace threadbox::explore
