"""French: cues beside which the subjects stand that were discussed."""

from ledger.reading.languages import PARTY as P
from ledger.reading.languages.fr.verbs import ADV, BEEN, DID, HAVE, STRESSED, TALKED, TOPIC_NOUN

AREAS = r"""(?x:
    # e.g. domaines tels que (la migration) · dans les domaines de · les thèmes suivants :
    \b(?:domaines|sujets|thèmes|questions|matières|défis|champs|priorités)
    (?:\ [\w]+){0,3}?,?\ (?:tels?\ que|telles?\ que|comme|dont|y\ compris|allant\ de)(?=\ )
    |\b(?:domaines|champs|défis)\ (?:de|du|des)(?=\ )
    |(?:sujets|thèmes|domaines|questions|points)\ suivants?\b[^.;:]{0,30}:
)"""
VERB_FIRST = r"""(?x:
    # e.g. figuraient également (la torture) · ont été abordés (la torture)
    ^(?:également\ |aussi\ |enfin,?\ )?
    (?:figurai(?:t|ent)|ont\ (?:également\ |aussi\ |notamment\ )?été\ (?:abordée?s?|évoquée?s?|examinée?s?|discutée?s?))
    (?:\ (?:également|aussi|notamment|à\ l'ordre\ du\ jour|au\ programme))*
    :?(?=\ )
)"""
BEFORE_THE_VERB = rf"""(?x:
    # e.g. (La torture) a également été abordée · a fait l'objet de débats
    \b
    (?:
        (?:a|ont){ADV}\ été{ADV}\ {TALKED}(?:\ (?:également|aussi|en\ détail))?
        |{BEEN}{ADV}\ {TALKED}
        |{HAVE}\ (?:figuré|fait\ l'objet\ (?:de|d'|des)\ \w+|été\ au\ (?:cœur|centre)\ des\ \w+|occupé\ une\ place\ \w+)
        |figurai(?:t|ent)\ (?:parmi|au\ nombre)\ (?:les|des)\ \w+
        |étai(?:t|ent)\ à\ l'ordre\ du\ jour
    )
)"""
AFTER_THE_VERB = rf"\b(?:{DID})"
AFTER_A_NOUN = rf"""(?x:
    # e.g. Les échanges ont porté sur (la torture) · Les sujets abordés étaient · L'ordre du jour comprenait :
    \b{TOPIC_NOUN}(?:\ [\w'()-]+){{0,7}}?
    (?:
        \ (?:
            (?:ont|a)\ (?:notamment\ |également\ |ainsi\ |aussi\ )?(?:porté\ sur|concerné|couvert|inclus|compris)
            |portai(?:t|ent)\ (?:notamment\ )?sur|comprenai(?:t|ent)|incluai(?:t|ent)|étaient|concernai(?:t|ent)
        )
        \b(?:\ notamment)?
        (?!\ (?:francs?|ouverts?|constructifs?|riches?|large|coprésid|présid|conduit|\w+ées?\b))
        ?:?
        |(?:\ (?:étaient|ont\ été)\ \w+(?:\ et\ \w+)?)?\ ?:
    )
)"""
AMONG_THEM_WERE = r"""(?x:
    # e.g. parmi les sujets abordés figuraient (la torture)
    ^(?:parmi|au\ nombre|à\ l'ordre|également|aussi|autres?)\b[^,.;:]{0,90}?
    \ (?:figurai(?:t|ent)|étai(?:t|ent)|on\ peut\ citer|se\ trouvai(?:t|ent))
    \b(?:\ également|\ notamment)?:?
)"""
IN_ORDER_TO_DISCUSS = r"""(?x:
    # e.g. (se sont réunies) pour discuter de (la torture) · afin d'examiner
    \b(?:pour\ |afin\ de\ |afin\ d'|en\ vue\ de\ |en\ vue\ d')
    (?:discuter\ (?:de|du|des|d')|aborder|examiner|évoquer|traiter\ (?:de|du|des)|débattre\ (?:de|du|des)
    |échanger\ [\w' ]{0,40}?sur|analyser)
    (?=\ |(?<=')\w)
    |\b(?:abordant|évoquant|examinant|portant\ sur)(?=\ )
)"""
TOLD = rf"""(?x:
    # e.g. sont préoccupées par · a mentionné (l'arrêt)
    \b(?:sont|est|reste|restent|se\ sont\ dites?)\ (?:\w+ment\ )?préoccupée?s?\ par\b
    |\b{HAVE}\ (?:mentionné|fait\ référence\ (?:à|au|aux)|attiré\ l'attention\ sur|affirmé|déclaré|noté|signalé|indiqué)
     (?=\ )
)"""
SHOWN = rf"""(?x:
    # e.g. a présenté (un plan) · a informé le Maroc de · a exprimé sa vive préoccupation concernant
    \b{HAVE}\ (?:exprimé|fait\ part\ de|réitéré)\ (?:sa|ses|leur|leurs|son)\ (?:\w+\ ){{0,2}}
    (?:préoccupations?|inquiétudes?|opposition|intérêt|regrets?|condamnation)
    \ (?:concernant|quant\ (?:à|au|aux)|face\ (?:à|au|aux)|devant|au\ sujet\ (?:de|du|des)|à\ l'égard\ (?:de|du|des)|pour|sur)\b
    |\b{HAVE}\ (?:présenté|exposé|détaillé|décrit|expliqué|condamné|déploré|dénoncé|rendu\ compte\ (?:de|du|des)
     |donné\ des\ informations\ sur|partagé|interrogé\ (?:le\ |la\ |l')?{P}\ sur
     |informé(?:\ (?:le\ |la\ |l')?(?:{P}|autre\ partie|délégation\ \w+))?\ (?:de|du|des|d'|sur))(?=\ |(?<=')\w)
     (?!\ que\b)
)"""
STRESSED_SUBJECT = rf"\b(?:{STRESSED})(?= (?:le|la|les|leurs?)\b| l')"
