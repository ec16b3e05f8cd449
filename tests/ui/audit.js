// Looks at the page as it stands, for the tests: texts whose contrast is too low, controls without a name.
({
  poorContrast() {
    const parse = (colour) => {
      const numbers = colour.match(/[\d.]+/g).map(Number);
      return numbers.length > 3 ? numbers : [...numbers, 1];
    };
    const luminance = (colour) => {
      const [r, g, b] = colour
        .map((value) => value / 255)
        .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3]));
    const ancestors = (node) => (node ? [...ancestors(node.parentElement), node] : []);
    const background = (node) =>
      ancestors(node).reduce((below, e) => over(parse(getComputedStyle(e).backgroundColor), below), [255, 255, 255]);
    const opacity = (node) => ancestors(node).reduce((product, e) => product * Number(getComputedStyle(e).opacity), 1);

    const poor = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const words = walk.currentNode.textContent.trim();
      const node = walk.currentNode.parentElement;
      const style = getComputedStyle(node);
      const { width, height } = node.getBoundingClientRect();
      if (!words || width < 2 || height < 2 || style.visibility === "hidden") continue;
      if (node.closest("[disabled], script, style, noscript") || !node.checkVisibility()) continue;
      const behind = background(node);
      const [r, g, b, alpha] = parse(style.color);
      const front = over([r, g, b, alpha * opacity(node)], behind);
      const [light, dark] = [luminance(front), luminance(behind)].sort((p, q) => q - p);
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      const contrast = (light + 0.05) / (dark + 0.05);
      if (contrast < (large ? 3 : 4.5)) poor.push(`${node.tagName} ${words.slice(0, 40)} ${contrast.toFixed(2)}`);
    }
    return poor;
  },

  unlabelled() {
    return [...document.querySelectorAll("input, textarea, select, button, a[href], img")]
      .filter((e) => e.checkVisibility() && !e.closest("[hidden]"))
      .filter((e) => !(e.getAttribute("aria-label") || e.title || e.labels?.length || e.textContent.trim() || e.alt))
      .filter((e) => !e.getAttribute("aria-labelledby"))
      .map((e) => e.outerHTML.slice(0, 160));
  },
})
