// SPDX-License-Identifier: Apache-2.0
// One scan in words: who asked for what and why, and what was given.
import { description, h } from './dom.js';
import { itemNames } from './uses.js';
import { clock, pair, say } from './words.js';

/** @type {Record<string, import('./words.js').Word>} */
export const scanStates = { waiting: 'scanWaiting', given: 'scanGiven', refused: 'scanRefused', expired: 'scanExpired', stopped: 'scanStopped' };

/** @param {any} scan @returns {[string, string | null | undefined][]} */
function purposeRows(scan) {
  return [
    [say('matter'), scan.matter.name],
    [say('matterItem'), scan.item?.name],
    [say('caseNumber'), scan.case],
    [say('byDuty'), scan.legal_basis],
    [say('device'), scan.device],
    [say('underMandate'), scan.mandate && `${scan.mandate.agent_name} ${say('forPrincipal')}${scan.mandate.principal_name}`],
  ];
}

/** The system that asks and the person in office; a person who logged in is both. @param {any} scan */
export function askerOf(scan) {
  return [...new Set([scan.asked_by.name, scan.asked_by.operator])].filter(Boolean).join(' · ');
}

/** For the holder, before an answer. @param {any} scan */
export function askedRows(scan) {
  return description([
    [say('asks'), askerOf(scan)],
    [say('authority'), scan.asked_by.authority],
    ...purposeRows(scan),
    [say('useUntil'), scan.use_until && clock(scan.use_until)],
    [say('usesEach'), String(scan.uses)],
  ]);
}

/** @param {any} scan */
function givenList(scan) {
  return scan.given.length > 0 && [h('h2', {}, say('given')), h('ul', {}, scan.given.map((/** @type {any} */ one) =>
    h('li', {}, pair(one.type_name, itemNames(one.fields)), ' ', `(${say('fetched')} ${one.used}/${one.uses} ${say('times')})`)))];
}

/** For the holder, afterwards. @param {any} scan */
export function answeredRows(scan) {
  return [
    description([
      [say('result'), say(scanStates[scan.state]) + (scan.fast_lane ? ` (${say('fastLane')})` : '')],
      [say('asks'), askerOf(scan)],
      [say('authority'), scan.asked_by.authority],
      ...purposeRows(scan),
      [say('scannedAt'), clock(scan.scanned_at)],
      [say('scanNumber'), String(scan.sequence)],
    ]),
    givenList(scan),
  ];
}

/** Whether there is something left that could be fetched. @param {any} scan */
export function canBeStopped(scan) {
  return scan.state === 'given' && scan.way !== 'duty' && scan.given.some((/** @type {any} */ one) => one.state === 'good');
}
