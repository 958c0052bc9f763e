"""WordPiece with the semantics of BertTokenizer: a trainer, and an encoder.

The encoder is written from the published description (Devlin et al. 2019, section 3; Wu et al. 2016, section 4.1) and shares no
code with the serving side's tokenizer, which is checked against it. The trainer merges the most frequent pair of pieces, as byte
pair encoding does (Sennrich et al. 2016), with continuation pieces marked by `##`.
"""

import heapq
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

SPECIALS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
PAD, UNKNOWN, CLASS, SEPARATOR, MASK = range(5)
MAX_WORD = 100
"""A word of more code points than this becomes [UNK] as a whole."""

_IDEOGRAPHS = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


def words(text: str, lower_case: bool = True) -> list[str]:
    """The basic tokenizer: drops control characters, sets ideographs apart, lower-cases, strips accents, splits at punctuation."""
    cleaned = "".join(_cleaned(character) for character in text)
    found: list[str] = []
    for word in cleaned.split():
        if lower_case:
            lowered = "".join(character.lower() for character in word)
            word = "".join(c for c in unicodedata.normalize("NFD", lowered) if unicodedata.category(c) != "Mn")
        found.extend(_split_at_punctuation(word))
    return found


class WordPiece:
    """Encodes text with a vocabulary whose first entries are the special tokens."""

    def __init__(self, vocabulary: list[str], lower_case: bool = True):
        if tuple(vocabulary[: len(SPECIALS)]) != SPECIALS:
            raise ValueError(f"the vocabulary starts with {vocabulary[:5]}; it must start with {list(SPECIALS)}")
        self.vocabulary = vocabulary
        self.lower_case = lower_case
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._longest = max(len(piece) for piece in vocabulary)

    @classmethod
    def load(cls, path: Path) -> "WordPiece":
        """Reads a vocabulary of one piece a line, in UTF-8."""
        return cls(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"))

    def save(self, path: Path) -> None:
        path.write_text("\n".join(self.vocabulary) + "\n", encoding="utf-8", newline="\n")

    def tokens(self, text: str, max_tokens: int | None = None) -> list[str]:
        """[CLS], the pieces, [SEP]; when `max_tokens` is given, pieces at the end give way and [SEP] stays."""
        pieces = [piece for word in words(text, self.lower_case) for piece in self._pieces(word)]
        if max_tokens is not None:
            pieces = pieces[: max_tokens - 2]
        return ["[CLS]", *pieces, "[SEP]"]

    def encode(self, text: str, max_tokens: int | None = None) -> list[int]:
        """The ids of `tokens`."""
        return [self._ids[token] for token in self.tokens(text, max_tokens)]

    def encode_in_context(self, text: str, context: str, max_tokens: int) -> tuple[list[int], int]:
        """[CLS] text [SEP] context [SEP]: the ids, and how many of them are the text's. The start of the context gives way first."""
        own = self.encode(text, max_tokens)
        room = max_tokens - len(own) - 1
        around = self.encode(context)[1:-1][-room:] if room > 0 else []
        return own + (around + [SEPARATOR] if around else []), len(own)

    def _pieces(self, word: str) -> list[str]:
        if len(word) > MAX_WORD:
            return ["[UNK]"]
        pieces, start = [], 0
        while start < len(word):
            for end in range(min(len(word), start + self._longest), start, -1):
                piece = ("##" if start else "") + word[start:end]
                if piece in self._ids:
                    break
            else:
                return ["[UNK]"]
            pieces.append(piece)
            start = end
        return pieces


def train(texts: Iterable[str], size: int, min_character_count: int = 20) -> WordPiece:
    """A vocabulary of at most `size` pieces. Printable ASCII is always in it, other characters from `min_character_count` on."""
    counts = Counter(word for text in texts for word in words(text) if len(word) <= MAX_WORD)
    characters = Counter()
    for word, count in counts.items():
        for character in word:
            characters[character] += count
    alphabet = {chr(code) for code in range(0x21, 0x7F) if not chr(code).isupper()}
    alphabet |= {character for character, count in characters.items() if count >= min_character_count}
    pieces = list(SPECIALS) + sorted(alphabet) + ["##" + c for c in sorted(alphabet) if not _is_punctuation(c)]
    spelled = [([w[0], *("##" + c for c in w[1:])], n) for w, n in sorted(counts.items()) if alphabet.issuperset(w)]
    pieces.extend(_merges(spelled, size - len(pieces), taken=set(pieces)))
    return WordPiece(pieces)


def _merges(spelled: list[tuple[list[str], int]], count: int, taken: set[str]) -> list[str]:
    """The `count` pieces that merging the most frequent neighbours, again and again, makes. `spelled` is rewritten."""
    pairs: Counter[tuple[str, str]] = Counter()
    where: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for index, (pieces, weight) in enumerate(spelled):
        for pair in zip(pieces, pieces[1:]):
            pairs[pair] += weight
            where[pair].add(index)
    heap = [(-weight, pair) for pair, weight in pairs.items()]
    heapq.heapify(heap)
    made: list[str] = []
    while heap and len(made) < count:
        weight, pair = heapq.heappop(heap)
        if -weight != pairs[pair]:
            continue  # an outdated entry: the present weight was pushed when it changed
        if -weight < 2:
            break
        merged = pair[0] + pair[1].removeprefix("##")
        if merged not in taken:
            taken.add(merged)
            made.append(merged)
        changed = set()
        for index in where.pop(pair):
            pieces, frequency = spelled[index]
            for old in zip(pieces, pieces[1:]):
                pairs[old] -= frequency
                changed.add(old)
            position = 0
            while position < len(pieces) - 1:
                if (pieces[position], pieces[position + 1]) == pair:
                    pieces[position : position + 2] = [merged]
                position += 1
            for new in zip(pieces, pieces[1:]):
                pairs[new] += frequency
                where[new].add(index)
                changed.add(new)
        for other in changed:
            if pairs[other] > 0:
                heapq.heappush(heap, (-pairs[other], other))
    return made


def _cleaned(character: str) -> str:
    if character in "\t\n\r" or unicodedata.category(character) == "Zs":
        return " "
    if character == "\ufffd" or unicodedata.category(character).startswith("C"):
        return ""
    code = ord(character)
    return f" {character} " if any(first <= code <= last for first, last in _IDEOGRAPHS) else character


def _split_at_punctuation(word: str) -> list[str]:
    parts: list[str] = []
    joined = False
    for character in word:
        if _is_punctuation(character):
            parts.append(character)
            joined = False
        elif joined:
            parts[-1] += character
        else:
            parts.append(character)
            joined = True
    return parts


def _is_punctuation(character: str) -> bool:
    code = ord(character)
    return 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126 or unicodedata.category(character).startswith("P")
