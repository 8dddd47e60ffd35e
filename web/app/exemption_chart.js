// SPDX-License-Identifier: Apache-2.0
// Bars of what a table says. The library (docs/decisions) comes after the tables; without it, or without bars to draw, they stand alone.
import { h } from './dom.js';
import { say } from './words.js';

const mostBars = 12;
const rowHeight = 2.2; // em

/** @typedef {{label: string, value: number}} Bar */

/** @returns {Promise<any>} the library, null where it was not there when the service was built */
async function library() {
  const address = '/assets/charts/chart.umd.min.js';
  try {
    await import(address);
    return /** @type {any} */ (globalThis).Chart;
  } catch {
    return null;
  }
}

/** @param {string} name of a colour in page.css */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** @param {string} text @param {number} most */
const cut = (text, most) => text.length > most ? `${text.slice(0, most - 1)}…` : text;

/** @param {Bar[]} bars @param {number} size of letters @param {number} [most] that the axis ends with */
function settings(bars, size, most) {
  const ink = colour('--ink'), line = colour('--line');
  const ticks = { color: ink, font: { size } };
  return {
    type: 'bar',
    data: { labels: bars.map(({ label }) => cut(label, 10)), datasets: [{ data: bars.map(({ value }) => value), backgroundColor: colour('--link') }] },
    options: {
      indexAxis: 'y', animation: false, maintainAspectRatio: false, events: [],
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
      scales: { x: { beginAtZero: true, max: most, ticks: { ...ticks, precision: 0 }, grid: { color: line } }, y: { ticks, grid: { display: false } } },
    },
  };
}

/** @typedef {{place: HTMLElement, canvas: HTMLCanvasElement, bars: Bar[], most?: number, chart?: any}} Drawn */

/** Those on the page. @type {Drawn[]} */
let charts = [];

/** @param {Drawn} one @param {any} Chart */
function paint(one, Chart) {
  const size = parseFloat(getComputedStyle(document.body).fontSize) * 0.8;
  one.chart?.destroy();
  one.place.style.height = `${(one.bars.length + 1) * rowHeight}em`;
  one.place.hidden = false;
  one.chart = new Chart(one.canvas, settings(one.bars, size, one.most));
}

/** Letters and colours are those of the page, which may have changed. */
function paintAgain() {
  for (const one of charts)
    if (one.place.isConnected) paint(one, one.chart.constructor);
    else one.chart.destroy();
  charts = charts.filter(({ place }) => place.isConnected);
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paintAgain);
new MutationObserver(paintAgain).observe(document.documentElement, { attributeFilter: ['data-large'] });

/**
 * @param {string} title
 * @param {Bar[]} all
 * @param {number} [most] that the axis ends with
 * @returns {HTMLElement} where the picture will be
 */
export function barChart(title, all, most) {
  const canvas = h('canvas', { role: 'img', 'aria-label': `${say('chartOf')}${title} — ${say('fullTable')}` });
  const place = h('div', { class: 'chart', hidden: true }, canvas);
  if (all.length > 0) void draw({ place, canvas, bars: all.slice(0, mostBars), most });
  return place;
}

/** @param {Drawn} one */
async function draw(one) {
  const Chart = await library();
  if (!Chart || !one.place.isConnected) return;
  paint(one, Chart);
  charts.push(one);
}
