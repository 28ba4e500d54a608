"""Signing in by an OpenID Connect provider, where one is set: another way in to an account that is there already."""

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class ProviderAdapter(DefaultSocialAccountAdapter):
    """A provider opens the account that has the address it confirms, and makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
