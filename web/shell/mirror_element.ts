// One node of the mirror as a real element: which element a role is, and how facts become attributes.
//
// Native elements wherever there is one, so that screen readers, keyboards and tests meet what they know. The text
// of leaves is their content (drawn transparent: the canvas shows it); containers carry their name as aria-label.

import { Flag, Role, type NodeFacts } from "./mirror_wire";

const CONTAINER_ROLES: Partial<Record<Role, string>> = {
  [Role.list]: "list", [Role.listitem]: "listitem", [Role.table]: "table", [Role.row]: "row", [Role.dialog]: "dialog",
  [Role.group]: "group", [Role.navigation]: "navigation", [Role.radiogroup]: "radiogroup", [Role.tablist]: "tablist",
  [Role.form]: "form", [Role.listbox]: "listbox", [Role.tabpanel]: "tabpanel",
};
const LEAF_ROLES: Partial<Record<Role, string>> = {
  [Role.cell]: "cell", [Role.columnheader]: "columnheader", [Role.status]: "status", [Role.alert]: "alert",
};
const BUTTON_ROLES: Partial<Record<Role, string>> = {
  [Role.tab]: "tab", [Role.option]: "option", [Role.combobox]: "combobox", [Role.link]: "link",
};
const INPUT_MODES = ["text", "numeric", "tel", "search", "none"];

export const isTextField = (role: Role): boolean => role === Role.textbox || role === Role.textarea || role === Role.searchbox;
export const isContainer = (role: Role): boolean => role in CONTAINER_ROLES;
export const isToggle = (role: Role): boolean => role === Role.checkbox || role === Role.radio || role === Role.switch_;

export function createElement(n: NodeFacts): HTMLElement {
  const make = <K extends keyof HTMLElementTagNameMap>(tag: K): HTMLElementTagNameMap[K] => document.createElement(tag);
  if (isTextField(n.role)) return createField(n);
  if (isToggle(n.role)) {
    const input = make("input");
    input.type = n.role === Role.radio ? "radio" : "checkbox";
    if (n.role === Role.switch_) input.setAttribute("role", "switch");
    if (n.role === Role.radio) input.name = `r${n.parent}`; // arrow keys move within the group
    return input;
  }
  if (n.flags & Flag.wantsFile) {
    const input = make("input");
    input.type = "file";
    if (n.flags & Flag.picture) input.accept = "image/*"; // tablets then offer the camera, too
    return input;
  }
  if (n.flags & Flag.href) return make("a");
  if (n.role === Role.heading) return make(`h${Math.min(Math.max(n.level, 1), 6)}` as "h1");
  if (n.role === Role.text) return make("p");
  if (n.role === Role.button || n.role in BUTTON_ROLES) {
    const button = make("button");
    button.type = "button";
    const role = BUTTON_ROLES[n.role];
    if (role) button.setAttribute("role", role);
    if (n.role === Role.combobox) button.setAttribute("aria-haspopup", "dialog");
    return button;
  }
  const element = make("div");
  const role = CONTAINER_ROLES[n.role] ?? LEAF_ROLES[n.role] ?? (n.role === Role.image ? "img" : n.role === Role.progressbar ? "progressbar" : "");
  if (role) element.setAttribute("role", role);
  if (n.flags & Flag.draws) element.className = "draws";
  if (n.role === Role.dialog) element.setAttribute("aria-modal", "true");
  if (n.role === Role.row && !(n.flags & Flag.still)) element.tabIndex = -1; // keys.ts gives one row of a table the Tab stop
  return element;
}

// Nothing a person types may be completed, corrected, remembered or sent elsewhere by the browser.
function createField(n: NodeFacts): HTMLInputElement | HTMLTextAreaElement {
  const field = document.createElement(n.role === Role.textarea ? "textarea" : "input");
  if (field instanceof HTMLInputElement) field.type = n.flags & Flag.password ? "password" : n.role === Role.searchbox ? "search" : "text";
  field.autocomplete = "off";
  field.spellcheck = false;
  field.autocapitalize = "off";
  field.setAttribute("autocorrect", "off");
  field.name = `f${n.id}`;
  field.className = "field";
  field.enterKeyHint = n.role === Role.textarea ? "enter" : n.role === Role.searchbox ? "search" : "next";
  return field;
}

function attribute(e: HTMLElement, name: string, value: string | undefined): void {
  if (value === undefined || value === "") e.removeAttribute(name);
  else if (e.getAttribute(name) !== value) e.setAttribute(name, value);
}
const when = (condition: number | boolean, value = "true"): string | undefined => (condition ? value : undefined);

// Everything but place, order, value of a field and descriptions.
export function describe(e: HTMLElement, n: NodeFacts, parentRole: Role): void {
  const f = n.flags;
  attribute(e, "aria-disabled", when(f & Flag.disabled));
  attribute(e, "aria-invalid", when(f & Flag.invalid));
  attribute(e, "aria-required", when(f & Flag.required));
  if (f & Flag.expandable) attribute(e, "aria-expanded", f & Flag.expanded ? "true" : "false");
  if (f & (Flag.livePolite | Flag.liveAssertive)) attribute(e, "aria-live", f & Flag.liveAssertive ? "assertive" : "polite");
  describeChoice(e, n, parentRole);
  describeName(e, n);
  if (e instanceof HTMLInputElement || e instanceof HTMLTextAreaElement) describeField(e, n);
  if (e instanceof HTMLAnchorElement && e.getAttribute("href") !== n.value) e.href = n.value;
}

function describeChoice(e: HTMLElement, n: NodeFacts, parentRole: Role): void {
  const checked = (n.flags & Flag.checked) !== 0, mixed = (n.flags & Flag.mixed) !== 0, selected = (n.flags & Flag.selected) !== 0;
  if (isToggle(n.role) && e instanceof HTMLInputElement) {
    e.checked = checked;
    e.indeterminate = mixed;
    return;
  }
  if (n.role === Role.tab || n.role === Role.option) {
    attribute(e, "aria-selected", selected ? "true" : "false");
    e.tabIndex = selected ? 0 : -1; // where none is chosen, keys.ts lets the first be the Tab stop
    return;
  }
  if (n.role === Role.columnheader) {
    attribute(e, "aria-sort", when(selected, "other")); // its name says which way
    return;
  }
  if (n.flags & Flag.checkable) attribute(e, "aria-pressed", mixed ? "mixed" : checked || selected ? "true" : "false");
  else attribute(e, "aria-current", when(selected, parentRole === Role.navigation ? "page" : "true"));
}

function describeName(e: HTMLElement, n: NodeFacts): void {
  if (n.role === Role.progressbar) attribute(e, "aria-valuetext", n.value);
  if (n.role === Role.combobox) setContent(e, n.value);
  const asLabel = isContainer(n.role) || isTextField(n.role) || isToggle(n.role) || n.role === Role.combobox || n.role === Role.image ||
    n.role === Role.progressbar || (n.flags & Flag.wantsFile) !== 0;
  if (asLabel) attribute(e, "aria-label", n.name);
  else setContent(e, n.name);
  if (n.role === Role.table) attribute(e, "aria-rowcount", n.setSize > 0 ? String(n.setSize) : undefined);
  if (n.role === Role.row) attribute(e, "aria-rowindex", n.position > 0 ? String(n.position) : undefined);
  if (n.setSize > 0 && (n.role === Role.option || n.role === Role.tab || n.role === Role.listitem)) {
    attribute(e, "aria-setsize", String(n.setSize));
    attribute(e, "aria-posinset", String(n.position));
  }
}

function setContent(e: HTMLElement, words: string): void {
  if (e.textContent === words) return;
  // A live region is only read when its words change after it was there.
  const live = e.hasAttribute("aria-live") || e.matches('[role="status"],[role="alert"]');
  if (!e.isConnected && live) requestAnimationFrame(() => (e.textContent = words));
  else e.textContent = words;
}

function describeField(e: HTMLInputElement | HTMLTextAreaElement, n: NodeFacts): void {
  if (!isTextField(n.role)) return;
  e.inputMode = INPUT_MODES[n.inputMode] ?? "text";
  e.readOnly = (n.flags & (Flag.readonly | Flag.disabled)) !== 0;
  if (n.maxLength > 0) e.maxLength = n.maxLength;
  // Below 16 px some browsers zoom the page when the field is focused.
  if (n.fontSize > 0) e.style.fontSize = `${Math.max(n.fontSize, 16)}px`;
  // The canvas' line heights (tokens "type"): several lines must not move when the field is entered.
  e.style.lineHeight = `${n.fontSize + (n.fontSize >= 24 ? n.fontSize / 2 : 8)}px`;
  e.style.fontWeight = n.bold ? "700" : "400";
}
