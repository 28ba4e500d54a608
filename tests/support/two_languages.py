"""Statements in two languages for tests, and which words of the one say what words of the other say.

The Spanish of the seed is our own; the others are nobody's statement.
"""

from pathlib import Path
from typing import NamedTuple

from django.conf import settings

_SEED = Path(settings.ROOT) / "seeds" / "statements" / "usmx-07-en.txt"


class TwoLanguages(NamedTuple):
    """A statement in English and in Spanish, and words of either that belong together."""

    english: str
    spanish: str
    pairs: list[tuple[str, str]]


def _joined(text: str) -> str:
    """A text of which each paragraph stands on a line of its own."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


PROMISES = TwoLanguages(
    _joined("""
The United States and Mexico held the 9th round of the Bilateral Dialogue on Human Rights in Mexico City on 12
May 2025.

Regarding disappearances, Mexico agreed to publish a national register of missing persons by 31 March 2027.
Mexico also agreed to train 300 prosecutors in the search for missing persons.

On migration, the delegations discussed the use of force at the border, the detention of migrant children and
consular notification. The United States agreed to share data on deportations every six months. Both sides
agreed to open 12 reception offices in Tijuana.

With respect to the protection of journalists, Mexico committed to strengthen the Mechanism for the Protection
of Human Rights Defenders and Journalists, and the United States committed to fund 40 risk assessments in
Veracruz.

The delegations discussed freedom of expression, discrimination against indigenous peoples and the death
penalty. Both governments welcomed progress in the Iguala case.
"""),
    _joined("""
México y los Estados Unidos celebraron la 9ª ronda del Diálogo Bilateral sobre Derechos Humanos en la Ciudad de
México el 12 de mayo de 2025.

En materia de protección de periodistas, México se comprometió a fortalecer el Mecanismo de Protección para
Personas Defensoras de Derechos Humanos y Periodistas, y los Estados Unidos se comprometieron a financiar 40
evaluaciones de riesgo en Veracruz.

En cuanto a las desapariciones, México acordó publicar un registro nacional de personas desaparecidas a más
tardar el 31 de marzo de 2027. México también acordó capacitar a 300 fiscales en la búsqueda de personas
desaparecidas.

En materia de migración, las delegaciones trataron el uso de la fuerza en la frontera, la detención de niñas y
niños migrantes y la notificación consular. Los Estados Unidos acordaron compartir datos sobre deportaciones
cada seis meses. Ambas partes acordaron abrir 12 oficinas de recepción en Tijuana.

Las delegaciones trataron la pena de muerte, la libertad de expresión y la discriminación contra los pueblos
indígenas. Ambos gobiernos reconocieron los avances en el caso Iguala.
"""),
    [
        ("publish a national register", "publicar un registro nacional"),
        ("train 300 prosecutors", "capacitar a 300 fiscales"),
        ("use of force", "uso de la fuerza"),
        ("migrant children", "niños migrantes"),
        ("consular notification", "notificación consular"),
        ("share data", "compartir datos"),
        ("12 reception offices", "12 oficinas de recepción"),
        ("strengthen the Mechanism", "fortalecer el Mecanismo"),
        ("fund 40 risk assessments", "financiar 40 evaluaciones"),
        ("freedom of expression", "libertad de expresión"),
        ("indigenous peoples", "pueblos indígenas"),
        ("death penalty", "pena de muerte"),
        ("the Iguala case", "caso Iguala"),
    ],
)

SEED = TwoLanguages(
    _SEED.read_text(encoding="utf-8"),
    _joined("""
Los Estados Unidos y México celebraron hoy en Washington, D.C. la 7ª ronda del Diálogo Bilateral sobre Derechos
Humanos. El diálogo de este año subrayó el firme compromiso de trabajar juntos para proteger y promover los
derechos humanos.

En la reunión se reconocieron los avances recientes en México, incluido el reciente acuerdo de México con el
Grupo de Expertos sobre los próximos pasos en el caso Iguala. Entre los temas tratados estuvieron las acciones
para prevenir la tortura y el manejo de bases de datos sobre desapariciones y personas no localizadas, los
derechos humanos de los migrantes y los relativos a los grupos de migrantes vulnerables, la aplicación de la ley
y las prácticas policiales en particular hacia las minorías, la pena de muerte y la notificación consular, la
cooperación en los foros multilaterales y una mayor rendición de cuentas. Además, cada delegación expuso sus
opiniones sobre la libertad de expresión y las acciones para proteger a los periodistas y a los defensores de
derechos humanos. Finalmente, las delegaciones trataron el valor de una mejor cooperación en la frontera común
para reducir los incidentes de violencia.

Los Estados Unidos y México trataron la cooperación multilateral. Ambas partes acordaron que una participación y
colaboración sostenidas fortalecerán las posiciones comunes en apoyo de las normas internacionales de derechos
humanos.
"""),
    [
        ("stalwart commitment", "firme compromiso"),
        ("Group of Experts", "Grupo de Expertos"),
        ("prevent torture", "prevenir la tortura"),
        ("prevent torture", "bases de datos"),
        ("database management", "prevenir la tortura"),
        ("database management", "bases de datos"),
        ("human rights of migrants", "derechos humanos de los migrantes"),
        ("vulnerable migrant groups", "migrantes vulnerables"),
        ("law enforcement", "aplicación de la ley"),
        ("police practices", "prácticas policiales"),
        ("death penalty", "pena de muerte"),
        ("consular notification", "notificación consular"),
        ("cooperation in multilateral fora", "foros multilaterales"),
        ("increased accountability", "rendición de cuentas"),
        ("freedom of expression", "libertad de expresión"),
        ("protect journalists", "proteger a los periodistas"),
        ("human rights defenders", "defensores de derechos humanos"),
        ("shared border", "frontera común"),
        ("multilateral cooperation", "la cooperación multilateral"),
        ("sustained engagement", "colaboración sostenidas"),
    ],
)

HALF = TwoLanguages(
    _joined("""
The United States and Mexico held the 10th round of the Bilateral Dialogue on Human Rights in Washington, D.C.,
on 3 June 2024.

The United States agreed to fund 25 forensic laboratories. Mexico agreed to fund 30 shelters for migrants.
Mexico agreed to exchange information on torture within 90 days.

The delegations discussed prison conditions, the rights of persons with disabilities, violence against women and
police practices. Both sides agreed to cooperate in the Inter-American Commission on Human Rights (IACHR).
"""),
    _joined("""
Los Estados Unidos y México celebraron la 10ª ronda del Diálogo Bilateral sobre Derechos Humanos en Washington,
D.C., el 3 de junio de 2024.

México acordó financiar 30 albergues para migrantes. Los Estados Unidos acordaron financiar 25 laboratorios
forenses. México acordó establecer 7 fiscalías especializadas. México acordó intercambiar información sobre
tortura en un plazo de noventa días.

Las delegaciones trataron la violencia contra las mujeres, las condiciones carcelarias y el derecho al agua.
Ambas partes acordaron cooperar en la Comisión Interamericana de Derechos Humanos (CIDH).
"""),
    [
        ("25 forensic laboratories", "25 laboratorios forenses"),
        ("30 shelters", "30 albergues"),
        ("exchange information", "intercambiar información"),
        ("prison conditions", "condiciones carcelarias"),
        ("violence against women", "violencia contra las mujeres"),
        ("Inter-American Commission", "Comisión Interamericana"),
    ],
)

STATEMENTS = {"promises": PROMISES, "seed": SEED, "half": HALF}
