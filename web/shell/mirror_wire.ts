// What changed on the screen, read from bytes (layout and meaning: ui/kit/mirror_wire.h, ui/kit/semantics.h).

import { Reader } from "./wire";

export const enum Role {
  none, text, heading, button, link, checkbox, radio, switch_, tab, textbox, textarea, searchbox, combobox, option,
  list, listitem, table, row, cell, columnheader, dialog, group, image, progressbar, status, alert, navigation, radiogroup,
  tablist, form, listbox, tabpanel,
}

export const enum Flag {
  disabled = 1 << 0, checked = 1 << 1, checkable = 1 << 2, mixed = 1 << 3, selected = 1 << 4, expanded = 1 << 5,
  expandable = 1 << 6, invalid = 1 << 7, required = 1 << 8, focus = 1 << 9, livePolite = 1 << 10, liveAssertive = 1 << 11,
  password = 1 << 12, readonly = 1 << 13, wantsFile = 1 << 14, href = 1 << 15, after = 1 << 16, camera = 1 << 17,
  still = 1 << 18, draws = 1 << 19, picture = 1 << 20, recorder = 1 << 21,
}

export interface NodeFacts {
  id: number; parent: number; pane: number; layer: number; role: Role; flags: number;
  x: number; y: number; w: number; h: number;
  level: number; setSize: number; position: number; inputMode: number; maxLength: number; fontSize: number; bold: boolean;
  name: string; value: string; description: string; error: string;
}

export interface PaneFacts {
  id: number; layer: number; x: number; y: number; w: number; h: number;
  contentHeight: number; scrollTop: number; scrollRequest: number;
}

export interface OrderFacts { layer: number; pane: number; place: number; ids: number[] }

export interface MirrorDiff {
  whole: boolean; overlayOpen: boolean; title: string | undefined; frame: number;
  panes: PaneFacts[]; removed: number[]; changed: NodeFacts[]; orders: OrderFacts[];
}

const VERSION = 2, WHOLE = 1, OVERLAY = 2, TITLE = 4;

function pane(r: Reader): PaneFacts {
  return {
    id: r.u32(), layer: r.u8(), x: r.f32(), y: r.f32(), w: r.f32(), h: r.f32(),
    contentHeight: r.f32(), scrollTop: r.f32(), scrollRequest: r.f32(),
  };
}

function node(r: Reader): NodeFacts {
  return {
    id: r.u32(), parent: r.u32(), pane: r.u32(), layer: r.u8(), role: r.u8(), flags: r.u32(),
    x: r.f32(), y: r.f32(), w: r.f32(), h: r.f32(),
    level: r.u16(), setSize: r.u32(), position: r.u32(), inputMode: r.u8(), maxLength: r.u16(), fontSize: r.f32(), bold: r.u8() === 1,
    name: r.str(), value: r.str(), description: r.str(), error: r.str(),
  };
}

function many<T>(count: number, read: () => T): T[] {
  const all: T[] = [];
  for (let i = 0; i < count; i++) all.push(read());
  return all;
}

export function readMirrorDiff(bytes: Uint8Array): MirrorDiff {
  const r = new Reader(bytes);
  if (r.u8() !== VERSION) throw new Error("mirror of another version");
  const bits = r.u8(), frame = r.u32();
  return {
    whole: (bits & WHOLE) !== 0, overlayOpen: (bits & OVERLAY) !== 0, frame,
    title: bits & TITLE ? r.str() : undefined,
    panes: many(r.u16(), () => pane(r)),
    removed: many(r.u16(), () => r.u32()),
    changed: many(r.u16(), () => node(r)),
    orders: many(r.u8(), () => ({ layer: r.u8(), pane: r.u32(), place: r.u8(), ids: many(r.u16(), () => r.u32()) })),
  };
}
