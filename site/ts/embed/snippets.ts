// What teachers paste, for each platform.

/** A picture as it was chosen. */
export interface Choice {
  site: string; // address of the site, with a slash at its end
  scenario: string;
  title: string; // of the frame, for screen readers
  sentence: string; // what the run comes to, for those who do not see the picture
  settings: [string, string][]; // the scenario's and the picture's
  width: number;
  height: number;
}

/** A platform, what it takes, and what one should know. */
export interface Platform {
  name: string;
  note: string;
  write(choice: Choice): string;
}

export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/** Returns the address of a page of the scenario with settings, with commas and colons as people write them. */
function addressIn(folder: string, c: Choice, settings: [string, string][]): string {
  const query = new URLSearchParams(settings).toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return `${c.site}${folder}/${c.scenario}/${query === "" ? "" : `?${query}`}`;
}

/** Returns the address of the picture. */
export function addressOf(c: Choice, extra: [string, string][] = []): string {
  return addressIn("embed", c, [...c.settings, ...extra]);
}

function pageOf(c: Choice): string {
  return addressIn("s", c, c.settings.filter(([name]) => !EMBED.includes(name)));
}

function frame(c: Choice, extra: [string, string][] = [], more = ""): string {
  return `<iframe src="${escaped(addressOf(c, extra))}" width="100%" height="${c.height}"\n  title="${escaped(c.title)}" style="border:0" loading="lazy" allow="clipboard-write; fullscreen"${more}></iframe>`;
}

function element(c: Choice): string {
  const attributes = c.settings.map(([name, value]) => ` ${name}="${escaped(value)}"`).join("");
  const title = c.settings.some(([name]) => name === "title") ? "" : ` title="${escaped(c.title)}"`;
  return `<script async src="${c.site}embed.js"></script>\n<overlap-scenario name="${c.scenario}"${attributes}${title}>\n  <a href="${escaped(pageOf(c))}">${escaped(c.sentence)}</a>\n</overlap-scenario>`;
}

/** A problem that Open edX grades, of a question: half of the points for who is near. */
function problem(c: Choice): string {
  return graded(addressIn("task", c, c.settings.filter(([name]) => !["exam", "guess"].includes(name))), c.title);
}

/** Returns a task at an address as a problem that Open edX grades. */
export function graded(address: string, title: string): string {
  return `<problem>
  <script type="loncapa/python"><![CDATA[
import json
def points(expect, given):
    worth = json.loads(json.loads(given)["answer"])["points"]
    return {"ok": True if worth == 100 else "Partial" if worth > 0 else False, "msg": "", "grade_decimal": worth / 100.0}
]]></script>
  <customresponse cfn="points">
    <jsinput html_file="${escaped(address)}" sop="false"
      gradefn="getGrade" get_statefn="getState" set_statefn="setState" width="100%" height="640" title="${escaped(title)}"/>
  </customresponse>
</problem>`;
}

/** A link in Markdown, with the picture that the site has of the scenario. */
function linked(c: Choice): string {
  const asItIs = Object.keys(params(c)).length === 0;
  return `[${asItIs ? `![${c.sentence}](${c.site}picture/${c.scenario}.svg)` : c.sentence}](${pageOf(c)})`;
}

const params = (c: Choice): Record<string, string> => Object.fromEntries(c.settings.filter(([name]) => !EMBED.includes(name)));
const chosen = (c: Choice): Record<string, string> => Object.fromEntries(c.settings.filter(([name]) => EMBED.includes(name)));

/** The platforms, the most common first. */
export const platforms: Platform[] = [
  { name: "Any page that takes HTML", note: "Where the frame is to stand in the page’s HTML. Its height is that of the picture as it stands here.", write: (c) => frame(c) },
  { name: "Your own site: MkDocs, Docusaurus, Sphinx, Quarto, Hugo", note: "Into the page’s HTML or Markdown, with an empty line above and below. It takes the height it needs and the colours of your page. What stands inside is shown until it is there.", write: element },
  { name: "Canvas", note: "In the HTML view of the editor. The height follows by itself; Canvas strips colour schemes, so choose Colours above.", write: (c) => frame(c) },
  { name: "Moodle", note: "In a Page, Label or Book, in the HTML view. Forums and wikis strip frames: use the link there.", write: (c) => frame(c) },
  { name: "Open edX", note: "Text component, raw HTML. The address must be https.", write: (c) => frame(c) },
  { name: "Open edX, graded", note: "A problem of the kind Custom JavaScript Display and Grading, alone in its component. The browser computes the points, as in every such problem.", write: problem },
  { name: "WordPress, Notion, Google Sites: the address", note: "Paste it on a line of its own, or into Embed. Drag the frame as high as you like: the picture fits itself in.", write: (c) => addressOf(c) },
  { name: "MyST, Jupyter Book", note: "A directive. Its state is in the notebook’s model.", write: (c) => `\`\`\`{anywidget} ${c.site}overlap.mjs\n${JSON.stringify({ name: c.scenario, params: params(c), ...chosen(c) }, null, 2)}\n\`\`\`` },
  { name: "Jupyter", note: "In a cell of code. It needs a run, or a trusted notebook.", write: (c) => `from IPython.display import IFrame\nIFrame("${addressOf(c)}", width="100%", height=${c.height})` },
  { name: "Sphinx", note: "Put a figure under “only:: latex” for the PDF.", write: (c) => `.. raw:: html\n\n   ${element(c).replaceAll("\n", "\n   ")}` },
  { name: "reveal.js, Quarto slides", note: "Into a section of the deck, which is a slide of its own. It loads there only, and arrow keys move the slides.", write: (c) => `<iframe class="r-stretch" style="border:0" data-src="${escaped(addressOf(c, [["keys", "host"]]))}" title="${escaped(c.title)}"></iframe>` },
  { name: "Slidev", note: "A slide of its own.", write: (c) => `---\nlayout: iframe\nurl: ${addressOf(c, [["keys", "host"]])}\n---` },
  { name: "GitHub, GitLab, forums: a picture and a link", note: "They show no frames. The picture is that of the scenario as it is: with other settings there is the link alone.", write: linked },
];
