// When the program cannot run: one plain page in Chinese that says what is so and what to do.

import type { Trouble } from "./messages";
import { STATE_CACHE, STATE_KEY, type FromServiceWorker, type State, type ToServiceWorker } from "./version_messages";

interface Page { title: string; lines: string[]; button?: string }

const BROWSERS = "请用 Chrome 或 Edge 109 以上，或手机自带的新版浏览器。用「无痕」「隐私」窗口打开的，换成普通窗口。";

const PAGES: Record<Trouble, Page> = {
  "old-browser": {
    title: "这个浏览器打不开互助",
    lines: ["它太旧了，记的东西存不住。", BROWSERS, "不会换的，请镇上的工作人员帮一把。已经记下的都还在。"],
  },
  "no-storage": {
    title: "这里存不了东西",
    lines: ["浏览器没让互助在本机存记录，所以先不打开，免得白记。", BROWSERS, "再看看本机是不是满了：删掉些用不着的照片和视频，再打开。"],
    button: "再打开",
  },
  "storage-busy": {
    title: "记录正被另一个窗口占着",
    lines: ["把别的互助窗口都关掉，再点下面的字。", "还是不行，就把浏览器整个关掉再打开。记下的都还在。"],
    button: "再打开",
  },
  "other-tab": {
    title: "互助在另一个窗口里开着",
    lines: ["一次只能在一个窗口里记。", "要在这里接着用，点下面的字；那边的会先存好。"],
    button: "在这里用",
  },
  "no-graphics": {
    title: "这台机器画不出互助",
    lines: ["浏览器的图形加速关着，或者太旧。", "到浏览器设置里打开「使用图形加速」，再打开。", BROWSERS],
    button: "再打开",
  },
  "part-missing": {
    title: "互助还没下载完",
    lines: ["头一回打开时断了网，这一页还差一点。", "连上网，再打开一次。记下的都还在本机，没有丢。"],
    button: "再打开",
  },
  failed: {
    title: "互助没能打开",
    lines: ["记下的都还在本机，没有丢。", "关掉这个窗口再打开一次。还是不行，就把下面的字念给镇上的工作人员听。"],
    button: "再打开",
  },
};

// Replaces what stands in `main`; detail is for whoever helps.
export function showTrouble(main: HTMLElement, trouble: Trouble, detail = ""): void {
  const page = PAGES[trouble];
  main.replaceChildren();
  main.hidden = false;
  main.className = "plain";
  main.dataset["trouble"] = trouble;
  const add = (tag: "h1" | "p", words: string): HTMLElement => {
    const element = document.createElement(tag);
    element.textContent = words;
    main.append(element);
    return element;
  };
  add("h1", page.title);
  for (const line of page.lines) add("p", line);
  if (detail !== "" && trouble === "failed") add("p", detail.slice(0, 200)).className = "detail";
  const press = (words: string, act: () => void): void => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.addEventListener("click", act);
    main.append(button);
  };
  if (page.button) press(page.button, () => location.reload());
  const offerVersionBefore = (): void => {
    add("p", "再打开也不行，就用回上一个版本。记下的不会少。");
    press("用回上一个版本", goBack);
  };
  if (trouble === "failed") void hasVersionBefore().then((has) => has && offerVersionBefore(), () => undefined);
}

async function hasVersionBefore(): Promise<boolean> {
  const kept = await (await caches.open(STATE_CACHE)).match(STATE_KEY);
  return kept !== undefined && ((await kept.json()) as State).previous !== undefined;
}

// The records are a log that any version reads; its tables are made anew where they differ.
function goBack(): void {
  navigator.serviceWorker.addEventListener("message", (e: MessageEvent<FromServiceWorker>) => {
    if (e.data.kind === "wentBack") location.reload();
  });
  void navigator.serviceWorker.ready.then((registration) => registration.active?.postMessage({ kind: "back" } satisfies ToServiceWorker));
}
