// sumdb verifies an exported ledger with Go's sumdb/note and sumdb/tlog: `sumdb EXPORT VKEY PROOFS`. It exits 1 with the reason.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func fail(what string, err error) {
	fmt.Fprintln(os.Stderr, "sumdb:", what, err)
	os.Exit(1)
}

func read(path ...string) []byte {
	data, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		fail("read", err)
	}
	return data
}

func hash(text string) tlog.Hash {
	var value tlog.Hash
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(data) != tlog.HashSize {
		fail("hash", fmt.Errorf("%q", text))
	}
	copy(value[:], data)
	return value
}

// head is the tree of a signed checkpoint.
func head(data []byte, verifiers note.Verifiers) tlog.Tree {
	opened, err := note.Open(data, verifiers)
	if err != nil {
		fail("checkpoint", err)
	}
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		fail("size", err)
	}
	return tlog.Tree{N: size, Hash: hash(lines[2])}
}

// tiles reads tlog-tiles files: what sumdb calls tile/8/L/N lies in tile/L/N.
type tiles struct{ folder string }

func (t tiles) Height() int                   { return 8 }
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		data, err := os.ReadFile(filepath.Join(t.folder, "tile", strings.TrimPrefix(tile.Path(), "tile/8/")))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

// entries are those of one bundle, each after its length.
func entries(bundle []byte) [][]byte {
	var all [][]byte
	for len(bundle) > 0 {
		if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
			fail("bundle", fmt.Errorf("ends in the middle of an entry"))
		}
		end := 2 + int(binary.BigEndian.Uint16(bundle))
		all = append(all, bundle[2:end])
		bundle = bundle[end:]
	}
	return all
}

func checkEntries(folder string, tree tlog.Tree) {
	reader := tlog.TileHashReader(tree, tiles{folder})
	for index := int64(0); index < tree.N; index += 256 {
		name := fmt.Sprintf("%03d", index/256)
		if tree.N-index < 256 {
			name += fmt.Sprintf(".p/%d", tree.N-index)
		}
		for offset, entry := range entries(read(folder, "tile/entries", name)) {
			hashes, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, index+int64(offset))})
			if err != nil {
				fail("tiles", err)
			}
			if hashes[0] != tlog.RecordHash(entry) {
				fail("entry", fmt.Errorf("%d", index+int64(offset)))
			}
		}
	}
	root, err := tlog.TreeHash(tree.N, reader)
	if err != nil || root != tree.Hash {
		fail("root", err)
	}
}

func hashLines(text string) []tlog.Hash {
	var hashes []tlog.Hash
	for _, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if line != "" {
			hashes = append(hashes, hash(line))
		}
	}
	return hashes
}

func checkProof(proof, leaf []byte, verifiers note.Verifiers) {
	parts := bytes.SplitN(proof, []byte("\n\n"), 2)
	lines := strings.SplitN(string(parts[0]), "\n", 3)
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil || lines[0] != "c2sp.org/tlog-proof@v1" {
		fail("proof", err)
	}
	tree := head(parts[1], verifiers)
	if err := tlog.CheckRecord(hashLines(lines[2]), tree.N, tree.Hash, index, tlog.RecordHash(leaf)); err != nil {
		fail("inclusion", err)
	}
}

func checkConsistency(request []byte, oldRoot tlog.Hash, verifiers note.Verifiers) {
	parts := bytes.SplitN(request, []byte("\n\n"), 2)
	lines := strings.SplitN(string(parts[0]), "\n", 2)
	size, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "old "), 10, 64)
	if err != nil {
		fail("old size", err)
	}
	tree := head(parts[1], verifiers)
	if err := tlog.CheckTree(hashLines(lines[1]), tree.N, tree.Hash, size, oldRoot); err != nil {
		fail("consistency", err)
	}
}

func main() {
	folder, proofs := os.Args[1], os.Args[3]
	verifier, err := note.NewVerifier(strings.TrimSuffix(string(read(os.Args[2])), "\n"))
	if err != nil {
		fail("key", err)
	}
	verifiers := note.VerifierList(verifier)
	checkEntries(folder, head(read(folder, "checkpoint"), verifiers))
	all, _ := filepath.Glob(filepath.Join(proofs, "*.tlog-proof"))
	for _, name := range all {
		checkProof(read(name), read(strings.TrimSuffix(name, ".tlog-proof")+".leaf"), verifiers)
	}
	checkConsistency(read(proofs, "consistency"), hash(string(read(proofs, "root-300"))), verifiers)
	fmt.Println("accepted", len(all))
}
