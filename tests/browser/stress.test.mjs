// Hard content: sixty steps, seventeen lanes, four hundred words in a cell, words without end, other scripts, forty people.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sideways, violations } from './axe.mjs';
import { browse, build, open } from './portal.mjs';
import { stressSite } from './stress.mjs';

const site = stressSite();
const portal = build(site.folder);
let browser;
before(async () => { browser = await browse(); });
after(async () => { await browser?.close(); portal.remove(); site.remove(); });

const pages = [...site.maps.map((name) => `journeys/${name}.html`), 'index.html', 'personas/index.html', 'opportunities/index.html'];

for (const width of [1440, 768, 390]) {
  describe(`${width} wide`, () => {
    for (const name of pages) {
      test(name, async () => {
        const { page, wrong, close } = await open(browser, portal.file(name), { viewport: { width, height: 900 }, reducedMotion: 'reduce' });
        const [wide, found] = [await sideways(page), width === 768 ? [] : await violations(page)];
        await close();
        assert.deepEqual(found, []);
        assert.deepEqual(wrong, []);
        assert.ok(wide <= 0, `${wide} too wide`);
      });
    }
  });
}

/** The room of a sheet between its margins, in CSS pixels. */
const sheets = { a3: { width: 1512, height: 1058 }, a2: { width: 2169, height: 1512 }, parts: { width: 1512, height: 1058 }, long: { width: 1512, height: 1058 } };

/** What must not be taller than the sheet: head and map together, or each stage of a map in parts. */
function heights() {
  const height = (node) => node.getBoundingClientRect().height;
  const [head, map] = ['.jh', '.mw'].map((selector) => height(document.querySelector(selector)));
  return { whole: head + map, parts: Math.max(...[...document.querySelectorAll('.jm tbody')].map(height)) };
}

for (const [name, sheet] of Object.entries({ 'fifteen-lanes': 'a3', 'long-cells': 'a2', 'sixty-steps': 'parts', 'taller-than-paper': 'long', unbroken: 'a3', japanese: 'a3' })) {
  test(`${name} is printed on ${sheet}`, async () => {
    const paper = sheets[sheet];
    const { page, close } = await open(browser, portal.file(`journeys/${name}.html`), { viewport: paper });
    await page.emulateMedia({ media: 'print' });
    const [classes, found] = [await page.evaluate(() => document.body.className), await page.evaluate(heights)];
    await close();
    assert.match(classes, new RegExp(`\\bpaper-${sheet}\\b`));
    if (sheet === 'parts') assert.ok(found.parts <= paper.height, `a stage is ${found.parts} high`);
    else if (sheet !== 'long') assert.ok(found.whole <= paper.height, `the map is ${found.whole} high`);
  });
}

test('a cell of four hundred words is read whole once its step is chosen', async () => {
  const { page, close } = await open(browser, portal.file('journeys/long-cells.html'));
  const cell = page.locator('.step .l-doing .clamp').first();
  const cut = () => cell.evaluate((node) => node.scrollHeight - node.clientHeight);
  const before = await cut();
  await page.locator('.step .steplink').first().focus();
  const focused = await cut();
  await close();
  assert.ok(before > 100, `${before}`);
  assert.ok(focused <= 1, `${focused}`);
});

/** The height of A4 between its margins, in CSS pixels. */
const a4 = 1016;

describe('a map on one page is one sheet, and no wider than a phone', () => {
  for (const name of site.maps.filter((name) => portal.pages.includes(`journeys/${name}/on-one-page.html`))) {
    test(name, async () => {
      const file = portal.file(`journeys/${name}/on-one-page.html`);
      const { page, close } = await open(browser, file, { viewport: { width: 390, height: 900 } });
      const [wide, found] = [await sideways(page), await violations(page)];
      await page.setViewportSize({ width: 690, height: 900 });
      await page.emulateMedia({ media: 'print' });
      const height = await page.evaluate(() => document.querySelector('main').getBoundingClientRect().height);
      await close();
      assert.deepEqual(found, []);
      assert.ok(wide <= 0, `${wide} too wide`);
      assert.ok(height > 100 && height <= a4, `${height} high`);
    });
  }
});
