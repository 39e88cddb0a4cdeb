// Sound: what is said to the recorder of a form, and what was said in records, aloud. Fetched when it is first wanted.
//
// The microphone is on only while the program's recorder node is there. Parts go out every second, so that a killed tab or
// a locked tablet has what was said until then.

import type { PlaySoundEffect } from "./effect_wire";
import * as event from "./event_wire";
import type { MirrorNode } from "./mirror";

const SECONDS_MAX = 60; // limits::voice_seconds_max
const PART_MS = 1000;
const BITS_PER_SECOND = 16_000; // speech in Opus: clear, and a minute is 120 KB
const TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"]; // as log::media_type() knows them again
const WANTED: MediaStreamConstraints = { video: false, audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true } };

type Send = (bytes: Uint8Array) => void;

class Recording {
  private stopped = false;
  private recorder: MediaRecorder | undefined;
  private sent: Promise<void> = Promise.resolve(); // parts leave in order
  private readonly id: number;

  constructor(readonly node: MirrorNode, private readonly send: Send) {
    this.id = node.facts.id;
    this.start().catch((error: unknown) => {
      if (!this.stopped) this.tell(error instanceof DOMException && error.name === "NotAllowedError" ? event.Recorder.refused : event.Recorder.missing);
    });
  }

  private tell(state: event.Recorder, part = new Uint8Array()): void {
    this.send(event.soundRecorded(this.id, state, part));
  }

  private async start(): Promise<void> {
    const stream = await navigator.mediaDevices.getUserMedia(WANTED);
    const end = (): void => stream.getTracks().forEach((track) => track.stop());
    if (this.stopped) return end(); // left while the person was asked
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    if (!mimeType) {
      end();
      return this.tell(event.Recorder.missing);
    }
    const recorder = (this.recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND }));
    recorder.ondataavailable = ({ data }) => {
      this.sent = this.sent.then(async () => this.tell(event.Recorder.running, new Uint8Array(await data.arrayBuffer())));
    };
    recorder.onstop = () => {
      end();
      void this.sent.then(() => this.tell(event.Recorder.finished));
    };
    this.tell(event.Recorder.running);
    recorder.start(PART_MS);
    setTimeout(() => this.stop(), SECONDS_MAX * 1000);
  }

  stop(): void {
    this.stopped = true;
    if (this.recorder?.state === "recording") this.recorder.stop();
  }
}

let recording: Recording | undefined;

// Called whenever the mirror changed.
export function follow(node: MirrorNode | undefined, send: Send): void {
  if (recording?.node === node) return;
  recording?.stop();
  recording = node && new Recording(node, send);
}

let silence: () => void = () => undefined;

// No bytes = be silent.
export function play(effect: PlaySoundEffect, send: Send): void {
  silence();
  if (effect.sound.length === 0) return;
  const url = URL.createObjectURL(new Blob([effect.sound as Uint8Array<ArrayBuffer>], { type: effect.mediaType }));
  const audio = new Audio(url);
  const end = (ok: boolean): void => {
    silence = () => undefined;
    audio.onended = audio.onerror = null;
    audio.pause();
    URL.revokeObjectURL(url);
    send(event.soundPlayed(effect.request, ok));
  };
  silence = () => end(true);
  audio.onended = () => end(true);
  audio.onerror = () => end(false);
  audio.play().catch(() => end(false));
}
