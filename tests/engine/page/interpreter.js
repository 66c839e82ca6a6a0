// A plain interpreter of flow files, as one would write it by hand: same file, same semantics, same record of
// what happened. It knows the blocks of `flow.json`; effects are answered at once by `perform(effect, args)`.

/** Reads the file once: blocks by id, references taken apart. */
export function load(text) {
  const { actions } = JSON.parse(text);
  const blocks = new Map();
  for (const { id, type, controls, ports } of actions) {
    const run = BLOCKS[type];
    if (!run) throw new Error(`unknown block type ${type}`);
    const compiled = Object.fromEntries(Object.entries(controls).map(([name, value]) => [name, compile(value)]));
    blocks.set(id, { id, type, controls: compiled, ports, run });
  }
  return { blocks, start: actions.find(({ type }) => type === 'SE_Start')?.id };
}

/** Runs it; answers `{status, path, actions, effects, message, started, ended}`. */
export function run(flow, input, perform, now) {
  const scope = { payload: input.payload, contact: input.contact, agent: input.agent, actions: {} };
  const outcome = { status: 'completed', path: [], actions: scope.actions, effects: [], message: null, started: now };
  let block = flow.blocks.get(flow.start);
  while (block) {
    if (outcome.path.length >= 10000) {
      outcome.status = 'failed';
      outcome.message = `the flow goes in a circle at ${block.id}`;
      break;
    }
    outcome.path.push(block.id);
    if (block.type === 'SE_End') break;
    const { id, controls, ports } = block;
    const call = {
      scope,
      get: (name) => resolve(controls[name], scope),
      perform: (effect, args) => {
        const reply = perform(effect, args);
        outcome.effects.push({ block: id, effect, args, reply });
        return reply;
      },
    };
    const [port, results, exception = null] = block.run(call);
    scope.actions[id] = { success: port !== 'failure' && exception === null, results, exception };
    const next = ports[port];
    if (next === undefined || next === null) {
      if (port === 'failure') {
        outcome.status = 'failed';
        outcome.message = `${id} failed: ${exception}`;
      }
      break;
    }
    block = flow.blocks.get(next);
    if (!block) {
      outcome.status = 'incomplete';
      outcome.message = `${next} does not exist`;
    }
  }
  outcome.ended = now;
  return outcome;
}

// ---- values ----

const PATH = /^\s*\$\.(.+?)\s*$/;

function compile(value) {
  if (typeof value === 'string') {
    const path = PATH.exec(value);
    return path ? { path: segments(path[1]) } : { literal: value };
  }
  if (Array.isArray(value)) return { list: value.map(compile) };
  if (value !== null && typeof value === 'object') {
    return { map: Object.entries(value).map(([key, held]) => [key, compile(held)]) };
  }
  return { literal: value };
}

function segments(text) {
  return text.split(/\.|(?=\[)/).filter(Boolean).map((part) => part.replace(/^\[['"]?|['"]?\]$/g, ''));
}

function resolve(template, scope) {
  if (template === undefined) return undefined;
  if (template.path) return walk(scope, template.path);
  if (template.map) {
    const found = {};
    for (const [key, held] of template.map) {
      const value = resolve(held, scope);
      if (value !== undefined) found[key] = value;
    }
    return found;
  }
  if (template.list) return template.list.map((held) => resolve(held, scope) ?? null);
  return template.literal;
}

/** A record counts as a list of one, and the other way round. */
function walk(value, path) {
  for (const key of path) {
    if (value === null || value === undefined) return undefined;
    if (Array.isArray(value) && !(key in value)) value = value.length === 1 ? value[0]?.[key] : undefined;
    else if (typeof value === 'object' && !Object.hasOwn(value, key)) value = key === '0' ? value : undefined;
    else value = value[key];
  }
  return value;
}

function text(value) {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function list(value) {
  if (Array.isArray(value)) return value;
  return text(value).split(',').map((item) => item.trim()).filter(Boolean);
}

function isNumeric(value) {
  return typeof value === 'number'
    || (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)));
}

function order(a, b) {
  const [x, y] = isNumeric(a) && isNumeric(b) ? [Number(a), Number(b)] : [text(a), text(b)];
  return x < y ? -1 : Number(x > y);
}

// ---- blocks: each answers [port, results, exception] ----

const done = (value) => ['done', { value }];
const string = (value) => ['done', { string: value, value }];
const answer = (yes) => [yes ? 'true' : 'false', yes];

const COMPARATORS = {
  equal: (a, b) => order(a, b) === 0,
  notEqual: (a, b) => order(a, b) !== 0,
  greaterThan: (a, b) => order(a, b) > 0,
  lessThan: (a, b) => order(a, b) < 0,
  contains: (a, b) => text(a).includes(text(b)),
};

const BLOCKS = {
  SE_Start: () => ['done', null],
  SE_End: () => ['done', null],
  SE_ContactIsVoice: ({ scope }) => answer(['voice', 'queue_callback'].includes(scope.contact?.type)),
  SE_ContactGetAttributeValue: ({ scope, get }) => done(
    scope.contact?.attributes[text(get('attributeName')).trim()] ?? get('defaultValue') ?? '',
  ),
  SE_ContactProperties: ({ scope }) => ['done', properties(scope.contact)],
  SE_CoreIsOneOf: ({ get }) => {
    const wanted = text(get('value')).trim();
    return answer(list(get('values')).some((item) => text(item).trim() === wanted));
  },
  SE_CoreJoinStrings: ({ get }) => string(text(get('string1')) + text(get('string2'))),
  SE_CoreStringTemplate: ({ get }) => {
    const variables = get('variables') ?? {};
    const fill = (_, a, b, c) => text(variables[(a ?? b ?? c).trim()]);
    return string(text(get('template')).replace(/\{\{(.*?)\}\}|\$\{(.*?)\}|<%=(.*?)%>/g, fill));
  },
  SE_CoreLength: ({ get }) => {
    const value = get('value') ?? '';
    if (Array.isArray(value)) return done(value.length);
    return done(typeof value === 'object' ? Object.keys(value).length : text(value).length);
  },
  SE_CoreDecision: ({ get }) => {
    const compare = COMPARATORS[text(get('comparator')).trim()];
    if (!compare) return ['false', false, 'unknown comparator'];
    return answer(compare(get('operandA'), get('operandB')));
  },
  SE_CoreReplaceString: ({ get }) => {
    const [input, pattern, replacement] = [text(get('input')), text(get('pattern')), text(get('replacement'))];
    const everywhere = /^\/([^\\^$.|?*+()[\]{}]+)\/g$/.exec(pattern);
    return string(everywhere
      ? input.replaceAll(everywhere[1], () => replacement)
      : input.replace(pattern, () => replacement));
  },
  SE_CoreSlice: ({ get }) => {
    const value = get('value');
    const part = Array.isArray(value) ? value : text(value);
    return done(part.slice(Number(get('start') ?? 0), get('end') ?? undefined));
  },
  SE_CoreMultiply: ({ get }) => {
    const result = Number(get('value1')) * Number(get('value2'));
    return Number.isFinite(result) ? done(result) : ['done', { value: null }, 'the result is not a number'];
  },
  SE_SetProperty: ({ get, perform }) => {
    const reply = perform('store.set', { key: text(get('key')), value: get('value') ?? null });
    return reply.error ? ['done', null, reply.error.message] : ['done', null];
  },
  SE_GetProperty: ({ get, perform }) => {
    const reply = perform('store.get', { key: text(get('key')) });
    if (reply.error) return ['done', { value: get('defaultValue') ?? '' }, reply.error.message];
    return done(reply.ok ?? get('defaultValue') ?? '');
  },
  SE_CoreTruthy: ({ get }) => answer(Boolean(get('value'))),
  SE_SFSearchAndScreenpop: ({ get, perform }) => {
    const searchParams = text(get('searchParams')).trim();
    if (searchParams === '') return ['success', {}];
    const reply = perform('host.searchAndScreenPop', {
      searchParams,
      callType: text(get('callType')).trim() || 'inbound',
      queryParams: text(get('queryParams')).trim() || null,
      defaultFieldValues: get('defaultFieldValues') ?? {},
      deferred: text(get('deferred')) === 'true',
    });
    if (reply.error) return ['failure', null, reply.error.message];
    const records = { ...reply.ok };
    const first = Object.entries(records).find(([id, held]) => id !== 'SCREEN_POP_DATA' && held?.constructor === Object);
    if (first) records.Id = first[1].Id ?? first[0];
    return ['success', records];
  },
};

function properties(contact) {
  const known = contact !== undefined && contact !== null;
  return {
    contactId: contact?.contactId ?? '',
    initialContactId: contact?.initialContactId ?? null,
    type: contact?.type ?? '',
    state: contact?.state ?? null,
    queueName: contact?.queueName ?? '',
    queueARN: contact?.queueARN ?? '',
    phoneNumber: contact?.phoneNumber ?? '',
    formattedPhoneNumber: contact?.phoneNumber ?? '',
    callType: known ? (contact.isInbound ? 'inbound' : 'outbound') : '',
    isMonitor: contact?.isMonitor ?? false,
    name: contact?.name ?? '',
    description: contact?.description ?? '',
  };
}
