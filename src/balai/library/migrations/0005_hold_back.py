from __future__ import annotations

from typing import Any

from django.db import migrations

RED = 4  # as core.audience numbers the levels


def hold_back(apps: Any, schema_editor: Any) -> None:
    """Keep a file that holds what its text withholds to its organisation.

    As is done since files have readers of their own, for those that were read before. What a
    second person has opened stays open.
    """
    from balai.core import audience as core

    gates, audiences = apps.get_model("sharing", "Gate"), apps.get_model("sharing", "Audience")
    readings = apps.get_model("library", "Reading").objects.select_related("source")
    releases = apps.get_model("sharing", "Release").objects.filter(state="granted")
    opened = set(releases.filter(record_kind="original").values_list("record_id", flat=True))
    opened |= {
        each
        for records in releases.values_list("with_records", flat=True)
        for kind, each in records
        if kind == "original"
    }
    for each in readings.only("set_aside", "findings", "source__organisation_id").iterator(100):
        tells = each.set_aside or any(found[3] == "direct" for found in each.findings)
        if not tells or each.pk in opened:
            continue
        row = audiences.objects.filter(record_kind="original", record_id=each.pk)
        now = row.select_related("gate").first()
        if now is None or now.gate.level == RED:
            continue
        own = core.audience(core.Level.AMBER_STRICT, owners=[each.source.organisation_id])
        kept = core.narrow(core.parse(now.gate.key), own)
        if kept.key() == now.gate.key:
            continue
        gate, _ = gates.objects.get_or_create(key=kept.key(), defaults={"level": kept.level.value})
        row.update(gate=gate, version=now.version + 1)


class Migration(migrations.Migration):
    dependencies = [("library", "0004_originals"), ("sharing", "0002_gone_out")]
    operations = [migrations.RunPython(hold_back, migrations.RunPython.noop)]
