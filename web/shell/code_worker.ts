// Entry of the worker that reads QR codes from pictures: the browser's own BarcodeDetector where it has one that works,
// else ZXing, whose program is fetched only now.

import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

export interface CodeOrder { image: ImageData }
export interface CodeAnswer { texts: string[] }

type Read = (image: ImageData) => Promise<string[]>;

interface Detector { detect(image: ImageData): Promise<{ rawValue: string }[]> }
interface DetectorClass { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> }

async function own(): Promise<Read | undefined> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass };
  if (!BarcodeDetector || !(await BarcodeDetector.getSupportedFormats().catch((): string[] => [])).includes("qr_code")) return undefined;
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  return async (image) => (await detector.detect(image)).map((code) => code.rawValue);
}

async function zxing(): Promise<Read> {
  await prepareZXingModule({ overrides: { locateFile: () => CODE_WASM }, fireImmediately: true });
  return async (image) => (await readBarcodes(image, { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 1 })).map((code) => code.text);
}

let reading: Promise<Read> = own().then((read) => read ?? zxing());

async function read(image: ImageData): Promise<string[]> {
  try {
    return await (await reading)(image);
  } catch {
    reading = zxing(); // there, and yet without its service: seen on tablets without the maker's store
    return [];
  }
}

self.onmessage = async (message: MessageEvent<CodeOrder>) => {
  const answer: CodeAnswer = { texts: await read(message.data.image) };
  postMessage(answer);
};
