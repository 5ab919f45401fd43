// threading-sandbox-xapi.js: hands xAPI statements about a <threading-sandbox> to the page, or posts them to the page's LRS.
// threading-sandbox-xapi.d.ts has the types.
import { type Formed, Story, type Told } from './statements';
import type { Statement, XapiOptions } from './threading-sandbox-xapi';

const verbs = 'http://adlnet.gov/expapi/verbs/';
const activities = 'http://adlnet.gov/expapi/activities/';

function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 15) | 64;
  bytes[8] = ((bytes[8] ?? 0) & 63) | 128;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function attribute(sandbox: EventTarget, name: string): string {
  return ('getAttribute' in sandbox && (sandbox as Element).getAttribute(name)) || '';
}

/** The statement of what was formed. */
function statementOf({ verb, result }: Formed, sandbox: EventTarget, options: XapiOptions): Statement {
  const named = attribute(sandbox, 'name') || attribute(sandbox, 'lesson');
  const { id = new URL(`#${attribute(sandbox, 'id') || named}`, location.href).href, name = named || document.title } =
    options.activity ?? {};
  const type = activities + (attribute(sandbox, 'exercise') ? 'assessment' : 'simulation');
  return {
    id: uuid(),
    actor: options.actor,
    verb: { id: verbs + verb, display: { 'en-US': verb } },
    object: { objectType: 'Activity', id, definition: { type, ...(name && { name: { 'en-US': name } }) } },
    ...(result && { result }),
    ...(options.context && { context: options.context }),
    timestamp: new Date().toISOString(),
  };
}

/** @throws if the LRS does not take it */
async function post(statement: Statement, { endpoint, authorization, headers }: NonNullable<XapiOptions['lrs']>): Promise<void> {
  const response = await fetch(`${endpoint.replace(/\/$/, '')}/statements`, {
    method: 'POST',
    // Also when the learner leaves the page just now.
    keepalive: true,
    headers: {
      'Content-Type': 'application/json',
      'X-Experience-API-Version': '1.0.3',
      ...(authorization && { Authorization: authorization }),
      ...headers,
    },
    body: JSON.stringify(statement),
  });
  if (!response.ok) throw new Error(`The LRS answers ${response.status}`);
}

function track(sandbox: EventTarget, options: XapiOptions): () => void {
  const story = new Story(attribute(sandbox, 'exercise') !== '');
  // One after the other, as they have happened.
  let last = Promise.resolve();
  const hear = (told: Told) => {
    for (const formed of story.tell(told, performance.now())) {
      const statement = statementOf(formed, sandbox, options);
      last = last
        .then(() => options.statement?.(statement))
        .then(() => options.lrs && post(statement, options.lrs))
        .catch((error) => (options.failed ? options.failed(error, statement) : console.warn(error)));
    }
  };
  const listener = (event: Event) => {
    const { detail } = event as CustomEvent;
    hear({ ...(detail?.result ?? detail), type: event.type });
  };
  const types: Told['type'][] = ['started', 'ended', 'exercise'];
  for (const type of types) sandbox.addEventListener(type, listener);
  return () => {
    for (const type of types) sandbox.removeEventListener(type, listener);
  };
}

globalThis.threadingSandboxXapi = { track };
