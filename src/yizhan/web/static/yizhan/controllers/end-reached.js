// SPDX-License-Identifier: Apache-2.0

/** So long (milliseconds) the end must be in sight: scrolling past is not reading. */
const DWELL = 2000;

/**
 * A form below a text that is sent by itself, once, when its reader has come to it and stays. Its button does the same.
 *
 * @type {import("./start.js").Controller}
 */
export function endReached(element) {
  const form = /** @type {HTMLFormElement} */ (element);
  let timer = 0;
  const wait = () => {
    timer = window.setTimeout(() => {
      if (document.visibilityState !== "visible") return wait();
      watch.disconnect();
      form.requestSubmit();
    }, DWELL);
  };
  const watch = new IntersectionObserver(([seen]) => {
    clearTimeout(timer);
    if (seen?.isIntersecting) wait();
  });
  watch.observe(form);
  return () => {
    clearTimeout(timer);
    watch.disconnect();
  };
}
