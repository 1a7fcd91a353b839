#!/usr/bin/env python3
"""Checks what a royalty ledger proves, with nothing but Python's standard library.

    verify.py KEYS FILE...

KEYS is a file with the public keys that you trust, one on a line, as `checkpoint key` shows them.
Each FILE is a checkpoint, or what `proof event`, `proof usage`, `proof statement` or `proof consistency`
printed; or a folder that `audit export` wrote, which bundle.py beside this program checks. A line is
printed for each; the exit code is 0 if all hold, 1 if one does not, 2 if one cannot be read.

It has no code of the ledger's program in it: formats are those of docs/formats.md, RFC 6962 and
C2SP signed-note, tlog-checkpoint and tlog-proof.
"""
import base64
import datetime
import hashlib
import json
import os
import struct
import sys


class Wrong(Exception):
    """What is said does not hold."""


# ---- Ed25519, RFC 8032, 5.1: only what checking needs

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def recovered_x(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def point(encoded):
    number = int.from_bytes(encoded, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    x = recovered_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def added(a, b):
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * D % P
    h = 2 * a[2] * b[2] % P
    return ((f - e) * (h - g) % P, (h + g) * (f + e) % P, (h - g) * (h + g) % P, (f - e) * (f + e) % P)


def times(number, a):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = added(result, a)
        a = added(a, a)
        number >>= 1
    return result


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recovered_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def signed(public, text, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    key, r = point(public), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + text).digest(), "little") % L
    a, b = times(s, BASE), added(r, times(h, key))
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


# ---- signed notes and checkpoints

def read_keys(path):
    """By name and id: the 32 bytes of each key."""
    keys = {}
    for line in open(path, encoding="utf-8").read().split():
        name, key_id, key = line.split("+", 2)
        raw = base64.b64decode(key, validate=True)
        expected = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
        if len(raw) != 33 or raw[0] != 1 or expected.hex() != key_id:
            raise ValueError("the key '%s' was not copied whole" % name)
        keys[name, expected] = raw[1:]
    if not keys:
        raise ValueError("%s has no key" % path)
    return keys


class Checkpoint:
    def __init__(self, note, keys):
        text, _, lines = note.rpartition("\n\n")
        text += "\n"
        holds = False
        for line in lines.splitlines():
            if not line.startswith("\u2014 "):
                raise ValueError("'%s' is no signature" % line)
            name, _, both = line[2:].partition(" ")
            raw = base64.b64decode(both, validate=True)
            key = keys.get((name, raw[:4]))
            # A key vouches for the log that has its name, and for no other.
            if key is not None and name == text.split("\n", 1)[0]:
                if not signed(key, text.encode(), raw[4:]):
                    raise Wrong("the checkpoint is not signed by %s, which it names" % name)
                holds = True
        if not holds:
            raise Wrong("the checkpoint is signed by none of your keys of log '%s'" % text.split("\n", 1)[0])
        self.origin, size, root = text.split("\n")[:3]
        self.size, self.root = int(size), base64.b64decode(root, validate=True)


# ---- trees

def sha(data):
    return hashlib.sha256(data).digest()


def node(left, right):
    return sha(b"\x01" + left + right)


def included(leaf, index, size, path, root):
    """RFC 9162, 2.1.3.2."""
    if not 0 <= index < size:
        return False
    at, last, made = index, size - 1, leaf
    for other in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            made = node(other, made)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            made = node(made, other)
        at, last = at >> 1, last >> 1
    return last == 0 and made == root


def goes_on(before, after, path):
    """RFC 9162, 2.1.4.2."""
    if before.size == after.size:
        return not path and before.root == after.root
    if before.size > after.size:
        return False
    if before.size == 0:
        return not path and before.root == sha(b"")
    path = list(path)
    if before.size & (before.size - 1) == 0:
        path.insert(0, before.root)
    if not path:
        return False
    at, last = before.size - 1, after.size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = path[0]
    for other in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node(other, old), node(other, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node(new, other)
        at, last = at >> 1, last >> 1
    return last == 0 and old == before.root and new == after.root


# ---- what is in a leaf

class Bytes:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        part = self.data[self.at:self.at + count]
        if len(part) != count:
            raise ValueError("what is said ends too early")
        self.at += count
        return part

    def number(self, form):
        return struct.unpack(form, self.take(struct.calcsize(form)))[0]

    def text(self):
        return self.take(self.number(">i")).decode("utf-8")

    def flag(self):
        said = self.number(">B")
        if said > 1:
            raise ValueError("%d says neither that something is there nor that it is not" % said)
        return said == 1

    def optional(self):
        return self.text() if self.flag() else None

    def end(self):
        if self.at != len(self.data):
            raise ValueError("something follows what is said")


def read_identity(data):
    it = Bytes(data)
    identity = read_named(it)
    it.end()
    return identity


def read_named(it):
    return {"event": it.text(), "stream": it.text(), "number": it.number(">q"), "kind": it.optional()}


def read_entry(data):
    """docs/formats.md, the leaves of the log."""
    it = Bytes(data)
    version = it.number(">B")
    if version not in (1, 2):
        raise ValueError("an entry of a version that is not known here")
    entry = {"version": version, "place": it.number(">q"), "usages": None}
    if version == 1:
        entry.update(read_named(it))
    entry.update(recordedAt=it.text(), name=it.text(), revision=it.optional())
    if version == 2:
        entry["identity"] = it.take(32)
    entry["payload"], entry["metaData"] = it.take(32), it.take(32)
    if it.flag():
        entry["usages"], entry["root"] = it.number(">i"), it.take(32)
    it.end()
    return entry


def instant(second, nano):
    """As the ledger writes a time: with a fraction only where there is one, of 3, 6 or 9 digits."""
    at = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=second)
    if not 0 <= nano < 10**9:
        raise ValueError("a second has no %d nanoseconds" % nano)
    fraction = "%09d" % nano
    while fraction.endswith("000"):
        fraction = fraction[:-3]
    return at.isoformat() + ("." + fraction if fraction else "") + "Z"


def read_part(number, data):
    """docs/formats.md, canonical bytes: what a part of a usage says, in words."""
    it = Bytes(data)
    if it.number(">B") != 1:
        raise ValueError("a part of a version that is not known here")
    if number == 0:
        usage, second, nano = it.text(), it.number(">q"), it.number(">i")
        use, offering, territory, listener = it.text(), it.text(), it.text(), it.optional()
        quantity = it.number(">q")
        rest = [it.optional() for _ in range(7)]
        contributions = it.number(">i")
        it.end()
        said = "usage %s: %d times %s of %s in %s at %s, %d contributions" % (
            usage, quantity, use, offering, territory, instant(second, nano), contributions)
        if listener:
            said += ", listener %s" % listener
        return said + "".join(
            ", %s %s" % pair for pair in zip(
                ("model", "containsAI", "output", "provider", "method", "version", "confidence"), rest)
            if pair[1] is not None)
    index, party = it.number(">i"), it.flag()
    target, role, given, used = it.text(), it.text(), it.number(">q"), it.number(">q")
    it.end()
    if index != number - 1:
        raise Wrong("contribution %d stands in the place of %d" % (index, number - 1))
    weight = ("%d.%012d" % divmod(used, 10**12)).rstrip("0").rstrip(".")
    said = "contribution %d: %s %s as %s, weight %s" % (
        index, "party" if party else "asset", target, role or "(no role)", weight)
    return said if given == used else said + " (given %d trillionths)" % given


def contributions(header):
    """How many the header of a usage says, which are its last bytes."""
    return struct.unpack(">i", header[-4:])[0]


def shown(text):
    """On one line, and without what steers a terminal or turns the direction of writing."""
    return "".join(it if it.isprintable() else "\\u%04x" % ord(it) for it in str(text))


# ---- the kinds of files

def once(pairs):
    """A document that says a thing twice says two things; so do, for some readers, names that differ in capitals only."""
    fields = dict(pairs)
    if len({it.lower() for it in fields}) != len(pairs):
        raise ValueError("a field stands twice in a document")
    return fields


def no_number(text):
    raise ValueError("'%s' is no number" % text)


def parsed(text):
    return json.loads(text, object_pairs_hook=once, parse_constant=no_number)


def b64(text):
    return base64.b64decode(text, validate=True)


def salt(text):
    """Of another length, it could begin or end in the middle of what it is the salt of."""
    raw = b64(text)
    if len(raw) != 32:
        raise Wrong("a salt does not have 32 bytes")
    return raw


def check_entry(proof, checkpoint):
    """What the entry of an event says, once that is in the log; of whom it is, where that is shown."""
    entry = read_entry(b64(proof["entry"]))
    if entry["place"] != proof["index"] + 1:
        raise Wrong("the entry is of place %d, not of %d" % (entry["place"], proof["index"] + 1))
    if not included(sha(b"\x00" + b64(proof["entry"])), proof["index"], checkpoint.size,
                    [b64(it) for it in proof["path"]], checkpoint.root):
        raise Wrong("the event at place %d is not in the log that was signed" % entry["place"])
    if entry["version"] == 2 and "identity" in proof:
        entry.update(read_identity(opened(proof, entry, "identity")))
    return entry


def opened(proof, entry, part):
    """What a proof shows of an event, as its entry has a hash of it; from version 2 on behind a salt."""
    data = b64(proof[part])
    if sha((b"\x00" + salt(proof[part + "Salt"]) if entry["version"] == 2 else b"") + data) != entry[part]:
        raise Wrong("what is shown of the event at place %d is not what is in the log" % entry["place"])
    return data


def check_event(proof, keys):
    checkpoint = Checkpoint(proof["checkpoint"], keys)
    entry = check_entry(proof, checkpoint)
    return "event %d of %d: %s%s, recorded %s" % (
        entry["place"], checkpoint.size, entry["name"], " " + entry["stream"] if "stream" in entry else "",
        entry["recordedAt"])


def check_usage(proof, keys):
    checkpoint = Checkpoint(proof["checkpoint"], keys)
    entry = check_entry(proof, checkpoint)
    if entry["usages"] is None or entry["name"] != "usage-block-recorded":
        raise Wrong("the event at place %d holds no usages" % entry["place"])
    parts = [b64(it) for it in proof["parts"]]
    if any(len(it) != 32 for it in parts):
        raise Wrong("a part's hash does not have 32 bytes")
    said = []
    for it in proof["opened"]:
        if not 0 <= it["part"] < len(parts):
            raise Wrong("there is no part %s" % it["part"])
        if sha(b"\x00" + salt(it["salt"]) + b64(it["bytes"])) != parts[it["part"]]:
            raise Wrong("part %d is not what its hash was made of" % it["part"])
        said.append(read_part(it["part"], b64(it["bytes"])))
        if it["part"] == 0 and contributions(b64(it["bytes"])) != len(parts) - 1:
            raise Wrong("the usage has another number of contributions than it says")
    if not said:
        raise Wrong("the proof shows no part of the usage")
    if not included(sha(b"\x02" + b"".join(parts)), proof["row"], entry["usages"],
                    [b64(it) for it in proof["pathInBlock"]], entry["root"]):
        raise Wrong("the usage is not in the block at place %d" % entry["place"])
    return "usage %d of the %d recorded at place %d of %d on %s: %s" % (
        proof["row"] + 1, entry["usages"], entry["place"], checkpoint.size, entry["recordedAt"], "; ".join(said))


def text_bytes(text):
    raw = text.encode("utf-8")
    return struct.pack(">i", len(raw)) + raw


def is_numbered(close):
    """Whether each statement is sealed with how many of them its party has."""
    version = close["statements"].get("leaf", 1)
    if version not in (1, 2):
        raise ValueError("statements are sealed in a way that is not known here")
    return version == 2


def check_statement(proof, keys):
    checkpoint = Checkpoint(proof["checkpoint"], keys)
    entry = check_entry(proof, checkpoint)
    said = proof["statement"]
    if entry["name"] != "period-closed":
        raise Wrong("the event at place %d closes no month" % entry["place"])
    close = parsed(opened(proof, entry, "payload"))
    if close["period"] != said["period"]:
        raise Wrong("the close is of %s, not of %s" % (close["period"], said["period"]))
    data = b"".join(text_bytes(said[it]) for it in ("period", "party", "currency", "digest"))
    numbered = is_numbered(close)
    if numbered:
        data += struct.pack(">ii", said["number"], said["of"])
    leaf = sha(b"\x00" + salt(proof["salt"]) + (b"\x02" if numbered else b"\x01") + data)
    if not included(leaf, proof["row"], close["statements"]["count"], [b64(it) for it in proof["pathInClose"]],
                    b64(close["statements"]["root"])):
        raise Wrong("the statement of %s is not one that the close sealed" % said["party"])
    return "statement%s of %s for %s in %s: digest %s, sealed at place %d of %d, recorded %s" % (
        " %d of %d" % (said["number"], said["of"]) if numbered else "", said["party"], said["period"],
        said["currency"], said["digest"], entry["place"], checkpoint.size, entry["recordedAt"])


def check_consistency(proof, keys):
    before, after = Checkpoint(proof["before"], keys), Checkpoint(proof["checkpoint"], keys)
    if before.origin != after.origin:
        raise Wrong("the checkpoints are of two logs, %s and %s" % (before.origin, after.origin))
    if not goes_on(before, after, [b64(it) for it in proof["path"]]):
        raise Wrong("the log of %d events does not begin with the one of %d" % (after.size, before.size))
    return "log of %d events: begins with the %d of before, none changed" % (after.size, before.size)


def check(path, keys):
    if not os.path.isfile(path):
        raise ValueError("it is no plain file")
    content = open(path, encoding="utf-8").read()
    if content.startswith("c2sp.org/tlog-proof@v1\n"):
        head, _, note = content.partition("\n\n")
        lines = head.split("\n")[1:]
        if not lines[0].startswith("extra ") or not lines[1].startswith("index "):
            raise ValueError("a proof without its extra or index line")
        return check_event(
            {"entry": lines[0][6:], "index": int(lines[1][6:]), "path": lines[2:], "checkpoint": note}, keys)
    if not content.startswith("{"):
        it = Checkpoint(content, keys)
        return "checkpoint of %s at %d events" % (it.origin, it.size)
    proof = parsed(content)
    if "before" in proof:
        return check_consistency(proof, keys)
    if "pathInClose" in proof:
        return check_statement(proof, keys)
    if "pathInBlock" in proof:
        return check_usage(proof, keys)
    if "entry" in proof:
        return check_event(proof, keys)
    return "checkpoint of %s at %d events" % (
        lambda it: (it.origin, it.size))(Checkpoint(proof["checkpoint"], keys))


def main(arguments):
    if len(arguments) < 2 or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    code = 0
    sys.stdout.reconfigure(errors="backslashreplace")
    try:
        keys = read_keys(arguments[0])
    except (OSError, ValueError) as e:
        print("cannot read the keys: %s" % e, file=sys.stderr)
        return 2
    for path in arguments[1:]:
        if os.path.isdir(path):
            sys.dont_write_bytecode = True
            import bundle  # only for folders: a single proof needs this file alone
            code = max(code, bundle.main([arguments[0], path]))
            continue
        try:
            print("ok\t%s\t%s" % (shown(path), shown(check(path, keys))))
        except Wrong as e:
            print("WRONG\t%s\t%s" % (shown(path), shown(e)))
            code = max(code, 1)
        except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, ArithmeticError, RecursionError,
                MemoryError, struct.error) as e:
            print("UNREADABLE\t%s\t%s" % (shown(path), shown(e)))
            code = 2
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
