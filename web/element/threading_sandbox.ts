// <threading-sandbox>: the sandbox inside any web page. docs/embedding.md describes the element; threading-sandbox.d.ts has its types.
import type { ExerciseResult, Notice, Request } from '../src/protocol';
import type { Command, Snapshot } from '../src/schema';
import { type Connection, connect, removed } from './connection';
import { attributes, flags, inlineCode, optionFields, type Program, programAttributes, programFields } from './program';
import { createStill, type Still } from './still';

const filename = 'threading-sandbox.js';
/** Longer programs are sent when the frame is ready. */
const longestFragment = 500_000;
const nearby = '300px';

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
  return response?.ok ? (await response.text()).replaceAll('\r\n', '\n') : undefined;
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
  /** A lesson that has been read. */
  #text: Program = {};
  /** The attributes that have changed and are not applied yet. */
  readonly #changed = new Set<string>();

  constructor() {
    super();
    this.#still = createStill(this, () => void this.#load(true).catch(() => {}));
  }

  connectedCallback(): void {
    this.#children ??= new MutationObserver(() => this.#show());
    this.#children.observe(this, { childList: true, characterData: true, subtree: true });
    this.#show();
    this.#watch();
  }

  /** Waits until it is near, where the text of a lesson is shown, and the frame if that loads it. */
  #watch(): void {
    this.#near?.disconnect();
    if (this.#loading) return;
    const loads = this.#get('loading') === 'near' || this.hasAttribute('autorun');
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        near.disconnect();
        void this.#readLesson();
        if (loads) this.#load().catch(() => {});
      },
      { rootMargin: nearby },
    );
    near.observe(this);
    this.#near = near;
  }

  /** Shows the text of a lesson. If the page or the site does not allow it to be read, the title stays. */
  async #readLesson(): Promise<void> {
    const name = this.#lesson;
    if (!name || name === this.#text.name) return;
    this.#text = { name, code: await readText(`${this.#site}lessons/${name}.py`) };
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
    this.#set = { code: String(source), name };
    this.#show();
    if (this.loaded) await this.#ask({ type: 'setSource', source: String(source), name });
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

  /** The name of the lesson that is the still; '' if another program or picture is. */
  get #lesson(): string {
    if (this.source || this.#get('src') || this.#get('poster')) return '';
    return encodeURIComponent(this.#get('lesson').replace(/\.py$/, '') || 'hello_threads');
  }

  get #title(): string {
    return this.title || this.#get('name') || this.#get('lesson').replace(/\.py$/, '').replaceAll('_', ' ') || 'Python threads';
  }

  /** What is sent to a frame that is loaded. */
  async #ask<Result>(request: Request): Promise<Result> {
    await this.#load();
    if (!this.#connection) throw new Error(removed);
    return (await this.#connection.ask(request)) as Result;
  }

  #tell(notice: Notice): void {
    const { type, ...detail } = notice;
    if (notice.type === 'resize' && !this.hasAttribute('height')) this.#still.box.style.height = `${notice.height + 2}px`;
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** Tells that the program or the site cannot be read. */
  #fail(text: string): void {
    this.#tell({ type: 'error', reason: 'source', text, problems: [] });
  }

  /** Shows the program where the frame is not loaded, and in print. */
  #show(): void {
    const site = this.#site;
    const height = this.#get('height');
    if (height) this.#still.box.style.height = /^\d+$/.test(height) ? `${height}px` : height;
    const code = this.source || (this.#lesson === this.#text.name && this.#text.code);
    const poster = this.#get('poster');
    const still = { title: this.#title, text: code || this.#title, poster, link: site };
    this.#still.show(still);
    if (this.#frame) this.#frame.title = this.#title;
    void this.#program()
      .then((program) => programFields(this, program))
      .then((fields) => this.#still.show({ ...still, link: `${site}#${fields}` }))
      .catch(() => {});
  }

  /** The program that the attributes or the content name; one in a file is not read before the frame is loaded. */
  async #program(reads = false): Promise<Program> {
    if (this.#set) return this.#set;
    const src = this.#get('src');
    const name = this.#get('name');
    if (!src) return { code: inlineCode(this), name };
    const named = { name: name || (/([^/]*?)(\.py)?$/.exec(src.replace(/[?#].*/, ''))?.[1] ?? '') };
    if (!reads) return named;
    const code = await readText(src);
    if (code === undefined) throw new Error(`The program ${src} cannot be read`);
    return { ...named, code };
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
    const program = await this.#program(true).catch((error: Error) => refuse(error.message));
    const fields = await programFields(this, program);
    if (runs) fields.set('autorun', '1');
    const isLong = String(fields).length > longestFragment;
    if (isLong) for (const name of ['code', 'autorun']) fields.delete(name);
    if (removals !== this.#removals) throw new Error(removed);
    this.#still.complain('');
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
        this.#go(await programFields(this, program));
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
