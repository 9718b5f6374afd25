// SPDX-License-Identifier: Apache-2.0

import { fill } from "./texts.js";

const PAUSE = 1200;
const RETRY = 10_000;

/**
 * Posts a form to `data-url` as one writes and says when it is kept (`[data-saved]` inside the form).
 * Files are left out: they go with the form itself. An answer `{"seen": 4}` moves the form to that version.
 *
 * @type {import("./start.js").Controller}
 */
export function autosave(element) {
  const form = /** @type {HTMLFormElement} */ (element);
  const status = /** @type {HTMLElement | null} */ (form.querySelector("[data-saved]"));
  let timer = 0;
  let isDirty = false;
  let isSaving = false;

  /** @param {string} text @param {boolean} hasFailed */
  const say = (text, hasFailed = false) => {
    if (!status) return;
    status.textContent = text;
    status.classList.toggle("saved-failed", hasFailed);
  };
  const later = (wait = PAUSE) => {
    clearTimeout(timer);
    timer = window.setTimeout(save, wait);
  };

  async function save() {
    if (!isDirty || isSaving) return;
    isSaving = true;
    isDirty = false;
    say(status?.dataset.saving ?? "");
    try {
      const answer = await fetch(form.dataset.url ?? "", {
        method: "POST",
        body: written(form),
        headers: { "HX-Request": "true" }, // a refusal comes as a notice, not as a page
      });
      const sentence = answer.ok ? "" : await refused(answer);
      if (sentence) {
        say(sentence, true); // the same words would be refused again: wait for others
      } else {
        if (!answer.ok) throw new Error(String(answer.status));
        await moveTo(form, answer);
        const time = new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });
        say(fill(status?.dataset.savedAt, { time }));
      }
    } catch {
      isDirty = true;
      say(status?.dataset.failed ?? "", true);
    }
    isSaving = false;
    if (isDirty) later(status?.classList.contains("saved-failed") ? RETRY : PAUSE);
  }

  const leave = () => {
    if (isDirty) navigator.sendBeacon(form.dataset.url ?? "", written(form));
  };
  const online = () => later(0);
  form.addEventListener("input", () => {
    isDirty = true;
    later();
  });
  form.addEventListener("submit", () => {
    isDirty = false;
    clearTimeout(timer);
  });
  window.addEventListener("pagehide", leave);
  window.addEventListener("online", online);
  return () => {
    clearTimeout(timer);
    window.removeEventListener("pagehide", leave);
    window.removeEventListener("online", online);
  };
}

/** @param {HTMLFormElement} form @returns {FormData} */
function written(form) {
  const fields = new FormData(form);
  for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
  return fields;
}

/**
 * What the house says when it refuses, empty if the answer is a fault.
 *
 * @param {Response} answer
 */
async function refused(answer) {
  if (answer.status < 400 || answer.status >= 500) return "";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("#refusal")?.textContent?.replace(/\s+/g, " ").trim() ?? "";
}

/** @param {HTMLFormElement} form @param {Response} answer */
async function moveTo(form, answer) {
  if (!answer.headers.get("Content-Type")?.includes("json")) return;
  const { seen } = await answer.json();
  const field = /** @type {HTMLInputElement | null} */ (form.querySelector("input[name=seen]"));
  if (field && seen !== undefined) field.value = String(seen);
}
