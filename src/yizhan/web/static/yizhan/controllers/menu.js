// SPDX-License-Identifier: Apache-2.0

/**
 * A `<details>` that closes again: by Escape, by its `[data-close]`, and (when it floats) by a click elsewhere.
 *
 * @type {import("./start.js").Controller}
 */
export function menu(element) {
  const details = /** @type {HTMLDetailsElement} */ (element);
  const isFloating = details.classList.contains("menu");
  const close = () => {
    details.open = false;
    details.querySelector("summary")?.focus();
  };
  const elsewhere = (/** @type {Event} */ event) => {
    if (isFloating && details.open && !details.contains(/** @type {Node} */ (event.target))) details.open = false;
  };
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    event.stopPropagation();
    close();
  });
  for (const button of details.querySelectorAll("[data-close]")) {
    button.removeAttribute("hidden");
    button.addEventListener("click", close);
  }
  document.addEventListener("click", elsewhere);
  return () => document.removeEventListener("click", elsewhere);
}
