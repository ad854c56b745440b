// Three candidates with nothing but a phone number, and one send: into a chat, through a colleague, and by hand. Each accepts,
// and what the window says is what the practice company knows.

import assert from "node:assert/strict";

import { Beckon, id, newDataDir, story, until } from "./beckon.mjs";

const ACCOUNT = "practice";
const WORDS = "\u4e09\u79cd\u65b9\u5f0f";
// A round of watching is due every 15 s, and forms are read less often.
const ROUNDS = { seconds: 120 };

// By way: the person's id and name, the phone number, and the page that stands for a phone.
const people = { service: {}, customer: {}, copy: {} };
let interview;
let form;

const page = async (url, filled) => {
  const body = filled && new URLSearchParams(filled);
  const answer = await fetch(url, filled ? { method: "POST", body } : {});
  assert.ok(answer.ok, `${url} says ${answer.status}`);
  return answer.text();
};
const link = (beckon, person, by) =>
  beckon.invoke("outside_link_make", {
    request: { candidate: person.id, account: ACCOUNT, by, colleague: null },
  });
const rows = async (beckon) => {
  const query = {
    campaign: null,
    candidate: null,
    state: null,
    test: null,
    search: null,
    after: null,
    limit: 0,
  };
  return (await beckon.invoke("log_list", { query })).rows;
};
const rowOf = async (beckon, way) =>
  (await rows(beckon)).find(({ candidate }) => candidate === people[way].id);
const answers = async (beckon) => {
  const query = { past: false, candidate: null, after: null, limit: 0 };
  const kept = (await beckon.invoke("interviews_list", { query })).rows.find(
    (one) => one.id === interview,
  );
  return Object.fromEntries(
    kept.people.map((one) => [one.id, one.answer?.kind ?? "none"]),
  );
};
const accepted = (beckon, way) =>
  until(
    `${way} to have accepted`,
    async () => (await answers(beckon))[people[way].id] === "accepted",
    ROUNDS,
  );
const openRow = async (beckon, way) => {
  await beckon.go("log");
  await beckon.paste(id("log-search"), people[way].name);
  // The rows of the search before stay until those of this one are there.
  const shown = () =>
    beckon.script(
      `return [...document.querySelectorAll('${id("log-row")}')].map((row) => row.innerText).join("|")`,
    );
  await until("the one row", async () => {
    const rows = await shown();
    return rows.includes(people[way].name) && !rows.includes("|");
  });
  await beckon.click(`${id("log-row")} td:nth-child(2)`);
  await beckon.find(id("log-inspector"));
};
const showsAnswer = (beckon, way) =>
  beckon
    .find(`${id("news-row")}[data-kind="answered"]`)
    .then(() => accepted(beckon, way));

// A form is read every five minutes by itself; who waits for an answer has it read at once.
async function answerByForm(beckon, way) {
  const { name, phone } = people[way];
  assert.match(await page(form, { 1: "1", 3: phone, 4: name }), /Submitted/);
  await beckon.go("interviews");
  if ((await beckon.all(id("answer-form"))).length === 0)
    await beckon.click(`${id("interview-row")} td:nth-child(2)`);
  await beckon.click(id("form-read"));
  await accepted(beckon, way);
}

story("By three ways", async () => Beckon.start(await newDataDir()), {
  "three candidates are known by a phone number": async (beckon) => {
    await beckon.invoke("practice_people", {});
    const { rows } = await beckon.invoke("candidates_list", {
      query: { search: null },
    });
    Object.values(people).forEach((person, i) => {
      const { id, name } = rows[i];
      Object.assign(person, { id, name, phone: `1380000010${i}` });
    });
    for (const person of Object.values(people)) {
      const { name, email, position, tags, fields } = rows.find(
        (row) => row.id === person.id,
      );
      const draft = {
        name,
        userid: null,
        phone: person.phone,
        email,
        position,
        tags,
        fields,
      };
      await beckon.invoke("candidate_edit", { id: person.id, person: draft });
    }
    const to = {
      kind: "ids",
      ids: Object.values(people).map((person) => person.id),
    };
    await beckon.invoke("candidates_route", { to, route: "external" });
  },

  "one opens a link and writes, one becomes a customer, one does neither":
    async (beckon) => {
      people.service.url = (await link(beckon, people.service, "service")).url;
      await page(people.service.url);
      await page(people.service.url, { say: "\u4f60\u597d" });
      people.customer.url = (
        await link(beckon, people.customer, "acquisition")
      ).url;
      await page(people.customer.url, {});
      await page(people.customer.url, {});
      await beckon.invoke("outside_sync", { account: ACCOUNT });
      await beckon.go("start");
      await beckon.find(`${id("news-row")}[data-kind="wrote"]`, ROUNDS);
      await beckon.pictures("ways-news");
    },

  "an interview of all three has a form to answer by": async (beckon) => {
    const draft = {
      ...{
        candidates: Object.values(people).map((person) => person.id),
        round: "\u4e00\u9762",
        format: "video",
      },
      ...{
        starts: "2099-11-25T14:00",
        zone: "Asia/Shanghai",
        minutes: 60,
        candidate_zone: null,
        place: null,
      },
      ...{ link: null, interviewers: [], contact: null, notes: null },
    };
    const saved = await beckon.invoke("interview_save", { id: null, draft });
    interview = saved.id;
    const content = {
      kind: "text",
      content:
        "{{ name }}\uff0c\u60a8\u7684\u9762\u8bd5\uff1a{{ interview.starts }}\u3002\u7b54\u590d\uff1a{{ interview.form_url }}",
    };
    await beckon.invoke("template_save", {
      draft: { id: null, name: WORDS, content, starter: null },
    });
    await beckon.go("interviews");
    await beckon.click(`${id("interview-row")} td:nth-child(2)`);
    await beckon.type(id("form-manager"), "wangfang");
    await beckon.click(id("form-make"));
    form = await beckon.read(id("form-url"), /^http/);
    await beckon.pictures("ways-form", {
      open: () =>
        beckon.script(
          `document.querySelector('${id("answer-form")}').scrollIntoView({ block: 'start' })`,
        ),
    });
  },

  "the check says who is written to by which way, and who by none": async (
    beckon,
  ) => {
    await beckon.click(id("send-invited"));
    await beckon.find(id("place-send"));
    await beckon.click(id("send-next"));
    const template = (await beckon.invoke("templates_list", {})).find(
      ({ name }) => name === WORDS,
    );
    await beckon.click(id(`template-${template.id}`));
    await beckon.click(id("send-next"));
    await beckon.read(id("ready-held"), /2\D+1/);
    assert.equal(await beckon.number("way-service"), 1);
    assert.equal(await beckon.number("way-customer"), 1);
    await beckon.pictures("ways-check");
    await beckon.click(id("send-open-confirm"));
    await beckon.find(id("confirm-way-customer"));
    await beckon.asItIs("ways-confirm");
    await beckon.click(id("confirm-send"));
    await beckon.find(`${id("outcome-title")}[data-state="finished"]`);
    await beckon.pictures("ways-outcome");
    const states = Object.fromEntries(
      (await rows(beckon)).map((row) => [row.candidate, row.state]),
    );
    const expected = { service: "accepted", customer: "handed", copy: "held" };
    for (const [way, state] of Object.entries(expected))
      assert.equal(states[people[way].id], state, way);
    assert.equal(
      (await beckon.invoke("practice_figures")).calls,
      0,
      "nothing went by the way of members",
    );
  },

  "who has the message in the chat accepts by its button": async (beckon) => {
    const chat = await page(people.service.url);
    assert.equal(
      chat.split(people.service.name).length,
      2,
      "one message with the name",
    );
    const [, press] = /value="(beckon:\d+:\d+:accepted)"/.exec(chat);
    await beckon.go("start");
    await page(people.service.url, { press });
    await showsAnswer(beckon, "service");
    await beckon.pictures("ways-answered");
  },

  "the colleague confirms the task, and the customer answers by the form":
    async (beckon) => {
      await openRow(beckon, "customer");
      await beckon.find(id("task"));
      await beckon.pictures("ways-task");
      const { msgid } = await rowOf(beckon, "customer");
      const assistant = new URL(`/assistant/${msgid}`, people.service.url);
      assert.match(await page(assistant), /has not confirmed/);
      await page(assistant, {});
      await until(
        "the confirmation to be seen",
        async () => (await rowOf(beckon, "customer")).state === "accepted",
        ROUNDS,
      );
      assert.match(await page(assistant), /has confirmed/);
      await beckon.find(`${id("log-row")}[data-state="accepted"]`);
      await answerByForm(beckon, "customer");
    },

  "who is reached by no way gets the words by hand": async (beckon) => {
    await openRow(beckon, "copy");
    await beckon.find(id("by-hand"));
    await beckon.pictures("ways-by-hand");
    await beckon.click(id("by-hand-mark"));
    await until(
      "it to be noted",
      async () => (await rowOf(beckon, "copy")).state === "accepted",
    );
    await answerByForm(beckon, "copy");
  },

  "the interview shows three who come, without a look again": async (
    beckon,
  ) => {
    await beckon.go("interviews");
    const marks = () =>
      beckon.script(
        `return [...document.querySelectorAll('${id("answer")}')].map((mark) => mark.dataset.answer)`,
      );
    await beckon.click(`${id("interview-row")} td:nth-child(2)`);
    await until(
      "three to come",
      async () => `${await marks()}` === "accepted,accepted,accepted",
    );
    await beckon.pictures("ways-accepted");
  },

  "what became of the customer is noted in WeCom once somebody asks for it": async (
    beckon,
  ) => {
    await beckon.go("accounts");
    await beckon.click(id("account-practice"));
    await beckon.click(id("write-back-remark"));
    await beckon.click(id("write-back-tags"));
    await beckon.click(id("write-back-now"));
    await beckon.find(id("write-back-last"));
    const { set, last } = await beckon.invoke("outside_write_back_state", {
      account: ACCOUNT,
    });
    assert.deepEqual(set, { remark: true, tags: true });
    assert.equal(last.written, 1, `the one customer: ${JSON.stringify(last)}`);
    await beckon.pictures("ways-write-back", {
      open: () =>
        beckon.script(
          `document.querySelector('${id("write-back")}').scrollIntoView({ block: 'end' })`,
        ),
    });
  },
});
