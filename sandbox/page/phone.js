// One phone.

import { longDayOf } from "./clock.js";
import { $, get, h, initials, post } from "./dom.js";
import { messageNode, summary } from "./message.js";
import { openBotLink, startPayload } from "./rich.js";
import { choice, sheet } from "./sheets.js";
import { offline, show, showTitle, town } from "./town.js";

const RENDERED_AT_ONCE = 150;
const TYPING_MS = 5500;
const TOAST_MS = 4000;
const ROLES = { rep: "менеджер", manager: "руководитель", owner: "владелец", stranger: "посторонний" };
const ACTIONS = {
  typing: "печатает", upload_photo: "отправляет фото", upload_document: "отправляет файл",
  find_location: "ищет место", record_voice: "записывает голосовое", upload_voice: "отправляет голосовое",
};

export class Phone {
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
    this.$(".avatar-bot").textContent = initials(town.bot.name);
    this.$(".bot-name").textContent = town.bot.name;
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
    const input = h("input", { id: "start-link", class: "field", required: true, placeholder: `https://t.me/${town.bot.username}?start=…` });
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
