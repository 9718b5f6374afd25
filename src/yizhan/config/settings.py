# SPDX-License-Identifier: Apache-2.0
"""Django's settings: read from `parameters`, the rest computed here."""

from csp.constants import SELF

from yizhan.config import databases, home, parameters, sending

_given = parameters.read()

HOME = home.folder(_given["YIZHAN_HOME"])
SECRET_KEY = home.secret_key(HOME)
KEY_FILE = home.key_file(_given["YIZHAN_KEY_FILE"], HOME)
FIELD_CIPHER = home.field_cipher(_given["YIZHAN_FIELD_CIPHER"])
DEBUG = _given["YIZHAN_DEBUG"] == "yes"
ALLOWED_HOSTS = [name for name in _given["YIZHAN_HOSTS"].split(",") if name]
DATABASES = {"default": databases.default(_given["YIZHAN_DATABASE_URL"], HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "yizhan.kernel",
    "yizhan.domains.network",
    "yizhan.domains.rulebook",
    "yizhan.domains.clocks",
    "yizhan.domains.files",
    "yizhan.domains.notices",
    "yizhan.domains.duty",
    "yizhan.domains.items",
    "yizhan.domains.likeness",
    "yizhan.domains.checks",
    "yizhan.domains.periodicals",
    "yizhan.domains.reporting",
    "yizhan.domains.topics",
    "yizhan.domains.urgent",
    "yizhan.domains.findings",
    "yizhan.domains.supervision",
    "yizhan.domains.quotas",
    "yizhan.domains.suggestions",
    "yizhan.domains.appraisal",
    "yizhan.domains.bulletins",
    "yizhan.domains.rewards",
    "yizhan.domains.awards",
    "yizhan.domains.register",
    "yizhan.domains.search",
    "yizhan.web",
    "yizhan.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "yizhan.web.signing_in.middleware.ActingPostMiddleware",
    "yizhan.web.duty.screen_only.OnlyScreenMiddleware",
    "yizhan.web.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "yizhan.web.refusals.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "yizhan.config.urls"
WSGI_APPLICATION = "yizhan.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "yizhan.web.frame.frame",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "yizhan.web.folding.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "builtins": ["template_partials.templatetags.partials", "django.templatetags.i18n"],
        },
    }
]

AUTH_USER_MODEL = "network.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "yizhan.web.signing_in.views.locked_out"
AXES_USERNAME_FORM_FIELD = "sign_in_name"
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False

LOGIN_URL = "/sign-in/"
SESSION_ENGINE = "yizhan.web.signing_in.sessions"
SESSION_COOKIE_AGE = int(_given["YIZHAN_IDLE_MINUTES"]) * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "yizhan_session"
CSRF_COOKIE_NAME = "yizhan_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "yizhan.web.refusals.csrf_failed"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _given["YIZHAN_HTTPS"] == "yes"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SESSION_COOKIE_SECURE else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:", "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
        "base-uri": [SELF],
        "object-src": ["'none'"],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "yizhan_language"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
THREADS = int(_given["YIZHAN_THREADS"])
WORKERS = int(_given["YIZHAN_WORKERS"])
FILES_FOLDER = HOME / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None
_mail = sending.mail(_given)
EMAIL_BACKEND = "yizhan.jobs.sending.mail.BoundedBackend"
EMAIL_HOST, EMAIL_PORT = _mail["host"], _mail["port"]
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail["starttls"], _mail["tls"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["user"], _mail["password"]
EMAIL_TIMEOUT = _mail["silence"]
DEFAULT_FROM_EMAIL = _mail["sender"]
SMS_GATEWAY = sending.gateway(_given)
PUBLIC_ADDRESS = sending.address(_given)

SILENCED_SYSTEM_CHECKS = [
    "security.W004",  # a browser that was told to insist on TLS cannot reach an office without a certificate
    "security.W008",  # whether there is TLS is the operator's word (YIZHAN_HTTPS)
    "security.W012",
    "security.W016",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "yizhan": {"level": "INFO"},
        "axes": {"level": "ERROR"},
        "django.request": {"level": "ERROR"},  # refusals are answers, not faults
    },
}
