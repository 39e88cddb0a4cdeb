// Sounds: the way to sound.ts, which comes when it is first wanted.

import type { PlaySoundEffect } from "./effect_wire";
import { lateScript } from "./late_script";
import type { MirrorNode } from "./mirror";

export class Sounds {
  private late: Promise<typeof import("./sound") | undefined> | undefined;
  private node: MirrorNode | undefined;

  constructor(private readonly send: (bytes: Uint8Array) => void, private readonly missing: () => void) {}

  private fetched(): Promise<typeof import("./sound") | undefined> {
    return (this.late ??= lateScript<typeof import("./sound")>(SOUND_SCRIPT, this.missing));
  }

  // Called whenever the mirror changed.
  follow(node: MirrorNode | undefined): void {
    if (node === this.node) return;
    this.node = node;
    void this.fetched().then((sound) => sound?.follow(this.node, this.send));
  }

  play(effect: PlaySoundEffect): void {
    void this.fetched().then((sound) => sound?.play(effect, this.send));
  }

  hush(): void {
    void this.late?.then((sound) => sound?.play({ kind: "playSound", request: 0, mediaType: "", sound: new Uint8Array() }, this.send));
  }
}
