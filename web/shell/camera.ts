// Camera: fills the program's camera node with the camera's picture and tells what codes are in it. On only while the node
// is there; reading runs in a worker of its own, which ends with it.

import type { CodeAnswer, CodeOrder } from "./code_worker";
import * as event from "./event_wire";
import type { MirrorNode } from "./mirror";
import { trustedScript } from "./trusted_urls";

const PAUSE_MS = 40; // between two pictures: the screen that shows the codes changes three times a second
const WANTED: MediaStreamConstraints = { audio: false, video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 960 } } };

class Watch {
  private stopped = false;
  private stream: MediaStream | undefined;
  private worker: Worker | undefined;
  private readonly video = document.createElement("video");
  private readonly canvas = document.createElement("canvas");
  private last = "";

  constructor(readonly node: MirrorNode, private readonly send: (bytes: Uint8Array) => void) {
    this.video.muted = this.video.playsInline = true;
    this.video.setAttribute("aria-hidden", "true");
    node.element.append(this.video);
    this.start().catch((error: unknown) => this.tell(error instanceof DOMException && error.name === "NotAllowedError" ? event.Camera.refused : event.Camera.missing));
  }

  private tell(state: event.Camera): void {
    if (!this.stopped) this.send(event.cameraState(this.node.facts.id, state));
  }

  private async start(): Promise<void> {
    const stream = await navigator.mediaDevices.getUserMedia(WANTED);
    this.stream = stream;
    if (this.stopped) return this.stop(); // left while the person was asked
    this.video.srcObject = stream;
    await this.video.play();
    this.tell(event.Camera.running);
    this.worker = new Worker(trustedScript(CODE_WORKER_SCRIPT));
    this.worker.onmessage = (message: MessageEvent<CodeAnswer>) => this.read(message.data);
    this.look();
  }

  private look(): void {
    if (this.stopped) return;
    const { videoWidth: width, videoHeight: height } = this.video;
    if (width === 0) return void setTimeout(() => this.look(), PAUSE_MS);
    Object.assign(this.canvas, { width, height });
    const context = this.canvas.getContext("2d", { willReadFrequently: true })!;
    context.drawImage(this.video, 0, 0);
    const order: CodeOrder = { image: context.getImageData(0, 0, width, height) };
    this.worker?.postMessage(order, [order.image.data.buffer]);
  }

  private read({ texts }: CodeAnswer): void {
    for (const text of texts) {
      if (text === this.last || this.stopped) continue;
      this.last = text;
      this.send(event.codeRead(this.node.facts.id, text));
    }
    setTimeout(() => this.look(), PAUSE_MS);
  }

  stop(): void {
    this.stopped = true;
    this.worker?.terminate();
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.video.remove();
  }
}

export class Camera {
  private watch: Watch | undefined;

  constructor(private readonly send: (bytes: Uint8Array) => void) {}

  // Called whenever the mirror changed.
  follow(node: MirrorNode | undefined): void {
    if (this.watch?.node === node) return;
    this.watch?.stop();
    this.watch = node && new Watch(node, this.send);
  }
}
