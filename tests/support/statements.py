"""Whole statements, ours, in the manner of real ones: no government's words."""

UK_BRAZIL = """Joint Press Statement
London, 14 November 2019

The United Kingdom and Brazil held the fifth UK-Brazil Human Rights Dialogue in Brasília on 12 and 13 November 2019. \
The meeting was co-chaired by Ambassador Fabio Alves, Secretary for National Sovereignty at the Ministry of Foreign \
Affairs (MRE), and Ms Rita French, the UK's International Ambassador for Human Rights. The Brazilian delegation also \
included representatives of the Ministry of Women, Family and Human Rights (MMFDH), the Ministry of Justice and Public \
Security, and the Federal Public Defender's Office.

The two delegations had a frank exchange on a broad range of subjects, including freedom of religion or belief, the \
rights of women and girls, modern slavery, and business and human rights. Prison conditions and police violence were \
raised by the UK side.

Both sides agreed to strengthen cooperation at the UN Human Rights Council and to exchange information on good \
practices in combating human trafficking. The UK urged Brazil to complete the demarcation of indigenous lands. The \
next dialogue will take place in London in 2020.
"""

MEXICO_EU = """COMUNICADO CONJUNTO
XIII Diálogo de Alto Nivel sobre Derechos Humanos México – Unión Europea

Ciudad de México, 5 de octubre de 2023.- Los días 3 y 4 de octubre de 2023 se celebró en la Ciudad de México la \
decimotercera edición del Diálogo de Alto Nivel sobre Derechos Humanos entre México y la Unión Europea. La delegación \
mexicana estuvo encabezada por el Subsecretario para Asuntos Multilaterales y Derechos Humanos de la Secretaría de \
Relaciones Exteriores (SRE), Emb. Joel Hernández García; la delegación de la UE fue presidida por Ana María Gil, \
Representante Especial para los Derechos Humanos. Participaron también representantes de la Secretaría de Gobernación \
(SEGOB), la Fiscalía General de la República y la Comisión Nacional de los Derechos Humanos.

Ambas delegaciones abordaron la igualdad de género, los derechos de los pueblos indígenas, y la protección de \
periodistas. México y la UE reiteraron su compromiso con la abolición universal de la pena de muerte y se \
comprometieron a impulsar la ratificación del Segundo Protocolo Facultativo. La UE instó a México a fortalecer el \
mecanismo de protección. La próxima ronda tendrá lugar en Bruselas en 2024.
"""

TEXTS = [UK_BRAZIL, MEXICO_EU]
