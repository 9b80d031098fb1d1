// Forecasts and calibrations in Russian.
import type { Strings } from ".";
import type { Said, Sentences } from "../findings";
import type { en_extra_findings } from "./en_extras";

const and_without = (said: Said) =>
  said.has("without") ? `; в 1 прогоне из 20 без места остаются не менее ${said.count("without")} человек, больше всего около ${said.time("at_without")}` : "";

export const ru_extra_findings: Pick<Sentences, keyof typeof en_extra_findings> = {
  caveat_effective: (said) => `Прогоны (${said.count("n")}) стоят лишь ${said.count("k")} равновесных: границы приблизительны.`,
  caveat_kept: (said) => `Использованы значения (${said.count("k")}), о которых не сказано, что они были тогда известны; они перечислены ниже с причиной.`,
  caveat_overfitted: (said) => `Ошибки ряда ${said.text("series")} меньше точности подсчётов: подгонка слишком тесная.`,
  forecast_crossed_range: (said) =>
    `К ${said.time("at")} через ${said.place()} пройдут от ${said.count("p05")} до ${said.count("p95")} человек (половина: ${said.count("p50")}) в 9 прогонах из 10.`,
  forecast_crossed_one: (said) => `К ${said.time("at")} через ${said.place()} пройдут около ${said.count("p50")} человек.`,
  forecast_crossed_wide: (said) =>
    `Сколько человек пройдёт через ${said.place()} к ${said.time("at")}, очень неопределённо: в 9 прогонах из 10 — от ${said.count("p05")} до ${said.count("p95")}.`,
  forecast_crossed_none: (said) => `К ${said.time("at")} через ${said.place()} не пройдёт никто, в 19 прогонах из 20.`,
  forecast_left_range: (said) =>
    `${said.count("share")} из 100 тех, кто уедет, пройдут к ${said.time("at_p50")}; в 9 прогонах из 10 — между ${said.time("at_p05")} и ${said.time("at_p95")}.`,
  forecast_left_one: (said) => `${said.count("share")} из 100 тех, кто уедет, пройдут к ${said.time("at_p50")}.`,
  forecast_left_wide: (said) =>
    `Когда пройдут ${said.count("share")} из 100 тех, кто уедет, очень неопределённо: в половине прогонов к ${said.time("at_p50")}, в 9 из 10 — между ${said.time("at_p05")} и ${said.time("at_p95")}.`,
  forecast_left_open: (said) =>
    `${said.count("share")} из 100 тех, кто уедет, пройдут к ${said.time("at_p50")} в половине прогонов; в 1 из 20 — уже к ${said.time("at_p05")}, и не менее чем в 1 из 20 — позже конца прогноза (${said.time("end")}).`,
  forecast_left_late: (said) =>
    `Более чем в половине прогонов ${said.count("share")} из 100 тех, кто уедет, пройдут лишь после конца прогноза (${said.time("end")}); в 1 из 20 — к ${said.time("at_p05")}.`,
  forecast_left_never: (said) =>
    `В 19 прогонах из 20 ${said.count("share")} из 100 тех, кто уедет, пройдут лишь после конца прогноза (${said.time("end")}).`,
  forecast_left_already: (said) => `${said.count("share")} из 100 тех, кто уедет, уже прошли, в 19 прогонах из 20.`,
  forecast_beds_range: (said) =>
    `К ${said.time("at")} место для ночлега в приёме будет у ${said.count("p05")} – ${said.count("p95")} человек (половина: ${said.count("p50")}) в 9 прогонах из 10${and_without(said)}.`,
  forecast_beds_one: (said) => `К ${said.time("at")} место для ночлега в приёме будет примерно у ${said.count("p50")} человек${and_without(said)}.`,
  forecast_beds_wide: (said) =>
    `У скольких человек будет место для ночлега к ${said.time("at")}, очень неопределённо: в 9 прогонах из 10 — от ${said.count("p05")} до ${said.count("p95")}${and_without(said)}.`,
  forecast_beds_none: (said) => `К ${said.time("at")} места для ночлега в приёме нет ни у кого, в 19 прогонах из 20${and_without(said)}.`,
  calibration_usable: () => "Можно пользоваться: подсчёты лежат там, где их даёт модель с этими значениями.",
  calibration_widened: (said) =>
    `Слишком узко, расширено в ${said.decimal("factor")} раза: подсчёты дальше от модели, чем допускают их ошибки и случай (хи-квадрат ${said.count("chi_square")} при ${said.count("degrees")}). Видно то, чего в модели нет.`,
  calibration_not_reliable: () => "Ненадёжно: не пользуйтесь этими значениями. Могут помочь больше прогонов или более узкие исходные предположения.",
  calibration_chains: (said) => `Цепи не сошлись за ${said.count("n")} поколений (R-hat ${said.decimal("factor")}).`,
  calibration_weights: (said) => `Прямые прогоны меняют результат слишком сильно, чтобы его взвесить (k-hat ${said.decimal("factor")}).`,
  calibration_emulator: (said) => `Эмулятор ошибается больше, чем сам говорит (в ${said.decimal("factor")} раза по дисперсии).`,
  calibration_identified_all: (said) => `Подсчёты говорят что-то о каждом из значений (${said.count("n")}).`,
  calibration_identified_some: (said) => `Подсчёты говорят что-то о ${said.count("k")} из ${said.count("n")} значений; столь же неопределённы, как прежде: ${said.text("names")}.`,
  calibration_identified_none: (said) => `Подсчёты почти ничего не говорят ни об одном из ${said.count("n")} значений.`,
  calibration_tied: (said) => `Известны только вместе, с корреляцией: ${said.text("names")}.`,
  calibration_covers_all: (said) => `Все подсчёты (${said.count("n")}) лежат в полосе 90 %; ожидается 9 из 10.`,
  calibration_covers_some: (said) => `${said.count("k")} из ${said.count("n")} подсчётов лежат в полосе 90 %; ожидается 9 из 10.`,
  calibration_covers_none: (said) => `Ни один из ${said.count("n")} подсчётов не лежит в полосе 90 %: модель с ними не сходится.`,
};

export const ru_forecast: Strings["forecast"] = {
  title: "Прогноз",
  as_of: (when, end) => `Составлен на ${when}, до ${end}.`,
  made_of: (n, effective) => `Прогонов: ${n}, равновесных: ${effective}.`,
  known_circles: "Закрашенные кружки — подсчёты, известные тогда.",
  later_circles: "Пустые кружки — подсчёты, появившиеся позже; прогноз их не знал.",
  last: (value, when) => `Последний подсчёт тогда: ${value}, ${when}.`,
  by_then: (p05, p95, p50, when) => `${when}: в 9 прогонах из 10 — от ${p05} до ${p95}, половина ${p50}.`,
  leads_title: "Чего ожидать и когда",
  leads_sentence: "В 9 прогонах из 10 — между нижним и верхним числом; половина прогонов ниже среднего.",
  measure: "Что", at: "Когда", lower: "Нижнее", middle: "Половина", upper: "Верхнее", came: "Подсчитано позже",
  crossed_title: "Когда пройдут те, кто уедет",
  crossed_sentence: "Сколько людей уедет, тоже неизвестно: это разное в разных прогонах.",
  crossed_share: (share) => `${share} из 100 пройдут к`,
  later: "позже конца прогноза",
  known_title: "Что было известно и чем заменено остальное",
  known_sentence: (known, drawn, out, kept) =>
    `Из того, что сценарий говорит об этом времени и дальше: известно тогда — ${known}, разыграно по прежним представлениям — ${drawn}, опущено — ${out}, использовано, хотя не сказано, что было известно, — ${kept}.`,
  counts_used: (used, later) => `использовано: ${used}, ещё не опубликовано: ${later}`,
  counts: "Подсчёты", stand_ins: "Что разыгрывается", drawn: "разыграно", not_yet: "ещё не разыграно", is_drawn: "Разыграно", source: "Откуда это",
  other_items: (n) => `Всё остальное (${n})`,
  item: "Часть сценария", standing: "Как используется", known_from: "Известно с", by: "Чем или почему",
  standings: { known: "известно", drawn: "разыграно", kept: "всё же использовано", left_out: "опущено" },
  scores_title: "Насколько он был хорош рядом с тем, что мог сказать каждый",
  scores_sentence: "Средние ошибки в единицах ряда по более поздним подсчётам: чем меньше, тем лучше. Прогноз стоит труда, если он лучше первых трёх правил; если не лучше последнего, он обязан результатом предположению о числе уезжающих.",
  no_scores: "Более поздних подсчётов в этих файлах нет: сравнивать пока не с чем.",
  later_counts: "Поздние подсчёты", error: "Ошибка прогноза (CRPS)", best: "лучше всех", in_90: "В 9 прогонах из 10", width: "Ширина этих границ",
  rules: { error_rate_of_a_day: "Темп последних суток сохраняется", error_last_rate: "Последний темп сохраняется", error_logistic: "Подобранная S-кривая", crps_spread_rate: "Последний темп с разбросом" },
  limits_title: "Пределы этого прогноза",
  limits: [
    "В границах есть лишь то, что есть в исходных предположениях. Решения, которые меняют всё, — закрытие, воздушный мост — входят в них, только если там записаны.",
    "Писались ли предположения, когда исход был известен, отсюда не видно: спросите, кто их писал и когда.",
    "Он следит за темпом одного пункта, как если бы там всегда ждали.",
    "Он о числе людей и никогда об отдельном человеке. Составляйте его заново с каждым подсчётом.",
  ],
};

export const ru_calibration: Strings["calibration"] = {
  title: "Калибровка",
  runs: (n, counts) => `Прогонов: ${n}, подсчётов: ${counts}.`,
  values_title: "Что подсчёты говорят о каждом значении",
  values_sentence: "Бледная линия — до подсчётов. Яркая линия и точка — после. Там лежат 9 из 10; толстая — половина. У каждой строки своя шкала, от наименьшего до наибольшего из обоих.",
  value: "Значение", unit: "Единица", before: "До", after: "После", narrower: "Уже на", is_identified: "Видно из подсчётов",
  yes: "да", no: "нет",
  predicted_title: (what) => `Подсчёты и модель: ${what}`,
  predicted_sentence: (k, n) => `${k} из ${n} подсчётов лежат в том, что дают 9 прогонов из 10, с учётом ошибок подсчёта.`,
  count: "Подсчитано", difference: "Отклонение", pit: "Доля ниже",
  residuals_title: "Насколько отклоняется каждый подсчёт",
  residuals_sentence: (n) => `Подсчитано минус ожидалось, в стандартных отклонениях прогонов и подсчётов. Если подсчёты согласны с моделью, 19 из 20 лежат между пунктирами; здесь вне их — ${n}.`,
  diagnostics_title: "Насколько надёжен поиск",
  diagnostics_sentence: "На что смотрят, прежде чем полагаться на значения.",
  figure: "Показатель", found: "Получено", wanted: "Нужно",
  checks: {
    r_hat: "Согласие цепей (R-hat, наибольший)", bulk_ess: "Независимые выборки (ESS, наименьший)", k_hat: "Веса прямых прогонов (k-hat)",
    ess: "Выборки после взвешивания (ESS)", left_out_error: "Ошибка эмулятора в заявленных дисперсиях", p: "Вероятность столь далёких подсчётов", widened_by: "Расширено в",
    accepted: "Принятые шаги цепей", log_evidence: "Логарифм маргинального правдоподобия",
  },
  fit_title: "Согласие по рядам",
  in_half: "В половине прогонов", in_90: "В 9 из 10", width: "Ширина 9 из 10", nmae: "Средняя ошибка от последнего подсчёта", mape: "Средняя ошибка от каждого подсчёта",
  together_title: "Значения, известные только вместе",
  together_sentence: "Корреляция двух значений в результате: около 1 или −1 подсчёты говорят о сочетании и мало о каждом.",
  first: "Одно значение", second: "И другое", correlation: "Корреляция",
  limits_title: "Пределы этой калибровки",
  limits: [
    "Значения подгоняют эту модель к этим подсчётам. Это не измерение мира.",
    "То, чего в модели нет, уходит в значения. Пользуйтесь ими вблизи того, что подсчитано.",
    "Пользуйтесь всеми выборками вместе (--posterior), а не серединой каждого значения.",
  ],
};
