package browser

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// Download does what makes the page download a file, and returns the file's name and content when it has arrived.
func (p *Page) Download(do func()) (name string, content []byte) {
	p.t.Helper()
	folder, err := os.MkdirTemp("", "download")
	if err != nil {
		p.fail("download", err.Error())
	}
	defer os.RemoveAll(folder)
	command(p, "allow downloads", browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder, BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID})
	do()
	p.poll("download", func() (bool, string) {
		files, err := os.ReadDir(folder)
		if err != nil || len(files) != 1 || strings.HasSuffix(files[0].Name(), ".crdownload") {
			return false, "no file has arrived"
		}
		name = files[0].Name()
		content, err = os.ReadFile(filepath.Join(folder, name))
		return err == nil, "the file cannot be read"
	})
	return name, content
}

// Upload chooses a file in a field, as a reader does in the browser's dialog.
func (p *Page) Upload(selector, name string, content []byte) {
	p.t.Helper()
	folder, err := os.MkdirTemp("", "upload")
	if err != nil {
		p.fail("upload", err.Error())
	}
	p.t.Cleanup(func() { os.RemoveAll(folder) }) // the page reads the file when it likes
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		p.fail("upload", err.Error())
	}
	p.do("choose the file "+name, chromedp.SetUploadFiles(selector, []string{path}))
}
