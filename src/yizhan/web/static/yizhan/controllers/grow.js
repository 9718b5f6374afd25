// SPDX-License-Identifier: Apache-2.0

/**
 * A textarea that is always as high as what is written in it.
 *
 * @type {import("./start.js").Controller}
 */
export function grow(element) {
  const area = /** @type {HTMLTextAreaElement} */ (element);
  const fit = () => {
    // A field that is not shown has no height to measure.
    if (!area.offsetParent) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
  };
  area.addEventListener("input", fit);
  const watch = new ResizeObserver(([entry]) => {
    if (entry && entry.contentRect.width !== width) {
      width = entry.contentRect.width;
      fit();
    }
  });
  let width = -1;
  watch.observe(area);
  return () => watch.disconnect();
}
