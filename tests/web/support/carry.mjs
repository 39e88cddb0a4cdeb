// Carrying records by hand, as a person does it on the screen.
import { readFileSync } from "node:fs";
import { go, toMain } from "./person.mjs";

export async function openSync(page, { desk = false } = {}) {
  await toMain(page);
  if (desk) await go(page, "同步");
  else {
    await go(page, "更多");
    await page.getByRole("button", { name: /^同步/ }).click();
  }
  await page.getByRole("heading", { name: "本机" }).waitFor();
}

// Packs for the centre, or for the device of that name, and saves it; the bytes of the file, its name and what the screen says it holds.
export async function saveBundle(page, to) {
  await openSync(page);
  await page.getByRole("button", { name: /^捎文件/ }).click();
  const ready = page.getByText(/^(装着|没有等着发的)/).first();
  await ready.waitFor();
  if (to) {
    await page.getByRole("radio", { name: to }).click();
    await page.getByText(/^装着村里的记录/).first().waitFor();
  }
  const holds = await ready.textContent();
  return { ...(await download(page, "存成文件")), holds };
}

export async function download(page, button) {
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: button, exact: true }).click();
  const file = await coming;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

// Chooses a file on 同步; ends when the screen says what became of it.
export async function takeBundle(page, bytes, { name = "捎来.huzhu", desk = false } = {}) {
  await openSync(page, { desk });
  await page.getByLabel(/^打开捎来的文件/).setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) }, { timeout: 120_000 }); // 49 MB on a busy machine
  await page.getByRole("heading", { name: "收进来" }).waitFor();
}

// Castagnoli's, as the end of a bundle has it.
export function crc32c(bytes) {
  let c = ~0;
  for (const byte of bytes) {
    c ^= byte;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0x82f63b78 : c >>> 1;
  }
  return ~c >>> 0;
}
