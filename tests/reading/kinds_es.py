"""Spanish sentences of our own by kind of wording, right and wrong ones, in the form of ``kinds_en``."""

HEAD = "México y los Estados Unidos celebraron la octava ronda del Diálogo Bilateral sobre Derechos Humanos. "

KINDS = {
    "subjects behind a verb of discussing": """
        Las delegaciones hablaron de la libertad de expresión, de la pena de muerte y de los derechos de las mujeres. => la libertad de expresión | la pena de muerte | los derechos de las mujeres
        Ambas partes discutieron las condiciones carcelarias. => las condiciones carcelarias
        Las delegaciones intercambiaron puntos de vista sobre la independencia judicial. => la independencia judicial
        Las partes revisaron la reforma policial, el discurso de odio y los derechos de las personas mayores. => la reforma policial | el discurso de odio | los derechos de las personas mayores
        Los dos gobiernos abordaron el trabajo infantil, la apatridia y el acceso al agua. => el trabajo infantil | la apatridia | el acceso al agua
        Se trataron la pena de muerte y la notificación consular. => la pena de muerte y la notificación consular
        Se abordó la situación de las personas defensoras. => la situación de las personas defensoras
        Las partes hablaron de la búsqueda de personas desaparecidas. => la búsqueda de personas desaparecidas
        La reunión abarcó la justicia transicional, la restitución de tierras y la reparación de las víctimas. => la justicia transicional | la restitución de tierras | la reparación de las víctimas
        Ambas delegaciones examinaron la libertad de expresión, de asociación y de reunión. => la libertad de expresión, de asociación y de reunión
        Las partes discutieron los derechos económicos, sociales y culturales. => los derechos económicos, sociales y culturales
        Los participantes conversaron sobre inteligencia artificial y derechos humanos. => inteligencia artificial y derechos humanos
    """,
    "subjects before a verb of discussing": """
        La trata de personas fue abordada por las delegaciones. => La trata de personas
        La corrupción y la impunidad fueron discutidas. => La corrupción y la impunidad
        La protección de periodistas fue también tratada. => La protección de periodistas
    """,
    "subjects of a list that a line opens": """
        Las partes discutieron:⏎- la reforma penitenciaria⏎- los derechos de la niñez => la reforma penitenciaria | los derechos de la niñez
        Los temas tratados fueron:⏎1. libertad religiosa⏎2. derechos de las minorías => libertad religiosa | derechos de las minorías
        La agenda incluyó el desplazamiento interno; la búsqueda de personas; y la justicia militar. => el desplazamiento interno | la búsqueda de personas | la justicia militar
    """,
    "generic phrases that name no subject": """
        Ambas partes discutieron diversos temas de interés mutuo. =>
        Las delegaciones intercambiaron opiniones sobre asuntos bilaterales. =>
        Se revisaron los avances desde la última reunión. =>
        Se trataron otros asuntos de interés común. =>
        Las partes hablaron de los principales retos. =>
        Se intercambiaron opiniones. =>
    """,
    "sentences about the meeting": """
        Las delegaciones se despidieron, agradecidas, de sus anfitriones y de la ciudad. =>
        El diálogo se celebró en la Ciudad de México el 3 de mayo de 2024. =>
        La reunión transcurrió en un ambiente constructivo. =>
        Las delegaciones se reunieron en la Cancillería. =>
        Los participantes visitaron un museo. =>
        Las partes agradecieron la hospitalidad del país anfitrión. =>
        El diálogo se celebra cada año. =>
        La ronda anterior tuvo lugar en Washington en 2022. =>
    """,
    "page furniture": """
        Inicio | México anuncia un programa | Galería de fotos =>
        Lea también nuestras noticias⏎Comparta esta página =>
        Foto: los jefes de delegación⏎foto_dialogo_2024.jpg =>
        Inicio⏎Prensa⏎Contacto =>
        Documentos relacionados⏎Comunicado conjunto (PDF, 120 KB) =>
        Suscríbase a nuestro boletín =>
        Imprimir esta página =>
        Para más información, contacte a la oficina de prensa. =>
    """,
    "what others did or said": """
        Las organizaciones acordaron abrir una oficina. =>
        La Cumbre acordó publicar una declaración. =>
        Las empresas se comprometieron a publicar sus informes. =>
        En la última ronda se acordó abrir una oficina. =>
        Los presidentes habían acordado reunirse de nuevo. =>
        Los expertos prometieron enviar sus conclusiones. =>
    """,
    "promises by we, bare plurals and no subject": """
        Crearemos un grupo de trabajo. =! Crearemos un grupo de trabajo
        Acordamos reunirnos dos veces al año. =! Acordamos reunirnos dos veces al año
        En 2025 abriremos una oficina conjunta. =! abriremos una oficina conjunta
        Nos comprometemos a publicar un informe. =! Nos comprometemos a publicar un informe
        Estableceremos un punto de contacto. =! Estableceremos un punto de contacto
        Seguiremos trabajando de manera conjunta. =! Seguiremos trabajando de manera conjunta
        Convenimos en celebrar un taller cada año. =! Convenimos en celebrar un taller cada año
        Partes acordaron publicar un informe conjunto. =! Partes acordaron publicar un informe conjunto
        Acordaron abrir un punto de contacto. =! Acordaron abrir un punto de contacto
        Intercambiarán listas de expertos. =! Intercambiarán listas de expertos
    """,
    "promises by a party": """
        Las partes acordaron que: a) se creará una mesa técnica; b) se publicará un informe; y c) se capacitará a jueces. =! Las partes acordaron que: a) se creará una mesa técnica | se publicará un informe | se capacitará a jueces
        México se comprometió a publicar su plan antes del fin de 2025. =! México se comprometió a publicar su plan antes del fin de 2025
        Los Estados Unidos enviarán observadores. =! Los Estados Unidos enviarán observadores
        Ambas partes acordaron intercambiar visitas. =! Ambas partes acordaron intercambiar visitas
        Se acordó celebrar un taller. =! Se acordó celebrar un taller
        Las partes reiteraron su compromiso de cooperar. =! Las partes reiteraron su compromiso de cooperar
        Ambos gobiernos decidieron crear una comisión. =! Ambos gobiernos decidieron crear una comisión
        México ofreció recibir a los expertos. =! México ofreció recibir a los expertos
    """,
    "money": """
        México destinó 5 millones de pesos a los albergues. =! México destinó 5 millones de pesos a los albergues
        Los Estados Unidos asignaron 2 millones de dólares. =! Los Estados Unidos asignaron 2 millones de dólares
        México destinará 3 millones de pesos. =! México destinará 3 millones de pesos
        El museo cuesta 3 millones de pesos al año. =>
    """,
    "results, outcomes and conclusions": """
        Los resultados del encuentro fueron: un calendario de visitas; una línea de denuncia; y la capacitación de fiscales. =! un calendario de visitas | una línea de denuncia | la capacitación de fiscales
        Los acuerdos incluyen la firma de un memorando, un taller y visitas conjuntas. =! la firma de un memorando | un taller | visitas conjuntas
        Las conclusiones del estudio fueron leídas, copiadas y archivadas. =>
        Los resultados fueron alentadores. =>
        Resultados del encuentro:⏎- un taller conjunto en 2025⏎- una lista de contactos =! un taller conjunto en 2025 | una lista de contactos
        Acuerdos:⏎• abrir un punto de contacto⏎• intercambiar visitas =! abrir un punto de contacto | intercambiar visitas
        Conclusiones:⏎- celebrar un seminario cada año =! celebrar un seminario cada año
        Los resultados se publicaron en mayo. =>
    """,
    "shared views and priorities": """
        Ambas partes coincidieron en que queda mucho por hacer. =! Ambas partes coincidieron en que queda mucho por hacer
        Para ambos gobiernos, este trabajo es una prioridad compartida. =! Para ambos gobiernos, este trabajo es una prioridad compartida
        Las partes subrayaron la importancia de la confianza. =! Las partes subrayaron la importancia de la confianza
        Coincidimos en que queda mucho por hacer. =! Coincidimos en que queda mucho por hacer
    """,
    "no promise": """
        Ambas partes no ratificarán el texto. =>
        México pidió a los Estados Unidos enviar expertos. =>
        La próxima ronda se celebrará en Washington. =>
        El diálogo tendrá lugar de nuevo en 2025. =>
        Cada parte espera un buen año. =>
        Hará buen tiempo. =>
        Esperamos que el año sea bueno. =>
        Agradecemos su visita. =>
    """,
    "promises not to do something": """
        Ambas partes acordaron no publicar las minutas. =! Ambas partes acordaron no publicar las minutas
        México se comprometió a no extraditar a sus nacionales. =! México se comprometió a no extraditar a sus nacionales
        Se acordó no divulgar los nombres de los testigos. =! Se acordó no divulgar los nombres de los testigos
        No obstante ambas partes acordaron reunirse en mayo. =! ambas partes acordaron reunirse en mayo
        Quedaron en no modificar el calendario. =! Quedaron en no modificar el calendario
        México se comprometió a no compartir esas listas y a publicar un informe. =! México se comprometió a no compartir esas listas | publicar un informe
    """,
    "what nobody promised": """
        Las partes no acordaron publicar un informe. =>
        Ninguna de las partes acordó publicar un informe. =>
        México todavía no se ha comprometido a abrir sus archivos. =>
        México se negó a comprometerse a publicar el informe. =>
        Tampoco acordaron abrir una oficina. =>
        No hubo acuerdo para abrir una oficina. =>
        México no publicará el informe. =>
        México no tiene intención de publicar el informe. =>
    """,
    "words of thanks, hopes and manners": """
        México expresó su gratitud a los anfitriones. =>
        Ambos jefes de delegación pronunciaron unas palabras. =>
        Las conversaciones fueron francas y abiertas. =>
        El ambiente fue cordial. =>
        Se ofreció una cena. =>
        El ministro abrió la reunión con un breve discurso. =>
        Fue la primera reunión presencial desde 2019. =>
        El diálogo se creó en 2009. =>
        El texto está disponible en ambos idiomas. =>
    """,
    "promises of what is past or elsewhere": """
        El acuerdo se firmó en 2016. =>
        El tratado entró en vigor en 2003. =>
        La corte falló a favor de la familia. =>
        El ombudsman publicó un informe. =>
    """,
    "capitals": """
        ⏎⏎LAS PARTES DISCUTIERON LAS CONDICIONES CARCELARIAS Y LA TORTURA. => LAS CONDICIONES CARCELARIAS Y LA TORTURA
        ⏎⏎LAS PARTES ACORDARON CREAR UN GRUPO DE TRABAJO CONJUNTO. =! LAS PARTES ACORDARON CREAR UN GRUPO DE TRABAJO CONJUNTO
        ⏎⏎EL DIÁLOGO SE CELEBRÓ EN UN AMBIENTE DE MUTUO RESPETO. =>
    """,
}
