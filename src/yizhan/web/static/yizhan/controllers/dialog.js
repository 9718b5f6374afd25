// SPDX-License-Identifier: Apache-2.0

/**
 * A `<dialog>` that opens from every link to it (`data-opens="its-id"`) and gives the focus back when it closes.
 *
 * @type {import("./start.js").Controller}
 */
export function dialog(element) {
  const sheet = /** @type {HTMLDialogElement} */ (element);
  const open = (/** @type {Event} */ event) => {
    const link = /** @type {Element} */ (event.target).closest?.("[data-opens]");
    if (link?.getAttribute("data-opens") !== sheet.id) return;
    event.preventDefault();
    sheet.showModal();
  };
  sheet.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target !== sheet && !target.closest("[data-close]")) return;
    event.preventDefault();
    sheet.close();
  });
  document.addEventListener("click", open);
  return () => document.removeEventListener("click", open);
}
