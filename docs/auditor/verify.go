// Checks what a royalty ledger proves, with Go's own packages for signed notes and logs.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run verify.go KEYS FILE...
//
// (Debian: golang-go golang-golang-x-mod-dev.) KEYS is a file with the public keys that you trust,
// one on a line, as `checkpoint key` shows them. Each FILE is a checkpoint, or what `proof event`,
// `proof usage`, `proof statement` or `proof consistency` printed; or a folder that `audit export`
// wrote, whose money bundle.py adds up. A line is printed for each; the exit code is 0 if all hold,
// 1 if one does not.
//
// It has no code of the ledger's program in it: formats are those of docs/formats.md, RFC 6962 and
// C2SP signed-note, tlog-checkpoint and tlog-proof.
package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
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
	// A key vouches for the log that has its name, and for no other.
	vouched := false
	for _, it := range opened.Sigs {
		vouched = vouched || it.Name == lines[0]
	}
	if !vouched {
		return checkpoint{}, fmt.Errorf("the checkpoint is signed by none of your keys of log '%s'", lines[0])
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

	Place      int64
	Fact       string
	Name       string
	RecordedAt string

	// of a usage, and of which line it is
	Line         int64
	Known        string
	UsageId      string
	Contribution int64

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
		Number, Of                      int32
	}
	Salt        []byte
	PathInClose []string

	// what is shown of an event; without salts of before there were any
	Identity     []byte
	IdentitySalt []byte
	Payload      []byte
	PayloadSalt  []byte
}

// What an entry says: its place, the name of the event and when it was recorded, of whom or what it
// is where that is shown, and of a block how many usages it has and the root over them.
type entry struct {
	place      int64
	isBlock    bool
	salted     bool
	name       string
	recordedAt string
	stream     string
	identity   tlog.Hash
	payload    tlog.Hash
	usages     int32
	root       tlog.Hash
}

// A document that says a thing twice says two things, to one who reads the first and one who reads
// the last; so do names that differ in capitals only.
func once(document *json.Decoder, depth int) error {
	if depth > 64 {
		return errors.New("a document within documents without end")
	}
	token, err := document.Token()
	if err != nil {
		return err
	}
	opened, nested := token.(json.Delim)
	if !nested {
		return nil
	}
	seen := map[string]bool{}
	for document.More() {
		if opened == '{' {
			token, err := document.Token()
			if err != nil {
				return err
			}
			name := strings.ToLower(fmt.Sprint(token))
			if seen[name] {
				return fmt.Errorf("'%s' stands twice in a document", name)
			}
			seen[name] = true
		}
		if err := once(document, depth+1); err != nil {
			return err
		}
	}
	_, err = document.Token()
	return err
}

func parse(content []byte, to interface{}) error {
	if err := once(json.NewDecoder(bytes.NewReader(content)), 0); err != nil {
		return err
	}
	return json.Unmarshal(content, to)
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

func (r *reader) flag() bool {
	var there byte
	r.number(&there)
	if there > 1 {
		r.err = fmt.Errorf("%d says neither that something is there nor that it is not", there)
	}
	return there == 1
}

func (r *reader) optional() string {
	if r.flag() {
		return r.text()
	}
	return ""
}

// Of an event the name of its stream.
func (r *reader) identity() string {
	var sequence int64
	r.text()
	stream := r.text()
	r.number(&sequence)
	r.optional()
	return stream
}

func readEntry(data []byte) (entry, error) {
	r := &reader{Reader: bytes.NewReader(data)}
	var it entry
	var version byte
	var metaData tlog.Hash
	r.number(&version)
	r.number(&it.place)
	it.salted = version == 2
	if !it.salted {
		it.stream = r.identity()
	}
	it.recordedAt = r.text()
	it.name = r.text()
	r.optional()
	if it.salted {
		r.number(&it.identity)
	}
	r.number(&it.payload)
	r.number(&metaData)
	holds := r.flag()
	if holds {
		r.number(&it.usages)
		r.number(&it.root)
	}
	it.isBlock = holds && it.name == "usage-block-recorded"
	if r.err == nil && (version < 1 || version > 2 || r.Len() != 0) {
		r.err = errors.New("an entry that is not known here")
	}
	return it, r.err
}

// The hash of what is behind a salt, which has 32 bytes: else it could end in the middle of that.
func salted(salt, data []byte) (tlog.Hash, error) {
	if len(salt) != 32 {
		return tlog.Hash{}, errors.New("a salt does not have 32 bytes")
	}
	return tlog.RecordHash(append(append([]byte{}, salt...), data...)), nil
}

// Whether a part of an event is what its entry has a hash of; from version 2 on behind a salt.
func (it entry) says(data, salt []byte, hash tlog.Hash) error {
	made, err := tlog.Hash(sha256.Sum256(data)), error(nil)
	if it.salted {
		made, err = salted(salt, data)
	}
	if err == nil && made != hash {
		err = fmt.Errorf("what is shown of the event at place %d is not what is in the log", it.place)
	}
	return err
}

// The entry of an event that is in a log.
func included(p proof, log checkpoint) (entry, error) {
	path, err := hashes(p.Path)
	if err != nil {
		return entry{}, err
	}
	it, err := readEntry(p.Entry)
	if err == nil && it.place != p.Index+1 {
		err = fmt.Errorf("the entry is of place %d, not of %d", it.place, p.Index+1)
	}
	if err == nil && it.salted && p.Identity != nil {
		if err = it.says(p.Identity, p.IdentitySalt, it.identity); err == nil {
			r := &reader{Reader: bytes.NewReader(p.Identity)}
			it.stream = r.identity()
			if err = r.err; err == nil && r.Len() != 0 {
				err = errors.New("something follows what is said")
			}
		}
	}
	if err != nil {
		return it, err
	}
	return it, tlog.CheckRecord(path, log.size, log.root, p.Index, tlog.RecordHash(p.Entry))
}

func checkEntry(p proof, keys note.Verifiers) (entry, checkpoint, error) {
	signed, err := readCheckpoint(p.Checkpoint, keys)
	if err != nil {
		return entry{}, signed, err
	}
	it, err := included(p, signed)
	return it, signed, err
}

func checkUsage(p proof, keys note.Verifiers) (string, error) {
	it, signed, err := checkEntry(p, keys)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("usage %d of the %d recorded at place %d of %d on %s, %d of its %d parts shown",
		p.Row+1, it.usages, it.place, signed.size, it.recordedAt, len(p.Opened), len(p.Parts)), checkInBlock(p, it)
}

func checkInBlock(p proof, it entry) error {
	if !it.isBlock {
		return fmt.Errorf("the event at place %d holds no usages", it.place)
	}
	parts, err := hashes(p.Parts)
	if err != nil {
		return err
	}
	all := []byte{2}
	for _, part := range parts {
		all = append(all, part[:]...)
	}
	if len(p.Opened) == 0 {
		return errors.New("the proof shows no part of the usage")
	}
	for _, opened := range p.Opened {
		if opened.Part < 0 || opened.Part >= len(parts) {
			return fmt.Errorf("there is no part %d", opened.Part)
		}
		hash, err := salted(opened.Salt, opened.Bytes)
		if err != nil {
			return err
		}
		if hash != parts[opened.Part] {
			return fmt.Errorf("part %d is not what its hash was made of", opened.Part)
		}
		if opened.Part == 0 && contributions(opened.Bytes) != len(parts)-1 {
			return errors.New("the usage has another number of contributions than it says")
		}
	}
	path, err := hashes(p.PathInBlock)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(path, int64(it.usages), it.root, p.Row, sha256.Sum256(all))
}

// How many the header of a usage says, which are its last bytes.
func contributions(header []byte) int {
	if len(header) < 4 {
		return -1
	}
	return int(binary.BigEndian.Uint32(header[len(header)-4:]))
}

// What a statement's proof says, and whether it is sealed with how many of them its party has.
func checkStatement(p proof, keys note.Verifiers) (string, bool, error) {
	it, signed, err := checkEntry(p, keys)
	if err != nil {
		return "", false, err
	}
	if it.name != "period-closed" {
		return "", false, fmt.Errorf("the event at place %d closes no month", it.place)
	}
	if err := it.says(p.Payload, p.PayloadSalt, it.payload); err != nil {
		return "", false, err
	}
	var close struct {
		Period     string
		Statements struct {
			Count int64
			Root  string
			Leaf  int
		}
	}
	if err := parse(p.Payload, &close); err != nil {
		return "", false, err
	}
	if close.Period != p.Statement.Period {
		return "", false, fmt.Errorf("the close is of %s, not of %s", close.Period, p.Statement.Period)
	}
	root, err := tlog.ParseHash(close.Statements.Root)
	if err != nil {
		return "", false, err
	}
	if close.Statements.Leaf > 2 || close.Statements.Leaf < 0 {
		return "", false, errors.New("statements are sealed in a way that is not known here")
	}
	numbered := close.Statements.Leaf == 2
	data := []byte{1}
	if numbered {
		data[0] = 2
	}
	for _, text := range []string{p.Statement.Period, p.Statement.Party, p.Statement.Currency, p.Statement.Digest} {
		var length [4]byte
		binary.BigEndian.PutUint32(length[:], uint32(len(text)))
		data = append(append(data, length[:]...), text...)
	}
	of := ""
	if numbered {
		var numbers [8]byte
		binary.BigEndian.PutUint32(numbers[:4], uint32(p.Statement.Number))
		binary.BigEndian.PutUint32(numbers[4:], uint32(p.Statement.Of))
		data = append(data, numbers[:]...)
		of = fmt.Sprintf(" %d of %d", p.Statement.Number, p.Statement.Of)
	}
	path, err := hashes(p.PathInClose)
	if err != nil {
		return "", false, err
	}
	leaf, err := salted(p.Salt, data)
	if err != nil {
		return "", false, err
	}
	err = tlog.CheckRecord(path, close.Statements.Count, root, p.Row, leaf)
	return fmt.Sprintf("statement%s of %s for %s in %s: digest %s, sealed at place %d of %d, recorded %s",
		of, p.Statement.Party, p.Statement.Period, p.Statement.Currency, p.Statement.Digest, it.place, signed.size, it.recordedAt), numbered, err
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
		if err = parse(content, &p); err != nil {
			return "", err
		}
	default:
		p.Checkpoint = string(content)
	}
	switch {
	case p.Before != "":
		return checkConsistency(p, keys)
	case p.PathInClose != nil:
		said, _, err := checkStatement(p, keys)
		return said, err
	case p.PathInBlock != nil:
		return checkUsage(p, keys)
	case p.Entry != nil:
		it, signed, err := checkEntry(p, keys)
		of := ""
		if it.stream != "" {
			of = " " + it.stream
		}
		return fmt.Sprintf("event %d of %d: %s%s, recorded %s", it.place, signed.size, it.name, of, it.recordedAt), err
	default:
		it, err := readCheckpoint(p.Checkpoint, keys)
		return fmt.Sprintf("checkpoint of %s at %d events", it.origin, it.size), err
	}
}

// ---- a folder that `audit export` wrote: every proof in it, and the seal of each statement

func read(folder, name string) (string, error) {
	if about, err := os.Lstat(filepath.Join(folder, name)); err != nil || !about.Mode().IsRegular() {
		return "", fmt.Errorf("%s is no plain file of the folder", name)
	}
	content, err := os.ReadFile(filepath.Join(folder, name))
	return string(content), err
}

// Hands each line of a file on.
func rows(folder, name string, each func(line []byte) error) error {
	path := filepath.Join(folder, name)
	if about, err := os.Lstat(path); err != nil || !about.Mode().IsRegular() {
		return fmt.Errorf("%s is no plain file of the folder", name)
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewReaderSize(file, 1<<20)
	for number := 1; ; number++ {
		line, err := lines.ReadBytes('\n')
		if len(line) == 0 && err == io.EOF {
			return nil
		}
		if err != nil && err != io.EOF {
			return err
		}
		if err := each(line); err != nil {
			return fmt.Errorf("line %d of %s: %v", number, name, err)
		}
	}
}

func checkLog(folder string, keys note.Verifiers) (checkpoint, string, error) {
	var p proof
	var now checkpoint
	content, err := read(folder, "consistency.json")
	if err != nil {
		return now, "", err
	}
	if err := parse([]byte(content), &p); err != nil {
		return now, "", err
	}
	for name, said := range map[string]string{"checkpoint-of-close": p.Before, "checkpoint": p.Checkpoint} {
		if content, err := read(folder, name); err != nil || content != said {
			return now, "", fmt.Errorf("consistency.json is of another log than %s", name)
		}
	}
	said, err := checkConsistency(p, keys)
	if err != nil {
		return now, "", err
	}
	now, err = readCheckpoint(p.Checkpoint, keys)
	return now, said + " of " + now.origin, err
}

// A plain decimal without trailing zeros.
func plain(number string) string {
	if strings.Contains(number, ".") {
		number = strings.TrimRight(strings.TrimRight(number, "0"), ".")
	}
	if strings.Trim(number, "-0") == "" {
		return "0"
	}
	return number
}

func quoted(text string) string {
	short := map[rune]string{'"': `\"`, '\\': `\\`, '\b': `\b`, '\f': `\f`, '\n': `\n`, '\r': `\r`, '\t': `\t`}
	made := &strings.Builder{}
	for _, it := range text {
		if escaped, there := short[it]; there {
			made.WriteString(escaped)
		} else if it < ' ' {
			fmt.Fprintf(made, `\u%04x`, it)
		} else {
			made.WriteRune(it)
		}
	}
	return `"` + made.String() + `"`
}

// Fields in the order of their names.
func object(fields map[string]string) string {
	names := []string{}
	for name := range fields {
		names = append(names, name)
	}
	sort.Strings(names)
	parts := []string{}
	for _, name := range names {
		parts = append(parts, quoted(name)+":"+fields[name])
	}
	return "{" + strings.Join(parts, ",") + "}"
}

func array(of interface{}, each func(map[string]interface{}) string) string {
	parts := []string{}
	all, _ := of.([]interface{})
	for _, it := range all {
		fields, _ := it.(map[string]interface{})
		parts = append(parts, each(fields))
	}
	return "[" + strings.Join(parts, ",") + "]"
}

func text(of interface{}) string {
	switch it := of.(type) {
	case string:
		return it
	case json.Number:
		return it.String()
	}
	return ""
}

func said(from map[string]interface{}, names ...string) map[string]string {
	fields := map[string]string{}
	for _, name := range names {
		if from[name] != nil {
			fields[name] = quoted(text(from[name]))
		}
	}
	return fields
}

// The digest of a statement, docs/formats.md.
func digest(statement map[string]interface{}) string {
	line := func(it map[string]interface{}) string {
		fields := said(it, "adjusts", "offering", "territory", "territoryOfUse", "useType", "asset", "licence", "usedIn", "exact", "part")
		fields["units"], fields["share"] = quoted(plain(text(it["units"]))), quoted(plain(text(it["share"])))
		return object(fields)
	}
	fields := said(statement, "period", "party", "currency", "payoutCurrency")
	fields["lines"], fields["held"] = array(statement["lines"], line), array(statement["held"], line)
	fields["total"] = quoted(plain(text(statement["total"])))
	if statement["due"] != nil {
		fields["deductions"] = array(statement["deductions"], func(it map[string]interface{}) string {
			deduction := said(it, "reason", "contract", "reference")
			deduction["amount"] = quoted(plain(text(it["amount"])))
			return object(deduction)
		})
		for _, name := range []string{"due", "payable", "payout", "carriedForward"} {
			fields[name] = quoted(plain(text(statement[name])))
		}
	}
	return fmt.Sprintf("1:%x", sha256.Sum256([]byte(object(fields))))
}

func checkStatements(folder string, keys note.Verifiers) (string, error) {
	files, err := os.ReadDir(filepath.Join(folder, "statements"))
	if err != nil {
		return "", err
	}
	names := []string{}
	for _, it := range files {
		name := filepath.Join(folder, "statements", it.Name())
		if !it.Type().IsRegular() {
			return "", fmt.Errorf("%s is no plain file", name)
		}
		if strings.HasSuffix(name, ".proof.json") {
			names = append(names, name)
		} else if strings.HasSuffix(name, ".json") {
			if _, err := os.Stat(strings.TrimSuffix(name, ".json") + ".proof.json"); err != nil {
				return "", fmt.Errorf("%s has no proof", name)
			}
		}
	}
	if len(names) == 0 {
		return "", errors.New("there is no statement")
	}
	ofClose, err := read(folder, "checkpoint-of-close")
	if err != nil {
		return "", err
	}
	seen, all := map[int32]bool{}, int32(0)
	for _, name := range names {
		var p proof
		var statements []map[string]interface{}
		content, err := os.ReadFile(name)
		if err == nil {
			err = parse(content, &p)
		}
		if err != nil {
			return "", err
		}
		document, err := os.ReadFile(strings.TrimSuffix(name, ".proof.json") + ".json")
		if err == nil {
			err = once(json.NewDecoder(bytes.NewReader(document)), 0)
		}
		if err == nil {
			numbers := json.NewDecoder(bytes.NewReader(document))
			numbers.UseNumber()
			err = numbers.Decode(&statements)
			if err == nil && numbers.More() {
				err = errors.New("something follows it")
			}
		}
		if err != nil || len(statements) != 1 {
			return "", fmt.Errorf("the statement of %s cannot be read: %v", name, err)
		}
		it := statements[0]
		if text(it["period"]) != p.Statement.Period || text(it["party"]) != p.Statement.Party ||
			text(it["currency"]) != p.Statement.Currency || digest(it) != p.Statement.Digest {
			return "", fmt.Errorf("the figures beside %s are not those that were sealed", name)
		}
		if p.Checkpoint != ofClose {
			return "", fmt.Errorf("%s is against another checkpoint than that of the close", name)
		}
		_, numbered, err := checkStatement(p, keys)
		if err != nil {
			return "", fmt.Errorf("%s: %v", name, err)
		}
		if numbered {
			if all != 0 && all != p.Statement.Of {
				return "", fmt.Errorf("the party has %d statements of the month, and %d", all, p.Statement.Of)
			}
			all = p.Statement.Of
			seen[p.Statement.Number] = true
		}
		if signed, err := readCheckpoint(ofClose, keys); err != nil || signed.size != p.Index+1 {
			return "", errors.New("checkpoint-of-close is not that of the close")
		}
	}
	if all == 0 {
		return fmt.Sprintf("%d, as the close sealed them; whether there are more is not sealed", len(names)), nil
	}
	if len(names) != int(all) || len(seen) != int(all) {
		return "", fmt.Errorf("%d of the party's %d statements of the month are here", len(names), all)
	}
	return fmt.Sprintf("%d, as the close sealed them, and there are no more", len(names)), nil
}

func checkEvents(folder string, log checkpoint) (string, error) {
	ofClose, err := read(folder, "consistency.json")
	if err != nil {
		return "", err
	}
	var consistency proof
	if err := parse([]byte(ofClose), &consistency); err != nil {
		return "", err
	}
	lines := strings.Split(consistency.Before, "\n")
	if len(lines) < 2 {
		return "", errors.New("no checkpoint")
	}
	count, seen, closed, older := 0, map[int64]string{}, map[string]int{}, []int64{}
	firstSalted := log.size + 1
	err = rows(folder, "events.ndjson", func(line []byte) error {
		var p proof
		if err := parse(line, &p); err != nil {
			return err
		}
		if _, there := seen[p.Place]; there || p.Place < 1 || p.Place > log.size {
			return fmt.Errorf("an event is of place %d, which is there twice or is none of the log", p.Place)
		}
		seen[p.Place] = ""
		if p.Payload == nil {
			closed[strings.SplitN(p.Fact, "/", 2)[0]]++
		}
		if p.Entry == nil { // another party's of before there were salts, which is not shown
			older = append(older, p.Place)
			return nil
		}
		it, err := included(p, log)
		if err != nil {
			return err
		}
		if it.stream != p.Fact || it.place != p.Place || it.name != p.Name || it.recordedAt != p.RecordedAt {
			return fmt.Errorf("the event at place %d is another than it says", it.place)
		}
		seen[p.Place] = it.name
		if it.salted && it.place < firstSalted {
			firstSalted = it.place
		}
		if p.Payload == nil {
			return nil
		}
		count++
		return it.says(p.Payload, p.PayloadSalt, it.payload)
	})
	if err != nil {
		return "", err
	}
	for _, place := range older {
		if place >= firstSalted {
			return "", fmt.Errorf("place %d is after the first event with a salt, and has no entry", place)
		}
	}
	if size, err := strconv.ParseInt(lines[1], 10, 64); err != nil || seen[size] != "period-closed" {
		return "", errors.New("the close is not among the events")
	}
	exported := false
	kinds, without := []string{}, 0
	for _, name := range seen {
		exported = exported || name == "exported"
	}
	if !exported {
		return "", errors.New("that this evidence was exported is not among the events")
	}
	for kind, of := range closed {
		kinds, without = append(kinds, fmt.Sprintf("%d %s", of, kind)), without+of
	}
	sort.Strings(kinds)
	said := fmt.Sprintf("%d in the log of %d with what they say, %d without, as that is another party's", count, log.size, without)
	if without > 0 {
		said += ": " + strings.Join(kinds, ", ")
	}
	if len(older) > 0 {
		said += fmt.Sprintf("; %d of them are of before there were salts, and taken as said", len(older))
	}
	return said, nil
}

func checkUsages(folder string, log checkpoint) (string, error) {
	blocks := map[int64]entry{}
	err := rows(folder, "blocks.ndjson", func(line []byte) error {
		var p proof
		if err := parse(line, &p); err != nil {
			return err
		}
		it, err := included(p, log)
		if _, there := blocks[it.place]; err == nil && (there || !it.isBlock) {
			err = fmt.Errorf("the event at place %d holds no usages, or is there twice", it.place)
		}
		blocks[it.place] = it
		return err
	})
	if err != nil {
		return "", err
	}
	type counted struct {
		line         int64
		known, usage string
		contribution int64
	}
	type stands struct{ place, row int64 }
	seen, where := map[counted]bool{}, map[string]stands{}
	count := 0
	err = rows(folder, "usages.ndjson", func(line []byte) error {
		var p proof
		if err := parse(line, &p); err != nil {
			return err
		}
		it, there := blocks[p.Place]
		if !there {
			return fmt.Errorf("there is no block at place %d", p.Place)
		}
		one := counted{p.Line, p.Known, p.UsageId, p.Contribution}
		at, known := where[p.UsageId]
		if seen[one] || known && at != (stands{p.Place, p.Row}) {
			return fmt.Errorf("usage %s is counted twice in line %d", p.UsageId, p.Line)
		}
		seen[one], where[p.UsageId] = true, stands{p.Place, p.Row}
		count++
		return checkInBlock(p, it)
	})
	return fmt.Sprintf("%d in %d blocks of the log of %d", count, len(blocks), log.size), err
}

// On one line, and without what steers a terminal or turns the direction of writing.
func shown(text string) string {
	made := &strings.Builder{}
	for _, it := range text {
		if strconv.IsPrint(it) {
			made.WriteRune(it)
		} else {
			fmt.Fprintf(made, `\u%04x`, it)
		}
	}
	return made.String()
}

func checkFolder(folder string, keys note.Verifiers) int {
	code := 0
	print := func(name, said string, err error) {
		if err != nil {
			fmt.Printf("WRONG\t%s\t%s\n", name, shown(err.Error()))
			code = 1
		} else {
			fmt.Printf("ok\t%s\t%s\n", name, shown(said))
		}
	}
	log, said, err := checkLog(folder, keys)
	print("log", said, err)
	if err != nil {
		return code
	}
	said, err = checkStatements(folder, keys)
	print("statements", said, err)
	said, err = checkEvents(folder, log)
	print("events", said, err)
	said, err = checkUsages(folder, log)
	print("usages", said, err)
	return code
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
		if about, err := os.Stat(file); err == nil && about.IsDir() {
			if checkFolder(file, note.VerifierList(verifiers...)) != 0 {
				code = 1
			}
			continue
		}
		said, err := check(file, note.VerifierList(verifiers...))
		if err != nil {
			fmt.Printf("WRONG\t%s\t%s\n", shown(file), shown(err.Error()))
			code = 1
		} else {
			fmt.Printf("ok\t%s\t%s\n", shown(file), shown(said))
		}
	}
	os.Exit(code)
}
