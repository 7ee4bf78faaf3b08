// Every kind of page, light and dark, wide and narrow: no violation that axe knows, no error in the console.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertSound, violations } from './axe.mjs';
import { browse, build, buildIn, kinds, open, serve } from './portal.mjs';

const portal = build();
const plain = buildIn('plain');
let browser;
let server;
before(async () => { [browser, server] = await Promise.all([browse(), serve()]); });
after(async () => { server?.end(); await browser?.close(); portal.remove(); plain.remove(); });

const missing = 'a missing page';
const address = (name) => (name === missing ? server.address('404.html') : portal.file(name));

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1440, 390]) {
    describe(`${colorScheme}, ${width} wide`, () => {
      for (const name of [...kinds(portal), missing]) {
        test(name, async () => {
          const options = { colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' };
          const { page, wrong, close } = await open(browser, address(name), options);
          const found = await violations(page);
          await close();
          assert.deepEqual(found, []);
          assert.deepEqual(wrong, []);
        });
      }
    });
  }
}

// The second theme: every kind of page, in both schemes, and no wider than a phone.
for (const colorScheme of ['light', 'dark']) {
  describe(`the theme plain, ${colorScheme}`, () => {
    for (const name of kinds(plain)) {
      const options = { colorScheme, viewport: { width: 390, height: 900 } };
      test(name, () => assertSound(browser, plain.file(name), options));
    }
  });
}
