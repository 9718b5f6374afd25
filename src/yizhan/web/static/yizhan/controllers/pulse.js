// SPDX-License-Identifier: Apache-2.0

const EVERY = 500;
const ON_A_PHONE = 3_000;

/**
 * Asks `data-url` twice a second (on a phone every three seconds) for the number of the newest notice. When it grows,
 * what arrived is fetched from `data-arrived` and said among the messages, and the counts are asked for anew.
 * A page that nobody looks at does not ask.
 *
 * @type {import("./start.js").Controller}
 */
export function pulse(element) {
  const every = window.matchMedia("(pointer: coarse)").matches ? ON_A_PHONE : EVERY;
  let timer = 0;
  let known = -1;
  const ask = async () => {
    window.clearTimeout(timer);
    const newest = document.hidden ? known : await newestAt(element.dataset.url ?? "");
    if (Number.isNaN(newest)) return;
    if (known >= 0 && newest > known) show(`${element.dataset.arrived}?after=${known}`);
    if (newest > known) known = newest;
    timer = window.setTimeout(ask, every);
  };
  ask();
  return () => window.clearTimeout(timer);
}

/** The number, or the one that was known while the server is away; NaN once the address is not valid any more.
 * @param {string} url */
async function newestAt(url) {
  const answer = await fetch(url, { credentials: "omit" }).catch(() => null);
  if (answer?.status === 404) return Number.NaN;
  return answer?.ok ? Number(await answer.text()) : -1;
}

/** @param {string} url */
function show(url) {
  // @ts-ignore htmx is loaded by the page
  window.htmx?.ajax("GET", url, { target: "#messages", swap: "beforeend" });
  document.dispatchEvent(new Event("yizhan:arrived"));
}
