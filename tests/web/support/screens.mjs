// Every screen there is: how to reach it from anywhere after unlocking, and what must be there by role and name.
import { go, toMain, typePin } from "./person.mjs";

export const sizes = [
  { name: "phone", viewport: { width: 360, height: 800 } },
  { name: "tablet", viewport: { width: 800, height: 1280 } },
  { name: "pc", viewport: { width: 1366, height: 768 }, desk: true },
];

// Looked at, not part of the tests: a PC with the browser's bars, and one at 200 % zoom.
export const moreSizes = [
  { name: "pc-low", viewport: { width: 1366, height: 625 }, desk: true },
  { name: "pc-zoom", viewport: { width: 683, height: 384 }, zoomed: true },
];

const button = (page, name) => page.getByRole("button", { name });

const via = (...steps) => async (page) => {
  await toMain(page);
  for (const step of steps) await step(page);
};
const nav = (entry) => (page) => go(page, entry);
const choose = (name) => (page) => page.getByRole("dialog").getByRole("button", { name }).first().click();
const press = (name) => (page) => button(page, name).first().click();
const chooseVillage = async (page) => {
  for (const letters of ["哪个乡镇", "哪个村"]) {
    const find = page.getByRole("searchbox", { name: letters }), chips = page.getByRole("group", { name: letters });
    await find.or(chips).first().waitFor();
    await chips.getByRole("button").or(chips.getByRole("checkbox")).or(chips.getByRole("radio")).first().click();
  }
};
const firstRow = async (page) => {
  await page.getByRole("list", { name: "老人名册" }).getByRole("button").or(page.getByRole("list", { name: "老人名册" }).getByRole("listitem")).first().click();
};

// 长辈版 asks one thing a screen: the later questions of each form, after the first that screens() shows.
const radio = (name) => (page) => page.getByRole("radio", { name }).first().click();
const sheet = (name) => [nav("记一笔"), choose(name)];
export const elderSteps = [
  { name: "visit_concern", open: via(...sheet(/^记录探访/), firstRow, press(/有事/)) },
  { name: "visit_outcome", open: via(...sheet(/^记录探访/), firstRow, press(/有事/), press(/说好了/)) },
  { name: "hours_find", open: via(...sheet(/^记时长/), radio(/找人/)) },
  { name: "hours_what", open: via(...sheet(/^记时长/), radio(/找人/), firstRow) },
  { name: "hours_long", open: via(...sheet(/^记时长/), radio(/找人/), firstRow, radio(/打扫/)) },
  { name: "hours_chosen", open: via(...sheet(/^记时长/), radio(/找人/), firstRow, radio(/打扫/), radio(/1 小时半/)) },
  { name: "register_name", open: via(...sheet(/^登记老人/), press("下一步")) },
];

// size: one of `sizes`; elder: 长辈版, where the register has no place in the navigation.
export function screens(size, { elder = false } = {}) {
  const desk = size.desk && !elder; // 长辈版 has a tablet's navigation on a PC too
  const sheet = [nav("记一笔")];
  const list = [
    { name: "today", open: via(nav(desk ? "今日总览" : "今日")), expects: desk ? [["table", /各村/]] : [["heading", /今日/]] },
    { name: "help", open: via(nav(desk ? "今日总览" : "今日"), press("怎么用")), expects: [["dialog", "怎么用"], ["button", /^念给我听/], ["button", "印一张说明卡"]] },
    { name: "write", open: via(...sheet), expects: [["dialog", "记一笔"], ["button", /^记录探访/], ["button", /^记时长/], ["button", /^登记老人/]] },
    { name: "register", open: via(...sheet, choose(/^登记老人/)), expects: elder ? [["textbox", /身份证号/], ["button", "下一步"]] : [["textbox", "身份证号"], ["textbox", "姓名"], ["button", "保存"]] },
    { name: "find", open: via(...sheet, choose(/^记录探访/)), expects: [["searchbox", /姓名、拼音/], ["list", "老人名册"]] },
    { name: "visit", open: via(...sheet, choose(/^记录探访/), firstRow), expects: elder ? [["button", /都好/]] : [["button", /四样都好，记平安/]] },
    { name: "hours", open: via(...sheet, choose(/^记时长/)), expects: [["radio", /找人/]] },
    { name: "sync", open: desk ? via(nav("同步")) : via(nav("更多"), press(/^同步/)), expects: [["button", "再试"], ["heading", "本机"]] },
    { name: "conflicts", open: desk ? via(nav("待处理")) : via(nav("更多"), press(/^待处理/)), expects: [["heading", /待处理/]] },
    { name: "settings", open: desk ? via(nav("设置")) : via(nav("更多"), press(/^设置/)), expects: [["button", /换成/]] },
  ];
  if (!elder) {
    list.splice(1, 0, {
      name: "roster", open: via(nav(desk ? "老人名册" : "老人")), expects: desk ? [["table", "老人名册"]] : [["searchbox", /姓名、拼音/], ["list", "老人名册"]],
    });
    const file = desk
      ? [nav("老人名册"), async (page) => page.getByRole("table", { name: "老人名册" }).getByRole("row").nth(1).click()]
      : [nav("老人"), firstRow];
    list.splice(2, 0,
      { name: "elder", open: via(...file), expects: [["heading", /该做的/], ["heading", /来往记录/]] },
      { name: "elder_why", open: via(...file, press("显示，身份证号")), expects: [["dialog", "为什么要看身份证号"]] },
      { name: "elder_print", open: via(...file, press("印这份档案")), expects: [["dialog", "印这份档案"], ["button", /^遮住印/]] },
      { name: "looked", open: via(...file, press("显示，身份证号"), choose("核对、更正"), press(/^谁看过/)), expects: [["list", "谁看过"]] },
      { name: "consent", open: via(...file, press(/^同意和权利/)), expects: [["button", /^记下同意/]] },
      { name: "agree", open: via(...file, press(/^同意和权利/), press(/^记下同意，公示/), radio(/^口头同意/)), expects: [["textbox", "谁在场"], ["button", "记下"]] },
      { name: "ending", open: via(...file, press(/^不再看了/), radio(/^搬走了/)), expects: [["radio", /^过世了/], ["button", /^记下/]] },
      { name: "same_find", open: via(...file, press(/^登记重了/)), expects: [["searchbox", /姓名、拼音/]] },
      { name: "erase", open: via(...file, press(/^同意和权利/), press(/^删除资料/), radio(/^全部资料/), async (page) => page.getByText(/^会删/).waitFor({ state: "attached" })), expects: [["button", "删除资料"]] });
  }
  list.push({ name: "station", open: via(nav(desk ? "设置" : "更多"), press(/^人和设备/)), expects: [["heading", "人和设备"]] });
  list.push({ name: "looks", open: via(nav(desk ? "设置" : "更多"), press(/^人和设备/), press(/^谁看过谁的/)), expects: [["heading", "谁看过谁的"]] });
  const toInvite = [nav(desk ? "设置" : "更多"), press(/^登记新设备/)];
  const invitation = [radio(/^志愿者|^站长/), async (page) => {
    if (elder) await press("下一步")(page);
    if (size.desk) await chooseVillage(page); // a county's
    if (elder) await press("下一步")(page);
    await page.getByRole("textbox", { name: "姓名" }).fill("魏长顺");
    await press("发邀请")(page);
  }];
  list.push(
    { name: "invite", open: via(...toInvite), expects: elder ? [["button", "下一步"]] : [["textbox", "姓名"], ["button", "发邀请"]] },
    { name: "invite_code", open: via(...toInvite, ...invitation), expects: [["img", "邀请的二维码"], ["group", "8 位号码"], ["button", "不发了"]] });
  const toSync = desk ? [nav("同步")] : [nav("更多"), press(/^同步/)];
  list.push(
    { name: "carry", open: via(...toSync, press(/^捎文件/)), expects: [["button", "存成文件"]] },
    { name: "carry_codes", open: via(...toSync, press(/^扫码传/)), expects: [["img", "二维码"]] });
  const toPin = [...(desk ? [nav("设置")] : [nav("更多"), press(/^设置/)]), press(/^改我的密码/)];
  list.push(
    { name: "change_pin", open: via(...toPin), expects: [["heading", /^给自己设/], ["button", "1"]] },
    { name: "change_pictures", open: via(...toPin, press(/用图来记/)), expects: [["heading", /^给自己选/], ["button", "太阳"]] });
  if (!desk) {
    list.push({ name: "more", open: via(nav("更多")), expects: [["button", /^同步/], ["button", /^设置/]] });
    list.push({ name: "add_person", open: via(nav("更多"), press(/^加一个人/)), expects: [["textbox", "姓名"]] });
  }
  list.push({
    name: "unlock", open: desk ? via(nav("换人")) : via(nav("更多"), press("换人")), expects: [["heading", /输 8 位密码/], ["button", "1"]], after: typePin,
  });
  return list;
}
