// The headers every answer carries. One place: the hub and the tests' server both read dist/headers.json.

export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types huzhu",
].join("; ");

const TYPES = {
  html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", wasm: "application/wasm",
  json: "application/json", webmanifest: "application/manifest+json", png: "image/png", txt: "text/plain; charset=utf-8",
};

const FOR_EVER = "public, max-age=31536000, immutable"; // the name holds a hash of the content
const ASK_FIRST = "no-cache";

// all: on every file. files: by path, on top of `all`. index: what a navigation to any other address gets.
export function headersFor(paths) {
  return {
    all: {
      "content-security-policy": CONTENT_SECURITY_POLICY,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": "camera=(self), geolocation=(), microphone=(self), payment=(), usb=()",
      vary: "accept-encoding",
    },
    files: Object.fromEntries(paths.map((path) => [path, {
      "content-type": TYPES[path.slice(path.lastIndexOf(".") + 1)],
      "cache-control": /\.[0-9a-f]{12}\./.test(path) ? FOR_EVER : ASK_FIRST,
    }])),
    index: "/index.html",
  };
}
