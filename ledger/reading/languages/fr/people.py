"""French: how a statement tells who came, and in which office."""

from ledger.reading.languages import PARTY as P
from ledger.reading.languages import any_of, word_set

HEADING = rf"""(?x:
    # e.g. conduite par · coprésidé par · pour la partie marocaine
    \b
    (?:
        (?:
            conduit|dirigé|présidé|coprésidé|co-présidé|menée?|représenté|emmené|animé|ouvert
        )
        e?s?\ (?:\w+\ )?par\b
        |(?:a|ont)\ (?:co-?)?présidé\b|(?:a|ont)\ (?:conduit|dirigé|mené|représenté)\b|(?:co)?présid(?:a|èrent)\b
        |[Pp]our\ la\ (?:partie|délégation)\ {P}|[Dd]u\ côté\ {P}|[Aa]u\ nom\ d(?:e|u)\b
        |[Àà]\ la\ tête\ de\b|(?:étaient|était)\ (?:conduite?s?|dirigée?s?|présidée?s?)
        |accompagnée?s?\ (?:par|de|d')|composées?\ de\b|comprenait\b|a\ réuni\b|sous\ la\ (?:co-?)?présidence\ de
    )
)"""
MEMBERSHIP = r"""(?x:
    # e.g. accompagné de · la délégation comprenait également
    accompagnée?s?\ (?:par|de|d')|comprenait|était\ (?:également\ |aussi\ )?composée\ de|ainsi\ que\ de\ représentants
    |(?:ont|a)\ (?:également|aussi)\ (?:participé|assisté|pris\ part)|étaient\ (?:également|aussi)\ présents
    |membres\ de\ la\ délégation|en\ présence\ de|avec\ la\ participation\ de
)"""
REPRESENTATION = r"""(?x:
    # e.g. représentants du (Ministère) · fonctionnaires de la
    représentant(?:e?s)?\ (?:de|du|des)|fonctionnaires\ (?:de|du|des)|délégués\ (?:de|du|des)
    |membres\ (?:de|du|des)|participation\ (?:de|du|des)|présence\ (?:de|du|des)
)"""
DEEDS = r"""(?x:
    # e.g. a présidé · ont conduit · a participé
    (?:a|ont)\ (?:co-?)?(?:présidé|conduit|dirigé|ouvert|clos|participé|assisté|représenté|pris\ part)
)"""
HONORIFICS = word_set(
    """
    M Mme Mmes Mlle Me Dr Pr Prof Amb S.E Monsieur Madame Maître Docteur Professeur Général Colonel Amiral
    Ambassadeur Ambassadrice Son Excellence
    """
)
OFFICES = any_of(
    """
    Ministre Ministres Vice-Ministre Vice-ministre vice-ministre vice-ministres Secrétaire Secrétaires
    Sous-Secrétaire Directeur Directrice Ambassadeur Ambassadrice
    Représentant Représentante Envoyé Envoyée Commissaire Président Présidente Vice-Président Vice-Présidente Chef
    Cheffe Coordinateur Coordinatrice Coordonnateur Coordonnatrice Conseiller Conseillère Procureur Procureure
    Sous-Directeur Sous-Directrice Haut Haute Chargé Chargée Rapporteur Rapporteuse Défenseur Délégué Déléguée
    Adjoint Adjointe Médiateur Médiatrice Député Sénateur Juge Gouverneur Premier ministre ministres secrétaire
    sous-secrétaire directeur directrice ambassadeur ambassadrice représentant représentante envoyé envoyée
    commissaire président présidente vice-président vice-présidente chef cheffe coordinateur coordinatrice
    conseiller conseillère procureur procureure chargé chargée rapporteur rapporteuse délégué déléguée
    """
)
NOT_NAMES = word_set(
    """
    Le La Les Un Une En Pour Par De Du Des Et Au Aux Ministère Ministre Secrétariat Secrétaire Sous-Secrétaire
    Direction Directeur Directrice Ambassade Ambassadeur Ambassadrice Représentant Représentante Envoyé Envoyée
    Commission Commissaire Conseil Comité Cour Tribunal Union Droits Homme Humains Affaires Étrangères Extérieures
    Relations Internationales Multilatérales État Défense Nationale National Intérieur Sécurité Justice
    International Internationale Développement Politique Politiques Général Générale République Spécial Spéciale
    Action Extérieure Européen Européenne Président Présidente Dialogue Haut Haute Niveau Bilatéral Service
    Département Office Agence Institut Police Gendarmerie Gouvernement Délégation Ville Nations Unies Assemblée
    Système Organisation Afrique Africaine Africain Lundi Mardi Mercredi Jeudi Vendredi Samedi Dimanche Société
    Civile Coopération Association Égalité Démocratie Migration Migrations Intégration Chef Cheffe Coordinateur
    Conseiller Conseillère Adjoint Adjointe Principal Permanent Permanente Premier Première Plan Programme Fonds
    Loi Code Mécanisme Initiative Charte Pacte Constitution Centre Université Fondation Réseau Musée Mémorial
    Maison Hôtel Palais Culture Environnement Climat Énergie Finances Femme Femmes Famille Enfance Jeunesse
    Peuples Minorités Médias Information Numérique Prévention Protection Personnes Vérité Réconciliation Mémoire
    Traite Torture Mort Peine Entreprises Régional Locale Convention Traité Protocole Déclaration Principes
    Amérique Europe Asie Pacifique Caraïbes Nord Sud Est Ouest Santé Éducation Travail Social Sociale Emploi Aide
    Humanitaire Madame Monsieur Son Excellence Elle Il Elles Ils Ce Cette Communiqué Conjoint Déclaration Garde
    Sceaux Solidarité Royaume Parlement Sénat Médiateur Défenseur Session Réunion Enfin Chargé Chargée
    """
)
PARTICLES = r"""(?x:
    # e.g. (Juan) de · van
    (?:de|du|des|la|le|les|da|dos|di|van|von|der|ben|bin|ould|el|al)
)"""
NAMES_HEAD = frozenset(["par", "étaient", "de"])
WITHIN_OFFICE = r"(?:à|en)"
