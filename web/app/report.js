// SPDX-License-Identifier: Apache-2.0
// A verification report in words: the verdict, what to do, whose seals, and every check.
import { description, h } from './dom.js';
import { clock, pair, say } from './words.js';

/** @typedef {{code: string, group: string, result: 'passed' | 'failed' | 'undetermined', detail?: string, text?: string, next_step?: string}} Step */

const tones = { trusted: 'good', untrusted: 'bad', undetermined: 'open' };
const marks = { trusted: 'M14 25l7 7 14-15', untrusted: 'M16 16l16 16M32 16L16 32', undetermined: 'M24 13v14M24 34v.5' };

/** @type {Record<string, import('./words.js').Word>} */
const groups = {
  document: 'groupDocument', coverage: 'groupCoverage', license: 'groupLicense', integrity: 'groupIntegrity',
  cryptography: 'groupCryptography', trust: 'groupTrust',
};

/** @param {string} path */
function mark(path) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 48 48');
  svg.setAttribute('aria-hidden', 'true');
  for (const [name, attributes] of /** @type {[string, Record<string, string>][]} */ ([['circle', { cx: '24', cy: '24', r: '21' }], ['path', { d: path }]])) {
    const shape = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
    svg.append(shape);
  }
  return svg;
}

/** @param {{verdict: string, text: string, next_step: string}} report */
export function verdict(report) {
  const name = /** @type {keyof typeof tones} */ (report.verdict);
  return h('section', { class: `verdict ${tones[name]}`, 'aria-labelledby': 'verdict' }, mark(marks[name]),
    h('h1', { id: 'verdict' }, report.text), h('p', {}, pair(say('nextStep'), report.next_step)));
}

/** Steps of one group: one line when all passed. @param {string} group @param {Step[]} steps */
function groupOf(group, steps) {
  const open = steps.filter((step) => step.result !== 'passed');
  const result = open.find((step) => step.result === 'failed')?.result ?? open[0]?.result ?? 'passed';
  return h('li', { class: result }, h('strong', {}, pair(say(groups[group]), say(result))),
    open.length > 0 && h('ul', {}, open.map((step) =>
      h('li', {}, [step.text, step.detail && `(${step.detail})`, step.next_step].filter(Boolean).join(' '), ' ', h('code', {}, step.code)))));
}

/** @param {Step[]} steps */
function grouped(steps) {
  const names = [...new Set(steps.map((step) => step.group))];
  return h('ul', { class: 'checks' }, names.map((name) => groupOf(name, steps.filter((step) => step.group === name))));
}

/** @param {{text: string}[]} remarks */
function notes(remarks) {
  return remarks.length > 0 && [h('h3', {}, say('noted')), h('ul', {}, remarks.map((remark) => h('li', {}, remark.text)))];
}

/** @param {any} signature */
function signatureSection(signature) {
  const time = signature.signed_at && clock(signature.signed_at) + (signature.time_is_stamped ? say('stamped') : '');
  return h('section', {}, h('h2', {}, say('signature') + signature.id),
    description([[say('seal'), signature.seal?.name], [say('signer'), signature.signer?.name], [say('signedAt'), time]]),
    grouped(signature.steps), notes([...signature.deviations, ...signature.notes]));
}

/** @param {any} license */
function licenseSection(license) {
  return h('section', {}, h('h2', {}, say('license')),
    description([[say('identifier'), license.identifier], [say('state'), license.state_name]]), notes(license.notes));
}

/** @param {any} report */
export function reportView(report) {
  const whole = [...report.document, ...report.coverage.steps, ...(report.license?.steps ?? [])];
  return [
    verdict(report),
    report.license && licenseSection(report.license),
    ...report.signatures.map(signatureSection),
    h('section', {}, h('h2', {}, say('checks')), grouped(whole), notes(report.deviations)),
    description([[say('checkedAt'), clock(report.freshness.checked_at)]]),
  ];
}
