// Pictures of the pages a person judges by eye, kept in target/pictures.
import assert from 'node:assert/strict';
import { mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { browse, build, kinds, open } from './portal.mjs';

const folder = resolve(dirname(fileURLToPath(import.meta.url)), '../../target/pictures');
const portal = build();
let browser;
before(async () => { browser = await browse(); mkdirSync(folder, { recursive: true }); });
after(async () => { await browser?.close(); portal.remove(); });

const looks = [
  { look: 'light', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { look: 'dark', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { look: 'phone', colorScheme: 'light', viewport: { width: 390, height: 844 } },
];

for (const name of kinds(portal)) {
  test(name, async () => {
    const file = join(folder, name.replace('.html', '').replaceAll('/', '-'));
    for (const { look, ...options } of looks) {
      const { page, close } = await open(browser, portal.file(name), options);
      await page.screenshot({ path: `${file}-${look}.png`, fullPage: true });
      if (look === 'light') await page.pdf({ path: `${file}-print.pdf`, preferCSSPageSize: true, printBackground: true });
      await close();
    }
    assert.ok(statSync(`${file}-print.pdf`).size > 5000);
  });
}
