// <threading-sandbox>: the sandbox inside any web page. docs/embedding.md describes the element; threading-sandbox.d.ts has its types.
import type { ExerciseResult, Notice, Request } from '../src/protocol';
import type { Command, Snapshot } from '../src/schema';
import { type Connection, connect, removed } from './connection';
import { attributes, flags, inlineCode, optionFields, type Program, programAttributes, programFields } from './program';
import { createStill, type Still } from './still';

const filename = 'threading-sandbox.js';

/** The folder of this script: of a classic script, of a module in the page, of one that another module has imported. */
function findSite(): string {
  const here = document.currentScript;
  const scripts = document.querySelector<HTMLScriptElement>(`script[src*="${filename}"]`);
  const address =
    (here instanceof HTMLScriptElement && here.src) ||
    scripts?.src ||
    performance.getEntriesByType('resource').find(({ name }) => name.includes(filename))?.name;
  return address ? new URL('.', address).href : '';
}

const foundSite = findSite();

/** @returns '' if it is no address */
function absolute(address: string): string {
  try {
    return new URL(address, document.baseURI).href;
  } catch {
    return '';
  }
}

/** @returns undefined if it cannot be read */
async function readText(address: string): Promise<string | undefined> {
  const response = await fetch(address).catch(() => undefined);
  if (!response?.ok) return;
  return (await response.text()).replaceAll('\r\n', '\n');
}

const isFlag = (name: string) => (flags as readonly string[]).includes(name);

export class ThreadingSandbox extends HTMLElement {
  static readonly observedAttributes = [...attributes, 'title'];

  readonly #still: Still;
  /** The program that a script has set. */
  #set: Program | undefined;
  #frame: HTMLIFrameElement | undefined;
  #connection: Connection | undefined;
  /** What is loading, or has been loaded. */
  #loading: Promise<void> | undefined;
  /** Counts the times that it was taken out of a page: what had begun before that does not go on. */
  #removals = 0;
  #near: IntersectionObserver | undefined;
  #children: MutationObserver | undefined;
  /** A file that has been read; its address is the name. */
  #text: Program = {};
  /** Counts the changes of what is shown. */
  #changes = 0;
  /** As high as the program, as the frame has said. */
  #tall = '';
  /** The attributes that have changed and are not applied yet. */
  readonly #changed = new Set<string>();

  constructor() {
    super();
    this.#still = createStill(this, () => void this.#load(true).catch(() => {}));
  }

  connectedCallback(): void {
    // What a page has set before this script was there hides the properties.
    for (const name of Object.keys(this) as (keyof this)[])
      if (name in ThreadingSandbox.prototype) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    this.#children ??= new MutationObserver(() => this.#show());
    this.#children.observe(this, { childList: true, characterData: true, subtree: true });
    this.#show();
    this.#watch();
  }

  /** Waits until it is near, where the text of its file is shown, and the frame if that loads it. */
  #watch(): void {
    this.#near?.disconnect();
    if (this.#loading) return;
    const loads = this.#get('loading') === 'near' || this.hasAttribute('autorun');
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        near.disconnect();
        void this.#read();
        if (loads) this.#load().catch(() => {});
      },
      { rootMargin: '300px' },
    );
    near.observe(this);
    this.#near = near;
  }

  /** Shows the text of its file. If the page or the site does not allow it to be read, the title stays. */
  async #read(): Promise<void> {
    const name = this.#file;
    if (!name || name === this.#text.name) return;
    this.#text = { name, code: await readText(name) };
    this.#show();
  }

  /** Called instead of the other two when the element is moved by moveBefore(), which keeps its frame. */
  connectedMoveCallback(): void {}

  disconnectedCallback(): void {
    ++this.#removals;
    this.#children?.disconnect();
    this.#near?.disconnect();
    this.#connection?.close();
    // Its workers end with it.
    this.#frame?.remove();
    this.#frame = this.#connection = this.#loading = undefined;
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || !this.isConnected) return;
    ++this.#changes;
    if (this.#changed.size === 0) queueMicrotask(() => void this.#apply());
    this.#changed.add(name);
  }

  /** Whether the frame exists. */
  get loaded(): boolean {
    return this.#frame !== undefined;
  }

  /** The program's text, as far as the page around the frame knows it. */
  get source(): string {
    return this.#set?.code ?? inlineCode(this) ?? '';
  }
  set source(code: string) {
    void this.setSource(code).catch(() => {});
  }

  /** Loads the frame. */
  load(): Promise<void> {
    return this.#load();
  }
  run(): Promise<void> {
    return this.#ask({ type: 'run' });
  }
  async stop(): Promise<void> {
    if (this.loaded) await this.#ask({ type: 'stop' });
  }
  async pause(): Promise<void> {
    if (this.loaded) await this.#ask({ type: 'pause' });
  }
  step(count = 1): Promise<void> {
    return this.#ask({ type: 'step', count });
  }
  command(command: Command | string): Promise<void> {
    return this.#ask({ type: 'command', command });
  }
  async setSource(source: string, name = this.#get('name') || 'Program'): Promise<void> {
    const code = String(source);
    this.#set = { code, name };
    ++this.#changes;
    this.#show();
    if (this.loaded) await this.#ask({ type: 'setSource', source: code, name });
  }
  check(): Promise<ExerciseResult> {
    return this.#ask({ type: 'check' });
  }
  snapshot(): Promise<Snapshot> {
    return this.#ask({ type: 'snapshot' });
  }

  #get(attribute: string): string {
    return this.getAttribute(attribute) ?? '';
  }

  get #site(): string {
    const given = this.#get('site');
    const address = given ? absolute(given) : foundSite;
    return address.startsWith('http') ? address : '';
  }

  /** The address of the file that is the still; '' if another program or picture is. */
  get #file(): string {
    if (this.source || this.#get('poster')) return '';
    const name = this.#get('lesson').replace(/\.py$/, '') || 'hello_threads';
    return this.#get('src') || `${this.#site}lessons/${encodeURIComponent(name)}.py`;
  }

  get #title(): string {
    return this.title || this.#get('name') || this.#get('lesson').replace(/\.py$/, '').replaceAll('_', ' ') || 'Python threads';
  }

  /** What is sent to a frame that is loaded. */
  async #ask<Result>(request: Request): Promise<Result> {
    if (!this.#connection?.isReady) await this.#load();
    if (!this.#connection) throw new Error(removed);
    return (await this.#connection.ask(request)) as Result;
  }

  #tell(notice: Notice): void {
    const { type, ...detail } = notice;
    if (notice.type === 'resize') {
      this.#tall = `${notice.height + 2}px`;
      this.#stretch();
    }
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #stretch(): void {
    const height = this.#get('height');
    this.#still.box.style.height = /^\d+$/.test(height) ? `${height}px` : height || this.#tall;
  }

  /** Tells that the program or the site cannot be read. */
  #fail(text: string): void {
    this.#tell({ type: 'error', reason: 'source', text, problems: [] });
  }

  /** Shows the program where the frame is not loaded, and in print. */
  #show(): void {
    const title = this.#title;
    const code = this.source || (this.#file === this.#text.name && this.#text.code);
    const show = (fields?: URLSearchParams) =>
      this.#still.show(title, code || title, this.#get('poster'), this.#site + (fields ? `#${fields}` : ''));
    this.#stretch();
    show();
    if (this.#frame) this.#frame.title = title;
    void this.#program()
      .then((program) => program && programFields(this, program))
      .then(show)
      .catch(() => {});
  }

  /** The program that the attributes or the content name. Undefined if it is in a file that is not read yet. */
  async #program(reads = false): Promise<Program | undefined> {
    if (this.#set) return this.#set;
    const src = this.#get('src');
    const name = this.#get('name');
    if (!src) return { code: inlineCode(this), name };
    if (reads) this.#text = { name: src, code: await readText(src) };
    const { code } = this.#text;
    if (this.#text.name !== src || code === undefined) {
      if (reads) throw new Error(`The program ${src} cannot be read`);
      return;
    }
    return { code, name: name || /([^/]*?)(\.py)?$/.exec(src.replace(/[?#].*/, ''))?.[1] };
  }

  #load(runs = false): Promise<void> {
    this.#near?.disconnect();
    this.#loading ??= this.#begin(runs);
    return this.#loading;
  }

  async #begin(runs: boolean): Promise<void> {
    const refuse = (text: string): never => {
      this.#loading = undefined;
      this.#still.complain(text);
      this.#fail(text);
      throw new Error(text);
    };
    if (!this.isConnected) return refuse('The sandbox is not in the page');
    const site = this.#site;
    if (!site) return refuse('The attribute “site” must say where Threadbox is');
    const removals = this.#removals;
    let changes: number;
    let program: Program;
    let fields: URLSearchParams;
    do {
      changes = this.#changes;
      program = (await this.#program(true).catch((error: Error) => refuse(error.message))) ?? {};
      fields = await programFields(this, program);
    } while (changes !== this.#changes);
    if (runs) fields.set('autorun', '1');
    // A longer program is sent when the frame is ready.
    const isLong = String(fields).length > 500_000;
    if (isLong) {
      fields.delete('code');
      fields.delete('autorun');
    }
    if (removals !== this.#removals) throw new Error(removed);
    this.#still.complain('');
    this.#show();
    const frame = document.createElement('iframe');
    frame.allow = 'cross-origin-isolated; clipboard-write; fullscreen';
    frame.title = this.#title;
    frame.src = `${site}#${fields}`;
    this.#frame = frame;
    this.#connection = connect(frame, new URL(site).origin, (notice) => this.#tell(notice));
    this.#still.still.before(frame);
    if (runs) frame.focus();
    const { ready, ask } = this.#connection;
    await ready;
    if (!isLong) return;
    await ask({ type: 'setSource', source: program.code ?? '', name: program.name });
    if (runs || this.hasAttribute('autorun')) await ask({ type: 'run' });
  }

  /** Applies changed attributes. */
  async #apply(): Promise<void> {
    const changed = new Set(this.#changed);
    this.#changed.clear();
    const names = (list: readonly string[]) => list.some((name) => changed.has(name));
    if (names(programAttributes)) this.#set = undefined;
    this.#show();
    if (!this.#frame) return this.#watch();
    if (changed.has('site')) {
      this.disconnectedCallback();
      return this.connectedCallback();
    }
    try {
      if (names(programAttributes)) {
        const program = await this.#program(true);
        this.#go(await programFields(this, program ?? {}));
      } else if ([...changed].some((name) => !['height', 'title', 'poster', 'loading'].includes(name))) {
        const fields = optionFields(this);
        if (!changed.has('autorun')) fields.delete('autorun');
        this.#go(fields);
      }
    } catch (error) {
      this.#fail((error as Error).message);
    }
  }

  /** Lets the frame follow another link without loading it again. */
  #go(fields: URLSearchParams): void {
    const address = `${this.#site}#${fields}`;
    if (this.#connection?.isReady) this.#frame?.contentWindow?.location.replace(address);
    else if (this.#frame) this.#frame.src = address;
  }
}

// Each attribute is a property, in camel case; flags are booleans, the others texts.
for (const name of attributes) {
  const property = name === 'readonly' ? 'readOnly' : name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  Object.defineProperty(ThreadingSandbox.prototype, property, {
    configurable: true,
    enumerable: true,
    get(this: HTMLElement) {
      return isFlag(name) ? this.hasAttribute(name) : (this.getAttribute(name) ?? '');
    },
    set(this: HTMLElement, value: unknown) {
      if (isFlag(name)) this.toggleAttribute(name, Boolean(value));
      else if (value === null || value === undefined || value === '') this.removeAttribute(name);
      else this.setAttribute(name, String(value));
    },
  });
}

if (!customElements.get('threading-sandbox')) customElements.define('threading-sandbox', ThreadingSandbox);
