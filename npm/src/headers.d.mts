// The list of the site's headers: web/headers.mjs, which is copied into the package.

export const headers: Readonly<Record<string, string>>;
/** @param path relative to the site */
export function cacheControl(path: string): string;
