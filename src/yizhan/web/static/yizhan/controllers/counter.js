// SPDX-License-Identifier: Apache-2.0

import { fill } from "./texts.js";

/**
 * A quiet counter that only advises: white space does not count, and more than `data-limit` is allowed.
 *
 * @type {import("./start.js").Controller}
 */
export function counter(element) {
  const field = /** @type {HTMLTextAreaElement | HTMLInputElement | null} */ (
    document.getElementById(element.dataset.for ?? "")
  );
  if (!field) return;
  const limit = Number(element.dataset.limit);
  const show = () => {
    const count = [...field.value.replace(/\s/g, "")].length;
    const isOver = count > limit;
    const text = isOver ? element.dataset.over : element.dataset.within;
    element.textContent = fill(text, { count, limit, over: count - limit });
    element.classList.toggle("counter-over", isOver);
  };
  field.addEventListener("input", show);
  show();
  return () => field.removeEventListener("input", show);
}
