#!/usr/bin/env python3
"""Checks a folder of evidence: every proof in it, and the money from single usages up to what is paid.

    bundle.py KEYS FOLDER [PLAYS]

KEYS is a file with the public keys that you trust, FOLDER what `audit export` wrote; of PLAYS usages it
is printed what they say, once all holds. A line is printed
for each kind of evidence; the exit code is 0 if all of it holds, 1 if something does not, 2 if
something cannot be read. Beside it stand verify.py and digest.py; nothing else is needed.

What is checked, in this order: that no file was changed since the export; that both checkpoints are
signed and that the log of the close is the beginning of the newer one; that each statement is the one
that the close sealed; that each event and each block of usages is in the log; that each usage is in
its block, and is of the line that it is counted in; that the usages of each line come to its units;
that each step from there to the line, to the party's part of the pool, to the total and to what is
paid gives what it says, with numbers that stand in the facts that they are said to come from.
"""
import sys

sys.dont_write_bytecode = True  # a folder that is checked stays as it is

import csv
import hashlib
import json
import os
import re
import struct
from collections import defaultdict
from fractions import Fraction as Exact

import digest
import verify
from verify import Wrong, b64, parsed, sha

TRILLION = 10**12
NUMBER = re.compile(r"-?[0-9]{1,4000}(\.[0-9]{1,400})?(/[1-9][0-9]{0,3999})?")
PLACES = 30


def Fraction(value=0, other=None):
    """A number as the ledger writes them: no exponents, which could be of any size."""
    if isinstance(value, str):
        if NUMBER.fullmatch(value) is None or "." in value and "/" in value:
            raise ValueError("'%.40s' is no number" % value)
    elif isinstance(value, float):
        raise ValueError("'%s' is no exact number" % value)
    return Exact(value) if other is None else Exact(value, other)


def plain_file(folder, name):
    """Where a file is; a link, a pipe or a device could be of any size, or of somewhere else."""
    path = os.path.join(folder, name)
    if os.path.islink(folder) or os.path.islink(path) or not os.path.isfile(path):
        raise Wrong("%s is no plain file of the folder" % name)
    return path


def rows(folder, name):
    plain_file(folder, name)
    with open(os.path.join(folder, name), encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield parsed(line)
            except ValueError as e:
                raise ValueError("line %d of %s: %s" % (number, name, e))


def read(folder, name):
    with open(plain_file(folder, name), encoding="utf-8") as file:
        return file.read()


# ---- files, checkpoints, statements

KNOWN = re.compile(
    r"(README\.md|SHA256SUMS|(lines|usages|blocks|events)\.ndjson|checkpoint|checkpoint-of-close|consistency\.json|keys"
    r"|(verify|bundle|digest)\.py|verify\.go|statements/[^/]+\.(json|csv))")


def check_files(folder):
    listed = {}
    for line in read(folder, "SHA256SUMS").splitlines():
        total, name = line.split("  ", 1)
        listed[name] = total
    there = set()
    for at, folders, names in os.walk(folder):
        for name in folders:
            if at != folder or name != "statements" or os.path.islink(os.path.join(at, name)):
                raise Wrong("%s was put in: evidence has no such folder" % name)
        there.update(os.path.relpath(os.path.join(at, name), folder).replace(os.sep, "/") for name in names)
    there.discard("SHA256SUMS")
    for name in sorted(there):
        if KNOWN.fullmatch(name) is None:
            raise Wrong("%s was put in: evidence has no such file" % name)
    for name in sorted(there ^ set(listed)):
        raise Wrong("%s %s" % (name, "is missing" if name in listed else "was put in"))
    for name in sorted(listed):
        with open(plain_file(folder, name), "rb") as file:
            if hashlib.sha256(file.read()).hexdigest() != listed[name]:
                raise Wrong("%s was changed" % name)
    return "%d files, as they were written" % len(listed)


def check_log(folder, keys):
    before, now = read(folder, "checkpoint-of-close"), read(folder, "checkpoint")
    proof = parsed(read(folder, "consistency.json"))
    if proof["before"] != before or proof["checkpoint"] != now:
        raise Wrong("consistency.json is of other checkpoints than those beside it")
    said = verify.check_consistency(proof, keys)
    checkpoint = verify.Checkpoint(now, keys)
    return checkpoint, "%s of %s" % (said, checkpoint.origin)


def check_statements(folder, keys, statements, found):
    at = os.path.join(folder, "statements")
    names = sorted(it for it in os.listdir(at) if it.endswith(".json") and not it.endswith(".proof.json"))
    if not names:
        raise Wrong("there is no statement")
    expected = {it[:-len("json")] + end for it in names for end in ("json", "csv", "proof.json")}
    for name in sorted(set(os.listdir(at)) ^ expected):
        raise Wrong("statements/%s is missing, or is of no statement" % name)
    close = read(folder, "checkpoint-of-close")
    numbers = set()
    for name in names:
        documents = parsed(read(at, name))
        if len(documents) != 1:
            raise Wrong("%s holds %d statements" % (name, len(documents)))
        statement, proof = documents[0], parsed(read(at, name[:-len(".json")] + ".proof.json"))
        for field in ("period", "party", "currency"):
            if statement[field] != proof["statement"][field]:
                raise Wrong("%s is of %s, its proof of %s" % (name, statement[field], proof["statement"][field]))
        if digest.digest(statement) != proof["statement"]["digest"]:
            raise Wrong("the figures of %s are not those that were sealed" % name)
        if proof["checkpoint"] != close:
            raise Wrong("the proof of %s is against another checkpoint than that of the close" % name)
        verify.check_statement(proof, keys)
        closed = parsed(b64(proof["payload"]))
        if verify.Checkpoint(close, keys).size != proof["index"] + 1:
            raise Wrong("checkpoint-of-close is not that of the close")
        found["closed"], found["placeOfClose"] = closed, proof["index"] + 1
        if verify.is_numbered(closed):
            numbers.add((proof["statement"]["number"], proof["statement"]["of"]))
        check_fields(name, statement)
        check_figures(name, statement)
        check_csv(at, name[:-len(".json")] + ".csv", statement)
        statements.append(statement)
    statements.sort(key=lambda it: it["currency"])
    if len({(it["period"], it["party"]) for it in statements}) != 1:
        raise Wrong("the statements are of several parties or months")
    if numbers and numbers != {(it, len(names)) for it in range(1, len(names) + 1)}:
        raise Wrong("%d of the party's %d statements of the month are here" % (len(names), max(numbers)[1]))
    return "%d of %s for %s, as the close sealed them%s" % (
        len(statements), statements[0]["party"], statements[0]["period"],
        ", and there are no more" if numbers else "; whether there are more is not sealed")


def check_csv(folder, name, statement):
    """The table must say what the sealed document says."""
    with open(plain_file(folder, name), encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        table = list(reader)
    if reader.fieldnames != COLUMNS:
        raise Wrong("%s has other columns than a statement has" % name)
    if len(table) != len(statement["lines"]):
        raise Wrong("%s has %d lines, and the statement %d" % (name, len(table), len(statement["lines"])))
    for number, (row, line) in enumerate(zip(table, statement["lines"]), 1):
        if None in row or None in row.values():
            raise Wrong("%s, line %d has more or fewer cells than there are columns" % (name, number))
        for column, text in row.items():
            said = line.get(column, statement.get(column))
            if unquoted(text) != ("" if said is None else str(said)):
                raise Wrong("%s, line %d: %s is '%s', and the statement has '%s'" % (name, number, column, text, said))


def unquoted(text):
    """A text that a spreadsheet would take for a formula has an apostrophe before it."""
    return text[1:] if text[:1] == "'" else text


COLUMNS = ["period", "party", "currency", "total", "offering", "territory", "territoryOfUse", "useType", "asset", "licence",
           "part", "usedIn", "units", "share", "amount", "exact", "adjusts"]

# What a statement and the documents in it may say; of each field another place of this program says how it is checked.
FIELDS = {
    "pools": {"adjusts", "offering", "territory", "licence", "part", "exact", "amount", "held", "raised"},
    "lines": {"adjusts", "offering", "territory", "territoryOfUse", "useType", "asset", "assetKind", "licence", "part",
              "usedIn", "units", "share", "amount", "exact"},
    "deductions": {"reason", "contract", "reference", "rate", "base", "amount"},
    "waiting": {"offering", "territory", "kind", "target", "state", "usages", "units"},
    "tax": {"rate", "source", "amount"},
    "exchange": {"amount", "rate", "source"},
}
FIELDS["held"] = FIELDS["lines"]
OF_STATEMENT = set(FIELDS) | {
    "period", "party", "currency", "total", "due", "broughtForward", "setOff", "payable", "payout", "payoutCurrency",
    "carriedForward", "carriedBecause", "minimum"}


def check_fields(name, statement):
    """What nobody knows here could say anything."""
    unknown = set(statement) - OF_STATEMENT
    for field, known in FIELDS.items():
        said = statement.get(field, [])
        for it in said if isinstance(said, list) else [said]:
            unknown |= set(it) - known
    if "due" not in statement:
        unknown |= {"tax", "exchange", "deductions", "broughtForward", "setOff"} & set(statement)
    if unknown:
        raise Wrong("%s: a statement has no %s" % (name, ", ".join(sorted(unknown))))


def decimals(amount):
    """How many decimals an amount of money is written with: those of its currency."""
    return len(amount.partition(".")[2])


def pool_of(statement, it):
    return (statement["currency"],) + tuple(
        it.get(field) for field in ("adjusts", "licence", "part", "offering", "territory"))


def check_pools_exact(name, statement):
    """What a pool's lines come to before it is rounded is the sum of the lines, which are sealed."""
    exact, there = defaultdict(list), set()
    for it in statement["lines"]:
        exact[pool_of(statement, it)].append(Fraction(it["exact"]))
    of_lines = {pool_of(statement, it) for it in statement["lines"] + statement.get("held", [])}
    for it in statement["pools"]:
        pool = pool_of(statement, it)
        if pool not in of_lines or pool in there:
            raise Wrong("%s: a pool stands there twice, or no line is of it" % name)
        there.add(pool)
        if total(exact[pool]) != Fraction(it["exact"]):
            raise Wrong("%s: its lines of a pool do not come to %s, which the pool says" % (name, it["exact"]))


def check_figures(name, statement):
    """What is under no digest must follow from what is."""
    for it in statement["lines"] + statement.get("held", []):
        if rounded(Fraction(it["exact"]), 12, True) != Fraction(it["amount"]):
            raise Wrong("%s: %s is not the amount of a line of %s" % (name, it["amount"], it["exact"]))
    if sum(Fraction(it["amount"]) for it in statement["pools"]) != Fraction(statement["total"]):
        raise Wrong("%s: its pools do not come to its total" % name)
    check_pools_exact(name, statement)
    if "due" not in statement:
        return
    deducted = sum(Fraction(it["amount"]) for it in statement["deductions"])
    due, payable = Fraction(statement["due"]), Fraction(statement["payable"])
    if Fraction(statement["total"]) + deducted != due:
        raise Wrong("%s: its deductions do not lead from its total to what is due" % name)
    if due + Fraction(statement["broughtForward"]) + Fraction(statement["setOff"]) \
            != payable + Fraction(statement["carriedForward"]):
        raise Wrong("%s: what is due, brought forward and set off is not what is payable and carried forward" % name)
    net = payable - Fraction(statement["tax"]["amount"] if "tax" in statement else 0)
    paid = statement["exchange"]["amount"] if "exchange" in statement else statement["payout"]
    if net != Fraction(paid) and ("exchange" in statement or statement["payoutCurrency"] == statement["currency"]):
        raise Wrong("%s: what is payable, less tax, is not what is paid" % name)
    check_rates(name, statement)


def check_rates(name, statement):
    """What is said to be a percentage or to be exchanged comes to what it says."""
    tax, exchange = statement.get("tax"), statement.get("exchange")
    if tax is not None and Fraction(tax["amount"]) != rounded(
            Fraction(statement["payable"]) * Fraction(tax["rate"]) / 100, decimals(statement["payable"]), True):
        raise Wrong("%s: %s %% of what is payable is not the tax" % (name, tax["rate"]))
    if exchange is not None and Fraction(statement["payout"]) != rounded(
            Fraction(exchange["amount"]) * Fraction(exchange["rate"]), decimals(statement["payout"]), True):
        raise Wrong("%s: %s times the rate %s is not what is paid" % (name, exchange["amount"], exchange["rate"]))


# ---- events, blocks, usages

def check_events(folder, checkpoint, events, closed_month, found):
    said, closed, of_older, export = 0, defaultdict(int), [], None
    for it in rows(folder, "events.ndjson"):
        place = it["place"]
        if not isinstance(place, int) or place in events or not 1 <= place <= checkpoint.size:
            raise Wrong("an event is of place %s, which is there twice or is none of the log" % place)
        if "entry" not in it:
            of_older.append(place)
            events[place] = it["fact"], None, None
            closed[it["fact"].split("/")[0]] += 1
            continue
        entry = verify.check_entry(it, checkpoint)
        if any(entry[field] != it[name] for field, name in (
                ("name", "name"), ("stream", "fact"), ("place", "place"), ("recordedAt", "recordedAt"))):
            raise Wrong("the event at place %d is another than it says" % entry["place"])
        payload = verify.opened(it, entry, "payload") if "payload" in it else None
        said += payload is not None
        if payload is None:
            closed[entry["stream"].split("/")[0]] += 1
        if entry["version"] == 2:
            found["salted"] = min(place, found.get("salted", place))
        if entry["name"] == "exported" and payload is not None:
            export = place
        events[place] = entry["stream"], payload, entry["recordedAt"]
    check_shown(events, export, closed_month, found)
    for place in of_older:
        if place >= found.get("salted", checkpoint.size + 1):
            raise Wrong("place %d is after the first event with a salt, and has no entry" % place)
    return "%d in the log of %d with what they say, %d without, as that is another party's%s%s" % (
        said, checkpoint.size, sum(closed.values()),
        ": " + ", ".join("%d %s" % (closed[kind], kind) for kind in sorted(closed)) if closed else "",
        "; %d of them are of before there were salts, and taken as said" % len(of_older) if of_older else "")


def check_shown(events, export, month, found):
    """The close and the export stand beside the facts; and nothing is closed that would be open to the party."""
    place = found["placeOfClose"]
    if place not in events or events[place][1] is None or parsed(events[place][1]) != found["closed"]:
        raise Wrong("the close at place %d is not among the events" % place)
    if export is None or export < place:
        raise Wrong("that this evidence was exported is not among the events")
    exported = parsed(events[export][1])
    if (exported.get("period"), exported.get("party")) != month:
        raise Wrong("the event at place %d is the export of another party's evidence" % export)
    found["export"] = export
    for at, (stream, payload, _) in events.items():
        if payload is None and (exported.get("open") is True or is_open(stream, month[1])):
            raise Wrong("what %s says, at place %d, is not shown" % (stream, at))


def escaped(part):
    """A part of a fact's name, in which a slash could not be told from one between parts."""
    return part.replace("%", "%25").replace("/", "%2F")


def is_open(fact, party):
    """Whether its name alone tells that a fact is shown: it concerns everybody, or is of the party."""
    kind, *parts = fact.split("/")
    return kind in OPEN or escaped(party) in parts[:OWN.get(kind, 0)]


# Facts that concern everybody; and those that are of a party, with in how many first parts of their name it can stand.
OPEN = ("revenue", "rate", "offering", "policy", "tax")
OWN = {"consent": 1, "payee": 1, "minimum": 1, "party": 1, "membership": 2}


def check_blocks(folder, checkpoint, blocks, cut_off):
    for it in rows(folder, "blocks.ndjson"):
        entry = verify.check_entry(it, checkpoint)
        if entry["usages"] is None or entry["name"] != "usage-block-recorded" or entry["place"] in blocks:
            raise Wrong("the event at place %d holds no usages, or is there twice" % entry["place"])
        if entry["place"] > cut_off:
            raise Wrong("the block at place %d came after the close's cut-off at %d" % (entry["place"], cut_off))
        blocks[entry["place"]] = entry["usages"], entry["root"]
    return "%d in the log of %d" % (len(blocks), checkpoint.size)


def read_header(data):
    it = verify.Bytes(data)
    if it.number(">B") != 1:
        raise ValueError("a usage of a version that is not known here")
    said = {"usageId": it.text(), "second": it.number(">q"), "nano": it.number(">i"), "useType": it.text(),
            "offering": it.text(), "territory": it.text(), "listener": it.optional(), "quantity": it.number(">q")}
    said["modelVersion"], said["containsAI"], said["output"] = it.optional(), it.optional(), it.optional()
    for _ in range(4):
        it.optional()
    said["contributions"] = it.number(">i")
    it.end()
    return said


def read_contribution(data):
    it = verify.Bytes(data)
    if it.number(">B") != 1:
        raise ValueError("a contribution of a version that is not known here")
    said = {"index": it.number(">i"), "party": it.flag(), "target": it.text(), "role": it.text(),
            "given": it.number(">q"), "used": it.number(">q")}
    it.end()
    return said


def check_usage(usage, line, blocks, party):
    """Its units, in trillionths, once it is proven and is of the line."""
    name = "usage %s of line %d" % (usage["usageId"], usage["line"])
    if usage["place"] not in blocks:
        raise Wrong("%s: there is no block at place %d" % (name, usage["place"]))
    count, root = blocks[usage["place"]]
    parts = [b64(it) for it in usage["parts"]]
    opened = {}
    for it in usage["opened"]:
        if not 0 <= it["part"] < len(parts) \
                or sha(b"\x00" + verify.salt(it["salt"]) + b64(it["bytes"])) != parts[it["part"]]:
            raise Wrong("%s: part %d is not what its hash was made of" % (name, it["part"]))
        opened[it["part"]] = b64(it["bytes"])
    if any(len(it) != 32 for it in parts) or not verify.included(
            sha(b"\x02" + b"".join(parts)), usage["row"], count, [b64(it) for it in usage["pathInBlock"]], root):
        raise Wrong("%s is not in the block at place %d" % (name, usage["place"]))
    header = read_header(opened[0])
    for field, said in (("usageId", usage["usageId"]), ("quantity", usage["quantity"]),
                        ("offering", line["offering"]), ("useType", line["useType"]),
                        ("territory", line["territoryOfUse"]), ("contributions", len(parts) - 1)):
        if header[field] != said:
            raise Wrong("%s: its %s is %s, not %s" % (name, field, header[field], said))
    used = verify.instant(header["second"], header["nano"])
    if used[:7] != line["usedIn"] or usage["usedAt"] != used:
        raise Wrong("%s was used at %s, not at %s in %s" % (name, used, usage["usedAt"], line["usedIn"]))
    weight = Fraction(usage["weight"]) * TRILLION
    if usage["output"] is None:
        contribution = read_contribution(opened[usage["contribution"] + 1])
        target = party if line["asset"] is None else line["asset"]
        if contribution["target"] != target or contribution["party"] != (line["asset"] is None):
            raise Wrong("%s: its contribution %d is of %s" % (name, usage["contribution"], contribution["target"]))
        if contribution["index"] != usage["contribution"] or contribution["used"] != weight \
                or contribution["role"] != usage["role"]:
            raise Wrong("%s: its contribution has another weight or role" % name)
    elif header["output"] != usage["output"] or header["contributions"]:
        raise Wrong("%s is no play of output %s" % (name, usage["output"]))
    units = header["quantity"] * weight
    if units != Fraction(usage["units"]) * TRILLION:
        raise Wrong("%s: quantity times weight is not its units" % name)
    return units


class Outputs:
    """What is said of the contributions of outputs, which are not shown: each play must say the same of them."""

    def __init__(self):
        self.said, self.sums = {}, defaultdict(Fraction)

    def add(self, usage, line):
        output = usage["known"], usage["output"]
        one = output + (usage["contribution"],)
        said = Fraction(usage["weight"]), usage["role"], line["asset"]
        if one not in self.said:
            self.said[one] = said
            self.sums[output] += said[0]
            if said[0] < 0 or self.sums[output] > 1:
                raise Wrong("the weights of output %s come to more than 1" % usage["output"])
        if self.said[one] != said:
            raise Wrong("contribution %s of output %s is said to be two things" % (usage["contribution"], usage["output"]))


def check_usages(folder, blocks, lines, party):
    sums, seen, count, plays = defaultdict(Fraction), set(), 0, 0
    stands, outputs = {}, Outputs()
    for it in rows(folder, "usages.ndjson"):
        if it["line"] not in lines or it["known"] not in ("now", "before"):
            raise Wrong("usage %s is of line %s, which is not there" % (it["usageId"], it["line"]))
        one = (it["line"], it["known"], it["usageId"], it["contribution"])
        if one in seen or stands.setdefault(it["usageId"], (it["place"], it["row"])) != (it["place"], it["row"]):
            raise Wrong("usage %s is counted twice in line %d" % (it["usageId"], it["line"]))
        seen.add(one)
        line = lines[it["line"]]["line"]
        sums[it["line"], it["known"]] += check_usage(it, line, blocks, party)
        count += 1
        if it["output"] is not None:
            outputs.add(it, line)
            plays += 1
    for number, it in lines.items():
        for known in ("now", "before"):
            come = sums[number, known] / TRILLION
            if come != it[known]:
                raise Wrong("the usages of line %d come to %s units, and the statement has %s" % (
                    number, come, it[known]))
    said = "%d in their blocks, which come to the units of all lines" % count
    return said + (", %d plays of outputs by the weights that are said" % plays if plays else "")


# ---- the steps

def rounded(value, decimals, half_up):
    if not 0 <= decimals <= PLACES:
        raise Wrong("nothing is rounded to %d decimals" % decimals)
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator) if half_up else int(scaled)
    return Fraction(whole if value >= 0 else -whole, 10**decimals)


def fold(operation):
    def of(values):
        result = values[0]
        for it in values[1:]:
            result = operation(result, it)
            if result.denominator.bit_length() + result.numerator.bit_length() > MOST_BITS:
                raise Wrong("numbers come to one with too many digits")
        return result
    return of


def total(values):
    return fold(lambda a, b: a + b)([Fraction(), *values])


# Of a numerator and denominator of 4,000 digits, more than which no number has that is written here.
MOST_BITS = 2 * 13_300


OPERATIONS = {
    "take": lambda v: v[0],
    "sum": fold(lambda a, b: a + b),
    "product": fold(lambda a, b: a * b),
    "difference": fold(lambda a, b: a - b),
    "quotient": fold(lambda a, b: a / b),
    "percent": lambda v: v[0] * v[1] / 100,
    "greatest": max,
    "least": min,
    "round": lambda v: rounded(v[0], int(v[1]), True),
    "cut": lambda v: rounded(v[0], int(v[1]), False),
    "less": lambda v: Fraction(v[0] < v[1]),
}


def of_fact(payload):
    """What a fact says: names in it may be parties', which are others if they differ in capitals."""
    return json.loads(payload, parse_constant=verify.no_number)


def numbers(value, to):
    """All numbers that a fact says, also in what it holds as text."""
    if isinstance(value, dict):
        for it in value.values():
            numbers(it, to)
    elif isinstance(value, list):
        for it in value:
            numbers(it, to)
    elif isinstance(value, int) and not isinstance(value, bool):
        to.add(Fraction(value))
    elif isinstance(value, str) and NUMBER.fullmatch(value) and not ("." in value and "/" in value):
        to.add(Fraction(value))
    elif isinstance(value, str) and value[:1] == "{":
        try:
            numbers(of_fact(value), to)
        except (ValueError, RecursionError):
            pass  # a text that only looks like one
    return to


# How each step is made, by its name: the operation, and where each operand comes from. An operand is a step by its name
# (* is the name of the step itself), a kind of fact, a number that rules lay down, or "said": a count over what is not
# here, or a figure of the statement.
TERM = r"(term|better\.\d+)(\.\d+|\.step)*"
AMOUNT = r"(fact licence|fact other|\*\.converted)"
OF_POOL = (
    (r"revenue\.\w+", r"take\(fact revenue\)"),
    (r"units\.(covered|uncovered|licence)", r"take\(said\)"),
    (r"units\.T", r"take\(units\.covered\)|sum\(units\.covered, units\.uncovered\)"),
    (r"units\.q", r"take\(nothing\)|quotient\(units\.uncovered, units\.T\)"),
    (r"aside\.exact", r"product\(revenue\.netRevenue, units\.q\)"),
    (r"aside", r"round\(aside\.exact, decimals\)"),
    (r"base", r"quotient\(units\.licence, units\.T\)|take\(nothing\)|difference\(all, units\.q\)"),
    (r"flat\.share", r"quotient\(units\.licence, said\)|quotient\(all, said\)"),
    (TERM, r"percent\((fact licence|fact other), \*\.base\)|product\(" + AMOUNT + r", (units\.licence|\*\.base|flat\.share)\)"
           r"|take\((\*\.base|\*\.step|" + AMOUNT + r")\)|(greatest|least|sum|difference)\(\*\.\d+(, \*\.\d+)*\)"),
    (TERM + r"\.base", r"product\(revenue\.\w+, base\)"),
    (r"(" + TERM + r"|minimum\.\w+)\.converted", r"product\((fact licence|fact other), fact rate\)"),
    (r"better\.\d+\.exact|pool\.own\.exact", r"greatest\((term|better\.\d+), nothing\)"),
    (r"pool\.own", r"round\((term|pool\.own\.exact), decimals\)"),
    (r"minimum\.\d+", r"quotient\(said, " + AMOUNT + r"\)"),
    (r"minimum\.difference", r"difference\(all(, minimum\.\d+)*\)"),
    (r"minimum\.missing", r"greatest\(minimum\.difference, nothing\)"),
    (r"minimum\.exact", r"product\(minimum\.missing, (fact licence|minimum\.here\.converted), said\)"),
    (r"minimum\.rounded", r"round\(minimum\.exact, decimals\)"),
    (r"pool\.exact", r"greatest\(term, nothing\)|take\(nothing\)|product\(minimum\.rounded, said\)"
                     r"|sum\(better\.\d+(\.exact)?(, better\.\d+(\.exact)?)*\)"),
    (r"pool", r"round\((term|pool\.exact|minimum\.exact), decimals\)|take\(nothing\)|cut\(pool\.exact, decimals\)"
             r"|sum\(\*\.cut, \*\.extra\)"),
    (r"(pool|party\.rounded)\.cut", r"cut\((pool|party)\.exact, decimals\)"),
    (r"(pool|party\.rounded)\.remainder", r"difference\((pool|party)\.exact, (pool|party\.rounded)\.cut\)"),
    (r"(pool|party\.rounded)\.more", r"less\(said, said\)"),
    (r"(pool|party\.rounded)\.extra", r"product\((pool|party\.rounded)\.more, unit\)"),
    (r"slice\.reliable", r"quotient\(said, said\)"),
    (r"slice\.fallback", r"difference\(all, slice\.reliable\)"),
    (r"slice", r"product\(pool, slice\.(reliable|fallback)\)"),
    (r"allocation\.(W|sum)", r"take\(said\)"),
    (r"allocation\.part", r"quotient\(allocation\.W, allocation\.sum\)"),
    (r"asset", r"product\((pool|slice), allocation\.part\)"),
    (r"line\.units", r"take\(said\)"),
    (r"line\.part", r"quotient\(line\.units, said\)"),
    (r"line\.whole", r"product\(asset, line\.part\)"),
    (r"line", r"percent\((fact splits|said), (asset|line\.whole)\)"),
    (r"line\.amount", r"round\(line, decimals\)"),
    (r"party\.exact", r"sum\(line(, said)?\)"),
    (r"party\.rounded", r"cut\(party\.exact, decimals\)|sum\(\*\.cut, \*\.extra\)|take\(said\)"),
    (r"party\.free", r"difference\(party\.exact, said\)"),
    (r"party\.free\.part", r"quotient\(party\.free, party\.exact\)"),
    (r"party\.free\.exact", r"product\(party\.rounded, party\.free\.part\)"),
    (r"party\.amount", r"take\(party\.rounded\)|round\(party\.free\.exact, decimals\)"),
    (r"party\.held", r"difference\(party\.rounded, party\.amount\)"),
)
OF_ADJUSTMENT = (
    (r"line", r"difference\((after\.line|nothing), (before\.line|nothing)\)"),
    (r"line\.units", r"difference\(said, said\)"),
    (r"line\.amount", r"round\(line, decimals\)"),
    (r"party\.amount", r"difference\((after\.party\.amount|said), (before\.party\.amount|said)\)"),
)
OF_STATEMENT_PART = (
    (r"statement\.pool", r"take\((calculation|adjustment)\.party\.amount\)"),
    (r"statement\.total", r"sum\(statement\.pool, said\)"),
    (r"deduction\.\d+\.exact", r"percent\(fact (contract|advance), said\)"),
    (r"deduction\.\d+", r"round\(\*\.exact, decimals\)|take\(fact (contract|advance)\)"),
    (r"statement\.due", r"sum\(statement\.total(, deduction\.\d+)*\)"),
    (r"statement\.open", r"sum\(statement\.due, said, said\)"),
    (r"statement\.payable", r"difference\(statement\.open, said\)"),
    (r"statement\.tax\.exact", r"percent\(fact tax, statement\.payable\)"),
    (r"statement\.tax", r"round\(statement\.tax\.exact, decimals\)"),
    (r"statement\.net", r"difference\(statement\.payable, statement\.tax\)"),
    (r"statement\.exchange", r"product\(statement\.(net|payable), fact rate\)"),
    (r"statement\.payout", r"take\(statement\.(net|payable)\)|round\(statement\.exchange, decimals\)"),
)
MADE = {"calculation": OF_POOL, "before": OF_POOL, "after": OF_POOL,
        "adjustment": OF_ADJUSTMENT, "statement": OF_STATEMENT_PART}

# What a line is explained by, in this order.
PARTS = (["calculation", "statement"], ["before", "adjustment", "statement"], ["after", "adjustment", "statement"],
         ["before", "after", "adjustment", "statement"])

# Numbers that rules lay down, by what they are called.
LAID_DOWN = {
    "nothing": ("nothing", 0), "all is covered": ("nothing", 0), "nothing is set aside": ("nothing", 0),
    "it has no such part": ("nothing", 0), "no such line after": ("nothing", 0), "no such line before": ("nothing", 0),
    "all": ("all", 1), "all of the minimum": ("all", 1), "this row": ("all", 1), "decimals": ("decimals", 12)}


class Redone:
    """A line made again: what each step gave, as part.step, and where its numbers come from."""

    def __init__(self, explained, statement, events, found):
        self.line, self.statement, self.events, self.found = explained["line"], statement, events, found
        self.name = "line %d" % self.line["line"]
        self.facts = {it["number"]: it for it in explained["facts"]}
        self.values, self.operands = {}, {}
        self.shown = self.closed = self.as_said = 0
        parts = [it["part"] for it in explained["parts"]]
        if parts not in PARTS or (self.line["adjusts"] is None) != (parts[0] == "calculation"):
            raise Wrong("%s is explained by %s" % (self.name, ", ".join(parts)))
        for fact in self.facts.values():
            self.check_fact(fact)
        for part in explained["parts"]:
            self.check_part(part)
            for step in part["steps"]:
                self.redo(part, step)

    def wrong(self, said, *values):
        raise Wrong(self.name + ": " + said % values)

    def check_fact(self, fact):
        """Each fact that is named stands among the events; but a comparable licence of another has no name here."""
        if not 1 <= fact["place"] <= self.found["closed"]["cutOff"]:
            self.wrong("%s is not at place %s of the log that was closed", fact["fact"], fact["place"])
        if "/" not in fact["fact"]:
            return
        if fact["place"] not in self.events:
            self.wrong("%s is not at place %d of the log that was closed", fact["fact"], fact["place"])
        stream, _, recorded = self.events[fact["place"]]
        if stream != fact["fact"] or recorded is not None and recorded != fact["recorded"]:
            self.wrong("place %d is %s, not %s", fact["place"], stream, fact["fact"])

    def check_part(self, part):
        name, closed = part["part"], self.found["closed"]
        month = self.line["adjusts"] if name in ("before", "after", "adjustment") else closed["period"]
        # Closes of long ago do not say how far the one before them knew.
        known = closed.get("lastCutOff", part["knownUpTo"]) if name == "before" else closed["cutOff"]
        if part["month"] != month or part["knownUpTo"] != known:
            self.wrong("its part %s is of %s, known up to place %s", name, part["month"], part["knownUpTo"])
        if MADE[name] is OF_POOL:
            grounds = {self.facts[it]["fact"] for ground in part["grounds"] for it in ground["facts"]}
            for kind in ("licence", "offering", "asset"):
                if self.line[kind] is not None and kind + "/" + escaped(self.line[kind]) not in grounds:
                    self.wrong("its grounds do not name its %s", kind)

    def redo(self, part, step):
        name = part["part"] + "." + step["step"]
        if name in self.values:
            self.wrong("it has two steps %s", step["step"])
        sources, values = [], []
        for operand in step["operands"]:
            value = Fraction(operand["value"])
            sources.append(self.source(part, step, operand, value))
            values.append(value)
        made = "%s(%s)" % (step["operation"], ", ".join(sources))
        itself = re.escape(step["step"])
        if not any(re.fullmatch(of, step["step"]) and re.fullmatch(how.replace(r"\*", itself), made)
                   for of, how in MADE[part["part"]]):
            self.wrong("no step %s is made as %s", step["step"], made)
        value = OPERATIONS[step["operation"]](values)
        if value != Fraction(step["value"]):
            self.wrong("%s says %s and comes to %s", step["step"], step["value"], value)
        if rounded(value, 12, True) != Fraction(step["decimal"]):
            self.wrong("%s is shown as %s and comes to %s", step["step"], step["decimal"], value)
        self.values[name], self.operands[name] = value, values

    def source(self, part, step, operand, value):
        """Where an operand comes from, once it is what is said there."""
        if operand["step"] is not None:
            # Only what a part ends with is taken by another part, which its step's rule says.
            within = part["part"] + "." + operand["step"]
            said = self.values.get(within, self.values.get(operand["step"]))
            if value != said or operand["fact"] is not None:
                self.wrong("%s takes %s from %s, which gave %s", step["step"], value, operand["step"], said)
            return operand["step"]
        if operand["fact"] is not None:
            return self.from_fact(part, step, operand, value, self.facts[operand["fact"]])
        if operand["name"] in LAID_DOWN:
            source, expected = LAID_DOWN[operand["name"]]
        elif operand["name"].startswith("decimals of "):
            source, expected = "decimals", self.decimals(operand["name"][len("decimals of "):])
        elif operand["name"] == "a minor unit":
            source, expected = "unit", Exact(1, 10**self.decimals(self.statement["currency"]))
        else:
            self.as_said += 1
            return "said"
        if value != expected:
            self.wrong("%s says %s for %s", step["step"], value, operand["name"])
        return source

    def decimals(self, currency):
        if currency == self.statement["currency"]:
            return decimals(self.statement["total"])
        if currency != self.statement.get("payoutCurrency"):
            self.wrong("nothing of it is in %s", currency)
        return decimals(self.statement["payout"])

    def from_fact(self, part, step, operand, value, fact):
        """The kind of a fact that says a number, if that is shown; its content may be closed."""
        kind, *key = fact["fact"].split("/")
        if not key:
            if not step["step"].startswith("better."):
                self.wrong("%s takes %s from a fact without a name", step["step"], operand["name"])
            self.closed += 1
            return "fact other"
        if fact["place"] > part["knownUpTo"]:
            self.wrong("%s was not known at place %d", fact["fact"], part["knownUpTo"])
        expected = {"revenue": [part["month"], self.line["offering"], self.line["territory"]],
                    "licence": [self.line["licence"]], "splits": [self.line["asset"], *key[1:]]}.get(kind)
        if expected is not None and key != [escaped(str(it)) for it in expected[:1]] + [
                escaped(str(it)) if kind == "revenue" else str(it) for it in expected[1:]]:
            self.wrong("%s takes %s from %s, which is another's", step["step"], operand["name"], fact["fact"])
        payload = self.events[fact["place"]][1]
        if payload is None:
            self.closed += 1
        # An amount that was taken off a total is sealed itself, and limited by more than the contract says.
        elif not (kind in ("contract", "advance") and step["operation"] == "take"):
            self.shown += 1
            if fact["place"] not in self.found["numbers"]:
                self.found["numbers"][fact["place"]] = of_fact(payload)
            said = self.found["numbers"][fact["place"]]
            there = {Fraction(said[operand["name"]])} if kind == "revenue" else numbers(said, set())
            if value not in there and -value not in there:
                self.wrong("%s, %s, is not what %s says", operand["name"], value, fact["fact"])
        return "fact " + kind


SAME = ("adjusts", "offering", "territory", "territoryOfUse", "useType", "asset", "assetKind", "licence", "part", "usedIn",
        "exact")


def check_lines(folder, statements, events, lines, found):
    of_statements = []
    for statement in statements:
        for kind in ("lines", "held"):
            of_statements += [(statement, it, kind == "held") for it in statement.get(kind, [])]
    pools, named, steps, shown, closed, as_said = {}, {found["placeOfClose"], found["export"]}, 0, 0, 0, 0
    found["numbers"] = {}
    for explained in rows(folder, "lines.ndjson"):
        line = explained["line"]
        number = line["line"]
        if number in lines or not 1 <= number <= len(of_statements):
            raise Wrong("line %d is explained twice, or is in no statement" % number)
        statement, recorded, held = of_statements[number - 1]
        if any(line.get(it) != recorded.get(it) for it in SAME) or line["held"] != held \
                or any(explained[it] != statement[it] for it in ("period", "party")) \
                or line["currency"] != statement["currency"] \
                or any(Fraction(line[it]) != Fraction(recorded[it]) for it in ("units", "share", "amount")):
            raise Wrong("line %d is explained as another than stands in the statement" % number)
        redone = Redone(explained, statement, events, found)
        values = redone.values
        steps += len(values)
        shown, closed, as_said = shown + redone.shown, closed + redone.closed, as_said + redone.as_said
        named |= {it["place"] for it in explained["facts"] + explained["changes"]}
        last = "adjustment" if line.get("adjusts") else "calculation"
        for step in (last + ".line", last + ".party.amount", "statement.statement.pool", "statement.statement.total"):
            if step not in values:
                raise Wrong("line %d is explained without its step %s" % (number, step))
        if values[last + ".line"] != Fraction(recorded["exact"]):
            raise Wrong("line %d comes to %s, and the statement has %s" % (
                number, values[last + ".line"], recorded["exact"]))
        lines[number] = {"line": line, **check_units(redone, recorded)}
        check_share(redone, recorded)
        pool = pool_of(statement, line)
        if pools.setdefault(pool, values[last + ".party.amount"]) != values[last + ".party.amount"]:
            raise Wrong("line %d: its pool gives two amounts" % number)
        check_others(redone, last)
        check_paid(redone)
    if len(lines) != len(of_statements):
        raise Wrong("%d of %d lines are explained" % (len(lines), len(of_statements)))
    for place in sorted(set(events) - named):
        raise Wrong("no line names %s, at place %d, which is among the events" % (events[place][0], place))
    check_pools(statements, pools)
    for statement in statements:
        come = total([it for pool, it in pools.items() if pool[0] == statement["currency"]])
        if come != Fraction(statement["total"]):
            raise Wrong("the pools come to %s %s, and the statement has %s" % (
                come, statement["currency"], statement["total"]))
    waiting = sum(len(it["waiting"]) for it in statements)
    return ("%d in %d steps, which come to each total and payout; %d numbers stand in facts that are shown, %d in facts "
            "that are not shown, %d are taken as said: counts over all parties, and what was left open before%s" % (
                len(lines), steps, shown, closed, as_said,
                "; what waits, %d rows, is taken as said too" % waiting if waiting else ""))


def check_units(redone, recorded):
    """The units of a line now, and of an adjustment those before: as its steps have them, which its usages come to."""
    values, units = redone.values, {"now": Fraction(), "before": Fraction()}
    for part, known in (("calculation", "now"), ("after", "now"), ("before", "before")):
        if part + ".line" in values:
            # What a fallback divides over works has no usages.
            if (part + ".line.units" in values) != (recorded["useType"] != ""):
                redone.wrong("it is explained without its units")
            units[known] = values.get(part + ".line.units", Fraction())
    after_less_before = [units["now"], units["before"]]
    if redone.line["adjusts"] is not None and redone.operands.get("adjustment.line.units") != after_less_before:
        redone.wrong("its units after and before are others than those of its steps")
    if units["now"] - units["before"] != Fraction(recorded["units"]):
        redone.wrong("its steps have %s units, and the statement %s", units["now"] - units["before"], recorded["units"])
    return units


def check_share(redone, recorded):
    """The part of what is earned that is the party's is sealed with the line."""
    for part in ("calculation", "after", "before"):
        operands = redone.operands.get(part + ".line")
        if operands is not None and operands[0] != Fraction(recorded["share"]):
            redone.wrong("its share is %s %%, and the statement has %s %%", operands[0], recorded["share"])


def check_others(redone, last):
    """What the other lines of the pool come to is in the statement, unless it is of another month's."""
    statement, values = redone.statement, redone.values
    if last == "calculation":
        own = pool_of(statement, redone.line)
        free, held = (
            total([Fraction(it["exact"]) for it in of if pool_of(statement, it) == own])
            for of in (statement["lines"], statement.get("held", [])))
        if values.get("calculation.party.exact") != free + held:
            redone.wrong("the lines of its pool come to %s, and its steps have %s", free + held,
                         values.get("calculation.party.exact"))
        if values.get("calculation.party.free", free) != free:
            redone.wrong("%s of its pool is not held back, and its steps have another figure", free)
    if values["statement.statement.pool"] != values[last + ".party.amount"]:
        redone.wrong("the statement takes another pool's amount")


def check_pools(statements, pools):
    """What the statement shows of each pool is what its lines were rounded to."""
    for statement in statements:
        for it in statement["pools"]:
            pool = pool_of(statement, it)
            if pools.get(pool) != Fraction(it["amount"]):
                raise Wrong("pool %s gives %s, and the statement has %s" % (
                    " ".join(str(field) for field in pool if field), pools.get(pool), it["amount"]))


def check_paid(redone):
    """Every figure from the total to what is paid is that of the statement, and every one of the statement is there."""
    statement, values, operands = redone.statement, redone.values, redone.operands

    def same(step, at, figure, optional=False):
        """at: which operand, or None for what the step gives"""
        step = ("" if step.startswith("deduction") else "statement.") + step
        there = values if at is None else {name: it[at] for name, it in operands.items() if name == "statement." + step}
        value = there.get("statement." + step)
        if value is None and optional:
            return
        if value is None or value != Fraction(figure):
            redone.wrong("%s is %s in its steps, and the statement has %s", step, value, figure)

    same("total", None, statement["total"])
    if "due" not in statement:
        return
    for number, it in enumerate(statement["deductions"], 1):
        same("deduction.%d" % number, None, it["amount"])
        if "statement.deduction.%d.exact" % number in values:
            sign = -1 if Fraction(it["amount"]) < 0 else 1
            same("deduction.%d.exact" % number, 0, sign * Fraction(it["rate"]))
            same("deduction.%d.exact" % number, 1, it["base"])
    if sum(it.startswith("statement.deduction.") and not it.endswith(".exact") for it in values) \
            != len(statement["deductions"]):
        redone.wrong("it is explained with other deductions than the statement has")
    same("due", None, statement["due"])
    same("open", 1, statement["broughtForward"])
    same("open", 2, statement["setOff"])
    same("payable", 1, statement["carriedForward"])
    same("payable", None, statement["payable"])
    tax, exchange = statement.get("tax"), statement.get("exchange")
    for step, there in (("tax", tax), ("tax.exact", tax), ("net", tax), ("exchange", exchange)):
        if ("statement.statement." + step in values) != (there is not None):
            redone.wrong("the step statement.%s and what the statement has of it do not go together", step)
    if tax is not None:
        same("tax", None, tax["amount"])
        same("tax.exact", 0, tax["rate"])
    if exchange is not None:
        same("exchange", 0, exchange["amount"])
        same("exchange", 1, exchange["rate"])
    # Nothing is exchanged of nothing.
    same("payout", None, statement["payout"],
         exchange is None and statement["payoutCurrency"] != statement["currency"])


# ---- all of it

def check(folder, keys):
    """Each kind of evidence, and what it says or what is wrong with it; what depends on what is wrong is left out."""
    found = {}
    statements, events, blocks, lines = [], {}, {}, {}

    def log():
        found["checkpoint"], said = check_log(folder, keys)
        return said

    for name, needs, work in (
            ("files", (), lambda: check_files(folder)),
            ("log", (), log),
            ("statements", ("log",), lambda: check_statements(folder, keys, statements, found)),
            ("events", ("statements",), lambda: check_events(
                folder, found["checkpoint"], events, (statements[0]["period"], statements[0]["party"]), found)),
            ("blocks", ("statements",),
             lambda: check_blocks(folder, found["checkpoint"], blocks, found["closed"]["cutOff"])),
            ("lines", ("statements", "events"), lambda: check_lines(folder, statements, events, lines, found)),
            ("usages", ("lines", "blocks"),
             lambda: check_usages(folder, blocks, lines, statements[0]["party"]))):
        if any(it not in found for it in needs):
            yield "WRONG", name, "cannot be checked, as %s is wrong" % " or ".join(
                it for it in needs if it not in found)
            continue
        try:
            said = work()
            found[name] = True
            yield "ok", name, said
        except Wrong as e:
            yield "WRONG", name, e
        except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, ArithmeticError, MemoryError,
                struct.error, csv.Error, StopIteration, RecursionError) as e:
            yield "UNREADABLE", name, "%s: %s" % (type(e).__name__, e)


def show_plays(folder, most):
    for number, it in enumerate(rows(folder, "usages.ndjson")):
        if number == most:
            break
        said = "; ".join(verify.read_part(part["part"], b64(part["bytes"])) for part in it["opened"])
        print("line %d\t%s units\t%s" % (it["line"], it["units"], verify.shown(said)))


def main(arguments):
    if len(arguments) not in (2, 3) or not "".join(arguments[2:]).isdecimal() and len(arguments) == 3:
        print(__doc__)
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    try:
        keys = verify.read_keys(arguments[0])
    except (OSError, ValueError) as e:
        print("cannot read the keys: %s" % e, file=sys.stderr)
        return 2
    sys.stdout.reconfigure(errors="backslashreplace")
    code = 0
    for how, name, said in check(arguments[1], keys):
        print("%s\t%s\t%s" % (how, name, verify.shown(said)))
        code = max(code, {"ok": 0, "WRONG": 1, "UNREADABLE": 2}[how])
    if code == 0 and len(arguments) == 3:
        show_plays(arguments[1], int(arguments[2]))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
