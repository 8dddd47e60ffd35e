// SPDX-License-Identifier: Apache-2.0
// Which kinds of licenses the counter needs, and which of their items.
import { h, show } from './dom.js';
import { ask } from './service.js';
import { itemNames } from './uses.js';
import { say } from './words.js';

/** @typedef {{code: string, name: string, name_en: string | null, withdrawn: boolean}} LicenseType */
/** @typedef {{type: string, fields?: string[]}} Wanted */

const besideData = ['holder_name', 'holder_code', 'number'];

/** @param {string} code @param {string[]} fields @param {Set<string>} ticked */
function fieldChoices(code, fields, ticked) {
  return fields.map((field, index) => {
    const id = `${code}-${index}`;
    const change = (/** @type {any} */ event) => (event.target.checked ? ticked.add(field) : ticked.delete(field));
    return h('div', { class: 'choice' }, h('input', { type: 'checkbox', id, checked: ticked.has(field), onchange: change }),
      h('label', { for: id }, itemNames([field])));
  });
}

/** Kept between two holders: a counter asks for the same again and again. */
export class WantedTypes {
  /** @param {LicenseType[]} types that may be asked for */
  constructor(types) {
    this.types = types.filter((type) => !type.withdrawn);
    /** @type {Map<string, {fields: string[], ticked: Set<string>}>} */
    this.chosen = new Map();
    this.box = h('div');
    this.withItems = true;
  }

  /** @returns {Wanted[]} */
  get wanted() {
    return [...this.chosen].map(([type, { ticked }]) => (ticked.size > 0 ? { type, fields: [...ticked] } : { type }));
  }

  /** @param {string} code */
  nameOf(code) {
    return this.types.find((type) => type.code === code)?.name ?? code;
  }

  /** @param {string} code */
  async add(code) {
    if (!code || this.chosen.has(code)) return;
    const { schema } = await ask(`/v1/license-types/${code}`);
    this.chosen.set(code, { fields: [...besideData, ...Object.keys(schema.properties ?? {})], ticked: new Set() });
    this.draw();
  }

  draw() {
    show(this.box, [...this.chosen].map(([code, { fields, ticked }]) => h('fieldset', {}, h('legend', {}, this.nameOf(code)),
      this.withItems && h('details', {}, h('summary', {}, say('onlyFields')), h('p', {}, say('onlyFieldsText')), fieldChoices(code, fields, ticked)),
      h('button', { type: 'button', 'aria-label': `${say('removeType')} ${this.nameOf(code)}`, onclick: () => this.remove(code) }, say('removeType')))));
    return this.box;
  }

  /** @param {string} code */
  remove(code) {
    this.chosen.delete(code);
    this.draw();
    document.getElementById('add-type')?.focus();
  }

  /** @param {boolean} [withItems] false: of whole kinds alone */
  view(withItems = true) {
    this.withItems = withItems;
    const select = h('select', { id: 'add-type', onchange: () => this.add(select.value).then(() => { select.value = ''; }) },
      h('option', { value: '' }, say('chooseType')),
      this.types.map((type) => h('option', { value: type.code }, type.name)));
    return [h('h2', {}, say('neededTypes')), this.draw(), h('label', { for: 'add-type' }, say('addType')), select];
  }
}
