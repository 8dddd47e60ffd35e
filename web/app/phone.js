// SPDX-License-Identifier: Apache-2.0
// This browser as a phone that the service knows: its key, and the tickets it was given.
import { makePhoneKey, registration } from './offline_code.js';
import { forgetPhone, keepPhone, readPhone } from './phone_store.js';
import { Failure, ask } from './service.js';

/** @typedef {import('./phone_store.js').Phone} Phone */
/** @typedef {import('./phone_store.js').Ticket} Ticket */

const renewAfter = 60 * 60 * 1000; // ms: a clock that was set meanwhile, or a license that ended, is found then

/** By the service's clock, as far as the ticket knows it. @param {Ticket} ticket */
export function isOver(ticket) {
  return Date.now() + ticket.clock_offset_seconds * 1000 >= Date.parse(ticket.expires_at);
}

/** @returns {Promise<Phone | undefined>} with the tickets that still count */
export async function ownPhone() {
  const phone = await readPhone();
  return phone && { ...phone, tickets: phone.tickets.filter((ticket) => !isOver(ticket)) };
}

/** What can be shown without a network; nothing where the browser keeps nothing. */
export async function keptTickets() {
  try {
    return (await ownPhone())?.tickets ?? [];
  } catch (refusal) {
    if (!(refusal instanceof Failure)) throw refusal;
    return [];
  }
}

/** A key that is not among those of the holder who logged in is somebody else's, or was removed. @returns {Promise<{phone: Phone | undefined, keys: any[], challenge: string}>} */
export async function knownPhones() {
  const { device_keys: keys, challenge } = await ask('/v1/device-keys');
  let phone = await ownPhone();
  if (phone && !keys.some((/** @type {any} */ key) => key.id === phone?.device)) {
    await forgetPhone();
    phone = undefined;
  }
  return { phone, keys, challenge };
}

/** @returns {Promise<Phone>} */
async function registeredPhone() {
  const { phone, challenge } = await knownPhones();
  if (phone) return phone;
  const pair = await makePhoneKey();
  const { id } = await ask('/v1/device-keys', { method: 'POST', body: await registration(pair, challenge) });
  const made = { pair, device: id, tickets: [] };
  await keepPhone(made);
  return made;
}

/** @param {string} device @param {{license: string, type_name: string, fields: string[]}} wanted @returns {Promise<Ticket>} */
async function takeTicket(device, { license, type_name, fields }) {
  const taken = Date.now();
  const answer = await ask('/v1/offline-tickets',
    { method: 'POST', body: { license, fields, device_key: device, device_time: new Date(taken).toISOString().replace(/\.\d+/, '') } });
  return { license, type_name, fields, taken_at: taken, ...answer };
}

/** One ticket of a license: a new choice of lines takes the place of the one before. @param {{license: string, type_name: string, fields: string[]}} wanted */
export async function keepLicense(wanted) {
  const phone = await registeredPhone();
  const ticket = await takeTicket(phone.device, wanted);
  await keepPhone({ ...phone, tickets: [...phone.tickets.filter((one) => one.license !== wanted.license), ticket] });
}

/** @param {string} license */
export async function dropLicense(license) {
  const phone = await ownPhone();
  if (phone) await keepPhone({ ...phone, tickets: phone.tickets.filter((one) => one.license !== license) });
}

/** @param {Phone} phone @param {Ticket} ticket @returns {Promise<Ticket | null>} null: the license cannot be shown any more */
async function renewed(phone, ticket) {
  if (Math.abs(Date.now() - ticket.taken_at) < renewAfter) return ticket;
  try {
    return await takeTicket(phone.device, ticket);
  } catch (refusal) {
    if (!(refusal instanceof Failure)) throw refusal;
    return refusal.status === 404 || refusal.status === 409 ? null : ticket;
  }
}

/** Where there is a network. @param {Phone} phone */
export async function renewTickets(phone) {
  const tickets = (await Promise.all(phone.tickets.map((ticket) => renewed(phone, ticket)))).filter((ticket) => ticket !== null);
  const now = { ...phone, tickets };
  await keepPhone(now);
  return now;
}

/** @param {string} device the service gives it no tickets any more; what this browser keeps of its own is gone */
export async function removePhone(device) {
  await ask(`/v1/device-keys/${device}/remove`, { method: 'POST' });
  if ((await ownPhone())?.device === device) await forgetPhone();
}

/** At a logout: whoever takes the browser next finds nothing. What cannot be told to the service is gone from here all the same. */
export async function leavePhone() {
  try {
    const phone = await readPhone();
    await forgetPhone();
    if (phone) await removePhone(phone.device);
  } catch (refusal) {
    if (!(refusal instanceof Failure)) throw refusal;
  }
}
