// The sample portal, built into a folder of its own, and a browser to look at it with.
import { spawn, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const program = process.env.JOURNEYBOOK_BIN ?? join(repository, 'target/release/journeybook');
const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

/** Builds a site of the repository and gives the portal's folder and pages. */
export function build(site = repository) {
  const folder = mkdtempSync(join(tmpdir(), 'journeybook-'));
  execFileSync(program, ['build', site, '--out', folder, '--now', '2026-11-22', '--quiet'], { stdio: 'inherit' });
  const pages = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.html')).sort();
  return {
    folder,
    pages,
    /** The address of a page as a file. */
    file: (page) => pathToFileURL(join(folder, page)).href,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Builds the sample in another theme. */
export function buildIn(theme) {
  const site = mkdtempSync(join(tmpdir(), 'journeybook-site-'));
  for (const part of ['content', 'data']) cpSync(join(repository, part), join(site, part), { recursive: true });
  const settings = readFileSync(join(repository, 'journeybook.toml'), 'utf8');
  writeFileSync(join(site, 'journeybook.toml'), `theme = "${theme}"\n${settings}`);
  const portal = build(site);
  rmSync(site, { recursive: true, force: true });
  return portal;
}

/** Serves the sample at a free port; gives the address of a page, and a way to end it. */
export async function serve() {
  const words = ['serve', repository, '--port', '0', '--now', '2026-11-22'];
  const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  const lines = createInterface({ input: child.stderr });
  const port = await new Promise((found, lost) => {
    child.once('exit', () => lost(new Error('the server ended')));
    lines.on('line', (line) => {
      const at = line.match(/http:\/\/localhost:(\d+)\//);
      if (at) found(at[1]);
    });
  });
  return { address: (page) => `http://127.0.0.1:${port}/${page}`, end: () => child.kill() };
}

/** Serves a built page whose second half comes only when asked for, and the files it names. */
export async function inHalves(folder, page) {
  const whole = readFileSync(join(folder, page), 'utf8');
  const half = Math.floor(whole.length / 2);
  let held;
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname).slice(1);
    response.setHeader('content-type', { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' }[extname(path)] ?? 'font/woff2');
    if (path !== page) return response.end(readFileSync(join(folder, path)));
    response.write(whole.slice(0, half));
    held = response;
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    address: `http://127.0.0.1:${server.address().port}/${page}`,
    rest: () => held.end(whole.slice(half)),
    close: () => server.close(),
  };
}

/** Debian's browser with a fresh profile. */
export function browse() {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
}

/** The first page of each kind: of each folder, and the list of each folder, and what lies at the top. */
export function kinds({ folder, pages }) {
  const first = new Map();
  for (const page of pages) {
    // Old addresses lead on at once: there is nothing to see.
    if (readFileSync(join(folder, page), 'utf8').includes('http-equiv="refresh"')) continue;
    const list = page.endsWith('index.html') ? 'list' : 'page';
    const kind = page.includes('/') ? `${dirname(page)} ${list}` : page;
    // The page for missing addresses is shown at any depth, so it needs a server.
    if (page !== '404.html' && !first.has(kind)) first.set(kind, page);
  }
  first.set('the largest map', 'journeys/book-online-and-come-back.html');
  const side = pages.find((page) => page.includes('-vs-'));
  if (side) first.set('two maps side by side', side);
  first.set('evidence with figures', 'evidence/autumn-survey.html');
  first.set('the team with most to show', 'teams/digital.html');
  return [...first.values()].sort();
}

/** A page that notes what goes wrong in it. */
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('requestfailed', (request) => wrong.push(`${request.url()} ${request.failure()?.errorText}`));
  page.on('response', (response) => response.status() >= 400 && wrong.push(`${response.status()} ${response.url()}`));
  await page.goto(address, { waitUntil: 'load' });
  return { page, wrong, close: () => context.close() };
}
