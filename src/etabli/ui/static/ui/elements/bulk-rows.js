// <bulk-rows> around a table and its bar: how many rows are chosen, a range with Shift (by
// pointer or by space), and the whole page with the box in the head.
class BulkRows extends HTMLElement {
  connectedCallback() {
    if (this.ready) return;
    this.ready = true;
    this.last = null;
    this.shift = false;
    for (const name of ["pointerdown", "keydown"]) this.addEventListener(name, (event) => (this.shift = event.shiftKey), true);
    this.addEventListener("change", (event) => this.changed(event.target));
    this.querySelector("form.selbar")?.addEventListener("reset", () => setTimeout(() => this.count()));
    this.head();
    this.count();
  }

  get boxes() {
    return [...this.querySelectorAll("input[name=fiche]")];
  }

  // The head chooses what is on the page; without scripts each row still has its box.
  head() {
    for (const head of this.querySelectorAll("thead th:first-child")) {
      const box = document.createElement("input");
      box.type = "checkbox";
      box.setAttribute("aria-label", head.textContent.trim());
      box.dataset.all = "";
      head.append(box);
    }
  }

  changed(box) {
    if ("all" in box.dataset) for (const one of box.closest("table").querySelectorAll("[name=fiche]")) one.checked = box.checked;
    if (box.name === "fiche") this.range(box);
    this.count();
  }

  range(box) {
    const all = this.boxes;
    const [from, to] = [all.indexOf(this.last), all.indexOf(box)].sort((a, b) => a - b);
    if (this.shift && this.last && from >= 0) for (const one of all.slice(from, to + 1)) one.checked = box.checked;
    this.last = box;
  }

  count() {
    const chosen = this.boxes.filter((one) => one.checked).length;
    const said = this.querySelector("[data-count]");
    if (said) said.textContent = chosen === 1 ? said.dataset.one : said.dataset.many.replace("{n}", chosen);
    for (const all of this.querySelectorAll("[data-all]")) {
      const rows = [...all.closest("table").querySelectorAll("[name=fiche]")];
      all.checked = rows.length > 0 && rows.every((one) => one.checked);
      all.indeterminate = !all.checked && rows.some((one) => one.checked);
    }
  }
}

customElements.define("bulk-rows", BulkRows);
