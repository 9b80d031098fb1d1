// Begins the page: unpacks the data, draws everything, and says when it is done. If it cannot, the static part stays as it is.
import { render } from "preact";
import { decode_report } from "./decode";
import { Page } from "./parts/page";
import { keep_paper_light, settings_of, show_theme, type Theme } from "./settings";
import { strings_of } from "./strings";

/** Leaves one figure alone on the page, for pictures of it. */
function show_only(id: string): void {
  const figure = [...document.querySelectorAll("[data-figure]")].find((element) => element.getAttribute("data-figure") === id);
  if (!figure) return;
  document.documentElement.classList.add("one-figure");
  for (let element: Element | null = figure; element; element = element.parentElement) element.classList.add("shown");
}

/** Resolves when the browser has painted what is there now. */
function painted(): Promise<void> {
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
}

async function map_drawn(): Promise<void> {
  while (document.querySelector(".map[data-drawn=no]")) await painted();
}

async function begin(): Promise<void> {
  const root = document.documentElement;
  const data = await decode_report(document.getElementById("data")?.textContent ?? "");
  const settings = settings_of(location.hash, data.language, matchMedia("(prefers-color-scheme: dark)").matches);
  show_theme(settings.theme);
  keep_paper_light(() => (document.querySelector(".controls")?.getAttribute("data-theme") as Theme | null) ?? settings.theme);
  document.getElementById("static")?.remove();
  const place = document.createElement("div");
  place.id = "page";
  document.body.prepend(place);
  const whole = new Promise<void>((done) => render(<Page data={data} settings={settings} on_whole={done} />, place));
  await painted();
  root.dataset.charts = String(Math.round(performance.now()));
  await whole;
  root.dataset.figures = [...document.querySelectorAll("[data-figure]")].map((figure) => figure.getAttribute("data-figure")).join(" ");
  if (settings.figure !== null) show_only(settings.figure);
  await map_drawn();
  await painted();
  root.dataset.ready = "yes";
}

begin().catch((error: unknown) => {
  const message = document.createElement("p");
  message.className = "wrap caveat";
  message.setAttribute("role", "alert");
  message.textContent = `${strings_of("en").cannot_open}: ${error instanceof Error ? error.message : String(error)}`;
  document.body.prepend(message);
  document.documentElement.dataset.ready = "failed";
});
