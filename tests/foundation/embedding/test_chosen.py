from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import override_settings

from balai.core.errors import NotReady
from balai.foundation.embedding import (
    CarriedEmbedder,
    NoEmbedder,
    OpenAICompatibleEmbedder,
    get_embedder,
)
from balai.foundation.embedding.chosen import choose


def test_the_setting_decides_and_one_embedder_serves_everybody() -> None:
    from django.conf import settings

    for choice, kind in (("none", NoEmbedder), ("carried", CarriedEmbedder)):
        with override_settings(BALAI=replace(settings.BALAI, embedder=choice)):
            assert isinstance(get_embedder(), kind)
            assert get_embedder() is get_embedder()


def test_an_address_and_a_model_are_read() -> None:
    chosen = choose("openai:http://localhost:9/v1|bge-m3")
    assert isinstance(chosen, OpenAICompatibleEmbedder)
    assert chosen.name == "bge-m3@http://localhost:9/v1"


@pytest.mark.parametrize(
    "choice", ["", "CARRIED", "openai:", "openai:ftp://x|y", "openai:http://x|", "word2vec"]
)
def test_an_unknown_choice_is_a_clear_error(choice: str) -> None:
    with pytest.raises(NotReady, match="encoder"):
        choose(choice)


def test_without_an_encoder_the_node_says_so() -> None:
    none = NoEmbedder()
    assert not none.available
    assert none.count_tokens(["", "community policing"]) == [0, 6]
    with pytest.raises(NotReady, match="words only"):
        none.embed(["x"], "query")
