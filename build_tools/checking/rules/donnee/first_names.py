"""First names that are frequent in France, which tell « Jean Durand » from « Région Bretagne ».

Those that are also everyday words, regions or family names are left out (« Rose », « Lorraine », « Martin »), but for
the most frequent ones.
"""

from __future__ import annotations

import unicodedata

from build_tools.text.folding import word_set

_WRITTEN = word_set(
    """
    Abdel Abdelkader Abdellah Abdou Adam Adama Adèle Adeline Adil Adrien Adrienne Agathe Agnès Ahmed Aïcha Aïssata
    Alain Alban Albane Albert Alex Alexandra Alexandre Alexis Alfred Ali Alia Alice Alicia Aline Alix Aly Amadou
    Amandine Amar Amel Amélie Amina Aminata Amine Amir Anaïs Anastasia Anatole André Andréa Andrée Angèle Angélique
    Anissa Anita Anna Annabelle Anne Annette Annick Annie Anouk Anthony Antoine Antoinette Antonin Antonio Apolline
    Arlette Armand Armelle Arnaud Arsène Arthur Assia Astrid Aubin Aude Audrey Augustin Aurélia Aurélie Aurélien
    Axel Axelle Aya Ayoub Aziz Baptiste Barbara Bastien Béatrice Bechir Bénédicte Benjamin Benoît Bérangère Bérénice
    Bernadette Bernard Bertrand Betty Bilal Boris Boubacar Brahim Brice Brigitte Bruno Camille Carine Carla Carlos
    Carmen Carole Caroline Cassandra Catherine Cathy Cécile Cédric Célestin Célia Céline Chantal Charlène Charles
    Charline Charlotte Chloé Christelle Christian Christiane Christine Christophe Cindy Claire Clara Clarisse Claude
    Claudette Claudia Claudine Clémence Clément Clémentine Clotilde Colette Coline Coralie Corentin Corinne Cyprien
    Cyril Cyrille Damien Daniel Daniela Danièle Danielle Danny David Deborah Delphine Denis Denise Diana Didier
    Dimitri Djamel Djibril Dominique Donovan Dorian Doriane Dorothée Driss Dylan Edgar Edith Édith Edmond Édouard
    Edwige Élian Éliane Élias Élie Éline Élisa Élisabeth Élise Ella Élodie Éloïse Elsa Élyse Émeline Émeric Émile
    Émilie Émilien Émilienne Emma Emmanuel Emmanuelle Enzo Éric Erika Erwan Estelle Esther Étienne Eugène Eugénie
    Éva Ève Évelyne Fabien Fabienne Fabio Fabrice Fadila Faïza Fanny Fares Farid Farida Fatiha Fatima Fatma Fatou
    Fatoumata Félicie Félix Ferdinand Fernand Fernanda Fernande Firmin Flavie Flavien Flora Florence Florent Florian
    Floriane Fouad Francine Francis Francisco Franck François Françoise Frank Frantz Fred Frédéric Frédérique Gabin
    Gabriel Gabriella Gabrielle Gaël Gaëlle Gaëtan Garance Gaspard Gaston Gauthier Geneviève Geoffrey Geoffroy
    George Georges Georgette Gérald Géraldine Gérard Germain Germaine Ghislain Ghislaine Gilbert Gilberte Gildas
    Gilles Ginette Gisèle Giulia Gladys Grégoire Grégory Guilhem Guillaume Gustave Guy Gwenaël Gwenaëlle Gwendoline
    Habib Hadrien Hakim Halima Hamid Hamza Hanane Hassan Héléna Hélène Héloïse Henri Henriette Henry Hervé Hicham
    Hippolyte Honoré Hortense Houria Hubert Hugo Hugues Ibrahim Ibrahima Idriss Ilan Ilyes Imane Imen Inès Ingrid
    Isaac Isabella Isabelle Ismaël Issa Ivan Jack Jacqueline Jacques Jamel James Jamila Janine Jason Jean Jeanine
    Jeanne Jeannine Jennifer Jérémie Jérémy Jérôme Jessica Jessy Jimmy Joachim Joanna Joaquim Jocelyn Jocelyne Joël
    Joëlle Johan Johann Johanna John Johnny Jonas Jonathan Jordan Jordane Jorge José Joseph Josépha Joséphine
    Josette Josiane Josué Joyce Juan Judith Jules Julia Julian Julie Julien Julienne Juliette Justin Justine Kader
    Kamel Kamila Karen Karim Karima Karine Karl Katia Katy Kelly Kenza Kévin Kevin Khadidja Khadija Khaled Khalid
    Kylian Laëtitia Laetitia Laïla Lamia Larissa Latifa Laura Laure Laureen Laurence Laurène Laurent Laurie Laurine
    Léa Léandre Leïla Léna Léo Léon Léonard Léonie Léopold Leslie Lila Lilian Liliane Lina Linda Line Lionel Lisa
    Lise Livia Loïc Loïs Lola Loubna Louis Louisa Louise Louna Luc Luca Lucas Lucette Lucie Lucien Lucienne Lucile
    Lucille Ludivine Ludmila Ludovic Luis Lydia Lydie Lylia Lysiane Maël Maëlle Maëlys Maeva Magali Magalie Mahmoud
    Maïté Malek Malika Malo Mamadou Manon Manuel Manuela Marc Marcel Marcelle Marcelline Marco Margaret Margaux
    Margot Maria Mariam Mariama Marianne Marie Marielle Marina Marinette Mario Marion Marius Marjorie Marlène Marthe
    Martial Martine Marwa Maryam Maryline Maryse Maryvonne Mathéo Mathieu Mathilde Mathis Matthias Matthieu Maud
    Maurice Mauricette Max Maxence Maxime Maximilien Maya Médéric Mehdi Mélanie Mélina Mélissa Mélodie Mercédès
    Meryem Michaël Michel Michèle Micheline Michelle Mickaël Miguel Mila Milan Mimoun Mireille Mohamed Mohammed
    Mohand Moïse Monique Morad Morgane Mouloud Mounia Mounir Mourad Moussa Muriel Murielle Mustapha Myriam Nabil
    Nacer Nadège Nadia Nadine Nadir Naïma Naomi Nassim Nassima Natacha Natalia Nathalie Nathan Nathanaël Nawel Nelly
    Nicolas Nicole Nina Noa Noah Noël Noëlle Noémie Nolwenn Nora Norbert Nordine Noureddine Nouredine Océane Octave
    Odette Odile Olga Olivia Olivier Omar Ophélie Oscar Othmane Ouarda Oumar Oumou Ousmane Paola Pascal Pascale
    Pascaline Patrice Patricia Patrick Paul Paula Paule Paulette Pauline Pedro Perrine Peter Philippe Philippine
    Pierre Pierrette Pierrick Priscilla Quentin Rabah Rachel Rachid Rachida Raoul Raphaël Raphaëlle Raymond Raymonde
    Rebecca Rédouane Régine Régis Rémi Rémy Renaud René Renée Ricardo Richard Rita Robert Roberte Robin Rodolphe
    Rodrigo Rodrigue Roger Roland Rolande Romain Romane Romuald Ronan Rosalie Roseline Roxane Ruben Ryan Saad Sabine
    Sabrina Sacha Safia Saïd Saïda Salah Salim Salima Salma Salomé Sami Samia Samir Samira Samuel Samy Sandra
    Sandrine Sandy Sara Sarah Sébastien Ségolène Selma Serge Sergio Séverine Sidonie Siham Silvia Simon Simone
    Sixtine Sofia Sofiane Solange Solène Solenne Sonia Sophia Sophie Soraya Souad Soufiane Stella Stéphane Stéphanie
    Stephen Steve Steven Suzanne Suzie Sylvain Sylvaine Sylvette Sylvia Sylviane Sylvie Tanguy Tania Tarik Tatiana
    Téo Térésa Thaïs Théa Théo Théodore Thérèse Thibaud Thibault Thibaut Thierry Thomas Tiffany Tiphaine Tom Tony
    Tristan Ugo Ulrich Urbain Ursule Valentin Valentine Valérie Valéry Vanessa Véra Véronique Vianney Vicky Victor
    Victoria Victorien Vincent Violaine Virginie Viviane Vladimir Walid Walter Wilfrid Wilfried William Willy Xavier
    Yacine Yanis Yann Yannick Yannis Yasmina Yasmine Yassine Yoan Yoann Yohan Yohann Yolande Youcef Younes Youssef
    Youssouf Yvan Yves Yvette Yvon Yvonne Zacharie Zakaria Zara Ziad Zineb Zoé Zohra Zoubida
    """
)


def _without_accents(name: str) -> str:
    return unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode()


_SPELT = _WRITTEN | set(map(_without_accents, _WRITTEN))
# As people write them, with or without accents, in capitals too.
FIRST_NAMES = frozenset(_SPELT | {name.upper() for name in _SPELT})
