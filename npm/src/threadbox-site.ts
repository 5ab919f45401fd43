#!/usr/bin/env node
// threadbox-site FOLDER: copies the static site into a folder, for any host of files.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copySite } from './site_files.js';

const [folder, ...rest] = process.argv.slice(2);
/** Whether the folder has a page that is not Threadbox's. */
const isForeign = (page: string) => existsSync(page) && !readFileSync(page, 'utf8').includes('Threadbox');

if (folder === undefined || folder.startsWith('-') || rest.length > 0) {
  console.error('usage: threadbox-site FOLDER\n\nCopies the static site of Threadbox into FOLDER, for any host of files.');
  process.exitCode = 2;
} else if (isForeign(join(folder, 'index.html'))) {
  console.error(`threadbox-site: ${folder} has another page, which would be overwritten; give a folder of its own.`);
  process.exitCode = 1;
} else {
  copySite(folder);
  console.log(`The site is in ${folder}. Its file _headers lists the headers that a host should send with it.`);
}
