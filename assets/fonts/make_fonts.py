"""Makes the fonts of this folder. Usage: make_fonts.py INTER_WEB_FOLDER JETBRAINS_MONO_REGULAR_TTF OUTPUT_FOLDER"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

UNICODES = [
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x0259, 0x0259), (0x02B0, 0x02FF), (0x0300, 0x036F), (0x0370, 0x03FF),
    (0x0400, 0x052F), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x214F),
    (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2300, 0x23FF), (0x25A0, 0x25FF), (0x2713, 0x2717), (0xFFFD, 0xFFFD),
]


def freeze_tabular_digits(font):
    """Points the characters 0 to 9 at the figures that the feature `tnum` would choose."""
    gsub = font["GSUB"].table
    lookups = [
        gsub.LookupList.Lookup[index]
        for record in gsub.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    ]
    tabular = {}
    for lookup in lookups:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            tabular.update(getattr(table, "mapping", {}))
    digits = {ord(digit) for digit in "0123456789"}
    for table in font["cmap"].tables:
        if table.isUnicode():
            for code in digits & table.cmap.keys():
                table.cmap[code] = tabular.get(table.cmap[code], table.cmap[code])
    assert {font.getBestCmap()[code] for code in digits} <= set(tabular.values())
    widths = {font["hmtx"][font.getBestCmap()[code]][0] for code in digits}
    assert len(widths) == 1, widths


def make(source, target, tabular):
    font = TTFont(source)
    if tabular:
        freeze_tabular_digits(font)
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.hinting = False
    options.drop_tables += ["STAT", "DSIG"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in UNICODES for code in range(first, last + 1)])
    subsetter.subset(font)
    font.flavor = None
    font.save(target)
    print(target, target.stat().st_size)


inter, mono, out = map(Path, sys.argv[1:])
make(inter / "Inter-Regular.woff2", out / "Inter-Regular.ttf", tabular=True)
make(inter / "Inter-SemiBold.woff2", out / "Inter-SemiBold.ttf", tabular=True)
make(mono, out / "JetBrainsMono-Regular.ttf", tabular=False)
