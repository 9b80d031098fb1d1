import type { Said, Sentences } from "../findings";
import { is_instant } from "../measures";
import { hy_extra_findings } from "./hy_extras";

const between = (low: string, high: string) => `. 10 հաշվարկից 9-ում՝ ${low}-ի և ${high}-ի միջև`;
const within = (low: string, high: string) => `. 10 հաշվարկից 9-ում՝ ${low}-ի և ${high}-ի միջև`;
const none_of = (n: number) => (n === 1 ? "" : `՝ ${n} հաշվարկից ոչ մեկում`);
const all_of = (n: number) => (n === 1 ? "" : ` բոլոր ${n} հաշվարկներում`);
const some_of = (said: Said) => `${said.count("n")} հաշվարկից ${said.count("k")}-ում`;
const sense = (said: Said) =>
  is_instant(said.text("measure"))
    ? said.is_less() ? "ավելի վաղ" : "ավելի ուշ"
    : said.is_less() ? "պակաս" : "ավելի";
const changed = (said: Said) =>
  `${said.subject()}՝ ${said.change()} ${sense(said)}, ${said.figure("base")} → ${said.figure("variant")}` +
  (said.has("low") ? ` (տարբերությունը՝ ${said.difference("low")} – ${said.difference("high")})` : "");

export const hy_findings: Sentences = {
  ...hy_extra_findings,
  caveat_single: () => "Միայն մեկ հաշվարկ. այն ցույց է տալիս իրադարձությունների մեկ հնարավոր ընթացք՝ առանց միջակայքի։",
  caveat_few: (said) => `Ընդամենը ${said.count("n")} հաշվարկ. միջակայքերը մոտավոր են։`,
  caveat_assumed: (said) =>
    `Հիմքում ընկած ${said.count("n")} արժեքից ${said.count("k")}-ը ենթադրություն է, և այդ անորոշությունը միջակայքերի մեջ չէ։`,
  caveat_failed: (said) => `${said.count("n")} հաշվարկից ${said.count("k")}-ը ձախողվել է և հաշվի չի առնվել։`,
  caveat_fit: (said) =>
    `«${said.text("series")}» շարքի ${said.count("n")} դիտարկումից ${said.count("k")}-ը 90 % շերտից դուրս է. այդտեղ միջակայքերը չափազանց նեղ են։`,

  queue_gone_one: (said) => `Հերթը վերանում է մինչև ${said.time("at")}։`,
  queue_gone_range: (said) => `Հերթը վերանում է մինչև ${said.time("at_p50")}${said.spread("time", "at_p05", "at_p95", between)}։`,
  queue_gone_wide: (said) =>
    `Թե երբ կվերանա հերթը, շատ անորոշ է${said.spread("time", "at_p05", "at_p95", within)}։`,
  queue_gone_some: (said) =>
    `${some_of(said)} հերթը վերանում է մինչև հաշվարկի վերջը (${said.time("end")}), դրանց կեսում՝ մինչև ${said.time("at_p50")}. մյուսներում այն դեռ կանգնած է։`,
  queue_gone_never: (said) => `Հաշվարկի վերջում՝ ${said.time("end")}, հերթը դեռ կանգնած է${all_of(said.runs())}։`,
  queue_gone_already: () => "Հերթը վերանում է արդեն առաջին ժամում։",
  queue_none: (said) => `Հերթ չի գոյանում${none_of(said.runs())}։`,

  queue_largest_one: (said) =>
    `Ամենաերկար հերթը՝ ${said.count("vehicles")} մեքենա ${said.km("km")} կմ-ի վրա${said.has("at") ? `, մոտ ${said.time("at")}` : ""}։`,
  queue_largest_range: (said) =>
    `Ամենաերկար հերթը՝ ${said.count("p50")} մեքենա ${said.km("km")} կմ-ի վրա${said.has("at") ? `, մոտ ${said.time("at")}` : ""}${said.spread("count", "p05", "p95", (a, b) => `. 10 հաշվարկից 9-ում՝ ${a}-ից ${b} մեքենա`)}։`,
  queue_largest_wide: (said) =>
    `Թե որքան կերկարի հերթը, շատ անորոշ է${said.spread("count", "p05", "p95", (a, b) => `. 10 հաշվարկից 9-ում՝ ${a}-ից ${b} մեքենա`)}։`,

  crossed_one: (said) =>
    `Անցնող 100 մարդուց 99-ն անցել է մինչև ${said.time("at")} (${said.place()}). ընդամենը անցնում է ${said.count("persons")} մարդ։`,
  crossed_range: (said) =>
    `Անցնող 100 մարդուց 99-ն անցել է մինչև ${said.time("at_p50")} (${said.place()})${said.spread("time", "at_p05", "at_p95", between)}։ Ընդամենը անցնում է ${said.count("persons")} մարդ։`,
  crossed_wide: (said) =>
    `Թե երբ կանցնի 100 մարդուց 99-ը (${said.place()}), շատ անորոշ է${said.spread("time", "at_p05", "at_p95", within)}։`,
  crossed_none: (said) => `Մինչև հաշվարկի վերջը՝ ${said.time("end")}, ոչ ոք չի անցնում${none_of(said.runs())}։`,

  beds_out_one: (said) =>
    `Մահճակալները (${said.place()}) լրանում են ${said.time("at")}. միաժամանակ առանց մահճակալի է առավելագույնը ${said.count("without")} մարդ։`,
  beds_out_range: (said) =>
    `Մահճակալները (${said.place()}) լրանում են ${said.time("at_p50")}${said.spread("time", "at_p05", "at_p95", (a, b) => ` (10 հաշվարկից 9-ում՝ ${a}-ի և ${b}-ի միջև)`)}. միաժամանակ առանց մահճակալի է առավելագույնը ${said.count("without_p50")} մարդ${said.spread("count", "without_p05", "without_p95", (a, b) => ` (${a}-ից ${b})`)}։`,
  beds_out_wide: (said) =>
    `Թե երբ կլրանան մահճակալները (${said.place()}), շատ անորոշ է${said.spread("time", "at_p05", "at_p95", within)}. միաժամանակ առանց մահճակալի է առավելագույնը ${said.count("without_p50")} մարդ։`,
  beds_out_some: (said) =>
    `${some_of(said)} մահճակալները (${said.place()}) լրանում են, դրանց կեսում՝ մինչև ${said.time("at_p50")}, և այդ ժամանակ առանց մահճակալի է առավելագույնը ${said.count("without_p50")} մարդ։`,
  beds_out_never: (said) => `Ոչ ոք մահճակալի չի սպասում դրանց պակասի պատճառով${none_of(said.runs())}։`,
  beds_out_already: (said) =>
    `Մահճակալները (${said.place()}) լրացած են հենց սկզբից. միաժամանակ առանց մահճակալի է առավելագույնը ${said.count("without")} մարդ։`,

  registered_one: (said) =>
    `Գրանցման հերթը (${said.site()}) վերանում է մինչև ${said.time("at")}. այդ պահին գրանցված է ${said.count("persons")} մարդ։`,
  registered_range: (said) =>
    `Գրանցման հերթը (${said.site()}) վերանում է մինչև ${said.time("at_p50")}${said.spread("time", "at_p05", "at_p95", between)}։ Այդ պահին գրանցված է ${said.count("persons")} մարդ։`,
  registered_wide: (said) =>
    `Թե երբ կվերանա գրանցման հերթը (${said.site()}), շատ անորոշ է${said.spread("time", "at_p05", "at_p95", within)}։`,
  registered_some: (said) =>
    `${some_of(said)} գրանցման հերթը (${said.site()}) վերանում է մինչև հաշվարկի վերջը (${said.time("end")}), դրանց կեսում՝ մինչև ${said.time("at_p50")}։`,
  registered_never: (said) =>
    `Հաշվարկի վերջում՝ ${said.time("end")}, մարդիկ դեռ սպասում են գրանցման (${said.site()})${all_of(said.runs())}${said.has("waiting") ? `. ${said.count("waiting")} մարդ${said.runs() === 1 ? "" : " միջնական հաշվարկում"}` : ""}։`,
  registered_already: (said) => `Ոչ ոք երբեք չի սպասում գրանցման (${said.site()})։`,

  wait_one: (said) =>
    `Ամենաերկարը սպասում են այստեղ՝ ${said.place()}. 100-ից 95-ը սպասել է առավելագույնը ${said.hours("hours")}։`,
  wait_range: (said) =>
    `Ամենաերկարը սպասում են այստեղ՝ ${said.place()}. 100-ից 95-ը սպասել է առավելագույնը ${said.hours("hours_p50")}${said.spread("hours", "hours_p05", "hours_p95", (a, b) => `. 10 հաշվարկից 9-ում՝ ${a} – ${b}`)}։`,
  wait_wide: (said) =>
    `Ամենաերկարը սպասում են այստեղ՝ ${said.place()}, իսկ որքան՝ շատ անորոշ է. 100-ից 95-ը սպասել է առավելագույնը ${said.hours("hours_p05")} – ${said.hours("hours_p95")}։`,
  wait_none: () => "Ոչ մի փուլում ոչ ոք չի սպասում։",
  travel_one: (said) =>
    `Ամենաերկարը ճանապարհին են նրանք, ովքեր մեկնում են մոտ ${said.time("at")} (${said.place()}). կեսին պետք է ${said.hours("hours")}-ից ավելի։`,
  travel_range: (said) =>
    `Ամենաերկարը ճանապարհին են նրանք, ովքեր մեկնում են մոտ ${said.time("at")} (${said.place()}). կեսին պետք է ${said.hours("hours_p50")}-ից ավելի${said.spread("hours", "hours_p05", "hours_p95", (a, b) => `. 10 հաշվարկից 9-ում՝ ${a} – ${b}`)}։`,

  compared_better: (said) => `${changed(said)}. ավելի լավ է ${said.count("n")} զույգ հաշվարկից ${said.count("k")}-ում։`,
  compared_worse: (said) => `${changed(said)}. ավելի վատ է ${said.count("n")} զույգ հաշվարկից ${said.worse()}-ում։`,
  compared_same: (said) =>
    `${said.subject()}՝ տարբերություն չկա${said.runs() === 1 ? " մեկ զույգ հաշվարկում" : ` ${said.count("n")} զույգ հաշվարկից ոչ մեկում`}։`,
  compared_uncertain: (said) =>
    `${said.subject()}՝ հստակ տարբերություն չկա (${said.difference("low")} – ${said.difference("high")}). ավելի լավ է ${said.count("n")} զույգ հաշվարկից ${said.count("k")}-ում։`,
  compared_single: (said) =>
    `${said.subject()}՝ ${said.figure("base")} → ${said.figure("variant")} մեկ զույգ հաշվարկում. պատահականությունն այս թվի մեջ չէ։`,
};
