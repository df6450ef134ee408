// <handed-code> around the form of a code handed on paper: the drawing of the sheet leads here
// with « #login/code », which stays in the browser. Filled in, then forgotten by the address.

class HandedCode extends HTMLElement {
  connectedCallback() {
    const [login, code] = decodeURIComponent(location.hash.slice(1)).split("/");
    if (!login || !code) return;
    this.querySelector("[name=login]").value = login;
    this.querySelector("[name=code]").value = code;
    history.replaceState(null, "", location.pathname);
    this.querySelector("button").focus();
  }
}

customElements.define("handed-code", HandedCode);
