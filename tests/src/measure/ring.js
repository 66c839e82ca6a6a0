// Run in the console page, so that no driver stands between a contact and the next.

const CALL = { channel: 'voice', direction: 'inbound', phone: '+12135550100', queue: 'Support' };
const POP_LIMIT = 20000;

async function post(path, body = {}) {
  const response = await fetch(path, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

/** When the next screen pop arrived, by the clock of `__opencti`. */
function nextPop() {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`no screen pop within ${POP_LIMIT} ms`)), POP_LIMIT);
    // The console's own listener comes first: what it has just noted is this message.
    const hear = ({ data }) => {
      if (data?.apiType !== 'opencti' || data.methodName !== 'searchAndScreenPop') return;
      clearTimeout(limit);
      removeEventListener('message', hear);
      resolve(window.__opencti.at(-1).at);
    };
    addEventListener('message', hear);
  });
}

/** Until the page has nothing to do: a call seldom rings while the last one is still being drawn. */
async function quiet() {
  await new Promise((done) => setTimeout(done, 25));
  await new Promise((done) => requestIdleCallback(done, { timeout: 1000 }));
}

/** Lets calls ring, one after the other, and takes each away again; answers when each one popped. */
async function ring(count) {
  const rung = [];
  for (let i = 0; i < count; i += 1) {
    await quiet();
    const pop = nextPop();
    const { contactId } = await post('/api/contacts', CALL);
    rung.push({ contactId, at: await pop });
    await post(`/api/contacts/${contactId}/remove`);
  }
  return rung;
}

/** Takes calls through their whole life: ringing, answered, new attributes, hung up, cleared. */
async function live(count) {
  for (let i = 0; i < count; i += 1) {
    const pop = nextPop();
    const { contactId } = await post('/api/contacts', { ...CALL, attributes: { tier: 'Gold', caseId: '00001001' } });
    await pop;
    for (const step of ['accept', 'attributes', 'customerHangup', 'clear']) {
      await post(`/api/contacts/${contactId}/${step}`, step === 'attributes' ? { topic: `call ${i}` } : {});
      await quiet();
    }
  }
}

/** Contacts that the agent has in hand and keeps. */
async function keep(count) {
  for (let i = 0; i < count; i += 1) {
    const channel = ['chat', 'task'][i % 2];
    const { contactId } = await post('/api/contacts', {
      channel, direction: 'inbound', name: `Contact ${i}`, attributes: { tier: 'Gold', topic: `contact ${i}` },
    });
    await post(`/api/contacts/${contactId}/accept`);
  }
  await quiet();
}

/** Contacts that the agent has in hand, with so many attributes each; the first says whose it is. */
async function hold(count, attributes) {
  const held = [];
  for (let i = 0; i < count; i += 1) {
    const values = { a000: `contact ${i}` };
    for (let k = 1; k < attributes; k += 1) {
      values[`a${String(k).padStart(3, '0')}`] = `value ${k} of contact ${i}`;
    }
    const channel = ['chat', 'task'][i % 2];
    const { contactId } = await post('/api/contacts', {
      channel, direction: 'inbound', name: `Contact ${i}`, attributes: values,
    });
    await post(`/api/contacts/${contactId}/accept`);
    held.push(contactId);
  }
  await quiet();
  return held;
}

/** Selects one contact after the other; the softphone's frame tells how long each took, in milliseconds. */
async function select(held, times) {
  const took = [];
  for (let i = 0; i < times; i += 1) {
    await quiet();
    const painted = new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error(`nothing painted within ${POP_LIMIT} ms`)), POP_LIMIT);
      const hear = ({ data }) => {
        if (data?.painted !== `contact ${i % held.length}`) return;
        clearTimeout(limit);
        removeEventListener('message', hear);
        resolve(data.took);
      };
      addEventListener('message', hear);
    });
    await post(`/api/contacts/${held[i % held.length]}/view`);
    took.push(await painted);
  }
  return took;
}
