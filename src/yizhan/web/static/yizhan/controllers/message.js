// SPDX-License-Identifier: Apache-2.0

const STAY = 10_000;
const LEAVING = 150;

/**
 * A message that goes by itself after ten seconds, unless the hand or the focus is on it. Refusals stay.
 *
 * @type {import("./start.js").Controller}
 */
export function message(element) {
  let timer = 0;
  const leave = () => {
    element.classList.add("message-leaving");
    timer = window.setTimeout(() => element.remove(), LEAVING);
  };
  const wait = () => {
    clearTimeout(timer);
    if (!element.matches(".message-error, .message-warning")) timer = window.setTimeout(leave, STAY);
  };
  const hold = () => clearTimeout(timer);
  for (const name of ["pointerenter", "focusin"]) element.addEventListener(name, hold);
  for (const name of ["pointerleave", "focusout"]) element.addEventListener(name, wait);
  const close = element.querySelector("[data-close]");
  close?.removeAttribute("hidden");
  close?.addEventListener("click", leave);
  wait();
  return hold;
}
