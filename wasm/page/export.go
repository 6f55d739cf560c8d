//go:build js && wasm

package page

import (
	"syscall/js"
	"time"

	"overlap/chart/svg"
	"overlap/site/view"
)

// exportAs hands out the run in a form, or as a picture as it is seen.
func (p *Page) exportAs(form string) {
	p.showDialog("export", false)
	if p.picture.forgotten {
		p.showStatus("The next run is under way: export it when it is there.")
		return
	}
	if picture := &p.picture; !picture.lined { // which files name
		picture.whenLined = func() { p.exportAs(form) }
		return
	}
	switch form {
	case "print":
		js.Global().Call("print")
	case "svg":
		p.saveFile(form, blobOf(js.ValueOf(p.pictureFile()), "image/svg+xml"))
	case "png":
		p.savePNG()
	default:
		p.exportRecords(form)
	}
}

// exportRecords hands out what happened in the run.
func (p *Page) exportRecords(form string) {
	p.withCode("export", func() {
		if form == "perfetto" {
			p.openPerfetto()
			return
		}
		types := map[string]string{"csv": "text/csv", "jsonl": "application/jsonl", "perfetto.json": "application/json"}
		p.saveFile(form, blobOf(bytesOf(view.Export(p.picture.results, form, p.origin())), types[form]))
	}, func() {
		p.showStatus("What writes this file could not be loaded. Check the connection and try again.")
	})
}

// origin returns where the run that is shown was made.
func (p *Page) origin() view.Origin {
	if p.real.shown || p.state.Instance.Recorded() {
		return p.real.origin
	}
	return view.InModel(p.scenario, p.picture.settings)
}

// fileName returns the name of a file about the run that is shown.
func (p *Page) fileName(form string) string {
	if p.real.shown {
		form = view.Alone + "." + form
	}
	st, _ := view.ParseState(p.scenario, p.picture.settings)
	return view.FileName(st, form)
}

// pictureFile returns the picture as a file that has the colours of the page.
func (p *Page) pictureFile() string {
	pic := &p.picture
	colours := js.Global().Call("getComputedStyle", document().Get("documentElement"))
	style := svg.SeenCSS(func(property string) string { return colours.Call("getPropertyValue", property).String() })
	st, _ := view.ParseState(p.scenario, pic.settings)
	return view.ExportPicture(pic.results, pic.layout, p.state.Picture, view.Head(st, p.origin()), view.Overlay(pic.results, pic.layout, p.state, pic.critical, nil), style)
}

func blobOf(content js.Value, kind string) js.Value {
	return js.Global().Get("Blob").New([]any{content}, map[string]any{"type": kind})
}

func bytesOf(content []byte) js.Value {
	array := js.Global().Get("Uint8Array").New(len(content))
	js.CopyBytesToJS(array, content)
	return array
}

// saveFile has the browser download a file about the run that is shown.
func (p *Page) saveFile(form string, blob js.Value) { p.saveAs(p.fileName(form), blob) }

// saveAs has the browser download a file, and says so.
func (p *Page) saveAs(name string, blob js.Value) {
	urls, a := js.Global().Get("URL"), document().Call("createElement", "a")
	url := urls.Call("createObjectURL", blob)
	a.Set("href", url)
	a.Set("download", name)
	a.Call("click")
	p.setTimer("saved file", time.Minute, func() { urls.Call("revokeObjectURL", url) })
	p.showStatus("Saved " + name + ".")
}

// finer is how many pixels of a PNG file a pixel of the page has in each direction.
const finer = 2

// savePNG draws the picture's file on a canvas, and saves that. The address of the file is a data: URL, which the content
// security policy allows for pictures, as it does not blob: URLs.
func (p *Page) savePNG() {
	image, canvas := js.Global().Get("Image").New(), document().Call("createElement", "canvas")
	image.Set("onload", p.once(func(js.Value) {
		canvas.Set("width", image.Get("width").Int()*finer)
		canvas.Set("height", image.Get("height").Int()*finer)
		canvas.Call("getContext", "2d").Call("drawImage", image, 0, 0, canvas.Get("width"), canvas.Get("height"))
		canvas.Call("toBlob", p.once(func(blob js.Value) {
			if blob.IsNull() {
				p.showStatus("This browser draws no picture of that size. Save it as SVG.")
				return
			}
			p.saveFile("png", blob)
		}))
	}))
	image.Set("src", "data:image/svg+xml,"+js.Global().Call("encodeURIComponent", p.pictureFile()).String())
}
