package browser

// CountMemory has the documents that the page opens from now on keep a list of the WebAssembly instances they make, for
// ProgramMemory. (Chromium's own search for such objects, Runtime.queryObjects, does not return on the site's pages.)
func (p *Page) CountMemory() {
	p.t.Helper()
	p.BeforeScripts(`{
		const made = window.wasmInstances = [];
		for (const name of ["instantiate", "instantiateStreaming"]) {
			const instantiate = WebAssembly[name];
			WebAssembly[name] = async (...given) => {
				const result = await instantiate.apply(WebAssembly, given);
				made.push(result.instance ?? result);
				return result;
			};
		}
	}`)
}

// ProgramMemory returns the bytes of the WebAssembly memories in a page that CountMemory was called for. Such a memory never
// shrinks, so that this is also the most that the page's program has had.
func (p *Page) ProgramMemory() int {
	p.t.Helper()
	return Eval[int](p, `[...new Set(wasmInstances.flatMap(instance => Object.values(instance.exports).filter(e => e instanceof WebAssembly.Memory)))].reduce((sum, memory) => sum + memory.buffer.byteLength, 0)`)
}
