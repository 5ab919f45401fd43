// Each example of web/integrations in Chromium, against the built site.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import MarkdownIt from 'markdown-it';
import { headers } from '../../web/headers.mjs';
import { isSandbox, threadboxFence, threadboxHead } from '../../web/integrations/vitepress/threadbox.mts';
import { type Course, example, exampleFile, serveCourse } from './course_pages';
import { pageOf, site } from './embedder';
import { expect, test } from './fixture';

const top = join(__dirname, '../..');
const closing: (() => void)[] = [];
test.afterEach(() => {
  for (const close of closing.splice(0)) close();
});

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'threadbox-course-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
async function serve(...course: Parameters<typeof serveCourse>): Promise<Course> {
  const served = await serveCourse(...course);
  closing.push(served.close);
  return served;
}

/** Presses Run in an element and waits until its program has printed a text. */
async function runElement(page: Page, title: string, printed: string): Promise<void> {
  await page.getByRole('button', { name: `Run: ${title}` }).click();
  await expect(page.frameLocator('threading-sandbox iframe').getByRole('log', { name: 'Program output' })).toContainText(printed);
}

/** What a course is made of in the tests: characters that mean something to HTML, Markdown and Vue, and empty lines. */
const program =
  'import threading\n\n\nif 1 < 2 and "</pre>" > "&amp;":\n    threading.Thread(target=print, args=("{{ 6 * 7 }}",)).start()\n';
const printed = '{{ 6 * 7 }}';
const codeIn = (address: string) => {
  const code = new URLSearchParams(new URL(address).hash.slice(1)).get('code') ?? '';
  return inflateRawSync(Buffer.from(code, 'base64url')).toString();
};

test('integrations: a page of HTML runs its program, and shows it where there is no JavaScript', async ({ page, browser }) => {
  const { address } = await serve({ 'index.html': example('html/page.html') });
  await page.goto(address);
  await runElement(page, 'Greetings', 'Hello, Grace');
  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(address);
  await expect(plain.locator('pre')).toContainText('with lock:');
  await expect(plain.getByRole('link', { name: 'Open Threadbox' })).toBeVisible();
  await plain.close();
});

test('integrations: an exercise in a page tells the page its result, and an LRS the statements', async ({ page }) => {
  const statements: { verb: { id: string }; result?: { success: boolean } }[] = [];
  const receive = (request: IncomingMessage, response: ServerResponse) => {
    if (request.method !== 'POST') return false;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      statements.push(JSON.parse(Buffer.concat(chunks).toString()));
      response.end('[]');
    });
    return true;
  };
  const { address } = await serve({ 'index.html': example('html/exercise.html') }, {}, {}, receive);
  await page.goto(address);
  await page.frameLocator('threading-sandbox iframe').getByRole('button', { name: 'Check' }).click();
  await expect(page.locator('#grade')).toHaveText('Not yet.');
  await expect.poll(() => statements.map(({ verb }) => verb.id.split('/').at(-1))).toEqual(['attempted', 'failed']);
  expect(statements[1]?.result?.success).toBe(false);
});

test('integrations: SCORM is told the result of an exercise, in both versions', async ({ page }) => {
  const files = { 'lesson.html': example('scorm/lesson.html'), 'adapter.js': example('scorm/adapter.js') };
  const api = (methods: string[]) =>
    `{${methods.map((name) => `${name}: (...words) => (calls.push(['${name}', ...words].join(' ').trim()), 'true')`).join()}}`;
  const platform = (name: string, methods: string[]) =>
    pageOf(`<script>calls = []; ${name} = ${api(methods)};</script><iframe src="lesson.html" width="900" height="700"></iframe>`);
  const { address } = await serve({
    ...files,
    'old.html': platform('API', ['LMSInitialize', 'LMSSetValue', 'LMSCommit', 'LMSFinish']),
    'new.html': platform('API_1484_11', ['Initialize', 'SetValue', 'Commit', 'Terminate']),
  });
  const calls = () => page.evaluate('calls') as Promise<string[]>;
  await page.goto(`${address}old.html`);
  const lesson = page.frameLocator('iframe');
  await lesson.frameLocator('iframe').getByRole('button', { name: 'Check' }).click();
  await expect.poll(calls).toContain('LMSCommit');
  expect(await calls()).toEqual([
    'LMSInitialize',
    'LMSSetValue cmi.core.lesson_status incomplete',
    'LMSSetValue cmi.core.score.min 0',
    'LMSSetValue cmi.core.score.max 2',
    expect.stringMatching(/^LMSSetValue cmi\.core\.score\.raw [01]$/),
    'LMSSetValue cmi.core.lesson_status failed',
    'LMSCommit',
  ]);
  await page.evaluate(() => document.querySelector('iframe')?.contentWindow?.location.replace('about:blank'));
  await expect.poll(calls).toContain('LMSFinish');

  await page.goto(`${address}new.html`);
  await lesson.locator('threading-sandbox').evaluate((element) => {
    const tell = (passed: boolean) =>
      element.dispatchEvent(new CustomEvent('exercise', { detail: { result: { passed, expectations: [{ ok: true }, { ok: passed }] } } }));
    // A pass stays.
    for (const passed of [false, true, false]) tell(passed);
  });
  expect((await calls()).filter((call) => /status|scaled/.test(call))).toEqual([
    'SetValue cmi.completion_status incomplete',
    'SetValue cmi.score.scaled 0.5',
    'SetValue cmi.success_status failed',
    'SetValue cmi.completion_status incomplete',
    'SetValue cmi.score.scaled 1',
    'SetValue cmi.success_status passed',
    'SetValue cmi.completion_status completed',
  ]);
});

test('integrations: the manifests of SCORM are XML and list the files', async ({ page }) => {
  for (const name of ['imsmanifest.xml', 'imsmanifest_2004.xml']) {
    const listed = await page.evaluate(
      (text) => {
        const manifest = new DOMParser().parseFromString(text, 'application/xml');
        const [launch, ...files] = [...manifest.querySelectorAll('resource, file')].map((element) => element.getAttribute('href'));
        return { error: manifest.querySelector('parsererror')?.textContent, launch, files };
      },
      example(`scorm/${name}`),
    );
    expect(listed, name).toEqual({ error: undefined, launch: 'lesson.html', files: ['lesson.html', 'adapter.js'] });
  }
});

const indented = (text: string) => text.replace(/^(?=.)/gm, '   ');

test('integrations: the directive of Sphinx writes the element into HTML, and program and link into other formats', async ({ page }) => {
  const folder = temporary();
  cpSync(exampleFile('python/threadbox.py'), join(folder, 'threadbox.py'));
  writeFileSync(
    join(folder, 'conf.py'),
    `import os, sys\nsys.path.insert(0, os.path.dirname(__file__))\nproject = "Threads"\nextensions = ["threadbox"]\nthreadbox_site = "${site}"\n`,
  );
  const directive = `.. threading-sandbox::\n   :name: Braces\n   :view: code,console\n   :keep-open:\n\n${indented(program)}\n`;
  writeFileSync(join(folder, 'index.rst'), `Threads\n=======\n\n${directive}\n.. threading-sandbox::\n   :lesson: race.py\n   :gil: off\n`);
  const build = (builder: string) =>
    execFileSync('/usr/bin/python3', ['-m', 'sphinx', '-q', '-W', '-b', builder, folder, join(folder, '_build', builder)], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
  const output = (path: string) => readFileSync(join(folder, '_build', path), 'utf8');
  for (const builder of ['html', 'text', 'latex']) build(builder);
  for (const text of [output('text/index.txt'), output('latex/threads.tex')]) {
    expect(text).toMatch(/import\S* \S*threading/);
    expect(text).not.toContain('threading-sandbox');
  }
  expect(output('text/index.txt')).toContain(`Open in Threadbox: ${site}#v=1&lesson=race.py&no-gil=1`);
  const { address } = await serve({}, { '': join(folder, '_build/html') });
  await page.goto(address);
  await expect(page.locator('threading-sandbox > pre')).toHaveCount(1);
  expect(codeIn((await page.locator('threading-sandbox > a').first().getAttribute('href')) ?? '')).toBe(program);
  await runElement(page, 'Braces', printed);
  await expect(page.getByRole('button', { name: 'Run: race' })).toBeVisible();
});

test('integrations: the hook of MkDocs replaces its fences and no others', async ({ page }) => {
  const folder = temporary();
  cpSync(exampleFile('python/threadbox.py'), join(folder, 'threadbox.py'));
  writeFileSync(
    join(folder, 'mkdocs.yml'),
    `site_name: Threads\ntheme: mkdocs\nhooks: [threadbox.py]\nextra:\n  threadbox_site: ${site}\n`,
  );
  mkdirSync(join(folder, 'docs'));
  const fence = `\`\`\`threading-sandbox name=Braces view="code,console"\n${program}\`\`\``;
  writeFileSync(join(folder, 'docs/index.md'), `# Threads\n\n${fence}\n\n~~~~\n${fence}\n~~~~\n\n*After it.*\n`);
  execFileSync('mkdocs', ['build', '-q', '-f', join(folder, 'mkdocs.yml'), '-d', join(folder, 'site')], { stdio: 'pipe' });
  const html = readFileSync(join(folder, 'site/index.html'), 'utf8');
  expect(html.match(/<threading-sandbox /g)).toHaveLength(1);
  expect(html).toContain('```threading-sandbox name=Braces');
  expect(html).toContain('<em>After it.</em>');
  // The theme itself asks other hosts for fonts.
  const { address } = await serve({
    'index.html': pageOf(`${/<div class="threadbox">[\s\S]*?<\/div>/.exec(html)?.[0]}<script src="${site}threading-sandbox.js"></script>`),
  });
  expect(html).toContain(`<script src="${site}threading-sandbox.js" async></script>`);
  await page.goto(address);
  expect(codeIn((await page.locator('threading-sandbox > a').getAttribute('href')) ?? '')).toBe(program);
  await runElement(page, 'Braces', printed);
});

test('integrations: the fence of VitePress', async ({ page }) => {
  const md = new MarkdownIt({ html: true });
  threadboxFence(md, site);
  const html = md.render(`\`\`\`threading-sandbox name="Two braces" view=code,console\n${program}\`\`\`\n\n\`\`\`python\nx < 1\n\`\`\`\n`);
  expect(html).toContain('<code class="language-python">x &lt; 1');
  expect(html).toContain('<threading-sandbox v-pre name="Two braces" view="code,console">');
  expect([isSandbox('threading-sandbox'), isSandbox('div')]).toEqual([true, false]);
  const [[, attributes]] = threadboxHead(site) as [[string, Record<string, string>]];
  const { address } = await serve({ 'index.html': pageOf(`${html}<script src="${attributes.src}" async></script>`) });
  await page.goto(address);
  await runElement(page, 'Two braces', printed);
});

test('integrations: slides of reveal.js', async ({ page }) => {
  const { address } = await serve({ 'index.html': example('reveal/slides.html') }, { 'reveal.js/': join(top, 'node_modules/reveal.js') });
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'Threads' })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('heading', { name: 'A race' })).toBeVisible();
  await runElement(page, 'race', 'RuntimeError: dictionary changed size');
  // Keys in the frame do not turn the slide.
  await page.frameLocator('threading-sandbox iframe').locator('#run').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('heading', { name: 'A race' })).toBeVisible();
});

test('integrations: a plain frame in a sandbox, as learning platforms have it', async ({ page }) => {
  const { address } = await serve({ 'index.html': pageOf(example('moodle/frame.html')) });
  await page.goto(address);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(frame.getByRole('log', { name: 'Program output' })).toContainText('RuntimeError: dictionary changed size');
});

test('integrations: oEmbed leads from the address of a lesson to a frame that runs it', async ({ page }) => {
  const folder = temporary();
  cpSync(join(top, 'build/page'), folder, { recursive: true });
  const { address } = await serve({}, { '': folder }, headers);
  // A second time, it replaces what it has written.
  for (let i = 0; i < 2; ++i) execFileSync('node', [join(top, 'web/oembed.mjs'), address, folder]);
  const discover = async (place: string) => {
    const text = await (await fetch(place)).text();
    const links = [...text.matchAll(/<link rel="alternate" type="application\/json\+oembed" href="([^"]+)"/g)];
    expect(links).toHaveLength(1);
    return (await (await fetch(links[0]?.[1] ?? '')).json()) as Record<string, string>;
  };
  expect(await discover(address)).toMatchObject({ type: 'rich', version: '1.0', title: 'Threadbox', provider_url: address });
  const { title, html, width } = await discover(`${address}lessons/race.html`);
  expect(width).toBe(800);
  const consumer = await serve({ 'index.html': pageOf(`<h1>${title}</h1>${html}`) });
  await page.goto(consumer.address);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(frame.getByRole('log', { name: 'Program output' })).toContainText('RuntimeError: dictionary changed size');
});
