// Events for the program, as bytes (layout: web/event_wire.h; members as in ui/port.h).

import { Writer } from "./wire";

const enum Tag {
  resize, pointer, scroll, text, activate, focus, key, back, deadline, preferences, visibility, network, httpDone,
  keyDerived, fileChosen, storageState, versionReady, converted, codeRead, cameraState,
  photoChosen, pictureDecoded, soundRecorded, soundPlayed, keyringLost,
}

export const enum Press { down, up, move, cancel, leave }

export interface Insets { top: number; right: number; bottom: number; left: number }

const start = (tag: Tag): Writer => new Writer().u8(tag);

export const resize = (width: number, height: number, pixelRatio: number, inset: Insets, finePointer: boolean): Uint8Array =>
  start(Tag.resize).f32(width).f32(height).f32(pixelRatio).f32(inset.top).f32(inset.right).f32(inset.bottom).f32(inset.left)
    .flag(finePointer).result();

export interface PointerFacts { press: Press; x: number; y: number; frame: number; pane: number; scrollTop: number; touch: boolean }

export const pointer = (p: PointerFacts): Uint8Array =>
  start(Tag.pointer).u8(p.press).f32(p.x).f32(p.y).u32(p.frame).u32(p.pane).f32(p.scrollTop).flag(p.touch).result();

export const scroll = (pane: number, scrollTop: number): Uint8Array => start(Tag.scroll).u32(pane).f32(scrollTop).result();
export const text = (node: number, value: string): Uint8Array => start(Tag.text).u32(node).str(value).result();
export const activate = (node: number): Uint8Array => start(Tag.activate).u32(node).result();
export const focus = (node: number): Uint8Array => start(Tag.focus).u32(node).result();

export const key = (name: string, ctrl: boolean, shift: boolean, alt: boolean): Uint8Array =>
  start(Tag.key).str(name).u8((ctrl ? 1 : 0) | (shift ? 2 : 0) | (alt ? 4 : 0)).result();

export const back = (): Uint8Array => start(Tag.back).result();
export const deadline = (): Uint8Array => start(Tag.deadline).result();

export interface PreferenceFacts { dark: boolean; moreContrast: boolean; reducedMotion: boolean; textScale: number; voiceZh: boolean; voiceEn: boolean }

export const preferences = (p: PreferenceFacts): Uint8Array =>
  start(Tag.preferences)
    .u8((p.dark ? 1 : 0) | (p.moreContrast ? 2 : 0) | (p.reducedMotion ? 4 : 0) | (p.voiceZh ? 8 : 0) | (p.voiceEn ? 16 : 0))
    .f32(p.textScale).result();

export const visibility = (visible: boolean): Uint8Array => start(Tag.visibility).flag(visible).result();
export const network = (online: boolean): Uint8Array => start(Tag.network).flag(online).result();

export const httpDone = (request: number, status: number, body: Uint8Array, huzhu: boolean): Uint8Array =>
  start(Tag.httpDone).u32(request).i32(status).block(body).flag(huzhu).result();

export const keyDerived = (request: number, key: Uint8Array): Uint8Array => start(Tag.keyDerived).u32(request).block(key).result();

export const fileChosen = (node: number, name: string, data: Uint8Array): Uint8Array =>
  start(Tag.fileChosen).u32(node).str(name).block(data).result();

export const storageState = (usedBytes: number, quotaBytes: number, persisted: boolean): Uint8Array =>
  start(Tag.storageState).f64(usedBytes).f64(quotaBytes).flag(persisted).result();

export const versionReady = (version: string): Uint8Array => start(Tag.versionReady).str(version).result();

export const converted = (request: number, ok: boolean, data: Uint8Array): Uint8Array => start(Tag.converted).u32(request).flag(ok).block(data).result();
export const codeRead = (node: number, text: string): Uint8Array => start(Tag.codeRead).u32(node).str(text).result();

export const enum Camera { running, refused, missing }
export const cameraState = (node: number, state: Camera): Uint8Array => start(Tag.cameraState).u32(node).u8(state).result();

export const photoChosen = (node: number, jpeg: Uint8Array): Uint8Array => start(Tag.photoChosen).u32(node).block(jpeg).result();
export const pictureDecoded = (request: number, width: number, height: number, rgba: Uint8Array): Uint8Array =>
  start(Tag.pictureDecoded).u32(request).u32(width).u32(height).block(rgba).result();

export const enum Recorder { running, finished, refused, missing }
export const soundRecorded = (node: number, state: Recorder, part: Uint8Array): Uint8Array => start(Tag.soundRecorded).u32(node).u8(state).block(part).result();
export const soundPlayed = (request: number, ok: boolean): Uint8Array => start(Tag.soundPlayed).u32(request).flag(ok).result();
export const keyringLost = (): Uint8Array => start(Tag.keyringLost).result();
