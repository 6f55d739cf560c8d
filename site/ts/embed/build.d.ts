// What the build puts into the scripts of embedded pictures.

/** The names of view.EmbedSettings. */
declare const EMBED: string[];
