// oEmbed for a built site: a page that is given the address of a lesson finds the frame to embed. The frame needs the site's address, which
// the build does not know otherwise.
//   node web/oembed.mjs ADDRESS [FOLDER]
import { existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const [width, height] = [800, 480];
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** What a consumer is answered. `fields`: of the link in the frame. */
function answer(site, title, fields) {
  const source = `${site}#${new URLSearchParams(fields)}`;
  return {
    version: '1.0',
    type: 'rich',
    provider_name: 'Threadbox',
    provider_url: site,
    title,
    width,
    height,
    html: `<iframe src="${escaped(source)}" title="${escaped(title)}" width="${width}" height="${height}" style="border: 0; max-width: 100%" loading="lazy" allow="cross-origin-isolated; clipboard-write; fullscreen"></iframe>`,
  };
}

/** Writes the answer beside a page, and the link to it into the page. */
function announce(site, folder, page, json, fields) {
  const path = join(folder, page);
  const html = readFileSync(path, 'utf8');
  const title = /<title>(.*?)<\/title>/s.exec(html)?.[1]?.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&') ?? '';
  writeFileSync(join(folder, json), `${JSON.stringify(answer(site, title, fields), null, 2)}\n`);
  const link = `<link rel="alternate" type="application/json+oembed" href="${escaped(new URL(json, site).href)}" title="${escaped(title)}" />`;
  const linked = html.replace(/<!-- oembed -->|<link rel="alternate" type="application\/json\+oembed"[^>]*>/, link);
  writeFileSync(path, linked);
  if (existsSync(`${path}.br`)) writeFileSync(`${path}.br`, brotliCompressSync(linked));
}

/** @param {string} address of the site @param {string} folder the built site @throws with one clear sentence */
export function writeOembed(address, folder) {
  if (!URL.canParse(address)) throw new Error(`${address} is not the address of a site, such as https://example.org/threads/.`);
  if (!existsSync(join(folder, 'lessons/index.html'))) throw new Error(`There is no built site in ${folder}.`);
  const site = new URL(address.endsWith('/') ? address : `${address}/`).href;
  announce(site, folder, 'index.html', 'oembed.json', {});
  for (const file of readdirSync(join(folder, 'lessons'))) {
    const name = file.replace(/\.html$/, '');
    if (name !== file && name !== 'index') announce(site, folder, `lessons/${file}`, `lessons/${name}.json`, { lesson: `${name}.py` });
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [address = '', folder = join(dirname(fileURLToPath(import.meta.url)), '../build/page')] = process.argv.slice(2);
  try {
    writeOembed(address, folder);
  } catch (error) {
    console.error(`oembed: ${error.message}`);
    process.exitCode = 1;
  }
}
