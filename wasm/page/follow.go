//go:build js && wasm

package page

import (
	"strconv"
	"time"

	"overlap/chart/svg"
	"overlap/site/view"
)

// followed is the panel about the followed task.
type followed struct {
	panel element
	html  string // its inside
}

// follow follows a task, or none, and adds that to the history.
func (p *Page) follow(ref view.TaskRef) {
	if ref == p.state.Follow {
		return
	}
	p.closeGuess()
	p.writeAddress("replaceState") // going back returns to the present state
	p.state.Follow = ref
	if panel, t := ref.Find(p.picture.results); t != nil {
		if spot, drawn := p.picture.layout.SpotOf(panel, t.ID); drawn {
			p.picture.spot = &spot
		}
	}
	p.showFollowed()
	p.drawOverlay()
	p.fillPanel()
	p.writeAddress("pushState")
}

// followHit follows the task at a place of the picture: that which holds a resource where the place is in its lane.
func (p *Page) followHit(hit svg.Hit) {
	id := hit.Task
	if hit.Hold != nil {
		id = hit.Hold.Task
	}
	if id != 0 {
		p.follow(view.RefOf(p.picture.results, hit.Panel, id))
	}
}

// unfollow follows no task. A focus that was in the panel goes to the picture.
func (p *Page) unfollow() {
	inside := closest(asElement(document().Get("activeElement")), "#followed") != nil
	p.follow(view.TaskRef{})
	if inside {
		p.timeline.Focus()
	}
}

// showFollowed writes the panel about the followed task.
func (p *Page) showFollowed() {
	if p.picture.forgotten {
		return
	}
	html := ""
	if p.state.Follow.Task != 0 {
		html = view.Followed(p.picture.results, p.picture.layout, p.state.Follow)
	}
	if html == p.followed.html {
		return
	}
	inside := closest(asElement(document().Get("activeElement")), "#followed") != nil
	p.followed.html = html
	p.followed.panel.SetInnerHTML(html)
	setVisible(p.followed.panel, html != "")
	if inside && html != "" {
		p.followed.panel.Focus()
	}
}

// goTo moves the playhead to the instant that a button names, and shows the code of the variant that it names.
func (p *Page) goTo(b element) {
	at, _ := strconv.ParseInt(b.GetAttribute("data-at"), 10, 64)
	p.step(p.player.Seek(time.Duration(at)))
	if variant := b.GetAttribute("data-code"); variant != "" {
		p.chooseVariant(variant)
		p.showCodeTab()
	}
}

// drawOverlay draws what the reader asked to see over the picture, and says it in words below.
func (p *Page) drawOverlay() {
	pic := &p.picture
	if pic.forgotten {
		return
	}
	if p.state.Critical && pic.critical == nil {
		pic.critical = view.CriticalPaths(pic.results)
	}
	if over := view.Overlay(pic.results, pic.layout, p.state, pic.critical, pic.spot); over != pic.overlay {
		pic.overlay = over
		if g := asElement(p.chart.Call("querySelector", ".chart-overlay")); g != nil {
			g.SetInnerHTML(over)
		}
	}
	words := ""
	if p.state.Critical {
		words = view.Critical(pic.results, pic.critical, p.state.Instance.ShowsCritical())
	}
	p.write("critical", words)
	p.showPressed("wakes", p.state.Wakes)
	p.showPressed("critical", p.state.Critical)
}

func (p *Page) showPressed(action string, on bool) {
	if !p.insides.replace("pressed "+action, strconv.FormatBool(on)) {
		return
	}
	for _, b := range elements(document(), `[data-action="`+action+`"]`) {
		b.SetAttribute("aria-pressed", strconv.FormatBool(on))
	}
}

// toggle switches what is seen over the picture, and adds that to the history.
func (p *Page) toggle(on *bool) {
	p.writeAddress("replaceState")
	*on = !*on
	p.drawOverlay()
	p.writeAddress("pushState")
}

// atTimeline reports whether the picture has the focus.
func (p *Page) atTimeline() bool {
	return document().Get("activeElement").Equal(p.timeline.Value)
}

// keyInTimeline moves from bar to bar with the arrow keys, and follows the bar's task with Enter.
func (p *Page) keyInTimeline(k key) bool {
	pic := &p.picture
	if pic.layout == nil || pic.forgotten || !p.atTimeline() || k.ShiftKey() {
		return false
	}
	switch name := k.Key(); name {
	case "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown":
		spot := svg.Spot{}
		if pic.spot != nil {
			spot = pic.layout.Move(*pic.spot, name)
		}
		pic.spot = &spot
		p.drawOverlay()
		p.heard.SetInnerHTML(view.Said(pic.results, pic.layout, pic.spot))
	case "Enter":
		hit, ok := pic.layout.HitAt(pic.spot)
		if !ok {
			return false
		}
		p.followHit(hit)
		p.followed.panel.Focus()
	default:
		return false
	}
	k.PreventDefault()
	return true
}
