// Runs a Go test program in the page, with the arguments and the environment of the address.
window.ended = (async () => {
  const query = new URL(location.href).searchParams;
  const go = new Go();
  go.argv = ["test", ...query.getAll("arg")];
  for (const pair of query.getAll("env")) {
    const at = pair.indexOf("=");
    go.env[pair.slice(0, at)] = pair.slice(at + 1);
  }
  go.exit = (code) => {
    window.exitCode = code;
  };
  const program = await WebAssembly.instantiateStreaming(fetch("test.wasm"), go.importObject);
  await go.run(program.instance);
})().catch((error) => {
  window.exitCode = String(error);
});
