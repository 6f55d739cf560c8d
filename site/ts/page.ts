// Runs on every page that has no program of its own: such a page only has to work offline later.
import { workOffline } from "./offline";

workOffline();
