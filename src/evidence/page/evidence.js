// The questions that the page answers about an evidence file, one check each, in the words of words.js. The same names and answers
// as `chancery verify` has; what needs the chart, certificates or a time server's key is told as not done.
import {Damage, encode, fromHex, same, sha256, toHex} from './bytes.js';
import {canonical, readMaterial} from './index.js';
import {parseCanonical} from './json.js';
import {verifyNote} from './note.js';
import {isOf, keyWords} from './printed.js';
import {hashLeaf, verifyConsistency, verifyHead, verifyInclusion} from './tree.js';

const leafKinds = {
  'chancery.leaf/1': ['log', 'note', 'seq', 'step', 'time', 'type', 'who'],
  'chancery.system/1': ['data', 'event', 'log', 'seq', 'time', 'type', 'who'],
};
const commitments = {'leaf.step': 'step', 'leaf.who': 'who', 'leaf.note': 'note'};

/** The value of an entry; nothing for a kind that this page does not know. */
function readLeaf(entry) {
  let leaf;
  try {
    leaf = parseCanonical(entry.leaf);
  } catch {
    return null;
  }
  const keys = leafKinds[leaf.type];
  return keys && same(canonical(Object.keys(leaf).sort()), canonical(keys)) ? leaf : null;
}

const commitment = async opening =>
  toHex(await sha256('chancery.commit/1\n', opening.label, '\n', fromHex(opening.salt, 32), canonical(opening.value)));

class Examination {
  constructor(material, reliance) {
    this.material = material;
    this.reliance = reliance;
    this.checks = [];
    this.events = [];
    this.erased = new Set();
    this.steps = [];
  }

  say(name, result, key, args = {}) {
    this.checks.push({name, result, key, args});
  }

  async run() {
    await this.checkpoint();
    await this.inclusion();
    this.readEvents();
    await this.origin();
    await this.openings();
    await this.sequence();
    await this.completeness();
    this.files();
    await this.earlier();
    await this.time();
    this.notDone();
  }

  async checkpoint() {
    const {note, key, checkpoint} = this.material;
    const valid = (await verifyNote(note, [key])) === 'valid';
    this.say('checkpoint', valid ? 'passed' : 'failed', valid ? 'checkpoint_signed' : 'checkpoint_false', {size: checkpoint.size});
  }

  async inclusion() {
    const {entries, office, checkpoint} = this.material;
    for (const entry of [...entries, ...office]) {
      entry.hash = await hashLeaf(entry.leaf);
      if (!(await verifyInclusion(entry.seq, entry.hash, entry.proof, checkpoint.size, checkpoint.root))) {
        return this.say('inclusion', 'failed', 'not_included', {entry: entry.seq});
      }
    }
    this.say('inclusion', 'passed', 'included', {count: entries.length + office.length});
  }

  readEvents() {
    for (const entry of this.material.office) {
      const leaf = readLeaf(entry);
      if (!leaf) {
        this.say('office', 'undecided', 'not_understood', {entry: entry.seq});
      } else if (leaf.type !== 'chancery.system/1' || leaf.seq !== entry.seq) {
        this.say('office', 'failed', 'wrong_place', {entry: entry.seq});
      } else {
        this.events.push(leaf);
        if (leaf.event === 'erased') for (const {seq, label} of leaf.data.openings) this.erased.add(`${seq} ${label}`);
      }
    }
  }

  async origin() {
    const {note, key, checkpoint, earlier} = this.material;
    const answers = [];
    for (const relied of this.reliance) {
      if (relied.key) answers.push(await this.byKey(relied.key));
      if (relied.words) answers.push(relied.words === (await keyWords(key)) ? ['passed', 'origin_by_key_words'] : ['failed', 'key_words_differ']);
      if (relied.printed) {
        const {printed} = relied;
        const found = [checkpoint, ...earlier.map(then => then.checkpoint)]
          .find(({origin, size}) => origin === printed.origin && size === printed.size);
        if (!found) answers.push(['undecided', 'printed_not_here']);
        else answers.push(isOf(printed, found) ? ['passed', 'origin_by_print'] : ['failed', 'printed_differs']);
      }
    }
    for (const first of ['failed', 'passed', 'undecided']) {
      const answer = answers.find(([result]) => result === first);
      if (answer) return this.say('origin', answer[0], answer[1], {size: checkpoint.size});
    }
    this.say('origin', 'undecided', 'origin_not_proved');
    return note;
  }

  /** A key that was changed later is followed by the program, not by this page. */
  async byKey(known) {
    const {note, key} = this.material;
    const answer = await verifyNote(note, [known]);
    if (answer === 'valid') return ['passed', 'origin_by_key'];
    const changed = this.events.some(({event}) => event === 'key_added' || event === 'key_revoked');
    const isFalse = answer === 'invalid' || (known.name === key.name && !changed);
    return isFalse ? ['failed', 'other_key'] : ['undecided', 'other_key'];
  }

  async openings() {
    let finding = null;
    const keep = (result, key, entry) => {
      if (!finding || (result === 'failed' && finding[0] !== 'failed')) finding = [result, key, {entry}];
    };
    let erased = 0;
    for (const entry of [...this.material.entries, ...this.material.office]) {
      const leaf = readLeaf(entry);
      if (!leaf) {
        keep('undecided', 'not_understood', entry.seq);
        continue;
      }
      if (!(await this.openingsFit(leaf, entry.openings))) keep('failed', 'opening_differs', entry.seq);
      for (const [label, field] of Object.entries(commitments)) {
        const isHere = !leaf[field] || entry.openings.some(opening => opening.label === label);
        if (isHere) continue;
        if (this.erased.has(`${entry.seq} ${label}`)) erased += 1;
        else keep('undecided', 'withheld', entry.seq);
      }
    }
    if (finding) this.say('openings', ...finding);
    else this.say('openings', 'passed', 'openings_fit', {erased});
  }

  async openingsFit(leaf, openings) {
    const step = openings.find(opening => opening.label === 'leaf.step')?.value;
    const closed = step ? [...step.in, ...step.out].map(file => file.commitment).filter(Boolean) : [];
    const labels = new Set(openings.map(opening => opening.label));
    if (labels.size !== openings.length) return false;
    for (const opening of openings) {
      if (opening.type !== 'chancery.opening/1') return false;
      const value = await commitment(opening);
      const field = commitments[opening.label];
      const ofStep = step && (opening.label === `data:${step.doc}` || opening.label.startsWith(`file:${step.doc}:`));
      if (field ? leaf[field] !== value : !(ofStep && closed.includes(value))) return false;
    }
    return true;
  }

  async sequence() {
    const {entries, index} = this.material;
    let before = null;
    for (const entry of entries) {
      const leaf = readLeaf(entry);
      if (!leaf || leaf.type !== 'chancery.leaf/1' || leaf.seq !== entry.seq) return this.say('sequence', 'failed', 'wrong_place', {entry: entry.seq});
      const opening = entry.openings.find(({label}) => label === 'leaf.step');
      const step = opening?.value;
      if (!step) return this.say('sequence', 'undecided', 'withheld', {entry: entry.seq});
      if (step.doc !== index.doc) return this.say('sequence', 'failed', 'step_of_another', {entry: entry.seq});
      const follows = step.doc_seq === this.steps.length && (!before || step.doc_prev === toHex(before.hash));
      if (!follows) return this.say('sequence', 'failed', 'doc_prev_broken', {entry: entry.seq});
      const note = entry.openings.find(({label}) => label === 'leaf.note')?.value;
      const who = entry.openings.find(({label}) => label === 'leaf.who')?.value;
      this.steps.push({seq: entry.seq, time: leaf.time, hash: entry.hash, step, who, note});
      before = entry;
    }
    if (this.steps.length === 0) return this.say('sequence', 'undecided', 'no_entries');
    this.say('sequence', 'passed', 'sequence_whole', {count: this.steps.length});
  }

  async completeness() {
    const {heads, index} = this.material;
    const taken = heads && this.events.find(leaf => leaf.event === 'heads' && leaf.seq === heads.entry);
    if (!taken) return this.say('completeness', 'undecided', 'no_heads');
    const {size, root} = taken.data;
    const covered = this.steps.filter(step => step.seq < size);
    const complete = await verifyHead(index.doc, covered.at(-1)?.hash, heads.proof, fromHex(root, 32));
    if (!complete) return this.say('completeness', 'failed', 'entries_left_out');
    this.say('completeness', 'passed', 'complete', {size, later: this.steps.length - covered.length});
  }

  files() {
    const {files} = this.material.index;
    const listed = new Set(files.map(file => file.sha256));
    for (const {seq, step} of this.steps) {
      const missing = [...step.in, ...step.out].find(file => file.sha256 && !listed.has(file.sha256));
      if (missing) return this.say('files', 'failed', 'file_not_listed', {entry: seq, name: missing.name});
    }
    const held = files.filter(file => file.held === 'yes').length;
    this.say('files', 'passed', 'files_fit', {held, absent: files.length - held});
  }

  async earlier() {
    const {earlier, checkpoint} = this.material;
    for (const then of earlier) {
      const {size, root} = then.checkpoint;
      if (!(await verifyConsistency(size, root, checkpoint.size, checkpoint.root, then.consistency))) {
        return this.say('earlier', 'failed', 'not_continued', {size});
      }
    }
    if (earlier.length === 0) return this.say('earlier', 'not_done', 'no_earlier');
    this.say('earlier', 'passed', 'earlier_continued', {count: earlier.length});
  }

  async time() {
    const {tokens, note, checkpoint, earlier} = this.material;
    const notes = [{note, checkpoint}, ...earlier];
    for (const {size, token} of tokens) {
      const stamped = notes.find(one => one.checkpoint.size === size);
      const line = stamped?.note.signatures.find(signature => signature.name === stamped.checkpoint.origin)?.line;
      const imprint = line && toHex(await sha256(stamped.note.text, '\n', line));
      if (!imprint || !toHex(token).includes(imprint)) return this.say('time', 'failed', 'token_differs', {size});
    }
    this.say('time', 'not_done', tokens.length === 0 ? 'no_tokens' : 'tokens_not_judged', {count: tokens.length});
  }

  notDone() {
    const {index} = this.material;
    this.say('replay', 'not_done', 'replay_elsewhere');
    this.say('signatures', 'not_done', 'signatures_elsewhere');
    this.say('persons', 'not_done', 'office_word');
    this.say('outside', 'not_done', index.last_outside ? 'last_outside' : 'never_outside', {date: (index.last_outside ?? '').slice(0, 10)});
  }
}

function verdictOf(checks) {
  if (checks.some(({result}) => result === 'failed')) return 'TOTAL-FAILED';
  return checks.some(({result}) => result === 'undecided') ? 'INDETERMINATE' : 'TOTAL-PASSED';
}

/** {verdict, checks: [{name, result, key, args}], steps, material}: `reliance` is a list of parseReliance() answers. */
export async function verifyEvidence(bytes, reliance, readmes) {
  let material;
  try {
    material = await readMaterial(bytes, readmes);
    const examination = new Examination(material, reliance);
    await examination.run();
    const checks = [{name: 'format', result: 'passed', key: 'format_exact', args: {}}, ...examination.checks];
    return {verdict: verdictOf(checks), checks, steps: examination.steps, material};
  } catch (error) {
    const {key, args} = error instanceof Damage ? error : {key: 'format', args: {}};
    const checks = [{name: 'format', result: 'failed', key: key === 'later' ? 'later' : 'damaged', args: {what: args.name ?? key}}];
    return {verdict: 'TOTAL-FAILED', checks, steps: [], material: null};
  }
}

export {encode};
