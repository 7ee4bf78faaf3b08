// Lists of several pages, and the documentation's own chapters: found by hand and by keyboard, with script and without.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { assertSound } from './axe.mjs';
import { browse, build, open } from './portal.mjs';
import { manySite } from './stress.mjs';

const site = manySite();
const portal = build(site.folder);
const guide = build(join(resolve(dirname(fileURLToPath(import.meta.url)), '../..'), 'docs'));
const known = JSON.parse(readFileSync(join(portal.folder, 'api/site.json'), 'utf8'));
let browser;
before(async () => { browser = await browse(); });
after(async () => { await browser?.close(); portal.remove(); guide.remove(); site.remove(); });

const pages = [
  'index.html', 'journeys/index.html', 'journeys/page/3.html', 'journeys/by-status/live.html', 'opportunities/index.html',
  'opportunities/page/3.html', 'opportunities/by-status/done.html', 'evidence/survey.html', 'evidence/survey/steps/2.html',
];

for (const [width, colorScheme] of [[1440, 'light'], [1440, 'dark'], [390, 'light'], [320, 'dark']]) {
  describe(`${colorScheme}, ${width} wide`, () => {
    const options = { colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' };
    for (const name of pages) test(name, () => assertSound(browser, portal.file(name), options));
    for (const name of ['index.html', 'writing/index.html', 'writing/lanes.html']) {
      test(`the documentation: ${name}`, () => assertSound(browser, guide.file(name), options));
    }
  });
}

/** What a function finds on each page of a list, as a reader without scripts goes from one to the next. */
async function walk(first, look) {
  const { page, close } = await open(browser, portal.file(first), { javaScriptEnabled: false });
  const found = [];
  for (;;) {
    found.push(await look(page));
    const next = page.locator('a[rel=next]');
    if (!(await next.count())) break;
    await next.click();
  }
  await close();
  return found;
}

test('without script every map is on one page of the list', async () => {
  const titles = (page) => page.locator('.jc h3 a').allTextContents();
  const all = (await walk('journeys/index.html', titles)).flat();
  assert.equal(all.length, known.journeys.length);
  assert.equal(new Set(all).size, known.journeys.length);
});

test('without script every opportunity is on one page of the board', async () => {
  const rows = await walk('opportunities/index.html', (page) => page.locator('.opt tbody tr[id]').count());
  assert.equal(rows.reduce((sum, count) => sum + count), known.opportunities.length);
});

test('a choice is made with the keyboard and leaves what it says', async () => {
  const { page, close } = await open(browser, portal.file('journeys/index.html'), { javaScriptEnabled: false });
  await page.locator('.fct summary', { hasText: 'Status' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const said = await page.evaluate(() => Number(document.activeElement.nextElementSibling.textContent));
  await page.keyboard.press('Enter');
  await page.waitForURL(/by-status/);
  const shown = await page.locator('.pjs > li').count();
  const current = await page.locator('.fct [aria-current]').count();
  await close();
  assert.equal(shown, said);
  assert.equal(current, 1);
});

test('the page at hand is marked, and every link of the list leads somewhere', async () => {
  const { page, close } = await open(browser, portal.file('opportunities/page/2.html'));
  const current = await page.locator('.pg [aria-current=page]').textContent();
  const links = await page.locator('.pg a, .fct a').evaluateAll((all) => all.map((link) => link.href));
  await close();
  assert.equal(current, '2');
  assert.ok(links.length > 4);
  for (const link of links) assert.ok(readFileSync(fileURLToPath(link)).length > 0, link);
});

test('a circle of the chart leads to its row', async () => {
  const { page, close } = await open(browser, portal.file('opportunities/index.html'));
  const links = await page.locator('.ob-f a').evaluateAll((all) => all.map((link) => link.href.baseVal));
  const rows = await page.evaluate(() => [...document.querySelectorAll('.opt tbody tr[id]')].map((row) => row.id));
  await close();
  const here = links.filter((link) => !link.includes('page/')).map((link) => link.split('#')[1]);
  assert.ok(here.length > 0);
  for (const anchor of here) assert.ok(rows.includes(anchor), anchor);
});

test('the words of the four corners of the chart are not covered', async () => {
  const { page, close } = await open(browser, portal.file('opportunities/index.html'));
  const covered = await page.evaluate(() => {
    const box = (node) => node.getBoundingClientRect();
    const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const circles = [...document.querySelectorAll('.ob-f circle')].map(box);
    return [...document.querySelectorAll('.ql')].filter((word) => circles.some((circle) => meet(circle, box(word)))).map((word) => word.textContent);
  });
  await close();
  assert.deepEqual(covered, []);
});
