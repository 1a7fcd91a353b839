// Checks what a royalty ledger proves, with Go's own packages for signed notes and logs.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run verify.go KEYS FILE...
//
// (Debian: golang-go golang-golang-x-mod-dev.) KEYS is a file with the public keys that you trust,
// one on a line, as `checkpoint key` shows them. Each FILE is a checkpoint, or what `proof event`,
// `proof usage` or `proof consistency` printed. A line is printed for each; the exit code is 0 if
// all hold, 1 if one does not.
//
// It has no code of the ledger's program in it: formats are those of docs/formats.md, RFC 6962 and
// C2SP signed-note, tlog-checkpoint and tlog-proof.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type checkpoint struct {
	origin string
	size   int64
	root   tlog.Hash
}

func readCheckpoint(signed string, keys note.Verifiers) (checkpoint, error) {
	opened, err := note.Open([]byte(signed), keys)
	if err != nil {
		return checkpoint{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 {
		return checkpoint{}, errors.New("no checkpoint")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return checkpoint{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return checkpoint{lines[0], size, root}, err
}

func hashes(texts []string) ([]tlog.Hash, error) {
	all := []tlog.Hash{}
	for _, it := range texts {
		hash, err := tlog.ParseHash(it)
		if err != nil {
			return nil, err
		}
		all = append(all, hash)
	}
	return all, nil
}

type proof struct {
	Checkpoint string
	Before     string
	Entry      []byte
	Index      int64
	Path       []string

	// of a usage
	Row    int64
	Parts  []string
	Opened []struct {
		Part  int
		Salt  []byte
		Bytes []byte
	}
	PathInBlock []string

	// of a statement
	Statement struct {
		Period, Party, Currency, Digest string
	}
	Salt        []byte
	PathInClose []string
	Payload     []byte
}

// What an entry says: its place, the name of the event and when it was recorded, and of a block how
// many usages it has and the root over them.
type entry struct {
	place      int64
	name       string
	recordedAt string
	payload    tlog.Hash
	usages     int32
	root       tlog.Hash
}

type reader struct {
	*bytes.Reader
	err error
}

func (r *reader) number(to interface{}) {
	if r.err == nil {
		r.err = binary.Read(r, binary.BigEndian, to)
	}
}

func (r *reader) text() string {
	var length int32
	r.number(&length)
	if r.err != nil || int(length) > r.Len() || length < 0 {
		r.err = errors.New("what is said ends too early")
		return ""
	}
	text := make([]byte, length)
	r.number(text)
	return string(text)
}

func (r *reader) optional() string {
	var there byte
	r.number(&there)
	if there == 0 {
		return ""
	}
	return r.text()
}

func readEntry(data []byte) (entry, error) {
	r := &reader{Reader: bytes.NewReader(data)}
	var it entry
	var version, there byte
	var sequence int64
	var digest tlog.Hash
	r.number(&version)
	r.number(&it.place)
	r.text()
	r.text()
	r.number(&sequence)
	r.optional()
	it.recordedAt = r.text()
	it.name = r.text()
	r.optional()
	r.number(&it.payload)
	r.number(&digest)
	r.number(&there)
	if there == 1 {
		r.number(&it.usages)
		r.number(&it.root)
	}
	if r.err == nil && (version != 1 || r.Len() != 0) {
		r.err = errors.New("an entry that is not known here")
	}
	return it, r.err
}

func checkEntry(p proof, keys note.Verifiers) (entry, checkpoint, error) {
	signed, err := readCheckpoint(p.Checkpoint, keys)
	if err != nil {
		return entry{}, signed, err
	}
	path, err := hashes(p.Path)
	if err != nil {
		return entry{}, signed, err
	}
	it, err := readEntry(p.Entry)
	if err != nil {
		return it, signed, err
	}
	if it.place != p.Index+1 {
		return it, signed, fmt.Errorf("the entry is of place %d, not of %d", it.place, p.Index+1)
	}
	return it, signed, tlog.CheckRecord(path, signed.size, signed.root, p.Index, tlog.RecordHash(p.Entry))
}

func checkUsage(p proof, keys note.Verifiers) (string, error) {
	it, signed, err := checkEntry(p, keys)
	if err != nil {
		return "", err
	}
	parts, err := hashes(p.Parts)
	if err != nil {
		return "", err
	}
	all := []byte{2}
	for _, part := range parts {
		all = append(all, part[:]...)
	}
	if len(p.Opened) == 0 {
		return "", errors.New("the proof shows no part of the usage")
	}
	for _, opened := range p.Opened {
		if opened.Part < 0 || opened.Part >= len(parts) {
			return "", fmt.Errorf("there is no part %d", opened.Part)
		}
		if tlog.RecordHash(append(append([]byte{}, opened.Salt...), opened.Bytes...)) != parts[opened.Part] {
			return "", fmt.Errorf("part %d is not what its hash was made of", opened.Part)
		}
	}
	path, err := hashes(p.PathInBlock)
	if err != nil {
		return "", err
	}
	err = tlog.CheckRecord(path, int64(it.usages), it.root, p.Row, sha256.Sum256(all))
	return fmt.Sprintf("usage %d of the %d recorded at place %d of %d on %s, %d of its %d parts shown",
		p.Row+1, it.usages, it.place, signed.size, it.recordedAt, len(p.Opened), len(parts)), err
}

func checkStatement(p proof, keys note.Verifiers) (string, error) {
	it, signed, err := checkEntry(p, keys)
	if err != nil {
		return "", err
	}
	if it.name != "period-closed" || tlog.Hash(sha256.Sum256(p.Payload)) != it.payload {
		return "", errors.New("what the close is shown to say is not what is in the log")
	}
	var close struct {
		Period     string
		Statements struct {
			Count int64
			Root  string
		}
	}
	if err := json.Unmarshal(p.Payload, &close); err != nil {
		return "", err
	}
	if close.Period != p.Statement.Period {
		return "", fmt.Errorf("the close is of %s, not of %s", close.Period, p.Statement.Period)
	}
	root, err := tlog.ParseHash(close.Statements.Root)
	if err != nil {
		return "", err
	}
	data := append(append([]byte{}, p.Salt...), 1)
	for _, text := range []string{p.Statement.Period, p.Statement.Party, p.Statement.Currency, p.Statement.Digest} {
		var length [4]byte
		binary.BigEndian.PutUint32(length[:], uint32(len(text)))
		data = append(append(data, length[:]...), text...)
	}
	path, err := hashes(p.PathInClose)
	if err != nil {
		return "", err
	}
	err = tlog.CheckRecord(path, close.Statements.Count, root, p.Row, tlog.RecordHash(data))
	return fmt.Sprintf("statement of %s for %s in %s: digest %s, sealed at place %d of %d, recorded %s",
		p.Statement.Party, p.Statement.Period, p.Statement.Currency, p.Statement.Digest, it.place, signed.size, it.recordedAt), err
}

func checkConsistency(p proof, keys note.Verifiers) (string, error) {
	before, err := readCheckpoint(p.Before, keys)
	if err != nil {
		return "", err
	}
	after, err := readCheckpoint(p.Checkpoint, keys)
	if err != nil {
		return "", err
	}
	if before.origin != after.origin {
		return "", fmt.Errorf("the checkpoints are of two logs, %s and %s", before.origin, after.origin)
	}
	path, err := hashes(p.Path)
	if err != nil {
		return "", err
	}
	if before.size == after.size {
		if before.root != after.root || len(path) != 0 {
			err = errors.New("two logs of one size")
		}
	} else if before.size > 0 {
		err = tlog.CheckTree(path, after.size, after.root, before.size, before.root)
	}
	return fmt.Sprintf("log of %d events: begins with the %d of before, none changed", after.size, before.size), err
}

func readTlogProof(content string) (proof, error) {
	var p proof
	halves := strings.SplitN(content, "\n\n", 2)
	lines := strings.Split(halves[0], "\n")
	if len(halves) != 2 || len(lines) < 3 || !strings.HasPrefix(lines[1], "extra ") || !strings.HasPrefix(lines[2], "index ") {
		return p, errors.New("a proof without its extra or index line")
	}
	p.Checkpoint, p.Path = halves[1], lines[3:]
	var err error
	if p.Entry, err = base64.StdEncoding.DecodeString(lines[1][6:]); err != nil {
		return p, err
	}
	p.Index, err = strconv.ParseInt(lines[2][6:], 10, 64)
	return p, err
}

func check(file string, keys note.Verifiers) (string, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	var p proof
	switch {
	case strings.HasPrefix(string(content), "c2sp.org/tlog-proof@v1\n"):
		if p, err = readTlogProof(string(content)); err != nil {
			return "", err
		}
	case strings.HasPrefix(string(content), "{"):
		if err = json.Unmarshal(content, &p); err != nil {
			return "", err
		}
	default:
		p.Checkpoint = string(content)
	}
	switch {
	case p.Before != "":
		return checkConsistency(p, keys)
	case p.PathInClose != nil:
		return checkStatement(p, keys)
	case p.PathInBlock != nil:
		return checkUsage(p, keys)
	case p.Entry != nil:
		it, signed, err := checkEntry(p, keys)
		return fmt.Sprintf("event %d of %d: %s, recorded %s", it.place, signed.size, it.name, it.recordedAt), err
	default:
		it, err := readCheckpoint(p.Checkpoint, keys)
		return fmt.Sprintf("checkpoint of %s at %d events", it.origin, it.size), err
	}
}

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: verify KEYS FILE...")
		os.Exit(2)
	}
	trusted, err := os.ReadFile(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "cannot read the keys:", err)
		os.Exit(2)
	}
	verifiers := []note.Verifier{}
	for _, line := range strings.Fields(string(trusted)) {
		verifier, err := note.NewVerifier(line)
		if err != nil {
			fmt.Fprintln(os.Stderr, "cannot read the keys:", err)
			os.Exit(2)
		}
		verifiers = append(verifiers, verifier)
	}
	code := 0
	for _, file := range os.Args[2:] {
		said, err := check(file, note.VerifierList(verifiers...))
		if err != nil {
			fmt.Printf("WRONG\t%s\t%s\n", file, err)
			code = 1
		} else {
			fmt.Printf("ok\t%s\t%s\n", file, said)
		}
	}
	os.Exit(code)
}
