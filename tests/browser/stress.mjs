// A site of hard content: every map here has broken a portal somewhere. Written into a folder of its own.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const words = 'the guest waits near a door that nobody opens while two people with lanyards discuss whose turn it is'.split(' ');
const unbroken = 'abcdefghij'.repeat(20);
const range = (count) => Array.from({ length: count }, (_, index) => index);

/** So many words, the same for the same place. */
function prose(count, place) {
  const text = range(count).map((index) => words[(index * 7 + place * 3) % words.length]).join(' ');
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}

/** The frontmatter of a file, then its text. */
function file(keys, text) {
  const lines = Object.entries(keys).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `---\n${lines.join('\n')}\n---\n\n${text}\n`;
}

/** A map: stages of steps, each step with what the function gives for it as lines of entries. */
function map(title, stages, steps, entries, keys = {}) {
  const body = range(stages).map((stage) => {
    const inside = range(steps).map((step) => {
      const number = stage * steps + step;
      return `### ${keys.step ?? 'Step'} ${number + 1}\n${entries(number).map(([lane, value]) => `- ${lane}: ${value}`).join('\n')}`;
    });
    return `## Stage ${stage + 1}: ${keys.stage ?? 'Part'} ${stage + 1}\n\n${inside.join('\n\n')}`;
  });
  const { step, stage, ...frontmatter } = keys;
  return file({ title, ...frontmatter }, body.join('\n\n'));
}

const feeling = (number) => ((number * 5) % 9) / 2 - 2;
const lanes = [
  'doing', 'thinking', 'need', 'question', 'pain', 'gain', 'touchpoint', 'channel', 'frontstage', 'backstage', 'support',
  'opportunity', 'metric', 'Weather outside', 'Smell',
];

const everyLane = (count) => (number) =>
  [['feeling', feeling(number)], ['effort', (number % 5) + 1], ...lanes.map((lane, place) => [lane, prose(count, number + place)])];

const german = [
  'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen', 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz',
  'Kraftfahrzeughaftpflichtversicherungsvertragsunterlagen',
];

/** Every map of the site by its name. */
const maps = {
  'sixty-steps': map('Sixty steps', 6, 10, (n) => [['doing', prose(9, n)], ['thinking', `"${prose(6, n)}"`], ['feeling', feeling(n)], ['touchpoint', `Desk ${n % 7}`], ['pain', prose(5, n)]], { persona: 'guest-1' }),
  'fifteen-lanes': map('Fifteen lanes and more', 3, 4, everyLane(7), { persona: 'guest-2' }),
  'taller-than-paper': map('Taller than a sheet of paper', 6, 10, everyLane(40), { persona: 'guest-3' }),
  'long-cells': map('Cells of four hundred words', 2, 3, (n) => [['doing', prose(400, n)], ['pain', prose(400, n + 1)], ['feeling', feeling(n)]], { persona: 'guest-4' }),
  holes: map('More holes than map', 3, 4, (n) => (n % 3 ? [['thinking', prose(4, n)]] : [['doing', prose(4, n)], ['feeling', feeling(n)]])),
  nobody: map('No persona and no feelings', 2, 3, (n) => [['doing', prose(8, n)], ['touchpoint', 'Web site']]),
  'one-step': map('One step', 1, 1, () => [['doing', 'Knocks'], ['feeling', '+1 hopeful']], { persona: 'guest-5' }),
  unbroken: map(`Unbroken ${unbroken}`, 2, 3, (n) => [['doing', unbroken], ['thinking', unbroken], ['touchpoint', unbroken], ['system', unbroken], ['pain', unbroken], ['feeling', `${feeling(n)} ${unbroken.slice(0, 40)}`], [`Lane${unbroken.slice(0, 26)}`, unbroken]], { step: unbroken, stage: unbroken, persona: 'guest-6' }),
  deutsch: map('Zusammengesetzte Hauptwörter', 2, 3, (n) => [['doing', german[n % 3]], ['pain', `Die ${german[(n + 1) % 3]} fehlt wieder`], ['touchpoint', german[(n + 2) % 3]], ['feeling', feeling(n)]], { step: german[0], stage: german[1] }),
  arabic: map('رحلة شراء تذكرة المسرح', 3, 3, (n) => [['doing', 'يبحث عن عرض مساء الجمعة على الموقع'], ['thinking', '«هل بقيت مقاعد؟»'], ['feeling', feeling(n)], ['touchpoint', 'الموقع'], ['pain', 'الصفحة بطيئة على الهاتف']], { step: 'خطوة', stage: 'مرحلة' }),
  japanese: map('劇場のチケットを予約する', 3, 3, (n) => [['doing', '帰りの電車の中でスマートフォンから金曜日の公演を探して席を選ぶ'], ['thinking', '「まだ席は残っているだろうか」'], ['feeling', feeling(n)], ['touchpoint', '公式サイト'], ['pain', '支払いの前に会員登録を求められる']], { step: 'ステップ', stage: '段階' }),
  emoji: map('🎭 Emoji everywhere 👩‍👩‍👧‍👦', 2, 4, (n) => [['doing', '🚶‍♀️ ➡️ 🏛️'], ['thinking', '🤔💭'], ['feeling', ['😀', '🙂', '😐', '🙁', '😡', '😭', '😍', '😊'][n]], ['touchpoint', '📱 App'], ['pain', '💥 '.repeat(30)]], { step: '🎟️', stage: '🎬' }),
  'other-scale': map('Feelings from one to ten', 2, 5, (n) => [['doing', prose(6, n)], ['feeling', `${n + 1}/10`], ['Temperature of the soup', `${40 + n} °C`], ['Who is in the room', prose(3, n)]], { scale: [1, 10] }),
};

const personas = range(40).map((n) => [`personas/guest-${n + 1}`, file({ title: `Guest Number${n + 1}`, role: prose(4, n), quote: prose(9, n) }, prose(30, n))]);
const opportunities = (count) => range(count).map((n) => [`opportunities/idea-${n + 1}`, file({ title: prose(6, n), impact: (n % 5) + 1, reach: (n % 4) + 1, effort: ((n * 3) % 5) + 1, status: ['idea', 'planned', 'in-progress', 'done'][n % 4] }, prose(20, n))]);

/** Writes the site and gives its folder and a way to be rid of it. */
export function stressSite({ ideas = 2000 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'journeybook-stress-'));
  const journeys = Object.entries(maps).map(([name, text]) => [`journeys/${name}`, text]);
  const crowd = ['journeys/everybody', map('Forty people at once', 1, 3, (n) => [['doing', prose(5, n)], ['feeling', feeling(n)]], { persona: range(40).map((n) => `guest-${n + 1}`) })];
  writeFileSync(join(folder, 'journeybook.toml'), 'title = "Hard content"\n\n[plugins.scores]\n\n[plugins.rules.levels]\nJM035 = "off"\n');
  for (const [path, text] of [...journeys, crowd, ...personas, ...opportunities(ideas)]) {
    const target = join(folder, 'content', `${path}.md`);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  return { folder, maps: [...Object.keys(maps), 'everybody'], remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Writes a site whose lists have several pages: many maps, many ideas, one survey that every step rests on. */
export function manySite({ maps = 140, ideas = 240 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'journeybook-many-'));
  const status = ['draft', 'review', 'live'];
  const one = (n) => map(`Map ${n}`, 2, 1, (step) => [['doing', prose(5, n + step)], ['feeling', feeling(n + step)], ['evidence', '[Survey](../evidence/survey.md)']], { persona: `guest-${n % 3}`, status: status[n % 3], tags: [`tag ${n % 5}`], 'review-by': `2026-0${(n % 9) + 1}-01` });
  const files = [
    ...range(maps).map((n) => [`journeys/map-${n}`, one(n)]),
    ...range(3).map((n) => [`personas/guest-${n}`, file({ title: `Guest Number${n}`, role: prose(4, n) }, prose(20, n))]),
    ...opportunities(ideas),
    ['evidence/survey', file({ title: 'Survey', confidence: 'high' }, prose(20, 1))],
  ];
  writeFileSync(join(folder, 'journeybook.toml'), 'title = "Many"\n');
  for (const [path, text] of files) {
    const target = join(folder, 'content', `${path}.md`);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
