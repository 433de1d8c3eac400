// Text with Telegram's formatting, its links and commands.

import { h } from "./dom.js";
import { chooseOpener } from "./sheets.js";
import { town } from "./town.js";

const ALLOWED = {
  B: "b", STRONG: "b", I: "i", EM: "i", U: "u", INS: "u", S: "s", STRIKE: "s", DEL: "s",
  CODE: "code", PRE: "pre", BLOCKQUOTE: "blockquote",
};
const LINKS = new RegExp(
  [
    String.raw`https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)\]]`,
    String.raw`(?<![\w.@/])(?:t\.me|telegram\.me)\/[\w?=&/+-]+`,
    String.raw`(?<![\w/@.<])\/[a-z]\w{0,31}(?![\w/])`,
    String.raw`(?<![\w+])\+\d[\d ()-]{8,16}\d`,
  ].join("|"),
  "giu",
);
const SAFE_LINK = /^(https?|tg|mailto|tel):/i;

/** The DOM of Telegram's HTML: only Telegram's tags survive, whatever the text says. */
export function rich(html, phone) {
  const out = document.createDocumentFragment();
  copyChildren(new DOMParser().parseFromString(html, "text/html").body, out, phone, true);
  return out;
}

function copyChildren(from, to, phone, linkify) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(linkify ? linked(node.data, phone) : node.data);
    else if (node.nodeType === Node.ELEMENT_NODE) copyElement(node, to, phone, linkify);
  }
}

function copyElement(node, to, phone, linkify) {
  const copy = allowedCopy(node, phone);
  const opaque = ["A", "CODE", "PRE"].includes(node.tagName);
  copyChildren(node, copy || to, phone, linkify && !opaque);
  if (copy) to.append(copy);
}

function allowedCopy(node, phone) {
  if (node.tagName === "A") return link(node.getAttribute("href") || "", phone);
  if (node.tagName === "TG-SPOILER" || node.classList.contains("tg-spoiler")) return spoiler();
  const tag = ALLOWED[node.tagName];
  if (!tag) return null;
  const copy = h(tag);
  if (tag === "blockquote" && node.hasAttribute("expandable")) foldable(copy);
  if (tag === "code" || tag === "pre") copyOnClick(copy, phone);
  return copy;
}

function pressable(node, act) {
  node.tabIndex = 0;
  node.setAttribute("role", "button");
  node.addEventListener("click", act);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  });
  return node;
}

const spoiler = () => {
  const node = h("span", { class: "spoiler", "aria-label": "Скрытый текст" });
  return pressable(node, () => {
    node.classList.add("open");
    node.removeAttribute("aria-label");
  });
};

const foldable = (node) => {
  node.classList.add("folded");
  pressable(node, () => node.classList.toggle("folded"));
};

const copyOnClick = (node, phone) => {
  node.title = "Нажмите, чтобы скопировать";
  node.addEventListener("click", () => copyText(node.textContent, phone));
};

export function linked(text, phone) {
  const out = document.createDocumentFragment();
  let from = 0;
  for (const found of text.matchAll(LINKS)) {
    out.append(text.slice(from, found.index), autoLink(found[0], phone));
    from = found.index + found[0].length;
  }
  out.append(text.slice(from));
  return out;
}

function autoLink(word, phone) {
  if (word.startsWith("/")) return h("button", { type: "button", class: "command", onclick: () => phone.say(word) }, word);
  const href = word.startsWith("+") ? `tel:+${word.replace(/\D/g, "")}` : word;
  const node = link(href, phone);
  node.textContent = word;
  return node;
}

function link(href, phone) {
  const full = /^(t|telegram)\.me\//i.test(href) ? `https://${href}` : href;
  if (!SAFE_LINK.test(full)) return h("span");
  return h("a", {
    href: full, target: "_blank", rel: "noopener noreferrer",
    onclick: (event) => { if (openBotLink(full, phone)) event.preventDefault(); },
  });
}

/** The payload of a link to our bot; null for any other link. "" is a link without one. */
export function startPayload(href) {
  const url = URL.canParse(href) ? new URL(href) : null;
  if (!url) return null;
  const inTelegram = /^(t|telegram)\.me$/i.test(url.hostname);
  const name = url.protocol === "tg:" ? url.searchParams.get("domain") : inTelegram ? url.pathname.slice(1) : null;
  if (!name || name.toLowerCase() !== town.bot.username.toLowerCase()) return null;
  return url.searchParams.get("start") ?? "";
}

export function openBotLink(href, phone) {
  const payload = startPayload(href);
  if (payload === null) return false;
  chooseOpener(payload, phone);
  return true;
}

export async function copyText(text, phone) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyTheOldWay(text);
  }
  phone.toast(`Скопировано: ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`);
}

/** Where the clipboard is closed to the page (no focus, plain http from another machine). */
function copyTheOldWay(text) {
  const area = h("textarea", { class: "off-screen" });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
