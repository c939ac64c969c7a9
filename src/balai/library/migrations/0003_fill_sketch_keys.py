from __future__ import annotations

from typing import Any

from django.db import migrations

HEAD, WIDTH, KEYS = 5, 8, 16  # of a kept signature, as core.passages.duplicates writes it


def keys(signature: bytes) -> list[int]:
    """Return the smallest hashes of a kept signature as signed numbers."""
    found = signature[HEAD : HEAD + WIDTH * KEYS]
    return [
        int.from_bytes(found[at : at + WIDTH], "big") - (1 << 63)
        for at in range(0, len(found), WIDTH)
    ]


def fill(apps: Any, schema_editor: Any) -> None:
    """Give the readings that are here already their keys."""
    reading = apps.get_model("library", "Reading")
    sketch_key = apps.get_model("library", "SketchKey")
    rows = reading.objects.values_list("pk", "signature").iterator(chunk_size=500)
    sketch_key.objects.bulk_create(
        (
            sketch_key(reading_id=pk, key=key)
            for pk, signature in rows
            for key in keys(bytes(signature))
        ),
        batch_size=1000,
    )


class Migration(migrations.Migration):
    dependencies = [("library", "0002_sketch_keys")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
