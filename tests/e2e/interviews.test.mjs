// An interview is agreed on, moved and called off; what is wrong with it is said beside its field.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { Beckon, id, newDataDir, story, until } from "./beckon.mjs";
import { Key } from "./webdriver.mjs";

const SHEET = [
  "姓名,企业微信账号,职位",
  "李华,lihua,后端工程师",
  "王小明,xiaoming,产品经理",
].join("\n");

story("Interviews", async () => Beckon.start(await newDataDir()), {
  "the place says what it is for": async (beckon) => {
    await beckon.go("candidates");
    await beckon.click(id("empty-import"));
    const sheet = join(process.env.BECKON_E2E_HOME, "interviews.csv");
    await writeFile(sheet, SHEET);
    await beckon.choose(id("import-file"), sheet);
    await beckon.click(id("import-commit"));
    await beckon.click(id("import-to-list"));
    await beckon.go("interviews");
    await beckon.find(id("empty"));
    await beckon.pictures("interviews-empty");
  },

  "what is missing or impossible is said beside its field": async (beckon) => {
    await beckon.click(id("interview-new"));
    await beckon.type(id("field-starts"), "2027-03-28 02:30");
    await beckon.type(id("field-zone"), "Europe/Berlin");
    await beckon.type(id("field-link"), "javascript:alert(1)");
    await beckon.click(id("interview-save"));
    for (const field of ["candidates", "starts", "link"])
      await beckon.find(id(`problem-field-${field}`));
    await beckon.pictures("interviews-problems");
  },

  "a start is repeated as it is read, and one that has passed is refused":
    async (beckon) => {
      await beckon.type(id("field-zone"), "Asia/Shanghai");
      await beckon.type(id("field-starts"), "2020-11-25 14:00");
      await beckon.click(id("interview-save"));
      await beckon.read(id("problem-field-starts"), /2020/);
      await beckon.type(id("field-starts"), "2099年11月25日下午2点-3点半");
      await beckon.read(id("start-read"), /2099.*14:00/);
      // The text is read while it is typed: until its last character it said three o’clock.
      const minutes = () =>
        beckon.script(
          `return document.querySelector('${id("field-minutes")}').value`,
        );
      await until(
        "a range to set the length",
        async () => (await minutes()) === "90",
      );
      await beckon.pictures("interviews-start", {
        open: () =>
          beckon.script(
            `document.querySelector('${id("field-starts")}').scrollIntoView({ block: 'center' })`,
          ),
      });
    },

  "two candidates are invited to one": async (beckon) => {
    for (const name of ["李", "小明"]) {
      await beckon.type(id("pick-search"), name);
      await beckon.click(id("pick-person"));
    }
    await beckon.type(id("field-starts"), "2099-11-25 14:00");
    await beckon.type(id("field-zone"), "Asia/Shanghai");
    await beckon.type(id("field-candidate_zone"), "Asia/Tokyo");
    await beckon.type(id("field-link"), "https://example.com/map");
    await beckon.type(id("field-place"), "3 号楼 301 会议室");
    await beckon.type(id("field-round"), "一面");
    await beckon.click(id("interviewer-add"));
    await beckon.type(id("interviewer-name"), "王芳");
    await beckon.type(id("interviewer-userid"), "wangfang");
    await beckon.type(id("field-notes"), "只有我看得到");
    await beckon.click(id("interview-save"));
    await beckon.find(id("interview-saved"));
    const [kept] = (
      await beckon.invoke("interviews_list", {
        query: { past: false, candidate: null, after: null, limit: 0 },
      })
    ).rows;
    assert.deepEqual(
      kept.people.map(({ name }) => name),
      ["李华", "王小明"],
      "both",
    );
    assert.equal(
      kept.starts_at,
      Date.UTC(2099, 10, 25, 6),
      "two in the afternoon in Shanghai",
    );
    await beckon.click(id("calendar-interviewers"));
    const saved = await beckon.read(id("calendar-saved"), /\.ics/);
    const file = await readFile(/\/.*\.ics/.exec(saved)[0], "utf8");
    assert.match(
      file,
      /\r\nDTSTART:20991125T060000Z\r\n/,
      "the moment, in UTC",
    );
    assert.ok(
      file.includes("王小明") && !file.includes("只有我看得到"),
      "names for interviewers, notes for nobody",
    );
    await beckon.pictures("interviews-saved");
  },

  "what each of them says is noted and stands in the list": async (beckon) => {
    const { script } = beckon;
    const say = (row, kind) =>
      script.call(
        beckon,
        `const field = document.querySelectorAll('${id("answer-note")}')[arguments[0]];
         field.scrollIntoView({ block: 'center' });
         field.value = arguments[1];
         for (const event of ['input', 'change']) field.dispatchEvent(new Event(event, { bubbles: true }));`,
        row,
        kind,
      );
    const marks = () =>
      script.call(
        beckon,
        `return [...document.querySelectorAll('${id("answer")}')].map((e) => e.dataset.answer)`,
      );
    const said = (...kinds) =>
      until(`the answers ${kinds}`, async () => `${await marks()}` === `${kinds}`);
    await said("none", "none");
    await say(0, "accepted");
    await said("accepted", "none");
    await say(1, "other_time");
    await said("accepted", "other_time");
    await beckon.type(id("answer-wish"), "周五下午");
    await beckon.press(Key.Tab);
    const last = async () =>
      (await beckon.invoke("interviews_list", {
        query: { past: false, candidate: null, after: null, limit: 0 },
      })).rows[0].people[1].answer;
    await until("the wish to be kept", async () => (await last()).wish === "周五下午");
    await beckon.pictures("interviews-answers", {
      open: () =>
        script.call(beckon, `document.querySelector('${id("answers")}').scrollIntoView({ block: 'center' })`),
    });
    const form = await script.call(
      beckon,
      `return document.querySelector('${id("send-invited")}').disabled`,
    );
    assert.equal(form, false, "an answer is no change of the interview that waits to be saved");
    await beckon.click(id("panel-close"));
    await beckon.read(id("interview-answer"), /1/);
    await beckon.pictures("interviews-answers-list");
    await beckon.click(`${id("interview-row")} td:nth-child(2)`);
    await beckon.find(id("interview-form"));
  },

  "a message speaks of it, in its own language and both zones": async (
    beckon,
  ) => {
    await beckon.go("templates");
    await beckon.click(id("empty-tpl-new"));
    await beckon.type(id("tpl-name"), "面试邀请");
    await beckon.type(id("tpl-body"), "{{ name }}您好，面试时间：");
    await beckon.click(`${id("tpl-fields-interview")} summary`);
    await beckon.click(id("tpl-field-interview.starts"));
    await beckon.click(id("tpl-save"));
    await until(
      "the template to be kept",
      async () => (await beckon.invoke("templates_list")).length === 1,
    );
    await beckon.pictures("templates-interview-fields");
    const [template] = await beckon.invoke("templates_list");
    const send = {
      account: "practice",
      template: template.id,
      to: { kind: "all" },
    };
    const { content } = await beckon.invoke("send_preview", { send, index: 0 });
    assert.equal(
      content.content,
      "李华您好，面试时间：2099年11月25日 周三 14:00（北京时间） / 15:00（东京时间）",
      "what the message says",
    );
    await beckon.go("interviews");
  },

  "it is called off, and stays in the list as such": async (beckon) => {
    await beckon.click(id("interview-call-off"));
    await beckon.find(id("interview-off"));
    await beckon.click(id("panel-close"));
    await beckon.read(id("interview-row"), /李华/);
    await beckon.pictures("interviews-called-off");
  },
});
