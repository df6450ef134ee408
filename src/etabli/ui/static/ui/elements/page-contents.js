// <page-contents> beside a long text: the title one reads under is the current one.
class PageContents extends HTMLElement {
  connectedCallback() {
    this.links = [...this.querySelectorAll(".toc a")];
    this.titles = this.links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    if (!this.links.length) return;
    this.stop = new AbortController();
    const options = { passive: true, signal: this.stop.signal };
    document.addEventListener("scroll", () => this.wait(), options);
    window.addEventListener("resize", () => this.wait(), options);
    this.mark();
  }

  disconnectedCallback() {
    this.stop?.abort();
    cancelAnimationFrame(this.frame);
  }

  wait() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.mark());
  }

  mark() {
    const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    const line = end ? innerHeight : innerHeight / 4;
    const passed = this.titles.findLastIndex((title) => title && title.getBoundingClientRect().top < line);
    const at = Math.max(passed, 0);
    this.links.forEach((link, n) => {
      if (n === at) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    });
  }
}

customElements.define("page-contents", PageContents);
