package browser

import (
	"strings"

	"github.com/chromedp/chromedp"

	"overlap/internal/artifact"
)

// artifacts is the folder for pictures among the artefacts.
const artifacts = "browser"

// PNG returns a picture of the whole page, not only of the visible part.
func (p *Page) PNG() []byte {
	p.t.Helper()
	picture, err := run(p, chromedp.FullScreenshot(100))
	if err != nil {
		p.fail("take a picture", err.Error())
	}
	return picture
}

// PDF prints the page on A4, as the browser's print command does.
func (p *Page) PDF() []byte {
	p.t.Helper()
	file, err := run(p, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
	if err != nil {
		p.fail("print", err.Error())
	}
	return file
}

// Screenshot keeps a picture of the whole page among the artefacts, as browser/<name>.png, and returns
// its path. Pictures are for people: no test compares them, because fonts differ between machines.
func (p *Page) Screenshot(name string) string {
	p.t.Helper()
	path, err := artifact.Write(artifacts, strings.TrimSuffix(name, ".png")+".png", p.PNG())
	if err != nil {
		p.t.Fatalf("browser: %v", err)
	}
	p.t.Logf("picture: %s", path)
	return path
}
