//go:build unix

package main

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/redis/go-redis/v9"

	"overlap/scenarios/all"
)

// password is that of both databases: nothing that is printed or written may have it.
const password = "s3cret-p@ss"

// A real cache and a real database answer in place of the scenario's tables, over the same wire, and the run says what they cost.
// Nothing of it is left behind, and what others have there stays.
func TestRealDatabases(t *testing.T) {
	if testing.Short() {
		t.Skip("the databases are processes of their own, in which the race detector sees nothing")
	}
	cache, db := startRedis(t), startPostgres(t)
	others := othersData(t, cache, db)
	records := filepath.Join(t.TempDir(), "run.jsonl")
	status, stdout, stderr := trial(all.List(), false, "run", "fanout", "--cache", cache, "--db", db, "--clients", "20", "--jsonl", records, "--width", "200")
	for _, want := range []string{
		`sequential  `, `{"user":"Bob","product":"Ergonomic Mouse","inventory":7,"recommendations":["usb_hub","webcam"]}`,
		"  model 60 ms   p50 of 80 questions, slowest ", ": Redis ", "  model 250 ms  p50 of 160 questions, slowest ", ": PostgreSQL 1",
	} {
		if status != 0 || stderr != "" || !strings.Contains(stdout, want) {
			t.Errorf("status %d, %q is missing in\n%s%s", status, want, stdout, stderr)
		}
	}
	written, err := os.ReadFile(records)
	if err != nil || !strings.Contains(string(written), `"for":"PostgreSQL"`) {
		t.Errorf("the records do not say that tasks wait for PostgreSQL: %v", err)
	}
	servesFromDatabases(t, cache, db)
	asksFromPages(t, cache, db)
	_, _, wrong := trial(all.List(), false, "run", "fanout", "--db", strings.Replace(db, "-p%40ss", "-other", 1))
	if !strings.HasSuffix(wrong, ": it does not accept the user or the password\n") {
		t.Errorf("with a wrong password it says %q", wrong)
	}
	_, _, refused := trial(all.List(), false, "run", "fanout", "--cache", strings.Replace(cache, "-p%40ss", "-other", 1))
	if !strings.Contains(refused, ": WRONGPASS ") {
		t.Errorf("with a wrong password it says %q", refused)
	}
	for _, text := range []string{stdout, string(written), wrong, refused} {
		if strings.Contains(text, "s3cret") {
			t.Errorf("the password is told in %q", text)
		}
	}
	others()
}

// servesFromDatabases has a client of "overlap servers" ask both.
func servesFromDatabases(t *testing.T, cache, db string) {
	offset, err := freePorts()
	if err != nil {
		t.Skip(err)
	}
	p := begin(t, "servers", "fanout", "--port-offset", itoa(offset), "--cache", cache, "--db", db, "--cache-data", "user:1=Ann", "--db-data", "user:2=Eve")
	p.waitFor(`(?s)listening db .*\ncache asks Redis .*\ndb asks PostgreSQL .*\n`)
	for line, want := range map[string]string{"9001 GET user:1": "Ann", "9001 GET user:2": "MISS", "9002 GET user:2": "Eve", "9002 GET user:1": "NOT_FOUND"} {
		port, _ := strconv.Atoi(line[:4])
		if got := send(t, net.JoinHostPort("127.0.0.1", itoa(port+offset)), "send a line: "+line[5:]); got != want+"\n" {
			t.Errorf("%s is answered %q, want %s", line, got, want)
		}
	}
	p.signal(syscall.SIGINT)
	p.ended(130)
}

// asksFromPages has a page run what asks both.
func asksFromPages(t *testing.T, cache, db string) {
	t.Helper()
	folder := t.TempDir()
	for _, name := range []string{"index.html", "404.html"} {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p := begin(t, "serve", "--addr", "127.0.0.1:0", "--site", folder, "--cache", cache, "--db", db)
	at := strings.TrimSpace(strings.TrimPrefix(p.waitFor(`serving http://.*/\n`), "serving "))
	r, err := http.Post(at+"real/fanout?clients=3", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	content, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"for":"Redis"`, `"for":"PostgreSQL"`, ", cache Redis 7", ", db PostgreSQL 1", `\"user\":\"Bob\"`,
		"event: asked\ndata: cache answered after ", ", in the model after 60 ms (median of 12, slowest ", "event: asked\ndata: db answered after ", "event: end\n",
	} {
		if !strings.Contains(string(content), want) {
			t.Errorf("the stream lacks %q: %.2000s", want, content)
		}
	}
	if strings.Contains(string(content), "s3cret") {
		t.Error("the stream has the password")
	}
	p.signal(syscall.SIGINT)
	p.ended(130)
}

// A database that ends our sessions while it is used has the rows removed all the same.
func TestDatabaseEndsSessions(t *testing.T) {
	if testing.Short() {
		t.Skip("the database is a process of its own, in which the race detector sees nothing")
	}
	db := startPostgres(t)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	tables, err := pgx.Connect(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	defer tables.Close(context.Background())
	offset, err := freePorts()
	if err != nil {
		t.Skip(err)
	}
	p := begin(t, "servers", "fanout", "--port-offset", itoa(offset), "--db", db)
	p.waitFor(`\ndb asks PostgreSQL .*\n`)
	if _, err := tables.Exec(ctx, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'overlap'`); err != nil {
		t.Fatal(err)
	}
	answer := ""
	for range 40 { // each of the sessions that the service had says that it was ended
		if answer = send(t, net.JoinHostPort("127.0.0.1", itoa(9002+offset)), "send a line: GET user:2"); answer == "Bob\n" {
			break
		}
	}
	if answer != "Bob\n" {
		t.Errorf("after that it answers %q", answer)
	}
	p.signal(syscall.SIGINT)
	p.ended(130)
	left := -1
	if err := tables.QueryRow(ctx, `SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'overlap%'`).Scan(&left); err != nil || left != 0 {
		t.Errorf("%d schemas are left, %v", left, err)
	}
}

// othersData stores what others might have, and what a process of ours left that was killed. The function that it returns checks that
// the former is all there is in the end.
func othersData(t *testing.T, cache, db string) func() {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	o, err := redis.ParseURL(cache)
	if err != nil {
		t.Fatal(err)
	}
	keys := redis.NewClient(o)
	t.Cleanup(func() { keys.Close() })
	tables, err := pgx.Connect(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tables.Close(context.Background()) })
	if err := keys.Set(ctx, "user:1", "theirs", 0).Err(); err != nil {
		t.Fatal(err)
	}
	if _, err := tables.Exec(ctx, `CREATE SCHEMA overlap_fanout_1; CREATE TABLE overlap_fanout_1.data (key text);
		CREATE SCHEMA overlap_fanout_999999999; COMMENT ON SCHEMA overlap_fanout_999999999 IS 'Rows of a scenario, for as long as overlap runs.'`); err != nil {
		t.Fatal(err)
	}
	return func() {
		if list, err := keys.Keys(ctx, "*").Result(); err != nil || len(list) != 1 || list[0] != "user:1" {
			t.Errorf("Redis has %q, %v", list, err)
		}
		rows, _ := tables.Query(ctx, `SELECT nspname FROM pg_namespace WHERE nspname LIKE 'overlap%'`)
		if list, err := pgx.CollectRows(rows, pgx.RowTo[string]); err != nil || len(list) != 1 || list[0] != "overlap_fanout_1" {
			t.Errorf("PostgreSQL has the schemas %q, %v", list, err)
		}
	}
}

// startRedis starts Redis with nothing in it, and returns its address. Without Redis the test is skipped.
func startRedis(t *testing.T) string {
	t.Helper()
	port := unusedPort(t)
	startDatabase(t, "Ready to accept connections", nil, program(t, "redis-server"), "--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", t.TempDir(), "--requirepass", password)
	return "redis://:s3cret-p%40ss@127.0.0.1:" + port
}

// startPostgres starts PostgreSQL with nothing in it, and returns its address. Without PostgreSQL the test is skipped. It does not run as
// root, so that its folder is that of a user without rights.
func startPostgres(t *testing.T) string {
	t.Helper()
	initdb, postgres := program(t, "initdb"), program(t, "postgres")
	folder, err := os.MkdirTemp("", "overlap-postgres")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	secret := filepath.Join(folder, "password")
	if err := os.WriteFile(secret, []byte(password+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	as := unprivileged(t, folder, secret)
	data, port := filepath.Join(folder, "data"), unusedPort(t)
	cmd := exec.CommandContext(t.Context(), initdb, "-D", data, "-U", "tester", "--pwfile", secret, "-A", "scram-sha-256", "--no-sync", "-E", "UTF8", "--locale", "C")
	cmd.SysProcAttr, cmd.Dir = as, folder
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	startDatabase(t, "database system is ready to accept connections", as, postgres, "-D", data, "-p", port, "-h", "127.0.0.1", "-k", "", "-F")
	return "postgres://tester:s3cret-p%40ss@127.0.0.1:" + port + "/postgres"
}

// program returns a program, also where Debian keeps PostgreSQL's.
func program(t *testing.T, name string) string {
	t.Helper()
	if path, err := exec.LookPath(name); err == nil {
		return path
	}
	list, _ := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if len(list) == 0 {
		t.Skip("there is no " + name)
	}
	return list[len(list)-1]
}

func unusedPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}

// unprivileged has a command run as a user who may do little, where this process is root, and gives that user files.
func unprivileged(t *testing.T, files ...string) *syscall.SysProcAttr {
	t.Helper()
	if os.Getuid() != 0 {
		return nil
	}
	u, err := user.Lookup("nobody")
	if err != nil {
		t.Skip("PostgreSQL does not run as root, and there is nobody else")
	}
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	for _, name := range files {
		if err := os.Chown(name, uid, gid); err != nil {
			t.Fatal(err)
		}
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
}

// startDatabase starts a program, waits until it has said that it is ready, and ends it with the test.
func startDatabase(t *testing.T, ready string, as *syscall.SysProcAttr, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.SysProcAttr, cmd.Dir = as, "/"
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdout, cmd.Stderr = w, w
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		kill := time.AfterFunc(patience, func() { cmd.Process.Kill() })
		defer kill.Stop()
		cmd.Wait()
	})
	r.SetReadDeadline(time.Now().Add(patience))
	said := ""
	for lines := bufio.NewScanner(r); lines.Scan(); {
		if said += lines.Text() + "\n"; strings.Contains(said, ready) {
			r.SetReadDeadline(time.Time{})
			go io.Copy(io.Discard, r)
			return
		}
	}
	t.Fatalf("%s is not ready:\n%s", name, said)
}
