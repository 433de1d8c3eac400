// One message.

import { timeOf } from "./clock.js";
import { fileUrl, h, humanSize, icon, initials, minutes } from "./dom.js";
import { copyText, linked, openBotLink, rich } from "./rich.js";
import { enlarge } from "./sheets.js";

const SPINNER_MS = 15000;

export function messageNode(message, phone) {
  if (message.service) return serviceNode(message);
  const body = [...media(message, phone), textNode(message, phone)].filter(Boolean);
  const bubble = h("div", { class: "bubble" }, quoted(message, phone), ...body, meta(message));
  const onlyPhoto = message.photo && !message.text;
  return h("article", {
    class: `msg ${message.from === "me" ? "mine" : "bot"}${onlyPhoto ? " bare" : ""}${message.photo ? " with-photo" : ""}${message.text ? "" : " wordless"}`,
    "data-message-id": message.message_id,
  }, h("div", { class: "line" }, editButton(message, phone), bubble), inlineKeyboard(message, phone));
}

const SERVICE = { pinned_message: "Бот закрепил сообщение", new_chat_members: "Бот добавлен в группу" };
const serviceNode = (message) =>
  h("article", { class: "msg service", "data-message-id": message.message_id }, h("div", { class: "day" }, SERVICE[message.service] || message.service));

function textNode(message, phone) {
  if (!message.html && !message.text) return null;
  const content = message.html ? rich(message.html, phone) : linked(message.text, phone);
  return h("div", { class: "text" }, content);
}

function quoted(message, phone) {
  const source = message.reply_to && phone.messages.get(message.reply_to);
  return source ? h("button", { type: "button", class: "quote", onclick: () => phone.goTo(source.message_id) }, summary(source)) : null;
}

function meta(message) {
  const date = new Date(message.date);
  return h("span", { class: "meta" },
    message.protected && h("span", { class: "mark lock", title: "Нельзя переслать и сохранить", "aria-label": "Защищено", role: "img" }, icon("lock")),
    message.edited && h("span", { class: "edited" }, "изм. "),
    h("time", { datetime: date.toISOString() }, timeOf(date)));
}

function editButton(message, phone) {
  if (message.from !== "me" || !message.text || message.photo || message.document) return null;
  return h("button", { type: "button", class: "round edit", "aria-label": "Изменить сообщение", onclick: () => phone.edit(message) }, "✎");
}

function media(message, phone) {
  return [
    message.photo && photoNode(message),
    message.document && documentNode(message.document),
    message.video && documentNode({ file_name: "Видео", ...message.video }),
    message.audio && documentNode({ file_name: "Аудио", ...message.audio }),
    message.voice && voiceNode(message.voice),
    message.location && locationNode({ ...message.location, ...message.venue }),
    message.contact && contactNode(message.contact, phone),
    message.sticker && h("div", { class: "sticker" }, message.sticker.emoji || "🙂"),
  ].filter(Boolean);
}

function photoNode(message) {
  const { file_id: id, width, height } = message.photo;
  const alt = (message.text || "Фото").slice(0, 200);
  const image = h("img", { src: fileUrl(id), alt, width, height, onerror: (event) => event.target.classList.add("lost") });
  return h("button", { type: "button", class: "photo", title: "Увеличить", onclick: () => enlarge({ id, alt }) }, image);
}

function documentNode(file) {
  const name = file.file_name || "Файл";
  return h("a", { class: "card", href: fileUrl(file.file_id), download: name, target: "_blank", rel: "noopener" },
    h("span", { class: "card-icon" }, icon("file")),
    h("span", { class: "card-words" }, h("b", {}, name), file.file_size ? h("small", {}, humanSize(file.file_size)) : null));
}

function voiceNode(voice) {
  const button = h("button", { type: "button", class: "card-icon", "aria-label": "Слушать голосовое" }, icon("play"));
  button.addEventListener("click", () => play(voice.file_id, button));
  return h("div", { class: "card" }, button,
    h("span", { class: "card-words" }, h("b", {}, "Голосовое"), voice.duration ? h("small", {}, minutes(voice.duration)) : null));
}

function play(id, button) {
  const audio = new Audio(fileUrl(id));
  const stop = () => button.replaceChildren(icon("play"));
  audio.addEventListener("ended", stop);
  button.replaceChildren(icon("pause"));
  audio.play().catch(stop);
}

function locationNode(place) {
  const where = `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`;
  const href = `https://yandex.ru/maps/?pt=${place.longitude},${place.latitude}&z=16&l=map`;
  return h("a", { class: "map", href, target: "_blank", rel: "noopener noreferrer", title: "Открыть на карте" },
    h("span", { class: "map-view", "aria-hidden": "true" }, "📍"),
    h("span", { class: "card-words" }, h("b", {}, place.title || "Геопозиция"), h("small", {}, place.address || where)));
}

function contactNode(contact, phone) {
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ") || "Контакт";
  return h("div", { class: "card" },
    h("span", { class: "avatar", "aria-hidden": "true" }, initials(name)),
    h("span", { class: "card-words" }, h("b", {}, name),
      h("button", { type: "button", class: "command", title: "Скопировать", onclick: () => copyText(contact.phone_number, phone) }, contact.phone_number)));
}

function inlineKeyboard(message, phone) {
  if (!message.inline.length) return null;
  return h("div", { class: "inline" }, ...message.inline.map((row, r) =>
    h("div", { class: `row${row.length > 4 ? " dense" : row.length > 2 ? " close" : ""}` }, ...row.map((button, c) => inlineButton(button, message, phone, r, c)))));
}

function inlineButton(button, message, phone, row, col) {
  const kind = button.url ? "link" : button.copy_text ? "copy" : null;
  return h("button", {
    type: "button", class: `key ${button.style || ""}`, disabled: Boolean(button.disabled), title: button.url || null,
    onclick: (event) => pressInline(button, message, phone, { row, col }, event.currentTarget),
  }, h("span", { class: "label" }, button.text), kind && icon(kind));
}

function pressInline(button, message, phone, place, node) {
  if (button.copy_text) return copyText(button.copy_text.text, phone);
  if (button.url) return openBotLink(button.url, phone) || window.open(button.url, "_blank", "noopener");
  spin(node);
  return phone.do("tap", { message_id: message.message_id, text: button.text, ...place });
}

function spin(node) {
  node.classList.add("waiting");
  setTimeout(() => node.classList.remove("waiting"), SPINNER_MS);
}

/** One line that says what a message is, for the pinned bar and for quotes. */
export function summary(message) {
  if (message.text) return message.text.split("\n")[0].slice(0, 120);
  if (message.photo) return "Фото";
  return message.document?.file_name || (message.location ? "Геопозиция" : message.contact ? "Контакт" : "Сообщение");
}
