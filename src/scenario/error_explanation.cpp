#include "corridor/scenario/error_explanation.hpp"

#include <algorithm>
#include <array>

namespace corridor::scenario {

namespace {

using enum ErrorCode;

constexpr std::string_view toml = "scenario.toml";
constexpr std::string_view config = "network/config.csv";
constexpr std::string_view nodes = "network/node.csv";
constexpr std::string_view links = "network/link.csv";
constexpr std::string_view series = "observed/crossings_cumulative.csv";
constexpr std::string_view assignment = "--set";

constexpr ErrorExplanation shown(ErrorCode code, std::string_view why, std::string_view file,
                                 ErrorExplanation::Example example) {
  return {.code = code, .why = why, .not_shown = "", .file = file, .example = example};
}

constexpr ErrorExplanation not_shown(ErrorCode code, std::string_view why, std::string_view reason) {
  return {.code = code, .why = why, .not_shown = reason, .file = "", .example = {}};
}

constexpr std::array of_files = {
    shown(file_missing,
          "A path in the scenario, or on the command line, names a file that is not there. Paths are relative to the "
          "scenario's folder.",
          toml, {"nodes = \"network/node.csv\"", "nodes = \"network/nodes.csv\""}),
    shown(outside_folder,
          "A scenario is one folder, so that it can be copied and archived as a whole: no absolute path, no `..`.",
          toml, {"nodes = \"network/node.csv\"", "nodes = \"../network/node.csv\""}),
    not_shown(file_too_large,
              "Larger files are a slip, not a scenario. Long series of counts belong in CSV tables, one file each.",
              "A file of more than 8 MiB is too long to print."),
    not_shown(not_utf8, "The file was saved in another encoding. In a spreadsheet, save it as \"CSV UTF-8\".",
              "The wrong bytes cannot be printed as text."),
    not_shown(control_character,
              "Only tabs and line ends may stand between the characters that can be seen. Often the file is a "
              "spreadsheet (.xlsx) or was saved as UTF-16.",
              "Control characters cannot be seen when printed."),
    not_shown(nested_too_deep,
              "No scenario needs more than five levels. Usually brackets that were opened are not closed.",
              "It takes 65 brackets, one in the other."),
    shown(toml_syntax,
          "The text is not TOML: often quotes are missing around a text, a unit stands outside them, or a bracket is "
          "not closed.",
          toml, {"length = \"4.6 m\"", "length = 4.6 m"}),
    shown(number_not_finite,
          "`nan`, `inf` and numbers beyond the largest that can be computed with are refused wherever they stand.",
          toml, {"cv = 0.5, per_person", "cv = inf, per_person"}),
    not_shown(too_many_errors,
              "The list ends after 500 errors: a wrong column of a long table is one mistake. Correct the first ones "
              "and check again.",
              "It takes more than 500 errors."),
    shown(variant_chain,
          "A variant stands on a base, which may be a variant itself; the last base of all is a whole scenario.", toml,
          {"schema = 1", "schema = 1\nbase = \"scenario.toml\""}),
    not_shown(line_too_long,
              "No line that was written by hand is so long. Long lists belong in a CSV table, or on several lines.",
              "A line of more than 16 KiB is too long to print."),
    shown(csv_empty, "A table needs a header with the names of its columns and at least one row.", config,
          {"minimal,m,km,km/h,EPSG:4326,0.96", ""}),
    shown(csv_header, "Columns are found by their names, so that each needs one of its own.", nodes,
          {"node_id,name,x_coord", "node_id,node_id,x_coord"}),
    shown(csv_ragged_row,
          "Every row has as many cells as the header. A text with the separator in it stands in quotes.", nodes,
          {"town,Town,", "town,Town, the old one,"}),
    shown(csv_quote,
          "A cell that begins with a quote ends with one, and nothing follows it before the separator. Quotes inside "
          "are doubled.",
          nodes, {"town,Town,", "town,\"Town\"s,"}),
    shown(csv_unknown_column,
          "The road's tables take the columns of GMNS and our own: a misspelt one would be silently ignored otherwise.",
          links, {"link_id,name,", "link_id,nmae,"}),
    shown(csv_missing_column, "A column that every row needs is not in the header.", nodes,
          {"x_coord,y_coord", "x_coord,z_coord"}),
    not_shown(csv_too_many_columns,
              "No table of a scenario has so many. Often the rows of a spreadsheet were saved as its columns.",
              "It takes more than 1000 columns.")};

constexpr std::array of_values = {
    shown(other_schema,
          "This program reads one version of the format. A file of another version must be read by the program that "
          "belongs to it.",
          toml, {"schema = 1", "schema = 2"}),
    shown(missing_key, "There is no default that would be right for everybody, so the value must be written.", toml,
          {"length = \"4.6 m\"\nseats  = 5", "length = \"4.6 m\""}),
    shown(unknown_key, "Keys are never ignored: a misspelt one would leave the default in force without a word.", toml,
          {"servers      = 1", "server = 1\n  servers = 1"}),
    shown(misplaced_key, "The key exists, but goes with another kind of stage, distribution or departure.", toml,
          {"places = 100", "servers = 4\n  places = 100"}),
    shown(wrong_type,
          "A text stands where a number is due, a value where a table is due, or the like. Numbers have no quotes; "
          "texts do.",
          toml, {"seats  = 5", "seats = \"5\""}),
    shown(unit_missing, "A unit is part of the value, so that nobody has to guess it.", toml,
          {"mean = \"100 s\"", "mean = 100"}),
    shown(unit_unknown, "The unit is not one of those that the format knows, or it measures something else.", toml,
          {"mean = \"100 s\"", "mean = \"100 sec\""}),
    shown(unit_unexpected, "This value is a plain number; what it counts is said by its key.", links,
          {"town,1,12,50", "town,1,12 km,50"}),
    shown(decimal_comma,
          "Decimals are written with a point in every language, and thousands with nothing or `_`. Spreadsheets of "
          "some countries save commas.",
          toml, {"length = \"4.6 m\"", "length = \"4,6 m\""}),
    shown(not_a_number, "A number was expected at the beginning of the text.", toml,
          {"mean = \"100 s\"", "mean = \"some time\""}),
    shown(
        out_of_range,
        "The value cannot be true, or is beyond what the model is made for. `corridor explain <key>` gives the range.",
        toml, {"female     = \"52 %\"", "female = \"152 %\""}),
    shown(unknown_word, "Only a few words can stand here; `corridor explain <key>` lists them.", toml,
          {"dist = \"lognormal\"", "dist = \"normal\""}),
    shown(date_without_offset,
          "Without the offset from UTC nobody knows which instant is meant. Local time with its offset is best.", toml,
          {"end    = 2024-03-02T06:00:00+02:00", "end = 2024-03-02T06:00:00"}),
    shown(bad_date,
          "The day or the hour does not exist, or the text is not a date. Dates are written as "
          "year-month-dayThour:minute:second and offset.",
          series, {"2024-03-01T14:00:00+02:00,", "2024-02-30T14:00:00+02:00,"}),
    shown(bad_hours,
          "A part of the day is two different times, `HH:MM-HH:MM`; it may go over midnight. The whole day is "
          "`00:00-24:00`.",
          toml, {"servers      = 1", "hours = \"8-18\"\n  servers = 1"}),
    shown(bad_id,
          "Ids become part of paths and of file contents: a-z, 0-9 and `_`. A few words have a meaning of their own "
          "and cannot be ids.",
          toml, {"id          = \"village\"", "id = \"Village\""}),
    shown(bad_condition, "A condition compares attributes of a party with numbers: `men_18_60 > 0 and hour < 18`.",
          toml, {"when = \"needs_accommodation\"", "when = \"needs_a_bed\""})};

constexpr std::array of_the_whole = {
    shown(duplicate_id, "Results and changes name things by their ids, so that no two of one kind can share one.",
          links, {"checkpoint__town,", "village__checkpoint,"}),
    shown(unknown_name, "A name leads to a node, link, site, stage or class that is not there: often it is misspelt.",
          toml, {"node = \"town\"", "node = \"twon\""}),
    shown(
        destination_unclear,
        "With exactly one site that is not on a link, journeys end there. Otherwise each origin says where with `to`.",
        toml,
        {"to          = \"reception\"",
         "[[site]]\nid = \"camp\"\nnode = \"town\"\nstage = [{ id = \"a\", unit = \"party\", kind = \"delay\", time "
         "= { dist = \"fixed\", mean = \"1 h\" } }]"}),
    not_shown(
        hash_collision,
        "Random numbers belong to ids by a hash of 32 bits, and two of these ids have the same. Rename one of them.",
        "It befalls one pair of ids in four thousand million."),
    shown(place_unclear,
          "Results, observed series and incidents name origins, sites and links by their ids alone, so that no two of "
          "them "
          "can share one.",
          toml,
          {"[[observe]]",
           "[[origin]]\nid = \"checkpoint\"\nnode = \"village\"\npopulation = 10\nvehicles = { car = \"100 %\" "
           "}\ndeparture "
           "= { model = \"hazard\", base = \"1 /h\" }\nto = \"reception\"\n\n[[incident]]\nid = \"rest\"\nat = "
           "2024-03-01T12:00:00+02:00\nwhere = \"checkpoint\"\noutcome = \"turned_back\"\npersons = 1\n\n[[observe]]"}),
    shown(shares_sum, "Shares of one whole must be the whole: everybody goes somewhere.", toml,
          {"{ relatives = \"70 %\"", "{ relatives = \"60 %\""}),
    shown(end_before_start, "A run has a length. Look at the day and at the offsets.", toml,
          {"end    = 2024-03-02T06:00:00+02:00", "end = 2024-03-01T05:00:00+02:00"}),
    shown(bad_sample, "The time series would have no row. Choose a shorter interval, or a longer run.", toml,
          {"sample = \"15 min\"", "sample = \"2 d\""}),
    shown(impossible_people,
          "Children and people over 60 are different people, and the first person of each party is an adult.", toml,
          {"children   = \"30 %\"", "children = \"90 %\""}),
    shown(party_sizes, "Each party size has one weight, and one of them is more than 0.", toml,
          {"weights = [1, 2, 3, 4, 3, 2]", "weights = [1, 2, 3]"}),
    shown(origin_place,
          "Who starts on the road must be able to arrive by it; who starts without a node appears at the door of a "
          "site that has no place.",
          toml, {"to          = \"reception\"", "to = \"checkpoint\""}),
    shown(nobody_drives, "At least some parties of an origin with a node need a vehicle: the others ride with them.",
          toml, {"{ car = \"95 %\", none = \"5 %\" }", "{ none = \"100 %\" }"}),
    shown(unlimited_population,
          "Departures by a hazard are shares of those still there, so their number must be known.", toml,
          {"{ value = 600, source", "{ value = \"unlimited\", source"}),
    shown(site_place,
          "A site on a link lets `exempt` classes pass; one at a node is the end of a journey and nobody passes it.",
          toml, {"node = \"town\"", "node = \"town\"\nexempt = [\"car\"]"}),
    shown(stage_unit,
          "A site on a link serves vehicles first; parties and persons can follow, and cannot become vehicles again.",
          toml, {"unit         = \"vehicle\"", "unit = \"party\""}),
    shown(
        waiting_room,
        "A queue on the road needs a site on a link; who is moved elsewhere when a place is full does not wait for it.",
        toml, {"waiting_room = \"unlimited\"", "waiting_room = \"road\""}),
    shown(bad_transition,
          "Transitions are tried in order. The last has no condition and no share, so that everybody finds a way.",
          toml,
          {"{ to = \"beds\", when = \"needs_accommodation\" }, { to = \"leave\" }",
           "{ to = \"beds\", when = \"needs_accommodation\" }"}),
    shown(no_exit, "From every stage some way must end with `leave`, or people would go round for ever.", toml,
          {"waiting_room = 0\n  next   = [{ to = \"leave\" }]", "waiting_room = 0\n  next = [{ to = \"beds\" }]"}),
    shown(link_loop, "A link leads from one node to another.", links, {"checkpoint,town,1", "checkpoint,checkpoint,1"}),
    shown(link_undirected, "A road with two directions is two links, because queues differ by direction.", links,
          {"checkpoint,town,1", "checkpoint,town,0"}),
    shown(rows_out_of_order,
          "Rows of a series stand in order of time, so that a count can be compared with the one before.", series,
          {"2024-03-01T14:00:00+02:00,", "2024-03-01T09:00:00+02:00,"}),
    shown(hours_overlap, "Two parts of the day that overlap are one, and perhaps a slip.", toml,
          {"servers      = 1", "hours = [\"08:00-12:00\", \"11:00-18:00\"]\n  servers = 1"}),
    shown(link_opposite,
          "Lanes are taken from the link that is the other direction of the same road, by one of the two at a time.",
          links,
          {"lanes,source,kind\nvillage__checkpoint,Road to the border,village,checkpoint,1,8,50,1,made up,assumed\n"
           "checkpoint__town,Road to the town,checkpoint,town,1,12,50,1,made up,assumed",
           "lanes,opposite,source,kind\n"
           "village__checkpoint,,village,checkpoint,1,8,50,1,checkpoint__town,made up,assumed\n"
           "checkpoint__town,,checkpoint,town,1,12,50,1,,made up,assumed"}),
    not_shown(stage_unreachable,
              "No stage leads there and it is not the first of its site, so that it stands empty. A variant may want "
              "that; otherwise the `next` of some stage is missing.",
              "It is a warning: the run goes on."),
    shown(call_up_never, "The order of departures needs a first origin: one that is called up at once or at a date.",
          toml, {"id          = \"village\"", "id = \"village\"\ncall_up = { after = \"village\", share = \"90 %\" }"}),
    shown(
        bad_fleet,
        "A bus has seats, one rule that says when it leaves, and either a time for its trip or a place to which it "
        "drives on the road.",
        toml,
        {"waiting_room = 0\n  next   = [{ to = \"leave\" }]",
         "waiting_room = 0\n  next   = [{ to = \"buses\" }]\n\n  [[site.stage]]\n  id    = \"buses\"\n"
         "  kind  = \"transport\"\n  unit  = \"party\"\n  fleet = { count = 2, seats = 35, leave = \"full or 2 h\" }"}),
    not_shown(intervals_overlap,
              "The rows of a file of departures follow each other in time: each begins when the one before has ended, "
              "or later.",
              "It takes a file of departures beside scenario.toml."),
    not_shown(plan_exceeds_population,
              "The numbers of a file or curve of departures add up to more than `population`: one of the two is wrong.",
              "It takes a file of departures beside scenario.toml."),
    not_shown(curve_shape,
              "A curve says how many have gone by then. It begins with 0 and never falls, and its last share is at "
              "most 100 %.",
              "It takes a file of departures beside scenario.toml."),
    shown(measured_times, "Each measured time has one weight, and one of them is more than 0.", toml,
          {"stay   = { dist = \"gamma\", mean = \"10 h\", cv = 0.5 }",
           "stay = { dist = \"empirical\", values = [\"1 h\", \"2 h\"], weights = [1] }"}),
    shown(no_road, "Some link is missing, or leads in the other direction.", links,
          {"checkpoint__town,Road to the town,checkpoint,town", "checkpoint__town,Road to the town,town,checkpoint"})};

constexpr std::array of_uses = {
    shown(unknown_measure, "`corridor explain` without a word lists the measures; docs/measures.md says more.", toml,
          {"measure = \"crossed_persons\"", "measure = \"crossed_people\""}),
    shown(measure_not_in_time,
          "A series of counts stands beside a measure over time. Figures of a whole run have no times.", toml,
          {"measure = \"crossed_persons\"", "measure = \"max_queue_vehicles\""}),
    shown(unknown_place,
          "The place of a series is `all`, a site, `site/stage`, a link, an origin or a region of this scenario.", toml,
          {"place   = \"checkpoint\"", "place = \"chekpoint\""}),
    shown(measure_not_at_place, "The measure and the place are known, but the measure is not taken there.", toml,
          {"measure = \"crossed_persons\"", "measure = \"accommodated_persons\""}),
    shown(
        bad_assignment,
        "What follows `--set` is a path, `=` and a value, without line ends; quote it for the shell if it has blanks.",
        assignment, {"seed=7", "seed"}),
    shown(unknown_path, "A path joins keys by dots; things with an id are named by it: `site.<site>.<stage>.<key>`.",
          toml, {"set    = \"site.checkpoint.documents.servers\"", "set = \"site.checkpoint.document.servers\""}),
    shown(not_changeable,
          "Ids, places, units and kinds stay as they are during a run, and so does all that is no stage, link or "
          "origin. `--set` before a run changes more.",
          toml, {"set    = \"site.checkpoint.documents.servers\"", "set = \"origin.village.population\""}),
    shown(change_outside_run, "A change before the start or after the end would do nothing.", toml,
          {"at     = 2024-03-01T12:00:00+02:00", "at = 2024-03-05T12:00:00+02:00"}),
    shown(conflicting_changes, "One instant, one value: say which of the two holds.", toml,
          {"[[observe]]",
           "[[change]]\nat = 2024-03-01T12:00:00+02:00\nset = \"site.checkpoint.documents.servers\"\nto = "
           "3\n\n[[observe]]"}),
    shown(to_or_by, "A change gives the new value (`to`) or a factor on the old one (`by`), and not both.", toml,
          {"to     = 2\n", "by = 2\nto = 2\n"}),
    shown(cannot_multiply, "`by` is a factor on a number. A word, a list or `unlimited` is replaced with `to`.", toml,
          {"set    = \"site.checkpoint.documents.servers\"\nto     = 2",
           "set = \"site.checkpoint.documents.waiting_room\"\nby = 2"})};

constexpr std::string_view of_forecast = "`corridor forecast` says it of a scenario that is right as it is.";

constexpr std::array of_forecasts = {
    not_shown(not_known_then,
              "A forecast as of an earlier time that used what became known later would look better than it is. State "
              "`known_from` beside the value, or write a prior, a `[[keep]]` or a `[[leave_out]]` into forecast.toml.",
              of_forecast),
    not_shown(nothing_counted,
              "A forecast begins at what was counted: the series has no row whose `published_local` is that early.",
              of_forecast)};

constexpr std::string_view of_posterior =
    "`--posterior` says it of the file that it names, or of what stands beside it.";

constexpr std::array of_posteriors = {
    not_shown(
        no_weight,
        "The replications are shared among the draws as their weights say. Of weights that are all 0 nobody knows "
        "how; they need not sum to 1.",
        of_posterior),
    not_shown(
        other_paths,
        "The draws of a posterior are values of the same parameters. Where one sets something else than the first, "
        "rows of two posteriors have been put together, or a row was cut.",
        of_posterior),
    not_shown(
        set_by_posterior,
        "The posterior says of every replication what this value is: a `--set`, a factor or a variant of the same "
        "value would be lost. Leave it out, or calibrate without that parameter.",
        of_posterior),
    not_shown(not_drawn,
              "Replications are put together instant by instant: they start, end and are sampled alike, whatever their "
              "parameters.",
              of_posterior)};

constexpr std::string_view of_import = "`corridor import` says it of a table that is no part of a scenario.";

constexpr std::array of_imports = {
    not_shown(personal_data,
              "Numbers per day or hour are enough. A table with names, telephone numbers or papers of people is not "
              "read, whatever else it holds; take those columns out.",
              of_import),
    not_shown(column_unclear, "More than one column looks like the number of arrivals: say which with `--column`.",
              of_import),
    not_shown(dates_unclear,
              "03/04/2023 is in March or in April, and no other row settles it: say `--dates dmy` or `--dates mdy`.",
              of_import),
    not_shown(duplicate_time, "Each day or hour stands in one row. Two rows of one time are two versions of a count.",
              of_import),
    not_shown(empty_cell, "An empty cell may mean none or unknown. Write 0, or leave the row out.", of_import),
    not_shown(total_falls, "Nobody un-arrives: a running total that falls is a slip, or was corrected later.",
              of_import),
    not_shown(interval_unclear,
              "With one row, or rows at irregular times, nobody knows how long the last interval lasts.", of_import)};

}  // namespace

const ErrorExplanation* explanation_of(ErrorCode code) {
  const auto in = [&](const auto& group) -> const ErrorExplanation* {
    const auto it = std::ranges::find(group, code, &ErrorExplanation::code);
    return it == group.end() ? nullptr : &*it;
  };
  const ErrorExplanation* found = nullptr;
  for (const ErrorExplanation* candidate : {in(of_files), in(of_values), in(of_the_whole), in(of_uses),
                                            in(of_posteriors), in(of_forecasts), in(of_imports)}) {
    found = found == nullptr ? candidate : found;
  }
  return found;
}

}  // namespace corridor::scenario
