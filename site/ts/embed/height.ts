// Tells hosts how high the picture is, and makes do with less where nobody answers.
import { framed, secret, tell, tellOther } from "./host";

/** How long a host may take to give the frame its height before the picture fits itself into what there is. */
const patience = 700;

/** Tells the height now and whenever it changes. The result tells it once more. */
export function tellHeight(main: HTMLElement): () => void {
  const root = document.documentElement;
  let told = 0;
  let waiting = 0;

  function fit(): void {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const before = root.hasAttribute("data-fit");
      // The picture's window then has another height: the program names anew what is below the window's edge.
      if (root.toggleAttribute("data-fit", framed && innerHeight < told - 8) !== before) dispatchEvent(new Event("resize"));
    }, patience);
  }
  function measure(): void {
    if (root.hasAttribute("data-fit")) return; // its height is the window's
    const height = Math.ceil(main.getBoundingClientRect().bottom + scrollY);
    if (height === told || height < 20) return;
    told = height;
    tell("height", { height, subject: "lti.frameResize" }); // Canvas reads the subject, Observable the height
    if (secret !== undefined) tellOther({ message: "height", value: height, secret }); // WordPress
    tellOther({ context: "h5p", action: "resize", height }); // where H5P's resizer is
    fit();
  }
  new ResizeObserver(measure).observe(main);
  addEventListener("load", measure);
  addEventListener("resize", () => {
    if (innerHeight >= told - 8) root.removeAttribute("data-fit");
    fit();
  });
  measure();
  setTimeout(measure); // a hidden frame has no observers
  return () => {
    told = 0;
    document.documentElement.removeAttribute("data-fit");
    measure();
  };
}
