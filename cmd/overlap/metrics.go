package main

import (
	"errors"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"overlap/engine"
	"overlap/engine/network"
)

var (
	errDraining = errors.New("the server is being stopped")
	errBusy     = errors.New("the event loop has not answered within a second")
)

// askLoop has a loop call fn, and returns errBusy when that takes longer than a second: fn may then still be called.
func askLoop(l *engine.Loop, fn func()) error {
	done := make(chan struct{})
	l.Post(func() {
		fn()
		close(done)
	})
	select {
	case <-done:
		return nil
	case <-time.After(time.Second):
		return errBusy
	}
}

// measure counts the requests that a handler answers.
func (m *monitor) measure(next http.Handler) http.Handler {
	requests := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "overlap_requests_total", Help: "Requests answered."}, []string{"code", "method"})
	took := prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "overlap_request_seconds", Help: "How long answers took."}, nil)
	serving := prometheus.NewGauge(prometheus.GaugeOpts{Name: "overlap_requests_open", Help: "Requests that are answered now."})
	m.MustRegister(requests, took, serving)
	return promhttp.InstrumentHandlerInFlight(serving, promhttp.InstrumentHandlerDuration(took, promhttp.InstrumentHandlerCounter(requests, next)))
}

// servedMetrics counts what the servers of a run do.
type servedMetrics struct {
	loop                              *engine.Loop
	accepted, serving, failed, cutOff *prometheus.Desc
	took                              *prometheus.HistogramVec
	bounds                            *prometheus.CounterVec
}

func newServedMetrics(l *engine.Loop) *servedMetrics {
	of := func(name, help string) *prometheus.Desc {
		return prometheus.NewDesc("overlap_connections_"+name, help, []string{"service"}, nil)
	}
	return &servedMetrics{
		loop:     l,
		accepted: of("accepted_total", "Connections accepted, those of the run's own calls included."),
		serving:  of("open", "Connections that are served now."),
		failed:   of("failed_total", "Connections whose handler ended with an error."),
		cutOff:   of("cut_off_total", "Connections that were still served when the time to stop was over."),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "overlap_connection_seconds",
			Help: "How long connections were served.", Buckets: prometheus.ExponentialBuckets(0.001, 4, 9)}, []string{"service"}),
		bounds: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "overlap_bounds_reached_total",
			Help: "Warnings about bounds, each at most once in ten seconds."}, []string{"service", "bound"}),
	}
}

// Describe describes all metrics; see prometheus.Collector.
func (m *servedMetrics) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{m.accepted, m.serving, m.failed, m.cutOff} {
		to <- d
	}
	m.took.Describe(to)
	m.bounds.Describe(to)
}

// Collect asks the loop for its numbers; without an answer they are left out.
func (m *servedMetrics) Collect(to chan<- prometheus.Metric) {
	m.took.Collect(to)
	m.bounds.Collect(to)
	var list []prometheus.Metric
	if askLoop(m.loop, func() { list = m.numbers() }) != nil {
		return
	}
	for _, x := range list {
		to <- x
	}
}

// numbers returns what each server has done; only the loop may call it.
func (m *servedMetrics) numbers() (list []prometheus.Metric) {
	for _, s := range network.Servers(m.loop) {
		add := func(d *prometheus.Desc, kind prometheus.ValueType, n int) {
			list = append(list, prometheus.MustNewConstMetric(d, kind, float64(n), s.Address().Name))
		}
		stats := s.Stats()
		add(m.accepted, prometheus.CounterValue, stats.Accepted)
		add(m.serving, prometheus.GaugeValue, stats.Serving)
		add(m.failed, prometheus.CounterValue, stats.Failed)
		add(m.cutOff, prometheus.CounterValue, stats.Cut)
	}
	return list
}
