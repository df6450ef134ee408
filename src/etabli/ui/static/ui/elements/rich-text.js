// <rich-text> around a <textarea> that holds Markdown. The editor takes its place when someone
// begins to write, and writes its document as JSON in the same field.
// Attributes: editor, css, icons (addresses); mentions, links, files (where to ask and send); most (bytes of a file);
// doc (the document as JSON); open (load when seen, not when touched).
import { announce, request, unfit, upload, word } from "ui";

const words = JSON.parse(document.getElementById("editor-words")?.textContent ?? "{}");

class RichText extends HTMLElement {
  connectedCallback() {
    if (this.area) return;
    this.area = this.querySelector("textarea");
    if (!this.area) return;
    this.begin = this.begin.bind(this);
    for (const touch of ["focusin", "pointerenter", "touchstart"]) {
      this.addEventListener(touch, this.begin, { once: true, passive: true });
    }
    if (this.hasAttribute("open")) this.whenSeen();
    this.form = this.area.form;
    this.form?.addEventListener("submit", (event) => this.check(event), true);
    this.form?.addEventListener("reset", () => setTimeout(() => this.take()));
    // A draft that comes back writes in the field.
    this.area.addEventListener("input", (event) => event.isTrusted || this.writing || this.take());
  }

  disconnectedCallback() {
    this.seen?.disconnect();
  }

  whenSeen() {
    this.seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      this.seen.disconnect();
      this.begin({});
    });
    this.seen.observe(this);
  }

  async begin({ type }) {
    if (this.loading) {
      if (type === "focusin") this.wanted = true;
      return;
    }
    this.loading = true;
    this.wanted = type === "focusin";
    if (!this.wanted) this.area.addEventListener("focus", () => (this.wanted = true), { once: true });
    try {
      const [{ mount }] = await Promise.all([import(this.getAttribute("editor")), this.style()]);
      this.put(mount);
    } catch (error) {
      // The text area goes on as it is.
      console.warn(error);
    }
  }

  style() {
    const href = this.getAttribute("css");
    if (!href || document.querySelector(`link[href="${href}"]`)) return null;
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    return new Promise((done) => {
      link.onload = link.onerror = done;
      document.head.append(link);
    });
  }

  put(mount) {
    const { area } = this;
    const said = this.said();
    this.editor = mount(this, {
      words,
      ...said,
      request,
      announce,
      upload,
      fault: (file) => unfit(file, Number(this.getAttribute("most")) || Infinity),
      onSettled: (arrived) => this.goOn(arrived),
      iconsUrl: this.getAttribute("icons"),
      urls: {
        mentions: this.getAttribute("mentions"),
        links: this.getAttribute("links"),
        files: this.getAttribute("files"),
      },
      placeholder: area.placeholder,
      attributes: this.names(),
      onChange: (doc) => this.write(doc),
      onSubmit: () => this.form?.requestSubmit(),
    });
    area.hidden = true;
    // A hidden field that must be filled would stop the form without a word: the server asks.
    area.required = false;
    if (this.wanted || document.activeElement === area) this.editor.focus();
    this.toggleAttribute("data-ready", true);
    // A part of the page that is brought up to date leaves the text being written alone.
    this.toggleAttribute("hx-morph-skip", true);
  }

  // What the field holds: the document of the page while nobody has touched the text.
  said() {
    const { value, defaultValue } = this.area;
    const given = this.getAttribute("doc");
    const json = value.startsWith('{"') ? value : value === defaultValue ? given : "";
    try {
      return json ? { doc: JSON.parse(json), text: "" } : { doc: null, text: value };
    } catch {
      return { doc: null, text: value };
    }
  }

  // Labels, hints and errors are told of the text as they were of the field.
  names() {
    const { area } = this;
    const names = {};
    const label = area.labels?.[0];
    if (label) {
      label.id ||= `${area.id || area.name}-l`;
      names["aria-labelledby"] = label.id;
      label.addEventListener("click", () => this.editor.focus());
    } else if (area.ariaLabel) names["aria-label"] = area.ariaLabel;
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (area.hasAttribute(name)) names[name] = area.getAttribute(name);
    }
    if (area.required) names["aria-required"] = "true";
    return names;
  }

  write(doc) {
    this.writing = true;
    // An address of this house is kept without its name, which may change.
    this.area.value = doc ? JSON.stringify(doc).replaceAll(`"href":"${location.origin}/`, '"href":"/') : "";
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
    this.writing = false;
  }

  take() {
    // A document is not for reading: the editor comes at once.
    if (!this.editor) return void (this.area.value.startsWith('{"') && this.begin({}));
    const { doc, text } = this.said();
    this.editor.set(doc, text);
  }

  // What is on its way is waited for; a picture needs words for those who do not see it.
  check(event) {
    if (!this.editor) return;
    const going = this.editor.going();
    if (going) {
      this.waits = event.submitter ?? this.form;
      announce(word("formWaits"));
    }
    if (!going && !this.editor.complain()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  goOn(arrived) {
    const submitter = this.waits;
    this.waits = null;
    if (submitter && arrived) this.form.requestSubmit(submitter === this.form ? null : submitter);
  }

  focus() {
    this.editor ? this.editor.focus() : this.area.focus();
  }
}

customElements.define("rich-text", RichText);
