// The page of phones: a thin view over the sandbox's control API. It keeps no truth of its own: what it shows is what
// GET /api/people/{id}/messages said last, and an event only says whom to ask again.

const RENDERED_AT_ONCE = 150;
const TYPING_MS = 5500;
const TOAST_MS = 4000;
const SPINNER_MS = 15000;
const ROLES = { rep: "менеджер", manager: "руководитель", owner: "владелец", stranger: "посторонний" };
const ACTIONS = {
  typing: "печатает", upload_photo: "отправляет фото", upload_document: "отправляет файл",
  find_location: "ищет место", record_voice: "записывает голосовое", upload_voice: "отправляет голосовое",
};

// ---------------------------------------------------------------- small tools

const $ = (selector, root = document) => root.querySelector(selector);

function h(tag, props = {}, ...children) {
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

function icon(name) {
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

const get = (path) => request(path);
const post = (path, body = {}) =>
  request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

const fileUrl = (id) => `/api/files/${encodeURIComponent(id)}`;
const initials = (name) => [...name.matchAll(/(?<!\p{L})\p{L}/gu)].slice(0, 2).map((m) => m[0].toUpperCase()).join("") || "?";

function humanSize(bytes) {
  if (bytes < 1024) return `${bytes} Б`;
  if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} КБ`;
  return `${(bytes / 1024 ** 2).toFixed(1).replace(".", ",")} МБ`;
}

const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

// ---------------------------------------------------------------- text with formatting

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
function rich(html, phone) {
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

function linked(text, phone) {
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
function startPayload(href) {
  const url = URL.canParse(href) ? new URL(href) : null;
  if (!url) return null;
  const inTelegram = /^(t|telegram)\.me$/i.test(url.hostname);
  const name = url.protocol === "tg:" ? url.searchParams.get("domain") : inTelegram ? url.pathname.slice(1) : null;
  if (!name || name.toLowerCase() !== bot.username.toLowerCase()) return null;
  return url.searchParams.get("start") ?? "";
}

function openBotLink(href, phone) {
  const payload = startPayload(href);
  if (payload === null) return false;
  chooseOpener(payload, phone);
  return true;
}

async function copyText(text, phone) {
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

// ---------------------------------------------------------------- time of the sandbox

const clock = { base: Date.now(), at: performance.now(), zone: undefined, moving: false };
const now = () => new Date(clock.base + performance.now() - clock.at);
const formats = new Map();
const timeOf = (date) => shown(date, { hour: "2-digit", minute: "2-digit" });
const longDayOf = (date) => shown(date, { weekday: "long", day: "numeric", month: "long" });
const dayOf = (date) => shown(date, { weekday: "short", day: "numeric", month: "short" }).replace(/\.(?=\s|$|,)/g, "");

/** A date in words, in the sandbox's zone. Formatters are kept: making one costs more than using it a hundred times. */
function shown(date, options) {
  const key = `${clock.zone} ${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("ru-RU", { timeZone: clock.zone, ...options }));
  return formats.get(key).format(date);
}

function setClock(iso) {
  clock.base = Date.parse(iso);
  clock.at = performance.now();
  showClock();
}

let shownMinute = "";
function showClock() {
  const date = now();
  const words = `${dayOf(date)} ${timeOf(date)}`;
  if (words === shownMinute) return;
  shownMinute = words;
  $("#clock-day").textContent = dayOf(date);
  $("#clock-time").textContent = timeOf(date);
  $("#clock-time").dateTime = date.toISOString();
  $("[data-move=evening]").title = longMoment(nextAt(19));
  $("[data-move=morning]").title = longMoment(nextAt(9));
}

const longMoment = (date) => `${longDayOf(date)}, ${timeOf(date)}`;

/** Wall-clock numbers of an instant in the sandbox's zone, as if they were UTC. */
function wall(date) {
  const names = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" };
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat("en-US", { timeZone: clock.zone, hourCycle: "h23", ...names })
      .formatToParts(date).map((part) => [part.type, Number(part.value)]),
  );
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
}

/** The instant at which the sandbox's zone shows this wall-clock time. Twice, for a change of offset on the way. */
function fromWall(shown) {
  let guess = shown;
  for (let i = 0; i < 2; i++) guess = shown - (wall(new Date(guess)) - guess);
  return new Date(guess);
}

function nextAt(hour) {
  const today = Math.floor(wall(now()) / 86400000) * 86400000;
  const target = fromWall(today + hour * 3600000);
  return target > now() ? target : fromWall(today + 86400000 + hour * 3600000);
}

function moveClock(move) {
  if (move === "custom") return askMoment();
  if (move === "evening") return advanceTo(nextAt(19));
  if (move === "morning") return advanceTo(nextAt(9));
  return advance(Number(move));
}

const advanceTo = (date) => advance(Math.ceil((date - now()) / 1000));

async function advance(seconds) {
  if (clock.moving) return;
  const before = phones.map((phone) => phone.received);
  setMoving(true);
  try {
    const answer = await post("/api/clock", { advance_s: seconds });
    if (answer.now) setClock(answer.now);
    await Promise.all(phones.map((phone) => phone.refresh()));
    tellWhatCame(phones.map((phone, i) => [phone, phone.received - before[i]]));
  } catch (error) {
    snack(`Время не перевелось: ${error.message}`);
  } finally {
    setMoving(false);
  }
}

function setMoving(moving) {
  clock.moving = moving;
  document.body.classList.toggle("moving", moving);
  $("#progress").hidden = !moving;
  $("#progress").textContent = moving ? "Время идёт, бот делает что назначено…" : "";
  for (const button of document.querySelectorAll("[data-move]")) button.setAttribute("aria-disabled", String(moving));
}

function tellWhatCame(came) {
  const some = came.filter(([, count]) => count > 0);
  const links = some.map(([phone, count]) =>
    h("button", { type: "button", class: "snack-link", onclick: () => show(phone) }, `${phone.person.name}: ${count}`));
  snack(`Сейчас ${longMoment(now())}. `, some.length ? "Новые сообщения: " : "Новых сообщений нет.", ...links);
}

function askMoment() {
  const input = h("input", {
    type: "datetime-local", id: "moment", required: true, class: "field",
    min: new Date(wall(now())).toISOString().slice(0, 16),
    value: new Date(wall(new Date(now().getTime() + 3600000))).toISOString().slice(0, 16),
  });
  sheet("Перевести время вперёд", [
    h("label", { for: "moment" }, "До какого момента"), input,
    h("p", { class: "hint" }, "Назад время не идёт. По дороге случится всё, что назначено."),
    choice("Перевести", () => {
      const target = fromWall(Date.parse(`${input.value}:00Z`));
      if (target > now()) advanceTo(target);
      else snack("Этот момент уже прошёл.");
    }, "main"),
  ]);
}

let snackTimer = 0;
function snack(...words) {
  const node = $("#snack");
  node.replaceChildren(...words);
  node.hidden = false;
  clearTimeout(snackTimer);
  snackTimer = setTimeout(() => { node.hidden = true; }, 9000);
}

// ---------------------------------------------------------------- sheets and the big photo

function sheet(title, body) {
  const dialog = $("#sheet");
  $("h2", dialog).textContent = title;
  $(".sheet-body", dialog).replaceChildren(...body, choice("Отмена", () => {}, "quiet"));
  dialog.showModal();
}

const choice = (label, act, kind = "") =>
  h("button", { type: kind === "main" ? "submit" : "button", class: `choice ${kind}`, onclick: (event) => chosen(event, act) }, label);

function chosen(event, act) {
  const form = event.target.closest("form");
  event.preventDefault();
  if (event.target.type === "submit" && !form.reportValidity()) return;
  $("#sheet").close();
  act();
}

function chooseOpener(payload, phone) {
  const others = phones.filter((other) => other !== phone);
  const words = payload ? `Код из ссылки: ${payload}` : "Ссылка без кода: просто начать разговор.";
  sheet("Кто откроет ссылку?", [
    h("p", { class: "hint" }, words),
    ...[...others, phone].map((who) => choice(who.person.name, () => who.start(payload).then(() => show(who)))),
  ]);
}

function enlarge(photo) {
  const dialog = $("#lightbox");
  $("img", dialog).src = fileUrl(photo.id);
  $("img", dialog).alt = photo.alt;
  dialog.showModal();
}

// ---------------------------------------------------------------- one message

function messageNode(message, phone) {
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
function summary(message) {
  if (message.text) return message.text.split("\n")[0].slice(0, 120);
  if (message.photo) return "Фото";
  return message.document?.file_name || (message.location ? "Геопозиция" : message.contact ? "Контакт" : "Сообщение");
}

// ---------------------------------------------------------------- one phone

class Phone {
  constructor(person, index) {
    this.person = person;
    this.messages = new Map();
    this.nodes = new Map();
    this.order = [];
    this.hiddenBefore = 0;
    this.last = 0;
    this.received = 0;
    this.unread = 0;
    this.stick = true;
    this.top = 0;
    this.fresh = true;
    this.whole = false;
    this.commands = [];
    this.keysOpen = true;
    this.build(index);
  }

  build(index) {
    this.node = $("#phone-template").content.cloneNode(true).firstElementChild;
    this.node.dataset.person = this.person.id;
    this.node.dataset.tone = index % 6;
    this.node.setAttribute("aria-label", this.person.name);
    this.list = this.$(".list");
    this.scroll = this.$(".scroll");
    this.draft = this.$(".draft");
    this.$(".owner .avatar").textContent = initials(this.person.name);
    this.$(".owner-name").textContent = this.person.name;
    this.$(".owner-name").title = this.person.name;
    this.$(".role").textContent = ROLES[this.person.role] || this.person.role;
    this.$(".avatar-bot").textContent = initials(bot.name);
    this.$(".bot-name").textContent = bot.name;
    this.tab = this.buildTab(index);
    this.listen();
  }

  buildTab(index) {
    const badge = h("span", { class: "badge", hidden: true });
    return h("button", { type: "button", class: "person", "data-tone": index % 6, title: `${this.person.name}, ${ROLES[this.person.role] || ""}`, onclick: () => show(this) },
      h("span", { class: "avatar", "aria-hidden": "true" }, initials(this.person.name)),
      h("span", { class: "person-name" }, this.person.name), badge);
  }

  $(selector) { return $(selector, this.node); }

  listen() {
    const on = (selector, act, kind = "click") => this.$(selector).addEventListener(kind, act);
    on(".composer", (event) => { event.preventDefault(); this.send(); }, "submit");
    on(".draft", () => this.drafting(), "input");
    on(".draft", (event) => this.draftKey(event), "keydown");
    on(".scroll", () => this.scrolled(), "scroll");
    on(".to-bottom", () => this.toBottom(true));
    on(".earlier", () => this.showEarlier());
    on(".keys-toggle", () => this.toggleKeys(!this.keysOpen));
    on(".attach", () => this.popup(".attach", this.attachItems()));
    on(".menu-button", () => this.popup(".menu-button", this.commandItems(this.commands)));
    on(".more", () => this.popup(".more", this.moreItems()));
    on(".start", () => this.start(""));
    on(".unblock", () => this.do("block", { blocked: false }));
    on(".pinned", () => this.goTo(this.pinned?.message_id));
    on(".alert-ok", () => this.closeAlert());
    on(".editing-stop", () => this.stopEditing());
    on(".popup", (event) => this.popupKey(event), "keydown");
    this.node.addEventListener("keydown", (event) => { if (event.key === "Escape") this.escape(); });
    const sizes = new ResizeObserver(() => { if (this.stick) this.toBottom(false); });
    sizes.observe(this.list);
    sizes.observe(this.scroll);
  }

  // -- talking to the sandbox

  async do(what, body) {
    try {
      await post(`/api/people/${this.person.id}/${what}`, body);
      return true;
    } catch (error) {
      this.stopSpinners();
      this.toast(`Не получилось: ${error.message}`);
      return false;
    }
  }

  say(text) { this.stickNow(); return this.do("say", { text }); }
  start(payload) { this.stickNow(); return this.do("start", { payload }); }
  press(text) { this.stickNow(); return this.do("press", { text }); }
  share(what) { this.stickNow(); return this.do("share", what); }
  stickNow() { this.closePopup(); this.toBottom(false); }

  /** Ask for what changed; a second request while one is under way is folded into one more. */
  refresh(whole = false) {
    this.wanted = true;
    this.whole ||= whole;
    this.running ??= this.drain().finally(() => { this.running = null; });
    return this.running;
  }

  async drain() {
    while (this.wanted) {
      const whole = this.whole;
      this.wanted = this.whole = false;
      try {
        this.take(await get(`/api/people/${this.person.id}/messages?after=${whole ? 0 : this.last}`), whole);
      } catch {
        offline(true);
      }
    }
  }

  take(answer, whole) {
    const seen = this.last;
    this.last = answer.last;
    this.setKeys(answer.reply_keyboard);
    this.setBlocked(Boolean(answer.blocked));
    for (const id of answer.deleted) this.drop(id);
    if (whole) this.dropAllBut(answer.messages);
    this.apply(answer.messages.filter((message) => this.messages.get(message.message_id)?.change !== message.change));
    this.setPinned(answer.pinned);
    if (!this.fresh) this.takeNews(answer, seen);
    this.fresh = false;
  }

  takeNews(answer, seen) {
    for (const toast of answer.toasts) if (toast.change > seen) this.answered(toast);
    if (answer.action) this.action(answer.action);
  }

  /** Messages that the sandbox no longer knows: it was started anew while the page was open. */
  dropAllBut(messages) {
    const kept = new Set(messages.map((message) => message.message_id));
    for (const id of [...this.order]) if (!kept.has(id)) this.drop(id);
  }

  // -- messages

  apply(changed) {
    for (const message of changed) this.note(message);
    if (this.fresh) this.hiddenBefore = Math.max(0, this.order.length - RENDERED_AT_ONCE);
    for (const message of changed) this.draw(message);
    this.arrange();
    if (this.stick && changed.length) this.toBottom(false);
    this.showEmptiness();
  }

  note(message) {
    const id = message.message_id;
    const known = this.messages.has(id);
    this.messages.set(id, message);
    if (!known) this.insert(id);
    if (!known && message.from === "bot") this.arrived();
    if (message.from === "bot") this.quietAction();
  }

  insert(id) {
    let at = this.order.length;
    while (at > 0 && this.order[at - 1] > id) at -= 1;
    this.order.splice(at, 0, id);
  }

  drop(id) {
    const at = this.order.indexOf(id);
    if (at < 0) return;
    this.messages.delete(id);
    this.order.splice(at, 1);
    if (at < this.hiddenBefore) this.hiddenBefore -= 1;
    this.nodes.get(id)?.remove();
    this.nodes.delete(id);
  }

  arrived() {
    this.received += 1;
    if (this.fresh || (this.visible() && this.stick)) return;
    this.unread += 1;
    this.showUnread();
  }

  draw(message) {
    const id = message.message_id;
    const at = this.order.indexOf(id);
    if (at < this.hiddenBefore) return;
    const old = this.nodes.get(id);
    const node = messageNode(message, this);
    this.nodes.set(id, node);
    if (old) this.swap(old, node);
    else this.place(node, at);
  }

  place(node, at) {
    const next = this.order.slice(at + 1).map((id) => this.nodes.get(id)).find(Boolean);
    if (!this.fresh) node.classList.add("new");
    this.list.insertBefore(node, next || null);
  }

  /** A redrawn message keeps the keyboard focus on the button in the same place. */
  swap(old, node) {
    const keys = [...old.querySelectorAll(".key")];
    const focused = keys.indexOf(document.activeElement);
    old.replaceWith(node);
    if (focused >= 0) node.querySelectorAll(".key")[focused]?.focus({ preventScroll: true });
  }

  /** Day labels and the grouping of neighbours. */
  arrange() {
    let before = null;
    for (const id of this.order.slice(this.hiddenBefore)) {
      const message = this.messages.get(id);
      const day = longDayOf(new Date(message.date));
      this.label(this.nodes.get(id), day === before?.day ? null : day);
      this.nodes.get(id).classList.toggle("follows", before?.from === message.from && before.day === day);
      before = { day, from: message.from };
    }
    this.$(".earlier").hidden = this.hiddenBefore === 0;
    this.$(".earlier").textContent = `Показать раньше (${this.hiddenBefore})`;
  }

  label(node, day) {
    const shown = $(":scope > .date", node);
    if (shown?.textContent === (day ?? undefined)) return;
    shown?.remove();
    if (day) node.prepend(h("div", { class: "day date" }, day));
  }

  showEarlier() {
    const height = this.scroll.scrollHeight;
    const from = Math.max(0, this.hiddenBefore - RENDERED_AT_ONCE);
    const ids = this.order.slice(from, this.hiddenBefore);
    const first = this.nodes.get(this.order[this.hiddenBefore]) || null;
    this.hiddenBefore = from;
    for (const id of ids) {
      const node = messageNode(this.messages.get(id), this);
      this.nodes.set(id, node);
      this.list.insertBefore(node, first);
    }
    this.arrange();
    this.scroll.scrollTop += this.scroll.scrollHeight - height;
  }

  showEmptiness() {
    const empty = this.order.length === 0;
    this.$(".empty").hidden = !empty;
    this.showFooter(empty);
  }

  goTo(id) {
    while (id && this.messages.has(id) && !this.nodes.has(id) && this.hiddenBefore > 0) this.showEarlier();
    const node = this.nodes.get(id);
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: "smooth" });
    node.classList.add("flash");
    setTimeout(() => node.classList.remove("flash"), 1500);
  }

  // -- where the reader is

  visible() { return !document.hidden && this.node.offsetParent !== null; }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroll;
    if (clientHeight === 0) return;
    const wentUp = scrollTop < this.top - 1; // a picture that has loaded makes the list longer, too: that is not leaving
    this.top = scrollTop;
    if (scrollHeight - scrollTop - clientHeight < 48) this.stick = true;
    else if (wentUp) this.stick = false;
    if (this.stick) this.read();
    this.$(".to-bottom").hidden = this.stick;
  }

  toBottom(smooth) {
    this.stick = true;
    this.scroll.scrollTo({ top: this.scroll.scrollHeight, behavior: smooth ? "smooth" : "instant" });
    this.$(".to-bottom").hidden = true;
    if (this.visible()) this.read();
  }

  read() {
    if (this.unread === 0) return;
    this.unread = 0;
    this.showUnread();
  }

  showUnread() {
    for (const badge of [$(".badge", this.tab), this.$(".to-bottom .badge")]) {
      badge.hidden = this.unread === 0;
      badge.textContent = this.unread > 99 ? "99+" : this.unread;
    }
    showTitle();
  }

  // -- the foot of the phone

  showFooter(empty = this.order.length === 0) {
    const blocked = this.blocked;
    this.$(".unblock").hidden = !blocked;
    this.$(".start").hidden = blocked || !empty;
    this.$(".composer").hidden = blocked || empty;
    this.$(".keys").hidden = blocked || empty || !this.keysOpen || !this.keyRows?.length;
    this.$(".keys-toggle").hidden = !this.keyRows?.length;
  }

  setBlocked(blocked) {
    this.blocked = blocked;
    this.node.classList.toggle("blocked", blocked);
    this.showFooter();
  }

  setKeys(markup) {
    const print = JSON.stringify(markup);
    if (print === this.keysPrint) return;
    this.keysPrint = print;
    this.keyRows = markup?.keyboard || [];
    this.draft.placeholder = markup?.input_field_placeholder || "Сообщение";
    this.$(".keys").replaceChildren(...this.keyRows.map((row) => h("div", { class: "row" }, ...row.map((key) => this.replyKey(key)))));
    this.toggleKeys(true);
  }

  replyKey(key) {
    return h("button", { type: "button", class: `key ${key.style || ""}`, onclick: () => this.press(key.text) }, h("span", { class: "label" }, key.text));
  }

  toggleKeys(open) {
    this.keysOpen = open;
    this.$(".keys-toggle").setAttribute("aria-expanded", String(open));
    this.showFooter();
  }

  setPinned(ids) {
    this.pinned = this.messages.get(ids.at(-1));
    this.$(".pinned").hidden = !this.pinned;
    if (this.pinned) this.$(".pinned-text").textContent = summary(this.pinned);
  }

  // -- writing

  async send() {
    const text = this.draft.value.trim();
    if (!text) return;
    const editing = this.editing;
    this.draft.value = "";
    this.drafting();
    this.stopEditing();
    const sent = editing ? await this.do("edit", { message_id: editing, text }) : await this.say(text);
    if (!sent && !this.draft.value) this.draft.value = text;
  }

  draftKey(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.send();
    }
    if (event.key === "ArrowDown" && !this.$(".popup").hidden) {
      event.preventDefault();
      this.$(".popup button")?.focus();
    }
  }

  drafting() {
    this.draft.style.height = "auto";
    this.draft.style.height = `${Math.min(this.draft.scrollHeight, 132)}px`;
    const typed = this.draft.value.match(/^\/(\w*)$/);
    const fitting = typed ? this.commands.filter((command) => command.command.startsWith(typed[1].toLowerCase())) : [];
    if (fitting.length) this.popup(null, this.commandItems(fitting));
    else if (this.popupOf === null) this.closePopup();
  }

  edit(message) {
    this.editing = message.message_id;
    this.draft.value = message.text;
    this.$(".editing").hidden = false;
    this.drafting();
    this.draft.focus();
  }

  stopEditing() {
    if (!this.editing) return;
    this.editing = null;
    this.draft.value = "";
    this.$(".editing").hidden = true;
    this.drafting();
  }

  // -- menus

  popup(opener, items) {
    const box = this.$(".popup");
    const again = opener && !box.hidden && this.popupOf === opener;
    this.closePopup();
    if (again) return;
    this.popupOf = opener;
    box.replaceChildren(...items);
    box.classList.toggle("from-top", opener === ".more");
    box.hidden = false;
    if (!opener) return;
    this.$(opener).setAttribute("aria-expanded", "true");
    $("button", box)?.focus({ preventScroll: true });
  }

  popupKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const items = [...this.$(".popup").children];
    event.preventDefault();
    items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
  }

  closePopup() {
    const box = this.$(".popup");
    if (box.hidden) return;
    const inside = box.contains(document.activeElement);
    box.hidden = true;
    if (this.popupOf) this.$(this.popupOf).setAttribute("aria-expanded", "false");
    if (inside && this.popupOf) this.$(this.popupOf).focus({ preventScroll: true });
    this.popupOf = undefined;
  }

  escape() {
    this.closePopup();
    this.closeAlert();
    this.stopEditing();
  }

  item(mark, label, act) {
    return h("button", { type: "button", class: "item", onclick: () => { this.closePopup(); act(); } },
      mark && h("span", { class: "item-mark", "aria-hidden": "true" }, mark), h("span", { class: "item-label" }, label));
  }

  commandItems(commands) {
    return commands.map(({ command, description }) => {
      const item = this.item(null, "", () => this.runCommand(command));
      $(".item-label", item).append(h("b", {}, `/${command}`), " ", h("span", { class: "dim" }, description));
      return item;
    });
  }

  runCommand(command) {
    this.draft.value = "";
    this.drafting();
    this.say(`/${command}`);
  }

  attachItems() {
    return [
      this.item("🖼", "Фото с диска…", () => this.pickFile("photo", "image/*")),
      this.item("🌄", "Пример фото", () => this.share({ photo: true })),
      this.item("📄", "Файл с диска…", () => this.pickFile("document", "")),
      this.item("📎", "Пример файла", () => this.share({ document: true })),
      this.item("🎤", "Голосовое", () => this.share({ voice: true })),
      this.item("👤", "Мой контакт", () => this.share({ contact: true })),
      this.item("📇", "Чужой контакт…", () => this.askContact()),
      this.item("📍", "Геопозиция", () => this.share({ location: true })),
    ];
  }

  moreItems() {
    return [
      this.item("🔗", "Открыть ссылку…", () => this.askLink()),
      this.item("▶️", "/start", () => this.start("")),
      this.blocked
        ? this.item("✅", "Разблокировать бота", () => this.do("block", { blocked: false }))
        : this.item("🚫", "Заблокировать бота", () => this.do("block", { blocked: true })),
    ];
  }

  askLink() {
    const input = h("input", { id: "start-link", class: "field", required: true, placeholder: `https://t.me/${bot.username}?start=…` });
    sheet(`Открыть ссылку: ${this.person.name}`, [
      h("label", { for: "start-link" }, "Ссылка или код из неё"), input,
      choice("Открыть", () => this.start(startPayload(input.value.trim()) ?? input.value.trim()), "main"),
    ]);
  }

  askContact() {
    const name = h("input", { id: "contact-name", class: "field", required: true, autocomplete: "off" });
    const number = h("input", { id: "contact-phone", class: "field", required: true, type: "tel", placeholder: "+7 912 000-00-00" });
    sheet("Поделиться контактом", [
      h("label", { for: "contact-name" }, "Имя"), name, h("label", { for: "contact-phone" }, "Телефон"), number,
      choice("Отправить", () => this.shareContact(name.value.trim(), number.value.trim()), "main"),
    ]);
  }

  shareContact(name, number) {
    const [first, ...rest] = name.split(/\s+/);
    return this.share({ contact: { phone_number: number, first_name: first, last_name: rest.join(" ") || undefined } });
  }

  pickFile(kind, accept) {
    const input = this.$(".file");
    input.accept = accept;
    input.value = "";
    input.onchange = () => { if (input.files[0]) this.sendFile(kind, input.files[0]); };
    input.click();
  }

  sendFile(kind, file) {
    const reader = new FileReader();
    reader.onload = () => this.share({ [kind]: { file_name: file.name, mime_type: file.type, base64: reader.result.split(",")[1] || "" } });
    reader.readAsDataURL(file);
  }

  // -- what the bot says beside messages

  answered(toast) {
    this.stopSpinners(toast.message_id);
    if (toast.url && !openBotLink(toast.url, this)) window.open(toast.url, "_blank", "noopener");
    if (!toast.text) return;
    if (toast.alert) this.openAlert(toast.text);
    else this.toast(toast.text);
  }

  stopSpinners(id) {
    const root = id ? this.nodes.get(id) : this.node;
    for (const node of root?.querySelectorAll(".waiting") || []) node.classList.remove("waiting");
  }

  toast(text) {
    const node = h("div", { class: "toast" }, text);
    this.$(".toasts").append(node);
    setTimeout(() => node.remove(), TOAST_MS);
  }

  openAlert(text) {
    this.$(".alert-text").textContent = text;
    this.$(".alert").hidden = false;
    if (this.visible()) this.$(".alert-ok").focus();
  }

  closeAlert() { this.$(".alert").hidden = true; }

  action(name) {
    this.$(".bot-state").textContent = `${ACTIONS[name] || "печатает"}…`;
    this.node.classList.add("typing");
    clearTimeout(this.actionTimer);
    this.actionTimer = setTimeout(() => this.quietAction(), TYPING_MS);
  }

  quietAction() {
    clearTimeout(this.actionTimer);
    this.$(".bot-state").textContent = "бот";
    this.node.classList.remove("typing");
  }

  async refreshCommands() {
    this.commands = await get(`/api/people/${this.person.id}/commands`);
    this.$(".menu-button").hidden = this.commands.length === 0;
  }
}

// ---------------------------------------------------------------- the whole page

let bot = { username: "", name: "Бот" };
let phones = [];
let current = null;

/** On a phone: the one chat shown. On a laptop: scroll to it. */
function show(phone) {
  current = phone;
  for (const other of phones) {
    other.node.classList.toggle("current", other === phone);
    other.tab.setAttribute("aria-pressed", String(other === phone));
  }
  phone.node.scrollIntoView({ inline: "center", block: "nearest", behavior: "smooth" });
  phone.tab.scrollIntoView({ inline: "nearest", block: "nearest" });
  if (phone.stick) phone.toBottom(false);
  history.replaceState(null, "", `#${phone.person.id}`);
}

function showTitle() {
  const unread = phones.reduce((sum, phone) => sum + phone.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${bot.name} · песочница`;
}

function offline(is) { $("#offline").hidden = !is; }

function heard(event) {
  if (event.clock) setClock(event.clock);
  if (event.commands) for (const phone of phones) phone.refreshCommands();
  phones.find((phone) => phone.person.id === event.person)?.refresh();
}

function subscribe() {
  const source = new EventSource("/api/events");
  source.onmessage = (message) => heard(JSON.parse(message.data));
  source.onopen = () => { offline(false); catchUp(); };
  source.onerror = () => offline(true);
}

/** After a break in the connection anything may have happened, even another company. */
async function catchUp() {
  const [people, answer] = await Promise.all([get("/api/people"), get("/api/clock")]);
  if (people.map((person) => person.id).join() !== phones.map((phone) => phone.person.id).join()) location.reload();
  setClock(answer.now);
  await Promise.all(phones.flatMap((phone) => [phone.refresh(true), phone.refreshCommands()]));
  $("#phones").setAttribute("aria-busy", "false");
}

function wireBar() {
  const box = $("#clock");
  const open = (is) => { box.classList.toggle("open", is); $("#clock-face").setAttribute("aria-expanded", String(is)); };
  $("#clock-face").addEventListener("click", () => open(!box.classList.contains("open")));
  $("#clock-moves").addEventListener("click", (event) => {
    const move = event.target.closest("[data-move]")?.dataset.move;
    if (!move) return;
    open(false);
    moveClock(move);
  });
  document.addEventListener("pointerdown", (event) => {
    if (!box.contains(event.target)) open(false);
    for (const phone of phones) if (!event.target.closest(".popup, .attach, .menu-button, .more, .draft") || !phone.node.contains(event.target)) phone.closePopup();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") open(false); });
  $("#snack").addEventListener("click", () => { $("#snack").hidden = true; });
  $("#lightbox").addEventListener("click", () => $("#lightbox").close());
  $("#sheet").addEventListener("click", (event) => { if (event.target === $("#sheet")) $("#sheet").close(); });
  document.addEventListener("visibilitychange", () => { for (const phone of phones) if (phone.visible() && phone.stick) phone.read(); });
}

function buildPhones(people) {
  phones = people.map((person, index) => new Phone(person, index));
  $("#people").replaceChildren(...phones.map((phone) => phone.tab));
  $("#phones").replaceChildren(...phones.map((phone) => phone.node));
  const wanted = phones.find((phone) => `#${phone.person.id}` === location.hash);
  current = wanted || phones[0];
  if (current) markCurrent(Boolean(wanted));
}

function markCurrent(scroll) {
  if (scroll) return show(current);
  current.node.classList.add("current");
  return current.tab.setAttribute("aria-pressed", "true");
}

async function begin() {
  const [people, who] = await Promise.all([get("/api/people"), get("/api/bot")]);
  bot = who;
  clock.zone = who.timezone || undefined;
  $("#bot-line").textContent = `${bot.name} · @${bot.username}`;
  buildPhones(people);
  showTitle();
  subscribe();
  setInterval(showClock, 1000);
}

async function beginWhenReady() {
  try {
    await begin();
    offline(false);
  } catch {
    offline(true);
    setTimeout(beginWhenReady, 1500);
  }
}

wireBar();
beginWhenReady();
