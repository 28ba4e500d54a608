"""French: small words."""

AND = r"(?:et)"
THE = r"(?:(?:le|la|les)\ |[Ll]')"
OWN = r"(?:(?:le|la|les|leurs?|son|sa|ses)\ |l')"
OF = r"(?:(?:de|du|des)\ |d'|de\ l')"
OF_PLACE = r"(?:(?:de|du|des|à|au|aux)\ |d'|de\ l')"
BY = r"(?:par)"
ON_BEHALF = r"(?:(?:pour|au\ nom\ de|au\ nom\ du)\ )"
THAT = r"(?:que\ |qu')"
WHO = r"(?:qui)"
WHILE = r"(?:tandis\ que|alors\ que)"
WAS = r"(?:(?:a\ été|ont\ été|était|étaient|fut|furent)\ )"
BUT = r"(?:mais)"
ELIDED = r"""(?x:
    # e.g. l'(Union) · d'(expression) · qu'(ils)
    \b(?:[ldnsjmtcLDNSJMTC]|[Qq]u|[Jj]usqu|[Ll]orsqu)'
)"""
