package site

import (
	"context"
	"io"
	"net"
	"net/http"
	"testing"
	"testing/fstest"
)

// TestServeDrains stops the server while an answer is under way: the reader gets all of it. A client that is only connected
// delays nothing.
func TestServeDrains(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	s := NewServer(l.Addr().String(), fstest.MapFS{"index.html": {Data: []byte("home")}}, nil)
	under, proceed := make(chan bool), make(chan bool)
	next := s.Handler
	s.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		under <- true
		<-proceed
		next.ServeHTTP(w, r)
	})
	s.RegisterOnShutdown(func() { close(proceed) })
	silent, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	served := make(chan error, 1)
	go func() {
		cutOff, err := Serve(ctx, s, l, func(n int) { t.Errorf("it waits for %d requests", n) })
		if cutOff != 0 {
			t.Errorf("%d requests were cut off", cutOff)
		}
		served <- err
	}()
	go func() {
		<-under
		stop()
	}()
	r, err := http.Get("http://" + l.Addr().String() + "/")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if data, err := io.ReadAll(r.Body); string(data) != "home" || err != nil {
		t.Errorf("%q, %v", data, err)
	}
	if err := <-served; err != nil {
		t.Errorf("Serve: %v", err)
	}
}

func TestServeReportsAListenerThatFails(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	if _, err := Serve(t.Context(), NewServer("", fstest.MapFS{}, nil), l, nil); err == nil {
		t.Error("a closed listener was served")
	}
}
