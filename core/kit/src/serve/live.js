// Added by `journeybook serve` to the pages it serves, never to the published files.
(() => {
  'use strict';
  let build = document.currentScript.dataset.build;
  let source = null;
  let overlay = null;

  const data = (event) => JSON.parse(event.data);

  function hello(event) {
    const state = data(event);
    if (state.build !== build) location.reload();
    else if (state.failed) showProblems();
  }

  // The browser sends events of this name too, without data, when the connection breaks; it then reconnects by itself.
  function error(event) {
    if (event.data) showProblems();
  }

  function swapStyles(event) {
    const change = data(event);
    build = change.build;
    for (const sheet of change.sheets) {
      for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) swap(link, sheet);
    }
  }

  // The old sheet goes when the new one is there, so the page never stands without style.
  function swap(link, sheet) {
    const url = new URL(link.href);
    if (decodeURIComponent(url.pathname) !== '/' + sheet) return;
    const next = link.cloneNode();
    next.href = '/' + sheet + '?' + build;
    next.onload = () => link.remove();
    link.after(next);
  }

  // Browsers allow six connections to a host, so pages nobody sees let theirs go and catch up when they are seen again.
  function connect() {
    if (source || document.hidden) return;
    source = new EventSource('/_journeybook/events');
    source.addEventListener('hello', hello);
    source.addEventListener('reload', () => location.reload());
    source.addEventListener('css', swapStyles);
    source.addEventListener('error', error);
  }

  function disconnect() {
    if (source) source.close();
    source = null;
  }

  document.addEventListener('visibilitychange', () => (document.hidden ? disconnect() : connect()));
  addEventListener('pagehide', disconnect);
  addEventListener('pageshow', connect);
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });
  connect();

  async function showProblems() {
    const answer = await fetch('/_journeybook/problems');
    const report = await answer.json();
    hide();
    if (!report.failed) return location.reload();
    overlay = document.createElement('journeybook-problems');
    const root = overlay.attachShadow({ mode: 'open' });
    root.append(element('style', '', STYLE), panel(report));
    document.body.append(overlay);
    root.querySelector('button').focus();
  }

  function hide() {
    if (overlay) overlay.remove();
    overlay = null;
  }

  // Everything a writer or a plugin said goes in as text, never as markup.
  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  function panel(report) {
    const title = element('b', '', report.summary);
    title.id = 't';
    const close = element('button', '', 'Hide ', element('kbd', '', 'esc'));
    close.type = 'button';
    close.onclick = hide;
    const head = element('header', '', title, element('span', '', BEHIND[report.behind]), close);
    const foot = element('footer', '', 'This page reloads by itself when the files are right again.');
    const errors = report.problems.filter((problem) => problem.severity === 'error');
    const others = report.problems.filter((problem) => problem.severity === 'warning');
    const sections = [...errors.map(errorSection), ...others.map((problem) => section(problem, 'Warning'))];
    const dialog = element('div', 'panel', head, ...sections, foot);
    dialog.setAttribute('role', 'alertdialog');
    dialog.setAttribute('aria-labelledby', 't');
    return element('div', 'back', dialog);
  }

  const BEHIND = {
    'last-good': 'Behind this: the last good build',
    'as-far-as-it-goes': 'Behind this: the site as far as it can be built',
    nothing: 'There is no page to show yet',
  };

  function errorSection(problem, index, all) {
    return section(problem, `Error ${index + 1} of ${all.length}`);
  }

  function section(problem, label) {
    const from = problem.plugin ? `, from the plugin ${problem.plugin}` : '';
    const made = element('section', problem.severity, element('p', 'label', `${label}, ${problem.code}${from}`));
    made.append(element('h2', '', problem.message), element('p', 'place', place(problem)));
    if (problem.excerpt.length) made.append(excerpt(problem.excerpt));
    for (const other of problem.related) made.append(element('p', 'related', place(other), ' ', other.words));
    if (problem.help) made.append(element('p', 'help', element('b', '', 'Hint. '), ...code(problem.help)));
    return made;
  }

  function place(at) {
    return at.line ? `${at.file}:${at.line}:${at.column}` : at.file;
  }

  function code(text) {
    return text.split('`').map((part, index) => (index % 2 ? element('code', '', part) : part));
  }

  function excerpt(lines) {
    const made = element('pre', '', ...lines.map(excerptLine));
    made.tabIndex = 0;
    return made;
  }

  function excerptLine(line) {
    const number = element('i', '', String(line.number));
    if (!line.mark) return element('span', 'line', number, line.text);
    const [from, to] = line.mark;
    const letters = Array.from(line.text);
    const part = (start, end) => letters.slice(start, end).join('');
    const mark = element('mark', '', part(from - 1, to - 1) || ' ');
    return element('span', 'line hot', number, part(0, from - 1), mark, part(to - 1));
  }

  const STYLE = `
    :host{all:initial}
    *{box-sizing:border-box;margin:0}
    .back{position:fixed;inset:0;z-index:2147483647;display:grid;grid-template-columns:minmax(0,60rem);justify-content:center;align-content:start;padding:5vh 1rem;overflow:auto;background:rgb(8 12 26/.72);font:400 15px/1.5 Archivo,system-ui,sans-serif;color:#e9edf5}
    .panel{min-width:0;background:#10151f;border-top:6px solid #ff8268;box-shadow:0 2rem 6rem rgb(0 0 0/.6)}
    header{display:flex;flex-wrap:wrap;gap:1rem;align-items:center;padding:1.1rem 1.6rem;border-bottom:1px solid #2b3342}
    header b{font-size:20px}header span{color:#a9b3c4;font-size:14px}
    button{margin-left:auto;font:600 13px/1 system-ui;color:#e9edf5;background:none;border:1px solid #465063;border-radius:3px;padding:.55rem .7rem;cursor:pointer}
    kbd{color:#a9b3c4;font:600 12px/1 system-ui;border:1px solid #465063;border-radius:3px;padding:.15rem .35rem}
    section{padding:1.4rem 1.6rem 1.6rem;border-bottom:1px solid #2b3342}
    h2{font-size:22px;line-height:1.25;color:#fff}
    .label{color:#ff9a85;font-size:13px;font-weight:700}.warning .label{color:#f7c443}
    .place{margin:.5rem 0 .9rem;color:#9db0ff;font:600 14px/1.3 ui-monospace,"DejaVu Sans Mono",monospace}
    .related{margin-top:.6rem;color:#a9b3c4;font-size:14px}
    pre{font:400 13.5px/1.75 ui-monospace,"DejaVu Sans Mono",monospace;background:#080c15;padding:.8rem 0;overflow:auto;tab-size:2;color:#c8d1e0}
    .line{display:block;width:max-content;min-width:100%;padding-right:1rem;white-space:pre}
    .line i{display:inline-block;width:3.4rem;text-align:right;padding-right:1rem;color:#8792a6;font-style:normal}
    .hot{background:#33191a;color:#fff;box-shadow:inset 3px 0 #ff8268}.hot i{color:#ff9a85}
    mark{background:none;color:#ff9a85;font-weight:700;text-decoration:underline wavy #ff8268;text-underline-offset:3px}
    .warning .hot{background:#2e2712;box-shadow:inset 3px 0 #f7c443}.warning mark{color:#f7c443;text-decoration-color:#f7c443}
    .help{margin-top:.9rem;padding-left:1rem;border-left:3px solid #3ecbb5}.help b{color:#3ecbb5}
    code{font:600 14px/1 ui-monospace,"DejaVu Sans Mono",monospace;background:#080c15;padding:.1rem .35rem;border-radius:3px}
    footer{padding:1rem 1.6rem;color:#a9b3c4;font-size:13.5px}
    :focus-visible{outline:3px solid #9db0ff;outline-offset:2px}
    @media (forced-colors:active){.panel{border:1px solid}}`;
})();
