// SPDX-License-Identifier: Apache-2.0

/**
 * After a swap the focus goes where work goes on: the first `[data-focus]` in what came, else its first field with an
 * error. Nothing moves while someone types elsewhere.
 */
export function focusAfterSwap() {
  document.addEventListener("htmx:afterSettle", (event) => {
    const { elt, target } = /** @type {CustomEvent} */ (event).detail;
    const root = /** @type {HTMLElement | undefined} */ (elt?.isConnected ? elt : target);
    const place = root?.matches?.("[data-focus]") ? root : root?.querySelector?.("[data-focus], [aria-invalid=true]");
    /** @type {HTMLElement | null | undefined} */ (place)?.focus();
  });
}
