// SPDX-License-Identifier: Apache-2.0

import { fill } from "./texts.js";

/**
 * The bar under a table with boxes: shown when rows are chosen, says how many. Shift-click chooses up to there.
 *
 * @type {import("./start.js").Controller}
 */
export function selection(bar) {
  const form = bar.closest("form");
  if (!form) return;
  const place = bar.querySelector("[data-chosen]");
  /** @type {HTMLInputElement | null} */
  let last = null;
  const boxes = () => /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("[data-keys-select]")]);
  const show = () => {
    const count = boxes().filter((box) => box.checked).length;
    bar.hidden = count === 0;
    if (place) place.textContent = fill(bar.dataset.text, { count });
  };
  form.addEventListener("click", (event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    if (box.matches("[data-select-all]")) for (const other of boxes()) other.checked = box.checked;
    if (!box.matches("[data-keys-select]")) return;
    if (event.shiftKey && last) between(boxes(), last, box).forEach((other) => (other.checked = box.checked));
    last = box;
  });
  form.addEventListener("change", show);
  show();
}

/** @param {HTMLInputElement[]} all @param {HTMLInputElement} one @param {HTMLInputElement} other */
function between(all, one, other) {
  const places = [all.indexOf(one), all.indexOf(other)].sort((left, right) => left - right);
  return all.slice(places[0], (places[1] ?? 0) + 1);
}
