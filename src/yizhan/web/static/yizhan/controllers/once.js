// SPDX-License-Identifier: Apache-2.0

/**
 * A form whose answer is shown only once: a second press before the answer is there must not replace it.
 *
 * @type {import("./start.js").Controller}
 */
export function once(element) {
  let isSent = false;
  element.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
  });
  const again = (/** @type {PageTransitionEvent} */ event) => {
    if (event.persisted) isSent = false;
  };
  window.addEventListener("pageshow", again);
  return () => window.removeEventListener("pageshow", again);
}
