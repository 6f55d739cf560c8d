// Loads the chunks that the environment names beside each program that node instantiates, as a page does before it runs the program.
const fs = require("fs");
const chunks = process.env.CHUNKS.split(" ").filter((path) => path !== "");
delete process.env.CHUNKS; // Go's memory has little room for an environment
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (bytes, imports) => {
  const program = await instantiate(bytes, imports);
  for (const path of chunks) await instantiate(fs.readFileSync(path), { main: program.instance.exports });
  return program;
};
