// The page: header with its controls, then the parts in the order in which a planner asks for them.
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { ReportData, Run } from "../data";
import { Format, type Language } from "../format";
import { languages, strings_of } from "../strings";
import { find_series, largest } from "../series";
import { type Settings, show_theme, type Theme } from "../settings";
import { useRunView, useView, type RunView, ViewContext } from "../view";
import { Assumptions, Checks, Limits, Repeat } from "./background";
import { CalibrationPart } from "./calibration";
import { ComparisonPart } from "./comparison";
import { Findings } from "./findings";
import { ForecastPart } from "./forecast";
import { CrossingsFigure, MainFigure } from "./main_figure";
import { MapFigure } from "./map";
import { NeedsFigure } from "./needs";
import { StagesFigure } from "./stages";
import { StripFigure } from "./strip";
import { GroupsFigure, StageWaits, WaitsFigure } from "./waits";

interface ControlsProps {
  language: Language;
  set_language: (language: Language) => void;
  theme: Theme;
  set_theme: (theme: Theme) => void;
}

function Controls({ language, set_language, theme, set_theme }: ControlsProps) {
  const { strings } = useView();
  return (
    <div class="controls" data-theme={theme}>
      <div role="group" aria-label={strings.language} class="choice">
        {languages.map((one) => (
          <button key={one} type="button" lang={one} aria-pressed={one === language} onClick={() => set_language(one)}>
            {strings_of(one).language_name}
          </button>
        ))}
      </div>
      <div role="group" aria-label={strings.appearance} class="choice">
        {(["light", "dark"] as const).map((one) => (
          <button key={one} type="button" aria-pressed={one === theme} onClick={() => set_theme(one)}>{strings[one]}</button>
        ))}
      </div>
    </div>
  );
}

function offset_text(minutes: number): string {
  const size = Math.abs(minutes);
  const rest = size % 60;
  return `${minutes < 0 ? "−" : "+"}${Math.floor(size / 60)}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
}

function period_of(view: RunView): string {
  const { run, format, strings } = view;
  const end = run.times.at(-1) ?? 0;
  return `${strings.period(format.day(run.times[0] ?? 0), format.day(end), String(format.year()))}, ${strings.local_time(offset_text(run.calendar.offset_minutes))}`;
}

function title_of(data: ReportData): string {
  const { comparison, runs } = data;
  if (comparison) return comparison.base.title || comparison.base.name;
  const titles = [...new Set(runs.map((run) => run.title || run.scenario))];
  if (titles.length > 1) return titles.join(" · ");
  return runs[0]?.title || runs[0]?.scenario || data.forecasts[0]?.title || data.calibrations[0]?.title || "corridor";
}

/** The position from which the slider of the map begins: when the queue is longest. */
function begin_of(run: Run): number {
  const all = find_series(run, "all", "queue_km") ?? run.series.find((series) => series.measure === "queue_km");
  return all ? largest(all.band)?.at ?? 0 : 0;
}

interface SectionProps {
  id: string;
  title: string;
  /** Whether it is there for its figures: without any it is not shown. */
  of_figures?: boolean;
  children: ComponentChildren;
}

function Section({ id, title, of_figures = false, children }: SectionProps) {
  return (
    <section aria-labelledby={id} class={of_figures ? "of-figures" : undefined}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

interface RunPartProps {
  run: Run;
  index: number;
  several: boolean;
  /** Whether to draw more than the findings and the main picture. */
  whole: boolean;
  /** What stands between the findings and the pictures. */
  lead: ComponentChildren;
}

/** Everything about one run, from findings to how to repeat it. */
function RunPart({ run, index, several, whole, lead }: RunPartProps) {
  const view = useRunView(run, index);
  const { strings } = view;
  const id = (name: string) => `${name}-heading-${index + 1}`;
  return (
    <>
      <Section id={id("findings")} title={several ? run.title || run.scenario : strings.what_it_shows}>
        {several && <p class="meta">{period_of(view)} · {run.single ? strings.one_run : strings.runs(view.format.count(run.replications))}</p>}
        <Findings findings={run.findings} format={view.format} names={view.names} />
      </Section>
      {lead}
      <Section id={id("time")} title={strings.over_time} of_figures>
        <MainFigure view={view} />
        {whole && <CrossingsFigure view={view} />}
      </Section>
      {whole && <RestOfRun view={view} />}
    </>
  );
}

/** What comes after the main picture. */
function RestOfRun({ view }: { view: RunView }) {
  const { run, strings } = view;
  const [at, set_at] = useState(() => begin_of(run));
  const id = (name: string) => `${name}-heading-${view.index + 1}`;
  return (
    <>
      <Section id={id("road")} title={strings.on_the_road} of_figures>
        <StripFigure view={view} at={at} />
        <MapFigure view={view} at={at} set_at={set_at} />
        <WaitsFigure view={view} />
        <GroupsFigure view={view} />
      </Section>
      <Section id={id("stages")} title={strings.at_the_stages} of_figures>
        <StageWaits view={view} />
        <StagesFigure view={view} />
        <NeedsFigure view={view} />
      </Section>
      <Section id={id("background")} title={strings.background}><Assumptions values={run.assumptions} /></Section>
      {view.index === view.data.runs.length - 1 && <Section id={id("limits")} title={strings.limits}><Limits /></Section>}
      <Section id={id("checks")} title={strings.checks}><Checks view={view} /></Section>
      <Section id={id("repeat")} title={strings.repeat}><Repeat repeat={run.repeat} seed={run.seed} /></Section>
    </>
  );
}

function Meta({ data }: { data: ReportData }) {
  const run = data.runs[0];
  const { strings, language } = useView();
  if (!run) {
    return data.comparison ? <p class="meta">{strings.paired_runs(String(data.comparison.replications))}</p> : null;
  }
  const format = new Format(language, run.calendar, run.times.at(-1) ?? 0);
  const view: RunView = { data, language, strings, run, index: 0, format, names: { place: String, measure: String, group: String, unit: String } };
  const runs = run.single ? strings.one_run : strings.runs(format.count(run.replications));
  return <p class="meta">{period_of(view)} · {data.runs.length > 1 ? strings.several_runs(String(data.runs.length)) : runs}</p>;
}

function LimitsOfAll() {
  const { strings } = useView();
  return <Section id="limits-heading" title={strings.limits}><Limits /></Section>;
}

function Background({ data }: { data: ReportData }) {
  const { strings } = useView();
  const comparison = data.comparison;
  if (!comparison || data.runs.length > 0) return null;
  return (
    <>
      <Section id="background-heading" title={strings.background}><Assumptions values={comparison.assumptions} /></Section>
      <LimitsOfAll />
      <Section id="repeat-heading" title={strings.repeat}><Repeat repeat={comparison.repeat} seed={comparison.seed} /></Section>
    </>
  );
}

/** @param whole Whether to draw more than the findings and the first pictures. */
function Extras({ data, whole }: { data: ReportData; whole: boolean }) {
  const is_alone = data.runs.length === 0 && !data.comparison;
  return (
    <>
      {data.forecasts.map((forecast, at) => <ForecastPart key={at} forecast={forecast} index={at} whole={whole} />)}
      {(whole || data.forecasts.length === 0) &&
        data.calibrations.map((calibration, at) => <CalibrationPart key={at} calibration={calibration} index={at} whole={whole} />)}
      {is_alone && whole && <LimitsOfAll />}
    </>
  );
}

/** @param on_whole Called when everything is in the page: what a planner looks for first is drawn before the rest. */
export function Page({ data, settings, on_whole }: { data: ReportData; settings: Settings; on_whole: () => void }) {
  const [language, set_language] = useState(settings.language);
  const [theme, set_theme] = useState(settings.theme);
  const view = useMemo(() => ({ data, language, strings: strings_of(language) }), [data, language]);
  const { strings } = view;
  const title = title_of(data);
  useEffect(() => { document.documentElement.lang = language; }, [language]);
  useEffect(() => { show_theme(theme); }, [theme]);
  const [whole, set_whole] = useState(false);
  useEffect(() => {
    if (whole) return on_whole();
    requestAnimationFrame(() => setTimeout(() => set_whole(true), 0));
  }, [whole]);
  const lead = (
    <>
      {data.comparison && <ComparisonPart comparison={data.comparison} />}
      <Extras data={data} whole={whole} />
    </>
  );
  return (
    <ViewContext.Provider value={view}>
      <a class="skip" href="#content">{strings.skip}</a>
      <header class="wrap">
        <div class="top">
          <p class="label"><b>{strings.planning_scenario}.</b> {strings.planning_note}</p>
          <Controls language={language} set_language={set_language} theme={theme} set_theme={set_theme} />
        </div>
        <h1>{title}</h1>
        <Meta data={data} />
      </header>
      <main class="wrap" id="content" tabIndex={-1}>
        {data.runs.length === 0 && lead}
        {data.runs.map((run, at) => (
          <RunPart key={at} run={run} index={at} several={data.runs.length > 1} whole={whole} lead={at === 0 && whole ? lead : undefined} />
        ))}
        {whole && <Background data={data} />}
      </main>
    </ViewContext.Provider>
  );
}
