"""French: verbs and nouns of which the cues are made."""

HAVE = r"""(?x:
    # e.g. ont également · a notamment
    (?:ont|a|avons)(?:\ (?:également|aussi|notamment|ensuite|en\ outre|par\ ailleurs|longuement|conjointement|\w+ment))?
)"""
SELVES = r"""(?x:
    # e.g. se sont également · s'est · nous nous sommes
    (?:se\ sont|s'est|nous\ sommes)(?:\ (?:également|aussi|notamment|ensuite|en\ outre|tous\ deux|toutes\ deux|\w+ment))?
)"""
BEEN = r"(?:a\ été|ont\ été|fut|furent|est|sont)"
ADV = r"""(?x:
    # e.g. (a été) également (abordée)
    (?:\ (?:également|aussi|notamment|ensuite|\w+ment)){0,2}
)"""
TALKED = r"""(?x:
    # e.g. discutés · abordée · évoquées
    (?:discuté|abordé|traité|examiné|évoqué|débattu|analysé|étudié|soulevé|passé\ en\ revue|mentionné)e?s?
)"""
NOTES = r"""(?x:
    # e.g. vues · expériences · informations
    vues|points\ de\ vue|opinions|expériences?|informations?|bonnes\ pratiques|pratiques|positions|analyses|idées
    |préoccupations?|enseignements
)"""
DID = rf"""(?x:
    # e.g. ont abordé · ont échangé leurs vues sur · se sont entretenues de
    {HAVE}
    \ (?:
        (?:discuté|débattu|parlé|traité)(?:\ (?:\w+ment|longuement))?\ (?:de|du|des|d'|sur)(?=\ |(?<=')\w)
        |(?:abordé|examiné|évoqué|étudié|analysé|exploré|considéré|soulevé|couvert)\b
        |passé\ en\ revue\b|fait\ le\ point\ sur\b|dressé\ (?:le|un)\ bilan\ (?:de|du|des)\b
        |échangé(?:\ (?:[\w']+|des|leurs)){{0,4}}?\ (?:sur|au\ sujet\ (?:de|du|des)|concernant|à\ propos\ (?:de|du|des))\b
        |(?:partagé|comparé|présenté|exprimé|exposé)\ (?:leurs|des|les)\ {NOTES}(?:\ \w+){{0,2}}?
         \ (?:sur|concernant|en\ matière\ (?:de|d')|au\ sujet\ (?:de|du|des))
        |(?:procédé\ à|eu)\ (?:un|des)\ échanges?(?:\ de\ vues)?(?:\ [\w-]+){{0,5}}?\ sur\b
        |porté\ (?:notamment\ |également\ )?sur\b|accordé\ une\ attention\ (?:\w+\ )?(?:à|au|aux)\b
        |consacré\ (?:[\w']+\ ){{1,5}}?(?:à|au|aux)\b|réfléchi\ (?:à|au|aux|sur)\b
    )
    |{SELVES}\ (?:
        (?:entretenu|entretenue)e?s?\ (?:de|du|des|d'|sur)
        |penchée?s?\ sur|concentrée?s?\ sur|arrêtée?s?\ sur|centrée?s?\ sur|articulée?s?\ autour\ (?:de|du|des|d')
    )
    |(?:porta|portèrent)\ (?:notamment\ )?sur\b|(?:abordèrent|évoquèrent|examinèrent)\b
)"""
TOPIC_NOUN = r"""(?x:
    # e.g. les thèmes · l'ordre du jour · les échanges
    [Ss]ujets?|[Tt]hèmes?|[Qq]uestions?|[Pp]oints?|[Ss]ujets|[Oo]rdre\ du\ jour|[Dd]iscussions|[Éé]changes?
    |[Dd]ébats?|[Cc]onversations?|[Dd]ialogue|[Rr]éunion|[Rr]encontre|[Ss]ession|[Pp]riorités|[Ee]ntretiens|[Tt]ravaux
)"""
STRESSED = r"""(?x:
    # e.g. a souligné · réaffirmant · ont mis l'accent sur
    (?:ont|a|avons)\ (?:\w+ment\ |aussi\ )?
    (?:souligné|rappelé|réaffirmé|réitéré|relevé|insisté\ sur|mis\ en\ avant|mis\ l'accent\ sur|reconnu|confirmé
    |mis\ en\ exergue)
    |(?:soulign|rappel|réaffirm|réitèr|reconnaiss)(?:ant|ent|e)
)"""
WORTH = r"""(?x:
    # e.g. l'importance · le rôle · la nécessité
    (?:(?:la|le|leur|toute)\ |l')(?:\w+\ )?
    (?:
        importance|nécessité|valeur|rôle|pertinence|urgence|contribution|responsabilité|utilité|indivisibilité
        |universalité|besoin
    )
)"""
COMMITMENT = r"""(?x:
    # e.g. engagement · attachement · volonté
    engagements?|attachement|volonté|détermination|intention|disposition|résolution|souhait
)"""
