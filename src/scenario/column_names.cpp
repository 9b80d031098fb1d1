#include "column_names.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace corridor::scenario {

namespace {

using Names = std::span<const std::string_view>;

// All folded: lower case, no accents, no signs.
constexpr std::array<std::string_view, 20> date_names = {"date",
                                                         "day",
                                                         "datum",
                                                         "date time",
                                                         "datetime",
                                                         "timestamp",
                                                         "reporting date",
                                                         "report date",
                                                         "arrival date",
                                                         "date of arrival",
                                                         "jour",
                                                         "date d arrivee",
                                                         "date et heure",
                                                         "дата",
                                                         "день",
                                                         "дата и время",
                                                         "дата прибытия",
                                                         "ամսաթիվ",
                                                         "օր",
                                                         "ամսաթիվ և ժամ"};
constexpr std::array<std::string_view, 6> date_words = {"date", "datum", "datetime", "timestamp", "дата", "ամսաթիվ"};
constexpr std::array<std::string_view, 11> hour_names = {"hour", "hours", "heure", "heures",  "час",        "часы",
                                                         "ժամ",  "time",  "время", "ժամանակ", "hour of day"};
constexpr std::array<std::string_view, 30> persons_names = {"arrivals",
                                                            "new arrivals",
                                                            "daily arrivals",
                                                            "persons",
                                                            "people",
                                                            "individuals",
                                                            "arrived",
                                                            "persons arrived",
                                                            "people arrived",
                                                            "number of persons",
                                                            "number of people",
                                                            "number of individuals",
                                                            "personnes",
                                                            "individus",
                                                            "arrivees",
                                                            "nouvelles arrivees",
                                                            "nombre de personnes",
                                                            "nombre d arrivees",
                                                            "прибыло",
                                                            "прибыли",
                                                            "прибывшие",
                                                            "прибыло человек",
                                                            "человек",
                                                            "количество человек",
                                                            "количество прибывших",
                                                            "люди",
                                                            "մարդ",
                                                            "մարդիկ",
                                                            "անձ",
                                                            "անձինք"};
constexpr std::array<std::string_view, 22> persons_words = {
    "arrivals", "arrived", "persons",   "people",    "individuals", "personnes", "individus", "arrivees",
    "прибыло",  "прибыли", "прибывших", "прибывшие", "человек",     "чел",       "люди",      "людей",
    "лиц",      "մարդ",    "մարդիկ",    "մարդկանց",  "անձ",         "անձինք"};
constexpr std::array<std::string_view, 17> total_words = {
    "cumulative", "cumulated", "cumul", "cumule",       "cumulee",     "cumulees",    "cumules",  "cumulatif", "total",
    "totals",     "всего",     "итого", "накопительно", "накопленный", "нарастающим", "ընդամենը", "ընդհանուր"};
constexpr std::array<std::string_view, 46> personal_phrases = {"first name",
                                                               "last name",
                                                               "family name",
                                                               "full name",
                                                               "given name",
                                                               "surname",
                                                               "nom de famille",
                                                               "prenom",
                                                               "prenoms",
                                                               "фамилия",
                                                               "имя",
                                                               "отчество",
                                                               "фио",
                                                               "ф и о",
                                                               "անուն",
                                                               "ազգանուն",
                                                               "հայրանուն",
                                                               "անուն ազգանուն",
                                                               "phone",
                                                               "telephone",
                                                               "mobile",
                                                               "tel",
                                                               "portable",
                                                               "телефон",
                                                               "հեռախոս",
                                                               "passport",
                                                               "passeport",
                                                               "паспорт",
                                                               "անձնագիր",
                                                               "id number",
                                                               "national id",
                                                               "identity",
                                                               "document number",
                                                               "numero d identite",
                                                               "piece d identite",
                                                               "номер документа",
                                                               "date of birth",
                                                               "birth date",
                                                               "birthdate",
                                                               "dob",
                                                               "date de naissance",
                                                               "дата рождения",
                                                               "ծննդյան ամսաթիվ",
                                                               "e mail",
                                                               "email",
                                                               "courriel"};
constexpr std::array<std::string_view, 9> personal_phrases_in_part = {
    "электронная почта", "эл почта", "էլ փոստ",         "էլփոստ",     "ծննդյան տարեթիվ",
    "birthday",          "id card",  "social security", "case number"};
/// Data of a person, unless the rest of the name says that they are a place's.
constexpr std::array<std::string_view, 7> names_or_places = {"name",    "names", "nom",  "address",
                                                             "adresse", "адрес", "հասցե"};
constexpr std::array<std::string_view, 24> place_words = {
    "site",   "camp",       "location",   "place",    "region", "district",  "province", "country",
    "admin",  "settlement", "checkpoint", "crossing", "border", "station",   "lieu",     "centre",
    "center", "city",       "town",       "village",  "marz",   "community", "hub",      "point"};

bool is_one_of(std::string_view text, Names names) {
  return std::ranges::find(names, text) != names.end();
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

bool has_word_of(std::string_view text, Names names) {
  return std::ranges::any_of(words_of(text), [&](std::string_view word) { return is_one_of(word, names); });
}

/// The phrase is there in whole words.
bool has_phrase(std::string_view text, std::string_view phrase) {
  for (std::size_t at = text.find(phrase); at != std::string_view::npos; at = text.find(phrase, at + 1)) {
    const std::size_t end = at + phrase.size();
    if ((at == 0 || text[at - 1] == ' ') && (end == text.size() || text[end] == ' ')) {
      return true;
    }
  }
  return false;
}

bool is_personal(std::string_view name) {
  const auto is_there = [&](std::string_view phrase) { return has_phrase(name, phrase); };
  return std::ranges::any_of(personal_phrases, is_there) || std::ranges::any_of(personal_phrases_in_part, is_there) ||
         (has_word_of(name, names_or_places) && !has_word_of(name, place_words));
}

/// The code point at the front of valid UTF-8, which is taken away.
char32_t take_character(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t length = first < 0x80U ? 1 : first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
  char32_t code = length == 1 ? first : first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < std::min(length, text.size()); ++i) {
    code = code << 6U | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  text.remove_prefix(std::min(length, text.size()));
  return code;
}

/// @pre code < 0x800
void append_utf8(std::string& text, char32_t code) {
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else {
    text += static_cast<char>(0xC0U | code >> 6U);
    text += static_cast<char>(0x80U | (code & 0x3FU));
  }
}

/// Lower case without accent; a blank for what is no letter and no digit; 0 for what is left out.
char32_t fold(char32_t c) {
  // From U+00C0 on; the letters without an accent stay.
  constexpr std::string_view latin = "aaaaaa*ceeeeiiii*nooooo*ouuuuy**aaaaaa*ceeeeiiii*nooooo*ouuuuy*y";
  if (c >= U'A' && c <= U'Z') {
    return c + 0x20;
  }
  if (c < 0x80) {
    return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9') ? c : U' ';
  }
  if (c >= 0xC0 && c <= 0xFF) {
    const char letter = latin[c - 0xC0];
    return letter == '*' ? c : static_cast<char32_t>(letter);
  }
  if (c >= 0x300 && c <= 0x36F) {
    return 0;  // an accent of its own
  }
  if (c == 0x401 || c == 0x451) {
    return 0x435;  // ё is written е as often
  }
  if (c >= 0x410 && c <= 0x42F) {
    return c + 0x20;
  }
  if (c >= 0x531 && c <= 0x556) {
    return c + 0x30;
  }
  return c < 0xC0 || c >= 0x800 ? U' ' : c;
}

}  // namespace

std::string folded(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const char32_t c = fold(take_character(text));
    if (c != 0 && (c != U' ' || (!result.empty() && result.back() != ' '))) {
      append_utf8(result, c);
    }
  }
  if (result.ends_with(' ')) {
    result.pop_back();
  }
  return result;
}

ColumnMeaning meaning_of_name(std::string_view name) {
  const std::string text = folded(name);
  if (is_personal(text)) {
    return {ColumnKind::personal};
  }
  if (is_one_of(text, hour_names)) {
    return {ColumnKind::hour, true};
  }
  if (is_one_of(text, date_names) || has_word_of(text, date_words)) {
    return {ColumnKind::date, is_one_of(text, date_names)};
  }
  const bool is_total = has_word_of(text, total_words);
  if (is_total || is_one_of(text, persons_names) || has_word_of(text, persons_words)) {
    return {ColumnKind::persons, is_one_of(text, persons_names), is_total};
  }
  return {};
}

ColumnMeaning meaning_of_tag(std::string_view tag) {
  const std::string text = folded(tag);  // `affected arrivals`
  const auto words = words_of(text);
  if (words.empty()) {
    return {};
  }
  if (words.front() == "contact" || is_personal(text)) {
    return {ColumnKind::personal};
  }
  if (words.front() == "date") {
    return {ColumnKind::date, words.size() == 1};
  }
  constexpr std::array<std::string_view, 4> counts = {"affected", "population", "reached", "inneed"};
  if (is_one_of(words.front(), counts)) {
    const bool is_exact = words.size() == 1 || has_phrase(text, "arrivals") || has_phrase(text, "ind");
    return {ColumnKind::persons, is_exact, has_word_of(text, total_words)};
  }
  return {};
}

std::optional<std::string_view> personal_content(std::string_view cell) {
  if (const std::size_t at = cell.find('@'); at != std::string_view::npos && at > 0) {
    const std::string_view host = cell.substr(at + 1);
    if (const std::size_t dot = host.find('.'); dot != std::string_view::npos && dot > 0 && dot + 1 < host.size()) {
      return "an e-mail address";
    }
  }
  if (cell.empty() || cell.find_first_not_of("0123456789 ()+-.") != std::string_view::npos) {
    return std::nullopt;
  }
  const auto count = [&](char c) { return std::ranges::count(cell, c); };
  const auto digits = std::ranges::count_if(cell, [](char c) { return c >= '0' && c <= '9'; });
  const bool is_number_with_point = count('.') == 1 || count('.') == 2;  // a coordinate, or a date
  const bool is_international = cell.starts_with('+') && digits >= 8;
  constexpr int shortest = 9;  // a date has 8 digits, a count with separators fewer
  constexpr int longest = 15;  // of a number by ITU-T E.164
  return digits <= longest && (is_international || (digits >= shortest && !is_number_with_point))
             ? std::optional<std::string_view>("a phone or document number")
             : std::nullopt;
}

std::string_view examples_of(ColumnKind kind) {
  switch (kind) {
    case ColumnKind::date:
      return "a column such as `date`, `day`, `jour`, `дата` or `ամսաթիվ`, or one tagged #date";
    case ColumnKind::hour:
      return "a column such as `hour`, `time`, `heure`, `час` or `ժամ`";
    case ColumnKind::persons:
      return "a column such as `arrivals`, `persons`, `people`, `arrivées`, `прибыло` or `մարդ`, one tagged #affected, "
             "or "
             "--column NAME";
    default:
      return "counts only: no data of persons";
  }
}

}  // namespace corridor::scenario
