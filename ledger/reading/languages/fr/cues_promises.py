"""French: cues that promise, share a view, announce or demand."""

from ledger.reading.languages import PARTY as P
from ledger.reading.languages.fr.verbs import COMMITMENT, HAVE, SELVES, STRESSED, WORTH

VIEW = rf"""(?x:
    # e.g. ont convenu que · sont convenues de l'importance · partagent l'avis que
    \b
    (?:
        (?:{HAVE}|sont|sommes)\ (?:convenue?s?|estimé|considéré|jugé)\ (?:que|qu'|(?:de|sur)\ (?=(?:la\ |l')(?:importance|nécessité)))
        |(?:partag(?:ent|eant)|{HAVE}\ partagé)\ (?:l'avis|la\ conviction|le\ point\ de\ vue|la\ préoccupation)\ (?:que|selon\ lequel|selon\ laquelle|de)
        |{SELVES}\ (?:accordée?s?\ (?:à\ reconnaître|sur\ le\ fait)\ que|dites?\ convaincues?\ que|dits?\ convaincus?\ que)
        |[Ii]l\ a\ été\ (?:convenu|reconnu)\ que
        |(?:est|sont|reste|restent|demeure)\ une\ (?:priorité|préoccupation|responsabilité)\ (?:commune|partagée)
    )
)"""
PROMISE = rf"""(?x:
    # e.g. se sont engagées à · ont convenu de · ont décidé de · il a été convenu de
    \b
    (?:
        (?:{SELVES}\ (?:engagée?s?|accordée?s?|mise?s?\ d'accord)\ (?:à|sur|pour|afin\ de)
        |(?:s'engage|s'engagent|nous\ nous\ engageons)\ (?:à|en\ faveur))(?=\ |:)
        |(?:{HAVE}|sont|sommes|est)\ convenue?s?\ (?:de\ |d'|du\ |des\ )(?!l'importance|la\ nécessité)
        |conviennent\ (?:de\ |d')
        |{HAVE}\ (?:(?:décidé|promis|résolu|accepté|proposé)\ (?:de\ |d')|prévu\ (?:de\ |d')|pris\ l'engagement\ (?:de\ |d'))
        |[Ii]l\ (?:a\ été|est|fut)\ (?:\w+ment\ )?(?:convenu|décidé)\ (?:de\ |d')
        |{HAVE}\ (?:l'intention|la\ volonté)\ (?:de\ |d')
        |entendent?\ (?=\w+(?:er|ir|re)\b)
        |sont\ parvenue?s\ à\ un\ accord\ (?:sur|pour)
    )
)"""
WILL = r"""(?x:
    # e.g. (Le Maroc) publiera (un rapport) · organiseront · (nous) créerons
    \b(?!sera\b|seront\b|aura\ lieu|auront\ lieu|se\ tiendra)\w{2,}(?:r)(?:a|ont|ons)\b(?=\ )
    (?!\ (?:lieu|place|été))
)"""
ANNOUNCED = r"""(?x:
    # e.g. ont annoncé · a signé
    \b(?:ont|a|avons)\ (?:\w+ment\ |également\ )?(?:annoncé|lancé|signé|inauguré|dévoilé)\b
    |\b(?:ont|a)\ (?:alloué|affecté|consacré)(?=\ [^.;]{0,40}(?:millions|milliers|milliards|€|\$))
)"""
ASKED = rf"""(?x:
    # e.g. a appelé le Maroc à · a exhorté · ont demandé
    \b
    (?:
        {HAVE}\ (?:appelé(?=\ (?:(?:le\ |la\ |les\ |l')?{P}|à))|exhorté|invité(?=\ (?:le\ |la\ |les\ |l')?{P})|encouragé
        |demandé(?!\ des\ (?:informations|précisions|éclaircissements))|engagé(?=\ (?:le\ |la\ |l')?{P}\ à)
        |recommandé|réclamé|plaidé\ (?:pour|en\ faveur))
        |appelant\ (?:le\ |la\ |les\ |l')?{P}|exhortant
    )
)"""
PLEDGE = rf"""(?x:
    # e.g. leur attachement à (la démocratie) · restent déterminés à · ont réaffirmé leur engagement en faveur de
    \b(?:(?:leurs?|son|sa|ses|notre|nos|un|une|le|la|l'|cet)(?:\ |(?<=')))(?:(?!et\b)\w+\ ){{0,2}}?{COMMITMENT}
    (?:\ (?:commune?|mutuel|mutuelle|conjointe?|ferme|renouvelée?|indéfectible|partagée?|politique|constante?|{P})){{0,2}}
    \ (?:à|au|aux|en\ faveur\ (?:de|du|des|d')|envers|pour|de|d')(?=\ |(?<=')\w)
    |(?:restent|reste|demeurent|demeure|sont|est|se\ sont\ dite?s|s'est\ dite?)\ (?:\w+ment\ )?
     (?:déterminée?s?|résolue?s?|disposée?s?|prête?s?|attachée?s?)\ (?:à|au|aux)
)"""
STANCE = rf"""(?x:
    # e.g. ont souligné l'importance (de) · a rappelé que · attachent une grande importance à
    \b(?:{STRESSED})(?=(?:\ que\b|\ qu'|\ combien\b|\ {WORTH}\b))
    |\b(?:attach(?:e|ent)|{HAVE}\ attaché)\ (?:une\ )?(?:\w+\ )?(?:importance|priorité)\ (?:à|au|aux)
)"""
