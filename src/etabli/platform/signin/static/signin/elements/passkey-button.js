// <passkey-button> around a form with a field "credential": asks the device for a passkey
// and sends its answer. data-options: what to ask, or data-options-url: where to fetch it;
// data-create: makes a passkey instead of using one.

const read = (text) => {
  const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)).buffer;
};

const write = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

const known = (list) => list?.map((one) => ({ ...one, id: read(one.id) }));

// Browsers from before 2024 lack PublicKeyCredential.parse…FromJSON and toJSON.
function asked(given) {
  const { challenge, user, allowCredentials, excludeCredentials, ...rest } = given;
  const made = { ...rest, challenge: read(challenge) };
  if (user) made.user = { ...user, id: read(user.id) };
  if (allowCredentials) made.allowCredentials = known(allowCredentials);
  if (excludeCredentials) made.excludeCredentials = known(excludeCredentials);
  return made;
}

function answered(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = write(credential.response[name]);
  }
  const transports = credential.response.getTransports?.();
  if (transports) response.transports = transports;
  return {
    id: credential.id,
    rawId: write(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

class PasskeyButton extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.said = this.querySelector("[role=alert]");
    if (!window.PublicKeyCredential) return this.say(this.dataset.missing);
    this.hidden = false;
    this.form.addEventListener("submit", (event) => this.ask(event));
  }

  async ask(event) {
    if (this.form.elements.credential.value) return;
    event.preventDefault();
    this.say("");
    try {
      this.form.elements.credential.value = JSON.stringify(answered(await this.credential()));
      this.form.requestSubmit(event.submitter);
    } catch (error) {
      this.say(error.name === "InvalidStateError" ? this.dataset.already : this.dataset.failed);
    }
  }

  async credential() {
    const { publicKey } = await this.options();
    if (!("create" in this.form.dataset)) return navigator.credentials.get({ publicKey: asked(publicKey) });
    const selection = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
    publicKey.authenticatorSelection = { ...publicKey.authenticatorSelection, ...selection };
    return navigator.credentials.create({ publicKey: asked(publicKey) });
  }

  async options() {
    const { options, optionsUrl } = this.form.dataset;
    if (options) return JSON.parse(options);
    const response = await fetch(optionsUrl, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(response.statusText);
    return (await response.json()).request_options;
  }

  say(text) {
    this.said.textContent = text ?? "";
    this.said.hidden = !text;
  }
}

customElements.define("passkey-button", PasskeyButton);
