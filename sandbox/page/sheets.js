// What lies over the phones: sheets to choose from, the big photo, the line at the bottom.

import { $, fileUrl, h } from "./dom.js";
import { show, town } from "./town.js";

export function sheet(title, body) {
  const dialog = $("#sheet");
  $("h2", dialog).textContent = title;
  $(".sheet-body", dialog).replaceChildren(...body, choice("Отмена", () => {}, "quiet"));
  dialog.showModal();
}

export const choice = (label, act, kind = "") =>
  h("button", { type: kind === "main" ? "submit" : "button", class: `choice ${kind}`, onclick: (event) => chosen(event, act) }, label);

function chosen(event, act) {
  const form = event.target.closest("form");
  event.preventDefault();
  if (event.target.type === "submit" && !form.reportValidity()) return;
  $("#sheet").close();
  act();
}

export function chooseOpener(payload, phone) {
  const others = town.phones.filter((other) => other !== phone);
  const words = payload ? `Код из ссылки: ${payload}` : "Ссылка без кода: просто начать разговор.";
  sheet("Кто откроет ссылку?", [
    h("p", { class: "hint" }, words),
    ...[...others, phone].map((who) => choice(who.person.name, () => who.start(payload).then(() => show(who)))),
  ]);
}

export function enlarge(photo) {
  const dialog = $("#lightbox");
  $("img", dialog).src = fileUrl(photo.id);
  $("img", dialog).alt = photo.alt;
  dialog.showModal();
}

let snackTimer = 0;
export function snack(...words) {
  const node = $("#snack");
  node.replaceChildren(...words);
  node.hidden = false;
  clearTimeout(snackTimer);
  snackTimer = setTimeout(() => { node.hidden = true; }, 9000);
}
