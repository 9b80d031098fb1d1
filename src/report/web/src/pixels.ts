// Canvases are drawn with at least two pixels for each of the screen's: sharp on paper and when the page is enlarged. build.mjs
// puts this in the place of `devicePixelRatio` in the chart library, which reads it once.
export const corridor_pixel_ratio = Math.max(2, globalThis.devicePixelRatio || 1);
