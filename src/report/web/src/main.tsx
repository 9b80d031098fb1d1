// Begins the page: unpacks the data, draws everything, and says when it is done. If it cannot, the static part stays as it is.
import { render } from "preact";
import { decode_report } from "./decode";
import { Page } from "./parts/page";
import { keep_paper_light, settings_of, show_theme, type Theme } from "./settings";
import { strings_of } from "./strings";

const margin_below = 20;

/** Leaves one figure alone on the page, for pictures of it; what it is, if there is one of this name. */
function show_only(id: string): Element | undefined {
  const figure = [...document.querySelectorAll("[data-figure]")].find((element) => element.getAttribute("data-figure") === id);
  if (!figure) return undefined;
  document.documentElement.classList.add("one-figure");
  for (let element: Element | null = figure; element; element = element.parentElement) element.classList.add("shown");
  return figure;
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
  const figure = settings.figure !== null ? show_only(settings.figure) : undefined;
  await map_drawn();
  await painted();
  // How high a picture of it must be.
  if (figure) root.dataset.height = String(Math.ceil(figure.getBoundingClientRect().bottom + scrollY) + margin_below);
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
