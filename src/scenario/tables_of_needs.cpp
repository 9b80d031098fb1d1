// The tables of what people need, and of the goods and places that sites have for them.
#include <utility>

#include "specs.hpp"

namespace corridor::scenario {

namespace {

/// Without a value nothing would be measured.
void check_needs(const Reading& reading, const Value& value, NeedsSpec& needs) {
  if (needs.standard == NeedsSpec::Standard::none && !needs.water && !needs.meals && !needs.covered_area &&
      !needs.toilets && !needs.blankets) {
    reading.error(value.mark, {ErrorCode::missing_key, "the table [needs] has no need",
                               "`water`, `meals` or both, another need, or a `standard`"});
  }
}

Type<double> area(Range m2) {
  return quantity(Dimension::area, m2);
}

}  // namespace

const Table<NeedsSpec>& needs_table() {
  using S = NeedsSpec;
  const Need of_standard = by_default("that of `standard`, or not measured");
  static const Table<S> table(
      {.name = "[needs]",
       .meaning = "What each person needs: a standard for every place.",
       .variant_key = "",
       .fields = {}},
      {field("standard", &S::standard,
             word<S::Standard>(
                 {{"none", S::Standard::none}, {"sphere", S::Standard::sphere}, {"unhcr", S::Standard::unhcr}}),
             fallback("none"),
             "sphere: 15 l and 3 meals a day, 3.5 m2 each, 20 persons to a toilet; unhcr: the same, but 4.5 m2 (cold "
             "climate)"),
       field("water", &S::water, maybe(volume(more_than(0, 1000))), of_standard,
             "of each person for a day; to drink and cook, or for hygiene too")
           .like("\"15 l\""),
       field("meals", &S::meals, maybe(real(more_than(0, 100))), of_standard, "of each person for a day").like("3"),
       field("covered_area", &S::covered_area, maybe(area(more_than(0, 1000))), of_standard, "of each person, to sleep")
           .like("\"3.5 m2\""),
       field("persons_per_toilet", &S::toilets, maybe(real(at_least(1, 1000))), of_standard,
             "most persons for whom one toilet is enough")
           .like("20"),
       field("blankets", &S::blankets, maybe(real(more_than(0, 100))), by_default("not measured"), "of each person")
           .like("1")},
      check_needs);
  return table;
}

const Table<ProvisionSpec>& provision_table() {
  using S = ProvisionSpec;
  static const Table<S> table(
      {.name = "has = { ... }",
       .meaning = "What a site has for those who are there, beside what they need.",
       .variant_key = "",
       .fields = {}},
      {field("water", &S::water, maybe(volume(at_least(0, largest_number))), by_default("not known"),
             "that it can give in a day")
           .like("\"20_000 l\""),
       field("meals", &S::meals, maybe(real(at_least(0, largest_number))), by_default("not known"),
             "that it can give in a day")
           .like("3000"),
       field("covered_area", &S::covered_area, maybe(area(at_least(0, largest_number))), by_default("not known"),
             "under a roof")
           .like("\"1_500 m2\""),
       field("toilets", &S::toilets, maybe(real(at_least(0, largest_number))), by_default("not known"), "that work")
           .like("15"),
       field("blankets", &S::blankets, maybe(real(at_least(0, largest_number))), by_default("not known"),
             "that it has for those who are there")
           .like("500")});
  return table;
}

const Table<StockSpec>& stock_table() {
  using S = StockSpec;
  static const Table<S> table(
      {.name = "[[site.stock]]",
       .meaning = "Goods at a site: they come in deliveries and are used at its stages, or by the day.",
       .variant_key = "",
       .fields = {}},
      {field("id", &S::id, identifier(), required, "its name; in results `site/stock`")
           .like("\"meals\"")
           .changeable(Changeable::never),
       field("amount", &S::amount, limit(), required, "there at the start, in the stock's own unit")
           .like("2_000")
           .changeable(Changeable::by_set),
       field("per_day", &S::per_day, real(at_least(0, 1000)), fallback("0"),
             "that each person at the site uses for a day; what is not there is counted as unmet, and nobody waits")
           .like("3")
           .changeable(Changeable::by_set)});
  return table;
}

const Table<StockUseSpec>& stock_use_table() {
  using S = StockUseSpec;
  static const Table<S> table(
      {.name = "uses = [{ ... }, ...]",
       .meaning = "What each person gets out of a stock of the site when its service begins.",
       .variant_key = "",
       .fields = {}},
      {field("stock", &S::stock, reference("id of a stock of the site", "\"blankets\""), required, "out of which"),
       field("per_person", &S::per_person, real(more_than(0, 1000)), fallback("1"), "in the stock's unit").like("1"),
       field("without", &S::goes_without, word<bool>({{"wait", false}, {"go_on", true}}), fallback("wait"),
             "if there is too little for the next unit: wait: the line waits, and they are counted as late; go_on: as "
             "many persons as it is enough for get it, the others are counted as going without")});
  return table;
}

const Table<DeliverySpec>& delivery_table() {
  using S = DeliverySpec;
  static const Table<S> table(
      {.name = "[[delivery]]", .meaning = "Goods come to a stock.", .variant_key = "", .fields = {}},
      {field("at", &S::at, date(), required, "when; between `start` and `end`"),
       field("to", &S::to, reference("`site/stock`", "\"goris/meals\""), required, "the stock"),
       field("amount", &S::amount, real(more_than(0, largest_number)), required, "in the stock's unit").like("1_000"),
       field("every", &S::every, maybe(time(at_least(60, longest_time_s))), by_default("once"),
             "it comes again after each such time")
           .like("\"24 h\""),
       field("reason", &S::reason, text(), by_default("none"), "from whom, or why").like("\"daily convoy\"")});
  return table;
}

}  // namespace corridor::scenario
