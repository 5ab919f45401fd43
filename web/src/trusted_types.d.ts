interface Window {
  /** Undefined in browsers that have no Trusted Types. */
  readonly trustedTypes?: {
    createPolicy(name: string, rules: { createScriptURL(address: string): string | null }): unknown;
  };
}
