// SPDX-License-Identifier: Apache-2.0

const EVERY = 5_000;

/**
 * Keeps the duty screen current: fetches `data-url` every five seconds, counts the seconds of each `[data-due]` by the
 * server's clock (`data-now`), lets what is new since the last look glow once, and says when the server is silent.
 * Without it the page loads itself anew.
 *
 * @type {import("./start.js").Controller}
 */
export function dutyScreen(element) {
  let ahead = 0;
  /** @type {Set<string>} */
  const seen = new Set();
  const stale = element.parentElement?.querySelector("[data-stale]");

  const settle = () => {
    const board = /** @type {HTMLElement | null} */ (element.querySelector("[data-now]"));
    if (board?.dataset.now) ahead = Date.parse(board.dataset.now) - Date.now();
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("[data-changed]"))) {
      const key = `${one.dataset.key} ${one.dataset.changed}`;
      if (!seen.has(key)) one.classList.add("screen-glow");
      seen.add(key);
    }
    tick();
  };
  const tick = () => {
    const now = Date.now() + ahead;
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("[data-due]"))) {
      const left = Math.floor((Date.parse(one.dataset.due ?? "") - now) / 1000);
      one.textContent = words(left, one.dataset.days ?? "");
      one.closest(".screen-clock")?.classList.toggle("screen-overdue", left < 0);
    }
    for (const one of element.querySelectorAll("[data-wall]")) one.textContent = ofDay(now);
  };
  const ask = async () => {
    if (document.hidden) return;
    const answer = await fetch(element.dataset.url ?? "").catch(() => null);
    if (answer?.redirected) window.location.reload();
    else if (answer?.ok) swap(element, await answer.text());
    stale?.toggleAttribute("hidden", Boolean(answer?.ok));
    if (answer?.ok) settle();
  };

  settle();
  const timers = [window.setInterval(tick, 1000), window.setInterval(ask, EVERY)];
  document.addEventListener("visibilitychange", ask);
  return () => {
    for (const timer of timers) window.clearInterval(timer);
    document.removeEventListener("visibilitychange", ask);
  };
}

/** What stands on the board now; the focus stays on its link.
 * @param {HTMLElement} element @param {string} markup */
function swap(element, markup) {
  const address = document.activeElement?.getAttribute("href");
  element.innerHTML = markup;
  if (address) /** @type {HTMLElement | null} */ (element.querySelector(`[href="${CSS.escape(address)}"]`))?.focus();
}

/** Seconds as 01:12:05, whole days before them, a minus sign once they are over.
 * @param {number} left @param {string} days */
function words(left, days) {
  const all = Math.abs(left);
  const [day, hour, minute, second] = [all / 86400, (all / 3600) % 24, (all / 60) % 60, all % 60].map(Math.floor);
  const rest = [hour, minute, second].map((part) => String(part).padStart(2, "0")).join(":");
  return `${left < 0 ? "−" : ""}${day ? `${day}${days} ` : ""}${rest}`;
}

/** The time of day at the office.
 * @param {number} now */
function ofDay(now) {
  return new Date(now).toLocaleTimeString("en-GB", { timeZone: "Asia/Shanghai" });
}
