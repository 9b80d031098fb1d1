// Forecasts and calibrations in French.
import type { Strings } from ".";
import type { Said, Sentences } from "../findings";
import type { en_extra_findings } from "./en_extras";

const and_without = (said: Said) =>
  said.has("without") ? ` ; dans 1 cas sur 20, au moins ${said.count("without")} personnes n’en ont pas, surtout vers le ${said.time("at_without")}` : "";

export const fr_extra_findings: Pick<Sentences, keyof typeof en_extra_findings> = {
  caveat_effective: (said) => `Les ${said.count("n")} simulations n’en valent que ${said.count("k")} de poids égal : les fourchettes sont grossières.`,
  caveat_kept: (said) => `${said.count("k")} valeurs sont utilisées sans que rien n’indique qu’on les connaissait alors ; elles figurent plus bas, avec la raison.`,
  caveat_overfitted: (said) => `Les erreurs de ${said.text("series")} sont plus petites que ce qu’un comptage permet de savoir : l’ajustement est trop serré.`,
  forecast_crossed_range: (said) =>
    `D’ici le ${said.time("at")}, entre ${said.count("p05")} et ${said.count("p95")} personnes (la moitié : ${said.count("p50")}) seront passées à ${said.place()}, dans 9 simulations sur 10.`,
  forecast_crossed_one: (said) => `D’ici le ${said.time("at")}, environ ${said.count("p50")} personnes seront passées à ${said.place()}.`,
  forecast_crossed_wide: (said) =>
    `Le nombre de personnes qui seront passées à ${said.place()} d’ici le ${said.time("at")} est très incertain : entre ${said.count("p05")} et ${said.count("p95")} dans 9 simulations sur 10.`,
  forecast_crossed_none: (said) => `D’ici le ${said.time("at")}, personne ne sera passé à ${said.place()}, dans 19 simulations sur 20.`,
  forecast_left_range: (said) =>
    `${said.count("share")} sur 100 de ceux qui partiront seront passés le ${said.time("at_p50")} ; dans 9 simulations sur 10 entre le ${said.time("at_p05")} et le ${said.time("at_p95")}.`,
  forecast_left_one: (said) => `${said.count("share")} sur 100 de ceux qui partiront seront passés le ${said.time("at_p50")}.`,
  forecast_left_wide: (said) =>
    `Le moment où ${said.count("share")} sur 100 de ceux qui partiront seront passés est très incertain : le ${said.time("at_p50")} dans la moitié des simulations, entre le ${said.time("at_p05")} et le ${said.time("at_p95")} dans 9 sur 10.`,
  forecast_left_open: (said) =>
    `${said.count("share")} sur 100 de ceux qui partiront seront passés le ${said.time("at_p50")} dans la moitié des simulations ; dans 1 sur 20 dès le ${said.time("at_p05")}, et dans au moins 1 sur 20 après la fin de cette prévision (${said.time("end")}).`,
  forecast_left_late: (said) =>
    `Dans plus de la moitié des simulations, ${said.count("share")} sur 100 de ceux qui partiront ne seront passés qu’après la fin de cette prévision (${said.time("end")}) ; dans 1 sur 20, dès le ${said.time("at_p05")}.`,
  forecast_left_never: (said) =>
    `Dans 19 simulations sur 20, ${said.count("share")} sur 100 de ceux qui partiront ne seront passés qu’après la fin de cette prévision (${said.time("end")}).`,
  forecast_left_already: (said) => `${said.count("share")} sur 100 de ceux qui partiront sont déjà passés, dans 19 simulations sur 20.`,
  forecast_beds_range: (said) =>
    `Le ${said.time("at")}, entre ${said.count("p05")} et ${said.count("p95")} personnes (la moitié : ${said.count("p50")}) auront un lit à l’accueil, dans 9 simulations sur 10${and_without(said)}.`,
  forecast_beds_one: (said) => `Le ${said.time("at")}, environ ${said.count("p50")} personnes auront un lit à l’accueil${and_without(said)}.`,
  forecast_beds_wide: (said) =>
    `Le nombre de personnes qui auront un lit à l’accueil le ${said.time("at")} est très incertain : entre ${said.count("p05")} et ${said.count("p95")} dans 9 simulations sur 10${and_without(said)}.`,
  forecast_beds_none: (said) => `Le ${said.time("at")}, personne n’aura de lit à l’accueil, dans 19 simulations sur 20${and_without(said)}.`,
  calibration_usable: () => "Utilisable : les comptages sont là où le modèle les place avec ces valeurs.",
  calibration_widened: (said) =>
    `Trop étroit, et élargi d’un facteur ${said.decimal("factor")} : les comptages sont plus loin du modèle que leurs erreurs et le hasard ne le permettent (khi-deux ${said.count("chi_square")} pour ${said.count("degrees")}). Ce que le modèle ignore se voit.`,
  calibration_not_reliable: () => "Pas fiable : n’utilisez pas ces valeurs. Plus de simulations ou des lois a priori plus étroites peuvent aider.",
  calibration_chains: (said) => `Les chaînes ne s’accordent pas après ${said.count("n")} générations (R-hat ${said.decimal("factor")}).`,
  calibration_weights: (said) => `Les simulations directes changent trop le résultat pour le pondérer (k-hat ${said.decimal("factor")}).`,
  calibration_emulator: (said) => `L’émulateur se trompe plus qu’il ne le dit (${said.decimal("factor")} fois la variance).`,
  calibration_identified_all: (said) => `Les comptages disent quelque chose de chacune des ${said.count("n")} valeurs.`,
  calibration_identified_some: (said) => `Les comptages disent quelque chose de ${said.count("k")} des ${said.count("n")} valeurs ; aussi incertaines qu’avant : ${said.text("names")}.`,
  calibration_identified_none: (said) => `Les comptages ne disent presque rien d’aucune des ${said.count("n")} valeurs.`,
  calibration_tied: (said) => `Connues seulement ensemble, avec leur corrélation : ${said.text("names")}.`,
  calibration_covers_all: (said) => `Les ${said.count("n")} comptages sont tous dans la bande de 90 % ; on en attend 9 sur 10.`,
  calibration_covers_some: (said) => `${said.count("k")} des ${said.count("n")} comptages sont dans la bande de 90 % ; on en attend 9 sur 10.`,
  calibration_covers_none: (said) => `Aucun des ${said.count("n")} comptages n’est dans la bande de 90 % : le modèle ne les retrouve pas.`,
};

export const fr_forecast: Strings["forecast"] = {
  title: "Prévision",
  as_of: (when, end) => `Établie le ${when}, jusqu’au ${end}.`,
  made_of: (n, effective) => `${n} simulations, qui en valent ${effective} de poids égal.`,
  known_circles: "Cercles pleins : comptages connus à ce moment.",
  later_circles: "Cercles vides : comptages venus plus tard, que la prévision ne connaissait pas.",
  last: (value, when) => `Dernier comptage alors : ${value}, le ${when}.`,
  by_then: (p05, p95, p50, when) => `${when} : dans 9 simulations sur 10 entre ${p05} et ${p95}, la moitié ${p50}.`,
  leads_title: "À quoi s’attendre, et quand",
  leads_sentence: "Dans 9 simulations sur 10 entre le chiffre bas et le chiffre haut ; la moitié sont sous celui du milieu.",
  measure: "Quoi", at: "À", lower: "Bas", middle: "Moitié", upper: "Haut", came: "Compté plus tard",
  crossed_title: "Quand ceux qui partiront seront passés",
  crossed_sentence: "On ne sait pas non plus combien partiront : cela diffère d’une simulation à l’autre.",
  crossed_share: (share) => `${share} sur 100 seront passés`,
  later: "plus tard que sa fin",
  known_title: "Ce qu’on savait, et ce qui a remplacé le reste",
  known_sentence: (known, drawn, out, kept) =>
    `De ce que le scénario dit de ce moment et de la suite : ${known} connus alors, ${drawn} tirés de ce qu’on pensait auparavant, ${out} laissés de côté, ${kept} utilisés sans que rien n’indique qu’on les connaissait.`,
  counts_used: (used, later) => `${used} utilisés, ${later} pas encore publiés`,
  counts: "Comptages", stand_ins: "Ce qui est tiré au sort", drawn: "tiré", not_yet: "pas encore tiré", is_drawn: "Tiré", source: "D’où cela vient",
  other_items: (n) => `Tout le reste (${n})`,
  item: "Partie du scénario", standing: "Comment elle est utilisée", known_from: "Connue depuis", by: "Par quoi, ou pourquoi",
  standings: { known: "connu", drawn: "tiré", kept: "utilisé malgré tout", left_out: "laissé de côté" },
  scores_title: "Sa qualité, à côté de ce que chacun aurait pu dire",
  scores_sentence: "Erreurs moyennes dans l’unité de la série, sur les comptages venus plus tard : plus c’est petit, mieux c’est. Une prévision vaut sa peine si elle fait mieux que les trois premières règles ; sinon que la dernière, elle doit son résultat à ce qu’on supposait du nombre de partants.",
  no_scores: "Aucun comptage ultérieur dans ces fichiers : rien à comparer pour l’instant.",
  later_counts: "Comptages ultérieurs", error: "Erreur de la prévision (CRPS)", best: "le mieux", in_90: "Dans 9 simulations sur 10", width: "Largeur de cette fourchette",
  rules: { error_rate_of_a_day: "Le rythme du dernier jour continue", error_last_rate: "Le dernier rythme continue", error_logistic: "Courbe en S ajustée", crps_spread_rate: "Dernier rythme, avec une marge" },
  limits_title: "Limites de cette prévision",
  limits: [
    "Les fourchettes contiennent ce que contiennent les lois a priori. Les décisions qui changent tout, comme une fermeture ou un pont aérien, n’y sont que si elles y sont écrites.",
    "On ne voit pas d’ici si ces lois ont été écrites en connaissant la suite : demandez par qui, et quand.",
    "Elle suit le rythme d’un seul poste, comme si l’on y attendait toujours.",
    "Elle porte sur des nombres de personnes, jamais sur une personne. Refaites-la à chaque comptage.",
  ],
};

export const fr_calibration: Strings["calibration"] = {
  title: "Calage",
  runs: (n, counts) => `${n} simulations face à ${counts} comptages.`,
  values_title: "Ce que les comptages disent de chaque valeur",
  values_sentence: "Trait pâle : avant les comptages. Trait fort et point : après. Là où sont 9 sur 10 ; épais : la moitié. Chaque ligne a sa propre échelle, du plus bas au plus haut des deux.",
  value: "Valeur", unit: "Unité", before: "Avant", after: "Après", narrower: "Plus étroit de", is_identified: "Dit par les comptages",
  yes: "oui", no: "non",
  predicted_title: (what) => `Comptages et modèle : ${what}`,
  predicted_sentence: (k, n) => `${k} des ${n} comptages sont dans ce que donnent 9 simulations sur 10, erreurs de comptage comprises.`,
  count: "Compté", difference: "Écart", pit: "Part en dessous",
  residuals_title: "Écart de chaque comptage",
  residuals_sentence: (n) => `Compté moins attendu, en écarts types des simulations et des comptages. Si les comptages vont avec le modèle, 19 sur 20 sont entre les tirets ; ici ${n} sont en dehors.`,
  diagnostics_title: "Solidité de la recherche",
  diagnostics_sentence: "Ce qu’on regarde avant de se fier aux valeurs.",
  figure: "Chiffre", found: "Trouvé", wanted: "Souhaité",
  checks: {
    r_hat: "Accord des chaînes (R-hat, le plus grand)", bulk_ess: "Tirages indépendants (ESS, le plus petit)", k_hat: "Poids des simulations directes (k-hat)",
    ess: "Tirages après pondération (ESS)", left_out_error: "Erreur de l’émulateur, en variances annoncées", p: "Probabilité de comptages aussi éloignés", widened_by: "Élargi d’un facteur",
    accepted: "Pas acceptés par les chaînes", log_evidence: "Logarithme de la vraisemblance marginale",
  },
  fit_title: "Accord par série",
  fit_sentence: "Si les comptages vont avec le modèle, la moitié sont dans la moitié des simulations et 9 sur 10 dans 9 sur 10, erreurs de comptage comprises.",
  in_half: "Dans la moitié des simulations", in_90: "Dans 9 sur 10", width: "Largeur de 9 sur 10", nmae: "Erreur moyenne, du dernier comptage", mape: "Erreur moyenne, de chaque comptage",
  together_title: "Valeurs connues seulement ensemble",
  together_sentence: "Corrélation de deux valeurs dans le résultat : près de 1 ou de −1, les comptages disent une combinaison et peu de chacune.",
  first: "Une valeur", second: "Et", correlation: "Corrélation",
  limits_title: "Limites de ce calage",
  limits: [
    "Les valeurs ajustent ce modèle à ces comptages. Elles ne mesurent pas le monde.",
    "Ce que le modèle ignore passe dans les valeurs. Servez-vous-en près de ce qui a été compté.",
    "Utilisez tous les tirages ensemble (--posterior), pas le milieu de chaque valeur.",
  ],
};
