// SPDX-License-Identifier: Apache-2.0

import { fill } from "./texts.js";

/**
 * Rows (`[data-order-row]`) that are dragged by their handle or moved by Alt and an arrow key; the new order is posted
 * with the form around them, as often as it changes, and the list says `reordered`. A row without a handle is a head:
 * it stays, others pass it. Without script the buttons of each row do the same.
 *
 * @type {import("./start.js").Controller}
 */
export function reorder(list) {
  const form = list.closest("form");
  const live = list.parentElement?.querySelector("[data-order-live]");
  const rows = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[data-order-row]")]);

  /** @param {HTMLElement} row */
  const settle = async (row) => {
    const place = rows().filter((one) => one.querySelector("[data-order-handle]")).indexOf(row) + 1;
    if (live) live.textContent = fill(list.dataset.moved, { title: row.dataset.title ?? "", place });
    if (!form) return;
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (!answer?.ok && live) live.textContent = list.dataset.failed ?? "";
    list.classList.toggle("order-failed", !answer?.ok);
    if (answer?.ok) list.dispatchEvent(new CustomEvent("reordered", { bubbles: true }));
  };

  list.addEventListener("keydown", (event) => {
    const row = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-order-row]"));
    const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || !way || !row) return;
    event.preventDefault();
    const all = rows();
    const other = all[all.indexOf(row) + way];
    if (!other) return;
    pass(row, other, way < 0);
    settle(row);
  });

  list.addEventListener("pointerdown", (event) => {
    const handle = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-order-handle]"));
    const row = /** @type {HTMLElement | null | undefined} */ (handle?.closest("[data-order-row]"));
    if (handle && row) drag(event, handle, row, rows, settle);
  });
}

/**
 * @param {PointerEvent} start
 * @param {HTMLElement} handle
 * @param {HTMLElement} row
 * @param {() => HTMLElement[]} rows
 * @param {(row: HTMLElement) => void} settle
 */
function drag(start, handle, row, rows, settle) {
  const before = rows().indexOf(row);
  handle.setPointerCapture(start.pointerId);
  row.classList.add("dragging");
  const follow = (/** @type {PointerEvent} */ event) => {
    const over = rows().find((other) => other !== row && covers(other, event.clientY));
    if (!over) return;
    pass(row, over, rows().indexOf(over) < rows().indexOf(row));
  };
  const end = () => {
    row.classList.remove("dragging");
    handle.removeEventListener("pointermove", follow);
    if (rows().indexOf(row) !== before) settle(row);
  };
  handle.addEventListener("pointermove", follow);
  for (const name of ["pointerup", "pointercancel"]) handle.addEventListener(name, end, { once: true });
}

/**
 * Lets `row` pass `other`. It is the other that moves: a row that leaves the page, even for a moment, loses the focus
 * and the pointer.
 *
 * @param {HTMLElement} row @param {HTMLElement} other @param {boolean} isUp
 */
function pass(row, other, isUp) {
  if (isUp) row.after(other);
  else row.before(other);
}

/** @param {HTMLElement} row @param {number} height */
function covers(row, height) {
  const box = row.getBoundingClientRect();
  return height > box.top && height < box.bottom;
}
