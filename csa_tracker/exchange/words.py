"""Six words that two people compare over the phone (BIP-39 English list)."""

from __future__ import annotations

from functools import cache

from resources import read_text

_BITS_A_WORD = 11
WORDS = 6


@cache
def _word_list() -> tuple[str, ...]:
    return tuple(read_text("words/bip39-english.txt").split())


def six_words(digest: bytes) -> str:
    """The first 66 bits of a digest as six words joined by hyphens."""
    bits = int.from_bytes(digest, "big") >> (len(digest) * 8 - WORDS * _BITS_A_WORD)
    words = [_word_list()[bits >> (_BITS_A_WORD * place) & (1 << _BITS_A_WORD) - 1] for place in reversed(range(WORDS))]
    return "-".join(words)
