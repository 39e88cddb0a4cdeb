// The primitives in which events, effects and the mirror travel (web/wire.h): little-endian, no padding,
// text and bytes as a u32 count and that many bytes.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class Writer {
  private bytes = new Uint8Array(256);
  private view = new DataView(this.bytes.buffer);
  private at = 0;

  private room(size: number): number {
    const start = this.at;
    this.at += size;
    if (this.at > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.at, this.bytes.length * 2));
      larger.set(this.bytes);
      this.bytes = larger;
      this.view = new DataView(larger.buffer);
    }
    return start;
  }

  u8(value: number): this {
    const at = this.room(1);
    this.view.setUint8(at, value);
    return this;
  }
  flag(value: boolean): this {
    return this.u8(value ? 1 : 0);
  }
  u32(value: number): this {
    const at = this.room(4);
    this.view.setUint32(at, value, true);
    return this;
  }
  i32(value: number): this {
    const at = this.room(4);
    this.view.setInt32(at, value, true);
    return this;
  }
  f32(value: number): this {
    const at = this.room(4);
    this.view.setFloat32(at, value, true);
    return this;
  }
  f64(value: number): this {
    const at = this.room(8);
    this.view.setFloat64(at, value, true);
    return this;
  }
  block(value: Uint8Array): this {
    this.u32(value.length);
    const at = this.room(value.length);
    this.bytes.set(value, at);
    return this;
  }
  str(value: string): this {
    return this.block(encoder.encode(value));
  }
  result(): Uint8Array {
    return this.bytes.slice(0, this.at);
  }
}

export class Reader {
  private at = 0;
  private readonly view: DataView;
  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  u8(): number {
    return this.view.getUint8(this.at++);
  }
  u16(): number {
    this.at += 2;
    return this.view.getUint16(this.at - 2, true);
  }
  u32(): number {
    this.at += 4;
    return this.view.getUint32(this.at - 4, true);
  }
  i32(): number {
    this.at += 4;
    return this.view.getInt32(this.at - 4, true);
  }
  f32(): number {
    this.at += 4;
    return this.view.getFloat32(this.at - 4, true);
  }
  // A copy: what it is read from is wasm memory, which the next call overwrites.
  block(): Uint8Array {
    const size = this.u32();
    this.at += size;
    return this.bytes.slice(this.at - size, this.at);
  }
  str(): string {
    const size = this.u32();
    if (size === 0) return "";
    this.at += size;
    return decoder.decode(this.bytes.subarray(this.at - size, this.at));
  }
}
