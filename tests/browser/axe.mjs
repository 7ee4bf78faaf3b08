// What every page of a portal keeps: axe finds nothing, the console is silent, nothing is wider than the screen.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { open } from './portal.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong in a page, a line each with the first places. */
export async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'], preload: false }));
  return result.violations.map(({ id, help, nodes }) => `${id}: ${help}\n    ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join('\n    ')}`);
}

/** How many pixels a page is wider than the screen. */
export function sideways(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Opens a page and fails where it does not keep what every page keeps. */
export async function assertSound(browser, address, options) {
  const { page, wrong, close } = await open(browser, address, { reducedMotion: 'reduce', ...options });
  const [found, wide] = [await violations(page), await sideways(page)];
  await close();
  assert.deepEqual(found, []);
  assert.deepEqual(wrong, []);
  assert.ok(wide <= 0, `${wide} px wider than the screen`);
}
