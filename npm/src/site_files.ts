// The files of the static site, which the package has in its folder site/.
import { cpSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the site in the package. */
export const siteFolder = fileURLToPath(new URL('./site', import.meta.url));

/** The paths of all files of the site, relative to it, with slashes. */
export function sitePaths(): string[] {
  return readdirSync(siteFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(siteFolder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

/** Copies the site into `folder`, which is created. */
export function copySite(folder: string): void {
  cpSync(siteFolder, folder, { recursive: true });
}
