// The calendar of interviews: a week in sight, by keyboard alone, with what is in the way, and as it goes onto paper.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { Beckon, id, newDataDir, story, until } from "./beckon.mjs";
import { Key } from "./webdriver.mjs";

const NAMES = ["李华", "王小明", "欧阳娜娜", "Alexander Humboldt", "陈静", "赵磊"];
const SHEET = ["姓名,企业微信账号", ...NAMES.map((name, i) => `${name},u${i}`)].join("\n");

const DAY_MS = 86_400_000;
/** A day of next week, Monday 0. */
function nextWeek(day) {
  const now = new Date();
  const monday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - ((now.getDay() + 6) % 7) + 7 + day);
  const two = (n) => String(n).padStart(2, "0");
  return `${monday.getFullYear()}-${two(monday.getMonth() + 1)}-${two(monday.getDate())}`;
}

const PLANNED = [
  { who: [0], day: 0, clock: "10:00", minutes: 60, place: "3 号楼 301 会议室", round: "一面", by: "王芳" },
  { who: [1], day: 0, clock: "10:30", minutes: 60, place: "3 号楼 301 会议室", round: "一面", by: "刘洋" },
  { who: [2], day: 0, clock: "14:00", minutes: 30, place: "302", round: "二面", by: "王芳" },
  { who: [0, 1, 2], day: 1, clock: "09:30", minutes: 90, place: "一层大会议室", round: "群面", by: "王芳" },
  { who: [3], day: 2, clock: "20:00", minutes: 45, place: "", round: "first round", by: "王芳", zone: "Europe/Berlin" },
  { who: [4], day: 3, clock: "15:00", minutes: 60, place: "303", round: "终面", by: "赵总" },
  ...[0, 1, 2, 3, 4].map((i) => ({ who: [i], day: 4, clock: `11:${i}0`, minutes: 60, place: `30${i}`, round: "", by: `面试官${i}` })),
  { who: [5], day: 5, clock: "10:00", minutes: 60, place: "", round: "", by: "王芳" },
];

const focused = (beckon) => beckon.script("return document.activeElement?.dataset.stop");
const focusIs = (beckon, what, wanted) =>
  until(what, async () => wanted.test((await focused(beckon)) ?? ""));

story("The calendar of interviews", async () => Beckon.start(await newDataDir()), {
  "a week shows its interviews": async (beckon) => {
    await beckon.go("candidates");
    await beckon.click(id("empty-import"));
    const sheet = join(process.env.BECKON_E2E_HOME, "week.csv");
    await writeFile(sheet, SHEET);
    await beckon.choose(id("import-file"), sheet);
    await beckon.click(id("import-commit"));
    await beckon.click(id("import-to-list"));
    const { rows } = await beckon.invoke("candidates_list", { query: { filter: {}, after: null, limit: 0 } });
    const people = NAMES.map((name) => rows.find((row) => row.name === name).id);
    const saved = [];
    for (const { who, day, clock, minutes, place, round, by, zone = "Asia/Shanghai" } of PLANNED) {
      const draft = {
        ...{ candidates: who.map((i) => people[i]), round, format: "onsite", starts: `${nextWeek(day)}T${clock}` },
        ...{ zone, minutes, candidate_zone: null, place, link: null, contact: null, notes: null },
        interviewers: [{ name: by, userid: null }],
      };
      saved.push(await beckon.invoke("interview_save", { id: null, draft }));
    }
    for (const [i, kind] of ["accepted", "declined", "other_time"].entries())
      await beckon.invoke("interview_answer", {
        new: { interview: saved[3].id, candidate: people[i], kind, wish: null },
      });
    await beckon.invoke("interview_call_off", { id: saved[5].id, calledOff: true });
    await beckon.go("interviews");
    await beckon.find(id("interview-row"));
    await beckon.pictures("week-list");
    await beckon.click(id("interviews-as-week"));
    // The line of now is drawn within the hours on sight only; the tests run at any hour.
    await beckon.find(id("week-day"));
    await beckon.pictures("week-this");
  },

  "PageDown is the next week, and arrows go through it": async (beckon) => {
    await beckon.script("document.activeElement?.blur()");
    await beckon.press(Key.PageDown);
    await until("the entries", async () => (await beckon.all(id("week-entry"))).length > 8);
    await beckon.pictures("week-next");
    await beckon.script(`document.querySelector('${id("week-entry")}').focus()`);
    await beckon.press(Key.Down);
    await focusIs(beckon, "the one beside it", /^2 /);
    await beckon.press(Key.Right);
    await focusIs(beckon, "the next day", /^4 /);
    await beckon.press(Key.Enter);
    await beckon.find(id("interview-form"));
    await beckon.find(id("answers"));
    await beckon.pictures("week-opened");
    await beckon.click(id("panel-close"));
  },

  "what is in the way stands in the form before it is saved": async (beckon) => {
    await beckon.click(id("week-entry"));
    await beckon.read(id("conflicts"), /王小明/);
    await beckon.pictures("week-conflicts", {
      open: () => beckon.script(`document.querySelector('${id("conflicts")}').scrollIntoView({ block: 'center' })`),
    });
    await beckon.click(id("panel-close"));
  },

  "a day alone has room for all of them, and T leads back to today": async (beckon) => {
    await beckon.click(id("week-gathered"));
    await until("five beside each other", async () => (await beckon.all(id("week-entry"))).length === 5);
    await beckon.pictures("week-day");
    await beckon.script("document.activeElement?.blur()");
    await beckon.press("t");
    await beckon.find(`${id("week-day")} [aria-current="date"]`);
    await beckon.click(id("interviews-as-week"));
    const { settings } = await beckon.invoke("app_state");
    assert.equal(settings.interviews_view, "week", "kept for the next start");
  },

  "public holidays are named on the head of their day": async (beckon) => {
    // Whole weeks from the one that begins on 28 September, by the clock of Shanghai.
    const back = Math.floor((Date.now() + DAY_MS / 3 - Date.UTC(2026, 8, 28)) / (7 * DAY_MS));
    await beckon.script("document.activeElement?.blur()");
    for (let i = 0; i < back; i++) await beckon.press(Key.PageUp);
    await until("the National Day", async () => (await beckon.all(`${id("week-day")}[data-of="off"]`)).length >= 4);
    await beckon.pictures("week-holiday");
    await beckon.click(id("working-hours"));
    await beckon.find(id("working-hours-dialog"));
    await beckon.asItIs("week-working-hours");
    await beckon.press(Key.Escape);
    await beckon.click(id("week-today"));
  },

  "on paper it is light and has all of the text": async (beckon) => {
    await beckon.click(id("week-on"));
    await until("the entries", async () => (await beckon.all(id("week-entry"))).length > 8);
    await beckon.theme("dark");
    // What the style sheets say of paper, for the screen.
    await beckon.script(`
      for (const sheet of document.styleSheets)
        for (const rule of sheet.cssRules)
          if (rule.media?.mediaText === 'print') rule.media.mediaText = 'all';`);
    const seen = await beckon.script("return document.body.innerText");
    for (const name of NAMES) assert.ok(seen.includes(name), `${name} is on paper`);
    assert.equal(
      await beckon.script("return document.getElementById('app').offsetHeight"),
      0,
      "the window itself is not",
    );
    await beckon.asItIs("week-paper");
  },
});
