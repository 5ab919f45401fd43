// @ts-check
// The JavaScript functions that page_glue.cpp calls: a library for Emscripten's --js-library. The parts of the module that it may use are
// declared in page_glue.d.ts. Emscripten copies each function separately, so a function may use only those names of this file that its
// __deps list.

addToLibrary({
  // Texts are passed in the heap, since they may be longer than the stack. The views of the memory are read from the module each time,
  // since the memory may have grown.
  tb_prepare_texts: () => {
    Module.passText = (text) => {
      const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
      const place = _tb_room(bytes.length);
      if (!place) return false;
      HEAPU8.set(bytes, place);
      return true;
    };
    Module.readBytes = (place, size) => HEAPU8.slice(place, place + size);
  },

  tb_prepare_canvas__deps: ['$specialHTMLTargets', '$JSEvents'],
  tb_prepare_canvas: () => {
    const { canvas } = Module;
    // SDL looks for the element "#canvas".
    specialHTMLTargets['#canvas'] = canvas;
    const hasFocus = () => document.activeElement === canvas || document.activeElement === Module.textField;
    const nothingToScroll = () => window.top === window && (document.scrollingElement?.scrollHeight ?? 0) <= window.innerHeight;
    /** @param {Event} event */
    const keepFromSdl = (event) => event.stopImmediatePropagation();
    /** @param {KeyboardEvent} event */
    const keepTab = (event) => {
      if (event.key === 'Tab') keepFromSdl(event);
    };
    canvas.addEventListener('keydown', keepTab, true);
    canvas.addEventListener('keyup', keepTab, true);
    canvas.addEventListener(
      'wheel',
      (event) => {
        if (!hasFocus() && !nothingToScroll()) keepFromSdl(event);
      },
      true,
    );
    // The text of a paste comes with an event of its own, which SDL's preventDefault would swallow.
    canvas.addEventListener(
      'keydown',
      (event) => {
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'v') {
          keepFromSdl(event);
          Module.pasteWanted = true;
        }
      },
      true,
    );
    /** @param {ClipboardEvent} event */
    const paste = (event) => {
      const inField = document.activeElement === Module.textField;
      if (!hasFocus() || !(Module.pasteWanted || inField)) return;
      Module.pasteWanted = false;
      if (Module.passText(event.clipboardData?.getData('text/plain') ?? '')) _tb_paste();
      event.preventDefault();
    };
    document.addEventListener('paste', paste);
    Module.retire = () => {
      ABORT = true; // Emscripten's timers and messages from workers look at it.
      JSEvents.removeAllEventListeners();
      document.removeEventListener('paste', paste);
      Module.textField?.remove();
      canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
    };
  },

  // As Emscripten's, except that a module that has been retired is not entered.
  emscripten_request_animation_frame__deps: ['$getWasmTableEntry'],
  /**
   * @param {number} callback
   * @param {number} data
   */
  emscripten_request_animation_frame: (callback, data) =>
    requestAnimationFrame((time) => {
      if (!ABORT) getWasmTableEntry(callback)(time, data);
    }),

  // ImGui saves the state of WebGL in each frame and restores it afterwards, so each question has one answer for ever. To ask it in each
  // frame would mean to wait for the process that draws: tens of milliseconds without a graphics card.
  tb_remember_webgl_state: () => {
    const context = Module.canvas.getContext('webgl2');
    if (!context) return;
    /** @type {Map<number, unknown>} */
    const answers = new Map();
    const ask = context.getParameter.bind(context);
    context.getParameter = (name) => {
      if (!answers.has(name)) answers.set(name, ask(name));
      return answers.get(name);
    };
  },

  // Draws a character at the left upper corner of `pixels`, at most `side` × `side` of them, and writes where it belongs to `metrics`.
  tb_draw_glyph: (character, em, ascent, monospaced, metrics, pixels, side) => {
    Module.glyphs ??= document.createElement('canvas');
    const canvas = Module.glyphs;
    canvas.width = canvas.height = side; // Also clears it.
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) return;
    context.font = `500 ${em}px ${monospaced ? 'ui-monospace, monospace' : 'system-ui, sans-serif'}`;
    context.fillStyle = '#fff';
    const text = String.fromCodePoint(character);
    const box = context.measureText(text);
    const left = Math.floor(-box.actualBoundingBoxLeft);
    const top = Math.floor(ascent - box.actualBoundingBoxAscent);
    const width = Math.min(Math.ceil(box.actualBoundingBoxRight) - left, side);
    const height = Math.min(Math.ceil(ascent + box.actualBoundingBoxDescent) - top, side);
    let colored = 0;
    if (width > 0 && height > 0) {
      context.fillText(text, -left, ascent - top);
      const { data } = context.getImageData(0, 0, width, height);
      for (let i = 0; i < data.length; i += 4) if (data[i + 3] && (data[i] !== data[i + 1] || data[i + 1] !== data[i + 2])) colored = 1;
      // White everywhere, since antialiasing must change the opacity alone.
      if (!colored) for (let i = 0; i < data.length; i += 4) data[i] = data[i + 1] = data[i + 2] = 255;
      HEAPU8.set(data, pixels);
    }
    HEAPF32.set([left, top, box.width, Math.max(width, 0), Math.max(height, 0), colored], metrics >> 2);
  },

  // An invisible text field over the one that ImGui draws has the focus while text is entered. It yields text after composition; other
  // keys are passed on to the canvas, where SDL handles them.
  tb_make_text_field: () => {
    const { canvas } = Module;
    const field = document.createElement('textarea');
    Module.textField = field;
    field.tabIndex = -1;
    field.setAttribute('aria-label', 'Text for the field in the picture');
    for (const name of ['autocapitalize', 'autocomplete', 'autocorrect']) field.setAttribute(name, 'off');
    field.spellcheck = false;
    // 16 pixels, so that a phone does not zoom in.
    field.style.cssText =
      'position:fixed;left:0;top:0;width:2px;height:16px;padding:0;border:0;outline:0;opacity:0;' +
      'resize:none;overflow:hidden;font-size:16px;pointer-events:none;white-space:pre';
    canvas.after(field);
    // Contains a character to delete: Backspace of an on-screen keyboard comes as an input event, if at all.
    const guard = ' ';
    const clear = () => {
      field.value = guard;
      field.setSelectionRange(1, 1);
    };
    clear();
    /**
     * @param {'keydown' | 'keyup'} type
     * @param {Partial<KeyboardEvent>} source
     */
    const key = (type, source) => {
      const { key, code, location, repeat, ctrlKey, shiftKey, altKey, metaKey, keyCode } = source;
      const event = new KeyboardEvent(type, { key, code, location, repeat, cancelable: true, ctrlKey, shiftKey, altKey, metaKey });
      for (const name of ['keyCode', 'which']) Object.defineProperty(event, name, { value: keyCode });
      canvas.dispatchEvent(event);
    };
    /** @param {Partial<KeyboardEvent>} source */
    const press = (source) => {
      key('keydown', source);
      key('keyup', source);
    };
    const take = () => {
      const text = field.value;
      clear();
      if (text.length < guard.length) press({ key: 'Backspace', code: 'Backspace', keyCode: 8 });
      const typed = text.startsWith(guard) ? text.slice(guard.length) : text;
      const lines = typed.split('\n');
      for (const [index, line] of lines.entries()) {
        if (line !== '' && Module.passText(line)) _tb_text();
        if (index + 1 < lines.length) press({ key: 'Enter', code: 'Enter', keyCode: 13 });
      }
    };
    field.addEventListener('input', (event) => {
      if (!(/** @type {InputEvent} */ (event).isComposing)) take();
    });
    field.addEventListener('compositionend', take);
    for (const type of /** @type {const} */ (['keydown', 'keyup'])) {
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
    canvas.addEventListener(
      'touchend',
      ({ changedTouches: [point] }) => {
        const corner = canvas.getBoundingClientRect();
        if (point && _tb_text_field_at(point.clientX - corner.left, point.clientY - corner.top)) field.focus({ preventScroll: true });
      },
      true,
    );
  },

  /**
   * @param {number} wanted
   * @param {number} x
   * @param {number} y
   * @param {number} height
   */
  tb_want_text: (wanted, x, y, height) => {
    const { canvas, textField: field } = Module;
    if (!wanted) {
      if (document.activeElement === field) canvas.focus({ preventScroll: true });
      return;
    }
    // At the position of the text, so that an input method's window opens there.
    const corner = canvas.getBoundingClientRect();
    field.style.left = `${corner.left + x}px`;
    field.style.top = `${corner.top + y}px`;
    field.style.height = `${height}px`;
    if (document.activeElement === canvas) field.focus({ preventScroll: true });
  },

  tb_copy__deps: ['$UTF8ToString'],
  /** @param {number} text */
  tb_copy: (text) => {
    // Fails without a user's gesture and in iframes without permission; the text then stays in ImGui's clipboard.
    navigator.clipboard?.writeText(UTF8ToString(text)).catch(() => {});
  },

  tb_notify_change: () => {
    Module.onChange?.();
  },

  /** @param {number} line */
  tb_notify_line: (line) => {
    Module.onLine?.(line);
  },

  tb_notify_modules: () => {
    Module.onModules?.();
  },

  tb_notify_error__deps: ['$UTF8ToString'],
  /** @param {number} sentence */
  tb_notify_error: (sentence) => {
    Module.onError?.(UTF8ToString(sentence));
  },

  tb_notify_death__deps: ['$UTF8ToString'],
  /** @param {number} sentence */
  tb_notify_death: (sentence) => {
    Module.onAbort?.(UTF8ToString(sentence));
  },

  tb_notify_failure__deps: ['$UTF8ToString'],
  /** @param {number} sentence */
  tb_notify_failure: (sentence) => {
    Module.failure = UTF8ToString(sentence);
  },
});
