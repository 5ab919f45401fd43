// The files of a run: a card shows what the program writes; what the user adds is there when the next run begins.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { open, output, run, snapshot, until } from './threadbox';

const card = (page: Page) => page.getByRole('region', { name: 'Files' });
const items = (page: Page) => card(page).getByRole('listitem');

async function add(page: Page, press: () => Promise<void>, ...files: { name: string; content: string | Buffer }[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await press();
  await (await chooser).setFiles(
    files.map(({ name, content }) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) })),
  );
}

const byMenu = (page: Page) => async () => {
  await page.getByRole('button', { name: 'Program: new, open, save, share' }).click();
  await page.getByRole('button', { name: 'Add data files' }).click();
};

async function contentOf(page: Page, path: string): Promise<Buffer> {
  const saved = page.waitForEvent('download');
  await card(page)
    .getByRole('button', { name: `Download ${path}` })
    .click();
  return readFile(await (await saved).path());
}

const printed = async (page: Page) => output(await snapshot(page));

test.beforeEach(({ page }) => open(page));

test('files: what threads write is listed, grows, is saved byte by byte, and goes with what removes it', async ({ page }) => {
  await expect(card(page)).toBeHidden();
  await run(
    page,
    `import threading, os
os.mkdir("parts")
def work(n):
    with open(f"parts/{n}.txt", "w") as file:
        file.write("é" * 1000)
workers = [threading.Thread(target=work, args=(n,)) for n in range(2)]
for worker in workers: worker.start()
for worker in workers: worker.join()
with open("all.bin", "wb") as file:
    file.write(bytes(range(256)))
`,
  );
  await expect(items(page)).toHaveText([/^all\.bin256 bytes/, /^parts\/0\.txt2 kB/, /^parts\/1\.txt2 kB/]);
  expect(await contentOf(page, 'all.bin')).toEqual(Buffer.from(Array.from({ length: 256 }, (_, i) => i)));
  expect((await contentOf(page, 'parts/1.txt')).toString()).toBe('é'.repeat(1000));
  await run(page, 'open("one", "w").write("x")\n');
  await expect(items(page)).toHaveText([/^one1 byte/]);
  await run(page, 'print("none")\n');
  await expect(card(page)).toBeHidden();
});

test('files: those that the user adds are there in each run, real and explored, until they are removed', async ({ page }) => {
  await add(page, byMenu(page), { name: 'numbers.csv', content: '1,2\n3,4\n' }, { name: 'raw', content: Buffer.from([0, 255, 128]) });
  await expect(items(page)).toHaveText([/^numbers\.csv8 bytes, for the next run/, /^raw3 bytes, for the next run/]);
  const program = 'print(open("numbers.csv").read().split(), open("raw", "rb").read())\n';
  const said = "['1,2', '3,4'] b'\\x00\\xff\\x80'\n";
  await run(page, program);
  await expect.poll(() => printed(page)).toBe(said);
  await expect(items(page).first()).toHaveText(/8 bytes, added/);
  await page.getByRole('button', { name: 'Explore', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Outcomes' })).toContainText("['1,2', '3,4']");

  // The run changes its own copy.
  await run(page, 'open("numbers.csv", "a").write("5,6")\n');
  await expect(items(page).first()).toHaveText(/11 bytes, added/);
  await run(page, program);
  await expect.poll(() => printed(page)).toBe(said);

  await card(page).getByRole('button', { name: 'Remove raw' }).click();
  await run(page, program);
  await until(page, ({ threads }) => threads.some(({ exception }) => exception.startsWith('FileNotFoundError')));
  await expect(items(page)).toHaveCount(1);
});

test('files: too much is refused with a sentence; the same name again takes the place of the first', async ({ page }) => {
  await add(page, byMenu(page), { name: 'big', content: Buffer.alloc((16 << 20) + 1) });
  await expect(page.getByRole('alert').filter({ hasText: 'big is too large' })).toBeVisible();
  await expect(card(page)).toBeHidden();
  await add(page, byMenu(page), { name: 'ok.txt', content: 'first' });
  // The card has a button of its own, and the same name again takes the place of the first.
  await add(page, () => card(page).getByRole('button', { name: 'Add…' }).click(), { name: 'ok.txt', content: 'second' });
  await run(page, 'import os\nprint(os.listdir(), open("ok.txt").read())\n');
  await expect.poll(() => printed(page)).toBe("['ok.txt'] second\n");
  expect((await snapshot(page)).threads.some(({ state }) => state === 'failed')).toBe(false);
});
