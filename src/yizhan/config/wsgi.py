# SPDX-License-Identifier: Apache-2.0
"""The WSGI application."""

import os
from typing import cast

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yizhan.config.settings")
_pages = get_wsgi_application()

from yizhan.web.pulse import Application, answering_first  # noqa: E402 -- models exist only once the application is made

application = answering_first(cast("Application", _pages))
