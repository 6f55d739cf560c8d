// One module for Jupyter and marimo (anywidget) and MyST's {anywidget}: a frame whose settings are the model's. The model has
// name, params, what view.EmbedSettings lists, and what a scenario's own address has; query, totals and sentence come back.

/** The settings of a scenario's own address which a frame takes, too. */
const OWN = ["lang", "seed", "costs", "variants", "at", "tab", "from", "to", "loop", "guess"];

interface Model {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes?(): void;
  on?(event: string, then: () => void): void;
}

interface Told {
  source?: string;
  type?: string;
  height?: number;
  query?: string;
  totals?: unknown;
  sentence?: string;
}

function render({ model, el }: { model: Model; el: HTMLElement }): () => void {
  const text = (name: string): string => String(model.get(name) ?? "");
  const name = text("name") || "hello";
  const frame = document.createElement("iframe");

  function query(): string {
    const settings = new URLSearchParams((model.get("params") as Record<string, string> | undefined) ?? {});
    for (const setting of [...EMBED, ...OWN]) if (text(setting) !== "") settings.set(setting, text(setting));
    return settings.toString();
  }
  function save(values: object): void {
    for (const [key, value] of Object.entries(values)) model.set(key, value);
    model.save_changes?.();
  }
  function heard(event: MessageEvent<Told>): void {
    if (event.source !== frame.contentWindow || event.data?.source !== "overlap") return;
    const { type, height, totals, sentence } = event.data;
    if (type === "height" && text("height") === "") frame.style.height = `${height}px`;
    if (type === "change") save({ query: event.data.query });
    if (type === "result") save({ totals, sentence });
  }

  frame.src = new URL(`embed/${name}/?${query()}`, import.meta.url).href;
  frame.title = text("title") || `Interactive: ${name}`;
  frame.style.cssText = `width:100%;border:0;height:${parseInt(text("height")) || 480}px`;
  addEventListener("message", heard);
  model.on?.("change:params", () => frame.contentWindow?.postMessage({ to: "overlap", v: 1, type: "query", query: query() }, "*"));
  el.append(frame);
  return () => removeEventListener("message", heard);
}

export default { render };
