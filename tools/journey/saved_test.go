package journey

import (
	"strconv"
	"testing"

	"overlap/tools/browser"
)

// save saves the present settings under a name.
func (l *learner) save(name string) {
	l.t.Helper()
	l.Type("#save-name", name)
	l.Click(`[data-action="save"]`)
	l.WaitText("#status", "“"+name+"”")
	l.hasSaved(name)
}

// hasSaved waits until a name is among the saved ones.
func (l *learner) hasSaved(name string) {
	l.t.Helper()
	l.WaitFor(`document.querySelector("#saved [data-name='` + name + `']")`)
}

// saved returns the selector of a button in the list of saved settings.
func saved(name, action string) string {
	return `#saved [data-name="` + name + `"] [data-action="` + action + `"]`
}

// testSave saves, reloads, loads, renames, deletes, and undoes the deletion.
func testSave(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/?db=400ms")
	l.save("slow db")
	l.Click(`[data-action="reset"]`)
	l.showsTotals("1.12 s", "310 ms")
	l.open("/s/fanout/")
	l.hasSaved("slow db")
	l.Click(saved("slow db", "load"))
	l.WaitText("#status", "“slow db” is loaded")
	l.showsModel(modelOf(t, "fanout", "db=400ms"))

	l.Click(saved("slow db", "rename"))
	equal(t, "focus", browser.Eval[string](l.Page, "document.activeElement.id"), "new-name")
	l.Type("#new-name", "Größe <1>")
	l.Press("Enter")
	l.hasSaved("Größe <1>")
	equal(t, "names", l.Count("#saved li"), 1)
	l.open("/s/fanout/")
	l.hasSaved("Größe <1>")

	l.Click(saved("Größe <1>", "delete"))
	l.WaitFor(`!document.querySelector("#saved li")`)
	l.Click(`[data-action="undo"]`)
	l.hasSaved("Größe <1>")
	l.Click(saved("Größe <1>", "delete"))
	l.WaitFor(`!document.querySelector("#saved li")`)
	l.open("/s/fanout/")
	l.save("another")
	equal(t, "names", l.Count("#saved li"), 1)
}

// testTwoTabs saves, renames and deletes in one tab, reads Go, declines to guess and opens a lesson, and sees each in the other.
func testTwoTabs(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/?db=400ms")
	other := &learner{l.Sibling(), t, w.site}
	other.open("/s/fanout/")
	l.save("mine")
	other.hasSaved("mine")
	other.Click(saved("mine", "rename"))
	other.Type("#new-name", "ours")
	other.Press("Enter")
	l.hasSaved("ours")
	l.Click(saved("ours", "delete"))
	other.WaitFor(`!document.querySelector("#saved li")`)

	l.Click("#tab-go")
	other.seesPanel("go")
	l.Click("#tab-log")
	other.seesPanel("go")
	l.Click("#tab-py")
	other.seesPanel("py")
	declined := func(want bool) {
		other.WaitFor(`document.querySelector("#guesses-on").checked === ` + strconv.FormatBool(!want))
	}
	l.Press("?")
	l.Click("#guesses-on")
	declined(false)
	other.open("/s/race/?guess=ask")
	l.Click("#guesses-on")
	declined(true)
	other.answers()
	l.Click(`[data-action="close-keys"]`)
	other.Open(w.site + "/")
	equal(t, "hello was opened", other.Count(`[data-id="hello"][data-visited]`), 0)
	l.open("/s/hello/")
	other.WaitFor(`document.querySelector('[data-id="hello"][data-visited]')`)
}

// testSaveRefused saves without a name, and under a name that is taken.
func testSaveRefused(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	l.Click(`[data-action="save"]`)
	l.WaitText("#status", "name")
	equal(t, "focus", browser.Eval[string](l.Page, "document.activeElement.id"), "save-name")
	l.save("mine")
	l.Click(`.presets a[href="?db=400ms"]`)
	l.showsTotals("1.72 s", "460 ms")
	l.save("mine") // replaces, and can be taken back
	l.Click(`[data-action="undo"]`)
	l.WaitText("#status", "is as it was")
	l.Click(saved("mine", "load"))
	l.showsTotals("1.12 s", "310 ms")
}

// testDamaged finds a saved file that something else has written over.
func testDamaged(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/?db=400ms")
	l.save("mine")
	l.Open(l.site + "/") // the database is closed
	changed := browser.Eval[int](l.Page, `(`+damageJS+`)()`)
	if changed == 0 {
		t.Fatal("nothing was damaged")
	}
	l.open("/s/fanout/")
	l.hasSaved("mine")
	l.Click(saved("mine", "load"))
	l.WaitText("#status", "damaged")
	l.showsTotals("1.12 s", "310 ms")
	l.Type("#f-db", "400ms")
	l.showsTotals("1.72 s", "460 ms") // the page is alive
	l.Click(saved("mine", "delete"))
	l.WaitFor(`!document.querySelector("#saved li")`)
	l.save("mine")
}

// damageJS overwrites the last byte of every file with content in every database, and returns how many there were.
const damageJS = `async () => {
	const promise = request => new Promise((yes, no) => { request.onsuccess = () => yes(request.result); request.onerror = () => no(request.error); });
	let changed = 0;
	for (const {name} of await indexedDB.databases()) {
		const db = await promise(indexedDB.open(name));
		for (const store of db.objectStoreNames) {
			const files = db.transaction(store, "readwrite").objectStore(store);
			const keys = await promise(files.getAllKeys());
			for (const key of keys) {
				const value = await promise(files.get(key));
				if (!(value instanceof Uint8Array) || value.length === 0) continue;
				value[value.length - 1] ^= 1;
				await promise(files.keyPath === null ? files.put(value, key) : files.put(value));
				changed++;
			}
		}
		db.close();
	}
	return changed;
}`

// testQuota fills the browser's storage up, as another page of the same site might.
func testQuota(t *testing.T, w *world) {
	l := w.learner(t)
	l.Quota(l.site, 5<<20)
	l.open("/s/fanout/?db=400ms")
	l.save("before")
	browser.Eval[*int](l.Page, `(`+fillJS+`)()`)
	l.Quota(l.site, 1) // a database that tidies up makes room again below the bound before
	l.Type("#save-name", "too much")
	l.Click(`[data-action="save"]`)
	l.WaitText("#status", "no space left")
	l.showsTotals("1.72 s", "460 ms")
	equal(t, "names", l.Count("#saved li"), 1)
	l.open("/s/fanout/")
	l.Click(saved("before", "load"))
	l.showsTotals("1.72 s", "460 ms")
}

// fillJS stores smaller and smaller pieces until the browser refuses even a byte.
const fillJS = `async () => {
	const promise = request => new Promise((yes, no) => { request.onsuccess = () => yes(request.result); request.onerror = () => no(request.error); });
	const opening = indexedDB.open("somebody else's");
	opening.onupgradeneeded = () => opening.result.createObjectStore("files", {autoIncrement: true});
	const db = await promise(opening);
	for (let size = 1 << 20; size >= 1; ) {
		const piece = Uint8Array.from({length: size}, () => Math.random() * 256); // what compresses well would not fill it
		const fits = await new Promise(done => {
			const transaction = db.transaction("files", "readwrite");
			transaction.oncomplete = () => done(true);
			transaction.onabort = () => done(false);
			transaction.objectStore("files").add(piece);
		});
		if (!fits) size /= 2;
	}
	db.close();
}`
