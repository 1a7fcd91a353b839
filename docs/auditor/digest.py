#!/usr/bin/env python3
"""Makes the digest of each statement again from what `statements PERIOD --format json` printed.

    digest.py STATEMENTS.json

prints the rows of `statements PERIOD --format digest`, with Python's standard library alone
(docs/formats.md, statements).
"""
import hashlib
import json
import re
import sys


def plain(text):
    if re.fullmatch(r"-?[0-9]{1,4000}(\.[0-9]{1,4000})?", text) is None:
        raise ValueError("'%.40s' is no plain decimal" % text)
    if not text.strip("-0."):
        return "0"
    return text.rstrip("0").rstrip(".") if "." in text else text


def line(it):
    names = ("adjusts", "offering", "territory", "territoryOfUse", "useType", "asset", "licence", "usedIn", "exact")
    said = {name: it[name] for name in names if it.get(name) is not None}
    said.update(part=str(it["part"]), units=plain(it["units"]), share=plain(it["share"]))
    return said


def digest(statement):
    said = {name: statement[name] for name in ("period", "party", "currency")}
    said["total"] = plain(statement["total"])
    said["lines"] = [line(it) for it in statement["lines"]]
    said["held"] = [line(it) for it in statement.get("held", [])]
    if "due" in statement:
        said["deductions"] = [
            {"reason": it["reason"], "contract": it["contract"], "reference": it["reference"], "amount": plain(it["amount"])}
            for it in statement["deductions"]
        ]
        for name in ("due", "payable", "payout", "carriedForward"):
            said[name] = plain(statement[name])
        said["payoutCurrency"] = statement["payoutCurrency"]
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return "1:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] in ("-h", "--help"):
        print(__doc__)
        sys.exit(0 if sys.argv[1:] else 2)
    print("period", "party", "currency", "total", "digest", sep="\t")
    for it in json.load(open(sys.argv[1], encoding="utf-8")):
        print(it["period"], it["party"], it["currency"], it["total"], digest(it), sep="\t")
