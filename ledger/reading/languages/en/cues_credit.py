"""English: cues that credit somebody with progress."""

from ledger.reading.languages import PARTY as P
from ledger.reading.languages.en.verbs import ADV, BE

CREDITED_WHOLE = r"""(?x:
    # e.g. is clear evidence of · marked an important step forward
    \b(?:is|was|are|were|being)\ (?:clear\ |further\ |strong\ )?
    (?:evidence|proof|a\ sign|a\ mark|an\ example|a\ token|testimony|testament)\ (?:of|to)\b
    |\b(?:marks|marked|represents|represented|constitutes|constituted)\ (?:an?\ )?(?:\w+\ )?
     (?:step\ forward|advance|progress|milestone|achievement)
)"""
CREDITED_BEFORE = rf"""(?x:
    # e.g. (The reform) was warmly welcomed · were commended
    \b{BE}{ADV}
    \ (?:acknowledged|recogni[sz]ed|welcomed|commended|praised|applauded|credited|saluted|hailed)
    (?:\ (?:as\ \w+|too|as\ well))?
)"""
CREDITED = rf"""(?x:
    # e.g. welcomed · congratulated Mexico on · noted the recent progress
    \b
    (?:
        [Ww]elcom(?:ed|es|ing)|commend(?:ed|s|ing)|prais(?:ed|es|ing)|applaud(?:ed|s|ing)
        |hail(?:ed|s)|(?:congratulat|thank)(?:ed|es|s|ing)(?:\ (?:the\ )?{P})?(?:\ on|\ for)?
        |paid\ tribute\ to|saluted|lauded
        |expressed\ (?:\w+\ )?(?:appreciation|satisfaction|gratitude)\ (?:for|at|with|over)
    )
    |\b
     (?:
         took\ (?:positive\ )?note\ of|acknowledg(?:ed|es|ing)|recogni[sz](?:ed|es|ing)|noted|noting
         |gave\ credit\ for
     )
     (?:\ with\ (?:satisfaction|appreciation|interest))?
     (?=
         \ (?:
             the\ |\w+'s\ |some\ |recent\ |its\ |their\ |important\ |significant\ |\ue000+(?:'s)?[ ]
         ){{0,12}}
         (?:\w+\ )?
         (?:
             progress|advances?|efforts|steps|achievements?|improvements?|reforms?|leadership
             |measures\ taken|adoption|strides|headway|accomplishments|work\ done
         )
         \b
     )
)"""
