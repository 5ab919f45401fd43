// The element's side of the messages: docs/embedding.md.
import { type Notice, protocolVersion, type Request } from '../src/protocol';

type Data = Readonly<Record<string, unknown>>;

export interface Connection {
  /** Settled when a program can be run, or when that is known to be impossible. */
  readonly ready: Promise<void>;
  readonly isReady: boolean;
  /** Rejected with the frame's sentence if it cannot be done. */
  ask(request: Request): Promise<unknown>;
  /** Rejects what has not been answered. */
  close(): void;
}

export const removed = 'The sandbox was removed from the page';

/** `onNotice`: what the frame tells, `hello` apart. */
export function connect(frame: HTMLIFrameElement, origin: string, onNotice: (notice: Notice) => void): Connection {
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (reason: Error) => void }>();
  let last = 0;
  let isReady = false;
  let settle: (failure?: Error) => void = () => {};
  const ready = new Promise<void>((resolve, reject) => {
    settle = (failure) => (failure ? reject(failure) : resolve());
  });
  ready.catch(() => {}); // Those who wait for it are told.
  const fail = (sentence: string) => {
    settle(new Error(sentence));
    for (const { reject } of waiting.values()) reject(new Error(sentence));
    waiting.clear();
  };
  const ask = (request: Request) =>
    new Promise<unknown>((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      frame.contentWindow?.postMessage({ threadbox: protocolVersion, id: last, ...request }, origin);
    });
  const becomeReady = () => {
    if (isReady) return;
    isReady = true;
    settle();
    onNotice({ type: 'ready' });
  };
  const sayHello = () => {
    // From now on it tells itself what fails.
    clearTimeout(timer);
    ask({ type: 'hello' }).then(
      (result) => (result as { ready: boolean }).ready && becomeReady(),
      () => {},
    );
  };
  const hearAnswer = ({ id, error, result }: Data) => {
    const asked = waiting.get(Number(id));
    waiting.delete(Number(id));
    if (typeof error === 'string') asked?.reject(new Error(error));
    else asked?.resolve(result);
  };
  const hear = (event: MessageEvent<unknown>) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    const { threadbox, ...data } = Object(event.data) as Data & Notice;
    if (threadbox !== protocolVersion) return;
    const { type } = data as Notice | { type: 'answer' };
    if (type === 'hello') sayHello();
    else if (type === 'answer') hearAnswer(data);
    else if (type === 'ready') becomeReady();
    else {
      const notice = data as Notice;
      if (notice.type === 'error' && notice.reason === 'engine') fail(notice.text);
      onNotice(notice);
    }
  };
  const timer = setTimeout(() => {
    const text = 'The sandbox does not answer';
    fail(text);
    onNotice({ type: 'error', reason: 'frame', text, problems: [] });
  }, 60_000);
  addEventListener('message', hear);
  return {
    ready,
    get isReady() {
      return isReady;
    },
    ask,
    close() {
      clearTimeout(timer);
      removeEventListener('message', hear);
      fail(removed);
    },
  };
}
