// Two maps side by side: what is aligned stands in one column, on a wide screen and on a phone, with scripts and without.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { browse, build, open } from './portal.mjs';
import { sideways, violations } from './axe.mjs';

const today = `---
title: Today
basis: current
---
## Find
### Sees it {#sees}
- feeling: +1
### Asks around {#asks}
- feeling: -1
- pain: Nobody knows {severity=high}
### Tells a friend {#tells}
- feeling: +1
## Pay
### Signs up {#signs-up}
- feeling: -2
- effort: 5
- touchpoint: Sign-up form
### Waits {#waits}
- feeling: -1
### Waits again {#waits-again}
- feeling: -1
`;
const planned = `---
title: Tomorrow
basis: planned
of: today
---
## Find
### Sees it {#sees}
- feeling: +1
### Tells a friend {#tells}
- feeling: +1
### Is told {#asks}
- feeling: +1
## Pay
### Leaves an address {was=signs-up}
- feeling: 0
- effort: 1
### Chooses a date {was=signs-up}
- feeling: +1
### Waits once {was="waits waits-again"}
- feeling: -0.5
### Gets a note
- feeling: -1
`;

const site = mkdtempSync(join(tmpdir(), 'journeybook-compare-'));
mkdirSync(join(site, 'content/journeys'), { recursive: true });
writeFileSync(join(site, 'journeybook.toml'), '');
writeFileSync(join(site, 'content/journeys/today.md'), today);
writeFileSync(join(site, 'content/journeys/tomorrow.md'), planned);
const portal = build(site);
const address = portal.file('journeys/today-vs-tomorrow.html');
let browser;
before(async () => { browser = await browse(); });
after(async () => { await browser?.close(); portal.remove(); rmSync(site, { recursive: true, force: true }); });

const boxes = (page, selector) => page.locator(selector).evaluateAll((nodes) => nodes.map((node) => {
  const { left, top, width, height } = node.getBoundingClientRect();
  return { left: Math.round(left), top: Math.round(top), width: Math.round(width), height: Math.round(height) };
}));

test('every column is marked for what became of its step', async () => {
  const { page, wrong, close } = await open(browser, address);
  const marks = await page.locator('.ccol').evaluateAll((rows) => rows.map((row) => row.className.match(/is-([a-z]+)/)[1]));
  await close();
  assert.deepEqual(wrong, []);
  assert.deepEqual([...new Set(marks)].sort(), ['added', 'changed', 'merged', 'moved', 'same', 'split']);
});

test('what is aligned stands in one column, and each lane in one row', async () => {
  const { page, close } = await open(browser, address);
  const [mine, theirs, plots] = await Promise.all(['.c-before', '.c-after', '.c-plot'].map((name) => boxes(page, `.ccol ${name}`)));
  const dots = await page.locator('.c-plot').evaluateAll((plots) => plots.flatMap((plot) => {
    const middle = (node) => { const box = node.getBoundingClientRect(); return box.left + box.width / 2; };
    return [...plot.querySelectorAll('i')].map((dot) => Math.abs(middle(dot) - middle(plot)));
  }));
  await close();
  assert.ok(mine.length >= 8, `${mine.length}`);
  mine.forEach((box, at) => assert.deepEqual([box.left, box.width], [theirs[at].left, theirs[at].width], `column ${at + 1}`));
  for (const row of [mine, theirs, plots]) assert.equal(new Set(row.map((box) => box.top)).size, 1, 'one row');
  assert.ok(dots.length > 8 && dots.every((off) => off < 1), `${dots}`);
});

test('what stays the same folds away without a script', async () => {
  const { page, wrong, close } = await open(browser, address, { javaScriptEnabled: false });
  const width = async () => (await boxes(page, '.ccol.is-same'))[0].width;
  const unfolded = await width();
  await page.locator('#fold-same').check();
  const folded = await width();
  await page.locator('.cv-l a').first().click();
  const target = await page.locator('.ccol:target').count();
  await close();
  assert.deepEqual(wrong, []);
  assert.ok(folded < unfolded / 3, `${unfolded} ${folded}`);
  assert.equal(target, 1);
});

test('what improves, stays broken and gets worse comes first', async () => {
  const { page, close } = await open(browser, address);
  const lists = await page.locator('.cv').evaluateAll((parts) => parts.map((part) => [...part.querySelectorAll('.cv-l>li>a')].map((link) => link.textContent.trim())));
  await close();
  const [better, broken, worse] = lists;
  assert.deepEqual(better.slice(0, 2), ['Leaves an address', 'Is told']);
  assert.deepEqual(broken, ['Waits once']);
  assert.deepEqual(worse, ['Gets a note']);
});

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1440, 390, 320]) {
    test(`${colorScheme}, ${width} wide: nothing axe knows, nothing too wide`, async () => {
      const { page, wrong, close } = await open(browser, address, { colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' });
      const found = await violations(page);
      const wide = await sideways(page);
      const small = await page.evaluate(() => [...document.querySelectorAll('main *')].filter((node) => node.childNodes.length && node.checkVisibility() && parseFloat(getComputedStyle(node).fontSize) < 12).length);
      await close();
      assert.deepEqual(found, []);
      assert.deepEqual([wrong, small], [[], 0]);
      assert.ok(wide <= 0, `${wide} px wider than the screen`);
    });
  }
}

test('it prints', async () => {
  const { page, close } = await open(browser, address);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await close();
  assert.ok(pdf.length > 10_000, `${pdf.length}`);
});
