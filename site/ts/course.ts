// The part of a file that is in a course: the reader is asked, answers once, and the course has what the answer is worth.
import { type Answer, Session } from "./scorm";

/** A course around the file. Without a platform that listens it goes on, and says so. */
export class Course {
  #session = Session.begin();
  #over = this.#session?.over ?? false; // the answer was given
  #said = document.createElement("p");

  /** Returns the settings to show: as the reader left them, or as the file was made. Who has answered is not asked again. */
  query(made: string): string {
    const query = new URLSearchParams(this.#session?.kept || made);
    if (this.#over && !query.has("guess")) {
      query.delete("exam");
      query.set("guess", "off");
      query.set("links", "no");
    }
    return query.toString();
  }

  /** Tells the reader how the answer counts, and takes it from the program of the page. */
  begin(main: HTMLElement): void {
    main.dataset["embed"] = ""; // has the program tell what happens
    this.#said.className = "graded";
    this.#said.setAttribute("role", "status");
    document.querySelector("#guess")!.after(this.#said);
    document.addEventListener("overlap-change", (event) => this.#session?.keep((event as CustomEvent<{ query: string }>).detail.query));
    document.addEventListener("overlap-predict", (event) => this.#answered((event as CustomEvent<Answer>).detail));
    this.#sayMarking();
  }

  /** Says what there is to answer, when the program has drawn the page. */
  ready(): void {
    if (document.querySelector("[data-guess] .question")) return this.#sayMarking();
    if (this.#over) return this.#say(`Your course has your answer: ${this.#session!.points} of 100 points.`);
    this.#session?.seen();
    this.#say("There is nothing to answer here. Your course knows that you have seen it.");
  }

  #answered(answer: Answer): void {
    const session = this.#session;
    if (this.#over) return;
    this.#over = true;
    const taken = session?.answered(answer);
    this.#say(`${answer.points} of 100 points. ${taken ? "Your course has them." : "Your course did not take them: tell your teacher."}`);
  }

  #sayMarking(): void { this.#say(MARKING[document.querySelector("#guess-at") ? "time" : "choice"]); }

  #say(text: string): void {
    this.#said.textContent = this.#session ? text : `${text} No course is listening, so nothing is reported.`;
  }
}
