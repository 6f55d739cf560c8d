package store

import (
	"strconv"
	"strings"
	"testing"

	"overlap/internal/golden"
)

func sampleFiles() []File {
	return []File{
		{Key{Composed, "fanout", "mine"}, nil},
		{Key{Runs, "restaurant", "日本語"}, []byte("\x00\xffend \n")},
		{setting("Café 2"), []byte("db=400ms&clients=50")},
	}
}

// The format of a backup is a promise: what an older overlap exported must be imported.
func TestBackupFormat(t *testing.T) {
	golden.Equal(t, "backup.overlap", encodeBackup(sampleFiles()))
}

func TestABrokenBackupChangesNothing(t *testing.T) {
	whole := string(encodeBackup(sampleFiles()))
	for how, backup := range map[string]string{
		"empty":             "",
		"something else":    "{\"db\": 400}\n",
		"cut":               whole[:len(whole)-20],
		"cut at the end":    whole[:len(whole)-1],
		"only its head":     "overlap backup 1 3\n",
		"flipped":           strings.Replace(whole, "400", "401", 1),
		"with more behind":  whole + "x",
		"a file too many":   sealed("overlap backup 1 1\n" + "settings fanout a 1\nx\n" + "settings fanout b 1\nx\n"),
		"a file too few":    sealed("overlap backup 1 2\n" + "settings fanout a 1\nx\n"),
		"twice the same":    sealed("overlap backup 1 2\n" + "settings fanout a 1\nx\n" + "settings fanout a 1\ny\n"),
		"out of order":      sealed("overlap backup 1 2\n" + "settings fanout b 1\nx\n" + "settings fanout a 1\ny\n"),
		"a bad name":        sealed("overlap backup 1 1\n" + "settings fanout =2E= 1\nx\n"),
		"a path as name":    sealed("overlap backup 1 1\n" + "settings ../etc a 1\nx\n"),
		"a bad size":        sealed("overlap backup 1 1\n" + "settings fanout a -1\nx\n"),
		"a size too large":  sealed("overlap backup 1 1\n" + "settings fanout a " + strconv.Itoa(MaxFile+1) + "\nx\n"),
		"a number of signs": sealed("overlap backup 1 +1\n" + "settings fanout a 1\nx\n"),
	} {
		s := Memory()
		done, err := s.Import([]byte(backup), TakeBackup)
		if done != (Imported{}) {
			t.Errorf("%s: imported %+v", how, done)
		}
		t.Run(how, func(t *testing.T) { wantError(t, err, ErrDamaged, "backup") })
		if stats, err := s.Stats(); err != nil || stats.Files != 0 {
			t.Errorf("%s: left %+v, %v", how, stats, err)
		}
	}
	_, err := Memory().Import([]byte("overlap backup 2 in a new shape\n"), TakeBackup)
	wantError(t, err, ErrNewer, "newer overlap", "format is 2")
	_, err = Memory().Import(make([]byte, maxBackup+1), TakeBackup)
	wantError(t, err, ErrFull, "at most")
}

// sealed gives a backup the right last line.
func sealed(content string) string { return string(seal([]byte(content))) }

func TestImportRepairsADamagedFile(t *testing.T) {
	s := Memory()
	save(t, s, setting("x"), "right")
	backup, err := s.Export()
	if err != nil {
		t.Fatal(err)
	}
	damage(t, s, setting("x"), "broken")
	if done, err := s.Import(backup, KeepMine); err != nil || done != (Imported{Replaced: 1}) {
		t.Errorf("import: %+v, %v; want 1 replaced", done, err)
	}
	wantData(t, s, setting("x"), "right")
}

func TestTheNumberOfFilesIsBounded(t *testing.T) {
	var files []File
	for i := range MaxFiles {
		files = append(files, File{setting("n" + strconv.Itoa(1000+i)), nil})
	}
	s := Memory()
	if done, err := s.Import(encodeBackup(files), KeepMine); err != nil || done.Added != MaxFiles {
		t.Fatalf("import of %d files: %+v, %v", MaxFiles, done, err)
	}
	wantError(t, s.Save(setting("one more"), nil), ErrFull, "1000 files", "delete")
	save(t, s, setting("n1000"), "an old one can be replaced")
	done, err := s.Import(encodeBackup(append([]File{{Key{Runs, "fanout", "z"}, nil}}, files[1])), TakeBackup)
	wantError(t, err, ErrFull, "1000 files")
	if done != (Imported{}) {
		t.Errorf("a backup without room imported %+v", done)
	}
	if err := s.Delete(setting("n1001")); err != nil {
		t.Fatal(err)
	}
	save(t, s, setting("one more"), "")
}

func TestTheBytesAreBounded(t *testing.T) {
	s := Memory()
	full := strings.Repeat("x", MaxFile)
	for i := range MaxBytes / MaxFile {
		save(t, s, setting(strconv.Itoa(i)), full)
	}
	wantError(t, s.Save(setting("one more"), []byte("x")), ErrFull, "33554432 bytes", "delete")
	save(t, s, setting("empty"), "")
	save(t, s, setting("0"), full[1:])
	save(t, s, setting("one more"), "x")
	backup, err := s.Export()
	if err != nil {
		t.Fatal(err)
	}
	if done, err := Memory().Import(backup, KeepMine); err != nil || done.Added != 34 {
		t.Errorf("a full store's backup: %+v, %v", done, err)
	}
}

// FuzzImport: any bytes are either refused whole or exactly what Export writes.
func FuzzImport(f *testing.F) {
	f.Add(encodeBackup(sampleFiles()))
	f.Fuzz(func(t *testing.T, backup []byte) {
		s := Memory()
		done, err := s.Import(backup, TakeBackup)
		if err != nil {
			if done != (Imported{}) {
				t.Fatalf("refused with %v after importing %+v", err, done)
			}
			return
		}
		if again, err := s.Export(); err != nil || string(again) != string(backup) {
			t.Fatalf("%q was exported again as %q, %v", backup, again, err)
		}
	})
}
