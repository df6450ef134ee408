// <brand-preview> around the two fields of the house's colour and what it becomes: shows the
// colour while it is chosen, and says when its lightness is not kept.
const HEX = /^#[0-9a-f]{6}$/i;
// As in etabli.platform.setup.house.
const DARKEST = 0.24;
const LIGHTEST = 0.475;

const linear = (channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);

// OKLab lightness (Ottosson, 2020), as etabli.lib.colour computes it.
function lightness(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => linear(parseInt(colour.slice(at, at + 2), 16) / 255));
  const long = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const medium = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const short = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short;
}

class BrandPreview extends HTMLElement {
  connectedCallback() {
    this.code = this.querySelector("[name=colour]");
    this.swatch = this.querySelector("[data-swatch]");
    this.code.addEventListener("input", () => this.show(this.code.value));
    this.swatch.addEventListener("input", () => {
      this.code.value = this.swatch.value;
      this.show(this.swatch.value);
    });
    const name = this.closest("form")?.querySelector("[name=house], [name=name]");
    name?.addEventListener("input", () => {
      for (const place of this.querySelectorAll("[data-named]")) place.textContent = name.value || "Établi";
    });
  }

  show(given) {
    const colour = given.startsWith("#") ? given : `#${given}`;
    if (!HEX.test(colour)) return;
    this.swatch.value = colour;
    for (const scope of document.querySelectorAll("[data-brand-scope]")) scope.style.setProperty("--brand-source", colour);
    const light = lightness(colour);
    const fits = light >= DARKEST && light <= LIGHTEST;
    this.querySelector("[data-fits]").hidden = !fits;
    this.querySelector("[data-adjusted]").hidden = fits;
  }
}

customElements.define("brand-preview", BrandPreview);
