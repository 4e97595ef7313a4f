// A chart as a file by one click: as it stands on the screen, with title and sources drawn in.
(() => {
  const PAD = 16;
  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const words = (node) => (node ? node.textContent.replace(/\s+/g, " ").trim() : "");
  const ruler = document.createElement("canvas").getContext("2d");

  // A text in lines no wider than the picture.
  const lines = (text, font, width) => {
    ruler.font = font;
    return text.split(" ").reduce((all, word) => {
      const longer = all.length ? `${all.at(-1)} ${word}` : word;
      if (all.length && ruler.measureText(longer).width <= width) all.splice(-1, 1, longer);
      else all.push(word);
      return all;
    }, []);
  };

  // Plotly lays several drawings over one another; what the page's style gives their words is kept.
  const layer = (drawing) => {
    const copy = drawing.cloneNode(true);
    const copies = copy.querySelectorAll("text, text a");
    drawing.querySelectorAll("text, text a").forEach((text, number) => {
      const style = getComputedStyle(text);
      for (const name of ["fill", "font-size", "font-family", "font-weight"])
        copies[number].style.setProperty(name, style.getPropertyValue(name));
    });
    copy.querySelectorAll(".updatemenu-container, .slider-container").forEach((one) => one.remove());
    copy.removeAttribute("style");
    return new XMLSerializer().serializeToString(copy);
  };

  const asData = async (url) => {
    const blob = await (await fetch(url)).blob();
    return new Promise((done) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result);
      reader.readAsDataURL(blob);
    });
  };

  // The fonts of the page travel along: a picture has no page to take them from.
  const fonts = async (family, text) => {
    const faces = [...document.styleSheets].flatMap((sheet) => {
      try {
        return [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule);
      } catch {
        return [];
      }
    });
    const wanted = faces.filter(({ style }) => {
      const range = style.getPropertyValue("unicode-range");
      const chinese = range && !/U\+0(?![1-9A-F])/i.test(range);
      return (
        family.includes(style.getPropertyValue("font-family").replace(/["']/g, "")) &&
        style.getPropertyValue("font-style") !== "italic" &&
        (!chinese || /[\u2e80-\u9fff]/.test(text))
      );
    });
    const rules = wanted.map(async ({ style, parentStyleSheet }) => {
      const [, url] = /url\(["']?([^"')]+)/.exec(style.getPropertyValue("src")) ?? [];
      if (!url) return "";
      const data = await asData(new URL(url, parentStyleSheet.href ?? location)).catch(() => "");
      return `@font-face{font-family:${style.getPropertyValue("font-family")};font-weight:${
        style.getPropertyValue("font-weight") || "400"};src:url(${data})}`;
    });
    return (await Promise.all(rules)).join("");
  };

  const drawn = async (block, plot) => {
    const { width, height } = plot.getBoundingClientRect();
    const page = getComputedStyle(document.querySelector(".stApp") ?? document.body);
    const family = page.fontFamily;
    const heading = block.querySelector("h2, h3");
    const title = lines(words(heading), `600 20px ${family}`, width);
    const texts = (...parts) =>
      parts.flatMap((part) => [...block.querySelectorAll(part)]).map((one) => words(one));
    // All labels, also those that stand in the head of the page. Of many sources the line that
    // stands on the page: all of them are behind its figures.
    const sources = [
      ...texts(".cm-subtitle"),
      block.querySelector("[data-labels]")?.dataset.labels,
      ...texts(".cm-legend", ".cm-key", ".cm-guide p", ".cm-source summary"),
    ].flatMap((text) => (text ? lines(text, `12px ${family}`, width) : []));
    const top = PAD + 26 * title.length;
    const whole = { width: width + 2 * PAD, height: top + height + 16 * sources.length + 2 * PAD };
    const row = (text, y, size, weight) =>
      `<text x="${PAD}" y="${y}" style="font:${weight} ${size}px ${escaped(family)};fill:${
        page.color}">${escaped(text)}</text>`;
    const body = [
      ...title.map((text, number) => row(text, PAD + 18 + 26 * number, 20, 600)),
      `<g transform="translate(${PAD} ${top})">`,
      ...[...plot.querySelectorAll(".main-svg")].map(layer),
      "</g>",
      ...sources.map((text, number) => row(text, top + height + PAD + 12 + 16 * number, 12, 400)),
    ].join("");
    const style = await fonts(family, block.textContent);
    const svg =
      `<svg xmlns="http://www.w3.org/2000/svg" width="${whole.width}" height="${whole.height}" ` +
      `viewBox="0 0 ${whole.width} ${whole.height}"><style>${style}</style>` +
      `<rect width="100%" height="100%" fill="${page.backgroundColor}"/>${body}</svg>`;
    return { svg, ...whole };
  };

  const raster = async ({ svg, width, height }) => {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [2 * width, 2 * height];
    const pen = canvas.getContext("2d");
    pen.scale(2, 2);
    // Only once it has been drawn does a picture load the fonts that it brings.
    pen.drawImage(image, 0, 0);
    await new Promise((done) => setTimeout(done, 300));
    pen.clearRect(0, 0, width, height);
    pen.drawImage(image, 0, 0);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  };

  document.addEventListener("click", async (event) => {
    const kind = event.target.closest?.("[data-picture]")?.dataset.picture;
    const block = kind && event.target.closest('[class*="st-key-chart_"]');
    const plot = block && block.querySelector(".js-plotly-plot");
    if (!plot) return;
    const picture = await drawn(block, plot);
    const file =
      kind === "png" ? await raster(picture) : new Blob([picture.svg], { type: "image/svg+xml" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `china-monitor-ruhr_${/st-key-chart_(\w+)/.exec(block.className)[1]}.${kind}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
})();
