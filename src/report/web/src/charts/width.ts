// The width of an element as it is now, also on paper: charts are drawn to measure, so that their text keeps its size.
import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

/** Width of what is printed on A4 between the margins of style.css, in CSS pixels. */
export const paper_width = 688;

export function useWidth(ref: RefObject<HTMLElement>): number {
  const [width, set_width] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => set_width(Math.floor(element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    const print = () => set_width(paper_width);
    addEventListener("beforeprint", print);
    addEventListener("afterprint", measure);
    return () => {
      observer.disconnect();
      removeEventListener("beforeprint", print);
      removeEventListener("afterprint", measure);
    };
  }, [ref]);
  return width;
}
