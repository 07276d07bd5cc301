// Twenty clients that send a byte a second and a thousand that say nothing, beside somebody who works: who works does not notice.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { password, url } from './people.mjs';

const { hostname, port } = new URL(url);

const open = () => new Promise((resolve) => {
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('connect', () => resolve(socket));
  socket.on('error', () => resolve(null));
});

async function logIn() {
  const answer = await fetch(`${url}/login`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ name: 'clerk', password }) });
  assert.equal(answer.status, 303);
  return answer.headers.get('set-cookie').split(';')[0];
}

/// The slowest of `times` page loads, in milliseconds.
async function slowest(cookie, times) {
  let worst = 0;
  for (let time = 0; time < times; time += 1) {
    const begin = performance.now();
    const answer = await fetch(`${url}/documents`, { headers: { cookie } });
    assert.equal(answer.status, 200);
    await answer.text();
    worst = Math.max(worst, performance.now() - begin);
  }
  return worst;
}

const cookie = await logIn();
const alone = await slowest(cookie, 20);
const idle = (await Promise.all(Array.from({ length: 1000 }, open))).filter(Boolean);
assert.ok(idle.length >= 1000, `only ${idle.length} idle connections`);
const slow = (await Promise.all(Array.from({ length: 20 }, open))).filter(Boolean);
const drip = setInterval(() => slow.forEach((socket, at) => socket.writable && socket.write(at === 0 ? 'G' : 'P')), 1000);
const beside = await slowest(cookie, 20);
clearInterval(drip);
[...idle, ...slow].forEach((socket) => socket.destroy());
console.log(`  slowest page of 20: ${alone.toFixed(0)} ms alone, ${beside.toFixed(0)} ms beside 20 slow and ${idle.length} idle clients`);
assert.ok(beside < Math.max(1000, alone * 10), 'normal work is held up');
