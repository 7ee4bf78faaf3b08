/* Journeybook, default theme. An enhancement only: every page reads, filters, links and prints without it. */
(() => {
const doc = document, root = doc.documentElement;
const one = (selector, from = doc) => from.querySelector(selector);
const all = (selector, from = doc) => [...from.querySelectorAll(selector)];
const rtl = root.dir === 'rtl' ? -1 : 1;

const memory = {
  get(key) { try { return localStorage.getItem(key) } catch { return null } },
  set(key, value) { try { localStorage.setItem(key, value) } catch {} },
};

function make(tag, attributes = {}, ...children) {
  const node = doc.createElement(tag);
  for (const key in attributes) node.setAttribute(key, attributes[key]);
  node.append(...children);
  return node;
}

function icon(path) {
  const box = make('span');
  box.innerHTML = `<svg class="i i-dir" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
  return box.firstChild;
}

function darkMode() {
  all('[data-theme-toggle]').forEach(button => button.onclick = () => {
    const now = root.dataset.theme || (matchMedia('(prefers-color-scheme:dark)').matches ? 'dark' : 'light');
    root.dataset.theme = now === 'dark' ? 'light' : 'dark';
    memory.set('theme', root.dataset.theme);
  });
}

/* On a phone the navigation scrolls sideways: show where we are. */
function navigation() {
  const nav = one('.nav'), current = one('.nav [aria-current]');
  if (current && nav.scrollWidth > nav.clientWidth) nav.scrollLeft = current.offsetLeft - nav.clientWidth / 2;
}

/* Search: the link leads to the list of everything; the script and style of the dialog are read when it is first opened. */
function search() {
  const link = one('[data-search]');
  if (!link) return;
  let asked;
  const open = () => {
    if (globalThis.journeybookSearch?.open) return globalThis.journeybookSearch.open();
    if (asked) return;
    asked = true;
    doc.head.append(make('link', { rel: 'stylesheet', href: link.dataset.style }));
    doc.head.append(make('script', { src: link.dataset.search }));
  };
  link.setAttribute('aria-haspopup', 'dialog');
  link.addEventListener('click', event => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  doc.addEventListener('keydown', event => {
    const typing = event.target.closest?.('input:not([type=checkbox],[type=radio]),select,textarea,[contenteditable]');
    const wanted = event.key === '/' && !event.altKey && !event.metaKey && !event.ctrlKey && !typing;
    if (!wanted && !(event.key === 'k' && (event.ctrlKey || event.metaKey))) return;
    event.preventDefault();
    open();
  });
}

function menus() {
  const open = () => all('details[data-menu][open]');
  doc.addEventListener('click', event => open().forEach(menu => menu.contains(event.target) || (menu.open = false)));
  doc.addEventListener('keydown', event => {
    if (event.key === 'Escape') open().forEach(menu => { menu.open = false; one('summary', menu).focus() });
  });
}

/* One way down. A box whose heads stay in sight both ways has to scroll both ways, and a page with a box that scrolls down inside
   it stops under the wheel. So the box stays on the screen while a track as high as all of it passes by, and shows what the page
   has come to: sideways it scrolls itself, down the page scrolls it. Without script it scrolls by itself. */
function withPage(scroller) {
  const track = make('div', { class: 'mw-track' });
  scroller.replaceWith(track);
  track.append(scroller);
  const top = () => parseFloat(getComputedStyle(scroller).top) || 0;
  const rest = () => scroller.scrollHeight - scroller.clientHeight;
  const alone = () => doc.fullscreenElement || rest() < 2;
  const wanted = () => Math.min(rest(), Math.max(0, top() - track.getBoundingClientRect().top));
  const follow = () => { if (!alone()) scroller.scrollTop = wanted() };
  const measure = () => {
    track.style.height = alone() ? '' : scroller.offsetHeight + rest() + 'px';
    follow();
  };
  /* A link, the keyboard or a search in the page may bring a part of the box into view: then the page goes there. */
  scroller.addEventListener('scroll', () => {
    if (alone() || Math.abs(scroller.scrollTop - wanted()) < 2) return;
    scrollBy({ top: track.getBoundingClientRect().top - top() + scroller.scrollTop, behavior: 'instant' });
  }, { passive: true });
  addEventListener('scroll', follow, { passive: true });
  doc.addEventListener('fullscreenchange', measure);
  const sizes = new ResizeObserver(measure);
  sizes.observe(scroller);
  sizes.observe(scroller.firstElementChild);
}

function journeyMap(map) {
  const scroller = one('[data-scroll]', map);
  if (!scroller) return;
  withPage(scroller);
  const steps = all('.step', map), heads = all('thead th', map), boxes = all('[data-lane]', map);
  const laneWidth = () => one('thead tr', scroller)?.offsetWidth || 0;

  /* lanes */
  const count = one('[data-lanecount]', map);
  const lanesChanged = () => {
    const on = boxes.filter(box => box.checked).length;
    if (count) count.textContent = on === boxes.length ? on : count.dataset.some.replace('{n}', on).replace('{all}', boxes.length);
    frame();
  };
  boxes.forEach(box => box.onchange = lanesChanged);
  all('[data-preset]', map).forEach(button => button.onclick = () => {
    const wanted = button.dataset.preset.split(' ');
    boxes.forEach(box => box.checked = wanted[0] === 'all' || box.dataset.lane.split(' ').some(word => wanted.includes(word)));
    lanesChanged();
  });

  /* view and density are remembered */
  all('.mw-tools [type=radio]', map).forEach(radio => {
    if (memory.get(radio.name) === radio.id) radio.checked = true;
    radio.addEventListener('change', () => { memory.set(radio.name, radio.id); frame() });
  });

  /* the overview shows which part of the map is on screen */
  const win = one('[data-win]');
  function frame() {
    if (!win) return;
    const lane = laneWidth(), span = scroller.scrollWidth - lane, view = scroller.clientWidth - lane;
    win.hidden = getComputedStyle(one('.jm', scroller)).display !== 'grid' || view >= span - 4;
    if (win.hidden) return;
    win.style.insetInlineStart = Math.abs(scroller.scrollLeft) / span * 100 + '%';
    win.style.inlineSize = view / span * 100 + '%';
  }
  let request;
  const later = () => { cancelAnimationFrame(request); request = requestAnimationFrame(frame) };
  scroller.addEventListener('scroll', later, { passive: true });
  addEventListener('resize', later);

  /* previous and next stage */
  const offset = stage => {
    const a = stage.getBoundingClientRect(), b = scroller.getBoundingClientRect();
    return (rtl > 0 ? a.left - b.left : b.right - a.right) - laneWidth();
  };
  all('[data-go]', map).forEach(button => button.onclick = () => {
    const direction = +button.dataset.go, offsets = all('.stage', map).map(offset);
    const target = direction > 0 ? offsets.find(x => x > 24) : offsets.filter(x => x < -24).pop();
    scroller.scrollBy({ left: rtl * (target ?? direction * scroller.clientWidth) });
  });

  const full = one('[data-full]', map);
  if (full && !map.requestFullscreen) full.remove();
  else if (full) full.onclick = () => doc.fullscreenElement ? doc.exitFullscreen() : map.requestFullscreen();

  /* bring a step into view, clear of the lane labels and of the open inspector */
  function reveal(step) {
    if (getComputedStyle(one('.jm', scroller)).display !== 'grid' || rtl < 0) return step.scrollIntoView({ block: 'nearest', inline: 'center' });
    const a = step.getBoundingClientRect(), b = scroller.getBoundingClientRect();
    const left = b.left + laneWidth(), right = b.right - (panel && !panel.hidden ? 400 : 0);
    if (a.left < left) scroller.scrollBy({ left: a.left - left - 8 });
    else if (a.right > right) scroller.scrollBy({ left: a.right - right + 8 });
  }

  /* the inspector: the same cells, one under the other */
  let panel, opener;
  function close() {
    if (!panel || panel.hidden) return;
    panel.hidden = true;
    steps.forEach(step => step.classList.remove('on'));
    opener?.focus({ preventScroll: true });
  }
  function button(label, path, disabled, action) {
    const node = make('button', { class: 'iconbtn', type: 'button', 'aria-label': label }, icon(path));
    node.disabled = disabled;
    node.onclick = action;
    return node;
  }
  function cellCopy(cell) {
    const copy = make('dd');
    for (const node of cell.childNodes) {
      if (node.nodeType === 1 && node.matches('.lbl,.segsvg')) continue;
      copy.append(node.cloneNode(true));
    }
    all('[id]', copy).forEach(node => node.removeAttribute('id'));
    all('.star', copy).forEach(node => node.remove());
    all('.evs a[title]', copy).forEach(chip => {
      const row = make('div');
      chip.replaceWith(row);
      row.append(chip, make('span', {}, chip.title));
      chip.removeAttribute('title');
    });
    return copy;
  }
  function inspect(index, focus = true) {
    if (!panel) {
      panel = make('aside', { class: 'insp', role: 'dialog', 'aria-label': map.dataset.details, tabindex: '-1' });
      map.append(panel);
    }
    const step = steps[index], list = make('dl');
    all(':scope > td', step).forEach((cell, i) => {
      if (one('.nil', cell)) return;
      list.append(make('div', {}, make('dt', {}, one('.ln-name', heads[i + 1]).textContent), cellCopy(cell)));
    });
    const bar = make('header', {}, make('span', { class: 'cap' }, `${index + 1} / ${steps.length}`),
      button(map.dataset.previous, 'm14.5 5-7 7 7 7', index === 0, () => go(index - 1)),
      button(map.dataset.next, 'm9.5 5 7 7-7 7', index === steps.length - 1, () => go(index + 1)),
      button(map.dataset.close, 'm5 5 14 14M19 5 5 19', false, close));
    panel.replaceChildren(bar, make('h3', {}, one('.steplink', step).textContent));
    const moment = one('.motlabel', step);
    if (moment) panel.append(moment.cloneNode(true));
    panel.append(list);
    panel.hidden = false;
    steps.forEach(other => other.classList.toggle('on', other === step));
    if (focus) panel.focus({ preventScroll: true });
  }
  function go(index) {
    history.replaceState(null, '', '#' + steps[index].id);
    inspect(index);
    reveal(steps[index]);
  }
  map.addEventListener('click', event => {
    const link = event.target.closest('.steplink');
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    opener = link;
    go(steps.indexOf(link.closest('.step')));
  });
  doc.addEventListener('keydown', event => { if (event.key === 'Escape') close() });

  /* a link to a step or a stage opens the stage it is in (on a phone stages fold) */
  function unfold() {
    const target = location.hash && doc.getElementById(decodeURIComponent(location.hash.slice(1)));
    const number = target && /\b(?:in|of)-(\d+)\b/.exec(target.className);
    const box = number && one('#fold-' + number[1], map);
    if (box) box.checked = true;
  }
  addEventListener('hashchange', unfold);

  /* arrows move from step to step once a step has focus */
  map.addEventListener('keydown', event => {
    const link = event.target.closest?.('.steplink');
    if (!link || event.altKey || event.ctrlKey || event.metaKey) return;
    const i = steps.indexOf(link.closest('.step'));
    const next = { ArrowRight: i + rtl, ArrowLeft: i - rtl, Home: 0, End: steps.length - 1 }[event.key];
    if (next == null || !steps[next]) return;
    event.preventDefault();
    one('.steplink', steps[next]).focus({ preventScroll: true });
    reveal(steps[next]);
    if (panel && !panel.hidden) inspect(next, false);
  });

  unfold();
  lanesChanged();
  later();
  /* The box has moved into its track, and lost its place. */
  const target = location.hash && doc.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && scroller.contains(target)) target.scrollIntoView();
}

/* CSS hides the cards; this counts them and keeps the address shareable. */
function filters(form) {
  const selects = all('select', form), count = one('[data-count]'), cards = all('.jc'), none = one('.none[hidden]');
  const query = new URLSearchParams(location.search), everything = count.textContent;
  selects.forEach(select => { if (query.has(select.name)) select.value = query.get(select.name) });
  function update() {
    const shown = cards.filter(card => card.offsetParent).length;
    if (none) none.hidden = shown > 0;
    count.textContent = shown === cards.length ? everything : count.dataset.some.replace('{shown}', shown);
    const chosen = new URLSearchParams(selects.filter(s => s.value).map(s => [s.name, s.value]));
    try { history.replaceState(null, '', (chosen.size ? '?' + chosen : location.pathname) + location.hash) } catch {}
  }
  form.addEventListener('change', update);
  form.addEventListener('reset', () => setTimeout(update));
  update();
}

function sortable(table) {
  const live = make('p', { class: 'sr', 'aria-live': 'polite' });
  table.parentNode.after(live);
  all('thead th[data-k]', table).forEach(head => {
    const button = make('button', { class: 'sort', type: 'button' }, ...head.childNodes);
    head.append(button);
    button.onclick = () => {
      const numeric = head.dataset.k === 'n', first = numeric ? 'descending' : 'ascending';
      const order = head.getAttribute('aria-sort') !== first ? first : numeric ? 'ascending' : 'descending';
      all('thead th', table).forEach(other => other.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', order);
      const column = [...head.parentNode.children].indexOf(head), sign = order === 'ascending' ? 1 : -1;
      const value = row => row.cells[column].dataset.v ?? row.cells[column].textContent.trim();
      const rows = body => [...body.rows].filter(row => row.cells.length > 1);
      const sorted = body => rows(body).sort((a, b) => sign * (numeric ? value(a) - value(b) : value(a).localeCompare(value(b), root.lang)));
      [...table.tBodies].forEach(body => body.append(...sorted(body)));
      live.textContent = table.dataset[order].replace('{column}', button.textContent);
    };
  });
}

darkMode();
navigation();
search();
menus();
all('.mw').forEach(journeyMap);
all('.cw-scroll').forEach(withPage);
all('[data-filters]').forEach(filters);
all('table[data-sort]').forEach(sortable);
})();
