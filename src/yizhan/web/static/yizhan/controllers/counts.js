// SPDX-License-Identifier: Apache-2.0

const EVERY = 60_000;
const MOST = 99;

/**
 * Asks `data-url` once a minute what waits (`{"inbox": 3, …}`) and writes it into the places with that `data-count`
 * and into the title of the tab. Asks at once when `pulse` says that something
 * arrived. A page that nobody looks at does not ask.
 *
 * @type {import("./start.js").Controller}
 */
export function counts(element) {
  const plainTitle = document.title.replace(/^\(\d+\) /, "");
  const ask = async () => {
    if (document.hidden) return;
    const answer = await fetch(element.dataset.url ?? "", { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.headers.get("Content-Type")?.includes("json")) return;
    show(/** @type {Record<string, number>} */ (await answer.json()), plainTitle);
  };
  const timer = window.setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
  document.addEventListener("yizhan:arrived", ask);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", ask);
    document.removeEventListener("yizhan:arrived", ask);
  };
}

/** @param {Record<string, number>} found @param {string} plainTitle */
function show(found, plainTitle) {
  let waiting = 0;
  for (const [key, count] of Object.entries(found)) {
    const place = document.querySelector(`[data-count="${CSS.escape(key)}"]`);
    if (place) place.textContent = count > MOST ? `${MOST}+` : count ? String(count) : "";
    if (key !== "notices") waiting += count;
  }
  document.title = waiting ? `(${waiting}) ${plainTitle}` : plainTitle;
}
