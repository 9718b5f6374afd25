// SPDX-License-Identifier: Apache-2.0

import { fill } from "./texts.js";

const WHOLE = 100;

/**
 * Adds up the shares of the contributors and says what is missing to the whole. It never changes what was typed.
 *
 * @type {import("./start.js").Controller}
 */
export function shares(element) {
  const total = /** @type {HTMLElement | null} */ (element.querySelector("[data-total]"));
  const show = () => {
    const fields = /** @type {HTMLInputElement[]} */ ([...element.querySelectorAll("input[type=number]")]);
    const hundredths = fields.reduce((before, field) => before + Math.round(100 * (Number(field.value) || 0)), 0);
    const sum = hundredths / 100;
    const text = sum === WHOLE ? element.dataset.full : sum < WHOLE ? element.dataset.short : element.dataset.over;
    if (!total) return;
    total.textContent = `${sum} % · ${fill(text, { rest: Math.round(100 * Math.abs(WHOLE - sum)) / 100 })}`;
    total.classList.toggle("shares-wrong", sum !== WHOLE);
  };
  element.addEventListener("input", show);
  show();
}
