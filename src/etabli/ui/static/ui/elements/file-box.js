// <file-box most="bytes"> around ui.files: drop, paste, see before sending, take back.
// The <input type="file"> stays what the form sends.
import { announce, word } from "ui";

const UNITS = [[1e9, "Go"], [1e6, "Mo"], [1e3, "Ko"]];

class FileBox extends HTMLElement {
  connectedCallback() {
    if (this.input) return;
    this.input = this.querySelector("input[type=file]");
    if (!this.input) return;
    this.files = [];
    this.input.addEventListener("change", () => this.add([...this.input.files]));
    this.addEventListener("dragover", (event) => this.over(event, true));
    this.addEventListener("dragleave", (event) => this.over(event, false));
    this.addEventListener("drop", (event) => {
      this.over(event, false);
      this.add([...event.dataTransfer.files]);
    });
    const scope = this.closest("form") ?? this;
    scope.addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (!files.length || event.defaultPrevented) return;
      event.preventDefault();
      this.add(files);
    });
    scope.addEventListener("reset", () => this.put([]));
  }

  over(event, on) {
    event.preventDefault();
    this.toggleAttribute("data-over", on);
  }

  get most() {
    return Number(this.getAttribute("most")) || Infinity;
  }

  accepts(file) {
    const kinds = (this.input.accept || "").split(",").map((kind) => kind.trim()).filter(Boolean);
    return !kinds.length || kinds.some((kind) =>
      kind.startsWith(".") ? file.name.toLowerCase().endsWith(kind)
        : kind.endsWith("/*") ? file.type.startsWith(kind.slice(0, -1))
          : file.type === kind);
  }

  add(files) {
    const large = files.find((file) => file.size > this.most);
    const good = files.filter((file) => file.size <= this.most && this.accepts(file));
    this.complain(large ? word("tooLarge", { name: large.name, size: size(this.most) }) : "");
    const seen = new Set(this.files.map(signature));
    const fresh = good.filter((file) => !seen.has(signature(file)));
    this.put(this.input.multiple ? [...this.files, ...fresh] : good.slice(-1));
    if (good.length) announce(word("choosePhotos", { count: this.files.length }));
  }

  put(files) {
    this.files = files;
    const held = new DataTransfer();
    for (const file of files) held.items.add(file);
    this.input.files = held.files;
    this.draw();
  }

  draw() {
    for (const old of this.querySelectorAll(".shots__new")) {
      URL.revokeObjectURL(old.querySelector("img")?.src ?? "");
      old.remove();
    }
    const adding = this.querySelector(".shots__add");
    for (const file of this.files) adding.before(this.shot(file));
  }

  shot(file) {
    const figure = document.createElement("figure");
    figure.className = "shots__new";
    if (file.type.startsWith("image/")) {
      const image = document.createElement("img");
      Object.assign(image, { src: URL.createObjectURL(file), alt: "", width: 104, height: 104 });
      figure.append(image);
    }
    const caption = document.createElement("figcaption");
    caption.textContent = `${file.name}, ${size(file.size)}`;
    const off = document.createElement("button");
    Object.assign(off, { type: "button", className: "icon-btn", textContent: "×" });
    off.setAttribute("aria-label", word("remove", { name: file.name }));
    off.addEventListener("click", () => {
      this.put(this.files.filter((one) => one !== file));
      this.input.focus();
    });
    figure.append(caption, off);
    return figure;
  }

  complain(text) {
    this.error ??= Object.assign(document.createElement("span"), { className: "field__err" });
    this.error.setAttribute("role", "alert");
    this.error.textContent = text;
    if (text) this.append(this.error);
    else this.error.remove();
  }
}

function signature(file) {
  return `${file.name}:${file.size}:${file.lastModified}`;
}

function size(bytes) {
  const [unit, name] = UNITS.find(([step]) => bytes >= step) ?? [1, "o"];
  const french = document.documentElement.lang.startsWith("fr");
  const shown = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(bytes / unit);
  return `${shown}\u00a0${french ? name : name.replace("o", "B")}`;
}

customElements.define("file-box", FileBox);
