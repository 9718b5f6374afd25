// SPDX-License-Identifier: Apache-2.0
/**
 * A long select that can be searched by typing (WAI-ARIA combobox with a list). The select stays and holds the value;
 * the texts are its own options and `data-empty` ("nothing like that").
 */

let made = 0;

/** @type {import("./start.js").Controller} */
export function filterSelect(element) {
  const select = /** @type {HTMLSelectElement} */ (element);
  const { field, list } = parts(select);
  let at = -1;

  const choices = () => /** @type {HTMLElement[]} */ ([...list.children]);
  /** @param {number} place */
  const point = (place) => {
    const all = choices();
    at = all.length ? (place + all.length) % all.length : -1;
    all.forEach((choice, index) => choice.setAttribute("aria-selected", String(index === at)));
    if (all[at]) field.setAttribute("aria-activedescendant", all[at].id);
    else field.removeAttribute("aria-activedescendant");
    all[at]?.scrollIntoView({ block: "nearest" });
  };
  /** @param {boolean} isOpen */
  const open = (isOpen) => {
    list.hidden = !isOpen;
    field.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) field.removeAttribute("aria-activedescendant");
  };
  const narrow = () => {
    const wanted = field.value.trim().toLowerCase();
    const found = [...select.options].filter((option) => option.text.toLowerCase().includes(wanted));
    list.replaceChildren(...found.map((option) => choiceOf(option, list.id)));
    open(found.length > 0);
    point(found.length ? 0 : -1);
  };
  /** @param {HTMLElement | undefined} choice */
  const take = (choice) => {
    if (choice) {
      select.value = choice.dataset.value ?? "";
      select.dispatchEvent(new Event("change", { bubbles: true }));
      select.dispatchEvent(new Event("input", { bubbles: true }));
    }
    field.value = select.selectedOptions[0]?.text ?? "";
    open(false);
  };

  field.addEventListener("input", narrow);
  field.addEventListener("click", () => {
    field.select();
    showAll();
  });
  const showAll = () => {
    list.replaceChildren(...[...select.options].map((option) => choiceOf(option, list.id)));
    open(true);
    point(Math.max(0, select.selectedIndex));
  };
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden) showAll();
    else if (step) point(at + step);
    else if (event.key === "Enter" && !list.hidden) take(choices()[at]);
    else if (event.key === "Escape" && !list.hidden) take(undefined);
    else return;
    event.preventDefault();
  });
  field.addEventListener("blur", () => take(undefined));
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    take(/** @type {HTMLElement} */ (event.target));
  });
  take(undefined);
}

/** @param {HTMLSelectElement} select */
function parts(select) {
  made += 1;
  const box = Object.assign(document.createElement("div"), { className: "filter-select" });
  const field = Object.assign(document.createElement("input"), { type: "text", className: "control", autocomplete: "off" });
  const list = Object.assign(document.createElement("div"), { className: "filter-select-list", id: `choices-${made}` });
  const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  const words = select.getAttribute("aria-label") ?? label?.firstChild?.textContent?.trim() ?? "";
  field.id = `${select.id}-search`;
  label?.setAttribute("for", field.id);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) {
    field.setAttribute(name, value);
  }
  if (!label) field.setAttribute("aria-label", words);
  for (const name of ["aria-describedby", "aria-invalid"]) {
    const value = select.getAttribute(name);
    if (value) field.setAttribute(name, value);
  }
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words);
  list.hidden = true;
  select.replaceWith(box);
  select.hidden = true;
  box.append(select, field, list);
  return { field, list };
}

/** @param {HTMLOptionElement} option @param {string} prefix */
function choiceOf(option, prefix) {
  const choice = Object.assign(document.createElement("div"), { className: "filter-select-choice", textContent: option.text });
  choice.id = `${prefix}-${option.index}`;
  choice.setAttribute("role", "option");
  choice.dataset.value = option.value;
  return choice;
}
