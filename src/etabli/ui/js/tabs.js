// Where tabs or views do not all fit, the current one is brought into sight.
import htmx from "htmx";

const ROWS = ".tabs, .btn-group";
const HERE = "[aria-current], [aria-selected=true]";

function show(root) {
  for (const row of root.querySelectorAll(ROWS)) {
    const here = row.querySelector(HERE);
    if (!here || row.scrollWidth <= row.clientWidth) continue;
    const middle = (row.clientWidth - here.offsetWidth) / 2;
    row.scrollLeft += here.getBoundingClientRect().left - row.getBoundingClientRect().left - middle;
  }
}

htmx.onLoad((element) => show(element.parentElement ?? element));
show(document);
