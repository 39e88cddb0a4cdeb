// Codes from one browser's screen to another's camera: Chromium's fake camera plays a file, here pictures of the screen, a little aslant.
//
//   launch({ args: cameraOf(file) })  …  writeFileSync(file, await filmOf(context, await picturesOf(page, count)))
import assert from "node:assert/strict";

const FRAMES_A_CODE = 12; // of thirty a second

export const cameraOf = (file) => ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", `--use-file-for-fake-video-capture=${file}`];

// How far the codes on the screen are.
export const codeLabel = (page) => page.getByText(/^第 \d+ 张，一共 \d+ 张$/).or(page.getByText("一张接一张放，对着扫就行")).first();
export const piecesOf = async (page) => Number(/一共 (\d+) 张/.exec(await codeLabel(page).textContent())?.[1] ?? 0);

// Pictures of the codes as they come, until `count` different ones are here.
export async function picturesOf(page, count) {
  const code = page.getByRole("img", { name: "二维码" });
  await code.waitFor();
  await code.scrollIntoViewIfNeeded();
  const pictures = new Map();
  for (const from = Date.now(); pictures.size < count; ) {
    assert.ok(Date.now() - from < 120_000, `only ${pictures.size} of ${count} codes were caught`);
    const before = await codeLabel(page).textContent();
    const png = await code.screenshot();
    if ((await codeLabel(page).textContent()) === before) pictures.set(png.toString("base64"), png);
  }
  return [...pictures.values()];
}

// As a camera would see them: JPEGs, not straight, on a grey wall.
export async function filmOf(context, pictures) {
  const page = await context.newPage();
  const jpegs = await page.evaluate(async (all) => {
    const made = [];
    for (const png of all) {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
      const canvas = new OffscreenCanvas(1280, 960), c = canvas.getContext("2d");
      c.fillStyle = "#8a8a86";
      c.fillRect(0, 0, 1280, 960);
      c.translate(640, 480);
      c.rotate(0.05);
      c.drawImage(image, -400, -400, 800, 800);
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 })).arrayBuffer());
      made.push(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    }
    return made;
  }, pictures.map((png) => png.toString("base64")));
  await page.close();
  return Buffer.concat(jpegs.flatMap((jpeg) => Array(FRAMES_A_CODE).fill(Buffer.from(jpeg, "latin1"))));
}
