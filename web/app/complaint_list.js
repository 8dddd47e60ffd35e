// SPDX-License-Identifier: Apache-2.0
// What the holder objected to, and what was answered.
import { complaintKinds } from './complaint_form.js';
import { description, h } from './dom.js';
import { olderPages } from './pages.js';
import { clock, say } from './words.js';

/** @type {Record<string, import('./words.js').Word>} */
const states = { open: 'complaintOpen', upheld: 'complaintUpheld', dismissed: 'complaintDismissed' };

/** What was said, of which use. @param {any} complaint @param {string} license as the reader knows it @returns {[string, string][]} */
export function complaintRows({ about, ...complaint }, license) {
  return [
    [say('complaintKind'), say(complaintKinds[complaint.kind])],
    [say('complaintSaid'), complaint.text],
    [say('askedAt'), clock(complaint.made_at)],
    [say('complaintAbout'), `${say(about.kind === 'scan' ? 'complaintScan' : 'complaintAccess')} ${clock(about.at)}`],
    [say('license'), license],
    [say('who'), about.client_name],
    [say('why'), [about.purpose, about.case].filter(Boolean).join(' · ')],
  ];
}

/** @param {any} complaint @param {Map<string, string>} names of the licenses by identifier */
function entry(complaint, names) {
  const { license } = complaint.about;
  return h('li', {}, description([
    [say('state'), say(states[complaint.state])],
    [say('complaintAnswer'), complaint.answer],
    [say('answeredAt'), complaint.answered_at && clock(complaint.answered_at)],
    ...complaintRows(complaint, names.get(license) ?? license),
  ]));
}

/** @param {Map<string, string>} names of the licenses by identifier */
export function complaintList(names) {
  return olderPages('/v1/holders/me/complaints', (page) => page.complaints.map((/** @type {any} */ complaint) => entry(complaint, names)), say('noComplaints'));
}
