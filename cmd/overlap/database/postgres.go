package database

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"overlap/scenarios"
)

// postgresRows are rows in PostgreSQL: the table data of a schema that nobody else has. The schema's name ends with the number
// of a session that lives as long as the schema is used, so that another process can remove what a dead one left.
type postgresRows struct {
	pool   *pgxpool.Pool
	owner  *pgx.Conn
	schema string // quoted
	query  string
}

// madeByUs is the comment of our schemas: a schema without it is never removed.
const madeByUs = "Rows of a scenario, for as long as overlap runs."

// openPostgres stores rows in PostgreSQL. What the address does not say, such as a password, the variables and files say that psql reads.
func openPostgres(ctx context.Context, at Address, scenario string, rows scenarios.Rows) (driver, error) {
	config, err := pgxpool.ParseConfig(at.text)
	if err != nil {
		return nil, errors.New("its address has options that are not known")
	}
	config.MinConns, config.MaxConns = connections, mostConnections
	config.ConnConfig.ConnectTimeout = queryLimit
	config.ConnConfig.RuntimeParams["application_name"] = "overlap"
	p := &postgresRows{}
	if p.owner, err = pgx.ConnectConfig(ctx, config.ConnConfig); err != nil {
		return nil, err
	}
	removeAbandoned(ctx, p.owner)
	if err := p.store(ctx, scenario, rows); err != nil {
		p.owner.Close(ctx)
		return nil, err
	}
	if p.pool, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		p.close(ctx)
		return nil, err
	}
	return p, nil
}

// store makes the schema with its table and the rows, or nothing.
func (p *postgresRows) store(ctx context.Context, scenario string, rows scenarios.Rows) error {
	name := "overlap_" + scenario + "_" + strconv.FormatUint(uint64(p.owner.PgConn().PID()), 10)
	p.schema = pgx.Identifier{name}.Sanitize()
	p.query = "SELECT value FROM " + p.schema + ".data WHERE key = $1"
	return pgx.BeginFunc(ctx, p.owner, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "CREATE SCHEMA "+p.schema+"; COMMENT ON SCHEMA "+p.schema+" IS '"+madeByUs+"'; "+
			"CREATE TABLE "+p.schema+".data (key text PRIMARY KEY, value text NOT NULL)")
		for _, row := range rows {
			if err == nil {
				_, err = tx.Exec(ctx, "INSERT INTO "+p.schema+".data VALUES ($1, $2)", row.Key, row.Value)
			}
		}
		return err
	})
}

// abandoned finds the schemas of ours whose session has ended, or had the number that is this session's now.
const abandoned = `SELECT nspname FROM pg_namespace
WHERE nspname ~ '^overlap_[a-z0-9]+_[0-9]{1,9}$' AND pg_get_userbyid(nspowner) = current_user AND obj_description(oid, 'pg_namespace') = $1
AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = split_part(nspname, '_', 3)::int AND pid <> pg_backend_pid())`

// removeAbandoned removes what processes of ours left that did not come to their ends. It is no failure when that fails.
func removeAbandoned(ctx context.Context, c *pgx.Conn) {
	rows, err := c.Query(ctx, abandoned, madeByUs)
	if err != nil {
		return
	}
	names, _ := pgx.CollectRows(rows, pgx.RowTo[string])
	for _, name := range names {
		c.Exec(ctx, removal(pgx.Identifier{name}.Sanitize()))
	}
}

// removal returns the statements that remove a schema of ours, unless somebody else has put something there.
func removal(schema string) string {
	return "DROP TABLE IF EXISTS " + schema + ".data; DROP SCHEMA IF EXISTS " + schema
}

func (p *postgresRows) version() string {
	number, _, _ := strings.Cut(p.owner.PgConn().ParameterStatus("server_version"), " ") // without who packed it
	return number
}

func (p *postgresRows) get(ctx context.Context, key string) (value string, found bool, err error) {
	err = p.pool.QueryRow(ctx, p.query, key).Scan(&value)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", false, nil
	}
	return value, err == nil, err
}

func (p *postgresRows) close(ctx context.Context) error {
	_, err := p.owner.Exec(ctx, removal(p.schema))
	if p.pool != nil {
		p.pool.Close()
	}
	if p.owner.IsClosed() { // by the server, which is no reason to leave rows behind
		again, failed := pgx.ConnectConfig(ctx, p.owner.Config())
		if failed != nil {
			return failed
		}
		p.owner = again
		_, err = again.Exec(ctx, removal(p.schema))
	}
	return errors.Join(err, p.owner.Close(ctx))
}
