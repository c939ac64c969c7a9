"""What every journey is marked with."""

import pytest
from django.conf import settings

JOURNEY = [
    pytest.mark.browser,
    pytest.mark.timeout(300),
    pytest.mark.django_db(transaction=True, available_apps=[*settings.INSTALLED_APPS]),
]
WIDTHS = pytest.mark.parametrize("width", [375, 1280])
