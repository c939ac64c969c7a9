"""Seals the second-step secrets that lie open in the database of an earlier version.

A demo goes on without asking for second steps: whoever tries it has no authenticator at hand.
"""

from django.db import migrations

SEALED = ("secret", "seed")


def seal_secrets(apps, schema_editor):
    from balai.foundation.sealing import is_sealed, seal

    for row in apps.get_model("mfa", "Authenticator").objects.all():
        changed = False
        for key in SEALED:
            text = row.data.get(key)
            if isinstance(text, str) and not is_sealed(text):
                row.data[key] = seal(text, "second-step")
                changed = True
        codes = row.data.get("migrated_codes")
        if codes and not all(map(is_sealed, codes)):
            row.data["migrated_codes"] = [
                each if is_sealed(each) else seal(each, "second-step") for each in codes
            ]
            changed = True
        if changed:
            row.save(update_fields=["data"])


def let_demo_be(apps, schema_editor):
    settings = apps.get_model("foundation", "NodeSetting")
    if settings.objects.filter(key="is_demo", value=True).exists():
        settings.objects.get_or_create(key="require_second_step", defaults={"value": False})


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_addressees"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("foundation", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(seal_secrets, migrations.RunPython.noop),
        migrations.RunPython(let_demo_be, migrations.RunPython.noop),
    ]
