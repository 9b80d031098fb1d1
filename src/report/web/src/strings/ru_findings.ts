import type { Said, Sentences } from "../findings";
import { is_instant } from "../measures";
import { ru_extra_findings } from "./ru_extras";

/** "из 21 прогона", "из 20 прогонов". */
const of_runs = (n: number) => (n % 10 === 1 && n % 100 !== 11 ? "прогона" : "прогонов");
const of_pairs = (n: number) => (n % 10 === 1 && n % 100 !== 11 ? "пары прогонов" : "пар прогонов");
const between = (low: string, high: string) => `; в 9 прогонах из 10 — между ${low} и ${high}`;
const within = (low: string, high: string) => `: в 9 прогонах из 10 — между ${low} и ${high}`;
const none_of = (n: number) => (n === 1 ? "" : ` ни в одном из ${n} ${of_runs(n)}`);
const all_of = (n: number) => (n === 1 ? "" : ` во всех прогонах (${n})`);
const some_of = (said: Said) => `В ${said.count("k")} из ${said.count("n")} ${of_runs(said.runs())}`;
const sense = (said: Said) =>
  is_instant(said.text("measure"))
    ? said.is_less() ? "раньше" : "позже"
    : said.is_less() ? "меньше" : "больше";
const changed = (said: Said) =>
  `${said.subject()}: на ${said.change()} ${sense(said)}, ${said.figure("base")} → ${said.figure("variant")}` +
  (said.has("low") ? ` (разница от ${said.difference("low")} до ${said.difference("high")})` : "");

export const ru_findings: Sentences = {
  ...ru_extra_findings,
  caveat_single: () => "Только один прогон: он показывает один возможный ход событий, без разброса.",
  caveat_few: (said) => `Число прогонов — всего ${said.count("n")}: разброс известен лишь приблизительно.`,
  caveat_assumed: (said) =>
    `Предположениями являются ${said.count("k")} из ${said.count("n")} исходных значений, и эта неопределённость не входит в разброс.`,
  caveat_failed: (said) => `Не удалось и не учтено прогонов: ${said.count("k")} из ${said.count("n")}.`,
  caveat_fit: (said) =>
    `Вне полосы 90 % лежит наблюдений ряда ${said.text("series")}: ${said.count("k")} из ${said.count("n")}; разброс там слишком узок.`,

  queue_gone_one: (said) => `Очередь исчезает к ${said.time("at")}.`,
  queue_gone_range: (said) => `Очередь исчезает к ${said.time("at_p50")}${said.spread("time", "at_p05", "at_p95", between)}.`,
  queue_gone_wide: (said) =>
    `Когда исчезнет очередь, очень неопределённо${said.spread("time", "at_p05", "at_p95", within)}.`,
  queue_gone_some: (said) =>
    `${some_of(said)} очередь исчезает до конца расчёта (${said.time("end")}), в половине из них к ${said.time("at_p50")}; в остальных она ещё стоит.`,
  queue_gone_never: (said) => `В конце расчёта, ${said.time("end")}, очередь ещё стоит${all_of(said.runs())}.`,
  queue_gone_already: () => "Очередь исчезает уже в первый час.",
  queue_none: (said) => `Очередь не возникает${none_of(said.runs())}.`,

  queue_largest_one: (said) =>
    `Самая длинная очередь: ${said.count("vehicles")} машин на ${said.km("km")} км${said.has("at") ? `, около ${said.time("at")}` : ""}.`,
  queue_largest_range: (said) =>
    `Самая длинная очередь: ${said.count("p50")} машин на ${said.km("km")} км${said.has("at") ? `, около ${said.time("at")}` : ""}${said.spread("count", "p05", "p95", (a, b) => `${between(a, b)} машинами`)}.`,
  queue_largest_wide: (said) =>
    `Какой длины станет очередь, очень неопределённо${said.spread("count", "p05", "p95", (a, b) => `${within(a, b)} машинами`)}.`,

  crossed_one: (said) =>
    `К ${said.time("at")} прошли 99 из 100 человек, проходящих через ${said.place()}; всего проходит ${said.count("persons")} человек.`,
  crossed_range: (said) =>
    `К ${said.time("at_p50")} прошли 99 из 100 человек, проходящих через ${said.place()}${said.spread("time", "at_p05", "at_p95", between)}. Всего проходит ${said.count("persons")} человек.`,
  crossed_wide: (said) =>
    `Когда через ${said.place()} пройдут 99 из 100 человек, очень неопределённо${said.spread("time", "at_p05", "at_p95", within)}.`,
  crossed_none: (said) => `До конца расчёта, ${said.time("end")}, никто не проходит${none_of(said.runs())}.`,

  beds_out_one: (said) =>
    `Места для ночлега (${said.place()}) заняты ${said.time("at")}; одновременно без места не более ${said.count("without")} человек.`,
  beds_out_range: (said) =>
    `Места для ночлега (${said.place()}) заняты ${said.time("at_p50")}${said.spread("time", "at_p05", "at_p95", (a, b) => ` (в 9 прогонах из 10 — между ${a} и ${b})`)}; одновременно без места не более ${said.count("without_p50")} человек${said.spread("count", "without_p05", "without_p95", (a, b) => ` (между ${a} и ${b})`)}.`,
  beds_out_wide: (said) =>
    `Когда будут заняты места для ночлега (${said.place()}), очень неопределённо${said.spread("time", "at_p05", "at_p95", within)}; одновременно без места не более ${said.count("without_p50")} человек.`,
  beds_out_some: (said) =>
    `${some_of(said)} места для ночлега (${said.place()}) заняты, в половине из них к ${said.time("at_p50")}, и тогда без места не более ${said.count("without_p50")} человек.`,
  beds_out_never: (said) => `Никто не ждёт места для ночлега из-за их нехватки${none_of(said.runs())}.`,
  beds_out_already: (said) =>
    `Места для ночлега (${said.place()}) заняты с самого начала; одновременно без места не более ${said.count("without")} человек.`,

  registered_one: (said) =>
    `Очередь на регистрацию (${said.site()}) исчезает к ${said.time("at")}; к этому времени зарегистрировано ${said.count("persons")} человек.`,
  registered_range: (said) =>
    `Очередь на регистрацию (${said.site()}) исчезает к ${said.time("at_p50")}${said.spread("time", "at_p05", "at_p95", between)}. К этому времени зарегистрировано ${said.count("persons")} человек.`,
  registered_wide: (said) =>
    `Когда исчезнет очередь на регистрацию (${said.site()}), очень неопределённо${said.spread("time", "at_p05", "at_p95", within)}.`,
  registered_some: (said) =>
    `${some_of(said)} очередь на регистрацию (${said.site()}) исчезает до конца расчёта (${said.time("end")}), в половине из них к ${said.time("at_p50")}.`,
  registered_never: (said) =>
    `В конце расчёта, ${said.time("end")}, люди ещё ждут регистрации (${said.site()})${all_of(said.runs())}${said.has("waiting") ? `: ${said.count("waiting")} человек${said.runs() === 1 ? "" : " в срединном прогоне"}` : ""}.`,
  registered_already: (said) => `Никто не ждёт регистрации (${said.site()}).`,

  wait_one: (said) => `Дольше всего ждут здесь: ${said.place()}; 95 из 100 ждали не больше ${said.hours("hours")}.`,
  wait_range: (said) =>
    `Дольше всего ждут здесь: ${said.place()}; 95 из 100 ждали не больше ${said.hours("hours_p50")}${said.spread("hours", "hours_p05", "hours_p95", between)}.`,
  wait_wide: (said) =>
    `Дольше всего ждут здесь: ${said.place()}, а сколько — очень неопределённо: 95 из 100 ждали не больше ${said.hours("hours_p05")} – ${said.hours("hours_p95")}.`,
  wait_none: () => "Ни на одном этапе никто не ждёт.",
  travel_one: (said) =>
    `Дольше всех в пути те, кто выезжает около ${said.time("at")} (${said.place()}): половине нужно больше ${said.hours("hours")}.`,
  travel_range: (said) =>
    `Дольше всех в пути те, кто выезжает около ${said.time("at")} (${said.place()}): половине нужно больше ${said.hours("hours_p50")}${said.spread("hours", "hours_p05", "hours_p95", between)}.`,

  compared_better: (said) => `${changed(said)}; лучше в ${said.count("k")} из ${said.count("n")} ${of_pairs(said.runs())}.`,
  compared_worse: (said) => `${changed(said)}; хуже в ${said.worse()} из ${said.count("n")} ${of_pairs(said.runs())}.`,
  compared_same: (said) =>
    `${said.subject()}: разницы нет${said.runs() === 1 ? " в одной паре прогонов" : ` ни в одной из ${said.count("n")} ${of_pairs(said.runs())}`}.`,
  compared_uncertain: (said) =>
    `${said.subject()}: ясной разницы нет (от ${said.difference("low")} до ${said.difference("high")}); лучше в ${said.count("k")} из ${said.count("n")} ${of_pairs(said.runs())}.`,
  compared_single: (said) =>
    `${said.subject()}: ${said.figure("base")} → ${said.figure("variant")} в одной паре прогонов; случайность в этом числе не учтена.`,
};
