// Names of measures, units and groups: English, French, Russian, Armenian. A missing one is a compile error.
import type { Language } from "../format";
import type { MeasureName, UnitName } from "../measures";

type Words = readonly [en: string, fr: string, ru: string, hy: string];

const measures: Record<MeasureName, Words> = {
  departed_persons: ["people who have departed", "personnes parties", "выехавшие люди", "մեկնած մարդիկ"],
  waiting_to_enter_persons: ["people waiting to enter the road", "personnes qui attendent d’entrer sur la route", "люди, ожидающие въезда на дорогу", "ճանապարհ դուրս գալուն սպասող մարդիկ"],
  crossed_persons: ["people who have crossed", "personnes passées", "прошедшие люди", "անցած մարդիկ"],
  crossed_vehicles: ["vehicles that have crossed", "véhicules passés", "прошедшие машины", "անցած մեքենաներ"],
  crossed_persons_per_hour: ["people crossing per hour", "personnes passant par heure", "проходит людей в час", "ժամում անցնող մարդիկ"],
  crossed_vehicles_per_hour: ["vehicles crossing per hour", "véhicules passant par heure", "проходит машин в час", "ժամում անցնող մեքենաներ"],
  queue_vehicles: ["vehicles in the queue", "véhicules dans la file", "машины в очереди", "մեքենաներ հերթում"],
  queue_persons: ["people in the queue", "personnes dans la file", "люди в очереди", "մարդիկ հերթում"],
  queue_km: ["length of the queue", "longueur de la file", "длина очереди", "հերթի երկարությունը"],
  vehicles_on_link: ["vehicles on the road section", "véhicules sur le tronçon", "машины на участке дороги", "մեքենաներ ճանապարհահատվածում"],
  waiting: ["waiting", "en attente", "ждут", "սպասում են"],
  in_service: ["being served", "pris en charge", "обслуживаются", "սպասարկվում են"],
  busy_servers: ["places of service taken", "postes occupés", "занятые места обслуживания", "զբաղված սպասարկման տեղեր"],
  capacity: ["places open", "places ouvertes", "открытые места", "բաց տեղեր"],
  blocked: ["served, but cannot go on", "pris en charge, mais bloqués", "обслужены, но не могут идти дальше", "սպասարկված, բայց չեն կարող շարունակել"],
  held: ["held at the door", "retenus à l’entrée", "ждут у входа", "սպասում են մուտքի մոտ"],
  served_persons: ["people served", "personnes prises en charge", "обслуженные люди", "սպասարկված մարդիկ"],
  refused_persons: ["people who did not join the line", "personnes qui n’ont pas rejoint la file", "люди, не вставшие в очередь", "հերթ չկանգնած մարդիկ"],
  reneged_persons: ["people who left the line unserved", "personnes parties sans être prises en charge", "люди, ушедшие из очереди", "հերթից առանց սպասարկման հեռացածներ"],
  registered_persons: ["people registered", "personnes enregistrées", "зарегистрированные люди", "գրանցված մարդիկ"],
  accommodated_persons: ["people who have a bed", "personnes qui ont un lit", "люди с местом для ночлега", "մահճակալ ունեցող մարդիկ"],
  persons_without_bed: ["people without a bed", "personnes sans lit", "люди без места для ночлега", "առանց մահճակալի մարդիկ"],
  arrived_persons: ["people who have arrived", "personnes arrivées", "прибывшие люди", "ժամանած մարդիկ"],
  in_transit_persons: ["people between two stages", "personnes entre deux étapes", "люди между этапами", "երկու փուլի միջև գտնվող մարդիկ"],
  waiting_for_call: ["people waiting to be called up", "personnes qui attendent d’être appelées", "люди, ждущие вызова", "կանչի սպասող մարդիկ"],
  died_persons: ["people who died", "personnes décédées", "погибшие", "մահացածներ"],
  injured_persons: ["people injured", "personnes blessées", "пострадавшие", "վիրավորվածներ"],
  detained_persons: ["people detained", "personnes détenues", "задержанные", "ձերբակալվածներ"],
  turned_back_persons: ["people who turned back", "personnes qui ont fait demi-tour", "повернувшие назад", "հետ դարձածներ"],
  flown_out_persons: ["people flown out", "personnes évacuées par air", "вывезенные по воздуху", "օդով տեղափոխվածներ"],
  unmet_persons: ["people of an incident who were not there", "personnes d’un incident absentes", "не затронутые происшествием: их там не было", "միջադեպի վայրում չգտնվածներ"],
  waiting_for_fuel_persons: ["people waiting for fuel", "personnes qui attendent du carburant", "люди, ждущие топлива", "վառելիքի սպասող մարդիկ"],
  fuel_stock: ["fuel in stock", "carburant en réserve", "запас топлива", "վառելիքի պաշար"],
  fuel_given: ["fuel given out", "carburant distribué", "выданное топливо", "տրված վառելիք"],
  stalled_vehicles: ["vehicles that have run dry", "véhicules en panne sèche", "машины без топлива", "առանց վառելիքի մնացած մեքենաներ"],
  stalled_persons: ["people in vehicles that have run dry", "personnes dans des véhicules en panne sèche", "люди в машинах без топлива", "մարդիկ առանց վառելիքի մնացած մեքենաներում"],
  stalls: ["times that vehicles ran dry", "pannes sèches", "случаев, когда кончилось топливо", "վառելիքի սպառման դեպքեր"],
  abandoned_vehicles: ["vehicles left behind", "véhicules abandonnés", "оставленные машины", "լքված մեքենաներ"],
  bus_trips: ["bus trips", "trajets de bus", "рейсы автобусов", "ավտոբուսների երթեր"],
  walking_persons: ["people on foot", "personnes à pied", "идущие пешком", "ոտքով գնացողներ"],
  water_need: ["water needed", "eau nécessaire", "нужно воды", "անհրաժեշտ ջուր"],
  water_gap: ["water lacking", "eau manquante", "не хватает воды", "պակասող ջուր"],
  meals_need: ["meals needed", "repas nécessaires", "нужно порций еды", "անհրաժեշտ սնունդ"],
  meals_gap: ["meals lacking", "repas manquants", "не хватает порций еды", "պակասող սնունդ"],
  covered_area_need: ["covered area needed", "surface couverte nécessaire", "нужно крытой площади", "անհրաժեշտ ծածկված տարածք"],
  covered_area_gap: ["covered area lacking", "surface couverte manquante", "не хватает крытой площади", "պակասող ծածկված տարածք"],
  toilets_need: ["toilets needed", "toilettes nécessaires", "нужно туалетов", "անհրաժեշտ զուգարաններ"],
  toilets_gap: ["toilets lacking", "toilettes manquantes", "не хватает туалетов", "պակասող զուգարաններ"],
  blankets_need: ["blankets needed", "couvertures nécessaires", "нужно одеял", "անհրաժեշտ ծածկոցներ"],
  blankets_gap: ["blankets lacking", "couvertures manquantes", "не хватает одеял", "պակասող ծածկոցներ"],
  fuel_need: ["fuel burnt in the queue", "carburant consommé dans la file", "расход топлива в очереди", "հերթում ծախսվող վառելիք"],
  stock: ["goods in stock", "biens en stock", "запас", "պահեստի պաշար"],
  stock_given: ["goods given out", "biens distribués", "выдано из запаса", "պաշարից տրված"],
  stock_unmet: ["goods lacking", "biens manquants", "не хватило запаса", "պաշարի պակաս"],
  late_persons: ["people who got goods late", "personnes servies en retard", "получившие с опозданием", "ուշացումով ստացածներ"],
  without_persons: ["people who went on without goods", "personnes reparties sans rien", "ушедшие без помощи", "առանց օգնության շարունակածներ"],
  gridlocks: ["gridlocks", "blocages en boucle", "взаимные блокировки", "փոխադարձ արգելափակումներ"],
  travel_time_p50: ["time on the way, half need more", "durée du trajet, la moitié met plus", "время в пути, половине нужно больше", "ճանապարհի տևողությունը, կեսին ավելին է պետք"],
  travel_time_p95: ["time on the way, 5 of 100 need more", "durée du trajet, 5 sur 100 mettent plus", "время в пути, 5 из 100 нужно больше", "ճանապարհի տևողությունը, 100-ից 5-ին ավելին է պետք"],
  road_time_p50: ["time on the road, half need more", "durée sur la route, la moitié met plus", "время на дороге, половине нужно больше", "ճանապարհին անցկացրած ժամանակը, կեսին ավելին է պետք"],
  total_persons: ["people in all", "personnes en tout", "всего людей", "ընդամենը մարդ"],
  present_persons: ["people still on their way at the end", "personnes encore en route à la fin", "ещё в пути в конце", "վերջում դեռ ճանապարհին"],
  never_registered_persons: ["people never registered", "personnes jamais enregistrées", "так и не зарегистрированные", "այդպես էլ չգրանցվածներ"],
  wait_mean: ["mean wait", "attente moyenne", "среднее ожидание", "միջին սպասումը"],
  wait_p50: ["wait, half wait longer", "attente, la moitié attend plus", "ожидание, половина ждёт дольше", "սպասումը, կեսն ավելի երկար է սպասում"],
  wait_p95: ["wait, 5 of 100 wait longer", "attente, 5 sur 100 attendent plus", "ожидание, 5 из 100 ждут дольше", "սպասումը, 100-ից 5-ն ավելի երկար է սպասում"],
  mean_waiting: ["waiting, on average", "en attente, en moyenne", "ждут в среднем", "միջինում սպասողներ"],
  max_waiting: ["waiting, at most", "en attente, au plus", "ждут, не более", "առավելագույնը սպասողներ"],
  utilisation: ["share of the capacity used", "part de la capacité utilisée", "доля занятой мощности", "հզորության օգտագործումը"],
  blocked_hours: ["time lost because the next stage was full", "temps perdu car l’étape suivante était pleine", "время, потерянное из-за заполненного следующего этапа", "կորցրած ժամանակ, քանի որ հաջորդ փուլը լի էր"],
  person_hours_queued: ["time people lost in queues on the road", "temps perdu dans les files sur la route", "время людей в очередях на дороге", "ճանապարհի հերթերում կորցրած ժամանակ"],
  person_hours_waiting: ["time people waited at stages", "temps d’attente aux étapes", "время ожидания людей на этапах", "փուլերում սպասման ժամանակ"],
  person_nights_on_road: ["nights people spent on the road", "nuits passées sur la route", "ночи, проведённые на дороге", "ճանապարհին անցկացրած գիշերներ"],
  person_nights_without_bed: ["nights people waited for a bed", "nuits passées à attendre un lit", "ночи в ожидании места для ночлега", "մահճակալի սպասելով անցկացրած գիշերներ"],
  max_queue_vehicles: ["longest queue, vehicles", "file la plus longue, véhicules", "самая длинная очередь, машин", "ամենաերկար հերթը, մեքենա"],
  max_queue_persons: ["longest queue, people", "file la plus longue, personnes", "самая длинная очередь, людей", "ամենաերկար հերթը, մարդ"],
  max_queue_km: ["longest queue, length", "file la plus longue, longueur", "самая длинная очередь, длина", "ամենաերկար հերթը, երկարություն"],
  time_99_crossed: ["99 of 100 people have crossed", "99 personnes sur 100 sont passées", "прошли 99 из 100 человек", "100 մարդուց 99-ն անցել է"],
  last_crossing: ["the last vehicle has crossed", "le dernier véhicule est passé", "прошла последняя машина", "վերջին մեքենան անցել է"],
  time_99_registered: ["99 of 100 people have registered", "99 personnes sur 100 sont enregistrées", "зарегистрированы 99 из 100 человек", "100 մարդուց 99-ը գրանցվել է"],
  last_registration: ["the last person has registered", "la dernière personne est enregistrée", "зарегистрирован последний человек", "վերջին մարդը գրանցվել է"],
  max_occupied: ["people in beds, at most", "personnes ayant un lit, au plus", "занято мест для ночлега, не более", "զբաղված մահճակալներ, առավելագույնը"],
  person_hours_stalled: ["time people spent in vehicles that had run dry", "temps passé dans des véhicules en panne sèche", "время людей в машинах без топлива", "առանց վառելիքի մեքենաներում անցկացրած ժամանակ"],
  max_stalled_vehicles: ["vehicles that had run dry, at most", "véhicules en panne sèche, au plus", "машин без топлива, не более", "առանց վառելիքի մեքենաներ, առավելագույնը"],
  seats_used: ["share of bus seats used", "part des sièges de bus utilisés", "доля занятых мест в автобусах", "ավտոբուսների զբաղված նստատեղերի մասը"],
  gridlock_hours: ["time with a gridlock", "temps avec un blocage en boucle", "время взаимной блокировки", "փոխադարձ արգելափակման ժամանակ"],
};

const units: Record<UnitName, Words> = {
  blankets: ["blankets", "couvertures", "одеяла", "ծածկոց"],
  gridlocks: ["gridlocks", "blocages", "блокировки", "արգելափակում"],
  h: ["h", "h", "ч", "ժ"],
  km: ["km", "km", "км", "կմ"],
  l: ["l", "l", "л", "լ"],
  "l/d": ["l a day", "l par jour", "л в день", "լ օրական"],
  "l/h": ["l an hour", "l par heure", "л в час", "լ ժամում"],
  m2: ["m²", "m²", "м²", "մ²"],
  "meals/d": ["meals a day", "repas par jour", "порций в день", "բաժին օրական"],
  "person h": ["person-hours", "heures-personnes", "человеко-часы", "մարդ-ժամ"],
  "person nights": ["person-nights", "nuits-personnes", "человеко-ночи", "մարդ-գիշեր"],
  persons: ["people", "personnes", "люди", "մարդ"],
  "persons/h": ["people an hour", "personnes par heure", "человек в час", "մարդ ժամում"],
  servers: ["places of service", "postes", "места обслуживания", "սպասարկման տեղ"],
  "servers or places": ["places", "places", "места", "տեղ"],
  share: ["share", "part", "доля", "մաս"],
  toilets: ["toilets", "toilettes", "туалеты", "զուգարան"],
  trips: ["trips", "trajets", "рейсы", "երթ"],
  units: ["units", "unités", "единицы", "միավոր"],
  vehicles: ["vehicles", "véhicules", "машины", "մեքենա"],
  "vehicles/h": ["vehicles an hour", "véhicules par heure", "машин в час", "մեքենա ժամում"],
};

const groups: Record<string, Words> = {
  children: ["children", "enfants", "дети", "երեխաներ"],
  female: ["women and girls", "femmes et filles", "женщины и девочки", "կանայք և աղջիկներ"],
  over_60: ["people over 60", "personnes de plus de 60 ans", "люди старше 60 лет", "60-ից բարձր տարիքի մարդիկ"],
  medical: ["people who need medical care", "personnes ayant besoin de soins", "люди, которым нужна медицинская помощь", "բժշկական օգնության կարիք ունեցողներ"],
  without_vehicle: ["people without a vehicle", "personnes sans véhicule", "люди без машины", "մեքենա չունեցողներ"],
  relatives: ["people who go to relatives", "personnes qui vont chez des proches", "люди, едущие к родственникам", "հարազատների մոտ գնացողներ"],
};

const columns: Record<Language, 0 | 1 | 2 | 3> = { en: 0, fr: 1, ru: 2, hy: 3 };

function word(table: Record<string, Words>, name: string, language: Language): string {
  const words = Object.hasOwn(table, name) ? table[name] : undefined;
  return words ? words[columns[language]] : name.replaceAll("_", " ");
}

export function measure_label(name: string, language: Language): string {
  return word(measures, name, language);
}

/** Units that the name of a measure says itself, or that are written with the value. */
const said_units: ReadonlySet<string> = new Set(["", "h", "persons", "vehicles", "persons/h", "vehicles/h", "share"]);

/** "time people lost in queues on the road (person-hours)". */
export function measure_and_unit(name: string, unit: string, language: Language): string {
  return said_units.has(unit) ? measure_label(name, language) : `${measure_label(name, language)} (${unit_label(unit, language)})`;
}

export function unit_label(name: string, language: Language): string {
  return word(units, name, language);
}

export function group_label(name: string, language: Language): string {
  return word(groups, name, language);
}
