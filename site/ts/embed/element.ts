// <overlap-scenario name="fanout" db="400ms">what is shown until the picture is there</overlap-scenario>
//
// A frame with an embedded picture. Every attribute that is not the element's own is a setting of the picture.
import { isDark } from "./shade";

/** Where embedded pictures are: beside this script, or above the folder of assets. */
const site = new URL((document.currentScript as HTMLScriptElement).src.includes("/assets/") ? ".." : ".", (document.currentScript as HTMLScriptElement).src);

/** Attributes that are the element's own, or every element's. */
const own = ["name", "height", "state", "class", "style", "id", "dir", "hidden", "slot", "role", "tabindex", "part"];

/** Reports whether an attribute is a setting. The language of a text has the same attribute as the language of a listing. */
function isSetting(name: string, value: string): boolean {
  return !own.includes(name) && !/^(aria-|data-|on)/.test(name) && (name !== "lang" || value === "py" || value === "go");
}

interface Message {
  source?: string;
  v?: number;
  type: string;
  height?: number;
  key?: string;
}

const frames = new Map<MessageEventSource, Scenario>();
addEventListener("message", (event) => {
  const message = event.data as Message | undefined;
  if (event.source && message?.source === "overlap" && message.v === 1) frames.get(event.source)?.heard(message);
});

const near = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) (entry.target as Scenario).open();
}, { rootMargin: "400px" });

const themes = new MutationObserver(() => {
  for (const scenario of frames.values()) scenario.shade();
});

class Scenario extends HTMLElement {
  #frame: HTMLIFrameElement | undefined;
  #settings = new MutationObserver((changes) => {
    if (changes.some((change) => isSetting(change.attributeName ?? "", "py"))) this.#changed();
  });

  connectedCallback(): void {
    for (const element of [document.documentElement, document.body]) themes.observe(element, { attributes: true });
    this.#settings.observe(this, { attributes: true });
    this.style.display ||= "block";
    const loading = this.getAttribute("loading");
    if (loading === "eager") this.open();
    else if (loading !== "click") near.observe(this);
    else this.addEventListener("click", (event) => {
      event.preventDefault();
      this.open();
    }, { once: true });
  }

  disconnectedCallback(): void {
    near.unobserve(this);
    this.#settings.disconnect();
    if (this.#frame?.contentWindow) frames.delete(this.#frame.contentWindow);
    this.#frame?.remove();
    this.#frame = undefined;
  }

  /** Loads the picture. The element's children stay until it is ready, and for ever where it never is. */
  open(): void {
    near.unobserve(this);
    if (this.#frame) return;
    const frame = (this.#frame = document.createElement("iframe"));
    frame.title = this.getAttribute("title") || `Interactive: ${this.getAttribute("name")}`;
    frame.src = this.#address();
    frame.allow = "clipboard-write; fullscreen";
    frame.referrerPolicy = "no-referrer";
    const height = this.getAttribute("height") ?? "480";
    frame.style.cssText = `position:absolute;left:0;top:0;width:100%;height:${parseInt(height)}px;border:0;opacity:0;pointer-events:none`;
    this.style.position ||= "relative";
    this.shade();
    (this.shadowRoot ?? this.attachShadow({ mode: "open" })).replaceChildren(document.createElement("slot"), frame);
    frames.set(frame.contentWindow!, this);
    this.setAttribute("state", "loading");
  }

  /** Has the frame be light or dark as the attribute theme says, or else as what the element stands on. */
  shade(): void {
    const theme = this.getAttribute("theme");
    if (this.#frame) this.#frame.style.colorScheme = theme === "dark" || theme === "light" ? theme : isDark(this) ? "dark" : "light";
  }

  heard(message: Message): void {
    const { type, height, key } = message;
    if (type === "height") {
      if (!this.hasAttribute("height")) this.#frame!.style.height = `${height}px`;
      return;
    }
    if (type === "hello") return this.#send("hello");
    if (type === "key") {
      this.dispatchEvent(new KeyboardEvent("keydown", { key: key!, code: key === " " ? "Space" : key!, keyCode: codes[key!] ?? 0, bubbles: true, composed: true } as KeyboardEventInit));
      return;
    }
    if (type === "ready" || type === "idle" || type === "error") {
      this.setAttribute("state", type);
      if (type !== "error") this.#show();
    }
    this.dispatchEvent(new CustomEvent(type, { detail: message, bubbles: true, composed: true }));
  }

  play(): void { this.#send("play"); }
  pause(): void { this.#send("pause"); }
  step(back = false): void { this.#send("step", { back }); }
  /** Changes some settings: set({db: "1s"}). */
  set(settings: Record<string, string>): void { this.#send("set", { query: new URLSearchParams(settings).toString() }); }

  #show(): void {
    this.#frame!.style.cssText += ";position:static;display:block;opacity:1;pointer-events:auto";
    this.shadowRoot!.querySelector("slot")!.hidden = true;
  }

  #changed(): void {
    if (!this.#frame) return;
    this.shade();
    if (this.getAttribute("state") === "ready") this.#send("query", { query: this.#query() });
    else this.#frame.src = this.#address();
  }

  #query(): string {
    return new URLSearchParams([...this.attributes].filter((a) => isSetting(a.name, a.value)).map((a) => [a.name, a.value])).toString();
  }

  #address(): string {
    return new URL(`embed/${this.getAttribute("name")}/?${this.#query()}`, site).href;
  }

  #send(type: string, more: object = {}): void {
    this.#frame?.contentWindow?.postMessage({ to: "overlap", v: 1, type, ...more }, site.origin);
  }
}

/** What older decks read of a key. */
const codes: Record<string, number> = { PageUp: 33, PageDown: 34, " ": 32, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40 };

if (!customElements.get("overlap-scenario")) customElements.define("overlap-scenario", Scenario);
