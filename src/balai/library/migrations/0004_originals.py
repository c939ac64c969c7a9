from __future__ import annotations

from typing import Any

from django.db import migrations

RED = 4  # as core.audience numbers the levels


def give(apps: Any, schema_editor: Any) -> None:
    """Give the file of every source an audience of its own: the source's own level.

    Under the Chatham House Rule that is its organisation alone, or the people whom RED names.
    """
    from balai.core import audience as core

    gates, audiences = apps.get_model("sharing", "Gate"), apps.get_model("sharing", "Audience")
    source = apps.get_model("library", "Source")
    owners = dict(source.objects.values_list("pk", "organisation_id"))
    have = set(audiences.objects.filter(record_kind="original").values_list("record_id", flat=True))
    rows = []
    found = audiences.objects.filter(record_kind="source").select_related("gate")
    for each in found.iterator(chunk_size=500):
        if each.record_id not in owners or each.record_id in have:
            continue
        gate = each.gate
        if each.chatham and gate.level != RED:
            own = core.audience(core.Level.AMBER_STRICT, owners=[owners[each.record_id]])
            kept = core.narrow(core.parse(gate.key), own)
            gate, _ = gates.objects.get_or_create(
                key=kept.key(), defaults={"level": kept.level.value}
            )
        rows.append(
            audiences(
                record_kind="original", record_id=each.record_id, gate=gate, chatham=each.chatham
            )
        )
    audiences.objects.bulk_create(rows, batch_size=500)


def take(apps: Any, schema_editor: Any) -> None:
    """Take the audiences of files away."""
    apps.get_model("sharing", "Audience").objects.filter(record_kind="original").delete()


class Migration(migrations.Migration):
    dependencies = [("library", "0003_fill_sketch_keys"), ("sharing", "0002_gone_out")]
    operations = [migrations.RunPython(give, take)]
