// SPDX-License-Identifier: Apache-2.0

/**
 * A list beside a reading pane: the row that has the focus is the one that is read (its link gets the event `read`, on
 * which htmx loads), and it keeps its mark while one works in the pane, so that single keys act on what is seen.
 * Enter on the row that is read already goes into the pane named by `data-pane`.
 *
 * @type {import("./start.js").Controller}
 */
export function readingList(list) {
  if (!("htmx" in window)) return;
  const current = () => list.querySelector("[data-keys-open][aria-current]");

  const read = (/** @type {Element} */ link) => {
    current()?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    link.dispatchEvent(new CustomEvent("read"));
  };
  list.addEventListener("focusin", (event) => {
    const link = /** @type {Element} */ (event.target);
    if (link.matches("[data-keys-open]") && link !== current()) read(link);
  });
  list.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest("[data-keys-open]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const isByKey = event.detail === 0;
    if (link !== current()) read(link);
    else if (isByKey) document.getElementById(list.dataset.pane ?? "")?.focus();
  });
  const keepPlace = () => {
    if (!document.querySelector("[data-keys-row].here")) current()?.closest("[data-keys-row]")?.classList.add("here");
  };
  document.addEventListener("focusin", keepPlace);
  return () => document.removeEventListener("focusin", keepPlace);
}
