// One stream per browser: the tabs elect one (Web Locks) that listens for all, and tells
// the others (BroadcastChannel). HTTP/1.1 allows six connections per site.
const REOPEN = 300;
const RETRY = 5000;
const LATER = 60000;

export class Stream {
  constructor(url, hear) {
    Object.assign(this, { url, hear });
    this.me = crypto.randomUUID();
    this.tabs = new Map();
    this.channel = new BroadcastChannel("etabli-live");
    this.channel.onmessage = ({ data }) => this.told(data);
  }

  start(topics) {
    this.topics = topics;
    this.tell({ kind: "topics", tab: this.me, topics });
    if (this.asked) return;
    this.asked = true;
    navigator.locks.request("etabli-live", () => this.lead()).catch(() => {});
  }

  stop() {
    this.tell({ kind: "bye", tab: this.me });
    this.source?.close();
    this.release?.();
    this.channel.close();
  }

  tell(message) {
    this.channel.postMessage(message);
    this.told(message);
  }

  told({ kind, tab, topics, event }) {
    if (kind === "topics") this.tabs.set(tab, topics);
    if (kind === "bye") this.tabs.delete(tab);
    if (kind === "roll" && tab !== this.me) this.channel.postMessage({ kind: "topics", tab: this.me, topics: this.topics });
    if (kind === "event") this.hear(event);
    if (this.leads && (kind === "topics" || kind === "bye")) this.openSoon();
  }

  // Holds the lock, and the stream, until this tab closes.
  lead() {
    this.leads = true;
    this.channel.postMessage({ kind: "roll", tab: this.me });
    this.openSoon();
    return new Promise((resolve) => (this.release = resolve));
  }

  openSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), REOPEN);
  }

  open() {
    const topics = [...new Set([...this.tabs.values()].flat())].sort().join(",");
    if (topics === this.opened && this.source?.readyState !== EventSource.CLOSED) return;
    this.opened = topics;
    this.source?.close();
    if (!topics || this.ended) return;
    const url = new URL(this.url, location.href);
    url.searchParams.set("topics", topics);
    if (this.last) url.searchParams.set("after", this.last);
    this.source = new EventSource(url);
    for (const name of ["message", "changed", "resync", "end"]) {
      this.source.addEventListener(name, (event) => this.arrived(name, event));
    }
    // Refused (signed out, server away): the browser gives up, we ask again slowly.
    this.source.onerror = () => this.source.readyState === EventSource.CLOSED && this.openLater(RETRY);
  }

  openLater(wait) {
    this.source?.close();
    this.opened = null;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), wait);
  }

  arrived(name, event) {
    if (event.lastEventId) this.last = event.lastEventId;
    if (name === "end") this.over(reasonOf(event.data));
    else this.tell({ kind: "event", event: { name, data: event.data } });
  }

  // Why a stream ends: the server restarts (the browser comes back by itself), too many are
  // open, a right was lost (what is left is asked for again), or one is signed out.
  over(reason) {
    if (reason === "restart") return;
    if (reason === "replaced") return this.openLater(LATER);
    if (reason === "revoked") this.openLater(RETRY);
    else {
      this.ended = true;
      this.source.close();
    }
    this.tell({ kind: "event", event: { name: "end", data: reason } });
  }
}

function reasonOf(data) {
  try {
    return JSON.parse(data).reason;
  } catch {
    return "";
  }
}
