"""Writes the cases that the serving side's tokenizer is checked against: text, tokens, ids.

Left out on purpose, because the published BERT implementations disagree there: Turkish dotted capital I, the Greek final sigma,
code points that are unassigned in some Unicode versions, lone surrogates, and special tokens spelled out in the text.
"""

import json
import random
from pathlib import Path

from .taxonomy import INTENTS
from .text import catalog, utterances
from .text.wordpiece import WordPiece

WRITTEN = (
    "", " ", "\t\n\r ", "\u00a0\u2003\u3000", "\u200b", "\u0000", "\ufffd", ".", "...", "?!", "a", "A", "I", "0", "##", "##ing", "#", "'",
    "\u2019", "I am so happy today!", "I'M SO ANGRY I COULD SCREAM!!!", "what a lovely, lovely morning", "This is disgusting... really.",
    "He isn't here; she's gone.", "We'll see, won't we?", "rock'n'roll", "it\u2019s \u201cfine\u201d \u2014 really\u2026",
    "well-being, self-care & slow-living", "a_b_c snake_case __init__", "C# and F# and C++", "50% off, only $9.99 (or \u20ac8,50)!",
    "1,234,567.89", "3.14159 2.71828", "12:45h on 2024-02-29", "mail me at someone@example.org", "https://example.org/a?b=c&d=e#f",
    "tabs\tand\nnew lines\r\nbetween words", "  leading and   many    inner spaces  ", "non\u00a0breaking\u00a0space",
    "thin\u2009space hair\u200aspace", "ideographic\u3000space", "line\u2028separator and paragraph\u2029separator",
    "vertical\u000btab and form\u000cfeed", "bell\u0007 back\u0008space esc\u001b[0m", "null\u0000byte", "delete\u007fchar",
    "next\u0085line", "replacement\ufffdchar \ufffd alone", "soft\u00adhyphen", "zero\u200bwidth\u200bspace",
    "zero\u200cwidth\u200dnon joiner", "word\u2060joiner", "\ufeffbyte order mark", "left\u200eto\u200fright marks",
    "\u202abidi\u202c \u202eembedding\u202c", "invisible\u2063separator", "private\ue000use \ue001", "tag\U000e0041character", "caf\u00e9",
    "cafe\u0301", "CAF\u00c9", "na\u00efve fa\u00e7ade", "\u00c5ngstr\u00f6m \u00c6on \u0152uvre stra\u00dfe", "Stra\u00dfe STRASSE \u1e9e",
    "\u00f1and\u00fa ma\u00f1ana \u00bfqu\u00e9? \u00a1s\u00ed!", "\u00dcber \u00e4u\u00dferst fr\u00f6hlich",
    "\u010ce\u0161tina \u017elu\u0165ou\u010dk\u00fd k\u016f\u0148", "\u0141\u00f3d\u017a za\u017c\u00f3\u0142\u0107 g\u0119\u015bl\u0105",
    "Vi\u1ec7t Nam \u0111\u1eb9p l\u1eafm", "e\u0301\u0302\u0303\u0304 stacked marks", "\u0301", "a\u0301",
    "\u0301\u0302 only marks \u0303", "Z\u0351\u036ba\u0343\u036al\u0342\u036bg\u033d\u0346o\u0321\u034a", "x\u0338 not equal \u2260",
    "ring A\u030a and \u212b", "\ufb01ligature and \ufb02uent", "\u00bd cup, \u00b2 and \u2082",
    "\uff26\uff35\uff2c\uff2c\uff37\uff29\uff24\uff34\uff28 \uff21\uff22\uff23\uff01", "\u2460\u2461 \u2160\u2161\u2163",
    "\u041f\u0440\u0438\u0432\u0435\u0442, \u043c\u0438\u0440!", "\u0439 and \u0438\u0306", "\u0395\u03bb\u03bb\u03ac\u03b4\u03b1",
    "\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd", "\u0645\u0631\u062d\u0628\u0627",
    "\u0645\u064e\u0631\u0652\u062d\u064e\u0628\u064b\u0627", "\u0928\u092e\u0938\u094d\u0924\u0947",
    "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35", "\ud55c\uad6d\uc5b4 \uc548\ub155", "\u4f60\u597d", "\u4f60\u597d\u4e16\u754c",
    "happy\u5f00\u5fc3day", "\u65e5\u672c\u8a9e\u306e\u6587\u7ae0", "\u30ab\u30bf\u30ab\u30ca\u3068\u3072\u3089\u304c\u306a",
    "\u304c and \u304b\u3099", "\U00020000 rare ideograph", "\uf900 compatibility \U0002f800", "\u3002\u3001\u300c\u300d full stops",
    "\u3007 zero", "\u3105 bopomofo", "I love you \u2764", "I love you \u2764\ufe0f!", "\U0001f602", "\U0001f602\U0001f602",
    "so funny \U0001f602", "funny\U0001f602", "\U0001f62d crying", "thumbs \U0001f44d\U0001f3fc up", "\U0001f937\u200d\u2640\ufe0f",
    "family \U0001f468\u200d\U0001f469\u200d\U0001f467", "flag \U0001f1e9\U0001f1ea", "\U0001f916 robot", "a\U0001f916b",
    "\U0001f600 \U0001f603 \U0001f604", "1\ufe0f\u20e3 keycap", "\u2714 \u2713 \u2022 bullet \u00b7 dot", "arrows \u2192 \u2190 \u21d2",
    "\u221e \u2211 \u221a \u2248", "\u00a9 \u00ae \u2122", "\u00a7 5 \u00b6 2", "\u00ab quoted \u00bb \u2039 x \u203a",
    "\u201elow\u201c quotes", "em\u2014dash en\u2013dash minus\u2212sign", "\u2010\u2011\u2012", "underscore\u203fties", "\u00a1\u00bf",
    "\u0964 danda", "\u05be maqaf", "$ + < = > ^ ` | ~", "$5+$6=$11", "a^b", "`code`", "x|y", "~ish", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "!!!!!!!!!!", "......", "?????!!!!!", "(((nested)))", "[brackets] {braces} <angles>", "[[double]]", "--", "*stars* and **bold**",
    "\\backslash\\", "/slash/", ":) ;-) :'( <3", "a" * 99, "a" * 100, "a" * 101, "b" * 250, "x" + "y" * 99 + " end",
    "start " + "hello" * 21, "hello" * 20, "-".join(["long"] * 40), "\u00e9" * 100, "\u00e9" * 101, "e\u0301" * 50, "e\u0301" * 51,
    "wow" + "!" * 60, "\u4e2d" * 101, "supercalifragilisticexpialidocious", "antidisestablishmentarianism",
    "pneumonoultramicroscopicsilicovolcanoconiosis", "Donaudampfschifffahrtsgesellschaft", "zzzxqqj", "qwxzjkv", "kjhgfdsa 98765432",
    "aaAAaaAA", "camelCaseWords HTTPServer iOS", "UPPER lower MiXeD",
    "mixed \u043c\u0438\u043a\u0441 \u6df7\u5408 \u05de\u05e2\u05d5\u05e8\u05d1 words", "latin\u0430cyrillic", "10\u00b0C",
    "5\u20325\u2033", "\u00b5m and \u03bcm", "\u2126 ohm \u212a kelvin", "na\u00efve\u2014and r\u00e9sum\u00e9!", "caf\u00e9\u0301",
    "\u01c5 \u01f1 \u01c8", "\u0345 iota", "\u00aa \u00ba", "\u02b0 \u02bb", "\ua66e", "\u20dd enclosing",
    "I feel so lonely tonight, could you stay with me for a while?", "Nothing works. I have tried everything, twice, and I give up.",
    "Who put a frog in my shoe?!", "There was something under the bed; I did not dare to look.",
    "The soup smelled of old socks and tasted worse.", "It is Tuesday and the bus comes at ten past eight.",
    "Unbelievable, she actually won the race!", "unhappiness, happiness, happily, unhappily", "re-reading the unreadable",
    "learners learn learning", "sadder and saddest", "the the the the",
)  # fmt: skip
"""Sentences and oddities, each written for this project."""


def write(tokenizer: WordPiece, path: Path, seed: int = 1) -> int:
    """Writes the fixture to `path` and returns the number of its cases."""
    rng = random.Random(seed)
    texts = list(WRITTEN)
    texts += [utterances.utterance(number % len(INTENTS), ("train", "validation")[number % 2], rng) for number in range(40)]
    texts += [item.text for item in catalog.generate(30, seed)]
    cases = [{"text": text, "tokens": tokenizer.tokens(text), "ids": tokenizer.encode(text)} for text in dict.fromkeys(texts)]
    path.parent.mkdir(parents=True, exist_ok=True)
    document = {"lowerCase": True, "vocabulary": tokenizer.vocabulary, "cases": cases}
    path.write_text(json.dumps(document, ensure_ascii=True, indent=None, separators=(",", ":")) + "\n", encoding="ascii")
    return len(cases)
