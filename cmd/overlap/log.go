package main

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/spf13/pflag"

	"overlap/engine/network"
)

// logFormats are the values of --log.
func logFormats() []string { return []string{"text", "json"} }

// declareLog declares --log.
func declareLog(f *pflag.FlagSet, v *string, each string) {
	choiceVar(f, v, "log", logFormats(), "Log each "+each+" to standard error, a line each (default only what goes wrong, as text).")
}

// newLog returns a log in a format of logFormats. Without a format it holds warnings only.
func newLog(to io.Writer, format string) *slog.Logger {
	o := &slog.HandlerOptions{Level: slog.LevelInfo}
	switch format {
	case "json":
		return slog.New(slog.NewJSONHandler(to, o))
	case "":
		o.Level = slog.LevelWarn
	}
	return slog.New(slog.NewTextHandler(to, o))
}

// logRequests logs the requests that a handler answers.
func logRequests(log *slog.Logger, next http.Handler) http.Handler {
	if !log.Enabled(context.Background(), slog.LevelInfo) {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		answer := &answered{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(answer, r)
		log.Info("request", "client", r.RemoteAddr, "method", r.Method, "path", r.URL.Path, "status", answer.status, "bytes", answer.bytes, "took", time.Since(began))
	})
}

// answered notes what a request is answered with.
type answered struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// WriteHeader notes the status.
func (a *answered) WriteHeader(status int) {
	a.status = status
	a.ResponseWriter.WriteHeader(status)
}

// Unwrap returns the writer whose connection has deadlines; see http.ResponseController.
func (a *answered) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// Write counts bytes.
func (a *answered) Write(p []byte) (int, error) {
	n, err := a.ResponseWriter.Write(p)
	a.bytes += int64(n)
	return n, err
}

// ReadFrom counts bytes that the system copies from a file to the connection.
func (a *answered) ReadFrom(from io.Reader) (int64, error) {
	n, err := io.Copy(a.ResponseWriter, from)
	a.bytes += n
	return n, err
}

// logServed logs a connection that has been served.
func logServed(log *slog.Logger, at network.Address, s network.Served) {
	about := []any{"service", at.Name, "took", s.Took}
	if c, ok := s.Stream.(interface{ Client() string }); ok {
		about = append(about, "client", c.Client())
	}
	if s.Err != nil {
		about = append(about, "error", s.Err.Error())
	}
	log.Info("connection", about...)
}
