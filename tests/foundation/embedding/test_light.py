from __future__ import annotations

import subprocess
import sys


def test_naming_an_embedder_loads_nothing_heavy() -> None:
    """What start-up imports must not bring numpy, onnxruntime or a tokeniser with it."""
    script = (
        "import sys, balai.foundation.embedding, balai.core.retrieval;"
        "heavy = {'numpy', 'onnxruntime', 'onnx', 'tokenizers', 'pythainlp', 'Stemmer'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
