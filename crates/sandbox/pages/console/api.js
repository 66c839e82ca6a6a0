// Talks to the sandbox's server. Every failure is an Error with the server's own words.

export async function get(path) {
  return read(await fetch(path, { headers: { Accept: 'application/json' } }));
}

export async function post(path, body) {
  return read(await fetch(path, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body ?? {}),
  }));
}

async function read(response) {
  const text = await response.text();
  const body = parse(text);
  if (!response.ok) {
    const problem = new Error(body?.error || text || `${response.status} ${response.statusText}`);
    problem.details = body?.details;
    throw problem;
  }
  return body;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
