// SPDX-License-Identifier: Apache-2.0
/**
 * Connects controllers to the elements that ask for them: `<textarea data-controller="grow">`.
 *
 * A controller is a function of one element. It may return a function that takes back what it did outside that element;
 * it is called when the element leaves the page. Texts come from `data-` attributes, so that translation stays in the
 * templates. What a controller adds is never needed: the page works without it.
 *
 * @typedef {(element: HTMLElement) => (void | (() => void))} Controller
 */

import { autosave } from "./autosave.js";
import { chosenFiles } from "./chosen-files.js";
import { copy } from "./copy.js";
import { counter } from "./counter.js";
import { counts } from "./counts.js";
import { dialog } from "./dialog.js";
import { dutyScreen } from "./duty-screen.js";
import { endReached } from "./end-reached.js";
import { filterSelect } from "./filter-select.js";
import { focusAfterSwap } from "./focus.js";
import { grow } from "./grow.js";
import { keys } from "./keys.js";
import { menu } from "./menu.js";
import { message } from "./message.js";
import { once } from "./once.js";
import { print } from "./print.js";
import { pulse } from "./pulse.js";
import { readingList } from "./reading-list.js";
import { reorder } from "./reorder.js";
import { selection } from "./selection.js";
import { shares } from "./shares.js";

/** @type {Record<string, Controller>} */
const controllers = {
  autosave,
  "chosen-files": chosenFiles,
  copy,
  counter,
  counts,
  dialog,
  "duty-screen": dutyScreen,
  "end-reached": endReached,
  "filter-select": filterSelect,
  grow,
  keys,
  menu,
  message,
  once,
  print,
  pulse,
  "reading-list": readingList,
  reorder,
  selection,
  shares,
};

/** @type {Map<HTMLElement, Array<() => void>>} */
const connected = new Map();

/** @param {HTMLElement} element */
function connect(element) {
  if (connected.has(element)) return;
  const undoing = [];
  for (const name of (element.dataset.controller ?? "").split(" ").filter(Boolean)) {
    const undo = controllers[name]?.(element);
    if (undo) undoing.push(undo);
  }
  connected.set(element, undoing);
}

/** @param {HTMLElement} element */
function disconnect(element) {
  for (const undo of connected.get(element) ?? []) undo();
  connected.delete(element);
}

/** @param {Node} node @param {(element: HTMLElement) => void} act */
function each(node, act) {
  if (!(node instanceof HTMLElement)) return;
  if (node.matches("[data-controller]")) act(node);
  for (const inner of node.querySelectorAll("[data-controller]")) act(/** @type {HTMLElement} */ (inner));
}

each(document.documentElement, connect);
focusAfterSwap();

new MutationObserver((changes) => {
  for (const change of changes) {
    for (const node of change.removedNodes) if (!node.isConnected) each(node, disconnect);
    for (const node of change.addedNodes) each(node, connect);
  }
}).observe(document.documentElement, { childList: true, subtree: true });
