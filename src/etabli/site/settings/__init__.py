"""Django's settings, one theme a file. What varies from one installation to another comes from
``etabli.toml`` (see ``etabli.site.configuration``) and a few variables of the environment:

``ETABLI_DATA``   the data folder
``ETABLI_ROLE``   the database login of this process: ``app`` (web), ``sys`` or ``owner``
``ETABLI_HOSTS``  further names this server answers to, separated by commas
``DATABASE_URL``  a PostgreSQL of yours instead of the embedded one
``EMAIL_URL``     a mail server, instead of the ``[mail]`` table of etabli.toml
"""

from etabli.site.settings.database import *  # noqa: F403
from etabli.site.settings.logs import *  # noqa: F403
from etabli.site.settings.mail import *  # noqa: F403
from etabli.site.settings.parts import *  # noqa: F403
from etabli.site.settings.security import *  # noqa: F403
from etabli.site.settings.signing_in import *  # noqa: F403
from etabli.site.settings.words import *  # noqa: F403
