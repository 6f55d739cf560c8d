package browser

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
)

// bidi is a session of WebDriver BiDi (https://www.w3.org/TR/webdriver-bidi/), which asks one thing after another and reads no events.
type bidi struct {
	socket *websocket.Conn
	last   int // number of the last command
}

// dial begins a session at the address that a browser prints: ws://127.0.0.1:….
func dial(ctx context.Context, address string) (*bidi, error) {
	socket, _, err := websocket.Dial(ctx, address+"/session", nil)
	if err != nil {
		return nil, err
	}
	socket.SetReadLimit(64 << 20)
	b := &bidi{socket: socket}
	return b, b.call(ctx, "session.new", map[string]any{"capabilities": map[string]any{}}, nil)
}

// call sends a command and reads its result, within patience.
func (b *bidi) call(ctx context.Context, method string, params, result any) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	b.last++
	if err := wsjson.Write(ctx, b.socket, map[string]any{"id": b.last, "method": method, "params": params}); err != nil {
		return err
	}
	for {
		var m struct {
			ID      int
			Error   string
			Message string
			Result  json.RawMessage
		}
		if err := wsjson.Read(ctx, b.socket, &m); err != nil {
			return err
		}
		switch {
		case m.ID != b.last: // an event
		case m.Error != "":
			return errors.New(method + ": " + m.Error + ": " + m.Message)
		case result != nil:
			return json.Unmarshal(m.Result, result)
		default:
			return nil
		}
	}
}

// close ends the session.
func (b *bidi) close() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	b.call(ctx, "session.end", map[string]any{}, nil) //nolint:errcheck // its process is ended all the same
	b.socket.CloseNow()                               //nolint:errcheck // likewise
}
