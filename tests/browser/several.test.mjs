// A file of several maps, and a small map in it: no violation that axe knows, and nothing wider than the screen.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertSound } from './axe.mjs';
import { browse, build, open } from './portal.mjs';

const maps = `---
title: Ticket journeys
---

## UJ-001: Buying a ticket

### Find
- doing: Searches the site
- feeling: +1 curious

### Pay
- doing: Pays
- feeling: -2 angry

## UJ-002: Returning a ticket

### Ask
- doing: Calls the box office
- feeling: -1

### Wait
- doing: Waits
- feeling: -2

## Notes

\`\`\`mermaid
journey
  title My working day
  accTitle: A day
  section Go to work
    Make tea: 5: Me
    Do work: 1: Me, Cat
  section Go home
    Sit down: 3: Me
\`\`\`
`;

const site = mkdtempSync(join(tmpdir(), 'journeybook-site-'));
mkdirSync(join(site, 'content/journeys'), { recursive: true });
writeFileSync(join(site, 'journeybook.toml'), '');
writeFileSync(join(site, 'content/journeys/tickets.md'), maps);
const portal = build(site);
let browser;
before(async () => { browser = await browse(); });
after(async () => { await browser?.close(); portal.remove(); rmSync(site, { recursive: true, force: true }); });

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1440, 390]) {
    for (const name of ['journeys/tickets.html', 'journeys/tickets/uj-001.html']) {
      const options = { colorScheme, viewport: { width, height: 900 } };
      test(`${name}, ${colorScheme}, ${width} wide`, () => assertSound(browser, portal.file(name), options));
    }
  }
}

test('the page of the file leads to each map, and each map back', async () => {
  const { page, close } = await open(browser, portal.file('journeys/tickets.html'), {});
  await page.getByRole('link', { name: /Buying a ticket/ }).first().click();
  await page.getByRole('link', { name: 'Ticket journeys' }).first().click();
  assert.equal(await page.getByRole('heading', { level: 1 }).textContent().then((text) => text.trim()), 'Ticket journeys');
  await close();
});
