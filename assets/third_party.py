"""Writes what the program is built from: the licences of its libraries, and a list of its parts (SBOM, CycloneDX 1.5).

Usage: python3 third_party.py TARGET LICENCES.txt SBOM.json     TARGET is a system as rustc calls it

Cargo says what the lock file takes for that system; the texts lie in the sources that cargo has fetched. The same commit
gives the same bytes: the time is SOURCE_DATE_EPOCH, and the serial number follows from the parts.
"""

import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import textwrap
import tomllib
import uuid

ROOT = pathlib.Path(__file__).resolve().parent.parent
LICENCE_FILE = re.compile(r"(licen[cs]e|copying|copyright|notice|unlicense)", re.IGNORECASE)


def cargo(*arguments):
    return subprocess.run(
        ["cargo", *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8"
    ).stdout


def tree(target, edges):
    """The packages that cargo takes along these edges, as pairs of name and version, each with what it asks for."""
    lines = cargo(
        "tree", "--locked", "--target", target, "--edges", edges, "--prefix", "depth", "--format", " {p}"
    ).splitlines()
    asks_for = {}
    way = []
    for line in lines:
        depth, name, version = line.split(maxsplit=3)[:3]
        package = (name, version.removeprefix("v"))
        del way[int(depth) :]
        asks_for.setdefault(package, set())
        if way:
            asks_for[way[-1]].add(package)
        way.append(package)
    return asks_for


def expression(package):
    """The licence as an SPDX expression. Older packages separate a choice by a slash."""
    return re.sub(r"\s*/\s*", " OR ", package["license"] or "")


def licence_files(package):
    folder = pathlib.Path(package["manifest_path"]).parent
    files = {
        file
        for place in (folder, folder / "LICENSES", folder / "LICENSE")
        if place.is_dir()
        for file in place.iterdir()
        if file.is_file() and (place != folder or LICENCE_FILE.match(file.name)) and file.suffix not in (".rs", ".html")
    }
    if package["license_file"]:
        files.add((folder / package["license_file"]).resolve())
    return sorted(files)


def text_of(file):
    lines = file.read_text(encoding="utf-8", errors="replace").expandtabs().splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n\f") + "\n"


def without_a_file(package):
    """What stands for the text where a package has its licence by name only."""
    authors = ", ".join(re.sub(r"\s*<.*?>", "", author) for author in package["authors"])
    return f"{package['name']} {package['version']}: {expression(package)}, by {authors or 'its authors'}; {package['repository']}"


def licences(packages, own, target):
    texts = {}
    named_only = []
    # Those that some library has alone, and with its text.
    in_full = {expression(package) for package in packages if licence_files(package)}
    for package in packages:
        files = licence_files(package)
        for file in files:
            text = text_of(file)
            # The same text with other line breaks is the same.
            texts.setdefault(" ".join(text.split()), (text, []))[1].append(f"{package['name']} {package['version']}")
        if not files and in_full.isdisjoint(expression(package).split(" OR ")):
            sys.exit(f"{package['name']} has no file with its licence, {expression(package)!r}: add its text.")
        if not files:
            named_only.append(without_a_file(package))
    for file in sorted((ROOT / "assets/fonts").glob("*-LICENSE.txt")):
        text = text_of(file)
        texts[file.name] = (text, [f"the font {file.name.removesuffix('-LICENSE.txt')}"])
    rule = "=" * 100 + "\n"
    parts = [
        f"What {own['name']} {own['version']} is built from, for {target}, and under which licences.\n\n"
        + "".join(f"{package['name']} {package['version']}: {expression(package)}\n" for package in packages)
        + "the standard library of Rust: MIT OR Apache-2.0\n"
        + "the fonts Inter and JetBrains Mono: OFL-1.1\n"
    ]
    for text, users in sorted(texts.values(), key=lambda each: (-len(each[1]), each[1], each[0])):
        parts.append(textwrap.fill(", ".join(users), 100, break_on_hyphens=False) + "\n\n" + text)
    if named_only:
        parts.append(
            "These name their licence and have no file with its text, which is above, with another library.\n\n"
            + "\n".join(named_only)
            + "\n"
        )
    return rule.join(part + "\n" for part in parts).rstrip("\n") + "\n"


def component(package, checksum, required):
    found = {
        "type": "library",
        "bom-ref": reference(package),
        "name": package["name"],
        "version": package["version"],
        "scope": "required" if required else "excluded",
        "licenses": [{"expression": expression(package)}],
        "purl": reference(package),
    }
    if package["description"]:
        found["description"] = " ".join(package["description"].split())
    if checksum:
        found["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    if package["repository"]:
        found["externalReferences"] = [{"type": "vcs", "url": package["repository"]}]
    return found


def reference(package):
    return f"pkg:cargo/{package['name']}@{package['version']}"


def sbom(packages, own, asks_for, in_program, checksums):
    by_key = {(package["name"], package["version"]): package for package in [own, *packages]}
    components = [
        component(package, checksums.get(key), key in in_program)
        for key, package in by_key.items()
        if package is not own
    ]
    time = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.UTC)
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": reference(own),
                "name": own["name"],
                "version": own["version"],
                "description": own["description"],
                "licenses": [{"expression": expression(own)}],
            },
        },
        "components": components,
        "dependencies": [
            {
                "ref": reference(package),
                "dependsOn": sorted(reference(by_key[other]) for other in asks_for[key]),
            }
            for key, package in by_key.items()
        ],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(bom, sort_keys=True))
    return json.dumps({**bom, "serialNumber": f"urn:uuid:{serial}"}, indent=1, ensure_ascii=False) + "\n"


def main(target, licences_file, sbom_file):
    metadata = json.loads(cargo("metadata", "--locked", "--format-version", "1"))
    known = {(package["name"], package["version"]): package for package in metadata["packages"]}
    own = next(package for package in metadata["packages"] if package["id"] == metadata["resolve"]["root"])
    asks_for = tree(target, "no-dev")
    in_program = tree(target, "normal,no-proc-macro")
    packages = [known[key] for key in sorted(asks_for) if known[key] is not own]
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text(encoding="utf-8"))
    checksums = {(each["name"], each["version"]): each.get("checksum") for each in lock["package"]}
    pathlib.Path(licences_file).write_text(licences(packages, own, target), encoding="utf-8")
    pathlib.Path(sbom_file).write_text(sbom(packages, own, asks_for, in_program, checksums), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
