"""Words that any sentence may have: they say nothing, or little, of what a need is about."""

# Words of any job offer and any list of skills: they say nothing of which skill it is.
OF_OFFERS = (
    "adapter adopter appliquer assurer besoin cadre capable capacite cherche chercher competence connaissance "
    "connaitre devoir disposer effectuer exercer experience formation former gerer integrer maitrise maitriser metier "
    "mettre mission module poste pouvoir prendre profil realiser recherche rechercher respecter savoir souhaiter "
    "travail travailler utiliser notion apprecier exiger requerir requis posseder titulaire preuve jour doter doue "
    "idealement serieux titre"
)
# Everyday words that go with any subject: found in a module, they say little.
EVERYDAY = (
    "niveau jour vie personne salarie salariee gens chose facon type domaine fonction situation cas moyen temps duree "
    "entree sortie partie place point nombre ensemble demande site base objet usager public service equipe milieu "
    "piece element travailleur employe collaborateur stagiaire stage demandeur emploi professionnel entreprise societe "
    "lieu local endroit maison domicile bon bonne bien nouveau nouvelle petit grand simple different propre meme autre "
    "jeune adulte premier derniere general generale complet rapide possible necessaire quotidien quotidienne action "
    "activite operation regle consigne information outil technique methode moderne actuel niveaux client clientele "
    "vendre venir aller parler dire voir faire donner aider garder tenir passer rester arriver partir trouver lever "
    "choix forme mode usage main pied cote fin debut annee mois semaine heure cadre responsable agent technicien "
    "operateur assistant assistante employee ouvrier chef charge poser mise participer suivre veiller contexte projet "
    "atelier chantier francais francaise region national europeen responsabilite qualite "
    # Verbs of any sentence.
    "appeler attendre avoir commencer comprendre considerer continuer croire demander demarrer depasser devenir "
    "distinguer entendre essayer eviter exister expliquer falloir habiter indiquer intervenir intervient "
    "laisser lire manquer montrer necessiter noter obtenir occuper offrir orienter penser permettre poursuivre prevoir "
    "reagir reconnait connait vient tient tiennent mettent prend prennent lisent recevoir reconnaitre regarder remettre remplir rendre reprendre ressentir retrouver reussir revenir "
    "savons sait savent sert signaler sortir soutenir valoir viennent vivre vouloir veut voulons "
    "ajouter amener apporter apprendre atteindre baser changer completer compter concerner conserver constituer "
    "convenir code erreur offre offres couvrir decouvrir deposer doivent doit devez devons egalement engager "
    "envoyer evoluer intervenant intervenants intervenante intervenantes jouer lancer lier montrer "
    "partager porter preciser prendre prenez prenons presenter pris prise prises prive proceder prolonger "
    "prouver rapporter ramener rassurer refaire rejoindre rencontrer renforcer repondre representer savez "
    "sembler souhait tenter recherchons cherchons avons sommes voulez pouvez peuvent pouvons "
    # Persons and circumstances.
    "dame monsieur madame homme femme ami amie proche voisin enfant famille parent pere mari fille "
    "collegue patron direction personnel interlocuteur beneficiaire candidat titulaire confrere quelqu "
    "souvent toujours jamais parfois beaucoup assez plutot quelque certain aussi ainsi surtout notamment "
    "directement facilement correctement seul seule ailleurs loin pres autour ensuite enfin donc lorsque quand "
    "deux trois quatre cinq six sept huit neuf dix vingt trente quarante cinquante cent mille "
    "grace aide raison exemple suite idee question reponse sens sorte genre aspect chemin rue ville quartier pays "
    "monde interieur dimension position luxe haut bas gauche droite avant arriere "
    "long longue court courte gros grosse vieux vieille ancien ancienne beau belle fort forte faible important "
    "importante principal principale particulier particuliere special speciale specifique normal normale courant "
    "courante reel reelle vrai vraie pret prete dernier dernieres premiere premieres meilleur meilleure "
    "notre votre leur celui celle ceux matin soir midi minute moment instant date rythme vigueur bureau "
    "copropriete parking immeuble etage rez chambre salon couloir local locaux etablissement structure "
    "organisme association collectivite groupe magasin boutique"
)
# Words that the stop words hold too, and that say something in a need: « mal de dos », « prise de parole ».
TELLING_YET_STOP = "dos parole mot passe voie"
