// Draws a DrawFrame with WebGL 2, on the worker's canvas or on the page's.
//
// One program, one vertex and one index buffer, filled anew each frame (a full screen is 70 KB). The glyph atlas has
// one byte a pixel: a red texture whose value is the coverage. A lost context is a normal event: everything here is
// made again by restore(), and the program sends every texture anew.

import { WORDS_PER_CALL, type DrawFrame, type TextureChange } from "./draw_frame";

type AnyCanvas = OffscreenCanvas | HTMLCanvasElement;

const VERTEX_BYTES = 20; // two floats of place, two of texture place, four bytes of colour

const VERTEX_SHADER = `#version 300 es
uniform vec2 uSize;
layout(location=0) in vec2 aPlace;
layout(location=1) in vec2 aTexture;
layout(location=2) in vec4 aColour;
out vec2 vTexture;
out vec4 vColour;
void main() {
  vTexture = aTexture;
  vColour = aColour;
  gl_Position = vec4(aPlace.x / uSize.x * 2.0 - 1.0, 1.0 - aPlace.y / uSize.y * 2.0, 0.0, 1.0);
}`;

const FRAGMENT_SHADER = `#version 300 es
precision mediump float;
uniform sampler2D uTexture;
uniform bool uCoverage;
in vec2 vTexture;
in vec4 vColour;
out vec4 oColour;
void main() {
  vec4 t = texture(uTexture, vTexture);
  oColour = vColour * (uCoverage ? vec4(1.0, 1.0, 1.0, t.r) : t);
}`;

interface Texture { name: WebGLTexture; coverage: boolean }

export const CONTEXT_TEST_MS = 50;

// A lost context comes back; `drawAnew` then has every texture sent again.
export function survive(canvas: AnyCanvas, renderer: GlRenderer, drawAnew: () => void): void {
  canvas.addEventListener("webglcontextlost", (lost) => lost.preventDefault()); // else it never comes back
  canvas.addEventListener("webglcontextrestored", () => {
    renderer.restore();
    drawAnew();
  });
}

export class GlRenderer {
  private gl: WebGL2RenderingContext;
  private size: WebGLUniformLocation | null = null;
  private coverage: WebGLUniformLocation | null = null;
  private textures = new Map<number, Texture>();

  private constructor(private readonly canvas: AnyCanvas, gl: WebGL2RenderingContext) {
    this.gl = gl;
    this.restore();
  }

  // Nothing when the canvas has no WebGL 2.
  static create(canvas: AnyCanvas): GlRenderer | undefined {
    const gl = canvas.getContext("webgl2", { alpha: false, depth: false, stencil: false, antialias: false }) as WebGL2RenderingContext | null;
    return gl ? new GlRenderer(canvas, gl) : undefined;
  }

  private shader(kind: number, source: string): WebGLShader {
    const shader = this.gl.createShader(kind)!;
    this.gl.shaderSource(shader, source);
    this.gl.compileShader(shader);
    return shader;
  }

  // Makes all that lives in the context; at the start and after the context came back.
  restore(): void {
    const gl = this.gl;
    this.textures.clear();
    const program = gl.createProgram()!;
    gl.attachShader(program, this.shader(gl.VERTEX_SHADER, VERTEX_SHADER));
    gl.attachShader(program, this.shader(gl.FRAGMENT_SHADER, FRAGMENT_SHADER));
    gl.linkProgram(program);
    gl.useProgram(program);
    this.size = gl.getUniformLocation(program, "uSize");
    this.coverage = gl.getUniformLocation(program, "uCoverage");
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
    for (let location = 0; location < 3; location++) gl.enableVertexAttribArray(location);
    gl.enable(gl.BLEND);
    gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.enable(gl.SCISSOR_TEST);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  }

  // pixelRatio: device pixels a dp. The frame stands at the top left; a canvas higher than the frame (the soft
  // keyboard is open) keeps its size, and what is below is cleared.
  draw(frame: DrawFrame, pixelRatio: number): void {
    const gl = this.gl;
    if (gl.isContextLost()) return;
    for (const change of frame.textures) this.changeTexture(change);
    const width = Math.round(frame.width * pixelRatio), height = Math.round(frame.height * pixelRatio);
    const bottom = this.canvas.height - height;
    gl.viewport(0, bottom, width, height);
    gl.scissor(0, 0, this.canvas.width, this.canvas.height);
    gl.clearColor(0.957, 0.945, 0.914, 1); // paper, seen only below a shortened frame
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.uniform2f(this.size, frame.width, frame.height);
    gl.bufferData(gl.ARRAY_BUFFER, frame.vertices, gl.STREAM_DRAW);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, frame.indices, gl.STREAM_DRAW);
    this.drawCalls(frame, pixelRatio, bottom + height);
  }

  private drawCalls(frame: DrawFrame, pixelRatio: number, top: number): void {
    const gl = this.gl;
    let bound = -1, firstVertex = -1;
    for (let i = 0; i < frame.calls.length; i += WORDS_PER_CALL) {
      const left = Math.round(frame.callFloats[i]! * pixelRatio), right = Math.round(frame.callFloats[i + 2]! * pixelRatio);
      const upper = Math.round(frame.callFloats[i + 1]! * pixelRatio), lower = Math.round(frame.callFloats[i + 3]! * pixelRatio);
      if (right <= left || lower <= upper) continue;
      const texture = frame.calls[i + 4]!, count = frame.calls[i + 5]!, firstIndex = frame.calls[i + 6]!, vertex = frame.calls[i + 7]!;
      if (texture !== bound) {
        const known = this.textures.get(texture);
        gl.bindTexture(gl.TEXTURE_2D, known?.name ?? null);
        gl.uniform1i(this.coverage, known?.coverage ? 1 : 0);
        bound = texture;
      }
      if (vertex !== firstVertex) {
        // WebGL has no base vertex: the attributes start where the list starts.
        gl.vertexAttribPointer(0, 2, gl.FLOAT, false, VERTEX_BYTES, vertex * VERTEX_BYTES);
        gl.vertexAttribPointer(1, 2, gl.FLOAT, false, VERTEX_BYTES, vertex * VERTEX_BYTES + 8);
        gl.vertexAttribPointer(2, 4, gl.UNSIGNED_BYTE, true, VERTEX_BYTES, vertex * VERTEX_BYTES + 16);
        firstVertex = vertex;
      }
      gl.scissor(Math.max(left, 0), top - lower, right - Math.max(left, 0), lower - upper);
      gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_SHORT, firstIndex * 2);
    }
  }

  private changeTexture(change: TextureChange): void {
    const gl = this.gl;
    if (change.act === 2) {
      const gone = this.textures.get(change.texture);
      if (gone) gl.deleteTexture(gone.name);
      this.textures.delete(change.texture);
      return;
    }
    const coverage = change.bytesPerPixel === 1;
    const format = coverage ? gl.RED : gl.RGBA;
    gl.pixelStorei(gl.UNPACK_ROW_LENGTH, change.rowPixels);
    if (change.act === 0) {
      const name = gl.createTexture()!;
      this.textures.set(change.texture, { name, coverage });
      gl.bindTexture(gl.TEXTURE_2D, name);
      for (const [key, value] of [
        [gl.TEXTURE_MIN_FILTER, gl.LINEAR], [gl.TEXTURE_MAG_FILTER, gl.LINEAR],
        [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE], [gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE],
      ] as const) gl.texParameteri(gl.TEXTURE_2D, key, value);
      gl.texImage2D(gl.TEXTURE_2D, 0, coverage ? gl.R8 : gl.RGBA, change.width, change.height, 0, format, gl.UNSIGNED_BYTE, change.pixels);
    } else {
      gl.bindTexture(gl.TEXTURE_2D, this.textures.get(change.texture)?.name ?? null);
      gl.texSubImage2D(gl.TEXTURE_2D, 0, change.x, change.y, change.width, change.height, format, gl.UNSIGNED_BYTE, change.pixels);
    }
    gl.pixelStorei(gl.UNPACK_ROW_LENGTH, 0);
  }

  // For tests and for nothing else: loses the context and lets it come back.
  loseContext(backAfterMs: number): void {
    const lose = this.gl.getExtension("WEBGL_lose_context");
    lose?.loseContext();
    setTimeout(() => lose?.restoreContext(), backAfterMs);
  }
}
