// Colours and line patterns of series: Okabe and Ito's set, which people with colour vision deficiency tell apart, and a dash
// pattern each, so that no meaning is in the colour alone. The colours themselves are in style.css, for light and for dark.

export const patterns: readonly (readonly number[])[] = [[], [9, 4], [2, 3], [10, 3, 2, 3], [5, 3], [14, 4, 2, 4, 2, 4]];

export function pattern_of(index: number): number[] {
  return [...(patterns[index % patterns.length] ?? [])];
}

/** The style sheet's value of a colour now: it changes with the theme. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

export function line_colour(index: number): string {
  return colour(`line-${(index % patterns.length) + 1}`);
}
