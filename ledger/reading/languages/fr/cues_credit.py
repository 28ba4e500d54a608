"""French: cues that credit somebody with progress."""

from ledger.reading.languages import PARTY as P
from ledger.reading.languages.fr.verbs import HAVE

CREDITED_WHOLE = r"""(?x:
    # e.g. constitue une avancée · marque une étape
    \b(?:constitue|constituent|représente|représentent|marque|marquent)\ (?:une?\ )?(?:\w+\ )?
    (?:avancée|progrès|étape|jalon|succès)\b
)"""
CREDITED_BEFORE = r"""(?x:
    # e.g. (La réforme) a été saluée · ont été félicités
    \b(?:a|ont)\ (?:également\ |aussi\ )?été\ (?:\w+ment\ )?(?:salué|félicité|accueilli|loué)e?s?(?:\ avec\ \w+)?
)"""
CREDITED = rf"""(?x:
    # e.g. a salué · ont félicité le Maroc pour · a pris note avec satisfaction de · ont reconnu les progrès
    \b
    (?:
        {HAVE}\ (?:
            salué|félicité(?:\ (?:le\ |la\ |les\ |l')?{P})?(?:\ (?:pour|de|d'))?|accueilli\ (?:avec\ \w+|favorablement)
            |loué|rendu\ hommage\ (?:à|au|aux)|applaudi|remercié|pris\ (?:bonne\ )?note(?:\ avec\ \w+)?\ (?:de|du|des)
            |exprimé\ (?:leur|sa)\ (?:satisfaction|gratitude|reconnaissance)\ (?:pour|quant)
            |reconnu(?=\ (?:les|l'|la|le)\s?(?:\w+\ )?(?:progrès|efforts|avancées|mesures|réformes))
        )
        |(?:se\ félicit|salu)(?:ent|ant|e)\b(?:\ (?:de|du|des))?
        |se\ sont\ félicitée?s?\ (?:de|du|des|d')
        |s'est\ félicitée?\ (?:de|du|des|d')
    )
)"""
