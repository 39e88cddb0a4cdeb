// A document on paper: its blocks (ui/print/document.h) as elements that only a printer sees, and the browser's own print.
//
// The script is fetched when something is printed for the first time. The elements stay until the page is touched again:
// Android draws its pages while its own print screen is up, after print() has returned. Locking takes them away.

import { Reader } from "./wire";

const SVG = "http://www.w3.org/2000/svg";
const HEADING = 0, PARAGRAPH = 1, ENTRY = 2, TABLE = 3, STEPS = 4, CODE = 5; // kinds of a block
const STRONG = 1, BOX = 2, LINE = 3, ACROSS = 4; // kinds of a cell; 0 plain words

const STYLE = `
@page { size: A4; margin: 14mm 14mm 12mm; }
@media screen { #paper { display: none; } }
@media print {
  html, body { position: static; height: auto; overflow: visible; background: #fff; color: #000; }
  body > :not(#paper) { display: none !important; }
  #paper { font: 12pt/1.5 var(--fonts); overflow-wrap: anywhere; }
  #paper h1 { margin: 0 0 3mm; font-size: 24pt; line-height: 1.25; }
  #paper h2 { margin: 6mm 0 2mm; font-size: 15pt; line-height: 1.3; break-after: avoid; }
  #paper p { margin: 0 0 2mm; }
  #paper .small { margin-top: 3mm; font-size: 10pt; }
  #paper .small + .small { margin-top: 0; }
  #paper .entry { display: flex; gap: 4mm; align-items: baseline; margin: 0 0 2mm; break-inside: avoid; }
  #paper .entry b { flex: none; }
  #paper .entry .write { flex: 1; }
  #paper .entry .write div { height: 9mm; border-bottom: .3mm solid #000; }
  #paper table { width: 100%; border-collapse: collapse; table-layout: fixed; }
  #paper thead { display: table-header-group; } /* again on each sheet */
  #paper tr { break-inside: avoid; }
  #paper tr.across { break-after: avoid; }
  #paper th { border: .3mm solid #000; padding: 1mm 2mm; text-align: left; font-size: 11pt; }
  #paper td { border: .3mm solid #000; padding: 1.5mm 2mm; height: 7mm; vertical-align: middle; }
  #paper td.line { height: 8mm; }
  #paper td.across { height: auto; padding-top: 3mm; border-left: none; border-right: none; font-weight: 700; }
  #paper .strong { font-weight: 700; }
  #paper .box { display: block; width: 6mm; height: 6mm; margin: auto; border: .5mm solid #000; box-sizing: border-box; }
  #paper ol { display: grid; grid-template-columns: 1fr 1fr; gap: 4mm; margin: 0; padding: 0; list-style: none; }
  #paper li { display: grid; grid-template-columns: 22mm 1fr; gap: 4mm; align-items: center; min-height: 42mm; box-sizing: border-box; border: .4mm solid #000; border-radius: 3mm; padding: 3mm; break-inside: avoid; }
  #paper li svg { width: 22mm; height: 22mm; fill: none; stroke: #000; stroke-linecap: round; stroke-linejoin: round; }
  #paper li b { font-size: 19pt; line-height: 1.3; }
  #paper li p { margin: 0; font-size: 15pt; line-height: 1.4; }
  #paper:has(ol) { font-size: 15pt; } /* on a wall */
  #paper:has(ol) h2 { font-size: 19pt; }
  #paper .a { fill: #ebd9af; } #paper .b { fill: #bfdccd; } #paper .c { fill: #eba970; } #paper .w { fill: #fff; } #paper .dot { fill: #000; stroke: none; }
  #paper .code { display: flex; gap: 5mm; align-items: center; margin-top: 3mm; break-inside: avoid; }
  #paper .code svg { flex: none; width: 30mm; height: 30mm; fill: #000; shape-rendering: crispEdges; }
  #paper .code p { margin: 0; }
}`;

function make<K extends keyof HTMLElementTagNameMap>(tag: K, words = "", name = ""): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (words !== "") element.textContent = words;
  if (name !== "") element.className = name;
  return element;
}

function shape(tag: string, numbers: Record<string, string>): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(numbers)) element.setAttribute(name, value);
  return element;
}

function svg(side: number): SVGElement {
  return shape("svg", { viewBox: `0 0 ${side} ${side}`, "aria-hidden": "true" });
}

// One primitive of an icon or a picture (ui/theme/icons.h).
function primitive(words: string): SVGElement {
  const [, how = "", rest = ""] = /^\s*([*labcw]?)\s*(.*)$/.exec(words) ?? [];
  const [kind, ...n] = rest.split(" ");
  const place = (names: string[]): Record<string, string> => Object.fromEntries(names.map((name, i) => [name, n[i] ?? "0"]));
  const element = kind === "o" ? shape("circle", place(["cx", "cy", "r"]))
    : kind === "r" ? shape("rect", place(["x", "y", "width", "height", "rx"])) : shape("path", { d: rest });
  if (how === "*") element.setAttribute("class", "dot");
  else if (how !== "" && how !== "l") element.setAttribute("class", how);
  return element;
}

function drawing(grid: number, primitives: string): SVGElement {
  const picture = svg(grid);
  picture.setAttribute("stroke-width", grid > 24 ? "2.5" : "2");
  for (const one of primitives.split("|")) picture.append(primitive(one));
  return picture;
}

function entry(r: Reader): HTMLElement {
  const line = make("div", "", "entry");
  line.append(make("b", r.str()));
  const value = r.str(), lines = r.u8();
  if (value !== "") line.append(make("span", value));
  else {
    const write = make("div", "", "write");
    for (let i = 0; i < lines; i++) write.append(make("div"));
    line.append(write);
  }
  return line;
}

function cell(kind: number, r: Reader): HTMLElement {
  const td = make("td", r.str(), kind === STRONG ? "strong" : kind === LINE ? "line" : "");
  if (kind === BOX) td.append(make("span", "", "box"));
  return td;
}

function table(r: Reader): HTMLElement {
  const whole = make("table"), head = whole.createTHead().insertRow(), columns = r.u32();
  for (let i = 0; i < columns; i++) {
    const th = make("th", r.str());
    th.style.width = `${r.u8()}%`;
    head.append(th);
  }
  const body = whole.createTBody();
  for (let left = r.u32(); left > 0; left--) {
    const row = body.insertRow(), kind = r.u8();
    if (kind === ACROSS) {
      row.className = "across";
      const td = make("td", r.str(), "across");
      td.colSpan = columns;
      row.append(td);
      continue;
    }
    row.append(cell(kind, r));
    for (let i = 1; i < columns; i++) row.append(cell(r.u8(), r));
  }
  return whole;
}

function steps(r: Reader): HTMLElement {
  const list = make("ol");
  for (let count = r.u32(), i = 1; i <= count; i++) {
    const grid = r.u8(), item = make("li"), words = make("div");
    item.append(drawing(grid, r.str()), words);
    words.append(make("b", `${i} ${r.str()}`), make("p", r.str()));
    list.append(item);
  }
  return list;
}

function code(r: Reader): HTMLElement {
  const side = r.u32(), whole = make("div", "", "code"), modules = svg(side);
  modules.append(shape("path", { d: r.str() }));
  whole.append(modules, make("p", r.str()));
  return whole;
}

function block(r: Reader): HTMLElement {
  switch (r.u8()) {
    case HEADING: return r.u8() === 1 ? make("h1", r.str()) : make("h2", r.str());
    case PARAGRAPH: return r.u8() === 1 ? make("p", r.str(), "small") : make("p", r.str());
    case ENTRY: return entry(r);
    case TABLE: return table(r);
    case STEPS: return steps(r);
    case CODE: return code(r);
    default: throw new Error("unknown block");
  }
}

let styled = false;
function style(): void {
  if (styled) return;
  const sheet = new CSSStyleSheet(); // CSSOM: the page's policy allows no inline style
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  styled = true;
}

export function clearPaper(): void {
  document.getElementById("paper")?.remove();
}

export function printDocument(bytes: Uint8Array): void {
  clearPaper();
  style();
  const paper = make("article"), r = new Reader(bytes);
  paper.id = "paper";
  for (let left = r.u32(); left > 0; left--) paper.append(block(r));
  document.body.append(paper);
  addEventListener("pointerdown", clearPaper, { once: true, capture: true });
  addEventListener("keydown", clearPaper, { once: true, capture: true });
  print();
}
