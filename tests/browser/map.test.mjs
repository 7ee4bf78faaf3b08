// The map as a drawing and as a tool: where its points lie, what keys do, what moves while it loads.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browse, build, inHalves, open } from './portal.mjs';
import { stressSite } from './stress.mjs';

const map = 'journeys/book-online-and-come-back.html';
const [portal, site] = [build(), stressSite({ ideas: 5 })];
const hard = build(site.folder);
let browser;
before(async () => { browser = await browse(); });
after(async () => { await browser?.close(); portal.remove(); hard.remove(); site.remove(); });

/** For each column: how far its point lies from its middle, from the curve, and how far the curve is from the next column's. */
function distances() {
  const middle = (node) => { const box = node.getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2]; };
  const onScreen = (path, point) => { const at = point.matrixTransform(path.getScreenCTM()); return [at.x, at.y]; };
  const apart = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
  const at = (path, x) => {
    let [low, high] = [0, path.getTotalLength()];
    for (let round = 0; round < 40; round += 1) {
      const between = (low + high) / 2;
      if (path.getPointAtLength(between).x < x) low = between; else high = between;
    }
    return onScreen(path, path.getPointAtLength(low));
  };
  const columns = [...document.querySelectorAll('.jm .step')].map((step) => {
    const cell = step.querySelector('.emo').getBoundingClientRect();
    const point = step.querySelector('.pt:not(.nodata)');
    const path = step.querySelector('.segsvg .ln:not(.gap)');
    const box = point?.getBoundingClientRect();
    return { head: middle(step.querySelector('th'))[0], point: box && [box.left + box.width / 2, box.top], path, from: cell.left };
  });
  const pairs = columns.slice(1).map((column, index) => [columns[index].path, column.path]).filter(([a, b]) => a && b);
  const whole = (path) => path.getPointAtLength(0).x < 1 && path.getPointAtLength(path.getTotalLength()).x > 99;
  return {
    columns: columns.length,
    sideways: columns.filter(({ point }) => point).map(({ head, point }) => Math.abs(head - point[0])),
    curve: columns.filter(({ point, path }) => point && path && whole(path)).map(({ point, path }) => apart(point, at(path, 50))),
    seams: pairs.filter(([a, b]) => whole(a) && whole(b)).map(([a, b]) => apart(at(a, 100), at(b, 0))),
  };
}

for (const width of [1440, 1200, 960]) {
  for (const deviceScaleFactor of [1, 2]) {
    test(`the curve lies over its columns at ${width} and ${deviceScaleFactor} x`, async () => {
      const { page, close } = await open(browser, portal.file(map), { viewport: { width, height: 900 }, deviceScaleFactor });
      const found = await page.evaluate(distances);
      await close();
      assert.ok(found.columns > 20 && found.curve.length > 10 && found.seams.length > 8, JSON.stringify(found));
      for (const kind of ['sideways', 'curve', 'seams']) assert.ok(Math.max(...found[kind]) <= 1, `${kind}: ${found[kind]}`);
    });
  }
}

test('keys walk the map: arrows from step to step, Enter for its details, Escape back', async () => {
  const { page, close } = await open(browser, portal.file(map), { reducedMotion: 'reduce' });
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  const links = await page.locator('.steplink').allTextContents();
  await page.locator('.steplink').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const third = await focused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  const details = await dialog.locator('h3').textContent();
  await page.keyboard.press('Escape');
  const [hidden, back] = [await dialog.isHidden(), await focused()];
  await page.keyboard.press('End');
  const last = await focused();
  await close();
  assert.deepEqual([third, details, back, last], [links[2], links[2], links[2], links.at(-1)]);
  assert.ok(hidden);
});

test('the map scrolls by keys once it has focus', async () => {
  const { page, close } = await open(browser, portal.file(map), { reducedMotion: 'reduce' });
  const region = page.locator('[data-scroll]');
  await region.focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.querySelector('[data-scroll]').scrollLeft > 0);
  await close();
});

for (const height of [900, 720]) {
  test(`there is one way down at ${height}: the page takes the map along, and its heads stay`, async () => {
    const { page, close } = await open(browser, portal.file(map), { viewport: { width: 1440, height }, reducedMotion: 'reduce' });
    const state = () => page.evaluate(() => {
      const box = document.querySelector('[data-scroll]');
      const top = (selector) => Math.round(box.querySelector(selector).getBoundingClientRect().top - box.getBoundingClientRect().top);
      return { page: Math.round(scrollY), shown: Math.round(box.scrollTop), rest: box.scrollHeight - box.clientHeight, stage: top('.stage'), step: top('.step > th') };
    });
    await page.locator('[data-scroll]').hover({ position: { x: 700, y: 200 } });
    await page.mouse.wheel(0, 700);
    await page.waitForFunction(() => document.querySelector('[data-scroll]').scrollTop > 100);
    const first = await state();
    await page.mouse.wheel(0, 200);
    await page.waitForFunction((before) => scrollY >= before + 200, first.page);
    const second = await state();
    await page.mouse.wheel(0, 20000);
    await page.waitForFunction(() => scrollY + innerHeight >= document.documentElement.scrollHeight - 1);
    const end = await state();
    await close();
    assert.ok(Math.abs(second.shown - first.shown - (second.page - first.page)) <= 2, JSON.stringify([first, second]));
    assert.deepEqual([first.stage, first.step], [second.stage, second.step], 'the heads stay');
    assert.ok(end.page > second.page + second.rest - second.shown, 'the page goes on below the map');
    assert.ok(Math.abs(end.shown - end.rest) <= 2, 'and the map was shown to its end');
  });
}

test('what has focus in the map is brought into view by the page', async () => {
  const { page, close } = await open(browser, portal.file(map), { reducedMotion: 'reduce' });
  const link = page.locator('.jm td a:visible').last();
  await link.focus();
  await page.waitForFunction(() => scrollY > 200);
  const [seen, bar] = [await link.boundingBox(), await page.locator('.topbar').boundingBox()];
  await close();
  assert.ok(seen.y >= bar.y + bar.height && seen.y + seen.height <= 900, JSON.stringify(seen));
});

test('full screen the map scrolls by itself, and gives its place back', async () => {
  const { page, close } = await open(browser, portal.file(map), { reducedMotion: 'reduce' });
  const track = () => page.evaluate(() => document.querySelector('.mw-track').style.height);
  const before = await track();
  await page.locator('[data-full]').click();
  await page.waitForFunction(() => document.fullscreenElement && !document.querySelector('.mw-track').style.height);
  await page.locator('[data-scroll]').hover({ position: { x: 700, y: 300 } });
  await page.mouse.wheel(0, 300);
  await page.waitForFunction(() => document.querySelector('[data-scroll]').scrollTop > 100);
  await page.evaluate(() => document.exitFullscreen());
  await page.waitForFunction((height) => document.querySelector('.mw-track').style.height === height, before);
  await close();
});

test('filters are chosen by keys and kept in the address', async () => {
  const { page, close } = await open(browser, portal.file('index.html'));
  const select = page.locator('[data-filters] select').first();
  const all = await page.locator('.jc:visible').count();
  await select.focus();
  await page.keyboard.press('ArrowDown');
  const value = await select.inputValue();
  const shown = await page.locator('.jc:visible').count();
  const address = page.url();
  await close();
  assert.ok(value && shown > 0 && shown < all, `${value}: ${shown} of ${all}`);
  assert.ok(new URL(address).search.includes(encodeURIComponent(value).replaceAll('%20', '+')), address);
});

/** Layout shifts and the first paint, as the browser tells them. */
const told = () => new Promise((done) => {
  const shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) => entry.value))).observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => done({
    shift: shifts.reduce((sum, value) => sum + value, 0),
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  })));
});

test('nothing moves while a map of sixty steps loads on a slow machine', async (t) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(hard.file('journeys/sixty-steps.html'), { waitUntil: 'load' });
  const { shift, paint } = await page.evaluate(told);
  await context.close();
  t.diagnostic(`first contentful paint after ${Math.round(paint)} ms with a quarter of the processor`);
  assert.ok(shift <= 0.02, `${shift}`);
});

test('nothing moves when the second half of a map comes after the first is on the screen', async () => {
  const halves = await inHalves(hard.folder, 'journeys/sixty-steps.html');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(halves.address, { waitUntil: 'commit' });
  await page.locator('.mw-bar h2').waitFor();
  await page.evaluate(() => document.fonts.ready);
  const [first, held] = [await page.evaluate(told), await page.locator('.mw-scroll').isHidden()];
  halves.rest();
  await page.waitForLoadState('load');
  const [whole, shown] = [await page.evaluate(told), await page.locator('.mw-scroll').isVisible()];
  await context.close();
  halves.close();
  assert.ok(held && shown, 'a map is shown once it is whole');
  assert.ok(whole.shift - first.shift < 0.002, `${first.shift}, then ${whole.shift}`);
});
