// Printing, from where one is.
document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-print]")) return;
  for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
  window.print();
});
