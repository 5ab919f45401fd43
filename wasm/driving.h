#pragma once

#include "session/session.h"

// How the page's runs go on: by web workers (driving_workers.cpp), or, in a page that may not have threads, by its frames
// (driving_frames.cpp). CMake chooses. Threads: the browser's main thread only; nothing blocks.
namespace threadbox::wasm::driving {

/// Prepares the first run while the user reads the program. Called once, at first.
void prepare();

/// Keeps workers ready for threads to start. Called at first, and in each frame of a live run.
void keep_ready() noexcept;

/// Decides how a run with these options goes on. Errors: std::bad_alloc.
void choose(session::RunOptions& options);

/// After how many milliseconds a live run should be drained again, at most `otherwise`.
[[nodiscard]] double rest_ms(double otherwise) noexcept;

}  // namespace threadbox::wasm::driving
