// SPDX-License-Identifier: Apache-2.0
// A case at a counter without paper: example URL KEY AUTHORITIES POLICY OPERATOR; on standard input the number of the applicant and the code that was scanned.
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Client } from './client.js';
import { checkReceipt } from './receipt.js';

const MATTER = { code: '11640100MB9999001P4000109007000', name: '往来港澳通行证签发' };
const ITEM = '01', CASE = '2026-000017', DEVICE = '窗口 3';
const IDENTITY_CARD = { type: '11100000000013127D001', fields: ['姓名', '公民身份号码'] };

const [url = '', key = '', authorities, policy = '', operator] = process.argv.slice(2);
const client = new Client(url, key, authorities);
console.log('matters', (await client.matters()).length);
const input = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const line = async (): Promise<string> => (await input.next()).value.trim();
const preflight = await client.preflight(MATTER.code, ITEM, { applicant: { code_type: '111', code: await line() } });
for (const material of preflight.materials) console.log(material.name, material.exemption);

const code = await line();
let scan = await client.scan({ code, matter: MATTER, case: CASE, license_types: [IDENTITY_CARD], device: DEVICE, operator });
console.log('digits', scan.match);
scan = await client.wait(scan);
if (scan.state !== 'given') throw new Error(`the holder gave nothing: ${scan.state}`);

const submission = await client.submit(scan, ITEM, { operator });
for (const material of submission.materials) {
  if (material.state === 'refused') throw new Error(`${material.name}: ${material.reason?.text} ${material.reason?.next_step}`);
  for (const field of material.data?.fields ?? []) console.log(field.title, field.value);
}
const copy = await client.document(submission.materials[0]?.copy?.ofd ?? '');
console.log('outcome', (await client.outcome(submission.id, 'accepted', { operator })).state);

const receipt = await client.receipt(submission.id);
console.log('proven', checkReceipt(receipt, readFileSync(policy, 'utf8'), copy).number);
writeFileSync('receipt.txt', receipt);
writeFileSync('copy.ofd', copy);
process.stdin.destroy();
