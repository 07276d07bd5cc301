// The page: asks, verifies, shows. Everything from a file goes in as text, never as markup.
import {fromBase64, hashWords} from './bytes.js';
import {verifyEvidence} from './evidence.js';
import {keyWords, parseReliance} from './printed.js';
import {readmes} from './readmes.js';
import {say} from './words.js';

const main = document.getElementById('main');
const own = document.getElementById('evidence').textContent;
const state = {language: navigator.language.startsWith('uk') ? 'uk' : 'en', typed: '', file: null, report: null, problem: ''};

const t = (key, args) => say(state.language, key, args);

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** A dropped page holds its evidence behind its last mark. */
async function bytesOf(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return bytes;
  const text = new TextDecoder().decode(bytes);
  const mark = '<script type="text/plain" ' + 'id="evidence">';
  const at = text.lastIndexOf(mark);
  return at < 0 ? bytes : fromBase64(text.slice(at + mark.length));
}

async function evidenceBytes() {
  if (state.file) return bytesOf(state.file);
  return own === '' ? null : fromBase64(own);
}

async function verify() {
  state.report = null;
  state.problem = '';
  const reliance = [];
  for (const part of state.typed.split(/\n\s*\n/).filter(text => text.trim() !== '')) {
    const relied = await parseReliance(part);
    if (!relied) {
      state.problem = t('odd', {text: part.trim().slice(0, 60)});
      return draw();
    }
    reliance.push(relied);
  }
  let bytes;
  try {
    bytes = await evidenceBytes();
  } catch {
    bytes = new Uint8Array();
  }
  if (!bytes) state.problem = t('no_file');
  else state.report = await verifyEvidence(bytes, reliance, readmes);
  if (state.report?.material) {
    state.report.root = hashWords(state.report.material.checkpoint.root);
    state.report.key = await keyWords(state.report.material.key);
  }
  draw();
  document.getElementById('verdict')?.focus();
}

function form() {
  const typed = element('textarea', {id: 'relied', rows: '4', spellcheck: 'false', 'aria-describedby': 'relied-hint', oninput: event => (state.typed = event.target.value)});
  typed.value = state.typed;
  const fields = [
    element('label', {for: 'relied'}, t('relied')), element('p', {class: 'hint', id: 'relied-hint'}, t('relied_hint')), typed,
    element('label', {for: 'file'}, t('file')), element('p', {class: 'hint', id: 'file-hint'}, t('file_hint')),
    element('input', {id: 'file', type: 'file', 'aria-describedby': 'file-hint', onchange: event => (state.file = event.target.files[0] ?? null)}),
    element('button', {class: 'main', type: 'submit', id: 'verify'}, t('verify')),
    element('button', {type: 'button', onclick: () => window.print()}, t('print')),
  ];
  return element('form', {onsubmit: event => { event.preventDefault(); verify(); }}, ...fields);
}

function reason(report) {
  if (report.verdict === 'TOTAL-PASSED') return t('why_passed');
  if (report.verdict === 'TOTAL-FAILED') return t('why_failed');
  const origin = report.checks.some(check => check.name === 'origin' && check.result === 'undecided');
  return t(origin ? 'why_origin' : 'why_open');
}

function verdict(report) {
  const looks = {'TOTAL-PASSED': 'passed', 'TOTAL-FAILED': 'failed', INDETERMINATE: 'undecided'}[report.verdict];
  return element('div', {class: `verdict ${looks}`, id: 'verdict', role: 'status', tabindex: '-1', 'data-verdict': report.verdict},
    element('strong', {}, t(report.verdict)), reason(report), element('div', {class: 'hint'}, report.verdict));
}

function table(caption, heads, rows) {
  return element('div', {class: 'table', tabindex: '0'}, element('table', {}, element('caption', {}, caption),
    element('thead', {}, element('tr', {}, ...heads.map(head => element('th', {scope: 'col'}, head)))),
    element('tbody', {}, ...rows)));
}

const checkRow = check => element('tr', {class: check.result, 'data-check': check.name, 'data-result': check.result},
  element('td', {}, t(`name_${check.name}`)), element('td', {}, element('b', {}, t(check.result))), element('td', {}, t(check.key, check.args)));

function about({material, root, key}) {
  const {index, checkpoint} = material;
  const facts = [['id', index.doc], ['log', index.log], ['size', String(checkpoint.size)], ['root', root], ['key', key], ['made', index.made]];
  return element('dl', {}, ...facts.flatMap(([name, value]) => [element('dt', {}, t(name)), element('dd', {}, element('code', {}, value))]));
}

function stepRow({seq, time, step, who, note}) {
  const act = step.outcome === 'refused' ? `${step.event} (${t('refused', {rule: step.rule})})` : step.event;
  const cells = [String(seq), time, act, `${step.from.join(', ')} → ${step.to.join(', ')}`, who?.role ?? '—', note?.name ?? '—'];
  return element('tr', {}, ...cells.map(cell => element('td', {}, cell)));
}

function results(report) {
  const heads = [t('check'), t('result'), t('answer')];
  const done = report.checks.filter(check => check.result !== 'not_done');
  const open = report.checks.filter(check => check.result === 'not_done');
  const parts = [verdict(report), table(t('checks'), heads, done.map(checkRow))];
  if (open.length > 0) parts.push(table(t('not_done_list'), heads, open.map(checkRow)));
  if (report.material) {
    parts.push(element('h2', {}, t('document')), about(report));
    parts.push(table(t('history'), ['seq', 'time', 'event', 'states', 'who', 'name'].map(name => t(name)), report.steps.map(stepRow)));
  }
  return parts;
}

function draw() {
  document.documentElement.lang = state.language;
  document.title = t('title');
  const other = element('button', {type: 'button', lang: state.language === 'uk' ? 'en' : 'uk', id: 'language', onclick: () => {
    state.language = state.language === 'uk' ? 'en' : 'uk';
    draw();
  }}, t('other_language'));
  main.replaceChildren(other, element('h1', {}, t('title')), element('p', {}, t('about')), form(),
    ...(state.problem ? [element('div', {class: 'verdict', id: 'problem', role: 'alert'}, state.problem)] : []),
    ...(state.report ? results(state.report) : []));
}

document.addEventListener('dragover', event => event.preventDefault());
document.addEventListener('drop', event => {
  event.preventDefault();
  state.file = event.dataTransfer.files[0] ?? null;
  verify();
});
draw();
