// The bootstrap file in a checkout of its own: a folder only its owner may enter, with a space and Chinese in its path,
// and packages of its own (none, so that installing them needs neither network nor time).
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';

const home = path.resolve(import.meta.dirname, '..');
const room = fs.mkdtempSync(path.join(os.tmpdir(), 'changke-bootstrap-'));
const checkout = path.join(room, '常客 checkout');
const stamp = path.join(checkout, 'node_modules/.changke-stamp');

/** Stands for src/cli.ts: says where it runs and with what, waits for a signal if told to, ends with the code it is told. */
const cli = `
const [verb, ...rest] = process.argv.slice(2);
// Before it speaks: whoever reads may send the signal at once.
if (verb === 'wait') {
  process.on('SIGTERM', () => process.exit(7));
  setInterval(() => {}, 1000);
} else process.exitCode = Number(rest.at(-1) ?? 0);
process.stdout.write(JSON.stringify({ verb, rest, cwd: process.cwd() }) + '\\n');
`;

beforeEach(() => {
  fs.rmSync(checkout, { recursive: true, force: true });
  fs.mkdirSync(path.join(checkout, 'src'), { recursive: true, mode: 0o700 });
  fs.copyFileSync(path.join(home, 'changke.js'), path.join(checkout, 'changke.js'));
  fs.writeFileSync(path.join(checkout, 'src/cli.ts'), cli);
  const described = { name: 'checkout', version: '1.0.0', type: 'module' };
  fs.writeFileSync(path.join(checkout, 'package.json'), JSON.stringify(described));
  const lock = { ...described, lockfileVersion: 3, requires: true, packages: { '': described } };
  fs.writeFileSync(path.join(checkout, 'package-lock.json'), JSON.stringify(lock));
});

afterAll(() => fs.rmSync(room, { recursive: true, force: true }));

interface Ended {
  code: number | null;
  output: string;
  errors: string;
}

function begin(args: string[], env: Record<string, string | undefined> = {}, cwd = room): ChildProcess {
  const clean = { ...process.env, INIT_CWD: undefined, npm_execpath: undefined, ...env };
  return spawn(process.execPath, [path.join(checkout, 'changke.js'), ...args], { cwd, env: clean });
}

function end(child: ChildProcess): Promise<Ended> {
  const ended: Ended = { code: null, output: '', errors: '' };
  child.stdout?.on('data', (chunk: Buffer) => (ended.output += chunk.toString('utf8')));
  child.stderr?.on('data', (chunk: Buffer) => (ended.errors += chunk.toString('utf8')));
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...ended, code })));
}

describe('changke.js', () => {
  it('installs once, in one line on standard error, and leaves standard output to the command', async () => {
    const first = await end(begin(['cli', 'hello', '0'], { NODE_ENV: 'production' }));
    expect(first).toMatchObject({ code: 0, errors: expect.stringMatching(/^Installing .*\nInstalled in \d+ s\.\n$/) });
    expect(JSON.parse(first.output)).toEqual({ verb: 'hello', rest: ['0'], cwd: fs.realpathSync(room) });
    const second = await end(begin(['cli', 'hello', '0']));
    expect(second).toMatchObject({ code: 0, errors: '' });
  });

  it('keeps the exit code, the folder of the caller and odd arguments', async () => {
    const { code, output } = await end(begin(['cli', 'hello', '--a b', '中文', '5'], { INIT_CWD: checkout }));
    expect(code).toBe(5);
    expect(JSON.parse(output)).toEqual({ verb: 'hello', rest: ['--a b', '中文', '5'], cwd: fs.realpathSync(checkout) });
  });

  it('installs once when two commands begin at the same time', async () => {
    const both = await Promise.all([end(begin(['cli', 'a', '0'])), end(begin(['cli', 'b', '0']))]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.filter(({ errors }) => errors.includes('Installing'))).toHaveLength(1);
    expect(fs.readdirSync(checkout).filter((name) => name.includes('lock-') || name.endsWith('-lock'))).toEqual([]);
  });

  it('takes over a lock whose owner is dead', async () => {
    const dead = spawn(process.execPath, ['-e', '']);
    await end(dead);
    fs.mkdirSync(path.join(checkout, '.install-lock'));
    fs.writeFileSync(path.join(checkout, '.install-lock/owner'), `${dead.pid} somebody`);
    expect(await end(begin(['cli', 'a', '0']))).toMatchObject({ code: 0 });
    expect(fs.existsSync(path.join(checkout, '.install-lock'))).toBe(false);
  });

  it('installs again when the lockfile asks for something else', async () => {
    await end(begin(['cli', 'a', '0']));
    const before = fs.readFileSync(stamp, 'utf8');
    const file = path.join(checkout, 'package-lock.json');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll('1.0.0', '1.0.1'));
    await end(begin(['cli', 'a', '0']));
    expect(fs.readFileSync(stamp, 'utf8')).not.toBe(before);
  });

  it('passes a signal on and leaves with the answer', async () => {
    const child = begin(['cli', 'wait']);
    const ended = end(child);
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    child.kill('SIGTERM');
    expect((await ended).code).toBe(7);
  });

  it('stops when npm is stopped, of which only the shell between us hears', async () => {
    const command = `"${process.execPath}" "${path.join(checkout, 'changke.js')}" cli wait; true`;
    const env = { ...process.env, npm_lifecycle_event: 'start', npm_execpath: undefined };
    const shell = spawn('sh', ['-c', command], { env });
    const ended = end(shell);
    await new Promise((resolve) => shell.stdout?.once('data', resolve));
    shell.kill('SIGTERM');
    // The pipes close when the last process that holds them is gone.
    expect((await ended).output).toContain('wait');
  });

  it('names the verbs when it is given none', async () => {
    const { code, output, errors } = await end(begin([]));
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toMatch(/Usage: node changke\.js VERB.*start.*test/s);
  });
});
