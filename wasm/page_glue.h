#pragma once

#include <cstdint>
#include <string>

// The functions that need JavaScript. Threads: the browser's main thread only.
namespace threadbox::wasm::glue {

/// Makes SDL use Module.canvas and leave the page's input alone: Tab moves the focus, and the wheel scrolls the page unless the
/// canvas has the focus or the page cannot scroll.
void prepare_canvas();

/// Answers from memory when ImGui asks for the state of WebGL that it saves in each frame. Needs the canvas's context.
void remember_webgl_state();

/// Connects ImGui's clipboard with the browser's. Needs an ImGui context.
void connect_clipboard();

/// Gives ImGui's text fields an element of the page, so that the on-screen keyboard and input methods work. Needs an ImGui
/// context.
void connect_text();

/// Has the browser draw the characters that the fonts lack.
void connect_glyphs();

/// Pastes a text from another application into ImGui's focused field.
void paste(std::string text);

/// Calls Module.onError(sentence): a call has failed; later calls may succeed.
void notify_error(const char* sentence);

/// Calls Module.onAbort(sentence): the module can no longer be used.
void notify_death(const char* sentence);

/// Calls Module.onLine(line), if there is one: the user wants to see that line of the program.
void notify_line(std::uint32_t line);

/// Calls Module.onModules(), if there is one: a statement waits for modules of the library.
void notify_modules();

/// Calls Module.onChange(), if there is one.
void notify_change();

/// Stores in Module.failure the reason why the page cannot draw.
void notify_failure(const char* sentence);

}  // namespace threadbox::wasm::glue
