import type { Said, Sentences } from "../findings";
import { is_instant } from "../measures";
import { fr_extra_findings } from "./fr_extras";

const between = (low: string, high: string) => ` ; dans 9 simulations sur 10 entre ${low} et ${high}`;
const within = (low: string, high: string) => ` : dans 9 simulations sur 10 entre ${low} et ${high}`;
const none_of = (n: number) => (n === 1 ? "" : ` dans aucune des ${n} simulations`);
const all_of = (n: number) => (n === 1 ? "" : ` dans les ${n} simulations`);
const sense = (said: Said) =>
  is_instant(said.text("measure"))
    ? said.is_less() ? "plus tôt" : "plus tard"
    : said.is_less() ? "de moins" : "de plus";
const changed = (said: Said) =>
  `${said.subject()} : ${said.change()} ${sense(said)}, ${said.figure("base")} → ${said.figure("variant")}` +
  (said.has("low") ? ` (écart de ${said.difference("low")} à ${said.difference("high")})` : "");

export const fr_findings: Sentences = {
  ...fr_extra_findings,
  caveat_single: () => "Une seule simulation : elle montre une évolution possible, sans fourchette.",
  caveat_few: (said) => `Seulement ${said.count("n")} simulations : les fourchettes sont grossières.`,
  caveat_assumed: (said) =>
    `${said.count("k")} des ${said.count("n")} valeurs utilisées sont des hypothèses, et cette incertitude n’est pas dans les fourchettes.`,
  caveat_failed: (said) => `${said.count("k")} simulations sur ${said.count("n")} ont échoué et ne sont pas comptées.`,
  caveat_fit: (said) =>
    `${said.count("k")} des ${said.count("n")} points observés de ${said.text("series")} sont hors de la bande à 90 % : les fourchettes y sont trop étroites.`,

  queue_gone_one: (said) => `La file a disparu au plus tard le ${said.time("at")}.`,
  queue_gone_range: (said) => `La file a disparu le ${said.time("at_p50")}${said.spread("time", "at_p05", "at_p95", between)}.`,
  queue_gone_wide: (said) =>
    `Le moment où la file disparaît est très incertain${said.spread("time", "at_p05", "at_p95", within)}.`,
  queue_gone_some: (said) =>
    `Dans ${said.count("k")} simulations sur ${said.count("n")}, la file disparaît avant la fin (${said.time("end")}), dans la moitié d’entre elles avant le ${said.time("at_p50")} ; dans les autres, elle existe encore à la fin.`,
  queue_gone_never: (said) => `La file existe encore à la fin, le ${said.time("end")}${all_of(said.runs()) && `,${all_of(said.runs())}`}.`,
  queue_gone_already: () => "La file a déjà disparu dans la première heure.",
  queue_none: (said) => (said.runs() === 1 ? "Aucune file ne se forme." : `Il ne se forme de file${none_of(said.runs())}.`),

  queue_largest_one: (said) =>
    `À son maximum, la file compte ${said.count("vehicles")} véhicules sur ${said.km("km")} km${said.has("at") ? `, vers le ${said.time("at")}` : ""}.`,
  queue_largest_range: (said) =>
    `À son maximum, la file compte ${said.count("p50")} véhicules sur ${said.km("km")} km${said.has("at") ? `, vers le ${said.time("at")}` : ""}${said.spread("count", "p05", "p95", (a, b) => `${between(a, b)} véhicules`)}.`,
  queue_largest_wide: (said) =>
    `La longueur maximale de la file est très incertaine${said.spread("count", "p05", "p95", (a, b) => `${within(a, b)} véhicules`)}.`,

  crossed_one: (said) =>
    `99 personnes sur 100 qui passent à ${said.place()} sont passées au plus tard le ${said.time("at")} ; ${said.count("persons")} personnes passent en tout.`,
  crossed_range: (said) =>
    `99 personnes sur 100 qui passent à ${said.place()} sont passées le ${said.time("at_p50")}${said.spread("time", "at_p05", "at_p95", between)}. ${said.count("persons")} personnes passent en tout.`,
  crossed_wide: (said) =>
    `Le moment où 99 personnes sur 100 sont passées à ${said.place()} est très incertain${said.spread("time", "at_p05", "at_p95", within)}.`,
  crossed_none: (said) =>
    `Personne ne passe avant la fin, le ${said.time("end")}${none_of(said.runs()) && `,${none_of(said.runs())}`}.`,

  beds_out_one: (said) =>
    `Les lits de ${said.place()} sont tous occupés le ${said.time("at")} ; au plus ${said.count("without")} personnes sont sans lit au même moment.`,
  beds_out_range: (said) =>
    `Les lits de ${said.place()} sont tous occupés le ${said.time("at_p50")}${said.spread("time", "at_p05", "at_p95", (a, b) => ` (dans 9 simulations sur 10 entre ${a} et ${b})`)} ; au plus ${said.count("without_p50")} personnes sont sans lit au même moment${said.spread("count", "without_p05", "without_p95", (a, b) => ` (entre ${a} et ${b})`)}.`,
  beds_out_wide: (said) =>
    `Le moment où les lits de ${said.place()} sont tous occupés est très incertain${said.spread("time", "at_p05", "at_p95", within)} ; au plus ${said.count("without_p50")} personnes sont sans lit au même moment.`,
  beds_out_some: (said) =>
    `Dans ${said.count("k")} simulations sur ${said.count("n")}, les lits de ${said.place()} sont tous occupés, dans la moitié d’entre elles avant le ${said.time("at_p50")}, et au plus ${said.count("without_p50")} personnes sont alors sans lit.`,
  beds_out_never: (said) => `Personne n’attend un lit faute de place${none_of(said.runs())}.`,
  beds_out_already: (said) =>
    `Les lits de ${said.place()} sont tous occupés dès le début ; au plus ${said.count("without")} personnes sont sans lit au même moment.`,

  registered_one: (said) =>
    `La file d’enregistrement à ${said.site()} a disparu au plus tard le ${said.time("at")} ; ${said.count("persons")} personnes sont alors enregistrées.`,
  registered_range: (said) =>
    `La file d’enregistrement à ${said.site()} a disparu le ${said.time("at_p50")}${said.spread("time", "at_p05", "at_p95", between)}. ${said.count("persons")} personnes sont alors enregistrées.`,
  registered_wide: (said) =>
    `Le moment où la file d’enregistrement à ${said.site()} disparaît est très incertain${said.spread("time", "at_p05", "at_p95", within)}.`,
  registered_some: (said) =>
    `Dans ${said.count("k")} simulations sur ${said.count("n")}, la file d’enregistrement à ${said.site()} disparaît avant la fin (${said.time("end")}), dans la moitié d’entre elles avant le ${said.time("at_p50")}.`,
  registered_never: (said) =>
    `Des personnes attendent encore d’être enregistrées à ${said.site()} à la fin, le ${said.time("end")}${all_of(said.runs()) && `,${all_of(said.runs())}`}${said.has("waiting") ? ` : ${said.count("waiting")} personnes${said.runs() === 1 ? "" : " dans la simulation médiane"}` : ""}.`,
  registered_already: (said) => `Personne n’attend jamais d’être enregistré à ${said.site()}.`,

  wait_one: (said) =>
    `La plus longue attente est à ${said.place()} : 95 sur 100 ont attendu au plus ${said.hours("hours")}.`,
  wait_range: (said) =>
    `La plus longue attente est à ${said.place()} : 95 sur 100 ont attendu au plus ${said.hours("hours_p50")}${said.spread("hours", "hours_p05", "hours_p95", between)}.`,
  wait_wide: (said) =>
    `La plus longue attente est à ${said.place()}, et sa durée est très incertaine : 95 sur 100 ont attendu au plus de ${said.hours("hours_p05")} à ${said.hours("hours_p95")}.`,
  wait_none: () => "Personne n’attend à aucune étape.",
  travel_one: (said) =>
    `Le trajet est le plus long pour qui quitte ${said.place()} vers le ${said.time("at")} : la moitié met plus de ${said.hours("hours")}.`,
  travel_range: (said) =>
    `Le trajet est le plus long pour qui quitte ${said.place()} vers le ${said.time("at")} : la moitié met plus de ${said.hours("hours_p50")}${said.spread("hours", "hours_p05", "hours_p95", between)}.`,

  compared_better: (said) => `${changed(said)} ; mieux dans ${said.count("k")} paires de simulations sur ${said.count("n")}.`,
  compared_worse: (said) => `${changed(said)} ; moins bien dans ${said.worse()} paires de simulations sur ${said.count("n")}.`,
  compared_same: (said) =>
    `${said.subject()} : aucune différence${said.runs() === 1 ? " dans une paire de simulations" : ` dans les ${said.count("n")} paires de simulations`}.`,
  compared_uncertain: (said) =>
    `${said.subject()} : pas de différence nette (de ${said.difference("low")} à ${said.difference("high")}) ; mieux dans ${said.count("k")} paires de simulations sur ${said.count("n")}.`,
  compared_single: (said) =>
    `${said.subject()} : ${said.figure("base")} → ${said.figure("variant")} dans une seule paire de simulations ; le hasard n’est pas dans ce chiffre.`,
};
