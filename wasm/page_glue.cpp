#include "page_glue.h"

#include <SDL.h>
#include <emscripten.h>
#include <imgui.h>

#include <string>

// clang-format off
EM_JS(void, tb_prepare_canvas, (), {
  const canvas = Module['canvas'];
  // SDL looks for the element "#canvas".
  specialHTMLTargets['#canvas'] = canvas;
  const has_focus = () => document.activeElement === canvas;
  const nothing_to_scroll = () =>
      window.top === window && document.scrollingElement.scrollHeight <= window.innerHeight;
  const keep_from_sdl = (event) => event.stopImmediatePropagation();
  for (const type of ['keydown', 'keyup'])
    canvas.addEventListener(type, (event) => { if (event.key === 'Tab') keep_from_sdl(event); }, true);
  canvas.addEventListener('wheel', (event) => {
    if (!has_focus() && !nothing_to_scroll()) keep_from_sdl(event);
  }, true);
  // The text of a paste comes with an event of its own, which SDL's preventDefault would swallow.
  canvas.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'v') {
      keep_from_sdl(event);
      Module['paste_wanted'] = true;
    }
  }, true);
  document.addEventListener('paste', (event) => {
    if (!has_focus() || !Module['paste_wanted']) return;
    Module['paste_wanted'] = false;
    Module['ccall']('tb_paste', null, ['string'], [event.clipboardData.getData('text/plain')]);
    event.preventDefault();
  });
});
EM_JS_DEPS(tb_prepare_canvas_needs, "$specialHTMLTargets");

EM_JS(void, tb_copy, (const char* text), {
  // Refused without a user's gesture, or where an iframe may not: the text stays ImGui's own then.
  navigator.clipboard?.writeText(UTF8ToString(text)).catch(() => {});
});

EM_JS(void, tb_tell_change, (), { Module['onChange']?.(); });

EM_JS(void, tb_tell_failure, (const char* sentence), { Module['failure'] = UTF8ToString(sentence); });
// clang-format on

namespace {

std::string clipboard;

}  // namespace

/// A paste from outside: what was pasted, then the keys that ask ImGui to take it.
extern "C" EMSCRIPTEN_KEEPALIVE void tb_paste(const char* text) {
  clipboard = text;
  SDL_Event event{};
  event.type = SDL_KEYDOWN;
  event.key.keysym = {SDL_SCANCODE_V, SDLK_v, KMOD_CTRL, 0};
  event.key.state = SDL_PRESSED;
  SDL_PushEvent(&event);
  event.type = SDL_KEYUP;
  event.key.state = SDL_RELEASED;
  SDL_PushEvent(&event);
}

namespace threadbox::wasm::glue {

void prepare_canvas() {
  tb_prepare_canvas();
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#canvas");
}

void connect_clipboard() {
  ImGuiIO& io = ImGui::GetIO();
  io.SetClipboardTextFn = [](void*, const char* text) {
    clipboard = text;
    tb_copy(text);
  };
  io.GetClipboardTextFn = [](void*) { return clipboard.c_str(); };
}

void tell_change() { tb_tell_change(); }

void tell_failure(const char* sentence) { tb_tell_failure(sentence); }

}  // namespace threadbox::wasm::glue
