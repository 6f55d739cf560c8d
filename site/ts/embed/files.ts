// Makes files of a scenario in the browser, of what the site serves, as package pack does natively.
import { fetched } from "../fetched";
import { escaped } from "./snippets";
import { zip } from "./zip";

/** What a file is made with: pack.Made. */
export interface Made {
  query: string;
  address: string;
  course: boolean;
}

/** Returns a scenario as one HTML file. */
export async function single(site: string, scenario: string, made: Made): Promise<string> {
  const folder = `s/${scenario}/`;
  const [shell, page] = await Promise.all([textAt(`${site}export/single.txt`), textAt(site + folder)]);
  const canonical = between(page, '<link rel="canonical" href="', '">');
  const address = made.address || canonical.slice(0, canonical.length - folder.length);
  const main = `<main ${between(page, "<main ", "</main>")}</main>`;
  const data = JSON.stringify({ query: made.query, address, course: made.course }).replaceAll("<", "\\u003c");
  const parts: Record<string, string> = {
    title: between(page, "<title>", " · overlap</title>"),
    main,
    pieces: `<script type="application/json" id="made">${data}</script>\n${await pieces(new URL(folder, site), main)}`,
  };
  return shell.replace(/<!--(title|main|pieces)-->/g, (_, hole: string) => parts[hole]!);
}

/** Returns a scenario as a package of a version of SCORM. */
export async function scorm(site: string, scenario: string, version: string, made: Made): Promise<Blob> {
  const [manifest, page] = await Promise.all([textAt(`${site}export/scorm-${version}.xml`), single(site, scenario, { ...made, course: true })]);
  return zip([filled(manifest, scenario, between(page, "<title>", " · overlap</title>")), ["index.html", page]]);
}

/** Returns a challenge as a package of a version of SCORM. The query names it as the address of a task does. */
export async function challenge(site: string, id: string, title: string, query: string, version: string): Promise<Blob> {
  const manifest = await textAt(`${site}export/challenge-${version}.xml`);
  const names = [...manifest.matchAll(/<file href="([^"]*)"\/>/g)].map((match) => match[1]!);
  const files = await Promise.all(names.map(async (name): Promise<[string, BlobPart]> => {
    if (name !== names[0]) return [name, await (await fetched(site + name)).blob()];
    return [name, (await textAt(site + name)).replace('data-settings=""', () => `data-settings="${escaped(query)}"`)];
  }));
  return zip([filled(manifest, `challenge.${id}`, escaped(title)), ...files]);
}

/** Returns a manifest with what is a package's own; the title is in XML. */
function filled(manifest: string, id: string, title: string): [string, string] {
  const own: Record<string, string> = { id, title };
  return ["imsmanifest.xml", manifest.replace(/\{(id|title)\}/g, (_, hole: string) => own[hole]!)];
}

/** Returns the pieces of the program that a page's main part names, each as an element that holds data. */
async function pieces(page: URL, main: string): Promise<string> {
  const tag = main.slice(0, main.indexOf(">"));
  const names = [...tag.matchAll(/ data-(?:program|export|faults|sequence|store)="([^"]*)"/g)].flatMap((match) => match[1]!.split(" ").filter((name) => name !== ""));
  const texts = await Promise.all(names.map(async (name) => `<script type="application/wasm" data-piece="${name}">${await packed(new URL(name, page).href)}</script>\n`));
  return texts.join("");
}

/** Returns a file compressed with gzip, in base64. */
async function packed(address: string): Promise<string> {
  const stream = (await fetched(address)).body!.pipeThrough(new CompressionStream("gzip"));
  const reader = new FileReader();
  const read = new Promise((resolve) => reader.addEventListener("load", resolve));
  reader.readAsDataURL(await new Response(stream).blob());
  await read;
  const url = reader.result as string;
  return url.slice(url.indexOf(",") + 1);
}

async function textAt(address: string): Promise<string> { return (await fetched(address)).text(); }

/** Returns what stands between two texts, "" where they do not stand there. */
function between(text: string, before: string, after: string): string {
  const from = text.indexOf(before);
  const to = text.indexOf(after, from + before.length);
  return from < 0 || to < 0 ? "" : text.slice(from + before.length, to);
}
