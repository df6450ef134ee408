// <calendar-days> around days: an entry dragged to a day is given that date, as its form
// « Déplacer » does. In a week the height of the pointer says the hour, by quarters.
import htmx from "htmx";
import { announce, carry, word } from "ui";

class CalendarDays extends HTMLElement {
  connectedCallback() {
    if (this.ready) return;
    this.ready = true;
    this.addEventListener("pointerdown", (event) => this.press(event));
    this.addEventListener("dragstart", (event) => event.preventDefault());
    this.addEventListener("keydown", (event) => this.walk(event));
  }

  press(event) {
    const entry = event.target.closest("[data-moves]");
    if (!entry || event.button || event.target.closest(".ev__move")) return;
    carry(event, entry, {
      over: (x, y) => this.over(x, y),
      drop: (day, x, y) => this.drop(entry, day, y),
      done: () => this.querySelectorAll("[data-open]").forEach((day) => delete day.dataset.open),
    });
  }

  over(x, y) {
    const day = document.elementFromPoint(x, y)?.closest("[data-day]");
    for (const one of this.querySelectorAll("[data-open]")) if (one !== day) delete one.dataset.open;
    if (day && this.contains(day)) day.dataset.open = "";
    return day && this.contains(day) ? day : null;
  }

  drop(entry, day, y) {
    const clock = this.clock(entry, day, y);
    if (entry.closest("[data-day]") === day && !clock) return;
    const values = { le: this.target(entry, day), a: clock, de: entry.dataset.of, version: entry.dataset.version, retour: location.pathname + location.search };
    announce(word("moved", { name: entry.textContent.trim(), lane: day.getAttribute("aria-label") ?? "" }));
    const calendar = document.getElementById("calendar");
    htmx.ajax("POST", entry.dataset.moveUrl, { source: calendar, target: calendar, swap: "outerMorph", values });
  }

  // A bar taken by its middle moves by as many days as the pointer did.
  target(entry, day) {
    const from = Date.parse(entry.closest("[data-day]").dataset.day);
    const moved = Date.parse(day.dataset.day) - from;
    return new Date(Date.parse(entry.dataset.first) + moved).toISOString().slice(0, 10);
  }

  clock(entry, day, y) {
    const body = day.querySelector(".week__body");
    if (!body || !entry.closest(".week__body")) return "";
    const { top, height } = body.getBoundingClientRect();
    const quarters = Number(body.dataset.w);
    const grabbed = Math.min(Math.max(Math.floor(((y - top) / height) * quarters), 0), quarters - 1);
    const minutes = Number(this.dataset.from) * 60 + grabbed * 15;
    return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  }

  // Arrows go from entry to entry, Page Up and Page Down to other days.
  walk(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const turn = { PageUp: "prev", PageDown: "next" }[event.key];
    const link = turn && document.querySelector(`#calendar a[rel=${turn}]`);
    if (link) return event.preventDefault(), link.click();
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    const all = [...this.querySelectorAll("a.ev")].filter((one) => one.checkVisibility());
    const at = all.indexOf(document.activeElement);
    if (!step || at < 0 || !all[at + step]) return;
    event.preventDefault();
    all[at + step].focus();
  }
}

customElements.define("calendar-days", CalendarDays);
