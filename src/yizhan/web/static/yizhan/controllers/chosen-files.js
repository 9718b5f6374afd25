// SPDX-License-Identifier: Apache-2.0

const KILO = 1024;

/**
 * Lists the files that were chosen and lets them be taken out again. Choosing twice adds; a photo joins the files.
 *
 * @type {import("./start.js").Controller}
 */
export function chosenFiles(element) {
  const inputs = /** @type {HTMLInputElement[]} */ ([...element.querySelectorAll("input[type=file]")]);
  const list = element.querySelector("[data-list]");
  const main = inputs.find((input) => !input.hasAttribute("capture"));
  if (!main || !list) return;
  /** @type {File[]} */
  let chosen = [];

  const show = () => {
    const transfer = new DataTransfer();
    for (const file of chosen) transfer.items.add(file);
    main.files = transfer.files;
    list.replaceChildren(...chosen.map((file) => line(file, element.dataset.remove ?? "", take)));
  };
  /** @param {File} file */
  const take = (file) => {
    chosen = chosen.filter((other) => other !== file);
    show();
    main.focus();
  };
  for (const input of inputs) {
    input.addEventListener("change", () => {
      chosen = main.multiple ? [...chosen, ...(input.files ?? [])] : [...(input.files ?? [])];
      if (input !== main) input.value = "";
      show();
    });
  }
}

/** @param {File} file @param {string} word @param {(file: File) => void} take */
function line(file, word, take) {
  const row = Object.assign(document.createElement("li"), { className: "file" });
  const name = Object.assign(document.createElement("span"), { className: "file-name", textContent: file.name });
  const size = Object.assign(document.createElement("span"), { className: "quiet", textContent: ` ${sized(file.size)}` });
  const button = Object.assign(document.createElement("button"), {
    type: "button",
    className: "button button-small button-quiet",
    textContent: word,
  });
  button.setAttribute("aria-label", `${word}: ${file.name}`);
  button.addEventListener("click", () => take(file));
  name.append(size);
  row.append(name, button);
  return row;
}

/** @param {number} bytes */
function sized(bytes) {
  return bytes < KILO * KILO ? `${Math.ceil(bytes / KILO)} KB` : `${(bytes / KILO / KILO).toFixed(1)} MB`;
}
