// The types of threading-sandbox-xapi.js, which is at the root of the site.

/** A statement of xAPI 1.0.3 as this module forms it. */
export interface Statement {
  readonly id: string;
  readonly actor: object;
  readonly verb: { readonly id: string; readonly display: { readonly 'en-US': string } };
  readonly object: {
    readonly objectType: 'Activity';
    readonly id: string;
    readonly definition: { readonly type: string; readonly name?: { readonly 'en-US': string } };
  };
  readonly result?: {
    readonly success?: boolean;
    readonly completion: boolean;
    readonly score?: { readonly scaled: number; readonly raw: number; readonly min: number; readonly max: number };
    readonly duration: string;
  };
  readonly context?: object;
  readonly timestamp: string;
}

export interface XapiOptions {
  /** The learner, an Agent of xAPI: `{ account: { homePage, name } }` or `{ mbox }`. */
  readonly actor: object;
  /** What is worked on. `id`: an IRI; without it, the page's address with the element's id, name or lesson. */
  readonly activity?: { readonly id?: string; readonly name?: string };
  /** A Context of xAPI, for example with a registration. */
  readonly context?: object;
  /** Called with each statement. */
  statement?(statement: Statement): unknown;
  /** The page's own Learning Record Store: each statement is posted to `endpoint` + "/statements". */
  readonly lrs?: { readonly endpoint: string; readonly authorization?: string; readonly headers?: Readonly<Record<string, string>> };
  /** A statement could not be handed over. Without it, the browser's console says so. */
  failed?(error: unknown, statement: Statement): void;
}

declare global {
  /** Set by the script. */
  var threadingSandboxXapi: {
    /** Forms statements from the events of an element `<threading-sandbox>`. @returns a function that ends it */
    track(sandbox: EventTarget, options: XapiOptions): () => void;
  };
}
