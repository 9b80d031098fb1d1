// Which letters the fonts of this system lack. Runs in the page.

/** Letters of `text` that are drawn as the box for what is missing. */
export function missing_glyphs(text) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 48;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const font = `32px ${getComputedStyle(document.body).fontFamily}`;
  const picture = (letter) => {
    context.clearRect(0, 0, 48, 48);
    context.font = font;
    context.fillText(letter, 4, 36);
    return context.getImageData(0, 0, 48, 48).data.join();
  };
  // U+0530 and U+0557 are not letters and never will be: what is drawn for both is the box.
  const boxes = new Set(["\u0530", "\u0557", "\u{10fffe}"].map(picture));
  return [...new Set(text)].filter((letter) => letter.trim() !== "" && boxes.has(picture(letter)));
}
