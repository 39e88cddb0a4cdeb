// What is wrong with the places of a screen, as letters of this browser's own fonts have set them: parts that leave their pane,
// targets below the floor, things that lie over one another. The native tests ask the same of a font with fixed measures.

// floor: 48 standard, 60 elder, 40 desk (design/ui.md "For old eyes and hands").
export const layoutFaults = (page, floor) => page.evaluate((least) => {
  const SLACK = 0.75;
  const isField = (e) => e.matches("input.field, textarea.field");
  const presses = (e) => e.matches("button, a, input, textarea, [role=row][tabindex]") && e.getAttribute("role") !== "columnheader";
  const layer = document.getElementById("overlay").hidden ? document.getElementById("base") : document.getElementById("overlay");
  // What a control is described by is heard and not seen: its letters are drawn within the control.
  const heard = new Set([...layer.querySelectorAll("[aria-describedby]")].flatMap((e) => e.getAttribute("aria-describedby").split(" ")));
  const stands = (e) => e.matches("p, h1, h2, h3, h4, h5, h6, [role=img], [role=progressbar]") && !heard.has(e.id);
  const all = [...layer.querySelectorAll("*")].filter((e) => presses(e) || stands(e)).map((e) => {
    const pane = e.closest(".pane"), box = e.getBoundingClientRect();
    return { e, pane, x: box.left, y: box.top, w: box.width, h: box.height };
  }).filter((one) => one.w > 0 && one.h > 0);
  const called = (one) => `${one.e.getAttribute("role") ?? one.e.localName} "${(one.e.getAttribute("aria-label") ?? one.e.textContent).slice(0, 30)}" at ${Math.round(one.x)},${Math.round(one.y)} ${Math.round(one.w)}×${Math.round(one.h)}`;
  const faults = [];
  for (const one of all) {
    const within = one.pane ? one.pane.getBoundingClientRect() : { left: 0, right: innerWidth };
    if (one.x < within.left - SLACK || one.x + one.w > within.right + SLACK) faults.push(`leaves its pane: ${called(one)}`);
    if (presses(one.e) && !isField(one.e) && (one.w < least - SLACK || one.h < least - SLACK)) faults.push(`smaller than ${least}: ${called(one)}`);
  }
  for (let i = 0; i < all.length; ++i) {
    for (let j = i + 1; j < all.length; ++j) {
      const a = all[i], b = all[j];
      if (a.pane !== b.pane || a.e.contains(b.e) || b.e.contains(a.e) || a.e.parentElement === b.e.previousElementSibling) continue;
      const apart = a.x + SLACK >= b.x + b.w || b.x + SLACK >= a.x + a.w || a.y + SLACK >= b.y + b.h || b.y + SLACK >= a.y + a.h;
      if (!apart) faults.push(`overlap: ${called(a)} and ${called(b)}`);
    }
  }
  return { faults, looked: all.length };
}, floor);
