// Search: what the maps say is found, from a folder, from a server, and under a policy that allows the portal's own scripts alone.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { browse, build, open, serve } from './portal.mjs';
import { sideways, violations } from './axe.mjs';

const portal = build();
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
let browser;
let server;
let strict;

/** The built portal behind a strict policy; the one script in its pages is allowed by its digest. */
function guarded() {
  const home = readFileSync(join(portal.folder, 'index.html'), 'utf8');
  const inline = [...home.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((match) => `'sha256-${createHash('sha256').update(match[1]).digest('base64')}'`);
  const policy = `default-src 'none'; script-src 'self' ${inline.join(' ')}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'`;
  const answering = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    try {
      const body = readFileSync(join(portal.folder, path));
      response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream', 'content-security-policy': policy }).end(body);
    } catch { response.writeHead(404).end(); }
  });
  return new Promise((ready) => answering.listen(0, '127.0.0.1', () => ready(answering)));
}

before(async () => { [browser, server, strict] = await Promise.all([browse(), serve(), guarded()]); });
after(async () => { server?.end(); strict?.close(); await browser?.close(); portal.remove(); });

async function ask(page, words) {
  await page.keyboard.press('/');
  await page.getByRole('dialog').waitFor();
  await page.getByRole('combobox', { name: 'Search' }).fill(words);
  await page.locator('.sd [role=option]').first().waitFor();
  await page.waitForFunction(() => document.querySelector('.sd [role=status]').textContent);
}

const titles = (page) => page.locator('.sd [role=presentation]:not(.sub) b').allTextContents();
const places = (page) => page.locator('.sd [role=option]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));

test('a word of a step finds the map and leads to the step', async () => {
  const { page, wrong, close } = await open(browser, portal.file('personas/index.html'));
  await ask(page, 'trapdoor');
  const [found, hrefs] = [await titles(page), await places(page)];
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/#step-usher$/);
  const shown = await page.locator('#step-usher').count();
  await close();
  assert.deepEqual(wrong, []);
  const model = JSON.parse(readFileSync(join(portal.folder, 'api/site.json'), 'utf8'));
  const said = model.journeys.filter((journey) => /\btrapdoor/i.test(JSON.stringify(journey.stages))).map((journey) => journey.title);
  assert.ok(said.length > 0);
  assert.deepEqual(found.filter((title) => said.includes(title)).sort(), said.sort());
  assert.ok(hrefs.some((href) => href.endsWith('#step-usher')), hrefs.join());
  assert.equal(shown, 1);
});

test('every result leads to a place that is there', async () => {
  const { page, close } = await open(browser, portal.file('index.html'));
  await ask(page, 'ticket');
  const hrefs = await places(page);
  await close();
  assert.ok(hrefs.length > 8);
  for (const href of hrefs) {
    const [path, anchor] = href.split('#');
    const html = readFileSync(join(portal.folder, path), 'utf8');
    assert.ok(!anchor || html.includes(`id="${anchor}"`), href);
  }
});

test('case, accents and the ends of words do not matter', async () => {
  const { page, close } = await open(browser, portal.file('index.html'));
  await ask(page, 'INÉS barrow');
  const found = await titles(page);
  await close();
  assert.ok(found.some((title) => title.includes('Barrowclough')), found.join());
});

test('a touchpoint is found by another name that a map calls it by', async () => {
  const model = JSON.parse(readFileSync(join(portal.folder, 'api/site.json'), 'utf8'));
  const entries = model.journeys.flatMap((journey) => journey.stages.flatMap((stage) => stage.steps.flatMap((step) => step.entries)));
  const known = new Map(model.touchpoints.map((touchpoint) => [`touchpoint/${touchpoint.id}`, touchpoint.title]));
  const other = entries.find((entry) => entry.lane === 'touchpoint' && entry.refs.length === 1 && known.has(entry.refs[0]) && entry.text !== known.get(entry.refs[0]));
  if (!other) return;
  const { page, close } = await open(browser, portal.file('index.html'));
  await ask(page, other.text);
  const found = await titles(page);
  await close();
  assert.ok(found.includes(known.get(other.refs[0])), `${other.text}: ${found}`);
});

test('a search is narrowed', async () => {
  const { page, close } = await open(browser, portal.file('index.html'));
  await ask(page, 'ferry');
  const count = async () => parseInt(await page.locator('.sd [role=status]').textContent(), 10);
  const all = await count();
  await page.locator('.sd-f summary').click();
  await page.locator('.sd-f select[name=status]').selectOption('=status:live');
  await page.waitForFunction((before) => parseInt(document.querySelector('.sd [role=status]').textContent, 10) < before, all);
  const fewer = await count();
  await close();
  assert.ok(fewer > 0 && fewer < all, `${fewer} of ${all}`);
});

test('Escape closes, and the keys of a field stay its own', async () => {
  const { page, close } = await open(browser, portal.file('index.html'));
  await ask(page, 'a/b');
  assert.equal(await page.getByRole('combobox', { name: 'Search' }).inputValue(), 'a/b');
  await page.keyboard.press('Escape');
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.keyboard.press('Control+k');
  assert.equal(await page.getByRole('dialog').count(), 1);
  await close();
});

test('a question fetches little', async () => {
  const { page, close } = await open(browser, server.address('index.html'));
  let bytes = 0;
  page.on('response', async (response) => { if (response.url().includes('/search/')) bytes += (await response.body()).length; });
  await ask(page, 'seat plan ticket');
  await page.waitForLoadState('networkidle');
  await close();
  assert.ok(bytes > 0 && bytes < 150_000, `${bytes}`);
});

test('it works under a strict policy', async () => {
  const { page, wrong, close } = await open(browser, `http://127.0.0.1:${strict.address().port}/journeys/index.html`);
  await ask(page, 'ferry');
  const found = await titles(page);
  await close();
  assert.deepEqual(wrong, []);
  assert.ok(found.length > 2, found.join());
});

test('without an index the dialog says so and leads to the list', async () => {
  const { page, close } = await open(browser, server.address('index.html'));
  await page.route('**/search/**', (route) => route.abort());
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Search' }).fill('ferry');
  await page.getByText('could not be read').waitFor();
  assert.match(await page.locator('.sd-r a').getAttribute('href'), /a-z\/index\.html$/);
  await close();
});

test('without scripts the field leads to the list of everything', async () => {
  const { page, close } = await open(browser, portal.file('index.html'), { javaScriptEnabled: false });
  await page.getByRole('link', { name: 'Search' }).click();
  assert.match(page.url(), /a-z\/index\.html$/);
  await page.getByRole('link', { name: 'Walks to the 22:20' }).click();
  assert.match(page.url(), /#step-last-boat$/);
  await close();
});

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1440, 390]) {
    test(`the dialog, ${colorScheme}, ${width} wide: nothing axe knows`, async () => {
      const { page, close } = await open(browser, portal.file('index.html'), { colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' });
      await ask(page, 'ferry');
      await page.locator('.sd-f summary').click();
      const found = await violations(page);
      const wide = await sideways(page);
      await close();
      assert.deepEqual(found, []);
      assert.ok(wide <= 0, `${wide}`);
    });
  }
}
