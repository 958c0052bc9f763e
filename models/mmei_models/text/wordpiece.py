"""WordPiece with the semantics of BertTokenizer.

It is written from the published description (Devlin et al. 2019, section 3; Wu et al. 2016, section 4.1) and shares no code with the
serving
side's tokenizer, which is checked against it.
"""

import unicodedata
from pathlib import Path

SPECIALS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
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
    """Encodes text with a vocabulary that has the special tokens, the first of all [PAD]."""

    def __init__(self, vocabulary: list[str], lower_case: bool = True):
        if missing := [special for special in SPECIALS if special not in vocabulary]:
            raise ValueError(f"the vocabulary lacks {missing[0]}")
        if vocabulary[0] != SPECIALS[0]:
            raise ValueError(f"the vocabulary starts with {vocabulary[0]!r}; it must start with {SPECIALS[0]}")
        self.vocabulary = vocabulary
        self.lower_case = lower_case
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._longest = max(len(piece) for piece in vocabulary)
        self.special = frozenset(self._ids[piece] for piece in SPECIALS)
        self.mask = self._ids["[MASK]"]

    @classmethod
    def load(cls, path: Path) -> "WordPiece":
        """Reads a vocabulary of one piece a line, in UTF-8; lines may end as they do on Windows."""
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
        return own + (around + [self._ids["[SEP]"]] if around else []), len(own)

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
