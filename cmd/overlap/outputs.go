package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// outputs are the files that a command writes. Each is opened before the work begins, so that a file that cannot be written is
// found before anything is lost, and holds either what it held before or all of the new content.
type outputs struct {
	mutex sync.Mutex // abandon is called by the goroutine that waits for signals
	open  []*output
}

// output is a file of outputs. A device or a pipe is written in place. Anything else is written beside its name and renamed
// when it is whole.
type output struct {
	name   string   // as the command line spells it
	file   *os.File // what is written
	target string   // the name that file is to have; "" when it is written in place
}

// create opens a file to write; a hyphen names standard output. The error says what is wrong with the name.
func (o *outputs) create(ctx context.Context, name string) (*output, error) {
	x := &output{name: name}
	if name == "-" {
		return x, nil
	}
	if err := x.begin(ctx); err != nil {
		return nil, x.failed(err)
	}
	o.mutex.Lock()
	defer o.mutex.Unlock()
	o.open = append(o.open, x)
	return x, nil
}

// begin opens the file.
func (x *output) begin(ctx context.Context) error {
	mode := fs.FileMode(0o666)
	target := x.name
	was, err := os.Stat(target)
	switch {
	case err == nil && was.IsDir():
		return errors.New("it is a folder")
	case err == nil && !was.Mode().IsRegular():
		return await(ctx, func() (err error) {
			x.file, err = os.OpenFile(target, os.O_WRONLY, 0)
			return err
		})
	case err == nil:
		if target, err = mayReplace(target); err != nil {
			return err
		}
		mode = was.Mode().Perm()
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	x.file, err = createBeside(target, mode)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("there is no folder " + filepath.Dir(target))
	case err == nil && was != nil:
		err = x.file.Chmod(mode) // which the user's mask may have changed
	}
	x.target = target
	return err
}

// mayReplace returns the file that a name, perhaps a link, leads to. The error says why it may not be written: renaming another
// over it would not ask.
func mayReplace(name string) (string, error) {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return "", err
	}
	f.Close()
	return filepath.EvalSymlinks(name)
}

// createBeside creates a hidden file in the folder of a name.
func createBeside(name string, mode fs.FileMode) (*os.File, error) {
	for i := os.Getpid(); ; i++ { // os.CreateTemp would not let the user's mask decide who may read it
		beside := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+"."+itoa(i)+".part")
		f, err := os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

// write gives a file its content. After an error a file that was written beside is as it was before. spell is for standard
// output, as of printDocument.
func (e *environment) write(x *output, content []byte, spell func(rune) string) error {
	if x.name == "-" {
		return e.printDocument(string(content), spell)
	}
	if x.target != "" || e.ctx.Err() != nil { // what there is after an interruption is written, and grace bounds how long
		return x.failed(x.finish(content))
	}
	return x.failed(await(e.ctx, func() error { return x.finish(content) }))
}

// finish writes and closes the file.
func (x *output) finish(content []byte) error {
	_, err := x.file.Write(content)
	if err == nil && x.target != "" {
		err = x.file.Sync() // some systems find out only now that the disk is full
	}
	if closed := x.file.Close(); err == nil {
		err = closed
	}
	if err == nil && x.target != "" {
		err = os.Rename(x.file.Name(), x.target)
	}
	return err
}

// failed names the file in an error, and keeps nil.
func (x *output) failed(err error) error {
	if err == nil {
		return nil
	}
	return errors.New("cannot write " + x.name + ": " + cause(err))
}

// cause returns what an error of the system says, without the call that met it.
func cause(err error) string {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err.Error()
	case errors.As(err, &link):
		return link.Err.Error()
	}
	return err.Error()
}

// abandon removes what is not whole.
func (o *outputs) abandon() {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	for _, x := range o.open {
		x.file.Close()
		if x.target != "" {
			os.Remove(x.file.Name()) // after the rename there is none of that name
		}
	}
	o.open = nil
}
