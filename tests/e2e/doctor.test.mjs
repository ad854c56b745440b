// A broken account, put right by nothing but what the screen says: each failing step names the value, its button leads
// there, and the doctor looks again by itself.

import assert from "node:assert/strict";
import { after } from "node:test";

import { Beckon, id, newDataDir, story, until } from "./beckon.mjs";
import { Company } from "./company.mjs";

// What the administrator reads in the console. The secret is shorter than WeCom's, which is a warning.
const CONSOLE = {
  corpId: "ww0123456789abcdef",
  agentId: 1000002,
  secret: "MARKED-k4Rt8Zq2Lw6Xn0Yv3Bh7Cs1Df5Gj9Kp",
};
const company = await Company.start({
  ...CONSOLE,
  token: "MARKED-TOKEN-doctor",
});
after(() => company.stop());

const at = (step, rest = "") => `${id(`doctor-step-${step}`)}${rest}`;

async function failing(beckon, step, code, names) {
  await beckon.find(at(step, `[data-code="${code}"]`));
  // The check before may have found it too, behind another one.
  await beckon.find(`${id("account-test-error")}[data-code="${code}"]`);
  const sentence = await beckon.text(`${at(step)} ${id("doctor-sentence")}`);
  assert.match(sentence, names, "the sentence says what to change");
}

const clear = async (beckon, field, value) => {
  await beckon.script(
    `const f = document.querySelector('${id(field)}'); f.value = ''; f.dispatchEvent(new Event('input'))`,
  );
  await beckon.type(id(field), value);
};

story("The doctor", async () => Beckon.start(await newDataDir()), {
  "the practice company passes everything": async (beckon) => {
    await beckon.go("accounts");
    await beckon.click(id("account-practice"));
    await beckon.click(id("account-test"));
    await beckon.find(id("account-works"));
    const states = await beckon.script(
      `return [...document.querySelectorAll('[data-testid^="doctor-step-"]')].map((step) => step.dataset.state)`,
    );
    assert.equal(states.length, 21, "every step is there");
    assert.ok(
      !states.includes("failure") && !states.includes("warning"),
      `nothing is wrong: ${states}`,
    );
    await beckon.script(
      `document.querySelector('${id("doctor")}').scrollIntoView()`,
    );
    await beckon.pictures("doctor-pass");
  },

  "wrong values are told by the first thing that is wrong": async (beckon) => {
    await beckon.click(id("account-add"));
    await beckon.click(`details:not([open]) > ${id("account-advanced")}`);
    const typed = {
      name: "招聘",
      corp_id: CONSOLE.corpId,
      agent_id: "1000009",
      secret: "Wrong0123456789abcdefghijklmnopqrstuvwxyz01",
      api_host: company.host,
    };
    for (const [field, value] of Object.entries(typed))
      await beckon.type(id(`field-${field}`), value);
    company.trust([]);
    await beckon.click(id("account-save"));
    await failing(beckon, "token", "secret_wrong", /Secret/);
    await beckon.find(at("app", '[data-state="skipped"]'));
    await beckon.pictures("doctor-failure");
  },

  "looking again does not ask about a refused secret again": async (beckon) => {
    const asked = company.asked("/cgi-bin/gettoken").length;
    await beckon.click(id("account-test"));
    await failing(beckon, "token", "secret_refused_before", /Secret/);
    assert.equal(
      company.asked("/cgi-bin/gettoken").length,
      asked,
      "WeCom would block the address",
    );
    await beckon.pictures("doctor-not-asked-again");
  },

  "the button leads to the secret, and the next thing is told": async (
    beckon,
  ) => {
    await beckon.click(`${at("token")} ${id("account-fix-secret")}`);
    await beckon.find(`${id("field-secret-again")}:focus`);
    await beckon.type(id("field-secret-again"), CONSOLE.secret);
    await beckon.click(id("secret-save"));
    await failing(beckon, "app", "agent_of_another_app", /AgentId/);
  },

  "the button leads to the agent id, and the next thing is told": async (
    beckon,
  ) => {
    await beckon.click(`${at("app")} ${id("account-correct")}`);
    await beckon.find(`${id("edit-agent_id")}:focus`);
    await clear(beckon, "edit-agent_id", String(CONSOLE.agentId));
    await beckon.click(id("account-edit-save"));
    await failing(beckon, "trusted_ip", "ip_not_trusted", /trusted IPs/);
    await beckon.pictures("doctor-trusted-ip");
  },

  "the address on the screen is the one to enter, and it is tried again":
    async (beckon) => {
      const shown = await beckon.text(id("trusted-ip-address"));
      company.trust([shown]);
      await beckon.click(id("trusted-ip-done"));
      await beckon.find(id("trusted-ip-countdown"));
      await beckon.pictures("doctor-countdown");
      await beckon.click(id("trusted-ip-now"));
      await beckon.find(id("doctor-solved"));
      await beckon.find(id("account-works"));
      await beckon.find(at("values", '[data-code="secret_length"]'));
      await beckon.pictures("doctor-warning");
    },

  "a test message goes out once, and a person says that it arrived": async (
    beckon,
  ) => {
    await beckon.type(id("doctor-to"), "lihua");
    await beckon.pictures("doctor-message");
    await beckon.click(id("doctor-send"));
    await until("the message to arrive", () => company.delivered.length === 1);
    await beckon.find(id("doctor-no"));
    await beckon.pictures("doctor-arrived");
    await beckon.click(id("doctor-yes"));
    await beckon.find(at("message", '[data-state="pass"]'));
    assert.deepEqual(
      company.delivered,
      ["lihua"],
      "once, to the member who was named",
    );
    const heard = await beckon.heardFromRust();
    for (const answer of heard)
      assert.ok(
        !answer.includes("MARKED"),
        `a secret in ${answer.slice(0, 200)}`,
      );
  },
});
