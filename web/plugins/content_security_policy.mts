import type { Plugin } from 'vite';
import { contentSecurityPolicy } from '../content_security_policy.mjs';

/** Writes the policy into the page, for hosts that do not send it. It holds for what comes after it. */
export function policyInPage(): Plugin {
  const element = `<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}" />`;
  return {
    name: 'threadbox-content-security-policy',
    transformIndexHtml: (html) => html.replace('<!-- policy -->', element),
  };
}
