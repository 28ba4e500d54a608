"""Spanish: verbs and nouns of which the cues are made."""

BE = r"""(?x:
    # e.g. fue · han sido
    fue|fueron|ha\ sido|han\ sido|es|son|era|eran
)"""
ADV = r"""(?x:
    # e.g. (fue) también (abordado) · igualmente
    (?:\ (?:también|igualmente|asimismo|además|\w+mente|ahí|luego)){0,2}
)"""
TALKED = r"""(?x:
    # e.g. discutidos · abordada · revisado
    (?:
        discutid|abordad|tratad|revisad|analizad|examinad|considerad|debatid|evaluad|plantead
        |comentad|repasad|tocad|conversad|estudiad
    )
    [oa]?s?
)"""
DID = r"""(?x:
    # e.g. abordaron · intercambiaron puntos de vista sobre · se centró en
    discutieron|abordaron|trataron(?:\ sobre|\ de)?|revisaron|analizaron|examinaron|consideraron
    |debatieron(?:\ sobre)?|evaluaron|plantearon|comentaron|repasaron|tocaron|estudiaron|exploraron
    |intercambiaron(?:\ [\w,]+){0,6}?
     \ (?:sobre|acerca\ de|respecto\ a|respecto\ de|en\ torno\ a|en\ materia\ de|en)
    |(?:contrastaron|compartieron|compararon|expusieron|presentaron|expresaron)(?:\ [\w]+){0,4}?
     \ (?:
         opiniones|puntos\ de\ vista|perspectivas|experiencias|información|posturas|posiciones
         |visiones|pareceres|buenas\ prácticas|preocupaciones|impresiones
     )
     (?:\ \w+){0,2}?
     \ (?:sobre|acerca\ de|respecto\ a|respecto\ de|en\ torno\ a|en\ materia\ de|de|en)
    |hablaron(?:\ [\w,]+){0,6}?\ (?:de|sobre|acerca\ de)
    |conversaron(?:\ [\w,]+){0,6}?\ (?:de|sobre|acerca\ de)
    |dialogaron(?:\ [\w,]+){0,6}?\ (?:de|sobre|acerca\ de|en\ torno\ a)
    |reflexionaron(?:\ \w+){0,2}?\ sobre|deliberaron\ sobre|pasaron\ revista\ a
    |hicieron\ (?:un\ )?(?:balance|repaso|recuento|revisión)\ (?:de|sobre)|abordó|discutió|trató
    |revisó|analizó|examinó|abarcó|abarcaron|comprendió|comprendieron|cubrió|cubrieron|versó\ sobre
    |versaron\ sobre|versó\ en\ torno\ a|versaron\ en\ torno\ a
    |permiti(?:ó|eron)(?:\ \w+){0,3}?
     \ (?:conocer|abordar|revisar|examinar|tratar|analizar|discutir|debatir)
    |repasó|giró\ en\ torno\ a|giraron\ en\ torno\ a|se\ centr(?:ó|aron)\ en|se\ enfoc(?:ó|aron)\ en
    |se\ concentr(?:ó|aron)\ en|se\ refiri(?:ó|eron)\ a|prestaron\ (?:\w+\ )?atención\ a
    |dedicaron\ (?:\w+\ ){0,6}?(?:tiempo|espacio|atención|sesión|sesiones)\ a
    |(?:espacio|sesión|sesiones|jornada|panel|mesa|bloque|día|parte|apartado|tiempo)
     (?:\ \w+){0,3}?\ (?:(?:estuvo|fue)\ )?(?:dedicad|consagrad|destinad)[oa]s?\ a
    |pusieron\ (?:\w+\ )?(?:énfasis|acento)\ en
    |sostuvieron\ (?:un|una)(?:\ [\w]+){0,5}?\ (?:sobre|acerca\ de|en\ torno\ a)
    |mantuvieron\ (?:un|una)(?:\ [\w]+){0,5}?\ (?:sobre|acerca\ de|en\ torno\ a)
    |hubo\ (?:\w+\ ){0,4}(?:sobre|acerca\ de)
)"""
SE = r"""(?x:
    # e.g. se abordaron · se intercambiaron opiniones sobre · se pasó revista a
    (?:
        [Ss]e
        \ (?:
            abord|discut|trat|revis|analiz|examin|consider|debat|evalu|plante|coment|repas|toc
            |estudi|habl|convers|dialog|intercambi
        )
        (?:ó|aron|ieron|ió)
        (?:
            \ (?:\w+\ ){0,3}?
            (?:
                opiniones|puntos\ de\ vista|experiencias|información|buenas\ prácticas|impresiones
                |posturas|perspectivas
            )
            (?:\ \w+){0,2}?\ (?:sobre|acerca\ de|respecto\ (?:a|de)|en\ torno\ a|en\ materia\ de)
        )?
        |[Ss]e\ (?:prest(?:ó|aron)|dedic(?:ó|aron)|puso)\ (?:\w+\ )?
         (?:atención|énfasis|espacio|tiempo|acento)(?=\ (?:a|al|en)\b)
        |[Ss]e\ pas(?:ó|aron)\ (?:\w+\ )?(?=a\ (?:la|las|los)\b|al\b)
        |[Ss]e\ (?:pas|hi[cz])\w+\ (?:revista|balance|repaso)
    )
    (?:\ (?:también|asimismo|igualmente|además|ampliamente))?
    (?:\ (?:sobre|acerca\ de|de|a|opiniones\ sobre|puntos\ de\ vista\ sobre))?
)"""
TOPIC_NOUN = r"""(?x:
    # e.g. los temas · la agenda · el orden del día
    [Tt]emas?|[Aa]suntos?|[Cc]uestiones|[Mm]aterias?|[Pp]untos?|[Tt]ópicos|[Aa]genda
    |[Cc]onversaciones|[Dd]iscusiones|[Ii]ntercambios?|[Dd]ebates?|[Tt]emario|[Oo]rden\ del\ día
    |[Dd]eliberaciones|[Ss]esión|[Ss]esiones|[Dd]iálogo|[Ee]ncuentro|[Rr]eunión|[Pp]rioridades
    |[Ee]jes|[Ll]ista
)"""
STRESSED = r"""(?x:
    # e.g. subrayó · reafirmando · hicieron hincapié en
    (?:
        recalc|subray|destac|enfatiz|resalt|reiter|record|reafirm|señal|confirm|puntualiz|ratific
        |acentu|remarc
    )
    (?:ó|aron|ando|a|an)
    |calc(?:ó|aron)|insisti(?:ó|eron)(?:\ en)?|insist(?:e|en)(?:\ en)?|reconoc(?:ió|ieron|e|en)
    |reconociendo|(?:hi(?:zo|cieron)|hac(?:e|en))\ (?:hincapié|énfasis)\ en
    |p(?:uso|usieron|one|onen)\ de\ relieve|p(?:uso|usieron|one|onen)\ énfasis\ en
)"""
WORTH = r"""(?x:
    # e.g. la gran importancia · su papel
    (?:en\ )?(?:la|el|su|lo|cuán|lo)?\ ?(?:gran\ |enorme\ |especial\ |alta\ |\w+\ )?
    (?:
        importancia|necesidad|valor|papel|relevancia|urgencia|significado|contribución
        |responsabilidad|importante|necesario|utilidad|indivisibilidad|universalidad|trascendencia
    )
)"""
COMMITMENT = r"""(?x:
    # e.g. compromiso · disposición · voluntad
    compromisos?|disposición|voluntad|determinación|intención|empeño|deseo|promesa|interés
)"""
