#pragma once

#include <string>

// What only JavaScript can do.
namespace threadbox::wasm::glue {

/// Makes SDL take Module.canvas, wherever it is in the document, and keeps SDL's hands off what belongs to the page:
/// Tab moves on, and the wheel scrolls the page unless the canvas has the focus or there is nothing to scroll.
void prepare_canvas();

/// Joins ImGui's clipboard to the browser's. Needs an ImGui context.
void connect_clipboard();

/// Gives ImGui's text fields what only an element of the page gets: the on-screen keyboard of a touch screen, and the
/// composition of an input method. Needs an ImGui context.
void connect_text();

/// A paste from outside, into the field that ImGui has the focus in.
void paste(std::string text);

/// Calls Module.onError(sentence): a call could not be answered; the next one may.
void notify_error(const char* sentence);

/// Calls Module.onAbort(sentence): nothing can be done any more.
void notify_death(const char* sentence);

/// Calls Module.onChange(), if there is one.
void notify_change();

/// Keeps a sentence in Module.failure: why the page cannot draw.
void notify_failure(const char* sentence);

}  // namespace threadbox::wasm::glue
