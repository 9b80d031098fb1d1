// What every part of the page needs: the data, the reader's language and how this run's places are called.
import { createContext } from "preact";
import { useContext, useMemo } from "preact/hooks";
import type { Place, ReportData, Run } from "./data";
import type { Names } from "./findings";
import { Format, type Language } from "./format";
import { type Strings, strings_of } from "./strings";
import { group_label, measure_label, unit_label } from "./strings/measures";

export interface View {
  data: ReportData;
  language: Language;
  strings: Strings;
}

export const ViewContext = createContext<View | null>(null);

export function useView(): View {
  const view = useContext(ViewContext);
  if (!view) throw new Error("a part of the page stands outside it");
  return view;
}

/** A run with the words for it. `index` is its position among the runs of the report. */
export interface RunView extends View {
  run: Run;
  index: number;
  format: Format;
  names: Names;
}

const armenian_letter = /[\u0531-\u0587]/;

/** The name in English, or in its local form where that is the reader's script. */
export function written(place: { name: string; local?: string; id: string }, language: Language): string {
  if (language === "hy" && place.local && armenian_letter.test(place.local)) return place.local;
  return place.name || place.id;
}

/** The name of a stage without its site; of one without a name what follows the site in its id. */
export function stage_name(stage: { id: string; name: string }): string {
  return stage.name || stage.id.slice(stage.id.indexOf("/") + 1).replaceAll("_", " ");
}

/** The name of a place or of a stage (`site/stage`) in the reader's language; an id that nobody knows is its own name. */
export function place_name(places: readonly Place[], id: string, language: Language): string {
  const strings = strings_of(language);
  if (id === "all" || id === "") return strings.everywhere;
  const found = places.find((place) => place.id === id);
  if (found) return written(found, language);
  const [site_id, stage_id] = id.split("/", 2);
  const site = places.find((place) => place.id === site_id);
  if (!site || stage_id === undefined) return id;
  const stage = site.stages.find((one) => one.id === id);
  return `${stage_name(stage ?? { id, name: "" })}, ${written(site, language)}`;
}

export function names_in(places: readonly Place[], language: Language): Names {
  return {
    place: (id) => place_name(places, id, language),
    measure: (name) => measure_label(name, language),
    group: (name) => group_label(name, language),
    unit: (name) => unit_label(name, language),
  };
}

export function useRunView(run: Run, index: number): RunView {
  const view = useView();
  return useMemo(() => {
    const hours = run.times.at(-1) ?? 0;
    const format = new Format(view.language, run.calendar, hours);
    return { ...view, run, index, format, names: names_in(run.places, view.language) };
  }, [view, run, index]);
}

/** The id of a figure: that of the first run is plain, those of the others are numbered. */
export function figure_id(name: string, index: number): string {
  return index === 0 ? name : `${name}-${index + 1}`;
}
