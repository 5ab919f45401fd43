#include "page_glue.h"

#include <SDL.h>
#include <emscripten.h>
#include <imgui.h>

#include <string>
#include <utility>

// clang-format off
// Texts go over the heap: they may be longer than the stack. The module's views of its memory are looked up anew, since
// it may have grown.
EM_JS(void, tb_prepare_texts, (), {
  Module['passText'] = (text) => {
    const bytes = new TextEncoder().encode(text);
    const place = _tb_room(bytes.length);
    if (!place) return false;
    HEAPU8.set(bytes, place);
    return true;
  };
});

EM_JS(void, tb_prepare_canvas, (), {
  const canvas = Module['canvas'];
  // SDL looks for the element "#canvas".
  specialHTMLTargets['#canvas'] = canvas;
  const hasFocus = () => document.activeElement === canvas || document.activeElement === Module['textField'];
  const nothingToScroll = () =>
      window.top === window && document.scrollingElement.scrollHeight <= window.innerHeight;
  const keepFromSdl = (event) => event.stopImmediatePropagation();
  for (const type of ['keydown', 'keyup'])
    canvas.addEventListener(type, (event) => { if (event.key === 'Tab') keepFromSdl(event); }, true);
  canvas.addEventListener('wheel', (event) => {
    if (!hasFocus() && !nothingToScroll()) keepFromSdl(event);
  }, true);
  // The text of a paste comes with an event of its own, which SDL's preventDefault would swallow.
  canvas.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'v') {
      keepFromSdl(event);
      Module['pasteWanted'] = true;
    }
  }, true);
  document.addEventListener('paste', (event) => {
    const inField = document.activeElement === Module['textField'];
    if (!hasFocus() || !(Module['pasteWanted'] || inField)) return;
    Module['pasteWanted'] = false;
    if (Module['passText'](event.clipboardData.getData('text/plain'))) _tb_paste();
    event.preventDefault();
  });
});
EM_JS_DEPS(tb_prepare_canvas_needs, "$specialHTMLTargets");

// A text field that nobody sees, over the one that ImGui draws: it has the focus while text is wanted. Text comes out
// of it whole, after composition; keys that are no text are handed on to the canvas, where SDL waits for them.
EM_JS(void, tb_make_text_field, (), {
  const canvas = Module['canvas'];
  const field = document.createElement('textarea');
  Module['textField'] = field;
  field.tabIndex = -1;
  field.setAttribute('aria-label', 'Text for the field in the picture');
  for (const name of ['autocapitalize', 'autocomplete', 'autocorrect']) field.setAttribute(name, 'off');
  field.spellcheck = false;
  // 16 pixels, so that a phone does not zoom in.
  field.style.cssText = 'position:fixed;left:0;top:0;width:2px;height:16px;padding:0;border:0;outline:0;opacity:0;' +
      'resize:none;overflow:hidden;font-size:16px;pointer-events:none;white-space:pre';
  canvas.after(field);
  // Something to delete: an on-screen keyboard's Backspace comes as an input event, if at all.
  const guard = ' ';
  const clear = () => { field.value = guard; field.setSelectionRange(1, 1); };
  clear();
  const key = (type, source) => {
    const event = new KeyboardEvent(type, {
      key: source.key, code: source.code, location: source.location, repeat: source.repeat, cancelable: true,
      ctrlKey: source.ctrlKey, shiftKey: source.shiftKey, altKey: source.altKey, metaKey: source.metaKey,
    });
    for (const name of ['keyCode', 'which']) Object.defineProperty(event, name, { value: source.keyCode });
    canvas.dispatchEvent(event);
  };
  const press = (source) => { key('keydown', source); key('keyup', source); };
  const take = () => {
    const text = field.value;
    clear();
    if (text.length < guard.length) press({ key: 'Backspace', code: 'Backspace', keyCode: 8 });
    const typed = text.startsWith(guard) ? text.slice(guard.length) : text;
    const lines = typed.split('\n');
    lines.forEach((line, index) => {
      if (line !== "" && Module['passText'](line)) _tb_text();
      if (index + 1 < lines.length) press({ key: 'Enter', code: 'Enter', keyCode: 13 });
    });
  };
  field.addEventListener('input', (event) => { if (!event.isComposing) take(); });
  field.addEventListener('compositionend', take);
  for (const type of ['keydown', 'keyup']) {
    field.addEventListener(type, (event) => {
      const composing = event.isComposing || event.keyCode === 229;
      const command = event.ctrlKey || event.metaKey;
      const isText = event.key.length === 1 && !command;
      const isPaste = command && event.key.toLowerCase() === 'v';
      if (composing || isText || isPaste || event.key === 'Tab') return;
      key(type, event);
      event.preventDefault();
    });
  }
  // A phone shows its keyboard only for a focus within the tap itself, a frame before ImGui knows of it.
  const tapped = (event) => {
    const point = event.changedTouches ? event.changedTouches[0] : event;
    const corner = canvas.getBoundingClientRect();
    const place = [point.clientX - corner.left, point.clientY - corner.top];
    if (_tb_text_field_at(...place)) field.focus({ preventScroll: true });
  };
  canvas.addEventListener('touchend', tapped, true);
});

EM_JS(void, tb_want_text, (int wanted, double x, double y, double height), {
  const canvas = Module['canvas'];
  const field = Module['textField'];
  if (!wanted) {
    if (document.activeElement === field) canvas.focus({ preventScroll: true });
    return;
  }
  // Where the text is, so that an input method's window is there, too.
  const corner = canvas.getBoundingClientRect();
  field.style.left = `${corner.left + x}px`;
  field.style.top = `${corner.top + y}px`;
  field.style.height = `${height}px`;
  if (document.activeElement === canvas) field.focus({ preventScroll: true });
});

EM_JS(void, tb_copy, (const char* text), {
  // Refused without a user's gesture, or where an iframe may not: the text stays ImGui's own then.
  navigator.clipboard?.writeText(UTF8ToString(text)).catch(() => {});
});

EM_JS(void, tb_tell_change, (), { Module['onChange']?.(); });

EM_JS(void, tb_tell_error, (const char* sentence), { Module['onError']?.(UTF8ToString(sentence)); });

EM_JS(void, tb_tell_death, (const char* sentence), { Module['onAbort']?.(UTF8ToString(sentence)); });

EM_JS(void, tb_tell_failure, (const char* sentence), { Module['failure'] = UTF8ToString(sentence); });
// clang-format on

namespace {

std::string clipboard;

}  // namespace

namespace threadbox::wasm::glue {

/// What was pasted, then the keys that ask ImGui to take it.
void paste(std::string text) {
  clipboard = std::move(text);
  SDL_Event event{};
  event.type = SDL_KEYDOWN;
  event.key.keysym = {SDL_SCANCODE_V, SDLK_v, KMOD_CTRL, 0};
  event.key.state = SDL_PRESSED;
  SDL_PushEvent(&event);
  event.type = SDL_KEYUP;
  event.key.state = SDL_RELEASED;
  SDL_PushEvent(&event);
}

void prepare_canvas() {
  tb_prepare_texts();
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

void connect_text() {
  tb_make_text_field();
  ImGui::GetIO().SetPlatformImeDataFn = [](ImGuiViewport*, ImGuiPlatformImeData* data) {
    tb_want_text(data->WantVisible ? 1 : 0, data->InputPos.x, data->InputPos.y, data->InputLineHeight);
  };
}

void tell_change() { tb_tell_change(); }

void tell_error(const char* sentence) { tb_tell_error(sentence); }

void tell_death(const char* sentence) { tb_tell_death(sentence); }

void tell_failure(const char* sentence) { tb_tell_failure(sentence); }

}  // namespace threadbox::wasm::glue

// SDL looks OpenGL's functions up by name, and can do without: Dear ImGui calls them itself. Emscripten's own table of them
// would link every function that there is.
extern "C" void (*eglGetProcAddress(const char*))() { return nullptr; }
