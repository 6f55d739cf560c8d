package browser

import (
	"context"
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// locateJS finds where a user could click an element. chromedp's own Click asks less: it clicks on what
// is covered, and holds on to a node that a page which redraws has replaced.
//
//go:embed locate.js
var locateJS string

// spot is the result of locateJS, in CSS pixels.
type spot struct {
	X, Y, Left, Top, Width, Height float64
	Problem                        string // why the element cannot be clicked now
}

// locate waits until an element is in view, at rest and not covered, and returns where it is.
func (p *Page) locate(step, selector string) spot {
	p.t.Helper()
	var at, before spot
	p.poll(step, func() (bool, string) {
		var err error
		before = at
		at, err = run(p, chromedp.Evaluate[spot]("("+locateJS+")("+quote(selector)+")"))
		switch {
		case err != nil:
			return false, err.Error()
		case at.Problem != "":
			return false, at.Problem
		}
		return at == before, "it does not stand still"
	})
	return at
}

// Hover moves the mouse over an element.
func (p *Page) Hover(selector string) {
	p.t.Helper()
	at := p.locate("hover over "+selector, selector)
	p.do("hover over "+selector, chromedp.MouseEvent(chromedp.MouseMoved, at.X, at.Y))
}

// HoverAt moves the mouse over a point of an element, given in fractions of its width and height.
func (p *Page) HoverAt(selector string, x, y float64) {
	p.t.Helper()
	at := p.pointOf("hover over "+selector, selector, x, y)
	p.do("hover over "+selector, chromedp.MouseEvent(chromedp.MouseMoved, at[0], at[1]))
}

// ClickAt clicks a point of an element, given in fractions of its width and height.
func (p *Page) ClickAt(selector string, x, y float64) {
	p.t.Helper()
	at := p.pointOf("click "+selector, selector, x, y)
	p.clickAt("click "+selector, at[0], at[1])
}

// DragAt drags the mouse from one point of an element to another, both given in fractions of its width and height.
func (p *Page) DragAt(selector string, x1, y1, x2, y2 float64) {
	p.t.Helper()
	step := "drag over " + selector
	from := p.pointOf(step, selector, x1, y1)
	to := p.pointOf(step, selector, x2, y2)
	p.do(step, chromedp.MouseEvent(chromedp.MouseMoved, from[0], from[1]), chromedp.MouseEvent(chromedp.MousePressed, from[0], from[1], chromedp.ButtonLeft, chromedp.ClickCount(1)),
		chromedp.MouseEvent(chromedp.MouseMoved, to[0], to[1], chromedp.ButtonLeft), chromedp.MouseEvent(chromedp.MouseReleased, to[0], to[1], chromedp.ButtonLeft, chromedp.ClickCount(1)))
}

// pointOf scrolls to a point of an element that is in view and at rest, and returns where in the window it is.
func (p *Page) pointOf(step, selector string, x, y float64) []float64 {
	p.t.Helper()
	p.locate(step, selector)
	return Eval[[]float64](p, onElement(selector, fmt.Sprintf(scrollToPointJS, x, y)))
}

// scrollToPointJS scrolls what scrolls around the element e until a point of e is in the middle, and returns where in the
// window the point is then. An element that is higher than the box it scrolls in is not all in view at once.
const scrollToPointJS = `(() => {
	const point = () => (b => [b.left + %g * b.width, b.top + %g * b.height])(e.getBoundingClientRect());
	for (let around = e.parentElement; around !== document.body; around = around.parentElement) {
		if (getComputedStyle(around).overflowY !== "auto") continue;
		const box = around.getBoundingClientRect();
		around.scrollTop += point()[1] - box.top - box.height / 2;
	}
	return point();
})()`

// Click clicks an element with the mouse.
func (p *Page) Click(selector string) {
	p.t.Helper()
	at := p.locate("click "+selector, selector)
	p.clickAt("click "+selector, at.X, at.Y)
}

func (p *Page) clickAt(step string, x, y float64) {
	p.t.Helper()
	p.do(step, chromedp.MouseEvent(chromedp.MouseMoved, x, y), chromedp.MouseClickXY(x, y))
}

// Drag presses the mouse on a point of an element, given in fractions of its width and height, and releases it on another.
func (p *Page) Drag(selector string, fromX, fromY, toX, toY float64) {
	p.t.Helper()
	step := "drag over " + selector
	p.HoverAt(selector, fromX, fromY)
	box := Eval[[]float64](p, onElement(selector, `(b => [b.left, b.top, b.width, b.height])(e.getBoundingClientRect())`))
	at := func(x, y float64) (float64, float64) { return box[0] + x*box[2], box[1] + y*box[3] }
	x, y := at(fromX, fromY)
	p.do(step, chromedp.MouseEvent(chromedp.MousePressed, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1)))
	for _, part := range []float64{0.3, 1} {
		x, y = at(fromX+part*(toX-fromX), fromY+part*(toY-fromY))
		p.do(step, chromedp.MouseEvent(chromedp.MouseMoved, x, y, chromedp.ButtonLeft))
	}
	p.do(step, chromedp.MouseEvent(chromedp.MouseReleased, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1)))
}

// Swipe puts a finger on a point of an element, given in fractions of its width and height, and lifts it at another. The browser may
// take it for scrolling.
func (p *Page) Swipe(selector string, fromX, fromY, toX, toY float64) {
	p.t.Helper()
	step := "swipe over " + selector
	from := p.pointOf(step, selector, fromX, fromY)
	box := Eval[[]float64](p, onElement(selector, `(b => [b.width, b.height])(e.getBoundingClientRect())`))
	finger := func(typ input.DispatchTouchEventType, at ...*input.TouchPoint) chromedp.Action[chromedp.Void] {
		return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: typ, TouchPoints: at})
			return err
		})
	}
	steps := []chromedp.Action[chromedp.Void]{finger(input.DispatchTouchEventTypeTouchStart, &input.TouchPoint{X: from[0], Y: from[1]})}
	for _, part := range []float64{0.1, 0.3, 0.6, 1} {
		at := &input.TouchPoint{X: from[0] + part*(toX-fromX)*box[0], Y: from[1] + part*(toY-fromY)*box[1]}
		steps = append(steps, finger(input.DispatchTouchEventTypeTouchMove, at))
	}
	p.do(step, append(steps, finger(input.DispatchTouchEventTypeTouchEnd))...)
}

// DoubleClick clicks an element twice with the mouse.
func (p *Page) DoubleClick(selector string) {
	p.t.Helper()
	at := p.locate("double-click "+selector, selector)
	p.do("double-click "+selector, chromedp.MouseClickXY(at.X, at.Y), chromedp.MouseClickXY(at.X, at.Y, chromedp.ClickCount(2)))
}

// Wheel turns the wheel over a point of an element, given in fractions of its width and height, by so many pixels: down,
// or up when they are negative. With ctrl the key is down meanwhile.
func (p *Page) Wheel(selector string, x, y, pixels float64, ctrl bool) {
	p.t.Helper()
	step := "turn the wheel over " + selector
	p.HoverAt(selector, x, y)
	at := Eval[[]float64](p, onElement(selector, fmt.Sprintf(`(b => [b.left + %g * b.width, b.top + %g * b.height])(e.getBoundingClientRect())`, x, y)))
	turn := []chromedp.MouseOption{func(e *input.DispatchMouseEventParams) {
		e.DeltaX, e.DeltaY = 1e-6, pixels // Chromium asks for both, and 0 would not be sent
	}}
	if !ctrl {
		p.do(step, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseWheel, at[0], at[1], turn...))
		return
	}
	key := func(typ input.DispatchKeyEventType, modifiers int64) chromedp.Action[chromedp.Void] {
		return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, input.DispatchKeyEvent, input.DispatchKeyEventParams{
				Type: typ, Key: "Control", Code: "ControlLeft", WindowsVirtualKeyCode: 17, Modifiers: modifiers})
			return err
		})
	}
	turn = append(turn, chromedp.ButtonModifiers(chromedp.ModifierCtrl))
	p.do(step, key(input.DispatchKeyEventTypeRawKeyDown, int64(chromedp.ModifierCtrl)),
		chromedp.MouseEvent(input.DispatchMouseEventTypeMouseWheel, at[0], at[1], turn...), key(input.DispatchKeyEventTypeKeyUp, 0))
}

// Type clicks a field, selects its content and types text instead, key by key. The field's change event comes when it is left
// or Enter is pressed, as for a user: Press("Tab").
func (p *Page) Type(selector, text string) {
	p.t.Helper()
	p.Click(selector)
	selectAll := chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, input.DispatchKeyEvent, input.DispatchKeyEventParams{
			Type: input.DispatchKeyEventTypeRawKeyDown, Key: "a", Code: "KeyA", WindowsVirtualKeyCode: 'A',
			Modifiers: int64(chromedp.ModifierCtrl), Commands: []string{"selectAll"},
		})
		return err
	})
	if text == "" {
		text = kb.Delete
	}
	p.do("type "+quote(text)+" into "+selector, selectAll, pressKeys(text))
}

// Press presses keys one after the other, on what has the focus. A key is a character, "Space", or a
// name as in KeyboardEvent.key ("ArrowRight"), with modifiers before it ("Ctrl+Shift+ArrowRight").
func (p *Page) Press(keys ...string) {
	p.t.Helper()
	for _, key := range keys {
		code, modifiers, ok := parseKey(key)
		if !ok {
			p.t.Fatalf("browser: press %s: there is no such key", key)
		}
		p.do("press "+key, pressKeys(code, modifiers...))
	}
}

// pressKeys presses and releases the key of each character. The character goes along with its key, so that a page which prevents
// the key prevents the character, too: chromedp's KeyEvent sends it apart, and it is typed in any case.
func pressKeys(keys string, modifiers ...chromedp.Modifier) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		for _, r := range keys {
			events := kb.Encode(r)
			down, up := events[0], events[len(events)-1]
			for _, m := range modifiers {
				down.Modifiers |= int64(m)
				up.Modifiers |= int64(m)
			}
			if len(events) == 3 && down.Modifiers&^int64(chromedp.ModifierShift) == 0 {
				down.Text, down.UnmodifiedText = events[1].Text, events[1].UnmodifiedText
			}
			for _, event := range []*input.DispatchKeyEventParams{down, up} {
				if _, err := cdp.Call(ctx, target, input.DispatchKeyEvent, *event); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func parseKey(key string) (code string, modifiers []chromedp.Modifier, ok bool) {
	for {
		name, rest, more := strings.Cut(key, "+")
		if !more || rest == "" {
			break
		}
		modifier, known := map[string]chromedp.Modifier{
			"Shift": chromedp.ModifierShift, "Ctrl": chromedp.ModifierCtrl, "Alt": chromedp.ModifierAlt, "Meta": chromedp.ModifierMeta,
		}[name]
		if !known {
			return "", nil, false
		}
		modifiers, key = append(modifiers, modifier), rest
	}
	if len([]rune(key)) == 1 {
		return key, modifiers, true
	}
	code, ok = map[string]string{
		"Space": " ", "Enter": kb.Enter, "Tab": kb.Tab, "Escape": kb.Escape, "Backspace": kb.Backspace, "Delete": kb.Delete,
		"Home": kb.Home, "End": kb.End, "PageUp": kb.PageUp, "PageDown": kb.PageDown,
		"ArrowLeft": kb.ArrowLeft, "ArrowRight": kb.ArrowRight, "ArrowUp": kb.ArrowUp, "ArrowDown": kb.ArrowDown,
	}[key]
	return code, modifiers, ok
}

// SetRange moves a slider to a value as a user does, with real events: by a click near the value, then by arrow keys.
func (p *Page) SetRange(selector string, value float64) {
	p.t.Helper()
	const nudges = 300
	step := "set " + selector + " to " + strconv.FormatFloat(value, 'g', -1, 64)
	bounds := Eval[[]float64](p, onElement(selector, "[+(e.min || 0), +(e.max || 100)]"))
	if len(bounds) != 2 || value < bounds[0] || value > bounds[1] {
		p.fail(step, "no slider matches, or its range has no such value")
	}
	at := p.locate(step, selector)
	fraction := (value - bounds[0]) / max(bounds[1]-bounds[0], math.SmallestNonzeroFloat64)
	thumb := min(at.Height, at.Width) // a thumb is about as wide as the control is high
	p.clickAt(step, at.Left+thumb/2+fraction*(at.Width-thumb), at.Y)
	before := math.NaN()
	for range nudges {
		now, err := strconv.ParseFloat(p.Value(selector), 64)
		switch {
		case err != nil || now == before:
			p.fail(step, "it stays at "+p.Value(selector))
		case now == value:
			return
		case (now < value) != (before < value) && !math.IsNaN(before):
			p.fail(step, "its steps pass it by, from "+strconv.FormatFloat(before, 'g', -1, 64)+" to "+p.Value(selector))
		}
		before = now
		p.Press(choose(now < value, "ArrowRight", "ArrowLeft"))
	}
	p.fail(step, "it is only at "+p.Value(selector)+" after "+strconv.Itoa(nudges)+" key presses")
}
