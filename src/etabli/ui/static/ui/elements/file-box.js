// <file-box most="bytes" count="10" to="/fichiers/"> around ui.files: drop, paste, choose.
// With `to`, files leave at once and the form names those that arrived (`<name>-kept`); without
// it the <input type="file"> stays what the form sends.
import { announce, unfit, word } from "ui";
import { sentFile } from "el/sent-file";

class FileBox extends HTMLElement {
  connectedCallback() {
    if (this.input) return;
    this.input = this.querySelector("input[type=file]");
    if (!this.input) return;
    this.form = this.closest("form");
    this.files = [];
    this.input.addEventListener("change", () => this.add([...this.input.files]));
    this.listen(this.closest(".composer") ?? this, this.form ?? this);
    this.form?.addEventListener("submit", (event) => this.hold(event), true);
    this.form?.addEventListener("reset", () => this.empty());
  }

  listen(zone, scope) {
    zone.addEventListener("dragover", (event) => this.over(event, true));
    zone.addEventListener("dragleave", (event) => this.over(event, false));
    zone.addEventListener("drop", (event) => {
      this.toggleAttribute("data-over", false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (event.defaultPrevented || !files.length) return;
      event.preventDefault();
      this.add(files);
    });
    scope.addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (!files.length || event.defaultPrevented) return;
      event.preventDefault();
      this.add(files);
    });
  }

  over(event, on) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    // A text being written takes what is dropped on it.
    this.toggleAttribute("data-over", on && !event.defaultPrevented);
    event.preventDefault();
  }

  get most() {
    return Number(this.getAttribute("most")) || Infinity;
  }

  // How many more there is room for.
  get room() {
    if (!this.input.multiple) return 1;
    const kept = this.querySelectorAll(".shots__kept :checked").length;
    return (Number(this.getAttribute("count")) || Infinity) - kept - this.files.length;
  }

  add(files) {
    const faults = [];
    const seen = new Set(this.files.map(({ file }) => signature(file)));
    const good = files.filter((file) => {
      const fault = unfit(file, this.most, this.input.accept);
      if (fault) faults.push(fault);
      return !fault && !seen.has(signature(file));
    });
    if (!this.input.multiple && good.length) this.empty();
    const room = Math.max(0, this.room);
    if (good.length > room) {
      const count = Number(this.getAttribute("count")) || 1;
      faults.push(word("noRoom", { count, names: good.slice(room).map(({ name }) => name).join(", ") }));
    }
    this.complain(faults);
    const taken = good.slice(0, room).map((file) => sentFile(this, file));
    this.files.push(...taken);
    this.holdInInput();
    if (this.to) taken.forEach((one) => one.send());
    else if (taken.length) announce(word("choosePhotos", { count: this.files.length }));
  }

  get to() {
    return this.getAttribute("to");
  }

  // Where files go with the form the input holds them; where they left already it holds nothing.
  holdInInput() {
    const held = new DataTransfer();
    if (!this.to) for (const { file } of this.files) held.items.add(file);
    this.input.files = held.files;
  }

  put(figure) {
    this.querySelector(".shots__add").before(figure);
  }

  leave(one) {
    this.files = this.files.filter((other) => other !== one);
    this.holdInInput();
    this.waits = null;
    this.changed();
  }

  empty() {
    for (const one of [...this.files]) one.remove();
    this.complain([]);
  }

  // What the form holds is another: its draft is kept again.
  changed() {
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }

  refused(one, sentence) {
    one.remove();
    this.complain([...(this.faults ?? []), sentence]);
  }

  // A form sent too early waits for its files; one that did not arrive stops it.
  hold(event) {
    const late = this.files.find(({ state }) => state === "failed");
    const going = this.files.some(({ state }) => state === "going");
    if (!late && !going) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (late) late.show();
    else {
      this.waits = event.submitter ?? this.form;
      announce(word("formWaits"));
    }
  }

  settled() {
    if (this.files.some(({ state }) => state === "going")) return;
    const arrived = this.files.filter(({ state }) => state === "arrived").length;
    if (arrived) announce(word("filesArrived", { count: arrived }));
    const submitter = this.waits;
    this.waits = null;
    if (submitter && !this.faults?.length) this.form.requestSubmit(submitter === this.form ? null : submitter);
  }

  complain(faults) {
    this.faults = faults;
    this.error ??= Object.assign(document.createElement("div"), { className: "field__err field__errs" });
    this.error.setAttribute("role", "alert");
    this.error.replaceChildren(...faults.map((text) => Object.assign(document.createElement("p"), { textContent: text })));
    if (faults.length) this.append(this.error);
    else this.error.remove();
  }
}

function signature(file) {
  return `${file.name}:${file.size}:${file.lastModified}`;
}

customElements.define("file-box", FileBox);
