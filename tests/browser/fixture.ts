// The `test` of all specs. It fails if the page offends against its own Content-Security-Policy or asks another host for something.
import { test as base, expect } from '@playwright/test';

export { expect };

/** What Chromium writes into its console if a policy stops something in a page, a frame or a worker. */
const policyWords = /Content Security Policy|requires '?Trusted(HTML|ScriptURL|Script)'?/i;

/** Hosts that the tests themselves serve from. */
const isHere = ({ hostname }: URL) => hostname === '127.0.0.1' || hostname === 'localhost' || hostname.endsWith('.localhost');

export const test = base.extend<{ offences: string[]; guard: undefined }>({
  /** The offences so far. A test that provokes some takes them out. */
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are needed.
  offences: async ({}, use) => use([]),
  guard: [
    async ({ context, offences }, use) => {
      context.on('console', (message) => {
        if (message.type() === 'error' && policyWords.test(message.text())) offences.push(message.text());
      });
      context.on('request', (request) => {
        const address = new URL(request.url());
        if (/^(http|ws)s?:$/.test(address.protocol) && !isHere(address)) offences.push(`a request to ${address}`);
      });
      await use(undefined);
      expect(offences, 'offences against the policy of the page').toEqual([]);
    },
    { auto: true },
  ],
});
