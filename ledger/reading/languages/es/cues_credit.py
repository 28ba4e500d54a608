"""Spanish: cues that credit somebody with progress."""

from ledger.reading.languages import PARTY as P
from ledger.reading.languages.es.verbs import ADV, BE

CREDITED_WHOLE = r"""(?x:
    # e.g. es una clara muestra · representa un avance
    \b(?:es|son|constituye|constituyen|constituyó|representa|representan|representó)\ (?:una?\ )?
    (?:clara?\ |gran\ )?(?:muestra|prueba|evidencia|ejemplo|señal|avance|logro|hito|paso)\b
)"""
CREDITED_BEFORE = rf"""(?x:
    # e.g. (La reforma) fue también reconocida con satisfacción
    \b
    (?:
        {BE}{ADV}
        \ (?:reconocid|saludad|celebrad|elogiad|aplaudid|acogid|encomiad)[oa]s?(?:\ con\ \w+)?
    )
)"""
CREDITED = rf"""(?x:
    # e.g. saludó · celebraron los avances · felicitó a México por · reconociendo los importantes esfuerzos
    \b
    (?:
        [Ss]alud(?:ó|aron|a|an|ando)
        |[Cc]elebr(?:ó|aron|ando)
         (?=
             \ (?:con\ \w+\ )?
             (?:
                 que
                 |(?:los?|las?|el|sus?)\ (?:\w+\ )?
                  (?:
                      avances?|progresos?|esfuerzos?|logros?|adopción|decisión|aprobación
                      |promulgación|ratificación|entrada|compromiso|iniciativa|anuncio|creación
                  )
             )
         )
        |felicit(?:ó|aron|ando)(?:\ a)?(?:\ {P})?(?:\ por)?|elogi(?:ó|aron)|aplaudi(?:ó|eron)
        |encomi(?:ó|aron)|acogi(?:ó|eron)\ con\ (?:\w+)|dio\ la\ bienvenida\ a
        |dieron\ la\ bienvenida\ a|tom(?:ó|aron)\ (?:debida\ )?nota(?:\ con\ \w+)?\ de
        |agradeci(?:ó|eron)|valor(?:ó|aron)(?:\ positivamente)?
        |expres(?:ó|aron)\ (?:su\ )?(?:satisfacción|beneplácito|reconocimiento)\ (?:por|a|con)
        |(?:reconoc(?:ió|ieron)|reconociendo|[Ss]e\ reconoci(?:ó|eron))
         (?=
             \ (?:los|el|las|la|sus|su|importantes|recientes|significativos)\ (?:\w+\ )?
             (?:
                 avances?|progresos?|esfuerzos?|logros?|pasos?|medidas\ adoptadas|adopción|liderazgo
                 |mejoras|reformas?
             )
             \b
         )
    )
)"""
