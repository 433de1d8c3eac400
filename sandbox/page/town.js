// What all parts of the page share.

import { $ } from "./dom.js";

/** The bot, and the phones on the page. */
export const town = { bot: { username: "", name: "Бот" }, phones: [] };

/** On a phone: the one chat shown. On a laptop: scroll to it. */
export function show(phone) {
  for (const other of town.phones) {
    other.node.classList.toggle("current", other === phone);
    other.tab.setAttribute("aria-pressed", String(other === phone));
  }
  phone.node.scrollIntoView({ inline: "center", block: "nearest", behavior: "smooth" });
  phone.tab.scrollIntoView({ inline: "nearest", block: "nearest" });
  if (phone.stick) phone.toBottom(false);
  history.replaceState(null, "", `#${phone.person.id}`);
}

export function showTitle() {
  const unread = town.phones.reduce((sum, phone) => sum + phone.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${town.bot.name} · песочница`;
}

export function offline(is) { $("#offline").hidden = !is; }
