"""Portuguese: small words."""

AND = r"(?:e)"
THE = r"(?:(?:o|a|os|as)\ )"
OWN = r"(?:(?:o|a|os|as|seus?|suas?)\ )"
OF = r"(?:(?:de|do|da|dos|das)\ )"
OF_PLACE = r"(?:(?:de|do|da|dos|das|em|no|na)\ )"
BY = r"(?:por|pelo|pela)"
ON_BEHALF = r"""(?x:
    # e.g. pelo · em nome do
    (?:(?:por|pelo|pela|em\ nome\ d[eoa])\ )
)"""
THAT = r"(?:que\ )"
WHO = r"(?:que|quem)"
WHILE = r"(?:enquanto)"
WAS = r"(?:(?:foi|foram)\ )"
BUT = r"(?:mas)"
