// <tree-branches> around a tree: what is dragged onto another goes under it, as its form
// « Déplacer » does; dropped beside everything, it goes to the top.
import htmx from "htmx";
import { announce, carry, word } from "ui";

class TreeBranches extends HTMLElement {
  connectedCallback() {
    if (this.ready) return;
    this.ready = true;
    this.addEventListener("pointerdown", (event) => this.press(event));
    this.addEventListener("dragstart", (event) => event.preventDefault());
  }

  press(event) {
    const node = event.target.closest("[data-moves]");
    if (!node || event.button || event.target.closest("summary, .ev__move")) return;
    carry(event, node, {
      over: (x, y) => this.over(node, x, y),
      drop: (place) => this.drop(node, place),
      done: () => this.querySelectorAll("[data-open]").forEach((one) => delete one.dataset.open),
    });
  }

  over(node, x, y) {
    const at = document.elementFromPoint(x, y);
    const place = at?.closest("[data-uid]") ?? (at && this.contains(at) ? this : null);
    for (const one of this.querySelectorAll("[data-open]")) if (one !== place) delete one.dataset.open;
    if (!place || node.contains(place)) return null;
    if (place !== this) place.dataset.open = "";
    return place;
  }

  drop(node, place) {
    const name = node.querySelector(".tree__a").textContent;
    const under = place === this ? this.dataset.top : place.dataset.uid;
    announce(word("moved", { name, lane: place.querySelector(".tree__a")?.textContent ?? "" }));
    const tree = document.getElementById("tree");
    htmx.ajax("POST", `/fiches/${node.dataset.uid}/place/`, {
      source: tree,
      target: tree,
      swap: "outerMorph",
      values: { sous: under, version: node.dataset.version, retour: location.pathname + location.search },
    });
  }
}

customElements.define("tree-branches", TreeBranches);
