// SPDX-License-Identifier: Apache-2.0

/**
 * A button that prints the page; without script the browser's own menu does.
 *
 * @type {import("./start.js").Controller}
 */
export function print(element) {
  element.hidden = false;
  element.addEventListener("click", () => window.print());
}
