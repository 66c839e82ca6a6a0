// Both interpreters on one page. `bench.prepare()` makes sure that they agree; `bench.ours(times)` and
// `bench.js(times)` answer blocks per second.

import init, { Engine } from './engine.js';
import { load, run } from './interpreter.js';

const text = async (name) => (await fetch(name)).text();

async function prepare() {
  const [flowText, contactText, agentText] = await Promise.all(['flow.json', 'contact.json', 'agent.json'].map(text));
  await init();
  const engine = new Engine(flowText, contactText, agentText);
  const flow = load(flowText);
  const input = { payload: null, contact: JSON.parse(contactText), agent: JSON.parse(agentText) };
  const once = () => run(flow, input, answer, 0);

  const ours = JSON.parse(engine.outcome());
  const { status, path, actions, effects } = once();
  const theirs = JSON.parse(JSON.stringify({ status, path, actions, effects }));
  if (canonical(ours) !== canonical(theirs)) {
    throw new Error(`the interpreters disagree:\n${canonical(ours)}\n${canonical(theirs)}`);
  }
  bench.ours = (times) => rate(() => engine.run(times));
  bench.js = (times) => rate(() => {
    let blocks = 0;
    for (let i = 0; i < times; i += 1) blocks += once().path.length;
    return blocks;
  });
  return path.length;
}

/** A property that was never set, and a host that takes everything. */
function answer(effect) {
  return effect === 'host.searchAndScreenPop' ? { ok: {} } : { ok: null };
}

function rate(work) {
  const begun = performance.now();
  const blocks = work();
  return blocks / ((performance.now() - begun) / 1000);
}

/** JSON with members in the order of their names, which is no part of the meaning. */
function canonical(value) {
  const sorted = (_, held) => (held?.constructor === Object
    ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
    : held);
  return JSON.stringify(value, sorted);
}

const bench = { prepare };
window.bench = bench;
