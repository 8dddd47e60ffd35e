// SPDX-License-Identifier: Apache-2.0
// The receipt of a submission, checked offline: the statement, its leaf, the leaf's place in the tree, the log's signature (docs/ledger.md).
// The signature is checked by the openssl command. Witnesses are not: for a policy with a quorum use `elicense verify-receipt`.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isSigned } from './openssl.js';
import { sm3 } from './signing.js';

const MAX_RECEIPT = 1 << 20;
const CHECKPOINT_KEY = Buffer.from('\xffelicense/sm2-sm3-checkpoint/v1', 'latin1');
const SUBJECT_PUBLIC_KEY = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex'); // SM2; the point follows
const SUBMISSION_RECEIVED = 38, ANSWER = 9; // of services/ledger/entry.hpp

/** The receipt does not prove what it states. */
export class NotProven extends Error {}

export interface Statement {
  number: string;
  case: string;
  materials: { license?: string; document_sm3?: string; copy_sm3?: string }[];
}
interface LogKey { point: Buffer; lastSize: bigint | null }

/** What is proven, as the statement has it; `document`: an annotated copy or license that it has to be about. */
export function checkReceipt(receipt: Buffer, policy: string, document?: Buffer): Statement {
  try {
    return checked(receipt.toString(), policy, document);
  } catch (error) {
    if (error instanceof NotProven) throw error;
    throw new NotProven(`not a receipt of a submission: ${error}`);
  }
}

function checked(text: string, policy: string, document?: Buffer): Statement {
  need(text.length <= MAX_RECEIPT, 'too large');
  const end = text.indexOf('\n\n');
  const [title, statement = '', proofTitle, extra, index, ...hashes] = text.slice(0, end).split('\n');
  need(title === 'elicense/submission-receipt@v1' && proofTitle === 'elicense/tlog-proof-sm3@v1', 'not a receipt of a submission');
  const entry = base64(after('extra ', extra));
  need(answerOf(entry).equals(sm3(Buffer.from(statement))), "the leaf is another statement's");
  const [, size = '', root = ''] = opened(text.slice(end + 2), policy).split('\n');
  const derived = rootOf(sm3(Buffer.of(0), entry), BigInt(after('index ', index)), BigInt(size), hashes.map(base64));
  need(derived.equals(base64(root)), 'the leaf is not in the tree');
  const stated: Statement = JSON.parse(statement);
  const digest = document && sm3(document).toString('hex');
  need(!digest || stated.materials.some((one) => one.document_sm3 === digest || one.copy_sm3 === digest), 'it is about other documents');
  return stated;
}

// The digest `answer` of a leaf submission-received, format 1: 11 bytes, a number, then so many of role and digest, 33 bytes each.
function answerOf(entry: Buffer): Buffer {
  need(entry.readUInt8(0) === 1 && entry.readUInt16BE(1) === SUBMISSION_RECEIVED, 'the leaf is of another kind');
  for (let at = 12; at < 12 + 33 * entry.readUInt8(11); at += 33)
    if (entry.readUInt8(at) === ANSWER) return entry.subarray(at + 1, at + 33);
  throw new NotProven('the leaf has no statement');
}

// RFC 9162 2.1.3.2
function rootOf(leaf: Buffer, index: bigint, size: bigint, proof: Buffer[]): Buffer {
  need(index >= 0n && index < size, 'the index is beyond the tree');
  let node = index, last = size - 1n, root = leaf;
  for (const sibling of proof) {
    need(last !== 0n && sibling.length === 32, 'the proof is too long');
    if ((node & 1n) === 1n || node === last) {
      root = sm3(Buffer.of(1), sibling, root);
      for (; (node & 1n) === 0n && node !== 0n; node >>= 1n) last >>= 1n;
    } else {
      root = sm3(Buffer.of(1), root, sibling);
    }
    node >>= 1n;
    last >>= 1n;
  }
  need(last === 0n, 'the proof is too short');
  return root;
}

/** The text of the checkpoint, once a key of the policy signed it and none of its keys was misused. */
function opened(note: string, policy: string): string {
  const end = note.lastIndexOf('\n\n');
  const text = note.slice(0, end + 1);
  const [origin, size = ''] = text.split('\n');
  const keys = keysOf(policy);
  let signed = false;
  for (const line of note.slice(end + 2).trimEnd().split('\n')) {
    const [, name, encoded = ''] = line.split(' ');
    const blob = base64(encoded);
    const key = keys.get(`${name} ${blob.toString('hex', 0, 4)}`);
    if (!key) continue;
    need(name === origin, "the checkpoint is another log's");
    need(isSigned(Buffer.concat([SUBJECT_PUBLIC_KEY, key.point]), Buffer.from(text), blob.subarray(4)), 'the signature of the log is wrong');
    need(key.lastSize === null || BigInt(size) <= key.lastSize, 'signed by a key that had ended');
    signed = true;
  }
  need(signed, 'not signed by a key of the policy');
  return text;
}

// The log's keys by name and id, with the largest tree that a former one signed.
function keysOf(policy: string): Map<string, LogKey> {
  const keys = new Map<string, LogKey>();
  let quorum;
  for (const [word = '', first = '', second = ''] of policy.split('\n').map((line) => line.trim().split(/\s+/))) {
    if (word === 'quorum') quorum = first;
    if (word !== 'log' && word !== 'former') continue;
    const [name = ''] = first.split('+', 1);
    const key = base64(first.slice(first.indexOf('+', name.length + 1) + 1));
    need(key.subarray(0, CHECKPOINT_KEY.length).equals(CHECKPOINT_KEY), 'the policy has a key of another kind');
    const id = sm3(Buffer.from(`${name}\n`), key).toString('hex', 0, 4);
    keys.set(`${name} ${id}`, { point: key.subarray(CHECKPOINT_KEY.length), lastSize: word === 'former' ? BigInt(second) : null });
  }
  need(quorum === 'none', 'the policy asks for witnesses: use elicense verify-receipt');
  return keys;
}

function after(mark: string, line = ''): string {
  need(line.startsWith(mark), `no line ${mark}`);
  return line.slice(mark.length);
}

function base64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  need(bytes.toString('base64') === text, 'not base64');
  return bytes;
}

function need(good: boolean, reason: string): asserts good {
  if (!good) throw new NotProven(reason);
}

function main(receipt = '', policy = '', document?: string) {
  try {
    const stated = checkReceipt(readFileSync(receipt), readFileSync(policy, 'utf8'), document === undefined ? undefined : readFileSync(document));
    console.log('PROVEN ', stated.number);
  } catch (error) {
    if (!(error instanceof NotProven)) throw error;
    console.error('NOT PROVEN ', error.message);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(...process.argv.slice(2));
