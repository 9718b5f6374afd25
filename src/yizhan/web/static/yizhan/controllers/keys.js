// SPDX-License-Identifier: Apache-2.0
/**
 * Single keys for people who work at a desk all day. Keys are declared where their act stands: `data-key="e"` on a
 * button, link or field. Inside a row (`[data-keys-row]`) they belong to the row that has the focus. `j` and `k` move
 * through the rows, `x` chooses, Enter opens as on any link. They can be switched off (WCAG 2.1.4) in the key sheet.
 */

const OFF = "yizhan-keys-off";

/** @type {import("./start.js").Controller} */
export function keys(body) {
  const sheet = /** @type {HTMLDialogElement | null} */ (document.getElementById("key-help"));
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (isTyping(event) || document.querySelector("dialog[open]")) return;
    if (event.key === "?") return showKeys(event, sheet);
    if (isOff()) return;
    if (move(event.key) || choose(event.key) || act(event.key)) event.preventDefault();
  };
  document.addEventListener("keydown", press);
  const toggle = /** @type {HTMLInputElement | null} */ (sheet?.querySelector("[data-keys-on]"));
  if (toggle) {
    toggle.checked = !isOff();
    toggle.addEventListener("change", () => localStorage.setItem(OFF, toggle.checked ? "" : "yes"));
  }
  body.addEventListener("focusin", mark);
  body.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest?.("[data-opens=key-help]");
    if (link) fillSheet(sheet);
  });
  return () => document.removeEventListener("keydown", press);
}

function isOff() {
  return localStorage.getItem(OFF) === "yes";
}

/** @param {KeyboardEvent} event */
function isTyping(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const isField = target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  return event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isField;
}

/** @returns {HTMLElement[]} */
function rows() {
  const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-keys-row]")]);
  return all.filter((row) => row.offsetParent);
}

function currentRow() {
  return document.activeElement?.closest("[data-keys-row]") ?? document.querySelector("[data-keys-row].here");
}

/** @param {FocusEvent} event */
function mark(event) {
  const row = /** @type {Element} */ (event.target).closest("[data-keys-row]");
  for (const other of document.querySelectorAll("[data-keys-row].here")) other.classList.toggle("here", other === row);
  row?.classList.add("here");
}

/** @param {string} key */
function move(key) {
  const step = { j: 1, k: -1 }[key];
  const all = rows();
  if (!step || !all.length) return false;
  const at = all.indexOf(/** @type {HTMLElement} */ (currentRow()));
  const next = all[Math.min(all.length - 1, Math.max(0, at + step))];
  const target = next?.matches("[data-keys-open]") ? next : next?.querySelector("[data-keys-open]");
  /** @type {HTMLElement | null | undefined} */ (target)?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return true;
}

/** @param {string} key */
function choose(key) {
  const box = key === "x" && currentRow()?.querySelector("[data-keys-select]");
  if (box) /** @type {HTMLElement} */ (box).click();
  return Boolean(box);
}

/** @param {string} key */
function act(key) {
  const row = currentRow();
  const named = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)]);
  const target = named.find((element) => {
    const own = element.closest("[data-keys-row]");
    return element.offsetParent && (!own || own === row);
  });
  if (!target) return false;
  if (target.matches("input:not([type=checkbox]), textarea, select")) target.focus();
  else target.click();
  return true;
}

/** @param {KeyboardEvent} event @param {HTMLDialogElement | null} sheet */
function showKeys(event, sheet) {
  if (!sheet) return;
  event.preventDefault();
  fillSheet(sheet);
  sheet.showModal();
}

/** @param {HTMLDialogElement | null} sheet */
function fillSheet(sheet) {
  const list = sheet?.querySelector("[data-key-list]");
  if (!sheet || !list) return;
  /** @type {Map<string, string>} */
  const found = new Map();
  if (rows().length) for (const key of ["j", "k", "Enter"]) found.set(key, sheet.dataset[key.toLowerCase()] ?? "");
  if (document.querySelector("[data-keys-select]")) found.set("x", sheet.dataset.x ?? "");
  for (const element of document.querySelectorAll("[data-key]")) {
    const key = element.getAttribute("data-key") ?? "";
    if (!found.has(key)) found.set(key, word(/** @type {HTMLElement} */ (element)));
  }
  list.replaceChildren(...[...found].flatMap(([key, text]) => line(key, text)));
}

/** @param {HTMLElement} element */
function word(element) {
  const own = element.dataset.keyWord ?? element.getAttribute("aria-label");
  if (own) return own;
  const copy = /** @type {HTMLElement} */ (element.cloneNode(true));
  for (const hint of copy.querySelectorAll("kbd")) hint.remove();
  return copy.textContent?.trim() ?? "";
}

/** @param {string} key @param {string} text */
function line(key, text) {
  const term = document.createElement("dt");
  const meaning = document.createElement("dd");
  term.append(Object.assign(document.createElement("kbd"), { textContent: key }));
  meaning.textContent = text;
  return [term, meaning];
}
