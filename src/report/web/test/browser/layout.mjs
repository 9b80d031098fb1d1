// Whether anything on the page overlaps or is cut, by the boxes of its texts. Runs in the page.

/** A list of sentences, empty if all is well. `width` is what the reader sees. */
export function layout_faults(width) {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > width + 1) faults.push(`the page is ${root.scrollWidth} px wide on a screen of ${width}`);
  const boxes = texts_with_boxes();
  for (const { text, box, node } of boxes) {
    const scrolls = node.closest(".scroll, pre");
    if (!scrolls && (box.left < -1 || box.right > width + 1)) faults.push(`"${text}" is cut at the side: ${Math.round(box.left)} to ${Math.round(box.right)}`);
    const svg = node.closest("svg");
    const frame = svg?.getBoundingClientRect();
    if (frame && (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 3 || box.bottom > frame.bottom + 3)) {
      faults.push(`"${text}" leaves its picture`);
    }
  }
  for (const element of document.querySelectorAll("body *")) {
    const style = getComputedStyle(element);
    const hides = style.overflowX === "hidden" || style.overflowX === "clip";
    if (hides && !element.matches(".unseen, svg, .u-over, .u-under, .u-wrap, .uplot") && element.scrollWidth > element.clientWidth + 2) {
      faults.push(`<${element.tagName.toLowerCase()} class="${element.getAttribute("class") ?? ""}"> hides a part: "${(element.textContent ?? "").slice(0, 40)}"`);
    }
  }
  return [...faults, ...overlaps(boxes)];

  function texts_with_boxes() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let at = walker.nextNode(); at; at = walker.nextNode()) {
      const node = at.parentElement;
      const text = (at.nodeValue ?? "").trim();
      if (!node || text === "" || !node.checkVisibility() || node.closest("script, style, .unseen, .skip, noscript")) continue;
      const range = document.createRange();
      range.selectNodeContents(at);
      for (const box of range.getClientRects()) {
        if (box.width > 0 && box.height > 0) found.push({ text: text.slice(0, 40), node, box });
      }
    }
    return found;
  }

  /** Pairs of texts of which the inner boxes meet: the middle 56 % of the height, since lines of text may touch. */
  function overlaps(found) {
    const inner = found.map(({ box, ...rest }) => ({
      ...rest, left: box.left + 1, right: box.right - 1, top: box.top + box.height * 0.22, bottom: box.bottom - box.height * 0.22,
    })).sort((a, b) => a.top - b.top);
    const out = [];
    inner.forEach((one, at) => {
      for (let other = at + 1; other < inner.length && inner[other].top < one.bottom; ++other) {
        const two = inner[other];
        if (one.node.closest(".scroll") !== two.node.closest(".scroll")) continue;
        if (one.left < two.right && two.left < one.right) out.push(`"${one.text}" and "${two.text}" overlap`);
      }
    });
    return out;
  }
}
