// Hints: the error and the description of a control, as elements its aria-describedby names.
//
// An error is read in its place, after the control; a description only with it, so it is hidden from readers there.

import type { MirrorNode } from "./mirror";

// True when hints came or went: they take part in the order of the document.
export function describeBy(node: MirrorNode): boolean {
  const { id, error, description } = node.facts;
  const before = node.hints;
  node.hints = [hint(before, `e${id}`, error, false), hint(before, `d${id}`, description, true)].filter((element) => element !== undefined);
  if (node.hints.length > 0) node.element.setAttribute("aria-describedby", node.hints.map((element) => element.id).join(" "));
  else node.element.removeAttribute("aria-describedby");
  for (const old of before) if (!node.hints.includes(old)) old.remove();
  return node.hints.length !== before.length || node.hints.some((element) => !before.includes(element));
}

function hint(before: HTMLElement[], id: string, words: string, hidden: boolean): HTMLElement | undefined {
  if (words === "") return undefined;
  let element = before.find((old) => old.id === id);
  if (!element) {
    element = document.createElement("p");
    element.id = id;
    if (hidden) element.setAttribute("aria-hidden", "true");
  }
  if (element.textContent !== words) element.textContent = words;
  return element;
}
