// What a reader does: opens the portal from a folder or a server, with and without scripts, on a phone, on paper.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { browse, build, kinds, open, serve } from './portal.mjs';
import { sideways } from './axe.mjs';

const map = 'journeys/book-online-and-come-back.html';
const portal = build();
let browser;
let server;
before(async () => { [browser, server] = await Promise.all([browse(), serve()]); });
after(async () => { server?.end(); await browser?.close(); portal.remove(); });

test('the served portal has no errors either', async () => {
  for (const name of kinds(portal)) {
    const { wrong, close } = await open(browser, server.address(name));
    await close();
    assert.deepEqual(wrong, [], name);
  }
});

test('the map is a table with a head for every row and column', async () => {
  const { page, close } = await open(browser, portal.file(map));
  const table = page.getByRole('table').first();
  const count = (role) => table.getByRole(role).count();
  const [rows, columns, heads, cells] = await Promise.all(['row', 'columnheader', 'rowheader', 'cell'].map(count));
  const tree = await table.ariaSnapshot();
  await close();
  assert.ok(rows > 20 && columns > 20 && heads > 20 && cells > 400, `${rows} ${columns} ${heads} ${cells}`);
  assert.match(tree, /- caption: /);
  for (const lane of ['Step', 'Doing', 'Thinking', 'Feeling', 'Pain points', 'Line of visibility']) {
    assert.match(tree, new RegExp(`columnheader "${lane}`), lane);
  }
  for (const step of ['Unaware', '1 Comes home and sits down']) assert.match(tree, new RegExp(`rowheader "${step}`), step);
});

test('without scripts every lane is there and every link leads to a file', async () => {
  const { page, wrong, close } = await open(browser, portal.file(map), { javaScriptEnabled: false });
  for (const lane of ['Doing', 'Thinking', 'Touchpoints', 'Pain points']) {
    const head = page.getByRole('columnheader', { name: lane }).first();
    assert.ok(await head.isVisible(), lane);
  }
  const html = await page.content();
  const hrefs = [...html.matchAll(/<a\s[^>]*href="([^"]*)"/g)].map((match) => new URL(match[1].replaceAll('&amp;', '&'), portal.file(map)));
  await close();
  assert.deepEqual(wrong, []);
  assert.ok(hrefs.length > 20);
  for (const href of hrefs.filter((href) => href.protocol === 'file:')) assert.ok(existsSync(fileURLToPath(href)), href.href);
});

test('a link to a step shows the step', async () => {
  const { page, close } = await open(browser, `${portal.file(map)}#step-scan`);
  const target = page.locator('#step-scan');
  const shown = await target.evaluate((node) => {
    const box = node.getBoundingClientRect();
    const looks = (element) => { const style = getComputedStyle(element); return [style.backgroundColor, style.outlineStyle, style.boxShadow, style.animationName].join(); };
    const all = [node, ...node.querySelectorAll('*')];
    const [was, is] = [all.map(looks).join('|'), node.matches(':target')];
    location.hash = '#nothing-here';
    return { is, inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth, marked: was !== all.map(looks).join('|') };
  });
  await close();
  assert.deepEqual(shown, { is: true, inView: true, marked: true });
});

for (const width of [390, 320]) {
  test(`no page scrolls sideways at ${width}`, async () => {
    for (const name of kinds(portal)) {
      const { page, close } = await open(browser, portal.file(name), { viewport: { width, height: 800 } });
      const wide = await sideways(page);
      await close();
      assert.ok(wide <= 0, `${name} is ${wide} too wide`);
    }
  });
}

test('on a phone nothing but a drawing scrolls sideways, and tables stay tables', async () => {
  const drawings = '.ob-f, .fx-s';
  for (const name of kinds(portal)) {
    const { page, close } = await open(browser, portal.file(name), { viewport: { width: 390, height: 844 } });
    const [inner, rows] = await page.locator('main').evaluate((main, drawings) => {
      const scrolls = (node) => /auto|scroll/.test(getComputedStyle(node).overflowX) && node.scrollWidth > node.clientWidth + 1;
      return [
        [...main.querySelectorAll('*')].filter((node) => scrolls(node) && !node.matches(drawings)).map((node) => node.outerHTML.slice(0, 120)),
        main.querySelectorAll('table.stand tbody tr').length,
      ];
    }, drawings);
    const read = rows ? await page.locator('main table.stand').getByRole('row').count() : 0;
    await close();
    assert.deepEqual(inner, [], name);
    assert.ok(rows === 0 || read > 0, `${name}: ${rows} rows, none of them in the accessibility tree`);
  }
});

test('the pages of all journeys are looked at, and every place they name is there', async () => {
  const across = ['overview.html', 'unanswered.html', 'urgent.html', 'channels/index.html', 'teams/digital.html'];
  for (const name of across) {
    assert.ok(kinds(portal).includes(name), name);
    const { page, close } = await open(browser, portal.file(name), { javaScriptEnabled: false });
    const tables = await page.locator('main table').evaluateAll((all) => all.map((table) => [table.querySelectorAll('thead th[scope=col]').length, table.querySelectorAll('tbody th[scope]').length]));
    const hrefs = await page.locator('main a[href*="#"]').evaluateAll((links) => links.map((link) => link.href));
    await close();
    assert.ok(tables.length > 0 && tables.every(([heads, rows]) => heads > 1 && rows > 0), name);
    for (const href of hrefs) {
      const [file, anchor] = [new URL(href), new URL(href).hash.slice(1)];
      file.hash = '';
      assert.ok(readFileSync(fileURLToPath(file), 'utf8').includes(`id="${decodeURIComponent(anchor)}"`), `${name}: ${href}`);
    }
  }
});

test('a blank grid is one sheet of A3, and no wider than a phone', async () => {
  const name = 'frameworks/end-to-end-7/blank-grid.html';
  const { page, close } = await open(browser, portal.file(name), { viewport: { width: 390, height: 900 } });
  const wide = await sideways(page);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await page.setViewportSize({ width: 1512, height: 1058 });
  await page.emulateMedia({ media: 'print' });
  const height = await page.evaluate(() => document.querySelector('main').getBoundingClientRect().height);
  await close();
  assert.ok(wide <= 0, `${wide} too wide`);
  assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g).length, 1);
  assert.ok(height > 950 && height <= 1058, `${height} high`);
});

test('a map prints', async () => {
  const { page, close } = await open(browser, portal.file(map));
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await close();
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  assert.ok(pdf.length > 20_000, `${pdf.length}`);
});

test('search or navigation reaches every kind of list from the home page', async () => {
  const { page, close } = await open(browser, portal.file('index.html'));
  const hrefs = await page.locator('a[href]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  await close();
  for (const list of ['journeys', 'personas', 'opportunities']) {
    assert.ok(hrefs.some((href) => href.startsWith(`${list}/`)), list);
  }
});
