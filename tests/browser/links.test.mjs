// Every address in every page of the sample and of the documentation leads to a file, and every fragment to an element.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { build } from './portal.mjs';

const docs = resolve(dirname(fileURLToPath(import.meta.url)), '../../docs');
const decoded = (text) => text.replaceAll('&amp;', '&').replaceAll('&#x2f;', '/').replaceAll('&#x27;', "'").replaceAll('&quot;', '"');
const outside = /^(https?:|mailto:|tel:|data:)/;

function values(html, names) {
  const tags = [...html.matchAll(/<[a-z][^>]*>/gi)].map((match) => match[0]);
  return tags.flatMap((tag) => [...tag.matchAll(new RegExp(`\\s(?:${names})="([^"]*)"`, 'g'))].map((match) => decoded(match[1])));
}

function addresses(html) {
  const sets = values(html, 'srcset').flatMap((set) => set.split(',').map((part) => part.trim().split(' ')[0]));
  return [...values(html, 'href|src|action'), ...sets];
}

function ids(html) {
  return new Set(values(html, 'id'));
}

function wrongLinks({ folder, pages }) {
  const texts = new Map(pages.map((page) => [page, readFileSync(join(folder, page), 'utf8')]));
  const known = new Map([...texts].map(([page, html]) => [page, ids(html)]));
  const wrong = new Set();
  for (const [page, html] of texts) {
    for (const address of addresses(html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '<$1 x>'))) {
      if (outside.test(address)) continue;
      // The page for missing addresses is shown at any depth, so its own addresses begin at the root.
      const from = page === '404.html' && !address.startsWith('#') ? '/' : `/${page}`;
      const url = new URL(address, `http://portal${from}`);
      const path = decodeURIComponent(url.pathname).slice(1);
      if (path === '' || path.endsWith('/')) wrong.add(`${page}: ${address} needs a server to find index.html`);
      if (!existsSync(join(folder, path)) || statSync(join(folder, path)).isDirectory()) wrong.add(`${page}: ${address} leads nowhere`);
      const fragment = decodeURIComponent(url.hash.slice(1));
      if (fragment && known.has(path) && !known.get(path).has(fragment)) wrong.add(`${page}: ${address} has no such place`);
    }
  }
  wrong.delete('404.html: / needs a server to find index.html');
  wrong.delete('404.html: / leads nowhere');
  return [...wrong];
}

for (const [name, site] of [['the sample', undefined], ['the documentation', docs]]) {
  test(`every address in ${name} leads somewhere`, (context) => {
    const portal = build(site);
    context.after(portal.remove);
    assert.ok(portal.pages.length > 10);
    assert.deepEqual(wrongLinks(portal), []);
  });

  test(`no id stands twice in a page of ${name}`, (context) => {
    const portal = build(site);
    context.after(portal.remove);
    const twice = portal.pages.flatMap((page) => {
      const all = values(readFileSync(join(portal.folder, page), 'utf8'), 'id');
      return all.filter((id, at) => all.indexOf(id) !== at).map((id) => `${page}: ${id}`);
    });
    assert.deepEqual(twice, []);
  });
}
