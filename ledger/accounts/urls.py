"""The account pages: django-allauth's, without those for signing up and for addresses of one's own."""

from allauth import app_settings
from allauth.account import views
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from ledger.accounts.language import choose_language

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    # Accounts are made by superusers. allauth wants the name; the address leads to signing in.
    path("signup/", RedirectView.as_view(pattern_name="account_login"), name="account_signup"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", include("allauth.mfa.urls")),
    path("language/", choose_language, name="set_language"),
]

if app_settings.SOCIALACCOUNT_ENABLED:
    urlpatterns += [
        path("3rdparty/", include("allauth.socialaccount.urls")),
        path("", include("allauth.socialaccount.providers.openid_connect.urls")),
    ]
