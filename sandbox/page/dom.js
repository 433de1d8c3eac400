// Small tools of the page: nodes, icons, requests, how sizes are written.

export const $ = (selector, root = document) => root.querySelector(selector);

export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

async function request(path, options) {
  const answer = await fetch(path, options).catch(() => { throw new Error("нет связи с песочницей"); });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.error || body.description || `${answer.status} ${answer.statusText}`);
  return body;
}

export const get = (path) => request(path);
export const post = (path, body = {}) =>
  request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const fileUrl = (id) => `/api/files/${encodeURIComponent(id)}`;
export const initials = (name) => [...name.matchAll(/(?<!\p{L})\p{L}/gu)].slice(0, 2).map((m) => m[0].toUpperCase()).join("") || "?";

export function humanSize(bytes) {
  if (bytes < 1024) return `${bytes} Б`;
  if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} КБ`;
  return `${(bytes / 1024 ** 2).toFixed(1).replace(".", ",")} МБ`;
}

export const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
