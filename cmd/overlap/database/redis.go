package database

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"os"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/logging"
	"github.com/redis/go-redis/v9/maintnotifications"

	"overlap/scenarios"
)

// lease is how long Redis keeps the rows of a process that has died. Others store theirs again in time.
const lease = time.Hour

// redisRows are rows in Redis: keys with a prefix that nobody else has.
type redisRows struct {
	client *redis.Client
	prefix string
	rows   scenarios.Rows
	number string // of the version
	stop   context.CancelFunc
}

// openRedis stores rows in Redis. The password is the address's, or that of the variable that redis-cli reads.
func openRedis(ctx context.Context, at Address, scenario string, rows scenarios.Rows) (driver, error) {
	logging.Disable() // it would write to standard error, and an error says all
	o, err := redis.ParseURL(at.text)
	if err != nil {
		return nil, errors.New("its address has options that are not known")
	}
	o.Password = cmp.Or(o.Password, os.Getenv("REDISCLI_AUTH"))
	o.DialTimeout, o.ReadTimeout, o.WriteTimeout, o.PoolTimeout = queryLimit, queryLimit, queryLimit, queryLimit
	o.MinIdleConns, o.PoolSize, o.MaxRetries = connections, 4*mostConnections, -1
	o.ContextTimeoutEnabled, o.DisableIdentity = true, true
	o.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
	r := &redisRows{client: redis.NewClient(o), prefix: ours(scenario, ":") + ":", rows: rows}
	if err := r.store(ctx); err != nil {
		r.client.Close()
		return nil, err
	}
	r.number = r.askVersion(ctx)
	var renewing context.Context
	renewing, r.stop = context.WithCancel(context.Background())
	go r.renew(renewing)
	return r, nil
}

// store stores the rows for as long as the lease.
func (r *redisRows) store(ctx context.Context) error {
	_, err := r.client.Pipelined(ctx, func(p redis.Pipeliner) error {
		p.Ping(ctx)
		for _, row := range r.rows {
			p.Set(ctx, r.prefix+row.Key, row.Value, lease)
		}
		return nil
	})
	return err
}

// renew stores the rows again and again until ctx ends.
func (r *redisRows) renew(ctx context.Context) {
	again := time.NewTicker(lease / 3)
	defer again.Stop()
	for {
		select {
		case <-again.C:
			r.store(ctx) // after an error there is a third of the lease left twice
		case <-ctx.Done():
			return
		}
	}
}

// askVersion returns the server's version, "" where the login does not allow to ask.
func (r *redisRows) askVersion(ctx context.Context) string {
	text, _ := r.client.Info(ctx, "server").Result()
	for lines := bufio.NewScanner(strings.NewReader(text)); lines.Scan(); {
		if v, ok := strings.CutPrefix(lines.Text(), "redis_version:"); ok {
			return v
		}
	}
	return ""
}

func (r *redisRows) version() string { return r.number }

func (r *redisRows) get(ctx context.Context, key string) (string, bool, error) {
	value, err := r.client.Get(ctx, r.prefix+key).Result()
	if errors.Is(err, redis.Nil) {
		return "", false, nil
	}
	return value, err == nil, err
}

func (r *redisRows) close(ctx context.Context) error {
	r.stop()
	defer r.client.Close()
	var keys []string
	for _, row := range r.rows {
		keys = append(keys, r.prefix+row.Key)
	}
	if keys == nil {
		return nil
	}
	return r.client.Del(ctx, keys...).Err()
}
