// <combo-box mode="go|one|many" src="…">. "go" leads to what is chosen (the search of the
// bar); "one" and "many" stand over a <select>, which stays the truth of the form.
import { word } from "./words.js";
import { ComboList, remote } from "./combo-list.js";

class ComboBox extends HTMLElement {
  connectedCallback() {
    if (this.list) return;
    this.select = this.querySelector("select");
    if (this.select) this.overSelect();
    else this.overInput();
  }

  overInput() {
    const input = this.querySelector("input");
    const address = this.getAttribute("src");
    if (!input || !address) return;
    const suggest = remote(address);
    const source = (asked, signal) => (asked ? suggest(asked, signal) : "");
    this.list = new ComboList(input, { source, choose: (option) => location.assign(option.dataset.url) });
    this.append(this.list.box);
  }

  overSelect() {
    const { select } = this;
    const input = document.createElement("input");
    Object.assign(input, { type: "text", className: "input", id: select.id, placeholder: this.getAttribute("placeholder") ?? "" });
    for (const name of ["aria-describedby", "aria-invalid", "required"]) {
      if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
    }
    select.id = `${select.id}-value`;
    select.required = false;
    select.hidden = true;
    select.tabIndex = -1;
    this.picks = document.createElement("div");
    this.picks.className = "combo__picks";
    this.prepend(this.picks, input);
    const address = this.getAttribute("src");
    const source = address ? remote(address) : (asked) => this.among(asked);
    this.list = new ComboList(input, { source, choose: (option) => this.choose(option) });
    input.after(this.list.box);
    input.addEventListener("focus", () => input.select());
    input.addEventListener("click", () => this.list.box.hidden && this.list.load());
    input.addEventListener("blur", () => this.settle());
    select.addEventListener("change", () => this.draw());
    this.input = input;
    this.draw();
  }

  get many() {
    return this.getAttribute("mode") === "many";
  }

  among(asked) {
    const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const box = document.createElement("div");
    for (const option of this.select.options) {
      if (!option.value || !fold(option.text).includes(fold(asked))) continue;
      const line = document.createElement("div");
      line.className = "combo__o";
      line.setAttribute("role", "option");
      Object.assign(line.dataset, { value: option.value, label: option.text });
      line.textContent = option.text;
      box.append(line);
    }
    return box.innerHTML;
  }

  choose({ dataset: { value, label } }) {
    let option = [...this.select.options].find((one) => one.value === value);
    if (!option) this.select.append((option = new Option(label, value)));
    option.selected = true;
    this.tell();
    if (this.many) this.input.value = "";
    this.input.focus();
  }

  // What was typed but not chosen is not a value: it goes, or empties the choice.
  settle() {
    if (this.many) this.input.value = "";
    else if (!this.input.value.trim() && this.select.value) {
      this.select.value = "";
      this.tell();
    } else this.draw();
  }

  tell() {
    this.select.dispatchEvent(new Event("input", { bubbles: true }));
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  draw() {
    const chosen = [...this.select.selectedOptions].filter((option) => option.value);
    if (!this.many) {
      this.input.value = chosen[0]?.text ?? "";
      return;
    }
    this.input.value = "";
    this.input.required = false;
    this.picks.replaceChildren(...chosen.map((option) => this.chip(option)));
  }

  chip(option) {
    const chip = document.createElement("span");
    chip.className = "filter";
    const off = document.createElement("button");
    off.type = "button";
    off.textContent = "×";
    off.setAttribute("aria-label", word("remove", { name: option.text }));
    off.addEventListener("click", () => {
      option.selected = false;
      this.tell();
      this.input.focus();
    });
    chip.append(option.text, " ", off);
    return chip;
  }
}

customElements.define("combo-box", ComboBox);
