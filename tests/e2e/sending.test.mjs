// A send in every way it can be stopped, continued, answered for and taken back, with the failures that the practice company
// plays. What is shown is compared with the practice company's own books.

import assert from "node:assert/strict";

import { Beckon, id, newDataDir, story, until } from "./beckon.mjs";
import { Key } from "./webdriver.mjs";
import { askToClose } from "./x11.mjs";

const PEOPLE = 40;
const HELD = 2;
const READY = PEOPLE - HELD;

const campaigns = (beckon) => beckon.invoke("campaigns_list");
const newest = async (beckon) => (await campaigns(beckon))[0];
const state = (beckon, wanted, options) =>
  beckon.find(`${id("outcome-title")}[data-state="${wanted}"]`, options);
const books = (beckon) => beckon.invoke("practice_figures");

// From wherever one is to the open confirmation of a send to all sample people.
async function toConfirmation(beckon) {
  await beckon.go("start");
  await beckon.click(id("start-practice"));
  await beckon.find(id("place-send"));
  await beckon.click(id("send-next"));
  await beckon.find(id("message-text"));
  await beckon.click(id("send-next"));
  await beckon.read(id("ready-held"), new RegExp(`${READY}\\D+${HELD}`));
  await beckon.click(id("send-open-confirm"));
}

async function play(beckon, fault) {
  await beckon.go("accounts");
  await beckon.click(id("account-practice"));
  await beckon.click(id(`fault-${fault}`));
  const playing = fault === "off" ? null : fault;
  await until(
    `${fault} to be played`,
    async () => (await beckon.invoke("practice_playing")) === playing,
  );
}

story("A send under way", async () => Beckon.start(await newDataDir()), {
  "a failure is switched on beside the practice company, and shown wherever one is":
    async (beckon) => {
      await beckon.click(id("start-practice"));
      await beckon.find(id("place-send"));
      await play(beckon, "slow");
      await beckon.pictures("accounts-failures");
      await beckon.go("candidates");
      await beckon.find(id("band-playing"));
    },

  "limits are set in the account, and what cannot be is refused": async (
    beckon,
  ) => {
    await beckon.go("accounts");
    await beckon.click(id("account-practice"));
    await beckon.click(id("limits-open"));
    await beckon.type(id("field-parallel"), "0");
    await beckon.click(id("limits-save"));
    await beckon.find(id("problem-field-parallel"));
    await beckon.pictures("accounts-limits");
    // One at a time, two seconds each: the send lasts longer than all that is looked at while it runs.
    await beckon.type(id("field-parallel"), "1");
    await beckon.click(id("limits-save"));
    await beckon.find(id("limits-saved"));
    const limits = await beckon.invoke("account_limits", { id: "practice" });
    assert.equal(limits.parallel, 1, "it is kept");
  },

  "progress is shown while it runs": async (beckon) => {
    await toConfirmation(beckon);
    await beckon.click(id("confirm-send"));
    await state(beckon, "running");
    await beckon.read(id("live"), /\d+ a minute/);
    await beckon.read(id("status-live"), /left/);
    await beckon.pictures("send-live");
  },

  "a pause acts at once, from wherever one is": async (beckon) => {
    await beckon.go("candidates");
    await beckon.click(id("status-pause"));
    await until(
      "the pause",
      async () => (await newest(beckon)).state === "paused",
    );
    await until(
      "what was under way to end",
      async () => (await newest(beckon)).counts.sending === 0,
    );
    const { counts } = await newest(beckon);
    assert.equal(
      counts.accepted,
      (await books(beckon)).delivered,
      "both sides count the same",
    );
    assert.ok(counts.queued > 0, "there is something left");
  },

  "and it goes on where it stopped": async (beckon) => {
    await beckon.go("send");
    await state(beckon, "paused");
    await beckon.pictures("send-paused-by-hand");
    await beckon.click(id("send-resume"));
    await state(beckon, "running");
  },

  "closing the window asks first, and sending goes on": async (beckon) => {
    await askToClose();
    const waiting = await beckon.number("leave-text");
    assert.ok(waiting > 0 && waiting < READY, "it says how many wait");
    await beckon.press(Key.Enter);
    await beckon.gone(id("leave-dialog"));
    assert.equal(
      (await newest(beckon)).state,
      "running",
      "Enter alone closes nothing",
    );
  },

  "the rest is called off after a question, and never leaves": async (
    beckon,
  ) => {
    await beckon.click(id("send-cancel"));
    await beckon.read(id("call-off-text"), /\d/);
    await beckon.click(id("call-off-confirm"));
    await state(beckon, "cancelled");
    await until(
      "what was under way to end",
      async () => (await newest(beckon)).counts.sending === 0,
    );
    const { counts } = await newest(beckon);
    const figures = await books(beckon);
    assert.equal(
      counts.accepted,
      figures.delivered,
      "nothing left after it was called off",
    );
    assert.equal(
      counts.cancelled + counts.accepted + counts.rejected,
      READY,
      "nobody is missing",
    );
    assert.equal(figures.duplicates, 0, "nobody got two");
    await beckon.find(id("new-send-cancelled"));
    await beckon.pictures("send-called-off");
  },

  "what arrived is taken back, from those who are named": async (beckon) => {
    const { counts: before } = await newest(beckon);
    await beckon.click(id("recall-all"));
    await beckon.find(id("recall-names"));
    await beckon.read(
      id("recall-confirm"),
      new RegExp(`\\b${before.accepted}\\b`),
    );
    await beckon.click(id("recall-confirm"));
    await beckon.read(
      id("recall-done"),
      new RegExp(`\\b${before.accepted}\\b`),
    );
    await beckon.click(id("recall-close"));
    await beckon.gone(id("recall-dialog"));
    assert.equal(
      await beckon.number("result-recalled"),
      before.accepted,
      "all of them",
    );
    await beckon.click(id("group-recalled"));
    await beckon.find(`${id("log-row")}[data-state="recalled"]`);
    await beckon.pictures("log-recalled");
  },
});

story("A limit of WeCom’s", async () => Beckon.start(await newDataDir()), {
  "the send says for what it waits and until when, and waits": async (
    beckon,
  ) => {
    await beckon.click(id("start-practice"));
    await beckon.find(id("place-send"));
    await play(beckon, "limit_reached");
    await toConfirmation(beckon);
    await beckon.click(id("confirm-send"));
    await beckon.read(id("live-waiting"), /\d/);
    await beckon.pictures("send-waits");
    const { counts } = await newest(beckon);
    assert.ok(counts.queued > 0, "the others wait for their turn");
  },
});

story("What needs a person", async () => Beckon.start(await newDataDir()), {
  "an answer that is lost for good waits for a person, who knows": async (
    beckon,
  ) => {
    await beckon.click(id("start-practice"));
    await beckon.find(id("place-send"));
    await play(beckon, "unknown");
    await toConfirmation(beckon);
    await beckon.click(id("confirm-send"));
    await state(beckon, "finished");
    await beckon.find(id("unknown-row"));
    assert.equal(await beckon.number("result-unknown"), 1, "one is lost");
    await beckon.find(id("reason-not_visible"));
    await beckon.pictures("send-result-unknown");
    const accepted = await beckon.number("result-accepted");
    await beckon.click(id("unknown-arrived"));
    await beckon.read(id("result-accepted"), new RegExp(`^${accepted + 1}$`));
    // Which message comes last is a matter of chance: its person may be one whom the app cannot reach.
    const { delivered, invalid, unlicensed } = await books(beckon);
    assert.equal(
      delivered + invalid + unlicensed,
      READY,
      "everybody was asked about once",
    );
    assert.ok(
      delivered - accepted <= 1,
      "and nobody got a message but by this send",
    );
  },

  "an address that is not trusted stops the send, and with it switched off it goes on":
    async (beckon) => {
      await play(beckon, "ip_not_trusted");
      await toConfirmation(beckon);
      await beckon.click(id("confirm-send"));
      await beckon.find(id("stopped"));
      await beckon.read(id("stopped"), /trust/);
      await beckon.read(`${id("stopped")} ${id("wecom-saw")}`, /127\.0\.0\.1/);
      await beckon.pictures("send-stopped-ip");
      await beckon.click(id("group-held"));
      await until("the address beside the rows", async () =>
        (await beckon.texts(id("log-row"))).some((row) =>
          row.includes("127.0.0.1"),
        ),
      );
      await beckon.pictures("log-address");
      await beckon.go("send");
      await beckon.click(id("band-stop"));
      await beckon.find(id("band-failures"));
      await beckon.click(id("send-resume"));
      await state(beckon, "finished");
      assert.equal(
        await beckon.number("result-held"),
        HELD,
        "only those who never had a message are left",
      );
    },

  "what was refused is sent again after a question": async (beckon) => {
    const refused = await beckon.number("result-rejected");
    const { calls } = await books(beckon);
    await beckon.click(id("retry"));
    await beckon.read(id("retry-confirm"), new RegExp(`\\b${refused}\\b`));
    await beckon.click(id("retry-confirm"));
    await until(
      "the refusals to come again",
      async () => (await books(beckon)).calls === calls + refused,
    );
    await state(beckon, "finished");
    assert.equal(
      await beckon.number("result-rejected"),
      refused,
      "nothing was changed, so they are refused again",
    );
  },

  "a send for later waits, is seen at the start, and starts when told": async (
    beckon,
  ) => {
    const { calls } = await books(beckon);
    await toConfirmation(beckon);
    const open = async () => {
      await beckon.click(id("send-open-confirm"));
      await beckon.click(id("when-later"));
    };
    const close = async () => {
      await beckon.press(Key.Escape);
      await beckon.gone(id("confirm-dialog"));
    };
    await close();
    await beckon.pictures("send-later", { open, close });
    await open();
    await beckon.find(id("when-zone"));
    await beckon.click(id("confirm-send"));
    await state(beckon, "scheduled");
    await beckon.pictures("send-scheduled");
    const { starts_at: startsAt } = await newest(beckon);
    const away = startsAt - Date.now();
    assert.ok(
      away > 50 * 60_000 && away < 90 * 60_000,
      "about an hour away is offered",
    );
    await beckon.go("start");
    await beckon.find(id("later-row"));
    await beckon.pictures("start-later");
    assert.equal((await books(beckon)).calls, calls, "nothing has left yet");
    await beckon.click(id("later-start"));
    await state(beckon, "finished");
    assert.equal((await books(beckon)).calls, calls + READY, "now it has");
  },

  "closed while sending, it pauses, and goes on at the next start": async (
    beckon,
    replace,
  ) => {
    await play(beckon, "slow");
    await toConfirmation(beckon);
    await beckon.click(id("confirm-send"));
    await state(beckon, "running");
    await askToClose();
    await beckon.click(id("leave-go"));
    await beckon.ended();
    await beckon.close();
    beckon = replace(await Beckon.start(beckon.dataDir));
    const paused = await newest(beckon);
    assert.equal(paused.state, "paused", "it waits for a person");
    assert.ok(
      paused.counts.queued > 0 &&
        paused.counts.sending + paused.counts.unknown === 0,
      "nothing is in doubt",
    );
    await beckon.click(id("campaign-row"));
    await beckon.click(id("send-resume"));
    await state(beckon, "finished");
    const { counts } = await newest(beckon);
    assert.equal(
      counts.accepted + counts.rejected + counts.held,
      PEOPLE,
      "everybody has an outcome",
    );
    assert.equal((await books(beckon)).duplicates, 0, "nobody got two");
  },
});
