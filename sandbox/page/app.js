// The page of phones: a thin view over the sandbox's control API. It keeps no truth of its own: what it shows is what
// GET /api/people/{id}/messages said last, and an event only says whom to ask again.

import { clock, moveClock, setClock, showClock } from "./clock.js";
import { $, get } from "./dom.js";
import { Phone } from "./phone.js";
import { offline, show, showTitle, town } from "./town.js";

function heard(event) {
  if (event.clock) setClock(event.clock);
  if (event.commands) for (const phone of town.phones) phone.refreshCommands();
  town.phones.find((phone) => phone.person.id === event.person)?.refresh();
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
  if (people.map((person) => person.id).join() !== town.phones.map((phone) => phone.person.id).join()) location.reload();
  setClock(answer.now);
  await Promise.all(town.phones.flatMap((phone) => [phone.refresh(true), phone.refreshCommands()]));
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
    for (const phone of town.phones) if (!event.target.closest(".popup, .attach, .menu-button, .more, .draft") || !phone.node.contains(event.target)) phone.closePopup();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") open(false); });
  $("#snack").addEventListener("click", () => { $("#snack").hidden = true; });
  $("#lightbox").addEventListener("click", () => $("#lightbox").close());
  $("#sheet").addEventListener("click", (event) => { if (event.target === $("#sheet")) $("#sheet").close(); });
  document.addEventListener("visibilitychange", () => { for (const phone of town.phones) if (phone.visible() && phone.stick) phone.read(); });
}

function buildPhones(people) {
  town.phones = people.map((person, index) => new Phone(person, index));
  $("#people").replaceChildren(...town.phones.map((phone) => phone.tab));
  $("#phones").replaceChildren(...town.phones.map((phone) => phone.node));
  const wanted = town.phones.find((phone) => `#${phone.person.id}` === location.hash);
  if (wanted) show(wanted);
  else if (town.phones.length) markFirst(town.phones[0]);
}

function markFirst(phone) {
  phone.node.classList.add("current");
  phone.tab.setAttribute("aria-pressed", "true");
}

async function begin() {
  const [people, who] = await Promise.all([get("/api/people"), get("/api/bot")]);
  town.bot = who;
  clock.zone = who.timezone || undefined;
  $("#bot-line").textContent = `${town.bot.name} · @${town.bot.username}`;
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
