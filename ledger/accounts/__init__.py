"""Let people in: sign-in, second step, invitations and resets by mail, sessions that end, a language each.

The pages are django-allauth's, with its throttle; what is decided here is who gets an account (whom a superuser
invites) and what is said to them.
"""
