// The time of the sandbox and its buttons.

import { $, h, post } from "./dom.js";
import { choice, sheet, snack } from "./sheets.js";
import { show, town } from "./town.js";

export const clock = { base: Date.now(), at: performance.now(), zone: undefined, moving: false };
const now = () => new Date(clock.base + performance.now() - clock.at);
const formats = new Map();
export const timeOf = (date) => shown(date, { hour: "2-digit", minute: "2-digit" });
export const longDayOf = (date) => shown(date, { weekday: "long", day: "numeric", month: "long" });
const dayOf = (date) => shown(date, { weekday: "short", day: "numeric", month: "short" }).replace(/\.(?=\s|$|,)/g, "");

/** A date in words, in the sandbox's zone. Formatters are kept: making one costs more than using it a hundred times. */
export function shown(date, options) {
  const key = `${clock.zone} ${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("ru-RU", { timeZone: clock.zone, ...options }));
  return formats.get(key).format(date);
}

export function setClock(iso) {
  clock.base = Date.parse(iso);
  clock.at = performance.now();
  showClock();
}

let shownMinute = "";
export function showClock() {
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

export function moveClock(move) {
  if (move === "custom") return askMoment();
  if (move === "evening") return advanceTo(nextAt(19));
  if (move === "morning") return advanceTo(nextAt(9));
  return advance(Number(move));
}

const advanceTo = (date) => advance(Math.ceil((date - now()) / 1000));

async function advance(seconds) {
  if (clock.moving) return;
  const before = town.phones.map((phone) => phone.received);
  setMoving(true);
  try {
    const answer = await post("/api/clock", { advance_s: seconds });
    if (answer.now) setClock(answer.now);
    await Promise.all(town.phones.map((phone) => phone.refresh()));
    tellWhatCame(town.phones.map((phone, i) => [phone, phone.received - before[i]]));
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
