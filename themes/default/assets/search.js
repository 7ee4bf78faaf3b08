/* Journeybook, default theme: search. Read when it is first asked for; its index is files of scripts, so it works from a
   folder as well as from a server, and under a policy that allows no script but the portal's own. */
(() => {
const doc = document, link = doc.querySelector('[data-search]'), said = link.dataset;
/* From this page to the portal's root. */
const root = said.index.replace(/search\/$/, '');
const SHOWN = 8, PARTS = 3, CHUNKS = 3;
const pairs = text => text.split(';').filter(Boolean).map(pair => pair.split(/=(.*)/s));
const kinds = Object.fromEntries(pairs(said.kinds));

function make(tag, attributes = {}, ...children) {
  const node = doc.createElement(tag);
  for (const key in attributes) node.setAttribute(key, attributes[key]);
  node.append(...children);
  return node;
}

/* The index: every file calls back with what it holds. */
const waiting = {}, held = {};
const arrived = kind => (at, value) => { held[kind + at] = value; waiting[kind + at]?.(value) };
globalThis.journeybookSearch = { index: arrived('index'), words: arrived('words'), page: arrived('page') };
const asked = {};
function fetched(kind, at, path) {
  return asked[kind + at] ??= new Promise((found, lost) => {
    waiting[kind + at] = found;
    const script = make('script', { src: said.index + path });
    script.onerror = () => { delete asked[kind + at]; lost(new Error(path)) };
    doc.head.append(script);
  });
}
const head = () => fetched('index', 0, 'index.js');
const chunk = async at => fetched('words', at, `words/${at}.js?v=${(await head()).version}`);
const page = async at => fetched('page', at, `pages/${at}.js?v=${(await head()).version}`);

/* Words, folded as the engine folds them (core/engine/src/folding.rs). */
const fold = text => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
const unspaced = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
function words(text) {
  const runs = fold(text).replace(/['’]/g, '').split(/[^\p{Alphabetic}\p{N}]+/u).filter(Boolean);
  return runs.flatMap(run => (run.match(/[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+|[^\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+/gu) || [])
    .flatMap(part => {
      const letters = [...part];
      return unspaced.test(part) && letters.length > 1 ? letters.slice(1).map((letter, at) => letters[at] + letter) : [part];
    }));
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
function postings(text) {
  const pages = new Map();
  let last = 0, value = 0, scale = 1;
  for (let at = 0; at < text.length; at++) {
    const digit = LETTERS.indexOf(text[at]);
    value += (digit % 32) * scale;
    scale *= 32;
    if (digit > 31) continue;
    last += value;
    pages.set(last, +text[++at]);
    value = 0;
    scale = 1;
  }
  return pages;
}

/* The pages that hold a word, or one that begins with it, each with how much it says. */
async function holding(word, exact) {
  const { cuts } = await head();
  let from = 0;
  while (from + 1 < cuts.length && cuts[from + 1] <= word) from++;
  const pages = new Map();
  for (let at = from; at < cuts.length && at < from + CHUNKS; at++) {
    if (at > from && (exact || !cuts[at].startsWith(word))) break;
    for (const [known, text] of await chunk(at)) {
      if (exact ? known !== word : !known.startsWith(word)) continue;
      for (const [page, weight] of postings(text)) {
        const much = known === word ? weight * 2 : weight;
        if (much > (pages.get(page) || 0)) pages.set(page, much);
      }
    }
  }
  return pages;
}

async function search(text, narrow) {
  const asked = [...new Set(words(text))];
  const sets = await Promise.all([...asked.map(word => holding(word, false)), ...narrow.map(word => holding(word, true))]);
  const wordSets = sets.slice(0, asked.length), walls = sets.slice(asked.length);
  const inside = page => walls.every(set => set.has(page));
  const score = page => wordSets.reduce((sum, set) => sum + (set.get(page) || 0), 0);
  const all = new Set((wordSets.length ? wordSets : walls).flatMap(set => [...set.keys()]).filter(inside));
  const whole = [...all].filter(page => wordSets.every(set => set.has(page)));
  const pages = (whole.length ? whole : [...all]).sort((a, b) => score(b) - score(a) || a - b);
  return { pages, some: !whole.length && all.size > 0 && asked.length > 1, asked };
}

/* The parts of a page that hold what was asked for: all of the words before some. */
function parts(found, asked, narrow) {
  const own = found[4].slice().filter(part => part[1]);
  const wanted = narrow.filter(word => /^=(stage|channel):/.test(word));
  const hits = own.filter(part => wanted.every(word => part[3].includes(word))).map(part => {
    const titled = words(part[0]), told = words(part[2]);
    const holds = list => asked.filter(word => list.some(known => known.startsWith(word))).length;
    return { part, score: holds(titled) * 3 + holds(told), all: holds([...titled, ...told]) === asked.length };
  });
  const some = hits.filter(hit => asked.length ? hit.score : wanted.length);
  const best = some.some(hit => hit.all) ? some.filter(hit => hit.all) : some;
  return best.sort((a, b) => b.score - a.score).slice(0, PARTS).map(hit => hit.part);
}

function marked(text, asked) {
  const pieces = text.split(/([\p{Alphabetic}\p{N}\p{M}'’]+)/u);
  return pieces.filter(Boolean).map(piece => {
    const own = words(piece);
    return own.some(word => asked.some(wanted => word.startsWith(wanted))) ? make('mark', {}, piece) : piece;
  });
}

/* The beginning of a text, no word cut in two. */
const cut = (text, most) => text.length > most ? text.slice(0, most).replace(/\s\S*$/, '') + ' …' : text;

function excerpt(text, asked) {
  const at = text.split(/(?=\s)/).reduce((state, word) => {
    if (state.found < 0 && words(word).some(own => asked.some(wanted => own.startsWith(wanted)))) state.found = state.at;
    state.at += word.length;
    return state;
  }, { at: 0, found: -1 }).found;
  if (at < 0) return '';
  const from = Math.max(0, text.lastIndexOf(' ', Math.max(0, at - 40)) + 1);
  return (from ? '… ' : '') + cut(text.slice(from), 130);
}

/* The dialog. */
const input = make('input', { type: 'text', inputmode: 'search', enterkeyhint: 'search', role: 'combobox', 'aria-controls': 'sd-l', 'aria-expanded': 'false', 'aria-autocomplete': 'list', 'aria-label': said.title, placeholder: said.hint, autocomplete: 'off', spellcheck: 'false' });
const shut = make('button', { type: 'button', class: 'btn' }, said.close);
const list = make('div', { id: 'sd-l', role: 'listbox', 'aria-label': said.title }), notes = make('div'), rest = make('div');
const results = make('div', { class: 'sd-r' }, notes, list, rest);
const count = make('p', { role: 'status' });
const selects = make('div');
const narrowing = make('details', { class: 'sd-f' }, make('summary', {}, said.narrow), selects);
const hint = (keys, text) => make('p', {}, ...keys.map(key => make('kbd', {}, key)), text);
const magnifier = link.querySelector('svg').cloneNode(true);
const dialog = make('dialog', { class: 'sd', 'aria-label': said.title },
  make('div', { class: 'sd-q' }, magnifier, input, shut), narrowing, results,
  make('div', { class: 'sd-b' }, hint(['↑', '↓'], said.move), hint(['↵'], said.open), hint(['Esc'], said.close.toLowerCase()), count));

const options = () => [...results.querySelectorAll('[role=option]')];
let chosen = -1, turn = 0, most = SHOWN;
function choose(at) {
  const all = options();
  chosen = all.length ? (at + all.length) % all.length : -1;
  all.forEach((option, index) => option.setAttribute('aria-selected', index === chosen));
  all[chosen]?.scrollIntoView({ block: 'nearest' });
  if (chosen < 0) input.removeAttribute('aria-activedescendant');
  else input.setAttribute('aria-activedescendant', all[chosen].id);
}

function option(url, children, depth) {
  const node = make('a', { role: 'option', 'aria-selected': 'false', href: root + url }, ...children);
  return make('div', { class: depth ? 'sub' : '', role: 'presentation' }, node);
}

function row(found, asked, narrow) {
  const [title, kind, url, about] = found;
  const whole = found[4][0]?.[1] ? '' : excerpt(found[4][0]?.[2] || '', asked);
  const meta = [kinds[kind], about].filter(Boolean).join(', ');
  const line = make('small', {}, ...marked(cut(meta, 130), asked));
  const rows = [option(url, [make('b', {}, ...marked(title, asked)), line, ...(whole ? [make('small', {}, ...marked(whole, asked))] : [])])];
  for (const [name, anchor, text] of parts(found, asked, narrow)) {
    const told = excerpt(text, asked);
    rows.push(option(`${url}#${anchor}`, [make('span', {}, ...marked(name, asked)), ...(told ? [make('small', {}, ...marked(told, asked))] : [])], 1));
  }
  return rows;
}

const everything = text => make('p', { class: 'sd-n' }, text, ' ', make('a', { href: link.href }, said.az));
const narrowed = () => [...selects.querySelectorAll('select')].filter(select => select.value).map(select => select.value);

function show(above, rows, below) {
  notes.replaceChildren(...above);
  list.replaceChildren(...rows);
  rest.replaceChildren(...below);
}

async function update() {
  const mine = ++turn, text = input.value, narrow = narrowed();
  if (!words(text).length && !narrow.length) {
    show([], [], []);
    count.textContent = '';
    input.setAttribute('aria-expanded', 'false');
    return choose(-1);
  }
  try {
    const { pages, some, asked } = await search(text, narrow);
    const found = await Promise.all(pages.slice(0, most).map(page));
    if (mine !== turn) return;
    const rows = found.flatMap(one => row(one, asked, narrow));
    const told = some ? [make('p', { class: 'sd-n' }, said.some)] : rows.length ? [] : [everything(said.none)];
    show(told, rows, pages.length > most ? [more()] : []);
    options().forEach((node, at) => { node.id = `sd-${at}` });
    count.textContent = pages.length === 1 ? said.one : said.found.replace('{n}', pages.length);
    input.setAttribute('aria-expanded', rows.length ? 'true' : 'false');
    choose(rows.length ? 0 : -1);
  } catch {
    if (mine === turn) show([everything(said.lost)], [], []);
  }
}

function more() {
  const button = make('button', { type: 'button', class: 'btn' }, said.more);
  button.onclick = () => { most += SHOWN; update() };
  return make('p', { class: 'sd-n' }, button);
}

async function fill() {
  if (selects.childElementCount) return;
  try {
    const { facets } = await head();
    for (const [kind, title] of pairs(said.facets)) {
      if (!facets[kind]?.length || selects.childElementCount > 5) continue;
      const select = make('select', { name: kind }, make('option', { value: '' }, said.all));
      for (const [id, name, pages] of facets[kind]) select.append(make('option', { value: `=${kind}:${id}` }, `${name} (${pages})`));
      select.onchange = first;
      selects.append(make('label', {}, title, select));
    }
    narrowing.hidden = !selects.childElementCount;
  } catch {}
}

const first = () => { most = SHOWN; update() };
let later;
input.oninput = () => { clearTimeout(later); later = setTimeout(first, 60) };
input.onkeydown = event => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) { event.preventDefault(); choose(chosen + step) }
  else if (event.key === 'Enter' && chosen >= 0) { event.preventDefault(); options()[chosen].click() }
};
shut.onclick = () => dialog.close();
dialog.onclick = event => {
  if (event.target === dialog || event.target.closest('[role=option]')) dialog.close();
};
doc.body.append(dialog);

globalThis.journeybookSearch.open = () => {
  if (dialog.open) return;
  dialog.showModal();
  input.select();
  fill();
};
globalThis.journeybookSearch.open();
})();
