// SPDX-License-Identifier: Apache-2.0

/**
 * Fills the places of a text that came from the page: `fill("{count} chosen", { count: 3 })`.
 *
 * @param {string | undefined} text
 * @param {Record<string, string | number>} values
 * @returns {string}
 */
export function fill(text, values) {
  return (text ?? "").replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}
