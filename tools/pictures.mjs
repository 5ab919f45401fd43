// Takes pictures of the built page in each scene of tools/scenes.mjs, at four sizes, in both themes:
//   node tools/pictures.mjs [--scene deadlock] [--size 390x844]        writes build/pictures/SCENE-SIZE-THEME.png
//   node tools/pictures.mjs --keep                                     writes those of the documentation, docs/pictures/SCENE.webp
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { top } from './build_page.mjs';
import { openBuiltPage, settled } from './opened_page.mjs';
import { play, scenes } from './scenes.mjs';

/** A window, or a frame in a page of another site. */
const sizes = {
  '1440x900': { width: 1440, height: 900 },
  '390x844': { width: 390, height: 844 },
  '800x500': { width: 800, height: 500, framed: true },
  '600x400': { width: 600, height: 400, framed: true },
};
const themes = ['light', 'dark'];

/** The pictures of the documentation, with their themes. */
const kept = {
  producer_consumer: 'light',
  deadlock: 'dark',
  comparison: 'light',
  lost_update: 'dark',
  wake_up: 'light',
  barrier: 'dark',
  pool: 'light',
  many_threads: 'dark',
};

const { values } = parseArgs({
  options: { scene: { type: 'string' }, size: { type: 'string' }, keep: { type: 'boolean', default: false } },
});

async function openScene(name, size, theme) {
  const opened = await openBuiltPage({ ...size, theme });
  await play(opened.frame, scenes[name]).catch((error) => {
    console.error(`${name}: ${error.message}`);
    process.exitCode = 1;
  });
  return opened;
}

/** Both themes show the same run. */
async function takeAll(name, size, folder) {
  const { page, frame, close } = await openScene(name, sizes[size], themes[0]);
  for (const theme of themes) {
    if (theme !== themes[0]) await frame.locator('#theme').click();
    await settled(frame);
    await page.screenshot({ path: join(folder, `${name}-${size}-${theme}.png`) });
  }
  await close();
}

/** Chromium writes WebP, which is a third of a PNG. */
async function keep(name, theme, folder) {
  const { page, close } = await openScene(name, sizes['1440x900'], theme);
  const png = (await page.screenshot()).toString('base64');
  const webp = await page.evaluate(async (text) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${text}`)).blob());
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext('2d').drawImage(picture, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.7 });
    return Array.from(new Uint8Array(await blob.arrayBuffer()));
  }, png);
  await close();
  const path = join(folder, `${name}.webp`);
  writeFileSync(path, Uint8Array.from(webp));
  console.log(`${path}: ${Math.round(statSync(path).size / 1000)} kB`);
}

const chosen = Object.keys(scenes).filter((name) => !values.scene || values.scene === name);
const folder = join(top, values.keep ? 'docs/pictures' : 'build/pictures');
mkdirSync(folder, { recursive: true });
for (const name of chosen) {
  if (values.keep) {
    if (kept[name]) await keep(name, kept[name], folder);
    continue;
  }
  for (const size of Object.keys(sizes)) if (!values.size || values.size === size) await takeAll(name, size, folder);
  console.log(name);
}
