package fanout

import (
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/scenarios"
)

// Every sentence of the wire's description is a case here, over pipes and over sockets.

// sent is what a client sends, and what it gets before the server closes.
type sent struct{ service, bytes, want string }

const bob = `"data":{"user":"Bob","product":"Ergonomic Mouse","inventory":7,"recommendations":["usb_hub","webcam"]}}`

var gets = []sent{
	{"db", "GET user:2\n", "Bob\n"},
	{"db", "GET user:2\r\n", "Bob\n"},
	{"db", "  GET user:2 \t \n", "Bob\n"},
	{"db", "GET   user:2\n", "Bob\n"},
	{"db", "GET user:2", "Bob\n"}, // no newline, then half-close
	{"db", "GET user:2\nGET user:1\n", "Bob\n"},
	{"db", "GET user:2\n" + strings.Repeat("x", 1000), "Bob\n"}, // more than is read with the request
	{"cache", "GET user:1\n", "Alice (cached)\n"},
	{"cache", "GET product:10\n", "Mechanical Keyboard (cached)\n"},
	{"cache", "GET user:2\n", "MISS\n"},
	{"db", "GET user:3\n", "NOT_FOUND\n"},
	{"db", "GET user:1\n", "Alice\n"},
	{"db", "GET product:10\n", "Mechanical Keyboard\n"},
	{"db", "GET product:20\n", "Ergonomic Mouse\n"},
	{"db", "GET inventory:10\n", "42\n"},
	{"db", "GET inventory:20\n", "7\n"},
	{"db", "GET recommendations:1\n", "mousepad, wrist_rest\n"},
	{"db", "GET recommendations:2\n", "usb_hub, webcam\n"},
	{"db", "\n", "ERROR bad command\n"},
	{"db", "\r\n", "ERROR bad command\n"},
	{"db", "GET\n", "ERROR bad command\n"},
	{"db", "GET \n", "ERROR bad command\n"},
	{"db", "get user:2\n", "ERROR bad command\n"},
	{"cache", "DELETE user:2\n", "ERROR bad command\n"},
	{"cache", "\x00\xff\xfe\n", "ERROR bad command\n"},
	{"cache", "GET " + strings.Repeat("x", network.MaxLine) + "\n", "ERROR a request is at most 65536 bytes\n"},
	{"db", "", ""}, // came and went
}

var requests = []sent{
	{"api", `{"request_id":2,"user_id":2,"product_id":20,"mode":"concurrent"}` + "\n", `{"request_id":2,"mode":"concurrent","duration_ms":2,` + bob + "\n"},
	{"api", `{"request_id":2,"user_id":2,"product_id":20,"mode":"sequential"}` + "\n", `{"request_id":2,"mode":"sequential","duration_ms":6,` + bob + "\n"},
	{"api", `{"request_id":2,"user_id":2,"product_id":20}` + "\r\n", `{"request_id":2,"mode":"concurrent","duration_ms":2,` + bob + "\n"},
	{"api", ` {"request_id" : 2, "user_id":2,"product_id":20}`, `{"request_id":2,"mode":"concurrent","duration_ms":2,` + bob + "\n"},
	{"api", `{"request_id":-1,"user_id":"2","product_id":" 20 ","extra":[{}],"mode":"concurrent"}` + "\n", `{"request_id":-1,"mode":"concurrent","duration_ms":2,` + bob + "\n"},
	{"api", `{"request_id":true,"user_id":2.9,"product_id":2e1}` + "\n", `{"request_id":1,"mode":"concurrent","duration_ms":2,` + bob + "\n"},
	{"api", `{"user_id":1,"user_id":2,"request_id":0,"product_id":20}` + "\n", `{"request_id":0,"mode":"concurrent","duration_ms":2,` + bob + "\n"},
	{"api", "not json\n", formatError(errNotJSON.Error()) + "\n"},
	{"api", "\n", formatError(errNotJSON.Error()) + "\n"},
	{"api", `{"request_id":2,}` + "\n", formatError(errNotJSON.Error()) + "\n"},
	{"api", "[1]\n", `{"error":"the request must be a JSON object, not an array"}` + "\n"},
	{"api", "null\n", `{"error":"the request must be a JSON object, not null"}` + "\n"},
	{"api", `{"user_id":2,"product_id":20}` + "\n", `{"error":"missing field: request_id"}` + "\n"},
	{"api", `{"request_id":1,"product_id":20}` + "\n", `{"error":"missing field: user_id"}` + "\n"},
	{"api", `{"request_id":1,"user_id":2}` + "\n", `{"error":"missing field: product_id"}` + "\n"},
	{"api", `{"request_id":1,"user_id":2,"product_id":20,"mode":"both"}` + "\n", `{"error":"mode must be 'sequential' or 'concurrent'"}` + "\n"},
	{"api", `{"request_id":1,"user_id":2,"product_id":20,"mode":null}` + "\n", `{"error":"mode must be 'sequential' or 'concurrent'"}` + "\n"},
	{"api", `{"request_id":1,"user_id":"two","product_id":20}` + "\n", `{"error":"user_id must be an integer, such as 2 or \"2\", from -2^53 to 2^53"}` + "\n"},
	{"api", `{"request_id":1,"user_id":null,"product_id":20}` + "\n", `{"error":"user_id must be an integer, such as 2 or \"2\", from -2^53 to 2^53"}` + "\n"},
	{"api", `{"request_id":1,"user_id":1e99,"product_id":20}` + "\n", `{"error":"user_id must be an integer, such as 2 or \"2\", from -2^53 to 2^53"}` + "\n"},
	{"api", "{\"request_id\":\"\xff\"}\n", `{"error":"the request is not UTF-8"}` + "\n"},
	{"api", strings.Repeat("[", 33) + strings.Repeat("]", 33) + "\n", `{"error":"the request is nested deeper than 32 levels"}` + "\n"},
	{"api", `{"x":"` + strings.Repeat("x", network.MaxLine) + `"}` + "\n", `{"error":"a request is at most 65536 bytes"}` + "\n"},
	{"api", strings.Repeat("y", 3*network.MaxLine), `{"error":"a request is at most 65536 bytes"}` + "\n"},
	{"api", `{"request_id":1,"user_id":2,"product_id":999,"mode":"sequential"}` + "\n", `{"error":"product 999 not found"}` + "\n"},
	{"api", `{"request_id":1,"user_id":-9,"product_id":20,"mode":"sequential"}` + "\n", `{"error":"user -9 not found"}` + "\n"},
	{"api", "", ""},
}

// duration is the one thing that only the model knows exactly.
var duration = regexp.MustCompile(`"duration_ms":\d+`)

func TestWire(t *testing.T) {
	for _, a := range backends() {
		t.Run(a.name, func(t *testing.T) {
			exchange(t, a, quick(t), func(task *engine.Task) error {
				for _, c := range append(gets, requests...) {
					got, err := ask(task, c.service, c.bytes)
					want := c.want
					if a.real {
						got, want = duration.ReplaceAllString(got, ""), duration.ReplaceAllString(want, "")
					}
					if err != nil || got != want {
						t.Errorf("%s, sent %.60q:\ngot  %q, %v\nwant %q", c.service, c.bytes, got, err, want)
					}
				}
				return nil
			})
		})
	}
}

// ask sends bytes and a half-close, and returns everything that comes back.
func ask(t *engine.Task, service, bytes string) (string, error) {
	c, err := network.Dial(t, service)
	if err != nil {
		return "", err
	}
	defer c.Close()
	if _, err := c.Write([]byte(bytes)); err != nil {
		return "", err
	}
	if err := c.CloseWrite(); err != nil {
		return "", err
	}
	return readAll(c)
}

func readAll(c *network.Conn) (string, error) {
	var all []byte
	buf := make([]byte, 4096)
	for {
		n, err := c.Read(buf)
		all = append(all, buf[:n]...)
		if errors.Is(err, io.EOF) {
			return string(all), nil
		}
		if err != nil {
			return string(all), err
		}
	}
}

// Concurrently the first of the four to come back empty is the answer: the stock, which asks no cache.
func TestUnknownProductConcurrently(t *testing.T) {
	exchange(t, simulated, quick(t), func(task *engine.Task) error {
		got, err := ask(task, "api", `{"request_id":1,"user_id":2,"product_id":999}`+"\n")
		if want := `{"error":"inventory 999 not found"}` + "\n"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		return err
	})
}

// What goes wrong at a back end is the API's error, and never data. The error stands in the tables of the back ends here,
// because one asked of them over the wire looks the same.
func TestErrorsOfBackendsAreErrors(t *testing.T) {
	for _, mode := range []string{"sequential", "concurrent"} {
		for of, table := range map[string]string{"cache": "cache-data=user:2%3DERROR no request within 10s", "db": "db-data=user:2%3DBob;product:20%3Dx;inventory:20%3DERROR no request within 10s"} {
			in, err := Scenario.FromQuery("db=1ms&cache=1ms&" + table)
			if err != nil {
				t.Fatal(err)
			}
			exchange(t, simulated, in, func(task *engine.Task) error {
				got, err := ask(task, "api", `{"request_id":1,"user_id":2,"product_id":20,"mode":"`+mode+`"}`+"\n")
				if want := `{"error":"` + of + ` answered: no request within 10s"}` + "\n"; got != want {
					t.Errorf("%s, %s: got %q, want %q", mode, of, got, want)
				}
				return err
			})
		}
	}
}

// A client that says nothing, or too little, is told so and closed. It takes ten seconds, so only the model
// waits for them.
func TestSilentClients(t *testing.T) {
	exchange(t, simulated, quick(t), func(task *engine.Task) error {
		for _, c := range []sent{
			{"api", "", `{"error":"no request within 10s"}` + "\n"},
			{"db", "", "ERROR no request within 10s\n"},
			{"cache", "GET use", "ERROR no request within 10s\n"},
		} {
			began := task.Now()
			conn, err := network.Dial(task, c.service)
			if err != nil {
				return err
			}
			defer conn.Close()
			if _, err := conn.Write([]byte(c.bytes)); err != nil {
				return err
			}
			got, err := readAll(conn)
			if err != nil || got != c.want || task.Now()-began != scenarios.IdleTimeout {
				t.Errorf("%s, sent %q: got %q, %v after %v", c.service, c.bytes, got, err, task.Now()-began)
			}
		}
		return nil
	})
}

// A client that leaves early or resets the connection harms no other client.
func TestRudeClients(t *testing.T) {
	for _, a := range backends() {
		t.Run(a.name, func(t *testing.T) {
			exchange(t, a, quick(t), func(task *engine.Task) error {
				for _, service := range []string{"api", "cache", "db"} {
					for _, bytes := range []string{"", "GET us", "GET user:2\n", `{"request_id":1,"user_id":2,"product_id":20}` + "\n"} {
						for _, leave := range []func(*network.Conn) error{(*network.Conn).Close, (*network.Conn).Reset} {
							c, err := network.Dial(task, service)
							if err != nil {
								return err
							}
							c.Write([]byte(bytes))
							leave(c)
						}
					}
				}
				got, err := ask(task, "api", requests[0].bytes)
				if !strings.Contains(got, bob) {
					t.Errorf("afterwards the API answers %q", got)
				}
				return err
			})
		})
	}
}
