// Runs one program at a time, and ends what does not end by itself.
import type { Outcome, Program } from "./messages";
import { Room } from "./room";
import { fetchParts, type Parts } from "./runtime";

/** How long a program may compute, in milliseconds. The bounds inside end most of them earlier. */
const patience = 30_000;

/** What is told of a run. */
export interface Watcher {
  loading(share: number): void;
  running(): void;
  printed(text: string): void;
  ended(outcome: Outcome): void;
}

export class Interpreter {
  #parts: Promise<Parts> | undefined;
  #room: Room | undefined;
  #clock = 0;
  #turn = 0; // which run it is: what an earlier run still says does not count
  #watcher: Watcher | undefined; // of the last program, which may say something after a forged end; undefined when it was abandoned
  #running = false;

  constructor(private readonly place: HTMLElement) {}

  /** Runs a program, of which watcher is told; what ran before is ended. */
  async run(program: Program, watcher: Watcher): Promise<void> {
    this.abandon();
    const turn = this.#turn;
    this.#watcher = watcher;
    this.#running = true;
    try {
      this.#parts ??= fetchParts(this.place.dataset, (share) => this.#watcher?.loading(share));
      const { code, runtime } = await this.#parts;
      if (turn !== this.#turn) return;
      this.#room ??= this.#open(code, runtime);
      watcher.loading(1);
      await this.#room.run(program);
    } catch (problem) {
      this.#parts = undefined;
      if (turn === this.#turn) this.#fail(`Python could not be loaded (${problem instanceof Error ? problem.message : problem}). Check the connection and run again.`);
      return;
    }
    if (turn !== this.#turn) return;
    watcher.running();
    this.#clock = window.setTimeout(() => this.#fail(`The program computed for more than ${patience / 1000} seconds in one go, such as in a function of the library, and was ended.`, "limit"), patience);
  }

  /** Ends the program that runs, if one does, and tells nobody. */
  abandon(): void {
    this.#turn++;
    this.#watcher = undefined;
    if (!this.#running) return;
    this.#running = false;
    clearTimeout(this.#clock);
    this.#close();
  }

  #close(): void {
    this.#room?.close();
    this.#room = undefined;
  }

  /** Ends the program that runs. */
  stop(): void {
    this.#fail("Stopped.", "limit");
  }

  #open(code: string, runtime: Parts["runtime"]): Room {
    return new Room(this.place, code, runtime, {
      printed: (text) => this.#watcher?.printed(text),
      ended: (outcome) => this.#end(outcome),
      failed: (why) => this.#fail(`The interpreter ended: ${why}`),
    });
  }

  #end(outcome: Outcome): void {
    clearTimeout(this.#clock);
    this.#turn++;
    if (!this.#running) return;
    this.#running = false;
    this.#watcher?.ended(outcome);
  }

  /** Ends the program with its room: the next one gets another. */
  #fail(text: string, how: Outcome["how"] = "error"): void {
    this.#close();
    this.#end({ how, text, line: 0, seconds: 0, notes: [], trace: "" });
  }
}
