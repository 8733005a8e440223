#!/usr/bin/env python3
"""Tags tokens with their part of speech, for `train parts`; needed only to learn model/parts.bin anew.

  cargo run --release -p onrecord-train -- tokens
  pip install spacy, and its small English model en_core_web_sm (MIT)
  python3 tools/parts_of_speech.py target/parts en_core_web_sm
  cargo run --release -p onrecord-train -- parts
"""
import sys
from pathlib import Path

import spacy
from spacy.tokens import Doc

folder, model = Path(sys.argv[1]), sys.argv[2]
tagger = spacy.load(model, exclude=["ner", "lemmatizer", "attribute_ruler", "parser"])
for split in ("train", "dev"):
    text = (folder / f"{split}.tokens").read_bytes().decode("utf-8")
    sentences = [s.split("\n") for s in text.removesuffix("\n\n").split("\n\n")]
    docs = (Doc(tagger.vocab, words=[w if w.strip() else "_" for w in words]) for words in sentences)
    with open(folder / f"{split}.tags", "w", encoding="utf-8") as out:
        for doc in tagger.pipe(docs, batch_size=256):
            out.write("".join(f"{token.tag_}\n" for token in doc) + "\n")
