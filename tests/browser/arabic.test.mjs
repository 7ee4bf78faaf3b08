// A portal in Arabic: read from the right, all of it in Arabic, and nothing wider than the screen.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertSound } from './axe.mjs';
import { browse, build, open } from './portal.mjs';

const files = {
  'journeybook.toml': 'title = "مسرح الميناء"\nlanguage = "ar-EG"\n',
  'content/personas/sara.md': '---\ntitle: سارة المنصوري\nrole: مصممة\n---\nتذهب إلى المسرح مرتين في السنة.\n',
  'content/journeys/buy.md': `---
title: شراء تذكرة عبر الإنترنت
persona: sara
reviewed: 2026-03-12
---
## المرحلة 1: الاكتشاف

### ترى الملصق
- الأفعال: تلتقط صورة للملصق
- المشاعر: +1 فضول
- نقاط الاتصال: ملصق المحطة

### تبحث عن العرض
- الأفعال: تكتب اسم العرض في محرك البحث
- المشاعر: متحمسة
- نقاط الاتصال: الموقع الإلكتروني

## المرحلة 2: الحجز

### تختار المقاعد
- الأفعال: تكبّر مخطط القاعة
- المشاعر: -1 محتارة
- نقاط الألم: المخطط صغير على الهاتف {severity=high}
- الفرص: مخطط قابل للتكبير {impact=4 reach=3 effort=2}
- خلف الكواليس: يقفل النظام المقاعد

### تدفع
- الأفعال: تدخل بيانات البطاقة
- المشاعر: غير راضية
- لحظة الحقيقة
`,
  'content/journeys/refund.md': '# استرداد ثمن تذكرة\n\n## الطلب\n\n### تتصل\n- المشاعر: -2 محبطة\n\n### تنتظر\n- المشاعر: +1 مرتاحة\n',
};

const site = mkdtempSync(join(tmpdir(), 'journeybook-arabic-'));
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(site, path)), { recursive: true });
  writeFileSync(join(site, path), text);
}
const portal = build(site);
let browser;
before(async () => { browser = await browse(); });
after(async () => { await browser?.close(); portal.remove(); rmSync(site, { recursive: true, force: true }); });

const map = 'journeys/buy.html';

for (const width of [1440, 390]) {
  for (const name of ['index.html', map, 'journeys/index.html', 'opportunities/index.html', 'personas/sara.html']) {
    test(`${name}, ${width} wide`, () => assertSound(browser, portal.file(name), { viewport: { width, height: 900 } }));
  }
}

test('all that the portal says is Arabic; plugins speak their own language', async () => {
  for (const name of ['index.html', map, 'opportunities/index.html', 'personas/sara.html']) {
    const { page, close } = await open(browser, portal.file(name));
    const said = await page.evaluate(() => {
      for (const node of document.querySelectorAll('#scores,.finds')) node.remove();
      const labels = [...document.querySelectorAll('[aria-label]')].map((node) => node.getAttribute('aria-label'));
      return [document.body.innerText, ...labels].join('\n');
    });
    await close();
    const words = said.replace(/Journeybook|Markdown|content\/journeys\/buy\.md/g, '').match(/[A-Za-z]{2,}/g) ?? [];
    assert.deepEqual(words, [], name);
  }
});

/** Where the middles of things lie from the left, in the order of the document. */
const middles = (nodes) => nodes.map((node) => { const box = node.getBoundingClientRect(); return box.left + box.width / 2; });

/** How far lines get to the right, from their first point to their last. */
const ways = (paths) => paths.map((path) => {
  const onScreen = (at) => path.getPointAtLength(at).matrixTransform(path.getScreenCTM()).x;
  return onScreen(path.getTotalLength()) - onScreen(0);
});

test('the steps of a map, their points and the lines between them run to the left', async () => {
  const { page, close } = await open(browser, portal.file(map));
  const points = await page.locator('.jm .step .pt').evaluateAll(middles);
  const lines = await page.locator('.jm .step .segsvg .ln').evaluateAll(ways);
  await close();
  assert.equal(points.length, 4);
  assert.deepEqual(points, points.toSorted((a, b) => b - a));
  assert.ok(lines.length >= 4 && lines.every((way) => way < 0), `${lines}`);
});

test('the curves of the cards run to the left', async () => {
  const { page, close } = await open(browser, portal.file('index.html'));
  const lines = await page.locator('.spark .ln:not(.gap)').evaluateAll(ways);
  await close();
  assert.equal(lines.length, 2);
  assert.ok(lines.every((way) => way < 0), `${lines}`);
});

test('the words in the chart of opportunities lie inside it', async () => {
  const { page, close } = await open(browser, portal.file('opportunities/index.html'));
  const out = await page.locator('svg .ql').evaluateAll((texts) => texts.filter((text) => {
    const [box, chart] = [text, text.ownerSVGElement].map((node) => node.getBoundingClientRect());
    return box.left < chart.left || box.right > chart.right;
  }).map((text) => text.textContent));
  const words = await page.locator('svg .ql').count();
  await close();
  assert.equal(words, 4);
  assert.deepEqual(out, []);
});

test('a signed number reads with its sign first', async () => {
  const { page, close } = await open(browser, portal.file(map));
  const places = await page.locator('.jm .step .num').evaluateAll((nodes) => nodes.map((node) => {
    const text = node.firstChild;
    const at = (letter) => {
      const range = document.createRange();
      range.setStart(text, letter);
      range.setEnd(text, letter + 1);
      return range.getBoundingClientRect().left;
    };
    const sign = text.data.search(/[+−]/);
    return at(sign + 1) - at(sign);
  }));
  await close();
  assert.equal(places.length, 4);
  assert.ok(places.every((way) => way > 0), `${places}`);
});
