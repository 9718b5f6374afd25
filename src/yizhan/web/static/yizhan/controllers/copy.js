// SPDX-License-Identifier: Apache-2.0

const SAID = 2_000;

/**
 * A button that copies the field it stands for (`data-for`). Where a page may not use the clipboard (no TLS), it marks
 * the text, so that the keys for copying do it.
 *
 * @type {import("./start.js").Controller}
 */
export function copy(element) {
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById(element.dataset.for ?? ""));
  if (!field) return;
  const verb = element.textContent;
  let timer = 0;
  const say = () => {
    element.textContent = element.dataset.done ?? verb;
    timer = window.setTimeout(() => (element.textContent = verb), SAID);
  };
  element.hidden = false;
  element.addEventListener("click", async () => {
    clearTimeout(timer);
    field.focus();
    field.select();
    try {
      if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
      else if (!document.execCommand("copy")) return;
      say();
    } catch {
      // The text stays marked.
    }
  });
  return () => clearTimeout(timer);
}
